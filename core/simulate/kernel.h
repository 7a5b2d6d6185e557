// The algebra of the exact engine. A kernel says, for each state an artifact and its context may be in, with which
// probability a step leaves them in which state or ends the run, and at what expected cost. Series composition, retry
// and repetition are sums and products of non-negative numbers, so a failure of 1e-12 keeps its digits as well as a
// success near 1. Templates over the number type: double, Dual (one derivative along) and Poly (distribution of a
// cost). Used by core/simulate only. It never looks at a pipeline.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "simulate/dual.h"
#include "simulate/poly.h"

namespace nines::simulate {

// States of an artifact within one visit (one pass of a body), in a clean and in a tainted context; then the ways to
// leave the visit; then costs. Costs add up along a path exactly as masses that leave do, so they are columns too.
enum Column : std::size_t {
  kRight,      // C
  kInherited,  // I: wrong, and was so when this visit began
  kOwn,        // O: wrong by work of this visit
  kRightTainted,
  kInheritedTainted,
  kOwnTainted,
  kFlaggedRight,  // somebody objected: the attempt is abandoned, or the run rejected
  kFlaggedInherited,
  kFlaggedOwn,
  kAbstained,
  kCrash,
  kExhausted,
  kEscalated,
  kCalls,   // expected work executions
  kChecks,  // expected validations
  kReviews,
  kCost,  // USD
  kColumns
};
inline constexpr std::size_t kTaint = 3;  // from a clean state to the tainted one
inline constexpr std::size_t kStates = 6;
inline constexpr std::size_t kMasses = 13;

template <class T>
using Row = std::array<T, kColumns>;
template <class T>
using Kernel = std::array<Row<T>, kStates>;

inline bool is_zero(double x) { return x == 0; }
inline bool is_zero(const Dual& x) { return x.value == 0 && x.slope == 0; }
inline bool is_zero(const Poly& x) { return x.coefficient.empty(); }

// Masses of one row sum to 1. When one of them exceeds 1/2 it is set to 1 minus the others: then it does not lose
// digits over a billion compositions, while the small ones, sums of positive terms, keep theirs (as in Grassmann,
// Taksar & Heyman 1985). A distribution (Poly) has no such mass.
template <class T>
void restore_sum(Row<T>& row) {
  std::size_t largest = 0;
  for (std::size_t i = 1; i < kMasses; ++i) {
    if (value_of(row[i]) > value_of(row[largest])) largest = i;
  }
  if (!(value_of(row[largest]) > 0.5)) return;
  T others{};
  for (std::size_t i = 0; i < kMasses; ++i) {
    if (i != largest) others += row[i];
  }
  row[largest] = T(1) - others;
}
inline void restore_sum(Row<Poly>&) {}
template <class T>
void restore_sum(Kernel<T>& kernel) {
  for (Row<T>& row : kernel) restore_sum(row);
}

template <class T>
Kernel<T> identity_kernel() {
  Kernel<T> out{};
  for (std::size_t s = 0; s < kStates; ++s) out[s][s] = T(1);
  return out;
}

template <class T>
void add_product(Row<T>& sum, const T& factor, const Row<T>& row) {
  if (is_zero(factor)) return;
  for (std::size_t i = 0; i < kColumns; ++i) sum[i] += factor * row[i];
}

// What the live part of `a` leads to under `b`; the part of `a` that has left is not carried over.
template <class T>
Row<T> lead(const Row<T>& a, const Kernel<T>& b) {
  Row<T> out{};
  for (std::size_t t = 0; t < kStates; ++t) add_product(out, a[t], b[t]);
  return out;
}

// `a`, then `b`. Linear in a; affine in b with linear part lead().
template <class T>
Row<T> follow(const Row<T>& a, const Kernel<T>& b) {
  Row<T> out = lead(a, b);
  for (std::size_t i = kStates; i < kColumns; ++i) out[i] += a[i];
  return out;
}
template <class T>
Kernel<T> compose(const Kernel<T>& a, const Kernel<T>& b) {
  Kernel<T> out;
  for (std::size_t s = 0; s < kStates; ++s) out[s] = follow(a[s], b);
  restore_sum(out);
  return out;
}

template <class T>
void add_weighted(Row<T>& sum, const T& weight, const Row<T>& row) {
  for (std::size_t i = 0; i < kColumns; ++i) sum[i] += weight * row[i];
}
template <class T>
void add_weighted(Kernel<T>& sum, const T& weight, const Kernel<T>& kernel) {
  for (std::size_t s = 0; s < kStates; ++s) add_weighted(sum[s], weight, kernel[s]);
}

// A whole visit seen as one step of the visit around it: what enters wrong is inherited inside; what leaves still
// wrong by inheritance leaves the outer state as it was, what leaves wrong by inner work is own work outside too.
// Linear.
template <class T>
Kernel<T> leave_visit(const Kernel<T>& inner) {
  Kernel<T> out = inner;
  for (const std::size_t taint : {std::size_t{0}, kTaint}) {
    Row<T>& own = out[kOwn + taint] = inner[kInherited + taint];
    for (const auto& [from, to] : {std::pair{kInherited, kOwn}, std::pair{kInheritedTainted, kOwnTainted},
                                   std::pair{kFlaggedInherited, kFlaggedOwn}}) {
      own[to] += own[from];
      own[from] = T{};
    }
  }
  return out;
}

// `sum` = 1 + f + … + f^(n-1) and `power` = f^n, by doubling: O(log n), and no 1 - f anywhere, so f -> 1 is safe.
template <class T>
struct Geometric {
  T sum;
  T power;
};
template <class T>
Geometric<T> geometric(const T& f, std::int64_t n) {
  Geometric<T> out{T{}, T(1)};
  if (n <= 0) return out;
  int bit = 63;
  while (bit > 0 && ((n >> bit) & 1) == 0) --bit;
  for (; bit >= 0; --bit) {
    out.sum += out.power * out.sum;
    out.power = out.power * out.power;
    if (((n >> bit) & 1) != 0) {
      out.sum = out.sum * f + T(1);
      out.power = out.power * f;
    }
  }
  return out;
}
template <class T>
T power_of(const T& x, std::int64_t n) {
  return geometric(x, n).power;
}

// `step` n times. Cost: O(log n).
template <class T>
Kernel<T> power_kernel(const Kernel<T>& step, std::int64_t n) {
  Kernel<T> out = identity_kernel<T>();
  Kernel<T> square = step;
  for (std::int64_t rest = n; rest > 0; rest >>= 1) {
    if ((rest & 1) != 0) out = compose(out, square);
    if (rest > 1) square = compose(square, square);
  }
  return out;
}

}  // namespace nines::simulate
