// Repairs that need no contract to find: a byte order mark (T2), bad bytes (T1), trailing commas
// (S1). Each gives findings with edits on the text handed in. Used by repair; applies nothing.
#pragma once

#include <string_view>

#include "validate/finding.h"

namespace nines::validate {

inline constexpr std::size_t kMaxFixes = 100'000;  // of one sort in one text; more are no slips

// `edits` goes on where findings are only counted. Beyond kMaxFixes the text is not repaired.
struct Fix {
  FindingList findings;
  std::vector<Edit> edits;
  bool complete = true;
  void add(Finding finding, std::string replacement);
};

Fix find_byte_order_mark(std::string_view text);
// Bad bytes next to each other are one finding, replaced by one U+FFFD. Linear.
Fix find_bad_bytes(std::string_view text);
// A comma behind a value and before a closing bracket, strings skipped. Linear.
Fix find_trailing_commas(std::string_view text);

}  // namespace nines::validate
