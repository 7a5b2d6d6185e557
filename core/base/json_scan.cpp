// The lexical half of the JSON reader. See json_scan.h.
#include "base/json_scan.h"

#include <array>
#include <cstdint>
#include <cstring>

#include "base/text.h"

namespace nines::base {

namespace {

constexpr const char* kInString = "a character or the closing '\"'";

// Bytes that need no thought inside a string: printable ASCII but '"' and '\\'.
constexpr std::array<bool, 256> make_plain() {
  std::array<bool, 256> plain{};
  for (std::size_t b = 0x20; b < 0x80; ++b) plain[b] = b != '"' && b != '\\';
  return plain;
}
constexpr std::array<bool, 256> kPlain = make_plain();

// The same of eight bytes at once: none has its highest bit set, none is below 0x20, none is '"' or '\\'. A borrow from
// one byte into the next can only follow a byte that is not plain itself.
bool are_plain(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHigh = kOnes * 0x80;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const std::uint64_t quote = word ^ (kOnes * '"');
  const std::uint64_t slash = word ^ (kOnes * '\\');
  return ((word | (word - kOnes * 0x20) | (quote - kOnes) | (slash - kOnes)) & kHigh) == 0;
}

bool is_hex(char c) { return is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// text[at] is a backslash.
TokenScan scan_escape(std::string_view text, std::size_t at) {
  ++at;
  constexpr std::string_view kEscapes = "\"\\/bfnrtu";
  if (at >= text.size() || kEscapes.find(text[at]) == std::string_view::npos) {
    return {false, at, "one of \" \\ / b f n r t u after a backslash", ScanFault::escape};
  }
  if (text[at] != 'u') return {true, at + 1, ""};
  for (std::size_t k = 1; k <= 4; ++k) {
    if (at + k >= text.size() || !is_hex(text[at + k])) {
      return {false, at + k, "four hexadecimal digits after \\u", ScanFault::escape};
    }
  }
  return {true, at + 5, ""};
}

// Moves past digits; false when there is none.
bool skip_digits(std::string_view text, std::size_t& at) {
  const std::size_t from = at;
  while (at < text.size() && is_ascii_digit(text[at])) ++at;
  return at > from;
}

}  // namespace

std::size_t plain_end(std::string_view text, std::size_t at) {
  while (at + sizeof(std::uint64_t) <= text.size() && are_plain(text.data() + at)) at += sizeof(std::uint64_t);
  while (at < text.size() && kPlain[static_cast<std::uint8_t>(text[at])]) ++at;
  return at;
}

TokenScan scan_json_string(std::string_view text, std::size_t at) {
  ++at;
  while (true) {
    at = plain_end(text, at);
    if (at >= text.size()) return {false, text.size(), kInString, ScanFault::characters};
    if (text[at] == '"') return {true, at + 1, ""};
    if (text[at] == '\\') {
      const TokenScan escape = scan_escape(text, at);
      if (!escape.ok) return escape;
      at = escape.end;
      continue;
    }
    const CodePoint c = decode_utf8(text, at);
    if (!c.valid) return {false, at + c.good_bytes, "valid UTF-8", ScanFault::utf8};
    if (c.value < 0x20) return {false, at, kInString, ScanFault::characters};
    at += c.length;
  }
}

TokenScan scan_json_number(std::string_view text, std::size_t at) {
  if (text[at] == '-') ++at;
  if (at < text.size() && text[at] == '0') {
    ++at;
    if (at < text.size() && is_ascii_digit(text[at]))
      return {false, at, "no digit after a leading zero", ScanFault::number};
  } else if (!skip_digits(text, at)) {
    return {false, at, "a digit", ScanFault::number};
  }
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (!skip_digits(text, at)) return {false, at, "a digit after '.'", ScanFault::number};
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!skip_digits(text, at)) return {false, at, "a digit in the exponent", ScanFault::number};
  }
  return {true, at, ""};
}

TokenScan scan_json_literal(std::string_view text, std::size_t at) {
  const std::string_view word = text[at] == 't' ? "true" : text[at] == 'f' ? "false" : "null";
  for (std::size_t k = 0; k < word.size(); ++k) {
    if (at + k >= text.size() || text[at + k] != word[k])
      return {false, at + k, "true, false or null", ScanFault::literal};
  }
  return {true, at + word.size(), ""};
}

}  // namespace nines::base
