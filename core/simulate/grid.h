// The integer grids on which costs and times are added: the step that all given numbers are multiples of, and what a
// distribution on a grid costs to compute. Used by distribution.cpp, cost_law.cpp and time_law.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nines/economics.h"
#include "simulate/evaluate.h"

namespace nines::simulate {

// Multiply-adds one distribution may cost; beyond, it is not worth the pause.
inline constexpr double kMaxGridWork = 5e8;
inline constexpr double kMaxCoarseWork = 1e8;  // where more points would only sharpen what is not exact anyway

// The largest step that all of `values` (> 0) are whole multiples of, as decimal numbers of up to nine places behind
// the point; nothing where they have none or where it is less than a 2^40th of the largest.
std::optional<double> common_step(const std::vector<double>& values);
// x in steps, where x is a multiple; rounding to nearest.
std::size_t steps_of(double x, double step);

// The law of x on a grid that x is no multiple of: both neighbours, with the same mean.
Poly between_steps(double x, double step);
// Of an exponential time: the mass between two points shared so that the mean is kept, up to `bins` points.
Poly exponential_steps(double mean, double step, std::size_t bins);

// Of a part of a plan: the longest law in bins, and multiply-adds, roughly.
struct GridEstimate {
  double length = 1;
  double work = 0;
};
GridEstimate grid_estimate(const Plan& plan, std::size_t begin, std::size_t end, const Price& price, double bins);
double grid_work(const Plan& plan, const Price& price, double bins);

// Votes and choices too large for a generating function; empty: none. Under time they are played at once.
std::string too_large_for_laws(const Plan& plan, bool is_time, bool is_limited);

// The masses of a row as one law.
Poly sum_of_masses(const Row<Poly>& row);

// A law on a grid as it is reported; the method is left to the caller.
RunLaw law_from_grid(const Poly& masses, double step);

}  // namespace nines::simulate
