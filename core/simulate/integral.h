// Numerical integration of smooth functions on an interval. Used by moment_law.cpp.
#pragma once

#include <cmath>

#include "base/special.h"

namespace nines::simulate {

// Integral of f over [a, b] by the double exponential rule (Takahasi & Mori 1974).
template <class F>
double integral(const F& f, double a, double b) {
  constexpr double kStep = 0x1p-5;
  constexpr double kHalfPi = 1.57079632679489661923;
  const double half = (b - a) / 2;
  double sum = 0;
  for (int j = -120; j <= 120; ++j) {
    const double x = j * kStep;
    const double up = base::exp(x);
    const double u = kHalfPi * (up - 1 / up) / 2;
    const double e = base::exp(-2 * std::fabs(u));
    const double near_end = 2 * e / (1 + e);  // distance from the nearer end, of 2
    const double weight = kHalfPi * (up + 1 / up) / 2 * 4 * e / ((1 + e) * (1 + e));
    if (weight * half < 1e-300) continue;
    sum += weight * f(u < 0 ? a + half * near_end : b - half * near_end);
  }
  return sum * kStep * half;
}

}  // namespace nines::simulate
