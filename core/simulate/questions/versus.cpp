// versus_pipelines: two designs, exactly and on the same draws (nines/questions.h).
#include <algorithm>
#include <cmath>
#include <map>

#include "base/special.h"
#include "nines/questions.h"
#include "simulate/check_params.h"
#include "simulate/exact.h"
#include "simulate/measured.h"
#include "simulate/sliced/sampled.h"
#include "simulate/sliced/walker.h"

namespace nines::simulate {
namespace {

// ---- measured rates, drawn for both designs at once

// One posterior and where it is used: [design] -> node, parameter.
struct Rate {
  ParamValue value;
  std::array<std::vector<std::pair<std::size_t, Param>>, 2> uses;
};

// By variable, or by the name of the step; a step without a name stands for itself.
std::string name_of_rate(const Plan& plan, std::size_t node, const ParamValue& value, std::size_t design) {
  const std::string counts = " " + std::to_string(value.k) + "/" + std::to_string(value.n);
  if (!value.choice.empty()) return "var " + value.choice + counts;
  const Step& step = *plan.nodes[node].step;
  const std::string param = std::to_string(static_cast<int>(value.id)) + counts;
  if (!step.id.empty()) return "id " + step.id + " " + param;
  if (!step.label.empty()) return "label " + step.label + " " + param;
  return "design " + std::to_string(design) + " " + std::to_string(node) + " " + param;
}

std::vector<Rate> measured_rates(const std::array<const Plan*, 2>& plans) {
  std::vector<Rate> out;
  std::map<std::string, std::size_t> known;
  for (std::size_t d = 0; d < 2; ++d) {
    for (std::size_t i = 0; i < plans[d]->nodes.size(); ++i) {
      const Node& node = plans[d]->nodes[i];
      if (node.made) continue;
      for (const ParamValue& value : node.step->params) {
        if (value.form != ValueForm::counts || !value.shared) continue;
        const auto [at, is_new] = known.emplace(name_of_rate(*plans[d], i, value, d), out.size());
        if (is_new) out.push_back({value, {}});
        out[at->second].uses[d].emplace_back(i, value.id);
      }
    }
  }
  return out;
}

std::optional<Ends> ends_with(const Plan& plan, const std::vector<Rate>& rates, std::size_t design,
                              const std::vector<std::vector<Probability>>& draws, std::size_t draw,
                              const RunContext& run) {
  Plan drawn = plan;
  for (std::size_t r = 0; r < rates.size(); ++r) {
    for (const auto& [node, param] : rates[r].uses[design]) drawn.nodes[node].find(param)->rate = draws[r][draw];
  }
  if (!plan.laws.empty() && (!size_laws(drawn) || !has_few_run_classes(drawn))) return std::nullopt;
  prepare(drawn, run);
  return ends_of(exact_row(drawn, run));
}

void add_interval(VersusReport& report, const std::array<const Plan*, 2>& plans, const RunContext& run) {
  const std::vector<Rate> rates = measured_rates(plans);
  for (const Rate& one : rates) report.common += !one.uses[0].empty() && !one.uses[1].empty() ? 1 : 0;
  const std::size_t count = std::min(affordable_draws(*plans[0]), affordable_draws(*plans[1]));
  const bool is_budgeted = plans[0]->pipeline->budget || plans[1]->pipeline->budget;
  if (rates.empty() || count == 0 || is_budgeted) return;
  std::vector<std::vector<Probability>> draws;
  for (const Rate& one : rates) draws.push_back(posterior_draws(one.value, draws.size(), count));
  std::vector<double> ok;
  std::vector<double> silent;
  std::vector<double> detected;
  for (std::size_t draw = 0; draw < count; ++draw) {
    if (run.cancelled()) return;
    const std::optional<Ends> a = ends_with(*plans[0], rates, 0, draws, draw, run);
    const std::optional<Ends> b = ends_with(*plans[1], rates, 1, draws, draw, run);
    if (!a || !b) return;
    ok.push_back(b->ok - a->ok);
    silent.push_back(b->silent - a->silent);
    detected.push_back(b->detected - a->detected);
  }
  report.difference.ok_ci = interval_of_draws(std::move(ok));
  report.difference.silent_ci = interval_of_draws(std::move(silent));
  report.difference.detected_ci = interval_of_draws(std::move(detected));
}

// ---- the same random words for both

Result<PairedTally> play_pairs(const std::array<const Plan*, 2>& plans, const VersusOptions& options,
                               const RunContext& run) {
  const Result<SlicedProgram> a = sampled_program(*plans[0], options.trials, run);
  if (!a) return a.error();
  const Result<SlicedProgram> b = sampled_program(*plans[1], options.trials, run);
  if (!b) return b.error();
  constexpr std::uint64_t kMostSteps = 64 * static_cast<std::uint64_t>(kMaxSampledVisits);
  Walker left(*a, run);
  Walker right(*b, run);
  PairedTally out;
  out.trials = options.trials;
  for (std::uint64_t first = 0; first < options.trials; first += kLanes) {
    const LaneSet lanes =
        lanes_between(0, static_cast<std::size_t>(std::min<std::uint64_t>(kLanes, options.trials - first)));
    for (Walker* walker : {&left, &right}) {
      walker->count_leaves_of(lanes);
      walker->play(options.seed, first / kLanes, kMostSteps);
      if (walker->is_overrun())
        return error_at(ErrorCode::limit_exceeded, "/pipeline/steps", "a sampled run walks too far");
      if (walker->is_stopped()) return error_at(ErrorCode::cancelled, "", "cancelled while sampling");
    }
    left.count(lanes, out.a);
    right.count(lanes, out.b);
    const LaneSet ok_a = left.right() & lanes;
    const LaneSet ok_b = right.right() & lanes;
    out.both_ok += count_of(ok_a & ok_b);
    out.only_a += count_of(ok_a - ok_b);
    out.only_b += count_of(ok_b - ok_a);
    run.progress(static_cast<double>(first + count_of(lanes)) / static_cast<double>(options.trials));
  }
  out.neither = out.trials - out.both_ok - out.only_a - out.only_b;
  return out;
}

// Exact two-sided test that `a` and `b` are heads and tails of a fair coin (McNemar 1947); normal where it is huge.
double mcnemar(std::uint64_t a, std::uint64_t b) {
  constexpr double kMost = 1e6;
  const auto n = static_cast<double>(a + b);
  const auto less = static_cast<double>(std::min(a, b));
  if (n == 0) return 1;
  if (n <= kMost) return std::min(1.0, 2 * base::beta_cdf(n - less, less + 1, 0.5));
  return std::min(1.0, 2 * base::normal_cdf((less + 0.5 - n / 2) / (std::sqrt(n) / 2)));
}

// Bonett & Price 2012, "Adjusted Wald confidence interval for a difference of binomial proportions based on paired
// data": one more of either discordant pair.
Interval paired_interval(const PairedTally& tally) {
  constexpr double kLevel = 0.95;
  const double n = static_cast<double>(tally.trials) + 2;
  const double p_b = (static_cast<double>(tally.only_b) + 1) / n;
  const double p_a = (static_cast<double>(tally.only_a) + 1) / n;
  const double middle = p_b - p_a;
  const double half =
      base::normal_quantile((1 + kLevel) / 2) * std::sqrt(std::max(0.0, p_a + p_b - middle * middle) / n);
  return {std::max(-1.0, middle - half), std::min(1.0, middle + half), kLevel, "adjusted Wald, paired"};
}

PairedResult paired_result(PairedTally tally, std::uint64_t seed, double exact) {
  PairedResult out;
  const auto n = static_cast<double>(tally.trials);
  const double a = static_cast<double>(tally.only_a) / n;
  const double b = static_cast<double>(tally.only_b) / n;
  out.seed = seed;
  out.ok_difference = b - a;
  out.ok_ci = paired_interval(tally);
  out.p_value = mcnemar(tally.only_a, tally.only_b);
  const double variance = (a + b - (b - a) * (b - a)) / n;
  out.z = variance > 0 ? (out.ok_difference - exact) / std::sqrt(variance) : 0;
  out.method = "paired runs from one seed; McNemar's exact test, adjusted Wald interval";
  out.tally = std::move(tally);
  return out;
}

Error placed_in(Error error, const char* design) {
  error.where.source = design;
  return error;
}

}  // namespace
}  // namespace nines::simulate

namespace nines {

Result<VersusReport> versus_pipelines(const Pipeline& a, const Pipeline& b, const VersusOptions& options,
                                      RunContext& run) {
  using namespace simulate;
  if (options.trials > kMaxTrials) {
    return error_at(ErrorCode::out_of_range, "",
                    std::to_string(options.trials) + " trials; at most " + std::to_string(kMaxTrials));
  }
  VersusReport out;
  std::array<std::optional<Plan>, 2> plans;
  SimulateOptions exactly;
  exactly.exact_only = true;
  for (const std::size_t d : {std::size_t{0}, std::size_t{1}}) {
    const char* const name = d == 0 ? "a" : "b";
    Result<SimulateReport> report = simulate_pipeline(d == 0 ? a : b, exactly, run);
    if (!report) return placed_in(report.error(), name);
    (d == 0 ? out.a : out.b) = std::move(report).value();
    Result<Plan> plan = build_plan(d == 0 ? a : b);
    if (!plan) return placed_in(plan.error(), name);
    plans[d] = std::move(plan).value();
    prepare(*plans[d], run);
  }
  const std::array<const Plan*, 2> both{&*plans[0], &*plans[1]};
  out.difference.ends = {out.b.ok - out.a.ok, out.b.silent - out.a.silent, out.b.detected - out.a.detected};
  out.difference.calls_mean = out.b.calls_mean - out.a.calls_mean;
  out.difference.cost_usd_mean = out.b.cost_usd_mean - out.a.cost_usd_mean;
  // The smaller of the two ways keeps the digits: near 1 failures differ, near 0 successes do.
  if (out.a.failure < 0.5 && out.b.failure < 0.5) out.difference.ends.ok = out.a.failure - out.b.failure;
  add_interval(out, both, run);
  out.method = "exact";
  if (options.trials > 0) {
    Result<PairedTally> tally = play_pairs(both, options, run);
    if (!tally) return tally.error();
    out.paired = paired_result(std::move(tally).value(), options.seed, out.difference.ends.ok);
    out.method = "exact+sampled";
  }
  if (run.cancelled()) return error_at(ErrorCode::cancelled, "", "cancelled");
  return out;
}

}  // namespace nines
