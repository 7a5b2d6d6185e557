// Keywords that apply schemas: to the same value, to its members, to its elements; and references. See readers.h.
#include <algorithm>

#include "validate/finding.h"
#include "validate/schema/readers.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;
using MaybeError = std::optional<Error>;

MaybeError read_use(NodeBuild& build, std::uint32_t value, SchemaUse& out) {
  if (MaybeError error = check_is_schema(build, value)) return error;
  out = build.use_of(value);
  return std::nullopt;
}

// Visits the elements or members of a container that no later one of the same key replaces.
template <class Visit>
MaybeError each_child(NodeBuild& build, std::uint32_t value, const Visit& visit) {
  for (std::uint32_t i = build.tree.node(value).first_child; i != kNoNode; i = build.tree.node(i).next_sibling) {
    if (build.build.sources.is_shadowed(build.at(i))) continue;
    if (MaybeError error = visit(i)) return error;
  }
  return std::nullopt;
}

MaybeError read_list(NodeBuild& build, std::uint32_t value, std::vector<SchemaUse>& out) {
  if (build.tree.node(value).kind != JsonKind::array || build.tree.node(value).child_count == 0) {
    return build.wrong_value(value, "a list of schemas with at least one");
  }
  return each_child(build, value, [&](std::uint32_t i) { return read_use(build, i, out.emplace_back()); });
}

MaybeError read_branches(NodeBuild& build, std::uint32_t value, StepKind kind) {
  std::vector<SchemaUse> uses;
  if (MaybeError error = read_list(build, value, uses)) return error;
  build.add_step(kind, value, uses);
  return std::nullopt;
}

MaybeError read_names(NodeBuild& build, std::uint32_t value, std::vector<std::string>& out) {
  if (build.tree.node(value).kind != JsonKind::array) return build.wrong_value(value, "a list of keys");
  return each_child(build, value, [&](std::uint32_t i) -> MaybeError {
    if (build.tree.node(i).kind != JsonKind::string) return build.wrong_value(i, "a key in quotes");
    out.push_back(build.tree.string_value(i));
    return std::nullopt;
  });
}

MaybeError add_dependent_names(NodeBuild& build, std::uint32_t value) {
  NamedNeeds out{build.tree.key(value), {}, value};
  if (MaybeError error = read_names(build, value, out.needs)) return error;
  build.has_object = true;
  build.dependent_names.push_back(std::move(out));
  return std::nullopt;
}

MaybeError add_dependent_schema(NodeBuild& build, std::uint32_t value) {
  NamedSchema out{build.tree.key(value), {}};
  if (MaybeError error = read_use(build, value, out.use)) return error;
  build.has_object = true;
  build.dependent_schemas.push_back(std::move(out));
  return std::nullopt;
}

template <class Visit>
MaybeError read_map(NodeBuild& build, std::uint32_t value, const char* wanted, const Visit& visit) {
  if (build.tree.node(value).kind != JsonKind::object) return build.wrong_value(value, wanted);
  return each_child(build, value, visit);
}

MaybeError read_condition(NodeBuild& build, std::uint32_t value, std::size_t part) {
  return read_use(build, value, build.condition[part]);
}

MaybeError add_reference(NodeBuild& build, std::uint32_t value, SchemaPlace target) {
  build.add_step(StepKind::reference, value, {{build.build.schema_at(target, build.scope), value}});
  return std::nullopt;
}

}  // namespace

MaybeError check_is_schema(const NodeBuild& build, std::uint32_t value) {
  const JsonKind kind = build.tree.node(value).kind;
  if (kind == JsonKind::object || kind == JsonKind::boolean) return std::nullopt;
  return build.wrong_value(value, "a schema (an object, true or false)");
}

MaybeError read_uri(NodeBuild& build, std::uint32_t value) {
  if (build.tree.node(value).kind == JsonKind::string) return std::nullopt;
  return build.wrong_value(value, "a URI in quotes");
}

MaybeError read_definitions(NodeBuild& build, std::uint32_t value) {
  return read_map(build, value, "an object of schemas", [&](std::uint32_t i) { return check_is_schema(build, i); });
}

MaybeError read_all_of(NodeBuild& build, std::uint32_t value) { return read_branches(build, value, StepKind::all_of); }
MaybeError read_any_of(NodeBuild& build, std::uint32_t value) { return read_branches(build, value, StepKind::any_of); }
MaybeError read_one_of(NodeBuild& build, std::uint32_t value) { return read_branches(build, value, StepKind::one_of); }

MaybeError read_not(NodeBuild& build, std::uint32_t value) {
  SchemaUse use;
  if (MaybeError error = read_use(build, value, use)) return error;
  build.add_step(StepKind::negate, value, {use});
  return std::nullopt;
}

MaybeError read_if(NodeBuild& build, std::uint32_t value) { return read_condition(build, value, 0); }
MaybeError read_then(NodeBuild& build, std::uint32_t value) { return read_condition(build, value, 1); }
MaybeError read_else(NodeBuild& build, std::uint32_t value) { return read_condition(build, value, 2); }

MaybeError read_ref(NodeBuild& build, std::uint32_t value) {
  if (build.tree.node(value).kind != JsonKind::string) return build.wrong_value(value, "a URI reference in quotes");
  const std::string reference = build.tree.string_value(value);
  const auto target = build.build.sources.resolve(build.at(value), build.node.resource, reference);
  if (!target) return target.error();
  return add_reference(build, value, target->place);
}

// Resolved as $ref; when that gives a dynamic anchor, the outermost resource entered that has one of this name counts.
MaybeError read_dynamic_ref(NodeBuild& build, std::uint32_t value) {
  if (build.tree.node(value).kind != JsonKind::string) return build.wrong_value(value, "a URI reference in quotes");
  const std::string reference = build.tree.string_value(value);
  const auto target = build.build.sources.resolve(build.at(value), build.node.resource, reference);
  if (!target) return target.error();
  SchemaPlace place = target->place;
  if (!target->dynamic_anchor.empty()) {
    place = build.build.dynamic_target(build.scope, target->dynamic_anchor).value_or(place);
  }
  return add_reference(build, value, place);
}

MaybeError read_recursive_ref(NodeBuild& build, std::uint32_t value) {
  if (build.tree.source(value) != "\"#\"") return build.wrong_value(value, "\"#\"");
  const SchemaResourceEntry& own = build.build.program.resources[build.node.resource];
  SchemaPlace place{own.document, own.at};
  if (build.build.sources.dynamic_anchor(build.node.resource, kRecursiveAnchor)) {
    place = build.build.dynamic_target(build.scope, kRecursiveAnchor).value_or(place);
  }
  return add_reference(build, value, place);
}

MaybeError read_properties(NodeBuild& build, std::uint32_t value) {
  build.has_object = true;
  return read_map(build, value, "an object of schemas", [&](std::uint32_t i) {
    NamedRow& row = build.rows.emplace_back();
    row.name = build.tree.key(i);
    return read_use(build, i, row.use);
  });
}

MaybeError read_required(NodeBuild& build, std::uint32_t value) {
  std::vector<std::string> names;
  if (MaybeError error = read_names(build, value, names)) return error;
  build.has_object = true;
  build.object.required_at = value;
  for (std::string& name : names) build.rows.push_back({std::move(name), {}, true});
  return std::nullopt;
}

MaybeError read_pattern_properties(NodeBuild& build, std::uint32_t value) {
  build.has_object = true;
  return read_map(build, value, "an object of schemas by pattern", [&](std::uint32_t i) -> MaybeError {
    PatternRow row;
    const auto pattern = build.build.pattern_at(build.tree.key(i), build.at(i));
    if (!pattern) return pattern.error();
    row.pattern = *pattern;
    if (MaybeError error = read_use(build, i, row.use)) return error;
    build.patterns.push_back(row);
    return std::nullopt;
  });
}

MaybeError read_additional_properties(NodeBuild& build, std::uint32_t value) {
  build.has_object = true;
  return read_use(build, value, build.object.additional);
}
MaybeError read_property_names(NodeBuild& build, std::uint32_t value) {
  build.has_object = true;
  return read_use(build, value, build.object.names);
}
MaybeError read_unevaluated_properties(NodeBuild& build, std::uint32_t value) {
  build.has_object = true;
  return read_use(build, value, build.object.unevaluated);
}

MaybeError read_dependent_required(NodeBuild& build, std::uint32_t value) {
  return read_map(build, value, "an object of lists of keys",
                  [&](std::uint32_t i) { return add_dependent_names(build, i); });
}

MaybeError read_dependent_schemas(NodeBuild& build, std::uint32_t value) {
  return read_map(build, value, "an object of schemas",
                  [&](std::uint32_t i) { return add_dependent_schema(build, i); });
}

MaybeError read_dependencies(NodeBuild& build, std::uint32_t value) {
  return read_map(build, value, "an object of schemas and lists of keys", [&](std::uint32_t i) {
    const bool is_list = build.tree.node(i).kind == JsonKind::array;
    return is_list ? add_dependent_names(build, i) : add_dependent_schema(build, i);
  });
}

MaybeError read_prefix_items(NodeBuild& build, std::uint32_t value) {
  build.has_array = true;
  std::vector<SchemaUse> uses;
  if (MaybeError error = read_list(build, value, uses)) return error;
  std::vector<SchemaUse>& all = build.build.program.uses;
  const auto from = static_cast<std::uint32_t>(all.size());
  all.insert(all.end(), uses.begin(), uses.end());
  build.array.prefix = {from, static_cast<std::uint32_t>(all.size())};
  return std::nullopt;
}

MaybeError read_items(NodeBuild& build, std::uint32_t value) {
  build.has_array = true;
  const bool is_list = build.tree.node(value).kind == JsonKind::array;
  if (!is_list) return read_use(build, value, build.array.rest);
  if (build.dialect.draft == Draft::draft2020_12) {
    return build.wrong_value(value,
                             "a schema (a list of schemas is prefixItems in 2020-12; older drafts say so in $schema)");
  }
  build.items_is_list = true;
  return build.tree.node(value).child_count == 0 ? std::nullopt : read_prefix_items(build, value);
}

MaybeError read_additional_items(NodeBuild& build, std::uint32_t value) {
  return read_use(build, value, build.additional_items);
}
MaybeError read_contains(NodeBuild& build, std::uint32_t value) {
  build.has_array = true;
  build.array.contains_evaluates = build.dialect.draft == Draft::draft2020_12;
  return read_use(build, value, build.array.contains);
}
MaybeError read_unevaluated_items(NodeBuild& build, std::uint32_t value) {
  build.has_array = true;
  return read_use(build, value, build.array.unevaluated);
}

}  // namespace nines::validate
