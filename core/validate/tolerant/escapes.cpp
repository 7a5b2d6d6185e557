// What stands inside a string: escapes, controls, bytes that are no UTF-8. See machine.h.
#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/tolerant/machine.h"

namespace nines::validate {

namespace {

bool is_hex(char c) { return base::is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

std::uint32_t hex_value(char c) {
  const char folded = base::fold_ascii(c);
  return static_cast<std::uint32_t>(base::is_ascii_digit(c) ? c - '0' : folded - 'a' + 10);
}

// One unit of UTF-16 as JSON writes it.
std::string unit_escape(std::uint32_t unit) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\\u";
  for (std::uint32_t shift = 16; shift > 0; shift -= 4) out += kHex[(unit >> (shift - 4)) & 15U];
  return out;
}

std::string escaped_control(char c) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  constexpr char kHex[] = "0123456789abcdef";
  const auto b = static_cast<std::uint8_t>(c);
  return std::string("\\u00") + kHex[b >> 4U] + kHex[b & 15U];
}

}  // namespace

// text_[at] is a backslash; one past the escape.
std::size_t TolerantMachine::escape(std::size_t at) {
  if (at + 1 >= text_.size()) {
    cut("X5", kept(), "one of \" \\ / b f n r t u after a backslash");
    return text_.size();
  }
  const char c = text_[at + 1];
  if (std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos) return at + 2;
  if (c == 'u') return unicode_escape(at);
  if (const std::size_t end = c == 'U' ? long_escape(at) : at; end > at) return end;
  if (c == 'x' && at + 3 < text_.size() && is_hex(text_[at + 2]) && is_hex(text_[at + 3])) return short_escape(at, 2);
  const bool drop = c == '\'' || c == '`' || c == '_';
  const bool line = c == '\n';
  Draft draft;
  if (drop)
    draft.replace({at, at + 1}, "");
  else if (line)
    draft.replace({at, at + 2}, "\\n");
  else
    draft.insert(at, "\\");
  const std::size_t length = static_cast<std::uint8_t>(c) < 0x80 ? 2 : 1;
  Defect& defect =
      add(c == '_' ? "W7"
          : line   ? "L8"
                   : "L7",
          {at, at + length}, "an escape of JSON", line ? RepairLevel::b : RepairLevel::a, std::move(draft));
  if (line && !quiet_)
    defect.others.push_back({"the line goes on without a break", {at, at + 2}, {{{at, at + 2}, ""}}});
  return at + length;
}

// \x41
std::size_t TolerantMachine::short_escape(std::size_t at, std::size_t digits) {
  Draft draft;
  draft.replace({at, at + 2}, "\\u00");
  add("L7", {at, at + 2 + digits}, "\\u and four hexadecimal digits", RepairLevel::a, std::move(draft));
  return at + 2 + digits;
}

// \U0001F600: a code point in eight digits; `at` when it is none.
std::size_t TolerantMachine::long_escape(std::size_t at) {
  constexpr std::size_t kDigits = 8;
  if (text_.size() - at < 2 + kDigits) return at;
  std::uint32_t point = 0;
  for (const char c : text_.substr(at + 2, kDigits)) {
    if (!is_hex(c) || point > 0x10FFFF) return at;
    point = point * 16 + hex_value(c);
  }
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point > 0x10FFFF || surrogate) return at;
  Draft draft;
  const std::size_t end = at + 2 + kDigits;
  const bool pair = point >= 0x10000;
  draft.replace({at, end}, pair ? unit_escape(0xD7C0 + (point >> 10U)) + unit_escape(0xDC00 + (point & 0x3FFU))
                                : unit_escape(point));
  add("L7", {at, end}, "\\u and four hexadecimal digits", RepairLevel::a, std::move(draft));
  return end;
}

std::size_t TolerantMachine::unicode_escape(std::size_t at) {
  std::size_t digits = 0;
  while (digits < 4 && at + 2 + digits < text_.size() && is_hex(text_[at + 2 + digits])) ++digits;
  const std::size_t end = at + 2 + digits;
  if (digits == 4) return end;
  if (end >= text_.size()) {
    cut("X5", kept(), "four hexadecimal digits after \\u");
    return text_.size();
  }
  Draft draft;
  draft.insert(at, "\\");
  add("L7", {at, end}, "four hexadecimal digits after \\u", RepairLevel::c, std::move(draft));
  return end;
}

std::size_t TolerantMachine::control(std::size_t at) {
  const bool carries = base::is_json_space(text_[at]);  // line ends and tabs carry meaning
  const bool pair = text_.substr(at, 2) == "\r\n";
  const std::size_t end = at + (pair ? 2 : 1);
  Draft draft;
  draft.replace({at, end}, pair ? "\\r\\n" : escaped_control(text_[at]));
  const bool nul = text_[at] == '\0';
  add(nul ? "T3" : "L8", {at, end}, carries ? "\\n, \\r or \\t" : "an escape such as \\u0001",
      nul ? RepairLevel::b : RepairLevel::a, std::move(draft));
  return end;
}

std::size_t TolerantMachine::high_bytes(std::size_t at) {
  if (static_cast<std::uint8_t>(text_[at]) < 0x80) return at + 1;
  const base::CodePoint point = base::decode_utf8(text_, at);
  if (point.valid) return at + point.length;
  if (at + point.good_bytes >= text_.size()) {
    cut("X1", kept(), "a whole character");
    return text_.size();
  }
  // Half of a surrogate pair, written as if it were a character: ED A0..BF xx.
  const auto lead = static_cast<std::uint8_t>(text_[at]);
  const bool surrogate = lead == 0xED && at + 2 < text_.size() && static_cast<std::uint8_t>(text_[at + 1]) >= 0xA0;
  std::size_t end = at + (surrogate ? 3 : 1);
  while (!surrogate && end < text_.size() && static_cast<std::uint8_t>(text_[end]) >= 0x80 &&
         !base::decode_utf8(text_, end).valid) {
    ++end;
  }
  Draft draft;
  draft.replace({at, end}, "\xEF\xBF\xBD");
  add(surrogate ? "T3" : "T1", {at, end}, "valid UTF-8", RepairLevel::b, std::move(draft));
  return end;
}

}  // namespace nines::validate
