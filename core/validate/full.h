// Whether a contract lets no more stand in a value than stands there. Used by mend to tell a forgotten last closer from
// a cut.
#pragma once

#include <string_view>

#include "validate/compiled.h"

namespace nines::validate {

// True when `text` reads as an object with every member that a closed json_schema contract knows, or an array of its
// greatest length. False where the outermost schema does not say so by itself. Linear in schema and text.
bool is_full(const CompiledContract::Impl& contract, std::string_view text);

}  // namespace nines::validate
