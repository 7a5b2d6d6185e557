// check_schema: from a trace to findings. Walks only what does not hold (or, where nothing fails, what could not be
// decided), and of a union only the nearest branch. See evaluate.h.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "validate/schema/evaluate.h"
#include "validate/schema/renames.h"
#include "validate/schema/trace.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonNode;
using base::JsonTree;
using base::kNoNode;

struct Explanation {
  explicit Explanation(Trace& of, Truth verdict) : trace(of), sought(verdict) {}

  void run();

  // Findings are made unit by unit, but those of a union's nearest branch right behind it.
  struct Work {
    std::uint32_t unit = kNone;
    std::uint32_t parent_edge = kNone;
    std::uint32_t opens_union = kNone;   // index in unions: its branch follows
    std::uint32_t closes_union = kNone;  // its branch is through
  };
  struct Union {
    std::size_t finding = 0;
    std::size_t from = 0;  // the branch's findings: [from, to)
    std::size_t to = 0;
  };

  void explain_unit(const Work& work);
  void explain_step(const TraceUnit& unit, const SchemaStep& step, IndexRange branches);
  void explain_union(const TraceUnit& unit, const SchemaStep& step, IndexRange branches);
  void explain_contains(const TraceUnit& unit);
  void explain_edge(const TraceUnit& unit, std::uint32_t index);
  void forbidden(const TraceUnit& unit, const TraceEdge& edge);
  void null_for_absent(Finding& finding, const Work& work);
  void descend(std::uint32_t edge);
  void add(Finding finding) { out.add(std::move(finding)); }
  bool full();
  void tell_renamed();
  void mend_extras();
  void mend_unions();
  void drop_told();

  Trace& trace;
  Truth sought;
  FindingList out;
  std::vector<Work> todo;
  std::vector<Work> later;  // of the unit at hand, in order
  std::vector<Union> unions;
  std::vector<MissingKey> missing;
  std::vector<ExtraKey> extras;
  bool proposals = false;  // some edits are for a person to take, not for a repair
};

bool Explanation::full() {
  if (!out.full()) return false;
  ++out.dropped;
  return true;
}

void Explanation::descend(std::uint32_t edge) {
  const std::uint32_t unit = trace.edges[edge].unit;
  if (unit != kNone) later.push_back({unit, edge, kNone, kNone});
}

void Explanation::run() {
  todo.push_back({0, kNone, kNone, kNone});
  while (!todo.empty()) {
    const Work work = todo.back();
    todo.pop_back();
    if (work.opens_union != kNone) unions[work.opens_union].from = out.items.size();
    if (work.closes_union != kNone) unions[work.closes_union].to = out.items.size();
    if (work.unit == kNone) continue;
    // The same question asked along two ways has one answer.
    if (trace.units[work.unit].explained) continue;
    trace.units[work.unit].explained = true;
    later.clear();
    explain_unit(work);
    todo.insert(todo.end(), later.rbegin(), later.rend());
  }
  tell_renamed();
  mend_extras();
  mend_unions();
  drop_told();
  // A container's own misses are found before those inside it, which may stand in front of them.
  std::stable_sort(out.items.begin(), out.items.end(),
                   [](const Finding& a, const Finding& b) { return a.span.from < b.span.from; });
}

void Explanation::explain_unit(const Work& work) {
  const TraceUnit& unit = trace.units[work.unit];
  const ValueAt value = trace.value_at(unit);
  bool identity = false;
  for (const Miss& miss : find_misses(value)) {
    identity = identity || is_identity(miss);
    if (miss.unknown != (sought == Truth::unknown) || full()) continue;
    Finding finding = finding_of(value, miss);
    if (miss.kind == MissKind::type) null_for_absent(finding, work);
    if (miss.kind == MissKind::required) missing.push_back({out.items.size(), work.unit, miss.index});
    proposals = proposals || (miss.kind == MissKind::allowed && !finding.edits.empty());
    add(std::move(finding));
  }
  if (identity) return;
  const IndexRange steps = value.node.steps;
  for (std::uint32_t s = steps.from; s < steps.to && !unit.edges.empty(); ++s) {
    explain_step(unit, trace.program.steps[s], trace.edges_of_step(unit, s));
  }
  explain_contains(unit);
  for (const IndexRange range : {unit.edges, unit.late_edges}) {
    for (std::uint32_t e = range.from; e < range.to; ++e) {
      const EdgeKind kind = trace.edges[e].kind;
      if (kind == EdgeKind::step || kind == EdgeKind::contains) continue;
      if (trace.truth_of_edge(trace.edges[e]) == sought) explain_edge(unit, e);
    }
  }
}

void Explanation::explain_edge(const TraceUnit& unit, std::uint32_t index) {
  const TraceEdge& edge = trace.edges[index];
  if (!edge.softly) {
    if (edge.unit == kNone) return forbidden(unit, edge);
    return descend(index);
  }
  if (full()) return;
  const ValueAt value{trace.program, trace.program.nodes[unit.schema], trace.tree, edge.instance};
  add(finding_at(value, "C7", edge.use.at,
                 "whether this schema applies depends on a pattern that cannot be decided here for the key " +
                     excerpt(source_of(trace.tree, node_of(edge.instance) | kKeyBit)),
                 "a key that can be decided"));
}

// The schema `false`, applied to a child.
void Explanation::forbidden(const TraceUnit& unit, const TraceEdge& edge) {
  if (full()) return;
  const std::uint32_t child = node_of(edge.instance);
  const JsonNode& node = trace.tree.node(child);
  const ValueAt value{trace.program, trace.program.nodes[unit.schema], trace.tree, child};
  if (!node.has_key) {
    add(finding_at(value, "C10", edge.use.at,
                   "element " + std::to_string(node.index_in_parent) + " is not allowed: the array is too long",
                   "at most " + std::to_string(node.index_in_parent) + " elements"));
    return;
  }
  const std::string key = trace.tree.key(child);
  Finding finding =
      finding_at(value, "C2", edge.use.at, "the key " + quoted(key) + " is not allowed", "no member " + quoted(key));
  finding.span = {node.key_begin, node.end};
  const auto index = static_cast<std::uint32_t>(&unit - trace.units.data());
  extras.push_back({out.items.size(), index, child});
  add(std::move(finding));
}

// null where the key might as well not be there.
void Explanation::null_for_absent(Finding& finding, const Work& work) {
  if (work.parent_edge == kNone) return;
  const TraceEdge& edge = trace.edges[work.parent_edge];
  const bool optional = edge.kind == EdgeKind::property && !trace.program.properties[edge.row].is_required;
  if (!optional || kind_of(trace.tree, edge.instance) != JsonKind::null) return;
  finding.code = "C8";
  finding.message += "; an optional key without a value is left out";
  finding.expected += ", or no member";
  extras.push_back({out.items.size(), kNone, edge.instance});
}

void Explanation::explain_contains(const TraceUnit& unit) {
  const SchemaNode& node = trace.program.nodes[unit.schema];
  if (node.array == kNone || kind_of(trace.tree, unit.instance) != JsonKind::array) return;
  const ArrayRules& rules = trace.program.array_rules[node.array];
  if (rules.contains.at == kNone) return;
  std::uint64_t sure = 0;
  std::uint64_t maybe = 0;
  for (std::uint32_t e = unit.edges.from; e < unit.edges.to; ++e) {
    if (trace.edges[e].kind != EdgeKind::contains) continue;
    sure += trace.truth_of_edge(trace.edges[e]) == Truth::yes ? 1U : 0U;
    maybe += trace.truth_of_edge(trace.edges[e]) == Truth::unknown ? 1U : 0U;
  }
  if (count_within(sure, maybe, rules.min_contains, rules.max_contains) != sought || full()) return;
  const bool many = sure > rules.max_contains;
  const std::uint32_t at =
      many ? rules.max_contains_at : (rules.min_contains_at != kNone ? rules.min_contains_at : rules.contains.at);
  const std::string wanted =
      (many ? "at most " + std::to_string(rules.max_contains) : "at least " + std::to_string(rules.min_contains)) +
      " elements that meet contains";
  add(finding_at(trace.value_at(unit), "C6", at,
                 "expected " + wanted + ", found " + std::to_string(sure) +
                     (maybe > 0 ? " and " + std::to_string(maybe) + " that cannot be decided" : ""),
                 wanted));
}

void Explanation::explain_step(const TraceUnit& unit, const SchemaStep& step, IndexRange branches) {
  const auto truth = [&](std::uint32_t branch) { return trace.truth_of_edge(trace.edges[branches.from + branch]); };
  const auto follow = [&](std::uint32_t branch) {
    if (trace.edges[branches.from + branch].unit != kNone) return descend(branches.from + branch);
    if (full()) return;
    add(finding_at(trace.value_at(unit), "C2", trace.edges[branches.from + branch].use.at,
                   "the contract allows no value here", "no value"));
  };
  if (step.kind == StepKind::reference || step.kind == StepKind::all_of) {
    for (std::uint32_t b = 0; b < branches.size(); ++b) {
      if (truth(b) == sought) follow(b);
    }
  } else if (step.kind == StepKind::condition) {
    if (truth(0) == Truth::unknown && sought == Truth::unknown && truth(1) != truth(2)) follow(0);
    for (std::uint32_t b = 1; b < 3; ++b) {
      const bool applies = truth(0) == Truth::unknown || (truth(0) == Truth::yes) == (b == 1);
      if (applies && truth(b) == sought &&
          (sought == Truth::unknown || truth(0) != Truth::unknown || truth(1) == truth(2))) {
        follow(b);
      }
    }
  } else {
    explain_union(unit, step, branches);
  }
}

// anyOf, oneOf, not.
void Explanation::explain_union(const TraceUnit& unit, const SchemaStep& step, IndexRange branches) {
  std::vector<std::string> holding;
  std::vector<std::uint32_t> unknown;
  for (std::uint32_t b = 0; b < branches.size(); ++b) {
    const Truth truth = trace.truth_of_edge(trace.edges[branches.from + b]);
    if (truth == Truth::yes) holding.push_back(std::to_string(b));
    if (truth == Truth::unknown) unknown.push_back(b);
  }
  const bool any = step.kind == StepKind::any_of;
  const bool negate = step.kind == StepKind::negate;
  const Truth truth = negate ? opposite(trace.truth_of_edge(trace.edges[branches.from]))
                             : count_within(holding.size(), unknown.size(), 1, any ? kNoLimit : 1);
  if (truth != sought) return;
  if (sought == Truth::unknown) {
    for (const std::uint32_t b : unknown) descend(branches.from + b);
    return;
  }
  if (full()) return;
  const ValueAt value = trace.value_at(unit);
  if (negate) {
    add(finding_at(value, "C5", step.at, excerpt(source_of(trace.tree, unit.instance)) + " is what `not` excludes",
                   "a value that the schema under `not` refuses"));
    return;
  }
  const std::string keyword = any ? "anyOf" : "oneOf";
  if (holding.size() > 1) {
    add(finding_at(value, "C9", step.at,
                   "branches " + holding[0] + " and " + holding[1] + " of oneOf both hold; exactly one may",
                   "exactly one branch of oneOf"));
    return;
  }
  const std::uint32_t nearest = trace.nearest_branch(branches);
  const TraceEdge& edge = trace.edges[branches.from + nearest];
  Union row;
  row.finding = out.items.size();
  Finding finding = finding_at(value, "C9", step.at,
                               "none of the " + std::to_string(branches.size()) + " branches of " + keyword +
                                   " holds; the nearest is " + std::to_string(nearest),
                               "one branch of " + keyword);
  finding.expected += ", nearest " + schema_place(trace.program, value.node, edge.use.at);
  add(std::move(finding));
  if (edge.unit == kNone) return;
  const auto index = static_cast<std::uint32_t>(unions.size());
  unions.push_back(row);
  later.push_back({kNone, kNone, index, kNone});
  later.push_back({edge.unit, branches.from + nearest, kNone, kNone});
  later.push_back({kNone, kNone, kNone, index});
}

// A key that is missing and one that may not be there are one cause where their names are alike.
void Explanation::tell_renamed() {
  const Renames renames = find_renames(trace, missing, extras);
  for (const Rename& rename : renames.pairs) {
    const std::size_t keeps = rename.missing != kNone ? missing[rename.missing].finding : extras[rename.extra].finding;
    if (rename.missing != kNone && rename.extra != kNone) out.items[extras[rename.extra].finding].code.clear();
    out.items[keeps] = rename.finding;
    proposals = proposals || rename.is_proposal;
  }
  for (const auto& [extra, others] : renames.unclear) {
    out.items[extras[extra].finding].alternatives = others;
    proposals = true;  // deleting it might delete what was asked for
  }
  const auto renamed = [&](const ExtraKey& extra) {
    return std::any_of(renames.pairs.begin(), renames.pairs.end(),
                       [&](const Rename& rename) { return rename.member == extra.member; });
  };
  extras.erase(std::remove_if(extras.begin(), extras.end(), renamed), extras.end());
}

// Findings whose cause another one tells.
void Explanation::drop_told() {
  const auto told = [](const Finding& finding) { return finding.code.empty(); };
  out.items.erase(std::remove_if(out.items.begin(), out.items.end(), told), out.items.end());
}

// Members that may not be there are deleted, each with one comma: the one before it when a member stays before it, else
// the one after it, so that deletions of neighbours never overlap.
void Explanation::mend_extras() {
  std::set<std::uint32_t> gone;
  std::set<std::uint32_t> objects;
  for (const ExtraKey& extra : extras) {
    gone.insert(extra.member);
    objects.insert(trace.tree.node(extra.member).parent);
  }
  std::set<std::uint32_t> kept_before;
  for (const std::uint32_t object : objects) {
    bool kept = false;
    for (std::uint32_t i = trace.tree.node(object).first_child; i != kNoNode; i = trace.tree.node(i).next_sibling) {
      if (gone.count(i) == 0) kept = true;
      if (gone.count(i) != 0 && kept) kept_before.insert(i);
    }
  }
  for (const auto& [index, unit, member] : extras) {
    if (index >= out.items.size()) continue;
    const JsonNode& node = trace.tree.node(member);
    Span span{node.key_begin, node.end};
    if (kept_before.count(member) != 0) {
      std::size_t comma = node.key_begin;
      while (trace.tree.text[comma] != ',') --comma;  // only white space lies between
      span.from = comma;
    } else if (node.next_sibling != kNoNode) {
      span.to = trace.tree.node(node.next_sibling).key_begin;
    }
    out.items[index].edits = {{span, ""}};
  }
}

// A union is mended where each miss of its nearest branch is. Inner unions were opened later.
void Explanation::mend_unions() {
  for (auto row = unions.rbegin(); row != unions.rend(); ++row) {
    const auto from = out.items.begin() + static_cast<std::ptrdiff_t>(row->from);
    const auto to = out.items.begin() + static_cast<std::ptrdiff_t>(row->to);
    if (row->from >= row->to) continue;
    const auto hopeless = [](const Finding& finding) { return finding.edits.empty() && !finding.code.empty(); };
    if (std::any_of(from, to, hopeless)) continue;
    out.items[row->finding].edits = merged_edits({from, to});
  }
}

}  // namespace

SchemaCheck check_schema(const SchemaProgram& program, const JsonTree& tree) {
  SchemaCheck out;
  Trace trace(program, tree, TraceDetail::misses);
  out.verdict = trace.run();
  if (out.verdict == Truth::yes) return out;
  if (trace.units.empty()) {
    Finding finding = make_finding("C2", {tree.node(0).begin, tree.node(0).end}, "the contract allows no value here",
                                   "no value", excerpt(tree.source(0)));
    out.misses.add(std::move(finding));
    return out;
  }
  Explanation explanation(trace, out.verdict);
  explanation.run();
  out.misses = std::move(explanation.out);
  out.proposals = explanation.proposals;
  return out;
}

}  // namespace nines::validate
