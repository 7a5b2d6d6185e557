// Gamma, beta and binomial functions (special.h). Tails are computed from positive terms, never as
// 1 - something near 1. Called by the interval and estimate code. Built on log, exp, log1p of
// special.cpp; never uses libm beyond sqrt, floor.
#include <cmath>
#include <limits>

#include "base/special.h"

namespace nines::base {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kHalfLogTwoPi = 0.91893853320467274178;
constexpr double kTwoPi = 6.28318530717958647693;
constexpr double kOneMinusEuler = 0.42278433509846713939;

// (-1)^k (zeta(k) - 1) / k for k = 2..31 (AS 6.1.33).
constexpr double kGammaSeries[] = {
    0.322467033424113218,     -0.0673523010531980951,    0.0205808084277845479,    -0.00738555102867398527,
    0.00289051033074152329,   -0.00119275391170326098,   0.000509669524743042422,  -0.00022315475845357938,
    0.0000994575127818085337, -0.0000449262367381331417, 0.0000205072127756706916, -9.4394882752683959e-6,
    4.3748667899074878e-6,    -2.03921575380136624e-6,   9.55141213040741983e-7,   -4.49246919876456604e-7,
    2.12071848055546659e-7,   -1.00432248239680996e-7,   4.76981016936398057e-8,   -2.27110946089431649e-8,
    1.08386592148969541e-8,   -5.18347504197004666e-9,   2.48367454380247832e-9,   -1.19214014058609121e-9,
    5.73136724167886201e-10,  -2.75952288512423315e-10,  1.33047643742444895e-10,  -6.42296456383810002e-11,
    3.10442477473222728e-11,  -1.50213840807541422e-11};
constexpr int kGammaSeriesSize = static_cast<int>(sizeof(kGammaSeries) / sizeof(kGammaSeries[0]));

// log Gamma(2 + w) for |w| <= 1/2.
double lgamma_at_two(double w) {
  double sum = 0;
  for (int i = kGammaSeriesSize - 1; i >= 0; --i) sum = sum * w + kGammaSeries[i];
  return w * (kOneMinusEuler + w * sum);
}

// Asymptotic part of Stirling's formula for x >= 16 (AS 6.1.40): the next term is below 3e-21.
double stirling_series(double x) {
  const double z = 1.0 / (x * x);
  double sum = -3617.0 / 122400.0;
  sum = sum * z + 1.0 / 156.0;
  sum = sum * z - 691.0 / 360360.0;
  sum = sum * z + 1.0 / 1188.0;
  sum = sum * z - 1.0 / 1680.0;
  sum = sum * z + 1.0 / 1260.0;
  sum = sum * z - 1.0 / 360.0;
  sum = sum * z + 1.0 / 12.0;
  return sum / x;
}

// stirling_error(x) - stirling_error(x + 1) = (x + 1/2) log(1 + 1/x) - 1 for x >= 1, without
// cancellation.
double stirling_step(double x) {
  const double s = 1.0 / (2.0 * x + 1.0);
  const double z = s * s;
  double sum = 0;
  for (int k = 18; k >= 1; --k) sum = sum * z + 1.0 / (2.0 * k + 1.0);
  return sum * z;
}

// x log(x / m) + m - x without cancellation where x is near m (Loader 2000, section 4). In: x, m >
// 0.
double deviance(double x, double m) {
  const double difference = x - m;
  if (std::fabs(difference) >= 0.1 * (x + m)) return x * log(x / m) - difference;
  const double v = difference / (x + m);
  const double v_squared = v * v;
  double sum = 0;
  for (int k = 10; k >= 1; --k) sum = sum * v_squared + 1.0 / (2.0 * k + 1.0);
  return difference * v + 2.0 * x * v * v_squared * sum;
}

// x^a y^b / (a B(a, b)) with y = 1 - x, 0 < x < 1.
double beta_prefactor(double a, double b, double x, double y) {
  const double n = a + b;
  const double exponent =
      stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y);
  return exp(exponent) * std::sqrt(b / (kTwoPi * a * n));
}

// DLMF 8.17.22 by the modified Lentz method; converges fast for x < (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
  constexpr double kTiny = 1e-300;
  constexpr int kMaxTerms = 1'000'000;
  double c = 1;
  double d = 1.0 - (a + b) * x / (a + 1.0);
  if (std::fabs(d) < kTiny) d = kTiny;
  d = 1.0 / d;
  double value = d;
  for (int m = 1; m <= kMaxTerms; ++m) {
    const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
    d = 1.0 + even * d;
    c = 1.0 + even / c;
    if (std::fabs(d) < kTiny) d = kTiny;
    if (std::fabs(c) < kTiny) c = kTiny;
    d = 1.0 / d;
    value *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
    d = 1.0 + odd * d;
    c = 1.0 + odd / c;
    if (std::fabs(d) < kTiny) d = kTiny;
    if (std::fabs(c) < kTiny) c = kTiny;
    d = 1.0 / d;
    const double change = d * c;
    value *= change;
    if (std::fabs(change - 1.0) < 3e-16) break;
  }
  return value;
}

// I_x(a, b) with y = 1 - x given, 0 < x < 1.
double beta_cdf_pair(double a, double b, double x, double y) {
  if (x < (a + 1.0) / (a + b + 2.0)) return beta_prefactor(a, b, x, y) * beta_fraction(a, b, x);
  const double above = beta_prefactor(b, a, y, x) * beta_fraction(b, a, y);
  // A small b makes I_x small even here: then the direct fraction, slower but free of cancellation.
  if (above > 0.9) return beta_prefactor(a, b, x, y) * beta_fraction(a, b, x);
  return 1.0 - above;
}

// The x with I_x(a, b) = u for 0 < u <= 1/2, searched in t = log x: there I grows like a power, so
// Newton on log I is quick.
double lower_beta_quantile(double a, double b, double u) {
  const double log_u = log(u);
  double low = -745.0;
  double high = 0;
  double t = log(a / (a + b));
  for (int step = 0; step < 200; ++step) {
    if (!(t > low && t < high)) t = 0.5 * (low + high);
    const double x = exp(t);
    const double cdf = x < 1 ? beta_cdf_pair(a, b, x, -expm1(t)) : 1.0;
    if (cdf < u)
      low = t;
    else
      high = t;
    // d log I / d t = x f(x) / I, with x f(x) = a * prefactor / (1 - x).
    const double slope = x < 1 && cdf > 0 ? a * beta_prefactor(a, b, x, -expm1(t)) / (-expm1(t)) / cdf : 0;
    const double next = slope > 0 ? t - (log(cdf) - log_u) / slope : 0.5 * (low + high);
    if (std::fabs(next - t) <= 1e-16 || high - low <= 1e-16) return exp(next > low && next < high ? next : t);
    t = next;
  }
  return exp(t);
}

}  // namespace

double stirling_error(double x) {
  if (!(x > 0)) return kInfinity;
  if (x < 1) return stirling_error(x + 1.0) + ((x + 0.5) * (log1p(x) - log(x)) - 1.0);
  double sum = 0;
  for (; x < 16; x += 1.0) sum += stirling_step(x);
  return sum + stirling_series(x);
}

double lgamma(double x) {
  if (!(x > 0) || !std::isfinite(x)) return kInfinity;
  if (x < 0.5) return lgamma(x + 1.0) - log(x);
  if (x < 1.5) return lgamma_at_two(x - 1.0) - log1p(x - 1.0);
  if (x <= 2.5) return lgamma_at_two(x - 2.0);
  if (x >= 16) return (x - 0.5) * log(x) - x + kHalfLogTwoPi + stirling_series(x);
  double product = 1;
  while (x > 2.5) {
    x -= 1.0;
    product *= x;
  }
  return log(product) + lgamma_at_two(x - 2.0);
}

double beta_cdf(double a, double b, double x) {
  if (!(x > 0) || !(b > 0)) return 0;
  if (x >= 1 || !(a > 0)) return 1;
  return beta_cdf_pair(a, b, x, 1.0 - x);
}

double beta_quantile(double a, double b, double u) {
  if (!(u > 0) || !(a > 0)) return 0;
  if (u >= 1 || !(b > 0)) return 1;
  if (u <= 0.5) return lower_beta_quantile(a, b, u);
  return 1.0 - lower_beta_quantile(b, a, 1.0 - u);
}

double binomial_pmf(double k, double n, double p) {
  if (!(k >= 0 && k <= n)) return 0;
  if (p <= 0) return k == 0 ? 1 : 0;
  if (p >= 1) return k == n ? 1 : 0;
  if (n == 0) return 1;
  if (k == 0) return exp(n * log1p(-p));
  if (k == n) return pow(p, n);
  const double rest = n - k;
  const double exponent =
      stirling_error(n) - stirling_error(k) - stirling_error(rest) - deviance(k, n * p) - deviance(rest, n * (1.0 - p));
  return exp(exponent) * std::sqrt(n / (kTwoPi * k * rest));
}

}  // namespace nines::base
