// UTF-8 and ASCII helpers over raw bytes: decoding with the exact bad byte, code point counts,
// trimming, folding, lines and columns, shortening for messages. Used by the JSON reader, validate
// and disagree. Never allocates more than it returns and never depends on a locale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace nines::base {

// One code point. When !valid, value is U+FFFD, length is 1 (a bad byte counts as one) and
// `good_bytes` says how many bytes of a sequence were still fine before the one that broke it
// (0..3).
struct CodePoint {
  char32_t value = 0xFFFD;
  std::uint32_t length = 1;
  std::uint32_t good_bytes = 0;
  bool valid = false;
};
// Decodes at `at` (< text.size()). Rejects overlong forms, surrogates and values past U+10FFFF.
// O(1).
CodePoint decode_utf8(std::string_view text, std::size_t at);
// Appends `value` as UTF-8; surrogates and values past U+10FFFF become U+FFFD.
void append_utf8(std::string& out, char32_t value);
// First byte that breaks UTF-8, or npos. Linear.
std::size_t find_bad_utf8(std::string_view text);
// The text with every bad byte replaced by U+FFFD. Linear.
std::string repair_utf8(std::string_view text);
// Number of code points, a bad byte counting as one. Linear.
std::size_t count_code_points(std::string_view text);

inline constexpr std::string_view kBom = "\xEF\xBB\xBF";
// How many bytes a byte order mark takes at the start of a file: editors on Windows write one, and it says nothing.
inline std::size_t bom_bytes(std::string_view file) { return file.starts_with(kBom) ? kBom.size() : 0; }

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
inline bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
inline char fold_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trim_ascii(std::string_view text);
std::string_view trim_json_space(std::string_view text);  // only what JSON takes for white space
std::string fold_ascii(std::string_view text);
bool equal_ignoring_ascii_case(std::string_view a, std::string_view b);

// One past the run of ASCII bytes that starts at `at`, eight at a time.
std::size_t skip_ascii(std::string_view text, std::size_t at);

// At most `max_bytes` bytes of `text`, cut between code points, with "…" when cut. Controls and bad
// bytes are made visible as \n, \t or \xHH, so that the result is always one printable line.
std::string shorten(std::string_view text, std::size_t max_bytes);

// Line and column (1-based, column in code points; a bad byte counts as one) of a byte offset.
// Lines end at \n. O(offset).
struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;
  bool operator==(const LineColumn&) const = default;
};
LineColumn line_column(std::string_view text, std::size_t byte);

// line_column for many offsets that mostly ascend: remembers the last place, so a sorted run costs
// O(text) in all.
class LineCursor {
 public:
  explicit LineCursor(std::string_view text) : text_(text) {}
  LineColumn at(std::size_t byte);

 private:
  void pass_ascii(std::size_t end);

  std::string_view text_;
  std::size_t byte_ = 0;
  LineColumn place_;
};

}  // namespace nines::base
