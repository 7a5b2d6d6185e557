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
      if (a.coefficient[i] == 0) continue;
      const std::size_t last = std::min(b.coefficient.size(), size - i);
      for (std::size_t j = 0; j < last; ++j) out.coefficient[i + j] += a.coefficient[i] * b.coefficient[j];
    }
    return out;
  }
};

inline double value_of(const Poly& x) { return x.sum(); }

// Whether `whole` / `part` can be told without loss: its leading coefficient outweighs the others, so that errors do
// not grow along the division. Out: the quotient, up to the powers kept of `whole`.
inline bool divides(const Poly& part, const Poly& whole, Poly& quotient) {
  std::size_t skip = 0;
  while (skip < part.coefficient.size() && part.coefficient[skip] == 0) ++skip;
  if (skip == part.coefficient.size()) return false;
  const std::size_t low = part.first + skip;
  double others = 0;
  for (std::size_t j = skip + 1; j < part.coefficient.size(); ++j) others += part.coefficient[j];
  if (others > part.coefficient[skip] || whole.first < low) return false;
  quotient = Poly();
  quotient.first = whole.first - low;
  quotient.coefficient = whole.coefficient;
  for (std::size_t i = 0; i < quotient.coefficient.size(); ++i) {
    double& x = quotient.coefficient[i];
    for (std::size_t j = 1; j <= i && skip + j < part.coefficient.size(); ++j)
      x -= part.coefficient[skip + j] * quotient.coefficient[i - j];
    x /= part.coefficient[skip];
  }
  return true;
}

}  // namespace nines::simulate
