// The complete check of a whole text, for keywords that the prefix rules cannot say. Used by the prefix machine when a
// value is complete.
#pragma once

#include <string_view>

#include "validate/prefix/rule.h"

namespace nines::validate {

// False only when the text is certain to miss the contract: what cannot be decided is no failure.
bool meets_complete_check(const PrefixProgram& program, std::string_view text);
// Why not; `begin` is where the text stands.
PrefixFailure late_failure(const PrefixProgram& program, std::string_view text, std::size_t begin);

}  // namespace nines::validate
