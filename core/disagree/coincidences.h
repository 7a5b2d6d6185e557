// The coincidence sums of nominal data, in whole numbers: what Krippendorff's alpha needs of a
// coincidence matrix without ever making the matrix, so a million different answers cost no more
// than a million numbers. Used by agreement.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/bootstrap.h"
#include "disagree/trials.h"

namespace nines::disagree {

// How often each value stands in an item: (value, count), values ascending; at least two answers in
// all. Values that no other item has need no name: they only count through their squares, which
// keeps a million different answers cheap.
struct ItemPattern {
  std::vector<std::pair<std::uint32_t, std::int64_t>> shared;
  std::int64_t answers = 0;      // m, of shared and own values
  std::int64_t differing = 0;    // ordered pairs of answers that differ
  std::int64_t own_squares = 0;  // sum of count^2 over the item's own values
  std::int64_t own_largest = 0;  // largest count of them
};

// Each distinct pattern once, in order of the first item that has it: so the order of types, and
// with it every resample, does not depend on how values are named.
struct PatternTypes {
  std::vector<ItemPattern> types;
  std::vector<std::int64_t> multiplicity;
  std::int64_t pairable_items = 0;  // items with two or more values
  std::int64_t valued_items = 0;    // items with a value
  std::size_t value_count = 0;      // shared values are numbered below this
};
PatternTypes pattern_types(const TrialSet& trials);

// Order of the statistics that coincidence_statistics gives.
enum CoincidenceStatistic : std::size_t { kAlpha, kObserved, kExpected, kPrevalence, kCoincidenceStatistics };

// alpha = 1 - (n-1) sum_u d_u / (m_u - 1) / (n^2 - sum_c n_c^2), d_u = ordered pairs of item u that
// differ. `types` must outlive the result.
base::ItemStatistics coincidence_statistics(const PatternTypes& types);

}  // namespace nines::disagree
