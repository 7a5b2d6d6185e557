// Outer draws over measured probabilities (measured.h).
#include "simulate/measured.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "base/rng.h"
#include "base/special.h"
#include "base/stats.h"
#include "nines/catalog.h"
#include "simulate/exact.h"
#include "simulate/latent.h"
#include "simulate/top_rows.h"

namespace nines::simulate {
namespace {

constexpr double kLevel = 0.95;
constexpr std::uint64_t kStream = 0x6d6561737572;  // outer draws only
constexpr std::int64_t kManyTrials = 1'000'000;
constexpr double kWorkOfQuantile = 80;  // of a posterior, in kernel products
constexpr double kMaxWork = 5e6;        // kernel products that all draws may cost together

struct Use {
  std::size_t node;
  Param param;
};
struct Measured {
  std::string variable;  // "" = of one row alone
  std::vector<Use> uses;
  std::vector<Probability> draws;
  ParamValue value;
};

// A fixed shuffle of the strata for each parameter (Latin hypercube; McKay, Beckman & Conover
// 1979); the first is unmoved.
std::vector<std::size_t> strata(std::size_t parameter, std::size_t count) {
  std::vector<std::size_t> out(count);
  for (std::size_t i = 0; i < count; ++i) out[i] = i;
  base::PhiloxReader words(parameter, kStream);
  for (std::size_t i = count; parameter > 0 && i > 1; --i) std::swap(out[i - 1], out[words.next() % i]);
  return out;
}

std::vector<Measured> measured_params(const Plan& plan, std::size_t count, const RunContext& run) {
  std::vector<Measured> out;
  for (std::size_t i = 0; i < plan.nodes.size() && !run.cancelled(); ++i) {
    for (const ParamValue& value : plan.nodes[i].step->params) {
      if (value.form != ValueForm::counts || !value.shared || plan.nodes[i].made) continue;
      const auto known = std::find_if(out.begin(), out.end(), [&](const Measured& one) {
        return !value.choice.empty() && one.variable == value.choice;
      });
      if (known != out.end()) {
        known->uses.push_back({i, value.id});
      } else {
        out.push_back({value.choice, {{i, value.id}}, posterior_draws(value, out.size(), count), value});
      }
    }
  }
  return out;
}

// Quantile by the midpoints of strata (Hazen 1914), so that one parameter's interval is the
// posterior's own.
double quantile(std::vector<double>& values, double level) {
  std::sort(values.begin(), values.end());
  const double place = std::max(0.0, level * static_cast<double>(values.size()) - 0.5);
  const std::size_t low = std::min(static_cast<std::size_t>(place), values.size() - 1);
  const std::size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (values[high] - values[low]) * (place - std::floor(place));
}

// The ends at one rate of each measured parameter; nothing where that takes too many latent classes.
template <class RateOf>
std::optional<Ends> ends_at(Plan& drawn, const Plan& plan, const std::vector<Measured>& measured, const RateOf& rate_of,
                            const RunContext& run) {
  for (const Measured& one : measured) {
    for (const Use& use : one.uses) drawn.nodes[use.node].find(use.param)->rate = rate_of(one);
  }
  if (!plan.laws.empty() && (!size_laws(drawn) || !has_few_run_classes(drawn))) return std::nullopt;
  prepare(drawn, run);
  return ends_of(exact_row(drawn, run));
}

// Mean over the Jeffreys posterior of one rate: a Beta law with intraclass correlation 1 / (n + 2).
std::optional<Ends> quadrature_mean(Plan& drawn, const Plan& plan, const std::vector<Measured>& measured,
                                    const RunContext& run) {
  const ParamValue& value = measured.front().value;
  const double total = static_cast<double>(value.n) + 1;
  const Probability mean{(static_cast<double>(value.k) + 0.5) / total,
                         (static_cast<double>(value.n - value.k) + 0.5) / total};
  const double rho = 1 / (total + 1);
  const std::size_t nodes = std::min(kMeanNodes, latent_class_count(mean, rho, 2 * kMeanNodes - 2, 0));
  Ends out;
  for (const LatentClass& node : latent_classes(mean, rho, nodes)) {
    const std::optional<Ends> ends = ends_at(
        drawn, plan, measured, [&](const Measured&) { return node.theta; }, run);
    if (!ends) return std::nullopt;
    out.ok += node.weight * ends->ok;
    out.silent += node.weight * ends->silent;
    out.detected += node.weight * ends->detected;
  }
  return out;
}

double mean_of(const std::vector<double>& values) {
  return base::compensated_sum(values) / static_cast<double>(values.size());
}

void leave_out(SimulateReport& report, std::string why) {
  Issue issue;
  issue.code = "interval_omitted";
  issue.message = "no interval: " + std::move(why);
  report.issues.push_back(std::move(issue));
}

}  // namespace

std::size_t affordable_draws(const Plan& plan) {
  double counted = 0;
  for (const Node& node : plan.nodes) {
    for (const ParamValue& value : node.step->params) counted += value.form == ValueForm::counts ? 1 : 0;
  }
  const double each = work_of(plan, 0, plan.nodes.size()) * static_cast<double>(plan.run_classes.size());
  const double draws = kMaxWork / std::max(1.0, each + kWorkOfQuantile * counted);
  if (draws >= static_cast<double>(kOuterDraws)) return kOuterDraws;
  return draws < static_cast<double>(kFewestDraws) ? 0 : static_cast<std::size_t>(draws);
}

std::vector<Probability> posterior_draws(const ParamValue& value, std::size_t parameter, std::size_t count) {
  std::vector<Probability> out;
  for (const std::size_t stratum : strata(parameter, count)) {
    const double u = (static_cast<double>(stratum) + 0.5) / static_cast<double>(count);
    out.push_back(posterior_rate(value.k, value.n, u));
  }
  return out;
}

Interval interval_of_draws(std::vector<double> values) {
  const std::size_t draws = values.size();
  Interval out;
  out.low = quantile(values, (1 - kLevel) / 2);
  out.high = quantile(values, (1 + kLevel) / 2);
  out.level = kLevel;
  out.method =
      "Jeffreys posterior of each measured rate, " + std::to_string(draws) + " stratified draws of the exact engine";
  return out;
}

Probability posterior_rate(std::int64_t k, std::int64_t n, double u) {
  const double a = static_cast<double>(k) + 0.5;
  const double b = static_cast<double>(n - k) + 0.5;
  if (n <= kManyTrials) return {base::beta_quantile(a, b, u), base::beta_quantile(b, a, 1 - u)};
  const double rarer = std::min(a, b);
  const double total = a + b;
  if (rarer < 1000) {  // Gamma(rarer) / total, read off a Beta of a size that is quick to invert
    const double rest = static_cast<double>(kManyTrials) - rarer;
    const double small = base::beta_quantile(rarer, rest, a < b ? u : 1 - u) * static_cast<double>(kManyTrials) / total;
    return a < b ? Probability{small, 1 - small} : Probability{1 - small, small};
  }
  const double step = base::normal_quantile(u) * std::sqrt(a / total * (b / total) / (total + 1));
  return {a / total + step, b / total - step};
}

void add_measured_intervals(SimulateReport& report, const Plan& plan, const RunContext& run) {
  const std::size_t count = affordable_draws(plan);
  const std::vector<Measured> measured = measured_params(plan, std::max<std::size_t>(count, 1), run);
  if (measured.empty() || run.cancelled()) return;
  if (count == 0) return leave_out(report, "so many runs of this pipeline would take too long");
  Plan drawn = plan;
  std::vector<double> ok;
  std::vector<double> silent;
  std::vector<double> detected;
  for (std::size_t draw = 0; draw < count && !run.cancelled(); ++draw) {
    const std::optional<Ends> ends = ends_at(
        drawn, plan, measured, [&](const Measured& one) { return one.draws[draw]; }, run);
    if (!ends) {
      return leave_out(report, "other values of the measured rates would take more than " +
                                   std::to_string(kMaxLatentClasses) + " latent classes");
    }
    ok.push_back(ends->ok);
    silent.push_back(ends->silent);
    detected.push_back(ends->detected);
  }
  if (run.cancelled()) return;
  report.posterior_mean = Ends{mean_of(ok), mean_of(silent), mean_of(detected)};
  report.posterior_mean_method = "mean of " + std::to_string(count) + " stratified draws from the Jeffreys posteriors";
  if (measured.size() == 1 && count >= kMeanNodes) {
    if (const std::optional<Ends> mean = quadrature_mean(drawn, plan, measured, run)) {
      report.posterior_mean = mean;
      report.posterior_mean_method =
          "Jeffreys posterior, Gauss-Jacobi quadrature with at most " + std::to_string(kMeanNodes) + " nodes";
    }
  }
  report.ok_ci = interval_of_draws(std::move(ok));
  report.silent_ci = interval_of_draws(std::move(silent));
  report.detected_ci = interval_of_draws(std::move(detected));
}

}  // namespace nines::simulate
