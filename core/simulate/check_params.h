// Checks of one row's parameters against the step table, for build_plan. Whoever builds a Pipeline
// by hand gets the same answers as whoever writes JSON.
#pragma once

#include <optional>
#include <string>

#include "nines/catalog.h"
#include "simulate/plan.h"

namespace nines::simulate {

Error error_at(ErrorCode code, std::string pointer, std::string message);

// The first thing wrong with what was given, or nothing. `pointer` is the row's.
std::optional<Error> check_params(const Step& step, const std::string& pointer);

// A checked probability, from whichever side it was written.
Probability probability_of(const ParamValue& value);

// At most six digits, as people read it: 0.51, 1e-05.
std::string short_number(double value);

}  // namespace nines::simulate
