// A workflow graph, the same for both forms: nodes, what feeds their inputs, and where each stood in
// the text. Filled by graph_api.cpp and graph_ui.cpp, judged by graph_check.cpp and graph_values.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "validate/contracts/misses.h"
#include "validate/contracts/node_registry.h"

namespace nines::validate {

inline constexpr std::size_t kNoGraphNode = static_cast<std::size_t>(-1);

// One input that has a value or a link.
struct GraphInput {
  std::string name;
  std::uint32_t at = base::kNoNode;   // tree node of the value, link or slot
  std::size_t source = kNoGraphNode;  // node that feeds it; kNoGraphNode: a value of its own
  std::int64_t output = 0;            // of that node
  bool linked = false;                // fed by something, be it outside this graph
};

struct GraphNode {
  std::string id;
  std::string type;
  std::uint32_t at = base::kNoNode;        // the node's object
  std::uint32_t type_at = base::kNoNode;   // its class name, where there is one
  std::uint32_t widgets = base::kNoNode;   // ui form: array of values
  std::uint32_t input_at = base::kNoNode;  // api form: the object of inputs
  bool active = true;                      // neither muted nor bypassed
  bool real = true;                        // a class of the server; false for notes, reroutes and the like
  std::vector<GraphInput> inputs;
};

struct Graph {
  std::vector<GraphNode> nodes;
  bool is_ui = false;
};

// What the readers and checks share: the tree, where findings go, the server's classes if given.
struct GraphJudge {
  const base::JsonTree& tree;
  const NodeRegistry* registry;
  Misses& misses;

  Finding finding_at(std::uint32_t node, const char* code, std::string message, std::string expected) const;
  // Adds a finding at a tree node, with an edit when `replacement` is given.
  void add(std::uint32_t node, const char* code, std::string message, std::string expected,
           std::optional<std::string> replacement = std::nullopt, RepairLevel level = RepairLevel::c);
  // G9 at `place`: what stands at `again` has the id of `earlier`. Where both say the same the later one can go.
  void add_duplicate(Span place, std::uint32_t earlier, std::uint32_t again, std::string message);
};

// Structure and links are judged while reading: G3, G9, C1.
bool is_api_form(const base::JsonTree& tree, std::uint32_t root);
bool is_ui_form(const base::JsonTree& tree, std::uint32_t root);
// The node that holds the graph: {"prompt": {…}} is how the api form is sent.
std::uint32_t graph_root(const base::JsonTree& tree);
Graph read_api_graph(GraphJudge& judge, std::uint32_t root);
// The graph itself and the definitions of its subgraphs.
std::vector<Graph> read_ui_graphs(GraphJudge& judge, std::uint32_t root);

// G8, in linear time: one finding for each cycle found, naming its nodes.
void check_cycles(GraphJudge& judge, const Graph& graph);
// G7: nothing that the server would run for.
void check_outputs(GraphJudge& judge, const std::vector<Graph>& graphs, std::uint32_t root);
// With a registry: G1, G2, G4, G5, G6, G11.
void check_classes(GraphJudge& judge, const Graph& graph);
// One value against what its input asks for: C4, G5, G6.
void check_input_value(GraphJudge& judge, const NodeInput& input, std::uint32_t value);
bool value_fits(const base::JsonTree& tree, const NodeInput& input, std::uint32_t value);
// The values of a row of widgets and their inputs; nothing where the row does not line up with them.
struct WidgetValue {
  const NodeInput* input = nullptr;
  std::uint32_t at = base::kNoNode;
};
std::vector<WidgetValue> aligned_widgets(const base::JsonTree& tree, const GraphNode& node,
                                         const NodeClass& node_class);
// G11: the row of widget values of the ui form against the inputs that have a widget.
void check_widgets(GraphJudge& judge, const GraphNode& node, const NodeClass& node_class);

// The api form of a ui graph (G10), as the editor would send it; nothing without a registry, or when
// anything about the graph leaves a doubt.
std::optional<std::string> api_from_ui(const base::JsonTree& tree, std::uint32_t root, const NodeRegistry* registry);

}  // namespace nines::validate
