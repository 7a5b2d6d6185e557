// Tries to make one candidate meet the contract: the wrapper removed, the text mended as the tolerant reader proposes,
// then what the contract itself proposes, each step checked again by strict reading. Used by diagnose. A repair of
// level C never counts as holding, and two that say different things are both told and none is taken.
#pragma once

#include "validate/candidates.h"
#include "validate/edited_text.h"

namespace nines::validate {

struct Attempt {
  EditedText text;                        // the value alone, as far as it could be repaired
  bool holds = false;                     // text meets the contract
  bool reads = false;                     // text is at least the kind of text the contract speaks about
  RepairLevel level = RepairLevel::none;  // the highest that is needed, beyond the wrapper
  bool ambiguous = false;                 // two readings meet the contract and say different things
  FindingList defects;                    // repaired or not, places of the original; root cause first
  FindingList wrapper;                    // W findings
  FindingList notes;
  bool rewrapped = false;  // the container was changed (W10)
  bool undecided = false;  // it cannot be decided whether text meets the contract
};

// In: a text (perhaps without its byte order mark already), the layout of its current bytes, a
// candidate in it, and what check_to_repair says of those bytes when that is known. Linear.
Attempt attempt_repair(const CompiledContract::Impl& contract, const EditedText& text, const Layout& layout,
                       const Candidate& candidate, const Check* whole);

}  // namespace nines::validate
