// What an answer takes for granted, in short plain lines. Called by simulate.cpp.
#pragma once

#include <string>
#include <vector>

#include "simulate/plan.h"

namespace nines::simulate {

// In the order: how attempts relate, what is shared by a run, what checks see, what was measured.
std::vector<std::string> assumption_lines(const Plan& plan);

}  // namespace nines::simulate
