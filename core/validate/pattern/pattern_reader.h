// The text of a pattern, read code point by code point, with the first error kept. Used by the parser of patterns and
// by its parts for escapes and classes. Never goes back further than its caller asks.
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"
#include "validate/pattern/pattern_tree.h"

namespace nines::validate {

class PatternReader {
 public:
  PatternReader(std::string_view text, PatternGrammar grammar, PatternError& error)
      : text_(text), grammar_(grammar), error_(error) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] bool lenient() const { return grammar_ == PatternGrammar::lenient; }
  [[nodiscard]] bool failed() const { return failed_; }
  void go_to(std::size_t at) { at_ = at; }

  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool starts_with(std::string_view word) const { return text_.substr(at_).starts_with(word); }

  bool take(std::string_view word) {
    if (!starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  // The next code point, or kNoCodePoint at the end and (with an error) at a byte that is not UTF-8.
  char32_t next() {
    if (at_end()) return kNoCodePoint;
    const base::CodePoint c = base::decode_utf8(text_, at_);
    if (!c.valid) {
      fail(at_, "UTF-8");
      return kNoCodePoint;
    }
    at_ += c.length;
    return c.value;
  }

  // Keeps the first error; false, so that a caller can return it.
  bool fail(std::size_t byte, std::string expected) {
    if (!failed_) error_ = {byte, std::move(expected)};
    failed_ = true;
    return false;
  }

 private:
  std::string_view text_;
  PatternGrammar grammar_;
  PatternError& error_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

// What an escape stands for: one code point or a set.
struct PatternAtom {
  bool is_set = false;
  bool unknown_members = false;
  char32_t value = 0;
  CharSet set;
};

enum class EscapePlace : std::uint8_t { outside, in_class };

// After the backslash: everything but \b \B \k and \1-\9, which only the parser outside classes knows.
bool read_escape(PatternReader& in, EscapePlace place, PatternAtom& out);
// After "\u": four digits, a surrogate pair of two such, or {digits}.
bool read_unicode_escape(PatternReader& in, char32_t& out);
// After "[": up to and with "]".
bool read_class(PatternReader& in, PatternAtom& out);
// After "<": up to and with ">".
bool read_group_name(PatternReader& in, std::string& out);

}  // namespace nines::validate
