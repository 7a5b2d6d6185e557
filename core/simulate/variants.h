// The same pipeline under other assumptions: independent, one cause a run, unchecked, other values
// of an assumed rho. Called by simulate.cpp.
#pragma once

#include <optional>
#include <vector>

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/plan.h"

namespace nines::simulate {

// Only those that differ from the pipeline and are legal. `with_survival` adds their curves.
std::vector<Variant> variant_rows(const Plan& plan, bool with_survival, const RunContext& run);

// Where a rho is assumed: the ends over rho = 0, the middle half of what public benchmarks show, and one cause a run,
// within the limits of the pipeline. In: the ends at the assumed rho. Out: nothing where none is assumed, or where a
// limit is beyond the exact engine. Cost: four runs of the exact engine.
std::optional<AssumedBand> assumed_band(const Plan& plan, const Ends& now, const RunContext& run);

}  // namespace nines::simulate
