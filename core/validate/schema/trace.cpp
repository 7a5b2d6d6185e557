// The tracing evaluator: which unit asks what of which others. See trace.h; what follows from the answers is worked out
// in trace_truth.cpp.
#include "validate/schema/trace.h"

#include <algorithm>

namespace nines::validate {

using base::JsonKind;
using base::kNoNode;

Truth Trace::run() {
  if (program.root == kAnything || program.root == kNothing) return truth_of(program.root == kAnything);
  frames_.push_back(unit_for(program.root, 0));
  while (!frames_.empty()) {
    const std::uint32_t index = frames_.back();
    switch (units[index].stage) {
      case 0: expand(index); break;
      case 1: combine(index); break;
      case 2: finish(index); break;
      default: frames_.pop_back(); break;
    }
  }
  return units[0].truth;
}

std::uint32_t Trace::unit_for(std::uint32_t schema, Instance instance) {
  if (schema == kAnything || schema == kNothing) return kNone;
  const auto fresh = static_cast<std::uint32_t>(units.size());
  if (program.nodes[schema].is_shared) {
    const auto [row, is_new] = shared_.insert({std::uint64_t{schema} << 32U | instance, fresh});
    if (!is_new) return row->second;
  }
  TraceUnit unit;
  unit.schema = schema;
  unit.instance = instance;
  units.push_back(unit);
  return fresh;
}

const SchemaUse* Trace::unevaluated_of(const TraceUnit& unit) const {
  const SchemaNode& node = program.nodes[unit.schema];
  const SchemaUse* use = nullptr;
  const JsonKind kind = kind_of(tree, unit.instance);
  if (kind == JsonKind::object && node.object != kNone) use = &program.object_rules[node.object].unevaluated;
  if (kind == JsonKind::array && node.array != kNone) use = &program.array_rules[node.array].unevaluated;
  return use != nullptr && use->at != kNone ? use : nullptr;
}

void Trace::mark(const TraceUnit& unit, std::uint32_t child, Mark value) {
  if (unit.marks == kNone) return;
  Mark& own = marks[unit.marks + tree.node(child).index_in_parent];
  own = std::max(own, value);
}

// Values that hold by themselves leave no trace where only misses are wanted.
void Trace::add_edge(TraceEdge edge) {
  const bool counts = edge.kind == EdgeKind::step || edge.kind == EdgeKind::contains;
  if (!counts && detail == TraceDetail::misses) {
    if (edge.use.schema == kAnything) return;
    const bool leaf = edge.use.schema != kNothing && program.nodes[edge.use.schema].is_leaf;
    if (leaf && check_value_rules(program, program.nodes[edge.use.schema], tree, edge.instance) == Truth::yes) return;
  }
  edge.unit = unit_for(edge.use.schema, edge.instance);
  edges.push_back(edge);
}

void Trace::push_children(IndexRange range) {
  for (std::uint32_t e = range.to; e-- > range.from;) {
    const std::uint32_t unit = edges[e].unit;
    if (unit != kNone && units[unit].stage == 0) frames_.push_back(unit);
  }
}

void Trace::expand(std::uint32_t index) {
  TraceUnit unit = units[index];
  const SchemaNode& node = program.nodes[unit.schema];
  const JsonKind kind = kind_of(tree, unit.instance);
  for (const Miss& miss : find_misses(value_at(unit))) {
    unit.truth = both(unit.truth, miss.unknown ? Truth::unknown : Truth::no);
    if (is_identity(miss)) unit.identity = miss.kind == MissKind::type ? 4 : 2;
    unit.rank += unit.identity;
    unit.weight += is_identity(miss) ? 4U : 2U;
  }
  const bool container = kind == JsonKind::object || kind == JsonKind::array;
  if (container && (node.is_tracked || unevaluated_of(unit) != nullptr)) {
    unit.marks = static_cast<std::uint32_t>(marks.size());
    marks.resize(marks.size() + tree.node(unit.instance).child_count, Mark::none);
  }
  unit.stage = 1;
  const auto from = static_cast<std::uint32_t>(edges.size());
  // What is of the wrong kind altogether needs no further look.
  if (unit.identity == 0 || detail == TraceDetail::everything) {
    expand_steps(node, unit.instance);
    if (kind == JsonKind::object && node.object != kNone) expand_object(program.object_rules[node.object], unit);
    if (kind == JsonKind::array && node.array != kNone) expand_array(program.array_rules[node.array], unit);
  }
  unit.edges = {from, static_cast<std::uint32_t>(edges.size())};
  units[index] = unit;
  push_children(unit.edges);
}

void Trace::expand_steps(const SchemaNode& node, Instance instance) {
  for (std::uint32_t s = node.steps.from; s < node.steps.to; ++s) {
    const IndexRange uses = program.steps[s].uses;
    for (std::uint32_t u = uses.from; u < uses.to; ++u) {
      add_edge({EdgeKind::step, false, s, u - uses.from, program.uses[u], instance, kNone});
    }
  }
}

void Trace::expand_object(const ObjectRules& rules, const TraceUnit& unit) {
  present_.assign(rules.rows.size(), false);
  std::string buffer;
  for (std::uint32_t i = tree.node(unit.instance).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    const std::string_view key = key_of(tree, i, buffer);
    const std::uint32_t row = program.find_row(rules, key);
    if (row != kNone) present_[row] = true;
    expand_member(rules, unit, i, key, row);
  }
  for (std::uint32_t d = rules.dependent_schemas.from; d < rules.dependent_schemas.to; ++d) {
    const DependentSchema& dependent = program.dependent_schemas[d];
    if (!present_[dependent.key]) continue;
    add_edge({EdgeKind::dependent, false, kNone, 0, dependent.use, unit.instance, kNone});
  }
}

void Trace::expand_member(const ObjectRules& rules, const TraceUnit& unit, std::uint32_t member, std::string_view key,
                          std::uint32_t row) {
  Mark evaluated = Mark::none;
  if (row != kNone && program.properties[rules.rows.from + row].use.at != kNone) {
    evaluated = Mark::sure;
    const SchemaUse& use = program.properties[rules.rows.from + row].use;
    add_edge({EdgeKind::property, false, rules.rows.from + row, 0, use, member, kNone});
  }
  for (std::uint32_t p = rules.patterns.from; p < rules.patterns.to; ++p) {
    const PatternMatch match = search(*program.patterns[program.pattern_rows[p].pattern], key);
    if (match == PatternMatch::no) continue;
    const bool softly = match == PatternMatch::not_decidable;
    evaluated = std::max(evaluated, softly ? Mark::maybe : Mark::sure);
    add_edge({EdgeKind::pattern_property, softly, kNone, 0, program.pattern_rows[p].use, member, kNone});
  }
  if (rules.additional.at != kNone && evaluated != Mark::sure) {
    add_edge({EdgeKind::additional, evaluated == Mark::maybe, kNone, 0, rules.additional, member, kNone});
    evaluated = Mark::sure;
  }
  if (rules.names.at != kNone) {
    add_edge({EdgeKind::property_name, false, kNone, 0, rules.names, member | kKeyBit, kNone});
  }
  mark(unit, member, evaluated);
}

void Trace::expand_array(const ArrayRules& rules, const TraceUnit& unit) {
  std::uint32_t index = 0;
  for (std::uint32_t i = tree.node(unit.instance).first_child; i != kNoNode; i = tree.node(i).next_sibling, ++index) {
    const bool in_prefix = index < rules.prefix.size();
    if (!in_prefix && rules.rest.at == kNone) break;
    const SchemaUse& use = in_prefix ? program.uses[rules.prefix.from + index] : rules.rest;
    add_edge({in_prefix ? EdgeKind::prefix : EdgeKind::rest, false, kNone, 0, use, i, kNone});
    mark(unit, i, Mark::sure);
  }
  if (rules.contains.at == kNone) return;
  for (std::uint32_t i = tree.node(unit.instance).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    add_edge({EdgeKind::contains, false, kNone, 0, rules.contains, i, kNone});
  }
}

// Every child that nothing has evaluated; all of them are from here on.
void Trace::expand_unevaluated(std::uint32_t index, const SchemaUse& use) {
  const TraceUnit unit = units[index];
  const auto from = static_cast<std::uint32_t>(edges.size());
  for (std::uint32_t i = tree.node(unit.instance).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    const Mark evaluated = marks[unit.marks + tree.node(i).index_in_parent];
    if (evaluated == Mark::sure) continue;
    add_edge({EdgeKind::unevaluated, evaluated == Mark::maybe, kNone, 0, use, i, kNone});
    mark(unit, i, Mark::sure);
  }
  units[index].late_edges = {from, static_cast<std::uint32_t>(edges.size())};
  push_children(units[index].late_edges);
}

// All edges but the late ones are through.
void Trace::combine(std::uint32_t index) {
  const TraceUnit& unit = units[index];
  const SchemaNode& node = program.nodes[unit.schema];
  Truth truth = unit.truth;
  for (std::uint32_t s = node.steps.from; s < node.steps.to && !unit.edges.empty(); ++s) {
    const IndexRange branches = edges_of_step(unit, s);
    truth = both(truth, truth_of_step(program.steps[s], branches));
    if (unit.marks != kNone) take_step_marks(unit, program.steps[s], branches);
  }
  bool has_contains = node.array != kNone && kind_of(tree, unit.instance) == JsonKind::array &&
                      program.array_rules[node.array].contains.at != kNone && unit.identity == 0;
  if (has_contains) {
    truth = both(truth, truth_of_contains(unit));
    mark_contains(unit);
  }
  for (std::uint32_t e = unit.edges.from; e < unit.edges.to; ++e) {
    if (edges[e].kind == EdgeKind::step || edges[e].kind == EdgeKind::contains) continue;
    truth = both(truth, truth_of_edge(edges[e]));
    if (edges[e].kind == EdgeKind::dependent) take_marks(unit, edges[e], Mark::sure);
  }
  units[index].truth = truth;
  units[index].stage = 2;
  const SchemaUse* use = unevaluated_of(units[index]);
  if (use != nullptr && (units[index].identity == 0 || detail == TraceDetail::everything)) {
    expand_unevaluated(index, *use);
  }
}

void Trace::finish(std::uint32_t index) {
  TraceUnit& unit = units[index];
  for (std::uint32_t e = unit.late_edges.from; e < unit.late_edges.to; ++e) {
    unit.truth = both(unit.truth, truth_of_edge(edges[e]));
  }
  weigh(index);
  unit.stage = 3;
  frames_.pop_back();
}

}  // namespace nines::validate
