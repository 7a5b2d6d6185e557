// The part of the fused validator that looks at one scalar, inlined where members and elements are walked. See fused.h.
#pragma once

#include "base/text.h"
#include "validate/fast/fused.h"

namespace nines::validate {

// What a first byte begins.
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

inline constexpr std::uint64_t kSmallPowers[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000};

// A number of at most seven digits before and behind its point, without exponent: nearly all. False for any other and
// near the end of the text; `at` is then where it was.
inline bool quick_number(const char*& at, const char* text_end, ShortNumber& out, NumberFit& scan) {
  if (text_end - at < 18) return false;  // sign, seven digits, point, eight more and one
  const char* from = at;
  out.negative = *from == '-';
  if (out.negative) ++from;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, from, 8);
  const unsigned count = leading_digits(bytes);
  if (count - 1 >= 7 || (*from == '0' && count > 1)) return false;
  out.digits = digits_value(bytes, count);
  from += count;
  scan = NumberFit::integer;
  if (*from == '.') {
    ++from;
    std::memcpy(&bytes, from, 8);
    const unsigned places = leading_digits(bytes);
    if (places - 1 >= 7) return false;
    out.digits = out.digits * kSmallPowers[places] + digits_value(bytes, places);
    out.exponent = -static_cast<std::int32_t>(places);
    from += places;
    scan = NumberFit::fits;
  }
  if ((*from | 0x20) == 'e') return false;
  at = from;
  return true;
}

[[gnu::always_inline]] inline FusedValidator::Step FusedValidator::number(const FastNode& node,
                                                                          const std::uint32_t*& token) {
  const char* at = text_ + token[0];
  const char* limit = text_ + token[1];
  NumberFit scan = NumberFit::broken;
  ShortNumber value;
  if (!quick_number(at, text_end_, value, scan)) scan = scan_number(at, limit, value);
  if (scan == NumberFit::broken || (at != limit && !base::is_json_space(*at))) return Step::not_json;
  if ((node.types & bit_of(base::JsonKind::number)) == 0) {
    if ((node.types & kIntegerBit) == 0) return Step::missed;
    if (scan == NumberFit::wide) return Step::unsure;
    if (scan == NumberFit::fits) {
      const Divides whole = is_whole(value);
      if (whole != Divides::yes) return whole == Divides::no ? Step::missed : Step::unsure;
    }
  }
  ++token;
  if (!node.has_numbers && !node.has_values) return Step::done;
  if (scan == NumberFit::wide || scan == NumberFit::wide_whole) return Step::unsure;
  double near = 0;
  const bool inside = !node.needs_exact && nearest_double(value, near) && near > node.low && near < node.high;
  return inside && !node.has_values ? Step::done : number_rules(node, value);
}

[[gnu::always_inline]] inline FusedValidator::Step FusedValidator::word(const FastNode& node,
                                                                        const std::uint32_t*& token) {
  const char* at = text_ + token[0];
  const char* limit = text_ + token[1];
  const bool is_false = *at == 'f';
  const char* end = at + (is_false ? 5 : 4);
  if (end > limit || (end != limit && !base::is_json_space(*end))) return Step::not_json;
  const auto four = [](const char* from) {
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, from, 4);
    return bytes;
  };
  const bool is_null = *at == 'n';
  if (four(end - 4) != four(is_false ? "alse" : is_null ? "null" : "true")) return Step::not_json;
  if ((node.types & bit_of(is_null ? base::JsonKind::null : base::JsonKind::boolean)) == 0) return Step::missed;
  ++token;
  if (!node.has_values) return Step::done;
  const std::uint8_t bit = is_null ? kNullWord : is_false ? kFalseWord : kTrueWord;
  for (const FastValues& values : node.values) {
    if ((values.words & bit) == 0) return Step::missed;
  }
  return Step::done;
}

// The scalar at `token`, by the node's own rules; `token` is moved behind it.
[[gnu::always_inline]] inline FusedValidator::Step FusedValidator::scalar_of(TokenKind kind, const FastNode& node,
                                                                             const std::uint32_t*& token) {
  switch (kind) {
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
[[gnu::always_inline]] inline std::string_view FusedValidator::content(const std::uint32_t* token) {
  const std::size_t size = (token[1] & base::kPositionBits) - token[0] - 1;
  if ((token[1] & base::kHasBackslash) == 0) return {text_ + token[0] + 1, size};
  return decode({text_ + token[0], size + 2});
}

}  // namespace nines::validate
