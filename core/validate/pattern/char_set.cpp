// Sets of code points; see char_set.h.
#include "validate/pattern/char_set.h"

#include <algorithm>

namespace nines::validate {

void CharSet::finish() {
  std::sort(ranges_.begin(), ranges_.end(), [](const CharRange& a, const CharRange& b) { return a.from < b.from; });
  std::size_t kept = 0;
  for (const CharRange& range : ranges_) {
    if (kept > 0 && range.from <= ranges_[kept - 1].to + 1) {
      ranges_[kept - 1].to = std::max(ranges_[kept - 1].to, range.to);
    } else {
      ranges_[kept++] = range;
    }
  }
  ranges_.resize(kept);
  mark_ascii();
}

void CharSet::invert() {
  std::vector<CharRange> out;
  char32_t next = 0;
  for (const CharRange& range : ranges_) {
    if (range.from > next) out.push_back({next, range.from - 1});
    next = range.to + 1;
  }
  if (next <= kLastCodePoint) out.push_back({next, kLastCodePoint});
  ranges_ = std::move(out);
  mark_ascii();
}

void CharSet::mark_ascii() {
  ascii_[0] = ascii_[1] = 0;
  for (const CharRange& range : ranges_) {
    for (char32_t c = range.from; c <= range.to && c < 128; ++c) ascii_[c / 64] |= std::uint64_t{1} << (c % 64);
  }
}

bool CharSet::contains(char32_t c) const {
  if (c < 128) return (ascii_[c / 64] >> (c % 64) & 1U) != 0;
  const auto after = std::upper_bound(ranges_.begin(), ranges_.end(), c,
                                      [](char32_t value, const CharRange& range) { return value < range.from; });
  return after != ranges_.begin() && c <= (after - 1)->to;
}

bool CharSet::is_disjoint(const CharSet& other) const {
  auto a = ranges_.begin();
  auto b = other.ranges_.begin();
  while (a != ranges_.end() && b != other.ranges_.end()) {
    if (a->to < b->from) {
      ++a;
    } else if (b->to < a->from) {
      ++b;
    } else {
      return false;
    }
  }
  return true;
}

namespace {

template <std::size_t count>
CharSet set_of(const CharRange (&ranges)[count]) {
  CharSet out;
  for (const CharRange& range : ranges) out.add(range.from, range.to);
  out.finish();
  return out;
}

constexpr CharRange kDigits[] = {{'0', '9'}};
constexpr CharRange kWords[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
constexpr CharRange kLineEnds[] = {{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};
// ECMA-262 (2020), 11.2 and 11.3: tab, vertical tab, form feed, U+FEFF and every Zs; the line terminators.
constexpr CharRange kSpaces[] = {{'\t', '\r'},     {' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680},
                                 {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
                                 {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};

}  // namespace

CharSet single_char(char32_t c) {
  const CharRange range[] = {{c, c}};
  return set_of(range);
}

CharSet digit_chars() { return set_of(kDigits); }
CharSet word_chars() { return set_of(kWords); }
CharSet space_chars() { return set_of(kSpaces); }
CharSet line_terminator_chars() { return set_of(kLineEnds); }

CharSet inverted(CharSet set) {
  set.invert();
  return set;
}

}  // namespace nines::validate
