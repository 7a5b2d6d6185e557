// Measures of right and wrong over repeated trials: pass@k, pass^k in three conventions, flip rate,
// outcome consistency.
#pragma once

#include <span>

#include "base/bootstrap.h"
#include "nines/disagree.h"

namespace nines::disagree {

// Fills the outcome fields of the report from counts per item. False when cancelled.
bool add_outcome_measures(std::span<const ItemCount> counts, const base::BootstrapPlan& plan, const RunContext& run,
                          DisagreeReport& report);

}  // namespace nines::disagree
