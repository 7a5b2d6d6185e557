// The node classes a server knows, from its object_info JSON: inputs with types, ranges and lists,
// outputs, whether a node is an output. Used by the workflow contract. Read once, never changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "nines/validate.h"

namespace nines::validate {

inline constexpr std::size_t kMaxNodeClasses = 100'000;

struct NodeInput {
  std::string name;
  std::string type;  // "INT", "MODEL", "*", "INT,FLOAT"; "COMBO" for a list of values
  bool required = true;
  bool socket_only = false;       // forceInput: no widget though its type has one
  bool has_list = false;          // the list is known
  bool seed_control = false;      // the editor keeps one more value for it: what follows each run
  bool upload = false;            // likewise a button
  std::vector<std::string> list;  // JSON texts of the values
  std::optional<double> min;
  std::optional<double> max;
  std::string default_json;  // "" = none
};

struct NodeClass {
  std::string name;
  std::vector<NodeInput> inputs;     // required, then optional, as listed
  std::vector<std::string> outputs;  // types
  bool is_output = false;
};

struct NodeRegistry {
  std::vector<NodeClass> classes;  // sorted by name
  std::vector<std::string> names;  // the same names, to look for near ones
  std::vector<std::string> made;   // types that some class puts out, sorted
  [[nodiscard]] const NodeClass* find(std::string_view name) const;
};

// In: {"Class": {"input": {"required": {"name": [type, options]}, "optional": …}, "output": […],
// "output_node": …}}. The pointer of an error starts with /registry. Linear but for sorting.
Result<NodeRegistry> read_node_registry(std::string_view json);

// INT, FLOAT, STRING, BOOLEAN, COMBO: types that the editor has a field for.
bool has_widget(const NodeInput& input);
const NodeInput* find_input(const NodeClass& node_class, std::string_view name);
// Whether nothing but a link can feed the input: no field of the editor gives its type, and some class puts it out.
bool takes_link_only(const NodeRegistry& registry, const NodeInput& input);
// Whether a link may carry `from` into `to`: the same, "*", or one type of several in common.
bool types_meet(std::string_view from, std::string_view to);

}  // namespace nines::validate
