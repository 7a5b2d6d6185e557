// One answer per rater and item, held against the truth, with equal items folded into one pattern. What measure_voters
// and measure_coverage count over.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nines/ratings.h"

namespace nines::disagree {

inline constexpr std::int32_t kRight = -1;
inline constexpr std::int32_t kMissing = -2;  // other cells hold the wrong value

struct OutcomeTable {
  std::size_t raters = 0;
  std::vector<std::int32_t> cells;             // patterns x raters
  std::vector<std::int64_t> multiplicity;      // items of each pattern
  std::vector<std::uint32_t> pattern_of_item;  // kNoPattern where the truth is unknown
  std::int64_t items = 0;                      // with a truth
  std::int64_t dropped_items = 0;              // without
  std::int64_t tied_repeats = 0;               // (item, rater) whose repeats tie

  static constexpr std::uint32_t kNoPattern = 0xFFFF'FFFF;
  [[nodiscard]] std::span<const std::int32_t> row(std::size_t pattern) const {
    return std::span(cells).subspan(pattern * raters, raters);
  }
};

// Patterns stand in an order that depends only on what they are. `truth` has one value index per item, or kNoGold or
// kOtherGold.
OutcomeTable make_outcome_table(const Ratings& ratings, std::span<const std::uint32_t> truth);

}  // namespace nines::disagree
