// The formulas of panels (nines/voters.h).
#include <algorithm>

#include "base/special.h"
#include "base/stats.h"
#include "nines/voters.h"

namespace nines {
namespace {

// log of the beta-binomial probability of 0 right of n: product of (q + i g) / (1 + i g), g = rho / (1 - rho). This
// form has no large terms to cancel, so small correlations keep their digits.
double log_none_right(double n, double p, double g) {
  base::CompensatedSum out;
  for (double i = 0; i < n; i += 1) out.add(base::log((1.0 - p + i * g) / (1.0 + i * g)));
  return out.value();
}

}  // namespace

std::optional<double> kish_voters(double n, double rho) {
  const double denominator = 1.0 + (n - 1.0) * rho;
  if (!(denominator > 0)) return std::nullopt;
  return n / denominator;
}

double majority_accuracy(std::int64_t n, double p, double rho) {
  NINES_ASSERT(n >= 1 && p >= 0 && p <= 1 && rho >= 0 && rho <= 1);
  if (rho == 1 || p == 0 || p == 1) return p;
  const double size = static_cast<double>(n);
  const double g = rho / (1.0 - rho);
  base::CompensatedSum log_share;
  log_share.add(rho > 0 ? log_none_right(size, p, g) : 0);
  base::CompensatedSum sum;
  for (double k = 0; k <= size; k += 1) {
    const double share = rho > 0 ? base::exp(log_share.value()) : base::binomial_pmf(k, size, p);
    if (2 * k >= size) sum.add(2 * k == size ? 0.5 * share : share);
    if (rho > 0 && k < size)
      log_share.add(base::log((size - k) / (k + 1.0) * (p + k * g) / (1.0 - p + (size - k - 1.0) * g)));
  }
  return std::clamp(sum.value(), 0.0, 1.0);
}

std::optional<std::pair<double, double>> vote_of_three(double m1, double m2) {
  constexpr double kSlack = 1e-12;  // moments that are equal up to rounding
  if (!(m1 >= 0 && m1 <= 1) || !(m2 >= m1 * m1 - kSlack && m2 <= m1 + kSlack)) return std::nullopt;
  if (m1 == 0 || m1 == 1) return std::pair(m1, m1);
  const double d = m1 - m2;
  return std::pair(m2 + 2.0 * d * d / (1.0 - m1), 3.0 * m2 - 2.0 * m2 * m2 / m1);
}

}  // namespace nines
