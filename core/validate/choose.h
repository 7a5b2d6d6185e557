// Which candidate is the value: the contract decides. Used by diagnose. When two different ones meet the contract, or
// would but for their case, notation or a broken sign, none is taken: that would be a guess. So it is beside one that
// was cut, for nobody knows what it would have said.
#pragma once

#include <optional>

#include "validate/repair.h"

namespace nines::validate {

struct Choice {
  CandidateList candidates;
  std::vector<std::size_t> holding;  // indices of those that meet the contract as they stand
  std::vector<std::size_t> rivals;   // those that do not, but may be what was meant
  bool ambiguous = false;            // they say different things, or not all could be looked at
  std::optional<std::size_t> taken;
};

// In: a text whose whole does not read. Looks inside fences first, then everywhere. A fence with the value decides over
// prose, but for JSON: a whole value of JSON is an answer wherever it stands.
Choice choose_candidate(const CompiledContract::Impl& contract, const Layout& layout);

// W8, one finding per candidate, in document order. Nothing when there is only one.
FindingList several_candidates(std::string_view text, const Choice& choice);

}  // namespace nines::validate
