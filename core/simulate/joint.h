// The sweep over a list whose rows take artifacts by name: joint masses of the artifacts still needed, so that one used
// twice is wrong once. Templates over the number types of kernel.h, and over lanes of four classes. Used by
// evaluate_graph.h, graph_run.cpp and top_graph.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "nines/run_context.h"
#include "simulate/graph.h"
#include "simulate/kernel.h"

namespace nines::simulate {

// Mass by context, then by code (graph.h). A context that nobody is in has no masses at all.
template <class T>
struct Joint {
  std::array<std::vector<T>, 2> mass;
};

// Mass by the state that the inputs of a row join to.
template <class T>
using Arrived = std::array<T, kStates>;

template <class T>
Joint<T> joint_at_entry(std::size_t start) {
  Joint<T> out;
  out.mass[start / kTaint].resize(3);
  out.mass[start / kTaint][start % kTaint] = T(1);
  return out;
}

// f(code, state that its inputs join to, its part of the code after), for all codes before a row.
template <class F>
void for_each_code(const SweepRow& row, const F& f) {
  std::size_t code = 0;
  for (std::size_t high = 0; high < row.high_place.size(); ++high) {
    for (std::size_t low = 0; low < row.low_place.size(); ++low, ++code)
      f(code, std::max(row.low_joined[low], row.high_joined[high]),
        std::size_t{row.low_place[low]} + row.high_place[high]);
  }
}

// First by what the other slots join to, so that sums which go on do not wait for each other.
template <class T>
Arrived<T> arrived_at(const SweepRow& row, const Joint<T>& before) {
  Arrived<T> out{};
  const std::size_t lows = row.low_place.size();
  for (std::size_t taint = 0; taint < 2; ++taint) {
    if (before.mass[taint].empty()) continue;
    std::vector<T> sums(kTaint * lows);
    const T* mass = before.mass[taint].data();
    for (std::size_t high = 0; high < row.high_place.size(); ++high, mass += lows) {
      T* const sum = &sums[row.high_joined[high] * lows];
      for (std::size_t low = 0; low < lows; ++low) sum[low] += mass[low];
    }
    for (std::size_t joined = 0; joined < kTaint; ++joined) {
      for (std::size_t low = 0; low < lows; ++low)
        out[taint * kTaint + std::max(joined, std::size_t{row.low_joined[low]})] += sums[joined * lows + low];
    }
  }
  return out;
}

// `kernel[in][out]` over the states. Cost: O(3^live).
template <class T, class K>
Joint<T> joint_after(const SweepRow& row, const Joint<T>& before, const K& kernel) {
  Joint<T> out;
  for (std::size_t from = 0; from < 2; ++from) {
    const std::vector<T>& mass = before.mass[from];
    for (std::size_t to = 0; to < 2 && !mass.empty(); ++to) {
      std::array<std::array<T, kTaint>, kTaint> part;
      bool leads = false;
      for (std::size_t in = 0; in < kTaint; ++in) {
        for (std::size_t s = 0; s < kTaint; ++s) {
          part[in][s] = kernel[in + from * kTaint][s + to * kTaint];
          leads = leads || !is_zero(part[in][s]);
        }
      }
      if (!leads) continue;
      std::vector<T>& next = out.mass[to];
      next.resize(row.codes_after);
      for_each_code(row, [&](std::size_t code, std::size_t in, std::size_t place) {
        if (is_zero(mass[code])) return;
        for (std::size_t s = 0; s < kTaint; ++s) next[place + s * row.made_place] += mass[code] * part[in][s];
      });
    }
  }
  return out;
}

// The result: after the last row nothing else is alive.
template <class T>
void add_result(Row<T>& out, const Joint<T>& last) {
  for (std::size_t taint = 0; taint < 2; ++taint) {
    for (std::size_t s = 0; s < last.mass[taint].size(); ++s) out[taint * kTaint + s] += last.mass[taint][s];
  }
}

// What leaves the run at a row, and what is spent there.
template <class T>
void add_left(Row<T>& out, const Arrived<T>& arrived, const Kernel<T>& kernel) {
  for (std::size_t in = 0; in < kStates; ++in) {
    if (is_zero(arrived[in])) continue;
    for (std::size_t c = kStates; c < kColumns; ++c) out[c] += arrived[in] * kernel[in][c];
  }
}

// From one start over rows whose kernels are known: `kernels.at(r)` is that of the row at place r.
template <class T, class K>
Row<T> graph_row(const std::vector<SweepRow>& sweep, K& kernels, std::size_t start, const RunContext& run) {
  Row<T> out{};
  Joint<T> joint = joint_at_entry<T>(start);
  for (std::size_t r = 0; r < sweep.size() && !run.cancelled(); ++r) {
    const Kernel<T>& kernel = kernels.at(r);
    add_left(out, arrived_at(sweep[r], joint), kernel);
    joint = joint_after(sweep[r], joint, kernel);
  }
  add_result(out, joint);
  return out;
}

}  // namespace nines::simulate
