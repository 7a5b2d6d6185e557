// Ends and survival (exact.h).
#include "simulate/exact.h"

#include <algorithm>

#include "simulate/evaluate.h"

namespace nines::simulate {
namespace {

bool is_lone_repeat(const Plan& plan) {
  return !plan.nodes.empty() && plan.nodes[0].kind == StepKind::repeat && plan.nodes[0].end == plan.nodes.size();
}

std::vector<std::int64_t> checkpoints(std::int64_t units) {
  const auto most = static_cast<std::int64_t>(kMaxSurvivalPoints) - 1;
  const std::int64_t last = std::min(units, most);
  std::vector<std::int64_t> out;
  for (std::int64_t j = 0; j <= last; ++j) out.push_back(units <= most ? j : j * units / most);
  return out;
}

using Timeline = std::vector<Row<double>>;

void add_point(Timeline& sum, std::size_t at, double weight, const Row<double>& row) {
  add_weighted(sum[at], weight, row);
}

// Between checkpoints lie at most two different numbers of repetitions, so two powers serve all of
// them.
void add_repetitions(Timeline& sum, const std::vector<std::int64_t>& after, double weight, const Kernel<double>& step) {
  Row<double> row{};
  row[kRight] = 1;
  add_point(sum, 0, weight, row);
  std::int64_t gap = 0;
  Kernel<double> over_gap{};
  for (std::size_t at = 1; at < after.size(); ++at) {
    const std::int64_t here = after[at] - after[at - 1];
    if (here == gap + 1 && gap > 0)
      over_gap = compose(over_gap, step);
    else if (here != gap)
      over_gap = power_kernel(step, here);
    gap = here;
    row = follow(row, over_gap);
    restore_sum(row);
    add_point(sum, at, weight, row);
  }
}

void add_rows(Timeline& sum, const std::vector<std::int64_t>& after, double weight, const Plan& plan,
              const Evaluator<double>& evaluator, const Theta& theta) {
  Row<double> row{};
  row[kRight] = 1;
  add_point(sum, 0, weight, row);
  std::size_t at = 1;
  std::int64_t passed = 0;
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) {
    row = follow(row, evaluator.step(i, theta));
    restore_sum(row);
    if (at < after.size() && ++passed == after[at]) add_point(sum, at++, weight, row);
  }
}

}  // namespace

Row<double> exact_row(const Plan& plan, const RunContext& run) { return Evaluator<double>(plan, run).run_row(); }

SurvivalUnits survival_units(const Plan& plan) {
  if (is_lone_repeat(plan)) return {plan.nodes[0].times, "repetition"};
  SurvivalUnits out;
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) ++out.count;
  return out;
}

std::vector<SurvivalPoint> survival_points(const Plan& plan, const RunContext& run) {
  const Evaluator<double> evaluator(plan, run);
  const std::vector<std::int64_t> after = checkpoints(survival_units(plan).count);
  Timeline sum(after.size(), Row<double>{});
  for (const LatentClass& one : item_classes(plan)) {
    if (run.cancelled()) return {};
    const Theta theta{{}, one.theta};
    if (is_lone_repeat(plan))
      add_repetitions(sum, after, one.weight, leave_visit(evaluator.visit(1, plan.nodes.size(), theta)));
    else
      add_rows(sum, after, one.weight, plan, evaluator, theta);
  }
  std::vector<SurvivalPoint> out;
  for (std::size_t at = 0; at < after.size(); ++at) {
    restore_sum(sum[at]);
    out.push_back({after[at], ends_of(sum[at])});
  }
  return out;
}

}  // namespace nines::simulate
