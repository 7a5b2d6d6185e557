// Items by how many of their trials were right: the sufficient statistics of pass@k, pass^k, flip
// rate and fit. Called by disagree and simulate (fit).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nines/simulate.h"

namespace nines::base {

// Bootstrap stream of everything that rests on outcomes, so that disagree and fit give pass^1 the
// same interval.
inline constexpr std::uint32_t kOutcomeStream = 1;

// Each distinct (n, c) once, ascending, with the number of items that have it. Items without trials
// are left out.
struct OutcomeTypes {
  std::vector<ItemCount> types;
  std::vector<std::int64_t> multiplicity;
  std::int64_t items = 0;
  std::int64_t max_n = 0;

  [[nodiscard]] std::int64_t items_with(std::int64_t trials) const;  // items with at least so many trials
};
OutcomeTypes outcome_types(std::span<const ItemCount> items);

}  // namespace nines::base
