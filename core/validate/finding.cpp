// Findings while they are being made. See finding.h.
#include "validate/finding.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace nines::validate {

std::string quoted(std::string_view bytes) { return '"' + base::shorten(bytes, kQuoteBytes) + '"'; }

std::string excerpt(std::string_view bytes) { return base::shorten(bytes, kQuoteBytes); }

Finding make_finding(const char* code, Span span, std::string message, std::string expected, std::string found) {
  Finding out;
  out.code = code;
  out.span = span;
  out.message = std::move(message);
  out.expected = std::move(expected);
  out.found = std::move(found);
  return out;
}

void FindingList::add(Finding finding) {
  if (full()) {
    ++dropped;
  } else {
    items.push_back(std::move(finding));
  }
}

void FindingList::add_all(FindingList more) {
  for (Finding& finding : more.items) add(std::move(finding));
  dropped += more.dropped;
}

std::vector<Edit> ordered_edits(std::vector<Edit> all) {
  // Wider first among equal starts, but an insertion (an empty span) before the edit it precedes.
  std::stable_sort(all.begin(), all.end(), [](const Edit& a, const Edit& b) {
    if (a.span.from != b.span.from) return a.span.from < b.span.from;
    const bool a_inserts = a.span.to == a.span.from;
    const bool b_inserts = b.span.to == b.span.from;
    return a_inserts != b_inserts ? a_inserts : a.span.to > b.span.to;
  });
  std::vector<Edit> out;
  for (Edit& edit : all) {
    if (out.empty() || edit.span.from >= out.back().span.to) out.push_back(std::move(edit));
  }
  return out;
}

std::vector<Edit> merged_edits(const std::vector<Finding>& findings) {
  std::vector<Edit> all;
  for (const Finding& finding : findings) {
    all.insert(all.end(), finding.edits.begin(), finding.edits.end());
  }
  return ordered_edits(std::move(all));
}

}  // namespace nines::validate
