// Patterns so plain that a loop over the bytes settles them: a literal anywhere or at an end, and a row of character
// classes from start to end such as ^[a-z0-9_-]{1,64}$ or ^\d{4}-\d{2}$. Called by ecma_pattern.cpp; tested against
// RE2.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "validate/pattern/pattern_tree.h"

namespace nines::validate {

inline constexpr std::size_t kMaxQuickItems = 200;  // longer rows are RE2's

struct QuickItem {
  CharSet set;
  std::uint32_t min = 1;
  std::uint32_t max = 1;
};

struct QuickPattern {
  bool at_start = false;
  bool at_end = false;
  bool is_literal = false;
  std::string literal;
  std::vector<QuickItem> items;  // at_start only
};

// Nothing where the pattern is not that plain. A row of classes is taken where reading each as often as possible can
// never be wrong: what follows a class of varying length shares no character with it and must be there.
std::optional<QuickPattern> quick_pattern(const PatternTree& tree);

bool quick_search(const QuickPattern& pattern, std::string_view text);

}  // namespace nines::validate
