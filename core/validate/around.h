// What stands directly around a value and belongs to neither side alone: tags (W6), emphasis (W7), a closing tag that
// was cut (X6). Used by wrapper_findings. Each finding deletes its part on both sides.
#pragma once

#include <string_view>

#include "validate/finding.h"

namespace nines::validate {

// Peels layer by layer; `inner` grows to what the peeled layers take. No tag that ends at or before `from`.
FindingList peel_around(std::string_view text, Span& inner, std::size_t from);

// Whether nothing but white space, invisible characters and controls stands there: the code for it (T4, T3), or null
// when there are words.
const char* unseen_code(std::string_view piece);

}  // namespace nines::validate
