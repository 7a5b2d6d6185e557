// What the way of a text did to its bytes: a byte order mark or UTF-16 (T2), bytes that are no UTF-8 (T1), mojibake
// (T5), codes of a terminal (T3). Each gives findings with edits on the text handed in; applies none.
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

// U+FEFF before UTF-8, or a whole text in UTF-16 with its mark: one finding, its edits rewrite unit by unit.
Fix find_byte_order_mark(std::string_view text);
// Colours and other codes of a terminal (ESC [ … letter): one finding, its edits remove them all. Linear.
Fix find_terminal_codes(std::string_view text);
// Bad bytes next to each other are one finding, replaced by one U+FFFD. Linear.
Fix find_bad_bytes(std::string_view text);
// UTF-8 that was read as Windows-1252 and written as UTF-8 again: one finding, only where every character beyond ASCII
// goes back. Linear.
Fix find_mojibake(std::string_view text);

}  // namespace nines::validate
