// Does one text, as it stands, meet the contract? One check per contract kind behind one function,
// so that diagnosis and repair need not know the kinds. Never looks for a value inside other text
// and never repairs; it only proposes edits of level B.
#pragma once

#include <cmath>
#include <optional>

#include "validate/compiled.h"
#include "validate/fast/fused.h"
#include "validate/finding.h"

namespace nines::validate {

struct Check {
  bool reads = false;  // it is the kind of text the contract speaks about: no wrapper to look for
  bool holds = false;
  bool undecided = false;         // neither holds nor fails: `misses` says what could not be decided
  bool but_for_notation = false;  // it would hold, were it only written otherwise: 1,234 for 1234
  FindingList misses;             // why it does not hold, root cause first
  FindingList notes;              // remarks that change no verdict
  // What the edits of `misses` do together: a repair of this level, and only a proposal at c. Unset:
  // a repair of level B where each miss has edits.
  std::optional<RepairLevel> proposal;
};

// Spans and edits are places in `text`. Linear in the text. By the table of contracts/kinds.h.
Check check_value(const CompiledContract::Impl& contract, std::string_view text);

// Its `holds` alone: of most texts that hold the fused validator says so, and no reason is sought for the others.
bool meets(const CompiledContract::Impl& contract, std::string_view text);
// For the search for a repair, which has its own reasons for what does not read: `misses` is left empty for a text that
// is no JSON although its contract wants one, unless they are a proposal. `found` is what the fused validator made of
// it.
Check check_to_repair(const CompiledContract::Impl& contract, std::string_view text,
                      FusedVerdict found = FusedVerdict::unsure);
// The verdict of the fused validator on all of the text; unsure where it has no plan for the contract.
FusedVerdict fused_verdict(const CompiledContract::Impl& contract, std::string_view text);

Check check_json(const CompiledContract::Impl& contract, std::string_view text);
bool same_json(const CompiledContract::Impl& contract, std::string_view a, std::string_view b);
// S8, one note for each key that stood earlier in its object.
void add_duplicate_keys(const base::JsonTree& tree, FindingList& notes);

// Whether two texts that hold say the same, so that taking either is no guess.
bool same_value(const CompiledContract::Impl& contract, std::string_view a, std::string_view b);

// X8, for a text without anything in it.
Finding blank_finding(std::string_view text);

}  // namespace nines::validate
