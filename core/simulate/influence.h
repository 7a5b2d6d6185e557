// What moves the answer: one row for each number that was written or assumed. Called by
// simulate.cpp.
#pragma once

#include <vector>

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/plan.h"

namespace nines::simulate {

// In: a plan whose laws are filled. Appends an issue when whole numbers are left out because each
// would cost a run of its own. Early and meaningless when cancelled.
std::vector<Influence> influence_rows(const Plan& plan, Issues& issues, const RunContext& run);

}  // namespace nines::simulate
