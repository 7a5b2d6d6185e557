// Normal distribution and its quantile (special.h). Both tails keep their digits: neither is made
// as 1 minus the other.
#include <cmath>
#include <limits>

#include "base/special.h"

namespace nines::base {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kInverseSqrtTwoPi = 0.39894228040143267794;

// P(0 < Z < x) for |x| < 2 (AS 26.2.11).
double normal_middle(double x) {
  double term = x;
  double sum = x;
  for (int k = 3; k < 100; k += 2) {
    term *= x * x / k;
    sum += term;
  }
  return kInverseSqrtTwoPi * exp(-0.5 * x * x) * sum;
}

double normal_density(double x) {
  // x^2 rounds; its high part is exact, so the exponent keeps all digits far out.
  const double rough = std::floor(x * 16.0) / 16.0;
  return kInverseSqrtTwoPi * exp(-0.5 * rough * rough) * exp(-0.5 * (x - rough) * (x + rough));
}

// P(Z > x) for x >= 1.5 (AS 26.2.14, evaluated from the far end).
double normal_tail(double x) {
  if (x > 39) return 0;
  double fraction = x;
  for (int k = 200; k >= 1; --k) fraction = x + k / fraction;
  return normal_density(x) / fraction;
}

}  // namespace

double normal_cdf(double x) {
  if (x != x) return x;
  if (x <= -2) return normal_tail(-x);
  if (x >= 2) return 1.0 - normal_tail(x);
  return 0.5 + normal_middle(x);
}

double normal_quantile(double u) {
  if (!(u >= 0 && u <= 1)) return std::numeric_limits<double>::quiet_NaN();
  if (u == 0) return -kInfinity;
  if (u == 1) return kInfinity;
  if (u > 0.5) return -normal_quantile(1.0 - u);
  const double t = std::sqrt(-2.0 * log(u));
  double x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (int step = 0; step < 3; ++step) {  // x > 0 solves P(Z > x) = u
    const double error = x < 1.5 ? (0.5 - u) - normal_middle(x) : normal_tail(x) - u;
    const double newton = error / normal_density(x);
    x += newton / (1.0 - 0.5 * x * newton);
  }
  return -x;
}

}  // namespace nines::base
