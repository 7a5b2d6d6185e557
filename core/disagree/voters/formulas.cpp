// The formulas of panels (nines/voters.h).
#include <algorithm>

#include "base/special.h"
#include "base/stats.h"
#include "nines/voters.h"

namespace nines {
namespace {

// log of the beta-binomial probability of k right of n.
double log_beta_binomial(double k, double n, double a, double b) {
  const auto log_beta = [](double x, double y) { return base::lgamma(x) + base::lgamma(y) - base::lgamma(x + y); };
  return base::lgamma(n + 1.0) - base::lgamma(k + 1.0) - base::lgamma(n - k + 1.0) + log_beta(k + a, n - k + b) -
         log_beta(a, b);
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
  // Below this the shape parameters are so large that lgamma loses the digits the difference would show in.
  const bool independent = rho < 1e-9;
  const double a = independent ? 0 : p * (1.0 / rho - 1.0);
  const double b = independent ? 0 : (1.0 - p) * (1.0 / rho - 1.0);
  base::CompensatedSum sum;
  for (std::int64_t k = n / 2; k <= n; ++k) {
    if (2 * k < n) continue;
    const double right = static_cast<double>(k);
    const double share =
        independent ? base::binomial_pmf(right, size, p) : base::exp(log_beta_binomial(right, size, a, b));
    sum.add(2 * k == n ? 0.5 * share : share);
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
