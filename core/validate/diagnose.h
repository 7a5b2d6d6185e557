// What is wrong with a text that does not meet its contract as it stands, and how little it takes:
// the part of validate_text behind the fast path. Never changes a text that passes.
#pragma once

#include "validate/check.h"

namespace nines::validate {

// In: the text and its check, which does not hold. Linear in the text.
Verdict diagnose(const CompiledContract::Impl& contract, std::string_view text, const Check& whole,
                 const ValidateOptions& options);

}  // namespace nines::validate
