// What it means that strict reading stopped: cut short and how (X1..X5), bad bytes (T1, T2), too
// deep (S9), no structure at all (X9), or unknown. Used by the JSON check. A cut text gets a
// proposal of level C that closes it; nothing here applies one.
#pragma once

#include "base/json_reader.h"
#include "validate/finding.h"

namespace nines::validate {

// The limits every reading of a user's text goes by.
base::JsonLimits json_limits();

// In: a text and its failed reading. Linear.
Finding syntax_finding(std::string_view text, const base::JsonReadResult& read);

}  // namespace nines::validate
