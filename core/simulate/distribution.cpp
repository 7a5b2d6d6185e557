// Distributions of calls, money and time, and runs that are stopped at a limit of one of them (exact.h).
#include <algorithm>

#include "nines/catalog.h"
#include "simulate/check_params.h"
#include "simulate/exact.h"
#include "simulate/grid.h"
#include "simulate/run_law.h"

namespace nines::simulate {
namespace {

Price calls_price(const Plan& plan) {
  Price out;
  for (const Node& node : plan.nodes) out.law.emplace_back(1.0, node.kind == StepKind::work ? 1 : 0);
  return out;
}

CallsDistribution not_kept(std::string why) {
  CallsDistribution out;
  out.above = 1;
  out.method = "not kept: " + std::move(why);
  return out;
}

void set_quantile(std::optional<std::int64_t>& out, const CallsDistribution& calls, double q) {
  constexpr double kTail = 1e-12;  // sums of masses are rounded
  double below = 0;
  for (std::size_t i = 0; i < calls.probability.size(); ++i) {
    below += calls.probability[i];
    if (below < q - kTail) continue;
    out = calls.first_bin + static_cast<std::int64_t>(i);
    return;
  }
}

Result<LimitedRow> calls_row(const Plan& plan, std::int64_t most, const RunContext& run) {
  const auto refuse = [](const std::string& why) {
    return error_at(ErrorCode::not_supported, "/pipeline/budget/calls", why);
  };
  const std::string large = too_large_for_laws(plan, false, true);
  if (!large.empty()) return refuse("under a budget, " + large + " is beyond the exact engine");
  const Price price = calls_price(plan);
  const double bins = static_cast<double>(most) + 1;
  if (most > static_cast<std::int64_t>(kMaxCallsBins) || grid_work(plan, price, bins) > kMaxGridWork)
    return refuse("runs this long are beyond the exact engine's distribution of calls");
  LimitedRow out = row_within(plan, price, static_cast<std::size_t>(most), run);
  out.is_exact = !price.is_rounded;
  return out;
}

// Before a grid is chosen, what is known at every moment.
Result<LimitedRow> deadline_row(const Plan& plan, double most, const RunContext& run) {
  const Amounts times = times_of(plan);
  if (std::any_of(times.is_exponential.begin(), times.is_exponential.end(), [](bool x) { return x; })) {
    if (std::optional<LimitedRow> row = moment_row(plan, times, most, run)) return *row;
  }
  return limited_row(plan, times, most, "/pipeline/deadline_ms", run);
}

}  // namespace

Result<StoppedRow> stopped_row(const Plan& plan, const RunContext& run) {
  const Pipeline& pipeline = *plan.pipeline;
  const bool has_calls = pipeline.budget && pipeline.budget->calls;
  const bool has_cost = pipeline.budget && pipeline.budget->cost_usd;
  if ((has_calls ? 1 : 0) + (has_cost ? 1 : 0) + (pipeline.deadline_ms ? 1 : 0) > 1) {
    return error_at(ErrorCode::not_supported, pipeline.deadline_ms ? "/pipeline/deadline_ms" : "/pipeline/budget",
                    "the exact engine takes one limit at a time: calls, cost_usd or deadline_ms");
  }
  const Result<LimitedRow> row =
      has_calls  ? calls_row(plan, *pipeline.budget->calls, run)
      : has_cost ? limited_row(plan, prices_of(plan), *pipeline.budget->cost_usd, "/pipeline/budget/cost_usd", run)
                 : deadline_row(plan, *pipeline.deadline_ms, run);
  if (!row) return row.error();
  StoppedRow out{row->row, row->stopped, pipeline.deadline_ms ? DetectedReason::timeout : DetectedReason::budget,
                 "exact"};
  if (!row->is_exact && row->step > 0)
    out.method = "exact but for times and prices moved to a grid of " + short_number(row->step) +
                 (pipeline.deadline_ms ? " ms"
                  : has_cost           ? " USD"
                                       : " calls");
  if (!row->is_exact && !(row->step > 0)) out.method = "exact but for who was wrong first in votes that arrive wrong";
  return out;
}

std::optional<RunLaw> latency_law(const Plan& plan, bool wants_points, const RunContext& run) {
  const Amounts times = times_of(plan);
  if (!times.any()) return std::nullopt;
  const std::optional<double> mean = summed_mean(plan, times, run);
  if (!wants_points) {
    if (!mean) return std::nullopt;
    RunLaw out;
    out.mean = *mean;
    out.method = "exact mean";
    return out;
  }
  const bool varies = std::any_of(times.is_exponential.begin(), times.is_exponential.end(), [](bool x) { return x; });
  const bool is_known = varies && has_moments(plan, times);
  RunLaw out = is_known ? moment_law(plan, times, run) : run_law(plan, times, run);
  if (mean) out.mean = *mean;
  return out;
}

RunLaw cost_law(const Plan& plan, const RunContext& run) {
  const Amounts prices = prices_of(plan);
  RunLaw out = run_law(plan, prices, run);
  out.mean = summed_mean(plan, prices, run).value_or(out.mean);
  return out;
}

CallsDistribution calls_distribution(const Plan& plan, const RunContext& run) {
  const std::string large = too_large_for_laws(plan, false, false);
  if (!large.empty()) return not_kept(large + " in it");
  const std::int64_t most =
      most_visits(plan, 0, plan.nodes.size(), [](const Node& node) { return node.kind == StepKind::work; });
  if (most >= static_cast<std::int64_t>(kMaxCallsBins))
    return not_kept("a run may take more than " + std::to_string(kMaxCallsBins - 1) + " calls");
  Price price = calls_price(plan);
  price.keeps_costs = false;
  if (grid_work(plan, price, static_cast<double>(kMaxCallsBins)) > kMaxGridWork)
    return not_kept("its distribution would take too long");
  Poly sum = sum_of_masses(Evaluator<Poly>(plan, run, {}, &price).run_row());
  std::vector<double>& p = sum.coefficient;
  const auto first = std::find_if(p.begin(), p.end(), [](double x) { return x != 0; });
  CallsDistribution out;
  out.first_bin = static_cast<std::int64_t>(sum.first) + (first - p.begin());
  out.probability.assign(first, p.end());
  set_quantile(out.p50, out, 0.5);
  set_quantile(out.p90, out, 0.9);
  set_quantile(out.p99, out, 0.99);
  out.method = price.is_rounded ? "exact but for who was wrong first in votes that arrive wrong" : "exact";
  return out;
}

}  // namespace nines::simulate
