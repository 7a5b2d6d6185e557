// Logarithm, exponential and power (special.h). Argument reduction is exact by construction; series
// coefficients are plain fractions, so there is no table to trust. Called by everything that prints
// a logarithm, a power or an entropy; never uses libm beyond frexp, ldexp, floor, fabs. Needs
// -ffp-contract=off: a fused multiply would change last digits.
#include "base/special.h"

#include <cmath>
#include <limits>

namespace nines::base {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kSqrtHalf = 0.70710678118654752440;
// ln 2 = kLn2High + kLn2Low; the high part has 40 bits, so k * kLn2High is exact for every exponent
// k.
constexpr double kLn2High = 0x1.62e42fefa2000p-1;
constexpr double kLn2Low = 0x1.9ef35793c7673p-41;
constexpr double kInverseLn2 = 0x1.71547652b82fep+0;
// 1 / ln 10 as a double-double.
constexpr double kInverseLn10High = 0x1.bcb7b1526e50ep-2;
constexpr double kInverseLn10Low = 0x1.95355baaafad3p-57;

// An unevaluated sum high + low (Dekker 1971).
struct Pair {
  double high = 0;
  double low = 0;
};

Pair two_sum(double a, double b) {
  const double sum = a + b;
  const double b_part = sum - a;
  return {sum, (a - (sum - b_part)) + (b - b_part)};
}

Pair split(double a) {
  const double scaled = 134217729.0 * a;  // 2^27 + 1
  const double high = scaled - (scaled - a);
  return {high, a - high};
}

Pair two_product(double a, double b) {
  const double product = a * b;
  const Pair x = split(a);
  const Pair y = split(b);
  return {product, ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low};
}

// 1/first + z / (first + 2) + z^2 / (first + 4) + …, z <= 0.0295: atanh(s) = s + s z atanh_tail(z,
// 3). What is left out is below 2^-60 of the whole.
double atanh_tail(double z, double first) {
  double sum = 0;
  for (int k = 11; k >= 0; --k) sum = sum * z + 1.0 / (2.0 * k + first);
  return sum;
}

// log(1 + f) for 1 + f in [sqrt(1/2), sqrt(2)), plus low; the leading f stays exact.
double log_kernel(double f, double low) {
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double half_square = 0.5 * f * f;
  // 2 atanh(s) = f - f^2/2 + s (f^2/2 + 2 z sum): cancellation-free form.
  return f - (half_square - (s * (half_square + 2.0 * z * atanh_tail(z, 3)) + low));
}

struct Reduced {
  double mantissa = 1;  // in [sqrt(1/2), sqrt(2))
  double exponent = 0;
};

Reduced reduce(double x) {
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);
  if (mantissa < kSqrtHalf) {
    mantissa *= 2;
    --exponent;
  }
  return {mantissa, static_cast<double>(exponent)};
}

// log x to about 66 bits. In: finite x > 0.
Pair log_pair(double x) {
  const Reduced r = reduce(x);
  const double f = r.mantissa - 1.0;
  const Pair divisor = two_sum(2.0, f);
  const double s = f / divisor.high;
  const Pair back = two_product(s, divisor.high);
  const double s_low = ((f - back.high) - back.low - s * divisor.low) / divisor.high;
  const Pair square = two_product(s, s);
  const Pair cube = two_product(s, square.high);
  const double cube_low = cube.low + s * (square.low + 2.0 * s * s_low) + s_low * square.high;
  const double third = cube.high / 3.0;
  const Pair third_back = two_product(third, 3.0);
  const double third_low = ((cube.high - third_back.high) - third_back.low + cube_low) / 3.0;
  const double fifth = cube.high * square.high * atanh_tail(square.high, 5);
  // log x = k ln 2 + 2 (s + s^3/3 + s^5/5 + …), summed from the largest down.
  const Pair first = two_sum(r.exponent * kLn2High, 2.0 * s);
  const Pair sum = two_sum(first.high, 2.0 * third);
  const double low = first.low + sum.low + (r.exponent * kLn2Low + 2.0 * (s_low + third_low + fifth));
  const double high = sum.high + low;
  return {high, (sum.high - high) + low};
}

// e^r - 1 - r for |r| <= 0.7.
double exp_tail(double r) {
  double sum = 0;
  // sum = 1/2 (1 + r/3 (1 + r/4 (…)))
  for (int k = 17; k >= 2; --k) sum = (1.0 + sum * r) / static_cast<double>(k);
  return r * r * sum;
}

// e^(x + low), |low| far below 1.
double exp_pair(double x, double low) {
  if (x > 710.0) return kInfinity;
  if (x < -746.0) return 0;
  const double k = std::floor(x * kInverseLn2 + 0.5);
  const double high = x - k * kLn2High;
  const double low_all = low - k * kLn2Low;
  const double r = high + low_all;
  const double rest = (high - r) + low_all;
  return std::ldexp(1.0 + (r + (exp_tail(r) + rest * (1.0 + r))), static_cast<int>(k));
}

}  // namespace

double log(double x) {
  if (!(x >= 0)) return kNan;
  if (x == 0) return -kInfinity;
  if (!std::isfinite(x)) return x;
  const Reduced r = reduce(x);
  if (r.exponent == 0) return log_kernel(r.mantissa - 1.0, 0);
  return r.exponent * kLn2High + log_kernel(r.mantissa - 1.0, r.exponent * kLn2Low);
}

double log1p(double x) {
  if (!(x >= -1)) return kNan;
  if (x == -1) return -kInfinity;
  if (!std::isfinite(x)) return x;
  if (x > -0.29 && x < 0.41) return log_kernel(x, 0);
  const double sum = 1.0 + x;
  return log(sum) + (x >= 1 ? 1.0 - (sum - x) : x - (sum - 1.0)) / sum;
}

double log10(double x) {
  if (!(x >= 0)) return kNan;
  if (x == 0) return -kInfinity;
  if (!std::isfinite(x)) return x;
  const Pair natural = log_pair(x);
  const Pair product = two_product(natural.high, kInverseLn10High);
  return product.high + (product.low + natural.high * kInverseLn10Low + natural.low * kInverseLn10High);
}

double exp(double x) {
  if (x != x) return x;
  return exp_pair(x, 0);
}

double expm1(double x) {
  if (std::fabs(x) <= 0.7) return x + exp_tail(x);
  return exp(x) - 1.0;
}

double pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (!(x >= 0) || y != y) return kNan;
  if (x == 0) return y > 0 ? 0 : kInfinity;
  if (!std::isfinite(x)) return y > 0 ? kInfinity : 0;
  const Pair natural = log_pair(x);
  const double rough = y * natural.high;
  if (rough > 800) return kInfinity;
  if (rough < -800) return 0;
  const Pair product = two_product(y, natural.high);
  return exp_pair(product.high, product.low + y * natural.low);
}

}  // namespace nines::base
