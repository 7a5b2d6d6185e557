// A tally read as rates with intervals, and held against the exact engine (nines/simulate.h).
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/special.h"
#include "base/stats.h"
#include "nines/simulate.h"

namespace nines {
namespace {

constexpr double kImpossible = 1e6;  // |z| of what the exact engine says cannot happen
constexpr double kFew = 100;         // below, the normal approximation misleads and the exact tail is used

// Distance of a count from Binomial(n, p) in standard deviations; from its tail where counts are
// few.
double count_z(double count, double n, double p) {
  if (!(p > 0) || !(p < 1)) return (p > 0 ? n - count : count) > 0 ? kImpossible : 0;
  const double mean = n * p;
  if (std::min(mean, n - mean) >= kFew) return std::fabs(count - mean) / std::sqrt(mean * (1 - p));
  const double tail =
      count > mean ? base::beta_cdf(count, n - count + 1, p) : base::beta_cdf(n - count, count + 1, 1 - p);
  return tail < 0.5 ? std::min(kImpossible, -base::normal_quantile(tail)) : 0;
}

// Of the exact law of calls where the report keeps it whole, else the least that a whole number of that mean can have.
double known_variance(const SimulateReport& exact) {
  const double part = exact.calls_mean - std::floor(exact.calls_mean);
  double variance = 0;
  if (exact.calls && !exact.calls->probability.empty() && !(exact.calls->above > 0)) {
    double x = static_cast<double>(exact.calls->first_bin) - exact.calls_mean;
    for (const double p : exact.calls->probability) {
      variance += p * x * x;
      x += 1;
    }
  }
  return std::max(variance, part * (1 - part));
}

// Of the mean calls against the exact mean, by the variance seen or known, whichever is larger: where a rare event
// costs many calls, few trials may have seen hardly any of it. Where there is none, only a gross difference counts.
double calls_z(const SampleTally& tally, const SimulateReport& exact) {
  const auto n = static_cast<double>(tally.trials);
  const double mean = static_cast<double>(tally.calls) / n;
  const double variance = std::max(static_cast<double>(tally.calls_squared) / n - mean * mean, known_variance(exact));
  const double difference = std::fabs(mean - exact.calls_mean);
  if (variance > 1e-12 * mean * mean) return difference / std::sqrt(variance / n);
  return difference > 0.5 ? kImpossible : 0;
}

Interval wilson(std::uint64_t count, std::uint64_t trials) {
  return base::wilson_interval(static_cast<std::int64_t>(count), static_cast<std::int64_t>(trials));
}

}  // namespace

SampledResult sampled_result(const SampleTally& tally, std::uint64_t seed, const SimulateReport& exact) {
  const std::uint64_t detected = std::accumulate(tally.detected.begin(), tally.detected.end(), std::uint64_t{0});
  SampledResult out;
  out.tally = tally;
  out.seed = seed;
  out.ok_ci = wilson(tally.ok, tally.trials);
  out.silent_ci = wilson(tally.silent, tally.trials);
  out.detected_ci = wilson(detected, tally.trials);
  out.method =
      "xoshiro256++ from Philox4x32-10, 512 trials a block; Wilson intervals; z by the exact variance, tails below 100 "
      "counts";
  if (exact.sampled_only) out.max_abs_z = std::numeric_limits<double>::quiet_NaN();
  if (tally.trials == 0 || exact.sampled_only) return out;
  const auto n = static_cast<double>(tally.trials);
  out.max_abs_z = std::max({count_z(static_cast<double>(tally.ok), n, exact.ok),
                            count_z(static_cast<double>(tally.silent), n, exact.silent),
                            count_z(static_cast<double>(detected), n, exact.detected), calls_z(tally, exact)});
  return out;
}

}  // namespace nines
