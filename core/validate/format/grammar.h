// Small pieces that the grammars of the formats share: character classes and a cursor that takes what it is asked for.
#pragma once

#include <string_view>

#include "base/text.h"

namespace nines::validate {

inline bool is_hex_digit(char c) { return base::is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
inline bool is_letter_or_digit(char c) { return base::is_ascii_letter(c) || base::is_ascii_digit(c); }

class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  void skip(std::size_t bytes) { at_ += bytes; }

  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  // ASCII letters in any case; `upper` is upper case.
  bool take_letter(char upper) {
    if (at_end() || base::fold_ascii(text_[at_]) != base::fold_ascii(upper)) return false;
    ++at_;
    return true;
  }
  template <class Test>
  bool take_if(Test test) {
    if (at_end() || !test(text_[at_])) return false;
    ++at_;
    return true;
  }
  template <class Test>
  std::size_t take_while(Test test) {
    const std::size_t start = at_;
    while (!at_end() && test(text_[at_])) ++at_;
    return at_ - start;
  }
  // Exactly `count` decimal digits, as a number; -1 when there are fewer.
  int digits(std::size_t count) {
    int out = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!base::is_ascii_digit(peek())) return -1;
      out = out * 10 + (text_[at_++] - '0');
    }
    return out;
  }
  // % and two hexadecimal digits.
  bool take_percent() {
    const std::string_view next = rest();
    if (next.size() < 3 || next[0] != '%' || !is_hex_digit(next[1]) || !is_hex_digit(next[2])) return false;
    at_ += 3;
    return true;
  }
  // The next code point beyond ASCII when `test` holds for it.
  template <class Test>
  bool take_wide(Test test) {
    if (at_end() || static_cast<unsigned char>(peek()) < 0x80) return false;
    const base::CodePoint c = base::decode_utf8(text_, at_);
    if (!c.valid || !test(c.value)) return false;
    at_ += c.length;
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace nines::validate
