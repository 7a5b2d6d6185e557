// Which texts of a list are still possible. See listed_text.h.
#include "validate/prefix/listed_text.h"

#include <algorithm>

#include "base/text.h"

namespace nines::validate {

namespace {

// The first of [from, end) whose character at `at` is not below `c`; texts that end there come first.
std::uint32_t first_not_below(const TextList& list, std::uint32_t from, std::uint32_t end, std::size_t at, char32_t c) {
  const auto begin = list.begin();
  const auto found = std::lower_bound(
      begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(end), c,
      [at](const std::u32string& text, char32_t wanted) { return text.size() <= at || text[at] < wanted; });
  return static_cast<std::uint32_t>(found - begin);
}

}  // namespace

void ListedText::feed(char32_t c) {
  if (!is_alive()) return;
  const std::uint32_t first = first_not_below(*list_, from_, end_, at_, c);
  end_ = first_not_below(*list_, first, end_, at_, c + 1);
  from_ = first;
  ++at_;
}

bool ListedText::can_take(const CodeRange (&ranges)[2]) const {
  if (!is_alive()) return false;
  for (const CodeRange& range : ranges) {
    if (range.low > range.high) continue;
    const std::uint32_t first = first_not_below(*list_, from_, end_, at_, range.low);
    if (first < end_ && (*list_)[first][at_] <= range.high) return true;
  }
  return false;
}

std::int64_t ListedText::exact() const {
  return is_alive() && (*list_)[from_].size() == at_ ? static_cast<std::int64_t>(from_) : -1;
}

std::u32string ListedText::shortest_rest() const {
  if (!is_alive()) return {};
  const auto shorter = [](const std::u32string& a, const std::u32string& b) { return a.size() < b.size(); };
  const auto first = list_->begin() + static_cast<std::ptrdiff_t>(from_);
  const auto last = list_->begin() + static_cast<std::ptrdiff_t>(end_);
  return std::min_element(first, last, shorter)->substr(at_);
}

bool code_points_of(std::string_view literal, std::u32string& out) {
  StringScan scan;
  for (std::size_t i = 1; i < literal.size(); ++i) {
    scan.feed(static_cast<unsigned char>(literal[i]));
    for (std::uint8_t k = 0; k < scan.ready_count; ++k) {
      if (scan.ready[k] >= 0xD800 && scan.ready[k] <= 0xDFFF) return false;
      out += scan.ready[k];
    }
  }
  return true;
}

void append_code_points(std::string& out, const std::u32string& text) {
  for (const char32_t c : text) base::append_utf8(out, c);
}

}  // namespace nines::validate
