// The tracing evaluator: what follows for a unit from its edges: truth, evaluated children, how far it is from holding.
// See trace.h.
#include <algorithm>

#include "validate/schema/trace.h"

namespace nines::validate {

namespace {

constexpr std::uint32_t kMostWeight = 1'000'000'000;

void add_weight(std::uint32_t& to, std::uint32_t more) { to = std::min(kMostWeight, to + std::min(more, kMostWeight)); }

Truth counted(std::uint64_t sure, std::uint64_t maybe, std::uint64_t max) { return count_within(sure, maybe, 1, max); }

}  // namespace

Truth Trace::truth_of_edge(const TraceEdge& edge) const {
  const Truth truth = edge.unit != kNone ? units[edge.unit].truth : truth_of(edge.use.schema == kAnything);
  return edge.softly && truth != Truth::yes ? Truth::unknown : truth;
}

IndexRange Trace::edges_of_step(const TraceUnit& unit, std::uint32_t step) const {
  std::uint32_t from = unit.edges.from;
  for (std::uint32_t s = program.nodes[unit.schema].steps.from; s < step; ++s) from += program.steps[s].uses.size();
  return {from, from + program.steps[step].uses.size()};
}

Truth Trace::truth_of_step(const SchemaStep& step, IndexRange branches) const {
  const auto truth = [&](std::uint32_t branch) { return truth_of_edge(edges[branches.from + branch]); };
  if (step.kind == StepKind::negate) return opposite(truth(0));
  if (step.kind == StepKind::condition) {
    if (truth(0) != Truth::unknown) return truth(truth(0) == Truth::yes ? 1 : 2);
    return truth(1) == truth(2) ? truth(1) : Truth::unknown;
  }
  std::uint64_t sure = 0;
  std::uint64_t maybe = 0;
  Truth all = Truth::yes;
  for (std::uint32_t b = 0; b < branches.size(); ++b) {
    sure += truth(b) == Truth::yes ? 1U : 0U;
    maybe += truth(b) == Truth::unknown ? 1U : 0U;
    all = both(all, truth(b));
  }
  if (step.kind == StepKind::any_of) return counted(sure, maybe, kNoLimit);
  return step.kind == StepKind::one_of ? counted(sure, maybe, 1) : all;
}

Truth Trace::truth_of_contains(const TraceUnit& unit) const {
  const ArrayRules& rules = program.array_rules[program.nodes[unit.schema].array];
  std::uint64_t sure = 0;
  std::uint64_t maybe = 0;
  for (std::uint32_t e = unit.edges.from; e < unit.edges.to; ++e) {
    if (edges[e].kind != EdgeKind::contains) continue;
    sure += truth_of_edge(edges[e]) == Truth::yes ? 1U : 0U;
    maybe += truth_of_edge(edges[e]) == Truth::unknown ? 1U : 0U;
  }
  return count_within(sure, maybe, rules.min_contains, rules.max_contains);
}

void Trace::mark_contains(const TraceUnit& unit) {
  if (unit.marks == kNone || !program.array_rules[program.nodes[unit.schema].array].contains_evaluates) return;
  for (std::uint32_t e = unit.edges.from; e < unit.edges.to; ++e) {
    if (edges[e].kind != EdgeKind::contains) continue;
    const Truth truth = truth_of_edge(edges[e]);
    mark(unit, edges[e].instance, truth == Truth::yes ? Mark::sure : truth == Truth::no ? Mark::none : Mark::maybe);
  }
}

// What an in-place schema has evaluated, its parent has: as surely as it holds, and at most `most`.
void Trace::take_marks(const TraceUnit& unit, const TraceEdge& edge, Mark most) {
  if (unit.marks == kNone || edge.unit == kNone || units[edge.unit].marks == kNone) return;
  const Truth truth = truth_of_edge(edge);
  if (truth == Truth::no) return;
  if (truth == Truth::unknown) most = std::min(most, Mark::maybe);
  const std::uint32_t from = units[edge.unit].marks;
  for (std::uint32_t i = 0; i < tree.node(unit.instance).child_count; ++i) {
    marks[unit.marks + i] = std::max(marks[unit.marks + i], std::min(most, marks[from + i]));
  }
}

void Trace::take_step_marks(const TraceUnit& unit, const SchemaStep& step, IndexRange branches) {
  if (step.kind == StepKind::negate) return;
  if (step.kind != StepKind::condition) {
    for (std::uint32_t e = branches.from; e < branches.to; ++e) take_marks(unit, edges[e], Mark::sure);
    return;
  }
  const Truth condition = truth_of_edge(edges[branches.from]);
  const Mark most = condition == Truth::unknown ? Mark::maybe : Mark::sure;
  take_marks(unit, edges[branches.from], Mark::sure);
  if (condition != Truth::no) take_marks(unit, edges[branches.from + 1], most);
  if (condition != Truth::yes) take_marks(unit, edges[branches.from + 2], most);
}

// What tells branches apart decides first, then the sum of misses, then the order of the schema.
std::uint32_t Trace::nearest_branch(IndexRange branches) const {
  const auto distance = [&](std::uint32_t branch) {
    const TraceEdge& edge = edges[branches.from + branch];
    if (edge.unit == kNone) return std::make_pair(kMostWeight, kMostWeight);
    return std::make_pair(units[edge.unit].rank, units[edge.unit].weight);
  };
  std::uint32_t best = 0;
  for (std::uint32_t b = 1; b < branches.size(); ++b) {
    if (distance(b) < distance(best)) best = b;
  }
  return best;
}

void Trace::weigh_step(TraceUnit& unit, const SchemaStep& step, IndexRange branches) const {
  if (truth_of_step(step, branches) != Truth::no) return;
  const auto take = [&](const TraceEdge& edge) {
    if (edge.unit == kNone || truth_of_edge(edge) != Truth::no) return add_weight(unit.weight, 2);
    const TraceUnit& other = units[edge.unit];
    unit.identity = std::max(unit.identity, other.identity);
    add_weight(unit.rank, other.rank);
    add_weight(unit.weight, other.weight);
  };
  switch (step.kind) {
    case StepKind::reference:
    case StepKind::all_of:
      for (std::uint32_t e = branches.from; e < branches.to; ++e) {
        if (truth_of_edge(edges[e]) == Truth::no) take(edges[e]);
      }
      return;
    case StepKind::condition:
      return take(edges[branches.from + (truth_of_edge(edges[branches.from]) == Truth::yes ? 1 : 2)]);
    case StepKind::negate: return add_weight(unit.weight, 2);
    default: add_weight(unit.weight, 1); return take(edges[branches.from + nearest_branch(branches)]);
  }
}

void Trace::weigh(std::uint32_t index) {
  TraceUnit& unit = units[index];
  if (unit.truth != Truth::no) return;
  const IndexRange steps = program.nodes[unit.schema].steps;
  for (std::uint32_t s = steps.from; s < steps.to && !unit.edges.empty(); ++s) {
    weigh_step(unit, program.steps[s], edges_of_step(unit, s));
  }
  for (const IndexRange range : {unit.edges, unit.late_edges}) {
    for (std::uint32_t e = range.from; e < range.to; ++e) {
      const TraceEdge& edge = edges[e];
      if (edge.kind == EdgeKind::step || edge.kind == EdgeKind::contains || truth_of_edge(edge) != Truth::no) continue;
      add_weight(unit.weight, edge.unit == kNone ? 2 : units[edge.unit].weight);
      // A property of the wrong constant says that this is another branch.
      const bool constant = edge.kind == EdgeKind::property && edge.unit != kNone && units[edge.unit].identity == 2;
      if (constant) add_weight(unit.rank, 1);
    }
  }
}

}  // namespace nines::validate
