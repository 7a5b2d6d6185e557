// The sampled engine: which plans it takes, and slices of trials as tallies. Called by simulate.cpp (whole answers) and
// by sample_slice and replay_trial here. It shares rates and classes with the exact engine, nothing of its algebra.
#pragma once

#include <cstdint>

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/sliced/program.h"

namespace nines::simulate {

// A plan after prepare(), made ready for `trials` trials; the plan must outlive it. Fails: limit_exceeded where a run
// walks more than kMaxSampledVisits rows, as far as can be told: by the longest way through where that is short enough,
// else by playing one block of trials. Cost: at most a block.
Result<SlicedProgram> sampled_program(const Plan& plan, std::uint64_t trials, const RunContext& run);

// What the leaves counted in a tally cost together.
double executions_cost_usd(const Plan& plan, const SampleTally& tally);

class LaneWatcher;

// Trials [first, first + trials); `watcher` is told of the first of them. Fails: cancelled, limit_exceeded.
Result<SampleTally> run_trials(const SlicedProgram& program, std::uint64_t seed, std::uint64_t first,
                               std::uint64_t trials, const RunContext& run, LaneWatcher* watcher = nullptr);

}  // namespace nines::simulate
