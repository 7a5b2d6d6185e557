// Small statistics that every family shares: compensated sums, quantiles, intervals for k of n, and
// the two exact estimators of repeated trials (pass@k, pass^k). Pure functions; the same input
// gives the same bytes on every platform.
#pragma once

#include <cstdint>
#include <span>

#include "nines/values.h"

namespace nines::base {

// Sum with the rounding errors carried along (Neumaier 1974). The order of terms still matters in
// the last digit: callers sort first. Out: error of a few ulps of the largest partial sum whatever
// the count.
class CompensatedSum {
 public:
  void add(double term);
  [[nodiscard]] double value() const { return sum_ + error_; }

 private:
  double sum_ = 0;
  double error_ = 0;
};
double compensated_sum(std::span<const double> terms);

// Quantile q in [0, 1] of ascending values, linear between order statistics (type 7; Hyndman & Fan
// 1996). Empty: 0.
double sorted_quantile(std::span<const double> sorted, double q);

// Two-sided intervals for a probability from k successes of n, at `level` in (0, 1). k is clamped
// to [0, n]; n <= 0 gives [0, 1]. The ends at k = 0 and k = n are exactly 0 and 1. Cost: O(1) for
// Wilson, ~20 incomplete betas for the others.
Interval wilson_interval(std::int64_t k, std::int64_t n, double level = 0.95);  // Wilson 1927
Interval clopper_pearson(std::int64_t k, std::int64_t n,
                         double level = 0.95);  // Clopper & Pearson 1934, by beta quantiles
Interval jeffreys_interval(std::int64_t k, std::int64_t n,
                           double level = 0.95);  // Brown, Cai & DasGupta 2001, section 3.1.2

// Student's interval for a mean of n values with the given sample variance (Student 1908; t by the incomplete beta,
// DLMF 8.17). In: n >= 2, variance >= 0.
Interval mean_interval(double mean, double variance, double n, double level = 0.95);
// t with P(T <= t) = u for `df` > 0 degrees of freedom, u in (0, 1).
double student_quantile(double u, double df);
// Wilson's interval for a share seen in a perhaps fractional number of independent texts: n > 0, share in [0, 1].
Interval wilson_share(double share, double n, double level = 0.95);

// Probability that at least one of k draws without replacement from n trials with c right is right:
// 1 - C(n-c, k) / C(n, k) (Chen et al. 2021, equation 1). In: 0 <= c <= n, 1 <= k <= n. Cost:
// O(min(k, c)).
double pass_at_k(std::int64_t n, std::int64_t c, std::int64_t k);

// Probability that all of k draws without replacement are right: C(c, k) / C(n, k) (Yao et al.
// 2024, section 3). In: 0 <= c <= n, 1 <= k <= n. Cost: O(k).
double pass_hat_k(std::int64_t n, std::int64_t c, std::int64_t k);

}  // namespace nines::base
