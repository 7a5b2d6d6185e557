// From the text of a JSON Schema to a flat program. See schema_program.h.
#include <algorithm>

#include "validate/schema_keywords.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

std::string known_keywords() {
  std::string out;
  for (const Keyword& row : keyword_table()) {
    if (row.read == nullptr || row.name[0] == '$') continue;
    out += out.empty() ? "" : ", ";
    out += row.name;
  }
  return out;
}

std::optional<Error> compile_node(SchemaBuild& build, std::uint32_t node, SchemaNode& out) {
  const JsonTree& tree = build.tree();
  out.pointer = tree.pointer(node);
  for (std::uint32_t i = tree.node(node).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    const std::string name = tree.key(i);
    const Keyword* keyword = find_keyword(name);
    if (keyword == nullptr) {
      return schema_error(
          ErrorCode::not_supported, tree, i,
          "the keyword " + quoted(name) + " is not supported by this version; it checks " + known_keywords());
    }
    if (keyword->read == nullptr) continue;
    if (std::optional<Error> error = keyword->read(build, i, out)) return error;
  }
  return std::nullopt;
}

// Sorts by name and joins the rows that properties and required made for one name.
void join_properties(std::vector<SchemaProperty>& properties) {
  std::stable_sort(properties.begin(), properties.end(),
                   [](const SchemaProperty& a, const SchemaProperty& b) { return a.name < b.name; });
  std::vector<SchemaProperty> joined;
  for (SchemaProperty& row : properties) {
    if (joined.empty() || joined.back().name != row.name) {
      joined.push_back(std::move(row));
      continue;
    }
    SchemaProperty& same = joined.back();
    same.required = same.required || row.required;
    if (row.declared) same.schema = row.schema;
    same.declared = same.declared || row.declared;
  }
  properties = std::move(joined);
}

}  // namespace

std::uint32_t SchemaBuild::schema_at(std::uint32_t node) {
  if (tree().node(node).kind == JsonKind::boolean) {
    return tree().bool_value(node) ? kAnything : kNothing;
  }
  if (tree().node(node).child_count == 0) return kAnything;
  queue.push_back(node);
  return static_cast<std::uint32_t>(queue.size() - 1);
}

Result<std::shared_ptr<const SchemaProgram>> compile_schema(std::string_view schema) {
  const auto program = std::make_shared<SchemaProgram>();
  program->text = schema;
  base::JsonReadResult read =
      base::read_json(program->text, {kMaxJsonDepth, kMaxTextBytes, base::JsonLimits{}.max_nodes});
  if (!read.ok) {
    Error error = base::json_error(read.error, program->text, "schema");
    error.where.pointer = "/schema" + error.where.pointer;
    return error;
  }
  program->tree = std::move(read.tree);
  const JsonKind kind = program->tree.node(0).kind;
  if (kind != JsonKind::object && kind != JsonKind::boolean) {
    return schema_error(ErrorCode::bad_value, program->tree, 0,
                        "a schema is an object, true or false, found " + excerpt(program->tree.source(0)));
  }
  SchemaBuild build{program.get(), {}};
  program->root = build.schema_at(0);
  for (std::size_t i = 0; i < build.queue.size(); ++i) {
    SchemaNode node;
    if (std::optional<Error> error = compile_node(build, build.queue[i], node)) return *error;
    join_properties(node.properties);
    program->nodes.push_back(std::move(node));
  }
  return std::shared_ptr<const SchemaProgram>(program);
}

}  // namespace nines::validate
