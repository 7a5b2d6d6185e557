// How far counts of one engine lie from the exact answer. Used by the tests that set the engines side by side.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/rng.h"
#include "base/special.h"
#include "nines/catalog.h"
#include "nines/simulate.h"
#include "oracle/third_engine.h"

namespace nines::test {

inline SampleTally tally_of(const oracle::Counts& counts) {
  SampleTally out;
  out.trials = counts.trials;
  out.ok = counts.ok;
  out.silent = counts.silent;
  out.detected = counts.detected;
  out.calls = counts.calls;
  out.calls_squared = counts.calls_squared;
  out.checks = counts.checks;
  return out;
}

inline double mass_of(const SimulateReport& report, DetectedReason reason) {
  for (const auto& [one, p] : report.detected_by) {
    if (one == reason) return p;
  }
  return 0;
}

// Each reason on its own, by the normal distance where counts are many; what is impossible never happened.
inline double worst_reason_z(const SampleTally& tally, const SimulateReport& exact) {
  double worst = 0;
  for (const DetectedReasonInfo& info : detected_reason_table()) {
    const double n = static_cast<double>(tally.trials);
    const double p = mass_of(exact, info.reason);
    const double seen = static_cast<double>(tally.detected[static_cast<std::size_t>(info.reason)]);
    if (n * p * (1 - p) > 50) worst = std::max(worst, std::fabs(seen - n * p) / std::sqrt(n * p * (1 - p)));
    if (p == 0) CHECK(seen == 0);
  }
  return worst;
}

// Counts of one engine against exact laws over many pipelines. Given what came before, each end in turn is binomial
// among the runs left, so the tails are exact however small the counts, and the p-values, made continuous by a draw of
// their own (Dunn & Smyth 1996), are independent and uniform when the engines agree.
class Agreement {
 public:
  explicit Agreement(std::uint64_t seed) : draws_(seed, 29) {}

  void add(const SampleTally& tally, const SimulateReport& exact) {
    std::vector<double> masses{exact.ok, exact.silent};
    std::vector<std::uint64_t> counts{tally.ok, tally.silent};
    for (const DetectedReasonInfo& info : detected_reason_table()) {
      masses.push_back(mass_of(exact, info.reason));
      counts.push_back(tally.detected[static_cast<std::size_t>(info.reason)]);
    }
    std::uint64_t left = tally.trials;
    for (std::size_t i = 0; i + 1 < masses.size(); ++i) {
      double rest = 0;
      for (std::size_t j = i + 1; j < masses.size(); ++j) rest += masses[j];
      if (masses[i] > 0 && rest > kRounding) add_binomial(counts[i], left, masses[i] / (masses[i] + rest));
      left -= counts[i];
    }
  }

  // The smaller tail of the least likely count. |z| = 6 is 1e-9.
  [[nodiscard]] double least_tail() const { return least_tail_; }
  [[nodiscard]] std::size_t count() const { return values_.size(); }

  // Kolmogorov-Smirnov against the uniform law, Stephens' finite-size correction (1970).
  [[nodiscard]] double ks_p() const {
    std::vector<double> sorted = values_;
    std::sort(sorted.begin(), sorted.end());
    const double n = static_cast<double>(sorted.size());
    double furthest = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      furthest = std::max(furthest, static_cast<double>(i + 1) / n - sorted[i]);
      furthest = std::max(furthest, sorted[i] - static_cast<double>(i) / n);
    }
    const double t = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * furthest;
    double p = 0;
    for (int k = 1; k < 100; ++k) p += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * t * t);
    return std::clamp(p, 0.0, 1.0);
  }

 private:
  static constexpr double kRounding = 1e-12;  // of masses: less is not known to be there at all

  void add_binomial(std::uint64_t count, std::uint64_t trials, double p) {
    if (trials == 0) return;
    const double x = static_cast<double>(count);
    const double n = static_cast<double>(trials);
    const double at_least = count == 0 ? 1 : base::beta_cdf(x, n - x + 1, p);
    const double at_most = count == trials ? 1 : base::beta_cdf(n - x, x + 1, 1 - p);
    const double more = count == trials ? 0 : base::beta_cdf(x + 1, n - x, p);
    least_tail_ = std::min({least_tail_, at_least, at_most});
    const double draw = static_cast<double>(draws_.next() >> 11) * 0x1p-53;
    values_.push_back(more + draw * (at_least - more));
  }

  base::PhiloxReader draws_;
  std::vector<double> values_;
  double least_tail_ = 1;
};

}  // namespace nines::test
