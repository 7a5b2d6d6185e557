// A program while it is being built: the queue of schemas still to be compiled, and one node with what its keywords
// have said so far. Used by compile.cpp and the readers of keywords.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "validate/schema/compile.h"
#include "validate/schema/sources.h"

namespace nines::validate {

// For each name that some $dynamicRef asks for, the outermost resource entered that has it; kNone before there is one.
using DynamicScope = std::vector<std::uint32_t>;

class ProgramBuild {
 public:
  ProgramBuild(SchemaProgram& target, SchemaSources& texts, const SchemaOptions& given)
      : program(target), sources(texts), options(given) {}

  // Compiles the root, everything it reaches and every other schema of the document.
  std::optional<Error> run();

  // The index for the schema at a place entered from a scope: kAnything, kNothing, or a node, queued when it is new.
  std::uint32_t schema_at(SchemaPlace place, std::uint32_t scope);
  // Where a dynamic reference to `name` leads in a scope, when a resource entered has that anchor.
  [[nodiscard]] std::optional<SchemaPlace> dynamic_target(std::uint32_t scope, const std::string& name) const;
  // The number of the pattern, compiled once for the same text.
  Result<std::uint32_t> pattern_at(const std::string& pattern, SchemaPlace place);

  SchemaProgram& program;
  SchemaSources& sources;
  const SchemaOptions& options;

 private:
  struct Key {
    SchemaPlace place;
    std::uint32_t scope;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  std::optional<Error> drain();
  std::optional<Error> compile_node(std::uint32_t index);
  std::optional<Error> compile_rest();
  std::uint32_t entered(std::uint32_t scope, std::uint32_t resource);
  std::uint32_t scope_number(DynamicScope scope);

  std::vector<std::uint32_t> queue_;  // scope of each node, in program order
  std::size_t done_ = 0;
  std::unordered_map<Key, std::uint32_t, KeyHash> index_of_;
  std::vector<DynamicScope> scopes_;
  std::unordered_map<std::string, std::uint32_t> pattern_of_;
};

// A name of properties, required or a dependency, before the rows of one name are joined.
struct NamedRow {
  std::string name;
  SchemaUse use;
  bool is_required = false;
};
struct NamedNeeds {
  std::string key;
  std::vector<std::string> needs;
  std::uint32_t at = kNone;
};
struct NamedSchema {
  std::string key;
  SchemaUse use;
};

struct NodeBuild {
  NodeBuild(ProgramBuild& program_build, std::uint32_t node_index, std::uint32_t inner_scope, const Dialect& spoken,
            SchemaPlace stands_at)
      : build(program_build),
        index(node_index),
        scope(inner_scope),
        dialect(spoken),
        place(stands_at),
        tree(build.program.documents[place.document].tree),
        node(build.program.nodes[node_index]) {}

  ProgramBuild& build;
  std::uint32_t index;  // of the node in the program
  std::uint32_t scope;  // the dynamic scope inside the node's resource
  const Dialect& dialect;
  SchemaPlace place;
  const base::JsonTree& tree;

  SchemaNode node;
  bool has_text = false;
  bool has_object = false;
  bool has_array = false;
  TextRules text;
  ObjectRules object;
  ArrayRules array;
  std::vector<NumberBound> numbers;
  std::vector<ValueSet> values;
  std::vector<SchemaStep> steps;
  std::vector<std::uint32_t> annotations;
  std::vector<NamedRow> rows;
  std::vector<PatternRow> patterns;
  std::vector<NamedNeeds> dependent_names;
  std::vector<NamedSchema> dependent_schemas;
  SchemaUse additional_items;  // counts only beside items as a list
  bool items_is_list = false;
  SchemaUse condition[3];  // if, then, else

  [[nodiscard]] SchemaPlace at(std::uint32_t node_index) const { return {place.document, node_index}; }
  // The schema at a value of this schema, as a use.
  SchemaUse use_of(std::uint32_t value) { return {build.schema_at(at(value), scope), value}; }
  void add_step(StepKind kind, std::uint32_t value, const std::vector<SchemaUse>& uses);
  [[nodiscard]] Error error(ErrorCode code, std::uint32_t value, std::string message) const {
    return build.sources.error_at(code, at(value), std::move(message));
  }
  // "type must be one of …, found 3".
  [[nodiscard]] Error wrong_value(std::uint32_t value, const char* wanted) const;
  // Writes the collected rules into the program.
  void finish();
};

}  // namespace nines::validate
