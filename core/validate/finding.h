// Findings while they are being made: quoting what was found, and a list that stops growing at its
// limit but goes on counting. Used by every check and by the repair. Never decides a verdict.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nines/validate.h"

namespace nines::validate {

inline constexpr std::size_t kQuoteBytes = 80;  // of the user's text in one message

// The text as one printable line of at most kQuoteBytes bytes, in double quotes.
std::string quoted(std::string_view bytes);
// The same without quotes, for `found` and for values that carry their own.
std::string excerpt(std::string_view bytes);

Finding make_finding(const char* code, Span span, std::string message, std::string expected, std::string found);

// Findings of one text, at most kMaxFindings; the rest is counted.
struct FindingList {
  std::vector<Finding> items;
  std::size_t dropped = 0;

  [[nodiscard]] bool full() const { return items.size() >= kMaxFindings; }
  [[nodiscard]] bool empty() const { return items.empty(); }
  [[nodiscard]] std::size_t count() const { return items.size() + dropped; }
  void add(Finding finding);
  void add_all(FindingList more);
};

// Edits in any order as one list that apply_edits accepts: sorted, and without those that lie inside another.
std::vector<Edit> ordered_edits(std::vector<Edit> edits);
// All edits of the findings as one list that apply_edits accepts: sorted, and without those that
// lie inside another (deleting a member also deletes the comma repaired inside it).
std::vector<Edit> merged_edits(const std::vector<Finding>& findings);

}  // namespace nines::validate
