// From a text that does not read as JSON to one that does: the tolerant reader's edits, its other readings tried
// against the contract. Used by repair. Never applies anything and never chooses between two readings that both hold.
#pragma once

#include <string_view>

#include "validate/check.h"
#include "validate/tolerant/reading.h"

namespace nines::validate {

struct Mended {
  FindingList findings;  // places of the text handed in; their edits are those of the reading that was chosen
  std::vector<Edit> edits;
  RepairLevel level = RepairLevel::none;
  bool whole = false;  // the edits are to be tried: they leave no defect
  bool cut = false;
  bool ambiguous = false;  // two readings hold and say different things; the finding in question has both
};

// In: a text and its reading. Linear, times the number of other readings.
Mended mend(const CompiledContract::Impl& contract, std::string_view text, const Reading& reading);

}  // namespace nines::validate
