// A generating function: coefficient i is a probability mass that has cost first + i units. The number type with which
// the kernels of kernel.h keep the whole distribution of a cost instead of its mean. What lies above `most` units is
// dropped: with a budget, that is the mass of the runs that are stopped. Used by distribution.cpp only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace nines::simulate {

inline constexpr std::size_t kNoLimit = static_cast<std::size_t>(-1);

// The highest power kept, for the whole evaluation; set by PolyLimit.
inline thread_local std::size_t poly_most = kNoLimit;

class PolyLimit {
 public:
  explicit PolyLimit(std::size_t most) : before_(poly_most) { poly_most = most; }
  ~PolyLimit() { poly_most = before_; }
  PolyLimit(const PolyLimit&) = delete;
  PolyLimit& operator=(const PolyLimit&) = delete;

 private:
  std::size_t before_;
};

struct Poly {
  std::size_t first = 0;            // power of the first coefficient
  std::vector<double> coefficient;  // empty = zero

  Poly() = default;
  explicit Poly(double mass, std::size_t power = 0) : first(power) {
    if (mass != 0 && power <= poly_most) coefficient.push_back(mass);
  }
  [[nodiscard]] std::size_t end() const { return first + coefficient.size(); }
  [[nodiscard]] double sum() const {
    double out = 0;
    for (const double x : coefficient) out += x;
    return out;
  }

  Poly& operator+=(const Poly& b) {
    if (b.coefficient.empty()) return *this;
    if (coefficient.empty()) return *this = b;
    const std::size_t low = std::min(first, b.first);
    const std::size_t high = std::max(end(), b.end());
    coefficient.insert(coefficient.begin(), first - low, 0.0);
    first = low;
    coefficient.resize(high - low, 0.0);
    for (std::size_t i = 0; i < b.coefficient.size(); ++i) coefficient[b.first - low + i] += b.coefficient[i];
    return *this;
  }
  friend Poly operator+(Poly a, const Poly& b) { return a += b; }
  // Only where b is part of a: what is left of it.
  friend Poly operator-(Poly a, Poly b) {
    for (double& x : b.coefficient) x = -x;
    return a += b;
  }
  friend Poly operator*(const Poly& a, const Poly& b) {
    Poly out;
    if (a.coefficient.empty() || b.coefficient.empty() || a.first + b.first > poly_most) return out;
    out.first = a.first + b.first;
    const std::size_t all = a.coefficient.size() + b.coefficient.size() - 1;
    const std::size_t room = poly_most - out.first;
    const std::size_t size = all <= room ? all : room + 1;
    out.coefficient.assign(size, 0.0);
    for (std::size_t i = 0; i < a.coefficient.size() && i < size; ++i) {
      const std::size_t last = std::min(b.coefficient.size(), size - i);
      for (std::size_t j = 0; j < last; ++j) out.coefficient[i + j] += a.coefficient[i] * b.coefficient[j];
    }
    return out;
  }
};

inline double value_of(const Poly& x) { return x.sum(); }

}  // namespace nines::simulate
