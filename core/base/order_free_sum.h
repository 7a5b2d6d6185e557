// A sum of doubles whose bits do not depend on the order of its terms: terms are added as whole multiples of 2^-70, and
// whole numbers add the same in any order. For sums over things that have no order of their own (categories, raters).
#pragma once

#include <cmath>
#include <cstdint>

namespace nines::base {

// In: |term| < 2^40, fewer than 2^16 terms of that size (sums below 2^56). Out: error below 2^-71 a term.
class OrderFreeSum {
 public:
  void add(double term, std::int64_t times = 1) {
    sum_ += static_cast<Wide>(std::floor(std::ldexp(term, kBits))) * times;
  }
  [[nodiscard]] double value() const { return std::ldexp(static_cast<double>(sum_), -kBits); }

 private:
  __extension__ using Wide = __int128;
  static constexpr int kBits = 70;
  Wide sum_ = 0;
};

}  // namespace nines::base
