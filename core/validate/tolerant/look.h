// What stands at a place of JSON-like text, seen through typographic dress: full-width punctuation as the ASCII sign it
// stands for, quotes of every kind, invisible characters, comments. Used by the tolerant reader. Never moves a cursor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/json_scan.h"

namespace nines::validate {

// The sign that is meant (full-width punctuation counts as ASCII) and the bytes it takes; length 0 at the end of text.
struct Look {
  char c = 0;
  std::size_t length = 0;
};
Look look_at_high(std::string_view text, std::size_t at);  // text[at] is no ASCII
inline Look look_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  return static_cast<std::uint8_t>(text[at]) < 0x80 ? Look{text[at], 1} : look_at_high(text, at);
}
// look_at behind JSON white space.
inline Look look_past_space(std::string_view text, std::size_t at) {
  return look_at(text, base::skip_json_space(text, at));
}

enum class QuoteKind : std::uint8_t { none, straight, single, back, smart, smart_single, angle, escaped, triple };
struct Quote {
  QuoteKind kind = QuoteKind::none;
  std::size_t length = 0;
};
Quote quote_at(std::string_view text, std::size_t at);
// Bytes of the quote at `at` if it may close a string opened by `open`, else 0. `open_byte` tells ''' from """.
std::size_t closing_length(std::string_view text, std::size_t at, Quote open, char open_byte);

// Bytes of a character that readers of JSON do not take for white space but the eye does (NBSP, U+200B, U+FEFF, …).
std::size_t invisible_length(std::string_view text, std::size_t at);
// Bytes of "..." or "…" at `at`, or 0.
std::size_t ellipsis_length(std::string_view text, std::size_t at);
// One past the comment that begins at `at` (//, /*, #), or `at`. A line comment ends before its line ending.
std::size_t comment_end(std::string_view text, std::size_t at);
// Whether a comment says that something was left out ("... rest omitted").
bool tells_of_omission(std::string_view comment);

inline bool is_word_byte(char c) {
  const auto b = static_cast<std::uint8_t>(c);
  return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_' || b == '$' ||
         b >= 0x80;
}
inline bool is_closer(char c) { return c == '}' || c == ']'; }
// One past the word at `at`: letters, digits, _ and $, of any script, but no quotes or punctuation in other dress.
std::size_t word_end(std::string_view text, std::size_t at);
// Whether true, false, null or its like of another language stands there as a whole word.
bool literal_at(std::string_view text, std::size_t at);
// Past white space, comments, invisible and control characters.
std::size_t skip_unseen(std::string_view text, std::size_t at);

// Bytes of a word that says how a string behind it is to be read, as of Python's r'…' and rb'…', or 0.
std::size_t string_prefix(std::string_view word);

// The end of a quoted key or word at `at` that is followed by a colon or "=", or 0. Looks no further than the line.
std::size_t key_end(std::string_view text, std::size_t at);

}  // namespace nines::validate
