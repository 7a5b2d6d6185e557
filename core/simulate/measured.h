// Intervals of the ends when probabilities are measured ("k of n"): the exact engine over draws
// from their posteriors. Called by simulate.cpp.
#pragma once

#include <vector>

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/plan.h"

namespace nines::simulate {

// Sets ok_ci, silent_ci and detected_ci of `report` if some probability is measured. Each parameter has one posterior,
// Beta(k + 1/2, n - k + 1/2), shared by all its uses, and by all rows that take it from one variable; "shared": false
// counts are at their posterior mean and move nothing. Draws are stratified and the same every time: kOuterDraws, fewer
// for a pipeline that takes long (never fewer than kFewestDraws: then there is no interval but an issue).
// Also sets posterior_mean: with one measured rate by Gauss-Jacobi quadrature of its posterior (kMeanNodes runs, exact
// where the ends are polynomials of a degree below twice as many), with several the mean of the draws.
// Cost: that many runs of the exact engine.
inline constexpr std::size_t kOuterDraws = 400;
inline constexpr std::size_t kFewestDraws = 60;
inline constexpr std::size_t kMeanNodes = 128;
void add_measured_intervals(SimulateReport& report, const Plan& plan, const RunContext& run);

// How many runs of the exact engine are affordable: kOuterDraws or fewer, 0 when too few to tell an interval.
std::size_t affordable_draws(const Plan& plan);
// Stratified draws from the posterior of a measured rate; `parameter` picks the order of the strata.
std::vector<Probability> posterior_draws(const ParamValue& value, std::size_t parameter, std::size_t count);
// The central 95 % of values from such draws.
Interval interval_of_draws(std::vector<double> values);

// The rate that a share u of the posterior lies below. Exact up to n = 10^6; beyond, by the normal
// or Gamma limit of the posterior, within a relative 10^-3 of its width.
Probability posterior_rate(std::int64_t k, std::int64_t n, double u);

}  // namespace nines::simulate
