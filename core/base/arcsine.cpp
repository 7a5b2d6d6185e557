// Arctangent by two half-angles and its series (arcsine.h).
#include "base/arcsine.h"

#include <algorithm>
#include <cmath>

namespace nines::base {
namespace {

constexpr double kHalfPi = 1.57079632679489661923;

}  // namespace

double arctangent(double x) {
  if (x > 1) return kHalfPi - arctangent(1 / x);
  for (int i = 0; i < 2; ++i) x = x / (1 + std::sqrt(1 + x * x));  // now x <= tan(pi/16) < 0.2
  const double square = x * x;
  double sum = 0;
  for (int k = 12; k >= 0; --k) sum = (k % 2 == 0 ? 1.0 : -1.0) / (2.0 * k + 1.0) + square * sum;
  return 4 * x * sum;
}

double share_angle(double p) {
  p = std::clamp(p, 0.0, 1.0);
  if (p > 0.5) return kHalfPi - share_angle(1 - p);
  return arctangent(std::sqrt(p / (1 - p)));
}

}  // namespace nines::base
