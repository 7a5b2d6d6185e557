// Answers by the sampled engine alone, where the exact engine cannot give one. Used by simulate.cpp and parts.cpp.
#pragma once

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/plan.h"

namespace nines::simulate {

// In: a tally of at least one trial of this plan, and why the exact engine refused. Out: ends with Wilson intervals and
// mean costs, as shares and means of those runs; issue `sampled_only`.
SimulateReport sampled_answer(const Plan& plan, const SampleTally& tally, const Error& why, const RunContext& run);

// Puts a larger tally of the same sample in the place of the one that a sampled answer rests on.
void rest_on(SimulateReport& report, const Plan& plan, const SampleTally& tally, const RunContext& run);

}  // namespace nines::simulate
