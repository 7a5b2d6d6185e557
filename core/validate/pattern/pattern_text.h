// Positions in a text as the engines of patterns see them: code points forwards and backwards, edges of words. A byte
// that is not UTF-8 stands alone and is in no set.
#pragma once

#include <string_view>

#include "base/text.h"
#include "validate/pattern/char_set.h"

namespace nines::validate {

struct TextStep {
  char32_t c = kNoCodePoint;
  std::size_t next = 0;  // position after it, in the direction read
};

// The code point that starts at `at` (< size).
inline TextStep step_forward(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, at + 1};
  const base::CodePoint c = base::decode_utf8(text, at);
  return {c.valid ? c.value : kNoCodePoint, at + c.length};
}

// The code point that ends before `at` (> 0): the same cuts as going forward, since no sequence holds a lead byte.
inline TextStep step_backward(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at - 1]);
  if (byte < 0x80) return {byte, at - 1};
  for (std::size_t length = 2; length <= 4 && length <= at; ++length) {
    const base::CodePoint c = base::decode_utf8(text, at - length);
    if (c.valid && c.length == length) return {c.value, at - length};
  }
  return {kNoCodePoint, at - 1};
}

inline bool is_word_edge(std::string_view text, std::size_t at) {
  const bool before = at > 0 && is_word_char(static_cast<unsigned char>(text[at - 1]));
  const bool after = at < text.size() && is_word_char(static_cast<unsigned char>(text[at]));
  return before != after;
}

}  // namespace nines::validate
