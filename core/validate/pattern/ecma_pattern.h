// Patterns of JSON Schema: ECMA-262 regular expressions with the meaning of the u flag, searched in UTF-8. Called by
// the schema compiler, the regex format and whatever checks text by a pattern. Never guesses: what no engine here can
// settle within its bound is not_decidable.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "nines/status.h"

namespace nines::validate {

enum class PatternMatch : std::uint8_t { no, yes, not_decidable };

// A pattern ready to run: immutable, shared between threads.
class EcmaPattern;

// Fails: bad_pattern (quotes the pattern, the byte of the first error and what was expected), limit_exceeded past
// kMaxPatternBytes. `where` is the pointer of the pattern in its schema. Besides the grammar of the u flag it takes
// what has one meaning only without it: escaped ASCII punctuation, a lone ] { or }, and - next to \w in a class.
// Cost: linear in the pattern with its counted repeats written out.
Result<std::shared_ptr<const EcmaPattern>> compile_ecma_pattern(std::string_view pattern, std::string where);

// Whether the pattern is found anywhere in the text. Linear in the text but for back-references, which have a budget
// of steps. A byte that is not UTF-8 matches nothing.
PatternMatch search(const EcmaPattern& pattern, std::string_view utf8);

// Syntax only and strict: the grammar of ECMA-262 with the u flag, as the format `regex` wants it.
bool is_ecma_pattern(std::string_view pattern);

}  // namespace nines::validate
