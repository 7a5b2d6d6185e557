// The inside of a JSON string, byte by byte: which code points are certain, which are still possible, where a byte
// breaks the grammar. Used by the prefix machine for keys and values. Never keeps the text itself.
#pragma once

#include <cstdint>

namespace nines::validate {

enum class StringStep : std::uint8_t { more, closed, bad_escape, bad_control, bad_utf8 };

// Code points [low, high]; empty when low > high.
struct CodeRange {
  char32_t low = 1;
  char32_t high = 0;
};

// One string after its opening quote. A lone surrogate is handed out as itself. A high surrogate is held back until it
// is known whether a low one follows.
class StringScan {
 public:
  StringStep feed(unsigned char c);

  // Code points that the last byte made certain, in order.
  std::uint8_t ready_count = 0;
  char32_t ready[2] = {0, 0};

  // Characters that the string has for certain, those still being written included.
  [[nodiscard]] std::uint64_t least_length() const;
  // Whether a character is being written; then what it can still become.
  [[nodiscard]] bool is_partial() const { return mode_ != Mode::plain || high_ != 0; }
  void possible(CodeRange (&out)[2]) const;

 private:
  enum class Mode : std::uint8_t { plain, utf8, escape, hex };

  StringStep begin(unsigned char c);
  StringStep continue_utf8(unsigned char c);
  StringStep escape_letter(unsigned char c);
  StringStep hex_digit(unsigned char c);
  void unit_done(char32_t unit);
  void give(char32_t c);
  void give_held();
  [[nodiscard]] CodeRange units() const;

  Mode mode_ = Mode::plain;
  std::uint8_t missing_ = 0;   // utf8: bytes still to come; hex: digits still to come
  std::uint8_t next_low_ = 0;  // utf8: range of the next byte
  std::uint8_t next_high_ = 0;
  char32_t value_ = 0;
  char32_t high_ = 0;  // a high surrogate that may be half of a pair
  std::uint64_t given_ = 0;
};

}  // namespace nines::validate
