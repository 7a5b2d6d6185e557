// Distances between categories, 0 to 1, and the three sums that every coefficient takes of them. Closed forms keep the
// common scales linear in the number of categories; the others hold a matrix. Used by agree/ only.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "nines/agreement.h"

namespace nines::disagree {

using ValueCounts = std::vector<std::pair<std::uint32_t, std::int64_t>>;  // (value, count), values ascending

// Places of the categories: their numbers, else 1..q.
std::vector<double> places_of(const Ratings& ratings);

// Places scaled to [0, 1] (all 0 where they are all equal), without overflow for numbers of any size.
std::vector<double> unit_places(std::span<const double> places);

class Distance {
 public:
  // In: ascending places. Scale::rank starts with all places equal; see with_places.
  Distance(Scale scale, std::span<const double> places);

  // Sum over ordered pairs of an item's ratings. Cost: O(distinct values), squared for dense scales.
  [[nodiscard]] double pair_sum(const ValueCounts& counts) const;
  // out[k] = sum over l of distance(k, l) p[l]. Cost: O(values), dense scales squared.
  void marginal(std::span<const double> p, std::span<double> out) const;
  // Sum over all ordered pairs of categories.
  [[nodiscard]] double total() const { return total_; }
  [[nodiscard]] double between(std::uint32_t a, std::uint32_t b) const;

 private:
  [[nodiscard]] bool is_dense() const { return !matrix_.empty(); }
  [[nodiscard]] double place(std::size_t v) const { return scale_ == Scale::ordinal ? static_cast<double>(v) : x_[v]; }
  [[nodiscard]] double dense_pair_sum(const ValueCounts& counts) const;
  void fill_matrix(std::span<const double> places);

  Scale scale_;
  std::vector<double> x_;  // places scaled to [0, 1]
  double ordinal_scale_ = 0;
  std::vector<double> matrix_;
  double total_ = 0;
};

// True for scales that need an order of the categories beyond equal and different.
bool needs_matrix(Scale scale);

}  // namespace nines::disagree
