// Escapes of ECMA-262 patterns under the u flag (22.2.1, CharacterEscape and CharacterClassEscape). See
// pattern_reader.h.
#include "validate/pattern/pattern_reader.h"
#include "validate/pattern/unicode_property.h"

namespace nines::validate {

namespace {

constexpr std::string_view kSyntaxChars = "^$\\.*+?()[]{}|/";
constexpr std::size_t kMaxPropertyName = 60;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool read_hex(PatternReader& in, int digits, char32_t& out) {
  out = 0;
  for (int i = 0; i < digits; ++i) {
    const int value = hex_value(in.peek());
    if (value < 0) return in.fail(in.at(), std::to_string(digits) + " hexadecimal digits");
    out = out * 16 + static_cast<char32_t>(value);
    in.go_to(in.at() + 1);
  }
  return true;
}

bool read_braced_hex(PatternReader& in, char32_t& out) {
  out = 0;
  const std::size_t start = in.at();
  while (hex_value(in.peek()) >= 0) {
    out = out * 16 + static_cast<char32_t>(hex_value(in.peek()));
    if (out > kLastCodePoint) return in.fail(start, "a code point of at most 10FFFF");
    in.go_to(in.at() + 1);
  }
  if (in.at() == start) return in.fail(start, "a hexadecimal digit");
  return in.take("}") || in.fail(in.at(), "} or a hexadecimal digit");
}

std::string read_property_word(PatternReader& in) {
  std::string out;
  while (out.size() < kMaxPropertyName && (is_word_char(static_cast<unsigned char>(in.peek())))) {
    out += in.peek();
    in.go_to(in.at() + 1);
  }
  return out;
}

bool read_property(PatternReader& in, bool negated, PatternAtom& out) {
  if (!in.take("{")) return in.fail(in.at(), "{ and the name of a Unicode property");
  const std::size_t start = in.at();
  const std::string name = read_property_word(in);
  const bool has_value = in.take("=");
  const std::string value = has_value ? read_property_word(in) : "";
  if (name.empty() || (has_value && value.empty())) return in.fail(in.at(), "the name of a Unicode property");
  if (!in.take("}")) return in.fail(in.at(), "}");
  const PropertyAnswer answer = find_property(name, value, out.set);
  if (answer == PropertyAnswer::no_such_name) return in.fail(start, "a Unicode property of ECMA-262");
  out.is_set = true;
  out.unknown_members = answer == PropertyAnswer::unknown_members;
  if (negated) out.set.invert();
  return true;
}

bool set_atom(PatternAtom& out, CharSet set) {
  out.is_set = true;
  out.set = std::move(set);
  return true;
}

bool char_atom(PatternAtom& out, char32_t c) {
  out.value = c;
  return true;
}

bool is_ascii_punctuation(char c) {
  return (c >= ' ' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool read_identity(PatternReader& in, EscapePlace place, char c, std::size_t at, PatternAtom& out) {
  const bool allowed =
      c != '\0' && (kSyntaxChars.find(c) != std::string_view::npos || (c == '-' && place == EscapePlace::in_class) ||
                    (in.lenient() && is_ascii_punctuation(c)));
  return allowed ? char_atom(out, static_cast<char32_t>(c)) : in.fail(at, "an escape of ECMA-262");
}

bool read_control(PatternReader& in, PatternAtom& out) {
  const char letter = in.peek();
  if (!base::is_ascii_letter(letter)) return in.fail(in.at(), "a letter after \\c");
  in.go_to(in.at() + 1);
  return char_atom(out, static_cast<char32_t>(letter) % 32);
}

bool read_zero(PatternReader& in, PatternAtom& out) {
  if (base::is_ascii_digit(in.peek())) return in.fail(in.at(), "no digit after \\0");
  return char_atom(out, 0);
}

}  // namespace

bool read_unicode_escape(PatternReader& in, char32_t& out) {
  if (in.take("{")) return read_braced_hex(in, out);
  if (!read_hex(in, 4, out)) return false;
  if (out < 0xD800 || out > 0xDBFF || !in.starts_with("\\u")) return true;
  const std::size_t after = in.at();
  for (std::size_t i = 2; i < 6; ++i) {
    if (hex_value(in.peek(i)) < 0) return true;  // no pair: what follows stands for itself
  }
  in.go_to(after + 2);
  char32_t low = 0;
  read_hex(in, 4, low);
  if (low >= 0xDC00 && low <= 0xDFFF) {
    out = 0x10000 + ((out - 0xD800) << 10U) + (low - 0xDC00);
  } else {
    in.go_to(after);
  }
  return true;
}

bool read_escape(PatternReader& in, EscapePlace place, PatternAtom& out) {
  const std::size_t at = in.at();
  const char c = in.peek();
  if (in.at_end()) return in.fail(at, "a character after \\");
  in.go_to(at + 1);
  switch (c) {
    case 'd': return set_atom(out, digit_chars());
    case 'D': return set_atom(out, inverted(digit_chars()));
    case 'w': return set_atom(out, word_chars());
    case 'W': return set_atom(out, inverted(word_chars()));
    case 's': return set_atom(out, space_chars());
    case 'S': return set_atom(out, inverted(space_chars()));
    case 'p': return read_property(in, false, out);
    case 'P': return read_property(in, true, out);
    case 'f': return char_atom(out, '\f');
    case 'n': return char_atom(out, '\n');
    case 'r': return char_atom(out, '\r');
    case 't': return char_atom(out, '\t');
    case 'v': return char_atom(out, '\v');
    case 'b': return place == EscapePlace::in_class ? char_atom(out, '\b') : in.fail(at, "an escape of ECMA-262");
    case 'c': return read_control(in, out);
    case '0': return read_zero(in, out);
    case 'x': return read_hex(in, 2, out.value);
    case 'u': return read_unicode_escape(in, out.value);
    default: return read_identity(in, place, c, at, out);
  }
}

}  // namespace nines::validate
