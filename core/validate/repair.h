// Tries to make one candidate meet the contract: the wrapper removed, then bytes and commas (A),
// then what the contract itself proposes (B), each step checked again by strict reading. Used by
// diagnose. Never applies a proposal of level C and never guesses between two repairs.
#pragma once

#include "validate/candidates.h"
#include "validate/edited_text.h"

namespace nines::validate {

struct Attempt {
  EditedText text;                        // the value alone, as far as it could be repaired
  bool holds = false;                     // text meets the contract
  bool reads = false;                     // text is at least the kind of text the contract speaks about
  RepairLevel level = RepairLevel::none;  // the highest that was used, beyond the wrapper
  FindingList defects;                    // repaired or not, places of the original; root cause first
  FindingList wrapper;                    // W findings
  FindingList notes;
  bool undecided = false;  // it cannot be decided whether text meets the contract
};

// In: a text (perhaps without its byte order mark already), the layout of its current bytes, a
// candidate in it. Linear.
Attempt attempt_repair(const CompiledContract::Impl& contract, const EditedText& text, const Layout& layout,
                       const Candidate& candidate);

}  // namespace nines::validate
