// The part of the fused validator that looks at one scalar, inlined where members and elements are walked. See fused.h.
#pragma once

#include "base/text.h"
#include "validate/fast/fused.h"

namespace nines::validate {

// What a first byte begins.
enum class TokenKind : std::uint8_t { other, string, number, word, container };

struct TokenKinds {
  TokenKind of[256] = {};
  constexpr TokenKinds() {
    of[static_cast<unsigned>('"')] = TokenKind::string;
    for (unsigned c = '0'; c <= '9'; ++c) of[c] = TokenKind::number;
    of[static_cast<unsigned>('-')] = TokenKind::number;
    of[static_cast<unsigned>('t')] = TokenKind::word;
    of[static_cast<unsigned>('f')] = TokenKind::word;
    of[static_cast<unsigned>('n')] = TokenKind::word;
    of[static_cast<unsigned>('{')] = TokenKind::container;
    of[static_cast<unsigned>('[')] = TokenKind::container;
  }
};
inline constexpr TokenKinds kTokenKinds;
inline TokenKind token_kind(char c) { return kTokenKinds.of[static_cast<std::uint8_t>(c)]; }

// The digits at the start of eight bytes: how many there are (0..8).
inline unsigned leading_digits(std::uint64_t bytes) {
  const std::uint64_t low = bytes ^ 0x3030303030303030ULL;
  const std::uint64_t other = ((low + 0x7676767676767676ULL) | low) & 0x8080808080808080ULL;
  return other == 0 ? 8U : static_cast<unsigned>(__builtin_ctzll(other)) / 8U;
}
// Their value, for 1 to 7 of them.
inline std::uint64_t digits_value(std::uint64_t bytes, unsigned count) {
  std::uint64_t v = (bytes ^ 0x3030303030303030ULL) << (8U * (8U - count));
  v = (v * 10 + (v >> 8U)) & 0x00FF00FF00FF00FFULL;
  v = (v * 100 + (v >> 16U)) & 0x0000FFFF0000FFFFULL;
  return (v * 10'000 + (v >> 32U)) & 0xFFFFFFFFULL;
}

inline FusedValidator::Step FusedValidator::number(const FastNode& node, const std::uint32_t*& token) {
  const char* at = text_ + token[0];
  const char* limit = text_ + token[1];
  NumberScan scan = NumberScan::broken;
  ShortNumber value;
  bool read = false;
  if (text_end_ - at >= 8) {  // nearly all: a few digits and no more
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, 8);
    const unsigned count = leading_digits(bytes);
    if (count - 1 < 7 && (*at != '0' || count == 1) && at[count] != '.' && (at[count] | 0x20) != 'e') {
      value.digits = digits_value(bytes, count);
      scan = NumberScan::integer;
      at += count;
      read = true;
    }
  }
  if (!read) scan = scan_number(at, limit, value);
  if (scan == NumberScan::broken || (at != limit && !base::is_json_space(*at))) return Step::not_json;
  if ((node.types & bit_of(base::JsonKind::number)) == 0) {
    if ((node.types & kIntegerBit) == 0) return Step::missed;
    if (scan == NumberScan::wide) return Step::unsure;
    if (scan == NumberScan::fits) {
      const Divides whole = is_whole(value);
      if (whole != Divides::yes) return whole == Divides::no ? Step::missed : Step::unsure;
    }
  }
  ++token;
  if (!node.has_numbers && !node.has_values) return Step::done;
  if (scan == NumberScan::wide || scan == NumberScan::wide_whole) return Step::unsure;
  return number_rules(node, value);
}

inline FusedValidator::Step FusedValidator::word(const FastNode& node, const std::uint32_t*& token) {
  const char* at = text_ + token[0];
  const char* limit = text_ + token[1];
  const std::size_t size = *at == 'f' ? 5 : 4;
  if (limit - at < static_cast<std::ptrdiff_t>(size)) return Step::not_json;
  if (std::memcmp(at, *at == 'f' ? "false" : *at == 't' ? "true" : "null", size) != 0) return Step::not_json;
  if (at + size != limit && !base::is_json_space(at[size])) return Step::not_json;
  const bool null = *at == 'n';
  if ((node.types & bit_of(null ? base::JsonKind::null : base::JsonKind::boolean)) == 0) return Step::missed;
  const std::uint8_t bit = null ? kNullWord : *at == 't' ? kTrueWord : kFalseWord;
  for (const FastValues& values : node.values) {
    if ((values.words & bit) == 0) return Step::missed;
  }
  ++token;
  return Step::done;
}

// The scalar at `token`, by the node's own rules; `token` is moved behind it.
inline FusedValidator::Step FusedValidator::scalar(const FastNode& node, const std::uint32_t*& token) {
  switch (token_kind(text_[*token])) {
    case TokenKind::string:
      if ((node.types & bit_of(base::JsonKind::string)) == 0) return Step::missed;
      if (node.has_text || node.has_values) {
        const Step step = text_rules(node, token);
        if (step != Step::done) return step;
      }
      token += 2;
      return Step::done;
    case TokenKind::number: return number(node, token);
    case TokenKind::word: return word(node, token);
    default: return Step::not_json;
  }
}

// The content of a string, without its quotes and escapes; holds until the next one is asked for.
inline std::string_view FusedValidator::content(const std::uint32_t* token) {
  const std::string_view raw(text_ + token[0] + 1, token[1] - token[0] - 1);
  if (!index_.has_backslash() || raw.find('\\') == std::string_view::npos) return raw;
  decoded_ = base::json_unquote({raw.data() - 1, raw.size() + 2});
  return decoded_;
}

}  // namespace nines::validate
