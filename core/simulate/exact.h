// The exact engine's answers over a plan whose laws are filled: ends, survival, distribution of
// calls. Called by simulate.cpp, measured.cpp, variants.cpp and influence.cpp. Each returns early
// when cancelled; the caller asks.
#pragma once

#include <vector>

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/kernel.h"
#include "simulate/plan.h"

namespace nines::simulate {

// Masses and expected costs of one run. Cost: O(rows · classes · log(count)).
Row<double> exact_row(const Plan& plan, const RunContext& run);

inline double silent_of(const Row<double>& row) { return row[kInherited] + row[kOwn]; }
inline double detected_of(const Row<double>& row) { return row[kExhausted] + row[kFlagged] + row[kCrash]; }
inline Ends ends_of(const Row<double>& row) { return {row[kRight], silent_of(row), detected_of(row)}; }

// Units of survival: repetitions of a lone top-level repeat, else top-level rows.
struct SurvivalUnits {
  std::int64_t count = 0;
  const char* label = "step";
};
SurvivalUnits survival_units(const Plan& plan);

// State after each unit, first point after 0; evenly thinned to kMaxSurvivalPoints.
std::vector<SurvivalPoint> survival_points(const Plan& plan, const RunContext& run);

// Distribution of calls where it is short enough to keep (kMaxCallsBins); else empty, and `method`
// says so.
CallsDistribution calls_distribution(const Plan& plan, const RunContext& run);

}  // namespace nines::simulate
