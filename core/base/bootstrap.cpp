// BCa intervals from item resamples (bootstrap.h).
#include "base/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/special.h"
#include "base/stats.h"

namespace nines::base {
namespace {

// Everything BCa needs about one statistic.
struct Replicates {
  double value = kUndefined;
  std::vector<double> draws;
  double acceleration = 0;
};

// Level that BCa reads instead of `tail` (Efron 1987, equation 6.8), or `tail` where the correction
// breaks down.
double corrected_level(double tail, double bias, double acceleration) {
  const double z = bias + normal_quantile(tail);
  const double denominator = 1.0 - acceleration * z;
  return denominator > 0 ? normal_cdf(bias + z / denominator) : tail;
}

std::optional<Interval> bca_interval(Replicates& from, double level) {
  std::vector<double>& draws = from.draws;
  std::erase_if(draws, [](double x) { return !is_defined(x); });
  if (!is_defined(from.value) || draws.size() < 2) return std::nullopt;
  std::sort(draws.begin(), draws.end());
  const double tolerance = 1e-12 * std::max(1.0, std::fabs(from.value));
  if (draws.back() - draws.front() <= tolerance) return std::nullopt;
  // Draws equal to the value up to rounding count half, so that coarse statistics are not called
  // biased.
  const auto below = std::lower_bound(draws.begin(), draws.end(), from.value - tolerance) - draws.begin();
  const auto up_to = std::upper_bound(draws.begin(), draws.end(), from.value + tolerance) - draws.begin();
  const double share = 0.5 * static_cast<double>(below + up_to) / static_cast<double>(draws.size());
  const bool correctable = share > 0.01 && share < 0.99;
  const double bias = correctable ? normal_quantile(share) : 0;
  const double acceleration = correctable ? from.acceleration : 0;
  const double tail = 0.5 * (1.0 - level);
  Interval out;
  out.low = sorted_quantile(draws, corrected_level(tail, bias, acceleration));
  out.high = sorted_quantile(draws, corrected_level(1.0 - tail, bias, acceleration));
  out.level = level;
  out.method = std::string("item bootstrap, ") + (correctable ? "BCa, " : "percentile, ") +
               std::to_string(draws.size()) + " draws";
  return out;
}

// Skewness of one statistic when items are left out one at a time.
struct Skewness {
  CompensatedSum sum;
  CompensatedSum squares;
  CompensatedSum cubes;
  bool defined = true;
};

// Acceleration of every statistic (Efron 1987, equation 6.6): two passes, so that nothing is kept
// per type.
std::vector<double> accelerations(std::span<const std::int64_t> multiplicity, const ItemStatistics& statistics) {
  std::vector<Skewness> skewness(statistics.count);
  std::vector<double> row(statistics.count);
  double items = 0;
  for (std::size_t t = 0; t < multiplicity.size(); ++t) {
    statistics.leave_one_out(t, row);
    const double m = static_cast<double>(multiplicity[t]);
    items += m;
    for (std::size_t s = 0; s < statistics.count; ++s) {
      skewness[s].defined = skewness[s].defined && is_defined(row[s]);
      skewness[s].sum.add(m * row[s]);
    }
  }
  for (std::size_t t = 0; t < multiplicity.size(); ++t) {
    statistics.leave_one_out(t, row);
    const double m = static_cast<double>(multiplicity[t]);
    for (std::size_t s = 0; s < statistics.count; ++s) {
      const double d = skewness[s].sum.value() / items - row[s];
      skewness[s].squares.add(m * d * d);
      skewness[s].cubes.add(m * d * d * d);
    }
  }
  std::vector<double> out(statistics.count, 0);
  for (std::size_t s = 0; s < statistics.count; ++s) {
    const double spread = skewness[s].squares.value();
    if (skewness[s].defined && spread > 0) out[s] = skewness[s].cubes.value() / (6.0 * spread * std::sqrt(spread));
  }
  return out;
}

}  // namespace

BootstrapResult item_bootstrap(std::span<const std::int64_t> multiplicity, const ItemStatistics& statistics,
                               const BootstrapPlan& plan, const RunContext& run) {
  BootstrapResult result;
  result.values.assign(statistics.count, kUndefined);
  result.intervals.assign(statistics.count, std::nullopt);
  if (multiplicity.empty()) return result;
  statistics.evaluate(multiplicity, result.values);
  if (plan.draws <= 0) return result;
  const ItemResampler resampler(multiplicity);
  const std::int64_t affordable = kMaxBootstrapWork / std::max<std::int64_t>(1, resampler.cost() + statistics.cost);
  result.draws = std::min(plan.draws, std::max(kMinBootstrap, affordable));
  const std::vector<double> acceleration = accelerations(multiplicity, statistics);
  std::vector<Replicates> replicates(statistics.count);
  std::vector<std::int64_t> weights(multiplicity.size());
  std::vector<double> row(statistics.count);
  for (std::int64_t draw = 0; draw < result.draws; ++draw) {
    if (run.cancelled()) {
      result.cancelled = true;
      return result;
    }
    const double share = static_cast<double>(draw) / static_cast<double>(result.draws);
    run.progress(plan.progress_from + share * (plan.progress_to - plan.progress_from));
    resampler.draw(plan.seed, (std::uint64_t{plan.stream} << 32) | static_cast<std::uint64_t>(draw), weights);
    statistics.evaluate(weights, row);
    for (std::size_t s = 0; s < statistics.count; ++s) replicates[s].draws.push_back(row[s]);
  }
  for (std::size_t s = 0; s < statistics.count; ++s) {
    replicates[s].value = result.values[s];
    replicates[s].acceleration = acceleration[s];
    result.intervals[s] = bca_interval(replicates[s], plan.level);
  }
  run.progress(plan.progress_to);
  return result;
}

}  // namespace nines::base
