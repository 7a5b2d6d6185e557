// Changes to a pipeline by place: found, put in place, told in words. Used by plan.cpp, plan_rows_of.cpp and solve.cpp;
// it never asks an engine.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nines/questions.h"

namespace nines::simulate {

// Positions in the lists from the top down to a step.
using StepPath = std::vector<std::size_t>;

// A JSON pointer (/pipeline/steps/0/body/1 or /steps/0/body/1), an id, or a label. `pointer` is where `at` stands, for
// errors. Fails: unknown_step; bad_value when several steps have that id or label.
Result<StepPath> find_step(const Pipeline& pipeline, const std::string& at, const std::string& pointer);
const Step& step_at(const Pipeline& pipeline, const StepPath& path);
Step& step_at(Pipeline& pipeline, const StepPath& path);
std::string pointer_of_path(const StepPath& path);

// Puts a value among the parameters of a step, in table order.
void set_param(Step& step, const ParamValue& value);

// Where each change stands; empty for a variable.
struct PlacedChange {
  StepPath path;
  std::string pointer;
};
// Finds every place and checks that its options fit. Fails: unknown_step, unknown_variable, bad_value, limit_exceeded;
// `where.pointer` begins with /plan/changes.
Result<std::vector<PlacedChange>> place_changes(const Pipeline& pipeline, const std::vector<PlanChange>& changes);

// In: a choice within range.
Pipeline apply_choice(const Pipeline& pipeline, const std::vector<PlanChange>& changes,
                      const std::vector<PlacedChange>& places, const std::vector<std::size_t>& choice);

// "Extract: 3 attempts instead of 1"
std::string words_of_change(const Pipeline& pipeline, const PlanChange& change, const PlacedChange& place,
                            std::size_t option);
// What a step is called: its label, that of the first labelled step inside, its id, or its kind.
std::string name_of_step(const Step& step);
// "3", ".98", "19 of 20", "1 - 1e-09", "majority"
std::string words_of_value(const ParamValue& value);

}  // namespace nines::simulate
