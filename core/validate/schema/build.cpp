// One node: from what its keywords said to its rules in the program. See build.h.
#include "validate/schema/build.h"

#include <algorithm>

#include "validate/finding.h"

namespace nines::validate {

namespace {

template <class T>
IndexRange append(std::vector<T>& all, const std::vector<T>& more) {
  const auto from = static_cast<std::uint32_t>(all.size());
  all.insert(all.end(), more.begin(), more.end());
  return {from, static_cast<std::uint32_t>(all.size())};
}

template <class T>
std::uint32_t append_one(std::vector<T>& all, const T& one) {
  all.push_back(one);
  return static_cast<std::uint32_t>(all.size() - 1);
}

// Sorted, each name once. Names that only a dependency needs are rows too.
void join_rows(NodeBuild& build) {
  for (const NamedNeeds& row : build.dependent_names) {
    build.rows.push_back({row.key, {}, false});
    for (const std::string& name : row.needs) build.rows.push_back({name, {}, false});
  }
  for (const NamedSchema& row : build.dependent_schemas) build.rows.push_back({row.key, {}, false});
  std::stable_sort(build.rows.begin(), build.rows.end(),
                   [](const NamedRow& a, const NamedRow& b) { return a.name < b.name; });
  std::vector<NamedRow> joined;
  for (NamedRow& row : build.rows) {
    if (joined.empty() || joined.back().name != row.name) {
      joined.push_back(std::move(row));
      continue;
    }
    joined.back().is_required = joined.back().is_required || row.is_required;
    if (row.use.at != kNone) joined.back().use = row.use;
  }
  build.rows = std::move(joined);
}

std::uint32_t row_of(const NodeBuild& build, const std::string& name) {
  const auto row = std::lower_bound(build.rows.begin(), build.rows.end(), name,
                                    [](const NamedRow& a, const std::string& wanted) { return a.name < wanted; });
  return static_cast<std::uint32_t>(row - build.rows.begin());
}

void write_rows(NodeBuild& build, SchemaProgram& program) {
  std::vector<PropertyRow> rows;
  for (std::size_t i = 0; i < build.rows.size(); ++i) {
    const NamedRow& row = build.rows[i];
    const auto from = static_cast<std::uint32_t>(program.names.size());
    program.names += row.name;
    rows.push_back({{from, static_cast<std::uint32_t>(program.names.size())}, row.use, row.is_required});
    if (!row.is_required) continue;
    ++build.object.required_count;
    if (i < 64) build.object.required_mask |= std::uint64_t{1} << i;
  }
  build.object.rows = append(program.properties, rows);
}

void write_dependencies(NodeBuild& build, SchemaProgram& program) {
  std::vector<DependentNames> names;
  for (const NamedNeeds& row : build.dependent_names) {
    std::vector<std::uint32_t> needs;
    for (const std::string& name : row.needs) needs.push_back(row_of(build, name));
    names.push_back({row_of(build, row.key), append(program.row_lists, needs), row.at});
  }
  build.object.dependent_names = append(program.dependent_names, names);
  std::vector<DependentSchema> schemas;
  for (const NamedSchema& row : build.dependent_schemas) schemas.push_back({row_of(build, row.key), row.use});
  build.object.dependent_schemas = append(program.dependent_schemas, schemas);
}

void write_object(NodeBuild& build, SchemaProgram& program) {
  join_rows(build);
  write_rows(build, program);
  write_dependencies(build, program);
  build.object.patterns = append(program.pattern_rows, build.patterns);
  build.node.object = append_one(program.object_rules, build.object);
}

}  // namespace

void NodeBuild::add_step(StepKind kind, std::uint32_t value, const std::vector<SchemaUse>& uses) {
  steps.push_back({kind, value, append(build.program.uses, uses)});
}

Error NodeBuild::wrong_value(std::uint32_t value, const char* wanted) const {
  const std::string keyword = tree.node(value).has_key ? tree.key(value) : "the value";
  return error(ErrorCode::bad_value, value, keyword + " must be " + wanted + ", found " + excerpt(tree.source(value)));
}

void NodeBuild::finish() {
  SchemaProgram& program = build.program;
  if (condition[0].at != kNone) {
    add_step(StepKind::condition, condition[0].at, {condition[0], condition[1], condition[2]});
  }
  if (items_is_list) array.rest = additional_items;
  if (has_text) node.text = append_one(program.text_rules, text);
  if (has_object) write_object(*this, program);
  if (has_array) node.array = append_one(program.array_rules, array);
  node.numbers = append(program.number_bounds, numbers);
  node.values = append(program.value_sets, values);
  node.steps = append(program.steps, steps);
  node.annotations = append(program.annotations, annotations);
  node.is_leaf = node.steps.empty() && node.object == kNone && node.array == kNone;
  program.nodes[index] = node;
}

}  // namespace nines::validate
