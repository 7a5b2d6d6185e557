// From the texts of a schema to its program: the queue of schemas, dynamic scopes, the search for endless references.
// See compile.h; what each keyword says is read in keywords.cpp.
#include "validate/schema/compile.h"

#include <algorithm>

#include "validate/finding.h"
#include "validate/schema/build.h"
#include "validate/schema/keywords.h"

namespace nines::validate {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

std::size_t ProgramBuild::KeyHash::operator()(const Key& key) const {
  std::uint64_t mix = (std::uint64_t{key.place.document} << 32U | key.place.at) + key.scope * 0x9e3779b97f4a7c15ULL;
  mix *= 0xff51afd7ed558ccdULL;
  return static_cast<std::size_t>(mix ^ (mix >> 32U));
}

std::uint32_t ProgramBuild::scope_number(DynamicScope scope) {
  const auto found = std::find(scopes_.begin(), scopes_.end(), scope);
  if (found != scopes_.end()) return static_cast<std::uint32_t>(found - scopes_.begin());
  scopes_.push_back(std::move(scope));
  return static_cast<std::uint32_t>(scopes_.size() - 1);
}

std::uint32_t ProgramBuild::entered(std::uint32_t scope, std::uint32_t resource) {
  if (sources.dynamic_names().empty()) return scope;
  DynamicScope inner = scopes_[scope];
  inner.resize(sources.dynamic_names().size(), kNone);
  std::size_t i = 0;
  for (const std::string& name : sources.dynamic_names()) {
    if (inner[i] == kNone && sources.dynamic_anchor(resource, name)) inner[i] = resource;
    ++i;
  }
  return scope_number(std::move(inner));
}

std::optional<SchemaPlace> ProgramBuild::dynamic_target(std::uint32_t scope, const std::string& name) const {
  const auto& names = sources.dynamic_names();
  const auto index = static_cast<std::size_t>(std::distance(names.begin(), names.find(name)));
  if (index >= scopes_[scope].size() || scopes_[scope][index] == kNone) return std::nullopt;
  return sources.dynamic_anchor(scopes_[scope][index], name);
}

std::uint32_t ProgramBuild::schema_at(SchemaPlace place, std::uint32_t scope) {
  const JsonTree& tree = program.documents[place.document].tree;
  if (tree.node(place.at).kind == JsonKind::boolean) return tree.bool_value(place.at) ? kAnything : kNothing;
  if (tree.node(place.at).child_count == 0) return kAnything;
  const Surroundings around = sources.surroundings_of(place);
  scope = entered(scope, around.resource);
  const auto [row, is_new] = index_of_.insert({Key{place, scope}, static_cast<std::uint32_t>(program.nodes.size())});
  if (is_new) {
    SchemaNode node;
    node.document = place.document;
    node.at = place.at;
    node.resource = around.resource;
    program.nodes.push_back(node);
    queue_.push_back(scope);
  }
  return row->second;
}

std::optional<Error> ProgramBuild::compile_node(std::uint32_t index) {
  const SchemaPlace place{program.nodes[index].document, program.nodes[index].at};
  const JsonTree& tree = program.documents[place.document].tree;
  const Dialect& dialect = sources.dialect(sources.surroundings_of(place).dialect);
  if (dialect.error) return dialect.error;
  NodeBuild node(*this, index, queue_[index], dialect, place);
  const bool only_ref = dialect.draft < Draft::draft2019_09 && tree.member(place.at, "$ref") != kNoNode;
  for (std::uint32_t i = tree.node(place.at).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    if (sources.is_shadowed({place.document, i})) continue;
    const std::string name = tree.key(i);
    if (only_ref && name != "$ref") continue;
    const KeywordRow* row = find_keyword(name, dialect);
    if (row == nullptr || row->annotates) node.annotations.push_back(i);
    if (row == nullptr || row->read == nullptr) continue;
    if (std::optional<Error> error = row->read(node, i)) return error;
  }
  node.finish();
  return std::nullopt;
}

std::optional<Error> ProgramBuild::drain() {
  for (; done_ < program.nodes.size(); ++done_) {
    if (program.nodes.size() > kMaxSchemaNodes) {
      return sources.error_at(ErrorCode::limit_exceeded, {0, 0},
                              "the schema unfolds into more than " + std::to_string(kMaxSchemaNodes) + " parts");
    }
    if (auto error = compile_node(static_cast<std::uint32_t>(done_))) return error;
  }
  return std::nullopt;
}

// What nothing refers to is compiled for the sake of its errors.
std::optional<Error> ProgramBuild::compile_rest() {
  const JsonTree& tree = program.documents[0].tree;
  std::vector<bool> seen(tree.nodes.size(), false);
  const auto mark = [&](std::size_t from) {
    for (std::size_t i = from; i < program.nodes.size(); ++i) {
      if (program.nodes[i].document == 0) seen[program.nodes[i].at] = true;
    }
  };
  mark(0);
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    if (seen[i] || !sources.is_schema({0, i}) || tree.node(i).kind != JsonKind::object) continue;
    const std::size_t before = program.nodes.size();
    schema_at({0, i}, 0);
    if (auto error = drain()) return error;
    mark(before);
  }
  return std::nullopt;
}

std::optional<Error> ProgramBuild::run() {
  scopes_.emplace_back(sources.dynamic_names().size(), kNone);
  program.root = schema_at({0, 0}, 0);
  if (auto error = drain()) return error;
  return compile_rest();
}

Result<std::uint32_t> ProgramBuild::pattern_at(const std::string& pattern, SchemaPlace place) {
  const auto [row, is_new] = pattern_of_.insert({pattern, static_cast<std::uint32_t>(program.patterns.size())});
  if (!is_new) return row->second;
  auto compiled = compile_ecma_pattern(pattern, sources.error_at(ErrorCode::bad_pattern, place, "").where.pointer);
  if (!compiled) return compiled.error();
  program.patterns.push_back(std::move(compiled).value());
  return row->second;
}

namespace {

// Where a node leads without going down into the value.
void in_place(const SchemaProgram& program, const SchemaNode& node, std::vector<SchemaUse>& out) {
  for (std::uint32_t s = node.steps.from; s < node.steps.to; ++s) {
    const IndexRange uses = program.steps[s].uses;
    out.insert(out.end(), program.uses.begin() + uses.from, program.uses.begin() + uses.to);
  }
  if (node.object == kNone) return;
  const IndexRange dependent = program.object_rules[node.object].dependent_schemas;
  for (std::uint32_t d = dependent.from; d < dependent.to; ++d) out.push_back(program.dependent_schemas[d].use);
}

struct OpenNode {
  std::uint32_t node;
  std::vector<SchemaUse> leads_to;
};

void count_use(SchemaProgram& program, std::vector<bool>& used, std::uint32_t schema) {
  if (schema == kAnything || schema == kNothing) return;
  if (used[schema]) program.nodes[schema].is_shared = true;
  used[schema] = true;
}

void mark_shared(SchemaProgram& program) {
  std::vector<bool> used(program.nodes.size(), false);
  count_use(program, used, program.root);
  for (const SchemaUse& use : program.uses) count_use(program, used, use.schema);
  for (const PropertyRow& row : program.properties) count_use(program, used, row.use.schema);
  for (const PatternRow& row : program.pattern_rows) count_use(program, used, row.use.schema);
  for (const DependentSchema& row : program.dependent_schemas) count_use(program, used, row.use.schema);
  for (const ObjectRules& rules : program.object_rules) {
    for (const SchemaUse& use : {rules.additional, rules.names, rules.unevaluated}) {
      count_use(program, used, use.schema);
    }
  }
  for (const ArrayRules& rules : program.array_rules) {
    for (const SchemaUse& use : {rules.rest, rules.contains, rules.unevaluated}) count_use(program, used, use.schema);
  }
}

void mark_tracked(SchemaProgram& program) {
  std::vector<std::uint32_t> todo;
  for (std::uint32_t i = 0; i < program.nodes.size(); ++i) {
    const SchemaNode& node = program.nodes[i];
    const bool members = node.object != kNone && program.object_rules[node.object].unevaluated.at != kNone;
    const bool elements = node.array != kNone && program.array_rules[node.array].unevaluated.at != kNone;
    if (members || elements) todo.push_back(i);
  }
  std::vector<SchemaUse> leads_to;
  while (!todo.empty()) {
    leads_to.clear();
    in_place(program, program.nodes[todo.back()], leads_to);
    todo.pop_back();
    for (const SchemaUse& use : leads_to) {
      if (use.schema == kAnything || use.schema == kNothing || program.nodes[use.schema].is_tracked) continue;
      program.nodes[use.schema].is_tracked = true;
      todo.push_back(use.schema);
    }
  }
}

// A use that closes a circle of steps, with the node that holds it.
std::optional<std::pair<std::uint32_t, SchemaUse>> find_endless(const SchemaProgram& program) {
  enum : std::uint8_t { fresh, open, done };
  std::vector<std::uint8_t> state(program.nodes.size(), fresh);
  std::vector<OpenNode> path;
  for (std::uint32_t start = 0; start < program.nodes.size(); ++start) {
    if (state[start] != fresh) continue;
    path.push_back({start, {}});
    in_place(program, program.nodes[start], path.back().leads_to);
    state[start] = open;
    while (!path.empty()) {
      OpenNode& top = path.back();
      if (top.leads_to.empty()) {
        state[top.node] = done;
        path.pop_back();
        continue;
      }
      const SchemaUse use = top.leads_to.back();
      top.leads_to.pop_back();
      if (use.schema == kAnything || use.schema == kNothing || state[use.schema] == done) continue;
      if (state[use.schema] == open) return std::make_pair(top.node, use);
      state[use.schema] = open;
      path.push_back({use.schema, {}});
      in_place(program, program.nodes[use.schema], path.back().leads_to);
    }
  }
  return std::nullopt;
}

}  // namespace

Result<std::shared_ptr<const SchemaProgram>> compile_schema(std::string_view schema, const SchemaOptions& options) {
  const auto program = std::make_shared<SchemaProgram>();
  SchemaSources sources(*program, options.default_draft, options.where);
  if (auto error = sources.load(schema, options.resources)) return *error;
  ProgramBuild build(*program, sources, options);
  if (auto error = build.run()) return *error;
  if (const auto endless = find_endless(*program)) {
    const SchemaPlace place{program->nodes[endless->first].document, endless->second.at};
    return sources.error_at(ErrorCode::bad_value, place,
                            "the reference " + excerpt(program->documents[place.document].tree.source(place.at)) +
                                " leads back to itself without going into the value: it can never be decided");
  }
  mark_shared(*program);
  mark_tracked(*program);
  return std::shared_ptr<const SchemaProgram>(program);
}

std::uint32_t SchemaProgram::find_row(const ObjectRules& rules, std::string_view wanted) const {
  const auto first = properties.begin() + rules.rows.from;
  const auto last = properties.begin() + rules.rows.to;
  const auto row = std::lower_bound(first, last, wanted, [this](const PropertyRow& property, std::string_view key) {
    return name(property.name) < key;
  });
  return row != last && name(row->name) == wanted ? static_cast<std::uint32_t>(row - first) : kNone;
}

std::string schema_place(const SchemaProgram& program, const SchemaNode& node, std::uint32_t at) {
  const SchemaDocument& document = program.documents[node.document];
  const std::string pointer = document.tree.pointer(at);
  return node.document == 0 ? pointer : document.uri + '#' + pointer;
}

}  // namespace nines::validate
