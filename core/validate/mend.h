// From a text that does not read as JSON to one that does: the tolerant reader's edits, its other readings tried
// against the contract. Used by repair. Never applies anything and never chooses between two readings that both hold.
#pragma once

#include <string_view>

#include "validate/check.h"

namespace nines::validate {

struct Mended {
  FindingList findings;  // places of the text handed in; their edits are those of the reading that was chosen
  std::vector<Edit> edits;
  RepairLevel level = RepairLevel::none;
  bool reads = false;  // with the edits it is JSON
  bool cut = false;
  bool ambiguous = false;  // two readings hold and say different things; the finding in question has both
};

// `ended`: something behind the text shows that the writer had finished. Linear, times the number of other readings.
Mended mend(const CompiledContract::Impl& contract, std::string_view text, bool ended);

}  // namespace nines::validate
