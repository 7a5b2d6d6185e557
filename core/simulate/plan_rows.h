// From the steps of a pipeline to the rows of a plan. Called by build_plan.cpp.
#pragma once

#include <optional>

#include "simulate/plan.h"

namespace nines::simulate {

// Adds a list of steps below `parent`: numbers resolved, rollbacks turned into the retries they are, inputs of a graph
// found. Out: what refuses it.
std::optional<Error> add_rows(Plan& plan, const std::vector<Step>& steps, std::size_t parent, std::size_t depth);

// odds' = odds times shift; certain rates stay.
Probability shifted(Probability x, double shift);

}  // namespace nines::simulate
