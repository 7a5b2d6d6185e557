// Money and value around a run, from a finished report: values of the ends, volume, manual baseline, ratios. Called by
// simulate.cpp; runs the exact engine only for the spread of a batch latent.
#pragma once

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/plan.h"

namespace nines::simulate {

// Fills coverage, precision, the costs per OK, value, volume, baseline. In: a report with ends and means.
// Cost: one run of the exact engine for each class of a batch latent (at most kBatchClasses), else nothing.
void add_economics(SimulateReport& report, const Plan& plan, const RunContext& run);

// Share of runs that are never wrong and never objected to on the way to OK, so that ok minus it recovered. Absolute
// error 1e-15. Cost: one run.
double flawless_share(const Plan& plan, const RunContext& run);

// By top-level row; see FirstFailing. Cost: one run.
std::vector<FirstFailing> first_failing_rows(const Plan& plan, const RunContext& run);

// When the share of runs still right falls below .5, .8, .95, .99. In: the points of survival_points().
// Cost: O(log units) runs for each share where the points are thinned.
std::vector<SurvivalQuantile> survival_quantiles(const Plan& plan, const std::vector<SurvivalPoint>& points,
                                                 const RunContext& run);

}  // namespace nines::simulate
