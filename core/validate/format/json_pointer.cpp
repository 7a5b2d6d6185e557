// JSON pointers, relative ones, and UUIDs; see checks.h.
#include "validate/format/checks.h"
#include "validate/format/grammar.h"

namespace nines::validate {

namespace {

// Digits without a leading zero.
bool take_number(TextCursor& in) {
  const bool is_zero = in.peek() == '0';
  const std::size_t length = in.take_while(base::is_ascii_digit);
  return length == 1 || (length > 1 && !is_zero);
}

}  // namespace

bool is_json_pointer(std::string_view text) {
  if (!text.empty() && text[0] != '/') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '~' && (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1'))) return false;
  }
  return base::find_bad_utf8(text) == std::string_view::npos;
}

bool is_relative_json_pointer(std::string_view text, IndexShift shift) {
  TextCursor in(text);
  if (!take_number(in)) return false;
  if (shift == IndexShift::allowed && (in.take('+') || in.take('-'))) {
    if (in.peek() == '0' || !take_number(in)) return false;
  }
  return in.rest() == "#" || is_json_pointer(in.rest());
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash ? text[i] != '-' : !is_hex_digit(text[i])) return false;
  }
  return true;
}

}  // namespace nines::validate
