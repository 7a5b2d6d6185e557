// Bodies played side by side from the same start (LANGUAGE.md: parallel, map) and the way a block's result takes its
// place among the states. Templates over the number types of kernel.h.
#pragma once

#include <algorithm>
#include <vector>

#include "simulate/crowd.h"
#include "simulate/kernel.h"
#include "simulate/step_kernels.h"

namespace nines::simulate {

// What a block delivers to one start: right, wrong as it was, wrong by its own doing.
template <class T>
struct Delivered {
  T right{};
  T inherited{};
  T own{};
};

template <class T>
Delivered<T> delivered_by(const Row<T>& row) {
  return {row[kRight] + row[kRightTainted], row[kInherited] + row[kInheritedTainted], row[kOwn] + row[kOwnTainted]};
}

// The context leaves as it entered, tainted as well if the result is own.
template <class T>
void place(Row<T>& out, std::size_t start, const Delivered<T>& what, bool tainting) {
  const std::size_t base = start - start % kTaint;
  out[base + kRight] += what.right;
  out[base + kInherited] += what.inherited;
  out[tainting ? kOwnTainted : base + kOwn] += what.own;
}

template <class T>
void add_costs(Row<T>& out, const T& times, const Row<T>& row) {
  for (std::size_t i = kMasses; i < kColumns; ++i) out[i] += times * row[i];
}

template <class T>
T mass_of_row(const Row<T>& row) {
  T out{};
  for (std::size_t c = 0; c < kMasses; ++c) out += row[c];
  return out;
}

// Of bodies played in order, each once: their costs fall due after all that came before.
template <class T>
void add_costs_in_order(Row<T>& out, const std::vector<Kernel<T>>& bodies, std::size_t start) {
  T before(1);
  for (const Kernel<T>& one : bodies) {
    add_costs(out, before, one[start]);
    if constexpr (std::is_same_v<T, Poly>) before = before * mass_of_row(one[start]);
  }
}

// How often the last of n equal lanes' costs fall due, likewise.
template <class T>
T copies_in_order(const Row<T>& lane, std::int64_t n) {
  if constexpr (std::is_same_v<T, Poly>) {
    return geometric(mass_of_row(lane), n).sum;
  } else {
    return T(static_cast<double>(n));
  }
}

template <class T>
void add_ends(Row<T>& out, const T& mass, const Row<T>& row) {
  for (std::size_t i = kStates; i < kMasses; ++i) out[i] += mass * row[i];
}

template <class T>
void join_lanes(Row<T>& out, std::size_t start, Delivered<T> what, const Rate<T>& join, bool tainting) {
  what.own += what.right * join.q;
  what.right = what.right * join.p;
  place(out, start, what, tainting);
}

// Every lane must deliver, and all be right.
template <class T>
Row<T> all_lanes(const std::vector<Kernel<T>>& lanes, std::size_t start, const Rate<T>& join, bool tainting) {
  Row<T> out{};
  Delivered<T> sum{T(1), {}, {}};
  for (const Kernel<T>& lane : lanes) {
    const Delivered<T> one = delivered_by(lane[start]);
    if constexpr (std::is_same_v<T, Poly>) {  // lanes after the first that stopped are played as well
      for (std::size_t c = kStates; c < kMasses; ++c) out[c] = out[c] * mass_of_row(lane[start]);
    }
    add_ends(out, sum.right + sum.inherited + sum.own, lane[start]);
    sum.own = sum.own * (one.right + one.inherited + one.own) + (sum.right + sum.inherited) * one.own;
    sum.inherited = sum.inherited * (one.right + one.inherited) + sum.right * one.inherited;
    sum.right = sum.right * one.right;
  }
  join_lanes(out, start, sum, join, tainting);
  return out;
}

// At least `need` delivered and right. State: lanes right, lanes delivered (both up to need), whether any is own.
template <class T>
Row<T> some_lanes(const std::vector<Kernel<T>>& lanes, std::size_t start, std::size_t need, const Rate<T>& join,
                  bool tainting) {
  const std::size_t side = need + 1;
  const auto at = [side](std::size_t right, std::size_t there, std::size_t own) {
    return (right * side + there) * 2 + own;
  };
  std::vector<T> now(side * side * 2);
  now[at(0, 0, 0)] = T(1);
  for (const Kernel<T>& lane : lanes) {
    const Delivered<T> one = delivered_by(lane[start]);
    Row<T> ended{};
    add_ends(ended, T(1), lane[start]);
    T none{};
    for (std::size_t i = kStates; i < kMasses; ++i) none += ended[i];
    std::vector<T> next(now.size());
    for (std::size_t r = 0; r < side; ++r) {
      for (std::size_t d = r; d < side; ++d) {
        for (std::size_t o = 0; o < 2; ++o) {
          const T& mass = now[at(r, d, o)];
          if (is_zero(mass)) continue;
          const std::size_t more = std::min(d + 1, need);
          next[at(r, d, o)] += mass * none;
          next[at(std::min(r + 1, need), more, o)] += mass * one.right;
          next[at(r, more, o)] += mass * one.inherited;
          next[at(r, more, 1)] += mass * one.own;
        }
      }
    }
    now = std::move(next);
  }
  Row<T> out{};
  Delivered<T> sum;
  for (std::size_t r = 0; r < side; ++r) {
    for (std::size_t d = r; d < side; ++d) {
      for (std::size_t o = 0; o < 2; ++o) {
        const T& mass = now[at(r, d, o)];
        T& to = d < need ? out[kAbstained] : r == need ? sum.right : o == 1 ? sum.own : sum.inherited;
        to += mass;
      }
    }
  }
  join_lanes(out, start, sum, join, tainting);
  return out;
}

template <class T>
Kernel<T> parallel_kernel(const std::vector<Kernel<T>>& lanes, std::size_t need, bool all, const Rate<T>& join,
                          bool tainting) {
  if (lanes.empty()) return identity_kernel<T>();
  Kernel<T> out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    out[s] = all ? all_lanes(lanes, s, join, tainting) : some_lanes(lanes, s, need, join, tainting);
    add_costs_in_order(out[s], lanes, s);
  }
  restore_sum(out);
  return out;
}

// n equal lanes, all of which must be right.
template <class T>
Row<T> all_copies(const Kernel<T>& lane, std::size_t start, std::int64_t n, bool tainting) {
  const Delivered<T> one = delivered_by(lane[start]);
  const T not_own = one.right + one.inherited;
  Row<T> out{};
  if constexpr (std::is_same_v<T, Poly>) {  // lanes after the first that stopped are played as well
    add_ends(out, power_difference(not_own + one.own, mass_of_row(lane[start]), T(1), n), lane[start]);
  } else {
    add_ends(out, geometric(not_own + one.own, n).sum, lane[start]);
  }
  Delivered<T> sum;
  sum.right = power_of(one.right, n);
  sum.inherited = power_difference(not_own, one.right, one.inherited, n);
  sum.own = power_difference(not_own + one.own, not_own, one.own, n);
  place(out, start, sum, tainting);
  return out;
}

// At least k of n equal lanes right; fewer than k delivered: abstained.
template <class T>
Row<T> some_copies(const Kernel<T>& lane, std::size_t start, std::int64_t n, std::int64_t k, bool tainting) {
  const Delivered<T> one = delivered_by(lane[start]);
  Row<T> ended{};
  add_ends(ended, T(1), lane[start]);
  T none{};
  for (std::size_t i = kStates; i < kMasses; ++i) none += ended[i];
  const T wrong = one.inherited + one.own;
  const T there = tail_at_least(k, n, one.right + wrong, none);
  Delivered<T> sum;
  sum.right = tail_at_least(k, n, one.right, wrong + none);
  Row<T> out{};
  out[kAbstained] = tail_at_least(n - k + 1, n, none, one.right + wrong);
  // Enough delivered, too few right; none of them own: the lanes that are not own stand alone.
  if (value_of(one.inherited) > 0) {
    if constexpr (std::is_same_v<T, Poly>) {
      sum.inherited =
          tail_at_least(k, n, one.right + one.inherited, none) - tail_at_least(k, n, one.right, one.inherited + none);
    } else {
      const T others = one.right + one.inherited + none;
      const T scale = power_of(others, n);
      const T right = one.right / others;
      const T silent = none / others;
      sum.inherited = scale * (tail_at_least(k, n, T(1) - silent, silent) - tail_at_least(k, n, right, T(1) - right));
    }
  }
  sum.own = there - sum.right - sum.inherited;
  place(out, start, sum, tainting);
  return out;
}

inline constexpr std::int64_t kAllCopies = -1;

// `k` copies must be right, or kAllCopies: all must, and each must deliver.
template <class T>
Kernel<T> map_kernel(const Kernel<T>& lane, std::int64_t n, std::int64_t k, bool tainting) {
  Kernel<T> out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    out[s] = k == kAllCopies ? all_copies(lane, s, n, tainting) : some_copies(lane, s, n, k, tainting);
    add_costs(out[s], copies_in_order(lane[s], n), lane[s]);
  }
  restore_sum(out);
  return out;
}

}  // namespace nines::simulate
