// From a parsed ECMA-262 pattern to the text of an RE2 one with the same meaning. Called by compile_ecma_pattern only.
#pragma once

#include <optional>
#include <string>

#include "validate/pattern/pattern_tree.h"

namespace nines::validate {

inline constexpr std::size_t kMaxRe2Text = 1'000'000;  // counted repeats written out
inline constexpr std::uint32_t kMaxRe2Repeat = 1'000;  // RE2's own limit, for the product of nested repeats
inline constexpr std::size_t kMaxRe2Depth = 900;       // RE2 refuses groups nested 1000 deep

// Nothing where RE2 cannot express the pattern: look-around, back-references, repeats too large, nesting too deep, and
// \B, which RE2 also finds between the bytes of one code point.
std::optional<std::string> re2_text(const PatternTree& tree);

}  // namespace nines::validate
