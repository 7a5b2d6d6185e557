// Measured rates of a contract as a step of a pipeline. Called by shells.
#pragma once

#include <string>

#include "nines/validate.h"
#include "nines/values.h"

namespace nines {

// A format_gate: of decided texts the share that breaks the contract, and of these the share that a repair makes
// usable; as counts. `file` is where the texts came from, for its source. Needs a decided text.
Step format_gate_of(const ValidateReport& report, const std::string& file);

}  // namespace nines
