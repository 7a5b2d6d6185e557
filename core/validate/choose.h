// Which candidate is the value: the contract decides. Used by diagnose. When two different ones
// meet the contract none is taken: that would be a guess.
#pragma once

#include <optional>

#include "validate/repair.h"

namespace nines::validate {

struct Choice {
  CandidateList candidates;
  std::vector<std::size_t> holding;  // indices of those that meet the contract as they stand
  bool ambiguous = false;            // they say different things, or not all could be looked at
  std::optional<std::size_t> taken;
};

// In: a text whose whole does not read. Looks inside fences first, then everywhere.
Choice choose_candidate(const CompiledContract::Impl& contract, const Layout& layout);

// W8, one finding per candidate, in document order. Nothing when there is only one.
FindingList several_candidates(std::string_view text, const Choice& choice);

}  // namespace nines::validate
