// URI templates of RFC 6570, any level; see checks.h.
#include "validate/format/checks.h"
#include "validate/format/uri_chars.h"

namespace nines::validate {

namespace {

constexpr std::string_view kOperators = "+#./;?&=,!@|";  // those of levels 2 and 3, and the reserved ones
constexpr std::size_t kMaxPrefixDigits = 4;

bool take_variable_char(TextCursor& in) {
  return in.take_if([](char c) { return is_letter_or_digit(c) || c == '_'; }) || in.take_percent();
}

bool take_variable(TextCursor& in) {
  if (!take_variable_char(in)) return false;
  for (;;) {
    const bool has_dot = in.take('.');
    if (take_variable_char(in)) continue;
    if (has_dot) return false;
    break;
  }
  if (in.take('*') || !in.take(':')) return true;
  if (in.peek() == '0') return false;
  const std::size_t digits = in.take_while(base::is_ascii_digit);
  return digits > 0 && digits <= kMaxPrefixDigits;
}

bool take_expression(TextCursor& in) {
  in.take_if([](char c) { return kOperators.find(c) != std::string_view::npos; });
  do {
    if (!take_variable(in)) return false;
  } while (in.take(','));
  return in.take('}');
}

bool is_literal_char(char c) {
  return c > ' ' && c < 0x7F && std::string_view("\"%<>\\^`{|}").find(c) == std::string_view::npos;
}

}  // namespace

bool is_uri_template(std::string_view text) {
  TextCursor in(text);
  while (!in.at_end()) {
    if (in.take('{')) {
      if (!take_expression(in)) return false;
    } else if (!in.take_if(is_literal_char) && !in.take_percent() &&
               !in.take_wide([](char32_t c) { return is_iri_char(c, PrivateUse::allowed); })) {
      return false;
    }
  }
  return true;
}

}  // namespace nines::validate
