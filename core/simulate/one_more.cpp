// Runs with one block longer (exact.h): the top-level row around it is evaluated anew, or the whole run where a latent
// of the pipeline meets more work.
#include <algorithm>

#include "nines/catalog.h"
#include "simulate/evaluate.h"
#include "simulate/exact.h"
#include "simulate/top_graph.h"
#include "simulate/top_rows.h"

namespace nines::simulate {
namespace {

// Kernel products that all changes for +1 may cost together.
constexpr double kMaxWork = 2e7;

// The number whose change by one is asked of a kind.
std::optional<Param> number_of(const Node& node) {
  if (node.made) return std::nullopt;
  switch (node.kind) {
    case StepKind::retry:
    case StepKind::loop: return Param::max;
    case StepKind::repeat: return Param::count;
    case StepKind::checkpoint: return Param::tries;
    case StepKind::best_of:
    case StepKind::map: return Param::n;
    case StepKind::vote:
      if (node.given(Param::n) && node.word(Param::rule) != word::weighted) return Param::n;
      return std::nullopt;
    default: return std::nullopt;
  }
}

bool meets_item(const Plan& plan, std::size_t node) {
  return std::any_of(plan.nodes.begin() + static_cast<std::ptrdiff_t>(body_of(node)),
                     plan.nodes.begin() + static_cast<std::ptrdiff_t>(plan.nodes[node].end),
                     [](const Node& inner) { return inner.cause == Cause::item; });
}

// A quorum or a lead must stay possible, a retry within its limit.
bool may_grow(const Node& node, Param param) {
  const ParamInfo* info = find_param_info(step_info(node.kind), param);
  if (static_cast<double>(node.whole(param)) + 1 > info->max) return false;
  if (node.kind == StepKind::vote && node.word(Param::rule) == word::quorum)
    return 2 * node.whole(Param::k) > node.whole(Param::n) + 1;
  return true;
}

void grow(Node& node, Param param) {
  ++node.find(param)->whole;
  if (node.kind == StepKind::checkpoint) {
    node.times = node.times / (node.whole(param) - 1) * node.whole(param);
  } else {
    ++node.times;
  }
}

double total_work(const Plan& plan) {
  double work = 0;
  const auto classes = static_cast<double>(plan.run_classes.size());
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) {
    double blocks = 0;
    for (std::size_t j = i; j < plan.nodes[i].end; ++j) blocks += number_of(plan.nodes[j]) ? 1 : 0;
    work += blocks * work_of(plan, i, plan.nodes[i].end) * classes;
  }
  return work;
}

Issue left_out() {
  Issue issue;
  issue.severity = Severity::note;
  issue.code = "influence_partial";
  issue.message = "the effect of one more is left out: together they would take too long";
  return issue;
}

// A run cut open at its top-level rows, be they a list or a graph.
struct CutOpen {
  std::optional<TopRows> list;
  std::optional<TopGraph> graph;
  Row<double> now{};
};

std::optional<Row<double>> change_of(const Plan& plan, const CutOpen& cut, std::size_t node, Param param,
                                     const RunContext& run) {
  Plan longer = plan;
  grow(longer.nodes[node], param);
  if (!size_laws(longer) || !has_few_run_classes(longer)) return std::nullopt;
  prepare(longer, run);
  const Evaluator<double> evaluator(longer, run);
  const bool is_apart = !meets_item(plan, node);
  const std::size_t top = TopRows::top_of(plan, node);
  if (cut.graph && is_apart) return cut.graph->change_with(evaluator, top);
  Row<double> row = cut.list && is_apart ? cut.list->row_with(evaluator, top) : exact_row(longer, run);
  for (std::size_t c = 0; c < kColumns; ++c) row[c] -= cut.now[c];
  return row;
}

}  // namespace

std::vector<OneMore> one_more_rows(const Plan& plan, Issues& issues, const RunContext& run) {
  std::vector<OneMore> out;
  if (total_work(plan) > kMaxWork) {
    issues.push_back(left_out());
    return out;
  }
  CutOpen cut;
  if (!plan.graph)
    cut.list.emplace(plan, run);
  else if (fits_cut_open(plan))
    cut.graph.emplace(plan, run);
  cut.now = cut.list ? cut.list->now() : exact_row(plan, run);
  for (std::size_t i = 0; i < plan.nodes.size() && !run.cancelled(); ++i) {
    const std::optional<Param> param = number_of(plan.nodes[i]);
    if (!param || !may_grow(plan.nodes[i], *param)) continue;
    if (const std::optional<Row<double>> change = change_of(plan, cut, i, *param, run))
      out.push_back({i, *param, *change});
  }
  return out;
}

}  // namespace nines::simulate
