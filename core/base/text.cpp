// UTF-8 and ASCII helpers. See text.h.
#include "base/text.h"

#include <algorithm>
#include <cstring>

namespace nines::base {

namespace {

std::uint8_t byte_at(std::string_view text, std::size_t i) { return static_cast<std::uint8_t>(text[i]); }

// Length of the sequence a lead byte announces and the range its second byte must lie in (Unicode
// table 3-7).
struct Lead {
  std::uint32_t length;
  std::uint8_t second_min;
  std::uint8_t second_max;
};

Lead lead_of(std::uint8_t b) {
  if (b < 0x80) return {1, 0, 0};
  if (b < 0xC2) return {0, 0, 0};
  if (b < 0xE0) return {2, 0x80, 0xBF};
  if (b == 0xE0) return {3, 0xA0, 0xBF};
  if (b == 0xED) return {3, 0x80, 0x9F};
  if (b < 0xF0) return {3, 0x80, 0xBF};
  if (b == 0xF0) return {4, 0x90, 0xBF};
  if (b < 0xF4) return {4, 0x80, 0xBF};
  if (b == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

void append_visible(std::string& out, std::uint8_t b) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  switch (b) {
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  out += "\\x";
  out += kHex[b >> 4U];
  out += kHex[b & 15U];
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  const std::uint8_t first = byte_at(text, at);
  if (first < 0x80) return {first, 1, 0, true};
  const Lead lead = lead_of(first);
  if (lead.length == 0) return {};
  char32_t value = first & (0x7FU >> lead.length);
  for (std::uint32_t k = 1; k < lead.length; ++k) {
    if (at + k >= text.size()) return {0xFFFD, 1, k, false};
    const std::uint8_t b = byte_at(text, at + k);
    const std::uint8_t low = k == 1 ? lead.second_min : std::uint8_t{0x80};
    const std::uint8_t high = k == 1 ? lead.second_max : std::uint8_t{0xBF};
    if (b < low || b > high) return {0xFFFD, 1, k, false};
    value = (value << 6U) | (b & 0x3FU);
  }
  return {value, lead.length, 0, true};
}

void append_utf8(std::string& out, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = 0xFFFD;
  const auto put = [&out](char32_t bits) { out += static_cast<char>(static_cast<std::uint8_t>(bits)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0U | (value >> 6U));
    put(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    put(0xE0U | (value >> 12U));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  } else {
    put(0xF0U | (value >> 18U));
    put(0x80U | ((value >> 12U) & 0x3FU));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
}

std::size_t skip_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  for (std::uint64_t eight = 0; at + 8 <= text.size(); at += 8) {
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & kHighBits) != 0) break;
  }
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

std::size_t find_bad_utf8(std::string_view text) {
  std::size_t i = skip_ascii(text, 0);
  while (i < text.size()) {
    const CodePoint c = decode_utf8(text, i);
    if (!c.valid) return i;
    i = skip_ascii(text, i + c.length);
  }
  return std::string_view::npos;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    if (c.valid) {
      out.append(text.substr(i, c.length));
    } else {
      append_utf8(out, 0xFFFD);
    }
    i += c.length;
  }
  return out;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    const std::size_t ascii_end = skip_ascii(text, i);
    count += ascii_end - i;
    if (ascii_end >= text.size()) break;
    i = ascii_end + decode_utf8(text, ascii_end).length;
  }
  return count;
}

std::string_view trim_ascii(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view trim_json_space(std::string_view text) {
  while (!text.empty() && is_json_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_json_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string fold_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = fold_ascii(c);
  return out;
}

bool equal_ignoring_ascii_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (fold_ascii(a[i]) != fold_ascii(b[i])) return false;
  }
  return true;
}

std::string shorten(std::string_view text, std::size_t max_bytes) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i);
    const std::size_t before = out.size();
    if (!c.valid || c.value < 0x20 || c.value == 0x7F) {
      append_visible(out, byte_at(text, i));
    } else {
      out.append(text.substr(i, c.length));
    }
    if (out.size() > max_bytes) {
      out.resize(before);
      return out + "…";
    }
    i += c.length;
  }
  return out;
}

LineColumn line_column(std::string_view text, std::size_t byte) { return LineCursor(text).at(byte); }

LineColumn LineCursor::at(std::size_t byte) {
  if (byte > text_.size()) byte = text_.size();
  if (byte < byte_) {
    byte_ = 0;
    place_ = {};
  }
  const std::string_view before = text_.substr(0, byte);
  while (byte_ < byte) {
    const std::size_t ascii_end = skip_ascii(before, byte_);
    if (ascii_end > byte_) {
      pass_ascii(ascii_end);
      continue;
    }
    const std::uint32_t length = decode_utf8(text_, byte_).length;
    // An offset inside a character belongs to that character; the cursor stays at its start.
    if (byte_ + length > byte) break;
    ++place_.column;
    byte_ += length;
  }
  return place_;
}

void LineCursor::pass_ascii(std::size_t end) {
  const std::string_view run = text_.substr(byte_, end - byte_);
  const std::size_t last = run.rfind('\n');
  if (last == std::string_view::npos) {
    place_.column += run.size();
  } else {
    place_.line += static_cast<std::size_t>(std::count(run.begin(), run.end(), '\n'));
    place_.column = run.size() - last;
  }
  byte_ = end;
}

}  // namespace nines::base
