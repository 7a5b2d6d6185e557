// The numeric core of `plan`: stages in series, each with options that move mass between states and cost something, and
// all combinations that no other is better than in every criterion. Knows nothing of pipelines. Called by plan.cpp.
//
// From the last stage to the first. What follows a cut is worth, in each state of each class, one number per criterion
// (all to be small, all linear in the masses that arrive). One suffix is dropped for another when the other is no
// larger in every criterion for every arrival that the stages before can produce. Arrivals lie in a box: per class the
// mass that is right, and the other states in proportion to it; both are found from the first stage to the last.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "nines/run_context.h"
#include "simulate/kernel.h"

namespace nines::simulate {

inline constexpr std::size_t kMaxCriteria = 5;

// One way a stage may go: a kernel for each class.
struct StageOption {
  std::vector<Kernel<double>> kernels;
};
struct Stage {
  std::vector<StageOption> options;
  bool opens = false;   // first row of a visit of its own (a group)
  bool closes = false;  // last row of one
};
// Criteria are sums of columns: each a mask over the columns of a Row, plus what delivered states count.
struct Criterion {
  std::array<double, kColumns> column{};  // weight of each column beyond the states
  double delivered_wrong = 0;             // of an artifact delivered wrong
};
struct Stages {
  std::vector<Stage> stages;
  std::vector<double> weights;  // of the classes
  bool tainting = false;
  std::vector<Criterion> criteria;
};

struct FrontPlan {
  std::array<double, kMaxCriteria> value{};
  std::vector<std::uint16_t> option;  // of each stage
};
struct Front {
  std::vector<FrontPlan> plans;  // by the second criterion, ascending
  double bound = 0;              // 0: exact up to kFrontTolerance; else the relative slack
};
// Values closer than this are the same: rounding must not make two plans of one.
inline constexpr double kFrontTolerance = 1e-12;

// `most_states`: partial plans kept at a cut; beyond, the slack is raised until so few are left. Returns early when
// cancelled. Cost: O(stages · states · options) vectors, and comparisons with those that are near.
Front pareto_front(const Stages& stages, std::size_t most_states, const RunContext& run);

// A run along one choice. Averaged over the classes.
Row<double> row_along(const Stages& stages, const std::vector<std::uint16_t>& option);

}  // namespace nines::simulate
