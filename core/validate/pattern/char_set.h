// A set of code points as sorted, disjoint ranges: what one position of a pattern may match. Built by the pattern
// parser, read by the translation to RE2 and by the engines of this folder. Never holds text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace nines::validate {

inline constexpr char32_t kLastCodePoint = 0x10FFFF;
inline constexpr char32_t kNoCodePoint = 0xFFFFFFFF;  // a bad byte or the end of the text: in no set

struct CharRange {
  char32_t from = 0;
  char32_t to = 0;  // inclusive
  bool operator==(const CharRange&) const = default;
};

class CharSet {
 public:
  void add(char32_t from, char32_t to) { ranges_.push_back({from, to}); }
  void add(const CharSet& other) { ranges_.insert(ranges_.end(), other.ranges_.begin(), other.ranges_.end()); }
  // Sorts and joins the ranges; to be called once after adding, before anything is read.
  void finish();
  // The complement; needs finish() before and leaves a finished set.
  void invert();
  [[nodiscard]] bool contains(char32_t c) const;  // O(1) for ASCII, else O(log ranges)
  [[nodiscard]] bool is_disjoint(const CharSet& other) const;
  [[nodiscard]] const std::vector<CharRange>& ranges() const { return ranges_; }

 private:
  void mark_ascii();

  std::vector<CharRange> ranges_;
  std::uint64_t ascii_[2] = {0, 0};
};

CharSet single_char(char32_t c);
CharSet digit_chars();            // \d: ASCII only
CharSet word_chars();             // \w: ASCII only
CharSet space_chars();            // \s: WhiteSpace and LineTerminator of ECMA-262
CharSet line_terminator_chars();  // what . does not match
CharSet inverted(CharSet set);

inline bool is_word_char(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace nines::validate
