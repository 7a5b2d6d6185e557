// Sums, quantiles, intervals for k of n, pass@k and pass^k (stats.h).
#include "base/stats.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"

namespace nines::base {
namespace {

struct Counts {
  double k = 0;
  double n = 0;
};

Counts clamped(std::int64_t k, std::int64_t n) {
  return {static_cast<double>(std::clamp<std::int64_t>(k, 0, n)), static_cast<double>(n)};
}

// [0, 1] kept exact at the ends: k = 0 has lower end 0, k = n has upper end 1.
Interval pinned(const Counts& counts, double low, double high, double level, const char* method) {
  Interval out;
  out.low = counts.k == 0 ? 0 : std::max(0.0, low);
  out.high = counts.k == counts.n ? 1 : std::min(1.0, high);
  out.level = level;
  out.method = method;
  return out;
}

}  // namespace

void CompensatedSum::add(double term) {
  const double total = sum_ + term;
  error_ += std::fabs(sum_) >= std::fabs(term) ? (sum_ - total) + term : (term - total) + sum_;
  sum_ = total;
}

double compensated_sum(std::span<const double> terms) {
  CompensatedSum sum;
  for (const double term : terms) sum.add(term);
  return sum.value();
}

double sorted_quantile(std::span<const double> sorted, double q) {
  if (sorted.empty()) return 0;
  const double place = std::clamp(q, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
  const std::size_t below = static_cast<std::size_t>(std::floor(place));
  if (below + 1 >= sorted.size()) return sorted.back();
  const double share = place - static_cast<double>(below);
  return sorted[below] + share * (sorted[below + 1] - sorted[below]);
}

Interval wilson_interval(std::int64_t k, std::int64_t n, double level) {
  if (n <= 0) return {0, 1, level, "Wilson"};
  const Counts counts = clamped(k, n);
  return wilson_share(counts.k / counts.n, counts.n, level);
}

Interval clopper_pearson(std::int64_t k, std::int64_t n, double level) {
  if (n <= 0) return {0, 1, level, "Clopper-Pearson"};
  const Counts counts = clamped(k, n);
  const double tail = 0.5 * (1.0 - level);
  const double low = counts.k == 0 ? 0 : beta_quantile(counts.k, counts.n - counts.k + 1.0, tail);
  // The upper end through the mirror image, so that swapping right and wrong mirrors the interval
  // exactly.
  const double high = counts.k == counts.n ? 1 : 1.0 - beta_quantile(counts.n - counts.k, counts.k + 1.0, tail);
  return pinned(counts, low, high, level, "Clopper-Pearson");
}

Interval jeffreys_interval(std::int64_t k, std::int64_t n, double level) {
  if (n <= 0) return {0, 1, level, "Jeffreys"};
  const Counts counts = clamped(k, n);
  const double tail = 0.5 * (1.0 - level);
  const double low = beta_quantile(counts.k + 0.5, counts.n - counts.k + 0.5, tail);
  const double high = 1.0 - beta_quantile(counts.n - counts.k + 0.5, counts.k + 0.5, tail);
  return pinned(counts, low, high, level, "Jeffreys");
}

double student_quantile(double u, double df) {
  if (u == 0.5) return 0;
  const double tail = 2 * std::min(u, 1 - u);
  const double x = beta_quantile(df / 2, 0.5, tail);
  const double t = std::sqrt(df * (1 - x) / x);
  return u < 0.5 ? -t : t;
}

Interval mean_interval(double mean, double variance, double n, double level) {
  const double half = student_quantile(0.5 + level / 2, n - 1) * std::sqrt(variance / n);
  return {mean - half, mean + half, level, "Student's t"};
}

Interval wilson_share(double share, double n, double level) {
  const double z = -normal_quantile(0.5 * (1.0 - level));
  const double z2_n = z * z / n;
  const double middle = (share + 0.5 * z2_n) / (1.0 + z2_n);
  const double half = z * std::sqrt((share * (1.0 - share) + 0.25 * z2_n) / n) / (1.0 + z2_n);
  return pinned({share, 1}, middle - half, middle + half, level, "Wilson");
}

double pass_at_k(std::int64_t n, std::int64_t c, std::int64_t k) {
  if (c <= 0) return 0;
  if (n - c < k) return 1;
  if (k == 1) return static_cast<double>(c) / static_cast<double>(n);
  // C(n-c, k) / C(n, k) is symmetric in c and k; the shorter product rounds less.
  const std::int64_t steps = std::min(c, k);
  const std::int64_t other = std::max(c, k);
  double none_right = 1;
  for (std::int64_t i = 0; i < steps; ++i)
    none_right *= static_cast<double>(n - other - i) / static_cast<double>(n - i);
  return 1.0 - none_right;
}

double pass_hat_k(std::int64_t n, std::int64_t c, std::int64_t k) {
  if (c < k) return 0;
  double all_right = 1;
  for (std::int64_t i = 0; i < k; ++i) all_right *= static_cast<double>(c - i) / static_cast<double>(n - i);
  return all_right;
}

}  // namespace nines::base
