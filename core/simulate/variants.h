// The same pipeline under other assumptions: independent, one cause a run, unchecked, other values
// of an assumed rho. Called by simulate.cpp.
#pragma once

#include <vector>

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/plan.h"

namespace nines::simulate {

// Only those that differ from the pipeline and are legal. `with_survival` adds their curves.
std::vector<Variant> variant_rows(const Plan& plan, bool with_survival, const RunContext& run);

}  // namespace nines::simulate
