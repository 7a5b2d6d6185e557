// A value with its derivative along one direction (forward differentiation). The number type with
// which the kernels of kernel.h carry one parameter's influence through a retry or a repetition.
// Used by core/simulate only.
#pragma once

namespace nines::simulate {

struct Dual {
  double value = 0;
  double slope = 0;

  Dual() = default;
  explicit Dual(double constant) : value(constant) {}
  Dual(double at, double along) : value(at), slope(along) {}

  Dual& operator+=(Dual b) {
    value += b.value;
    slope += b.slope;
    return *this;
  }
  friend Dual operator+(Dual a, Dual b) { return a += b; }
  friend Dual operator-(Dual a, Dual b) { return {a.value - b.value, a.slope - b.slope}; }
  friend Dual operator*(Dual a, Dual b) { return {a.value * b.value, a.slope * b.value + a.value * b.slope}; }
  friend Dual operator/(Dual a, Dual b) {
    const double ratio = a.value / b.value;
    return {ratio, (a.slope - ratio * b.slope) / b.value};
  }
};

inline double value_of(double x) { return x; }
inline double value_of(const Dual& x) { return x.value; }

}  // namespace nines::simulate
