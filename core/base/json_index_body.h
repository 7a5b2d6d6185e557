// From the masks of a block to positions: shared by json_index_loops*.cpp, each with the registers of its own (a Bytes
// type that makes the masks). See json_index_loops.h. Calls nothing that is not inlined here.
#pragma once

#include <cstring>

#include "base/json_index_loops.h"

namespace nines::base {
namespace {

// One bit a byte, the first byte in the lowest bit.
struct BlockMasks {
  std::uint64_t quote;
  std::uint64_t backslash;
  std::uint64_t structure;  // { } [ ] : , and two control characters that no grammar takes (0x0C, 0x1A)
  std::uint64_t space;
  std::uint64_t control;  // below 0x20
  std::uint64_t high;     // not ASCII
};

// What a classifying look-up by the low four bits holds: an entry that differs in them never matches.
constexpr std::uint8_t space_entry(unsigned low) {
  return low == 0    ? static_cast<std::uint8_t>(' ')
         : low == 9  ? static_cast<std::uint8_t>('\t')
         : low == 10 ? static_cast<std::uint8_t>('\n')
         : low == 13 ? static_cast<std::uint8_t>('\r')
                     : static_cast<std::uint8_t>(low ^ 1U);
}
// Compared with the byte | 0x20, so that [ ] and { } share an entry.
constexpr std::uint8_t structure_entry(unsigned low) {
  return low == 10   ? static_cast<std::uint8_t>(':')
         : low == 11 ? static_cast<std::uint8_t>('{')
         : low == 12 ? static_cast<std::uint8_t>(',')
         : low == 13 ? static_cast<std::uint8_t>('}')
                     : static_cast<std::uint8_t>(low ^ 1U);
}

// Bytes behind an odd run of backslashes (Langdale and Lemire 2019, "Parsing gigabytes of JSON per second", as
// simplified by Keiser: an escaping backslash is one that is not itself escaped).
inline std::uint64_t escaped_bytes(std::uint64_t backslash, std::uint64_t& carry) {
  if (backslash == 0) {
    const std::uint64_t escaped = carry;
    carry = 0;
    return escaped;
  }
  constexpr std::uint64_t kOdd = 0xAAAAAAAAAAAAAAAAULL;
  const std::uint64_t potential = backslash & ~carry;
  const std::uint64_t maybe_escaped = potential << 1U;
  const std::uint64_t series = (maybe_escaped | kOdd) - potential;
  const std::uint64_t code = series ^ kOdd;
  const std::uint64_t escaped = code ^ (backslash | carry);
  carry = (code & backslash) >> 63U;
  return escaped;
}

inline bool is_hex_digit(std::uint8_t c) {
  return static_cast<std::uint8_t>(c - '0') < 10 || static_cast<std::uint8_t>((c | 0x20) - 'a') < 6;
}

// Whether what stands behind each backslash of `first` (bits of the block at `from`) is an escape.
inline bool escapes_hold(const char* text, std::size_t from, std::size_t end, std::uint64_t escaped) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text);
  while (escaped != 0) {
    const std::size_t at = from + static_cast<std::size_t>(__builtin_ctzll(escaped));
    escaped &= escaped - 1;
    if (at >= end) return false;
    switch (bytes[at]) {
      case '"':
      case '\\':
      case '/':
      case 'b':
      case 'f':
      case 'n':
      case 'r':
      case 't': continue;
      case 'u': break;
      default: return false;
    }
    if (end - at < 5) return false;
    for (std::size_t k = 1; k <= 4; ++k) {
      if (!is_hex_digit(bytes[at + k])) return false;
    }
  }
  return true;
}

// Notes at each closing quote what the string before it holds.
inline void mark_strings(std::uint64_t closing, std::uint64_t backslash, std::uint64_t high, std::uint64_t tokens,
                         IndexState& s, std::uint32_t* first) {
  for (; closing != 0; closing &= closing - 1) {
    const std::uint64_t below = (closing & (0 - closing)) - 1;
    if ((backslash & below) != 0) s.marks |= kHasBackslash;
    if ((high & below) != 0) s.marks |= kHasHighBytes;
    first[__builtin_popcountll(tokens & below)] |= s.marks;
    backslash &= ~below;
    high &= ~below;
    s.marks = 0;
  }
  if (backslash != 0) s.marks |= kHasBackslash;
  if (high != 0) s.marks |= kHasHighBytes;
}

template <class Bytes>
std::uint32_t* index_blocks(const char* text, std::size_t from, std::size_t to, std::size_t end, IndexState& state,
                            std::uint32_t* out) {
  IndexState s = state;
  for (std::size_t at = from; at < to; at += kIndexBlock) {
    const auto* block = reinterpret_cast<const std::uint8_t*>(text) + at;
    BlockMasks m;
    Bytes::classify(block, m);
    const std::uint64_t escaped = escaped_bytes(m.backslash, s.escaped);
    const std::uint64_t quote = m.quote & ~escaped;
    const std::uint64_t in_string = Bytes::prefix_xor(quote) ^ s.in_string;  // from the opening to before the closing
    s.in_string = 0 - (in_string >> 63U);
    if (escaped != 0) s.bad |= escapes_hold(text, at, end, escaped & in_string) ? 0U : 1U;
    s.bad |= m.control & in_string;
    if (Bytes::kChecksUtf8 && (m.high | (s.high >> 61U)) != 0) s.bad |= Bytes::utf8_holds(block) ? 0U : 1U;
    s.high = m.high;
    s.any_high |= m.high;
    const std::uint64_t scalar = ~(m.structure | m.space | quote | in_string);
    const std::uint64_t starts = scalar & ~((scalar << 1U) | s.after_scalar);
    s.after_scalar = scalar >> 63U;
    const std::uint64_t tokens = (m.structure & ~in_string) | quote | starts;
    std::uint32_t* first = out;
    out = Bytes::write(tokens, static_cast<std::uint32_t>(at), out);
    const std::uint64_t backslash = m.backslash & in_string;
    const std::uint64_t high = m.high & in_string;
    if ((backslash | high | s.marks) != 0) mark_strings(quote & ~in_string, backslash, high, tokens, s, first);
  }
  state = s;
  return out;
}

// x ^ x << 1 ^ x << 2 ^ …: odd numbers of bits up to each place.
inline std::uint64_t prefix_xor_by_shifts(std::uint64_t x) {
  for (unsigned k = 1; k < 64; k *= 2) x ^= x << k;
  return x;
}

// Eight at a time, since blocks of the same text hold about the same number: few branches go wrong.
inline std::uint32_t* write_positions(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
  if (bits == 0) return out;
  const auto count = static_cast<std::size_t>(__builtin_popcountll(bits));
  for (std::size_t done = 0; done < count; done += 8) {
    for (std::size_t k = 0; k < 8; ++k) {
      out[done + k] = base + static_cast<std::uint32_t>(__builtin_ctzll(bits | (std::uint64_t{1} << 63U)));
      bits &= bits - 1;
    }
  }
  return out + count;
}

}  // namespace
}  // namespace nines::base
