// JSON string literals both ways, and the words in which a syntax error is told. See json_reader.h.
#include <algorithm>

#include "base/json_reader.h"
#include "base/json_scan.h"

namespace nines::base {

namespace {

constexpr char kHex[] = "0123456789abcdef";

std::uint32_t hex_value(char c) {
  if (is_ascii_digit(c)) return static_cast<std::uint32_t>(c - '0');
  return static_cast<std::uint32_t>(fold_ascii(c) - 'a') + 10U;
}

// `at` points behind "\u"; the reader has checked that four digits follow.
std::uint32_t hex4(std::string_view text, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t k = 0; k < 4; ++k) value = value * 16 + hex_value(text[at + k]);
  return value;
}

bool is_high_surrogate(std::uint32_t u) { return u >= 0xD800 && u < 0xDC00; }
bool is_low_surrogate(std::uint32_t u) { return u >= 0xDC00 && u < 0xE000; }

// Decodes the \u escape (or pair of them) whose backslash is at `at`; returns one past it.
std::size_t append_unicode_escape(std::string& out, std::string_view text, std::size_t at) {
  const std::uint32_t unit = hex4(text, at + 2);
  at += 6;
  const bool pair = is_high_surrogate(unit) && at + 6 <= text.size() && text[at] == '\\' && text[at + 1] == 'u' &&
                    is_low_surrogate(hex4(text, at + 2));
  if (!pair) {
    append_utf8(out, unit);
    return at;
  }
  append_utf8(out, 0x10000U + ((unit - 0xD800U) << 10U) + (hex4(text, at + 2) - 0xDC00U));
  return at + 6;
}

char simple_escape(char c) {
  switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return c;
  }
}

void append_quoted(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  const auto b = static_cast<std::uint8_t>(c);
  if (b >= 0x20) {
    out += c;
    return;
  }
  out += "\\u00";
  out += kHex[b >> 4U];
  out += kHex[b & 15U];
}

std::string hex_upper(std::uint32_t value, std::size_t digits) {
  std::string out;
  for (std::size_t k = digits; k-- > 0;) out += "0123456789ABCDEF"[(value >> (4 * k)) & 15U];
  return out;
}

}  // namespace

std::string json_unquote(std::string_view literal) {
  const std::string_view body = literal.substr(1, literal.size() - 2);
  std::string out;
  out.reserve(body.size());
  for (std::size_t i = 0; i < body.size();) {
    const std::size_t escape = body.find('\\', i);
    out.append(body.substr(i, escape - i));
    if (escape == std::string_view::npos) break;
    if (body[escape + 1] == 'u') {
      i = append_unicode_escape(out, body, escape);
    } else {
      out += simple_escape(body[escape + 1]);
      i = escape + 2;
    }
  }
  return out;
}

std::string json_quote(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size() + 2);
  out += '"';
  for (std::size_t i = 0; i < utf8.size();) {
    const CodePoint c = decode_utf8(utf8, i);
    if (!c.valid) {
      append_utf8(out, 0xFFFD);
    } else if (c.length == 1) {
      append_quoted(out, utf8[i]);
    } else {
      out.append(utf8.substr(i, c.length));
    }
    i += c.length;
  }
  return out + '"';
}

std::string describe_found(std::string_view text, std::size_t byte) {
  if (byte >= text.size()) return "end of text";
  const CodePoint c = decode_utf8(text, byte);
  if (!c.valid) return "byte 0x" + hex_upper(static_cast<std::uint8_t>(text[byte]), 2);
  if (c.value == '\n' || c.value == '\r') return "line break";
  if (c.value == '\t') return "tab";
  if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0)) return "control character U+" + hex_upper(c.value, 4);
  if (c.value == 0xFEFF) return "byte order mark U+FEFF";
  if (c.value == '\'') return "\"'\"";
  return "'" + std::string(text.substr(byte, c.length)) + "'";
}

std::string foreign_word(std::string_view text, std::size_t byte) {
  std::string_view rest = text.substr(std::min(byte, text.size()));
  if (rest.starts_with('-')) rest.remove_prefix(1);
  const auto is_word = [&](std::string_view word) {  // "None of these" is prose, not Python
    const std::size_t next = skip_json_space(rest, std::min(word.size(), rest.size()));
    return rest.starts_with(word) && (next == rest.size() || std::string_view(",]}").find(rest[next]) < 3);
  };
  for (const std::string_view word : {"NaN", "Infinity"}) {
    if (is_word(word))
      return std::string(word) + " is not JSON (Python's json.dumps writes it); write null or a text instead";
  }
  for (const std::string_view word : {"None", "True", "False"}) {
    if (is_word(word)) return std::string(word) + " is Python, not JSON; json.dumps writes JSON";
  }
  if (rest.starts_with('\'')) return "single quotes are Python, not JSON; json.dumps writes double ones";
  return "";
}

Error json_error(const JsonSyntaxError& error, std::string_view text, std::string_view source) {
  Error out;
  out.code = ErrorCode::bad_json;
  if (error.too_deep) out.code = ErrorCode::too_deep;
  if (error.too_large) out.code = ErrorCode::too_large;
  if (trim_ascii(text).empty()) out.code = ErrorCode::empty_input;
  const LineColumn place = line_column(text, error.byte);
  out.message = error.message;
  out.where = {std::string(source), error.pointer, error.byte, place.line, place.column};
  return out;
}

}  // namespace nines::base
