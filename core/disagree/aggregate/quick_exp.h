// e^x for x <= 0 in the inner loops of EM, where base::exp (correct to 1 ulp everywhere) would take most of the time.
// Only
// + - * and an exponent put together from bits: the same digits on every platform.
#pragma once

#include <cstdint>
#include <cstring>

namespace nines::disagree {

// In: x <= 0. Out: relative error <= 4e-16; 0 below -708. Source: x = n ln 2 + r (Cody & Waite 1980), Taylor to r^13.
inline double quick_exp(double x) {
  if (!(x > -708.0)) return 0;
  constexpr double kInverseLn2 = 0x1.71547652b82fep+0;
  constexpr double kLn2High = 0x1.62e42fefa2000p-1;  // 40 bits: n * kLn2High is exact
  constexpr double kLn2Low = 0x1.9ef35793c7673p-41;
  const auto n = static_cast<std::int64_t>(x * kInverseLn2 - 0.5);
  const double k = static_cast<double>(n);
  const double r = (x - k * kLn2High) - k * kLn2Low;
  // Two halves side by side: half the waiting of one long chain.
  const double r2 = r * r;
  double even = 1.0 / 479001600.0;
  double odd = 1.0 / 6227020800.0;
  even = even * r2 + 1.0 / 3628800.0;
  odd = odd * r2 + 1.0 / 39916800.0;
  even = even * r2 + 1.0 / 40320.0;
  odd = odd * r2 + 1.0 / 362880.0;
  even = even * r2 + 1.0 / 720.0;
  odd = odd * r2 + 1.0 / 5040.0;
  even = even * r2 + 1.0 / 24.0;
  odd = odd * r2 + 1.0 / 120.0;
  even = even * r2 + 0.5;
  odd = odd * r2 + 1.0 / 6.0;
  const double p = 1.0 + (r + r2 * (even + r * odd));
  const std::uint64_t bits = static_cast<std::uint64_t>(n + 1023) << 52;
  double scale = 0;
  std::memcpy(&scale, &bits, sizeof scale);
  return p * scale;
}

}  // namespace nines::disagree
