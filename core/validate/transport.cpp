// Damage to the bytes of a text. See transport.h.
#include "validate/transport.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace nines::validate {

namespace {

// U+0080..U+009F of Windows-1252; 0 = not assigned, read as the control character itself.
constexpr std::array<char32_t, 32> kWindows1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The byte that Windows-1252 has for a character beyond ASCII, or 0.
std::uint8_t windows_byte(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<std::uint8_t>(c);
  const auto row = std::find(kWindows1252.begin(), kWindows1252.end(), c);
  return row == kWindows1252.end() ? std::uint8_t{0} : static_cast<std::uint8_t>(0x80 + (row - kWindows1252.begin()));
}

enum class ByteOrder : std::uint8_t { little, big };

std::uint32_t unit_at(std::string_view text, std::size_t at, ByteOrder order) {
  const auto first = static_cast<std::uint8_t>(text[at]);
  const auto second = static_cast<std::uint8_t>(text[at + 1]);
  return order == ByteOrder::little ? first + 256U * second : 256U * first + second;
}

// Each unit becomes its UTF-8; of ASCII only the zero byte goes.
Fix from_utf16(std::string_view text, ByteOrder order) {
  Fix out;
  Finding finding = make_finding("T2", {0, 2}, "the text is UTF-16, not UTF-8", "UTF-8 without a byte order mark",
                                 order == ByteOrder::little ? "FF FE" : "FE FF");
  out.edits.push_back({{0, 2}, ""});
  std::size_t at = 2;
  for (; at + 1 < text.size() && out.edits.size() < kMaxFixes; at += 2) {
    std::uint32_t unit = unit_at(text, at, order);
    if (unit < 0x80) {
      const std::size_t zero = order == ByteOrder::little ? at + 1 : at;
      out.edits.push_back({{zero, zero + 1}, ""});
      continue;
    }
    std::size_t end = at + 2;
    if (unit >= 0xD800 && unit < 0xDC00 && at + 3 < text.size()) {
      const std::uint32_t low = unit_at(text, at + 2, order);
      if (low >= 0xDC00 && low < 0xE000) {
        unit = 0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00);
        end = at + 4;
      }
    }
    std::string utf8;
    base::append_utf8(utf8, static_cast<char32_t>(unit));
    out.edits.push_back({{at, end}, utf8});
    at = end - 2;
  }
  if (at < text.size() && at + 1 == text.size()) out.edits.push_back({{at, at + 1}, ""});
  out.complete = at + 1 >= text.size();
  if (out.complete) finding.edits = out.edits;
  if (!out.complete) out.edits.clear();
  out.findings.add(std::move(finding));
  return out;
}

}  // namespace

void Fix::add(Finding finding, std::string replacement) {
  complete = complete && edits.size() < kMaxFixes;
  if (complete) edits.push_back({finding.span, std::move(replacement)});
  if (complete) finding.edits.push_back(edits.back());
  findings.add(std::move(finding));
}

Fix find_byte_order_mark(std::string_view text) {
  Fix out;
  if (text.starts_with("\xFF\xFE")) return from_utf16(text, ByteOrder::little);
  if (text.starts_with("\xFE\xFF")) return from_utf16(text, ByteOrder::big);
  if (!text.starts_with(base::kBom)) return out;
  out.add(make_finding("T2", {0, base::kBom.size()}, "a byte order mark stands before the text", "the text alone",
                       "U+FEFF"),
          "");
  return out;
}

Fix find_terminal_codes(std::string_view text) {
  constexpr std::string_view kStart = "\x1B[";
  Fix out;
  for (std::size_t at = text.find(kStart); at != std::string_view::npos; at = text.find(kStart, at + 1)) {
    std::size_t end = at + kStart.size();
    while (end < text.size() && text[end] >= 0x20 && text[end] < 0x40) ++end;
    if (end >= text.size() || !base::is_ascii_letter(text[end])) continue;
    out.complete = out.complete && out.edits.size() < kMaxFixes;
    if (out.complete) out.edits.push_back({{at, end + 1}, ""});
  }
  if (out.edits.empty()) return out;
  const Span first = out.edits.front().span;
  const std::string found = "ESC" + std::string(text.substr(first.from + 1, first.to - first.from - 1));
  Finding finding = make_finding("T3", first, "codes of a terminal stand in the text, the first is " + found,
                                 "the text alone", found);
  if (out.complete) finding.edits = out.edits;
  if (!out.complete) out.edits.clear();
  out.findings.add(std::move(finding));
  return out;
}

Fix find_bad_bytes(std::string_view text) {
  Fix out;
  for (std::size_t at = 0; at < text.size() && out.complete;) {
    const std::size_t bad = base::find_bad_utf8(text.substr(at));
    if (bad == std::string_view::npos) break;
    const std::size_t from = at + bad;
    at = from;
    while (at < text.size() && !base::decode_utf8(text, at).valid) ++at;
    const std::string found = excerpt(text.substr(from, at - from));
    out.add(make_finding("T1", {from, at}, found + " is not valid UTF-8", "valid UTF-8", found), "\xEF\xBF\xBD");
  }
  return out;
}

Fix find_mojibake(std::string_view text) {
  Fix out;
  Finding finding;
  std::vector<Edit> edits;
  for (std::size_t at = 0; at < text.size();) {
    at = base::skip_ascii(text, at);
    if (at >= text.size()) break;
    const std::size_t from = at;
    std::string bytes;
    while (at < text.size() && static_cast<std::uint8_t>(text[at]) >= 0x80) {
      const base::CodePoint point = base::decode_utf8(text, at);
      const std::uint8_t byte = point.valid ? windows_byte(point.value) : std::uint8_t{0};
      if (byte == 0) return out;
      bytes += static_cast<char>(byte);
      at += point.length;
    }
    if (base::find_bad_utf8(bytes) != std::string_view::npos || edits.size() >= kMaxFixes) return out;
    edits.push_back({{from, at}, std::move(bytes)});
  }
  if (edits.empty()) return out;
  const Span first = edits.front().span;
  const std::string found = excerpt(text.substr(first.from, first.to - first.from));
  finding = make_finding("T5", {first.from, edits.back().span.to},
                         found + " is UTF-8 that was read as Windows-1252; it says " + quoted(edits.front().text),
                         quoted(edits.front().text), found);
  finding.edits = edits;
  finding.confidence = 0.5;
  out.edits = std::move(edits);
  out.findings.add(std::move(finding));
  return out;
}

}  // namespace nines::validate
