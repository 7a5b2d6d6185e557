// From a parsed ECMA-262 pattern to the text of an RE2 one with the same meaning. Called by compile_ecma_pattern only.
#pragma once

#include <optional>
#include <string>

#include "validate/pattern/pattern_tree.h"

namespace nines::validate {

// RE2 takes time with the square of its program: about this many instructions cost it some milliseconds.
inline constexpr std::uint64_t kMaxRe2Size = 8'000;
inline constexpr std::uint32_t kMaxRe2Repeat = 1'000;  // RE2's own limit, for the product of nested repeats
inline constexpr std::size_t kMaxRe2Depth = 900;       // RE2 refuses groups nested 1000 deep

// Nothing where RE2 cannot express the pattern: look-around, back-references, programs past kMaxRe2Size, nesting too
// deep, and \B, which RE2 also finds between the bytes of one code point.
std::optional<std::string> re2_text(const PatternTree& tree);

}  // namespace nines::validate
