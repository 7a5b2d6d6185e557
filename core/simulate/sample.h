// The sampled engine over a compiled program: one loop a run, one Philox row a trial, integers
// only. Called by simulate.cpp (whole answers) and sample_slice (slices). It shares classes and
// coins with nothing but the plan.
#pragma once

#include <cstdint>

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/program.h"

namespace nines::simulate {

// Trials [first, first + trials). Stops early when cancelled; then the tally is not used. Cost:
// O(trials · operations).
SampleTally run_trials(const Program& program, std::uint64_t seed, std::uint64_t first, std::uint64_t trials,
                       const RunContext& run);

// Whether the plan can be sampled and the sums of squares stay inside 64 bits.
Result<Program> sampled_program(const Plan& plan, std::uint64_t trials);

}  // namespace nines::simulate
