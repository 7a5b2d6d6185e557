// A range seen in examples, made wide enough for what was not seen. Used by infer.cpp.
#pragma once

#include <string>

#include "validate/decimal.h"

namespace nines::validate {

// JSON numbers; "" = no bound on that side (values too large to say).
struct WideRange {
  std::string low;
  std::string high;
};

// The end farther from 0 moves to at least twice its size, up to the next 1, 2 or 5 times a power of ten; an end that
// no value crossed is 0; when values of both signs were seen either side goes as far as the larger one.
WideRange widened(const Decimal& low, const Decimal& high);

}  // namespace nines::validate
