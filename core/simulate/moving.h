// A kernel together with how it moves: its tangents with each parameter below it and with the
// thetas in force. Used by gradient.cpp only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "nines/values.h"
#include "simulate/kernel.h"

namespace nines::simulate {

using Slope = Kernel<double>;

struct Tangent {
  std::size_t node;
  Param param;
  Slope slope;
};

// A kernel and how it moves: with each parameter below, and with the thetas in force.
struct Moving {
  Kernel<double> value{};
  std::vector<Tangent> tangents;
  Slope with_visit{};
  Slope with_item{};
};

inline Kernel<Dual> zip(const Kernel<double>& value, const Slope& slope) {
  Kernel<Dual> out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    for (std::size_t i = 0; i < kColumns; ++i) out[s][i] = {value[s][i], slope[s][i]};
  }
  return out;
}

inline Slope slope_of(const Kernel<Dual>& from) {
  Slope out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    for (std::size_t i = 0; i < kColumns; ++i) out[s][i] = from[s][i].slope;
  }
  return out;
}

// Changes of masses sum to 0: the largest mass takes what rounding left (differences of classes
// that lie close).
inline Slope balanced(const Kernel<double>& value, const Slope& slope) {
  Kernel<Dual> both = zip(value, slope);
  restore_sum(both);
  return slope_of(both);
}

inline bool is_zero(const Slope& slope) {
  return std::all_of(slope.begin(), slope.end(), [](const Row<double>& row) {
    return std::all_of(row.begin(), row.end(), [](double x) { return x == 0; });
  });
}

// Every part of `from` moved by `map`, which takes a kernel of Dual numbers to a kernel of Dual
// numbers.
template <class Map>
Moving transform(const Moving& from, const Map& map) {
  Moving out;
  const auto carried = [&](const Slope& slope) {
    return is_zero(slope) ? Slope{} : slope_of(map(zip(from.value, slope)));
  };
  for (const Tangent& one : from.tangents) out.tangents.push_back({one.node, one.param, carried(one.slope)});
  out.with_visit = carried(from.with_visit);
  out.with_item = carried(from.with_item);
  return out;
}

inline void add(Moving& sum, double weight, const Moving& part) {
  add_weighted(sum.value, weight, part.value);
  add_weighted(sum.with_visit, weight, part.with_visit);
  add_weighted(sum.with_item, weight, part.with_item);
  if (sum.tangents.empty()) {
    for (const Tangent& one : part.tangents) sum.tangents.push_back({one.node, one.param, Slope{}});
  }
  for (std::size_t i = 0; i < part.tangents.size() && i < sum.tangents.size(); ++i) {
    add_weighted(sum.tangents[i].slope, weight, part.tangents[i].slope);
  }
}

}  // namespace nines::simulate
