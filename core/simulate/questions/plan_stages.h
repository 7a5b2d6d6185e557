// From a pipeline and its changes to stages in series (plan_front.h): one stage for each top-level row, or row of a
// top-level group, with a kernel for every combination of the changes inside it. Called by plan.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nines/questions.h"
#include "simulate/plan.h"
#include "simulate/questions/plan_changes.h"
#include "simulate/questions/plan_front.h"

namespace nines::simulate {

struct Refused {
  std::int64_t count = 0;
  std::optional<Error> first;
};

struct StagedPlan {
  Stages stages;
  std::vector<std::vector<std::size_t>> changes;               // of each stage
  std::vector<std::vector<std::vector<std::size_t>>> choices;  // [stage][option][change of the stage]
  Refused refused;                                             // combinations that are no legal pipeline
  double combinations = 1;
  std::string reason;  // "" or why rows cannot be weighed one by one; then nothing else is set
};

// In: changes of steps only (a change of a variable touches many rows; `is_fixed` marks those already applied).
// Fails: as build_plan of the pipeline as it is; limit_exceeded with more than kMaxPlanRowOptions in one row; bad_value
// when no combination in some row is legal; cancelled.
Result<StagedPlan> stage_plan(const Pipeline& pipeline, const std::vector<PlanChange>& changes,
                              const std::vector<PlacedChange>& places, const RunContext& run);

// All combinations of options: the next one after `choice`, the last place first. False after the last.
bool next_choice(const std::vector<PlanChange>& changes, const std::vector<std::size_t>& which,
                 std::vector<std::size_t>& choice);
std::vector<std::size_t> first_choice(const std::vector<PlanChange>& changes, const std::vector<std::size_t>& which);
double count_choices(const std::vector<PlanChange>& changes, const std::vector<std::size_t>& which);

}  // namespace nines::simulate
