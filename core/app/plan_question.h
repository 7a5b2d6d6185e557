// The question behind "reach 99.9 %" of the Pipeline workspace. Used by session_results.cpp.
#pragma once

#include "nines/questions.h"

namespace nines::app {

inline constexpr std::size_t kMostWrapsWeighed = 40;  // work steps that a check and further tries are weighed for

// The changes the table suggests, and a check with further tries around every work step that is tried only once.
// Costs what is mentioned: O(steps).
PlanQuestion plan_question(const Pipeline& pipeline, double target);

}  // namespace nines::app
