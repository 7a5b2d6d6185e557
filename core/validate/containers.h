// The right content in the wrong container: JSON written as a string (W9), an object inside a list or under one key, a
// list expected and one object given (W10). Used by repair. Gives findings with edits; applies nothing.
#pragma once

#include <string_view>

#include "validate/check.h"

namespace nines::validate {

// In: a JSON text that does not meet its contract, and what it misses. At most one finding; none when two containers
// would do, or when only the change of type would do: a schema that says nothing of arrays holds for every array.
FindingList find_container(const CompiledContract::Impl& contract, std::string_view text, const FindingList& misses);

// A text that is the inside of a JSON string: {\"a\": 1}. In: a text that does not read.
FindingList find_encoded(std::string_view text);

}  // namespace nines::validate
