// A generating function: coefficient i is a probability mass that has cost first + i calls. The
// number type with which the kernels of kernel.h keep the whole distribution of calls instead of
// its mean. Used by calls.cpp only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace nines::simulate {

struct Poly {
  std::size_t first = 0;            // power of the first coefficient
  std::vector<double> coefficient;  // empty = zero

  Poly() = default;
  explicit Poly(double mass, std::size_t power = 0) : first(power) {
    if (mass != 0) coefficient.push_back(mass);
  }
  [[nodiscard]] std::size_t end() const { return first + coefficient.size(); }

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
  friend Poly operator*(const Poly& a, const Poly& b) {
    Poly out;
    if (a.coefficient.empty() || b.coefficient.empty()) return out;
    out.first = a.first + b.first;
    out.coefficient.assign(a.coefficient.size() + b.coefficient.size() - 1, 0.0);
    for (std::size_t i = 0; i < a.coefficient.size(); ++i) {
      for (std::size_t j = 0; j < b.coefficient.size(); ++j) {
        out.coefficient[i + j] += a.coefficient[i] * b.coefficient[j];
      }
    }
    return out;
  }
};

}  // namespace nines::simulate
