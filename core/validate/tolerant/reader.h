// The tolerant reader: one pass over JSON-like text with an explicit stack, as people and models break it. Strictly
// valid stretches are skipped fast; anything else becomes a defect by what was expected, what stands there and what
// follows. Called by the search for candidates and by repair. Never applies an edit and never judges a contract.
#pragma once

#include "validate/tolerant/reading.h"

namespace nines::validate {

struct TolerantOptions {
  bool ended = false;  // something behind the text, such as a closing fence, shows that the writer had finished
};

// Reads one value at `from` (white space, comments and invisible characters before it are skipped) and the closers
// that follow it by mistake. Linear in the value; lookahead is bounded.
Reading read_tolerant(std::string_view text, std::size_t from, const TolerantOptions& options);

// Whether the bracket at `at` begins something like JSON and not a word in brackets as in "[see below]". Looks at its
// first key or element only.
bool begins_value(std::string_view text, std::size_t at);

}  // namespace nines::validate
