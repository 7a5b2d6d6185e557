// Typographic dress of JSON-like text. See look.h.
#include "validate/tolerant/look.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/json_scan.h"
#include "base/text.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxBareKeyBytes = 64;
constexpr std::size_t kMaxBackKeyBytes = 256;  // of one that goes on behind a quote

struct Spelling {
  std::string_view bytes;
  QuoteKind kind;
};
constexpr std::array kQuotes{
    Spelling{"\xE2\x80\x9C", QuoteKind::smart},         // U+201C
    Spelling{"\xE2\x80\x9D", QuoteKind::smart},         // U+201D
    Spelling{"\xE2\x80\x9E", QuoteKind::smart},         // U+201E
    Spelling{"\xE2\x80\x9F", QuoteKind::smart},         // U+201F
    Spelling{"\xEF\xBC\x82", QuoteKind::smart},         // U+FF02
    Spelling{"\xE2\x80\x98", QuoteKind::smart_single},  // U+2018
    Spelling{"\xE2\x80\x99", QuoteKind::smart_single},  // U+2019
    Spelling{"\xE2\x80\x9A", QuoteKind::smart_single},  // U+201A
    Spelling{"\xC2\xAB", QuoteKind::angle},             // U+00AB
    Spelling{"\xC2\xBB", QuoteKind::angle},             // U+00BB
};

constexpr std::array<std::string_view, 13> kInvisible{
    "\xEF\xBB\xBF", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x81\xA0", "\xC2\xA0",    "\xC2\xAD",
    "\xE3\x80\x80", "\xE2\x80\xAF", "\xE2\x80\x83", "\xE2\x80\x82", "\xE2\x80\xA8", "\xE2\x80\xA9"};

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

// U+FF01..U+FF5E stand for ASCII; of them only what is structure in JSON.
char full_width(std::string_view text, std::size_t at) {
  if (text.substr(at, 3) == "\xE3\x80\x81") return ',';  // U+3001
  if (text.size() - at < 3 || byte_at(text, at) != 0xEF) return 0;
  const unsigned middle = byte_at(text, at + 1);
  const unsigned last = byte_at(text, at + 2);
  if ((middle != 0xBC && middle != 0xBD) || last < 0x80 || last > 0xBF) return 0;
  const unsigned code = (middle - 0xBCU) * 64 + (last - 0x80U) + 0x20;
  const char c = static_cast<char>(code);
  return code < 0x7F && std::string_view(",:;=[]{}").find(c) != std::string_view::npos ? c : '\0';
}

bool ends_word(std::string_view comment, std::string_view word) {
  const auto same = [](char a, char b) { return base::fold_ascii(a) == b; };
  return std::search(comment.begin(), comment.end(), word.begin(), word.end(), same) != comment.end();
}

std::size_t colon_after(std::string_view text, std::size_t end) {
  const Look look = look_past_space(text, end);
  return look.length > 0 && (look.c == ':' || look.c == '=') ? end : 0;
}

}  // namespace

Look look_at_high(std::string_view text, std::size_t at) {
  const char c = full_width(text, at);
  if (c != 0) return {c, 3};
  return {text[at], 1};
}

Quote quote_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const std::string_view rest = text.substr(at, 3);
  switch (rest[0]) {
    case '"': return rest == "\"\"\"" ? Quote{QuoteKind::triple, 3} : Quote{QuoteKind::straight, 1};
    case '\'': return rest == "'''" ? Quote{QuoteKind::triple, 3} : Quote{QuoteKind::single, 1};
    case '`': return rest == "```" ? Quote{} : Quote{QuoteKind::back, 1};
    case '\\': return rest.starts_with("\\\"") ? Quote{QuoteKind::escaped, 2} : Quote{};
    default: break;
  }
  if (byte_at(text, at) < 0x80) return {};
  for (const Spelling& row : kQuotes) {
    if (rest.starts_with(row.bytes)) return {row.kind, row.bytes.size()};
  }
  return {};
}

std::size_t closing_length(std::string_view text, std::size_t at, Quote open, char open_byte) {
  if (open.kind == QuoteKind::triple) {
    const std::string_view three = text.substr(at, 3);
    return three.size() == 3 && three[0] == open_byte && three[1] == open_byte && three[2] == open_byte ? 3 : 0;
  }
  const char c = text[at];
  if (open.kind == QuoteKind::single) return c == '\'' ? 1 : 0;
  if (open.kind == QuoteKind::straight) return c == '"' ? 1 : 0;
  if (open.kind == QuoteKind::back) return c == '`' || c == '\'' ? 1 : 0;
  if (open.kind == QuoteKind::smart && c == '"') return 1;
  if (open.kind == QuoteKind::smart_single && c == '\'') return 1;
  const Quote here = quote_at(text, at);
  return here.kind == open.kind ? here.length : 0;
}

std::size_t invisible_length(std::string_view text, std::size_t at) {
  if (at >= text.size() || byte_at(text, at) < 0x80) return 0;
  for (const std::string_view bytes : kInvisible) {
    if (text.substr(at).starts_with(bytes)) return bytes.size();
  }
  return 0;
}

std::size_t ellipsis_length(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(std::min(at, text.size()), 3);
  if (rest == "\xE2\x80\xA6") return 3;
  if (rest != "...") return 0;
  return std::min(text.find_first_not_of('.', at), text.size()) - at;
}

std::size_t comment_end(std::string_view text, std::size_t at) {
  const std::string_view two = text.substr(at, 2);
  if (two == "/*") {
    const std::size_t end = text.find("*/", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  if (two != "//" && (two.empty() || two[0] != '#')) return at;
  std::size_t end = std::min(text.find('\n', at), text.size());
  if (end > at && text[end - 1] == '\r') --end;
  return end;
}

bool tells_of_omission(std::string_view comment) {
  if (comment.find("...") != std::string_view::npos || comment.find("\xE2\x80\xA6") != std::string_view::npos) {
    return true;
  }
  constexpr std::array<std::string_view, 10> kWords{"omitted",   "truncated", "abbreviated", "and so on",  "rest of",
                                                    "remaining", "etc.",      "elided",      "more items", "continue"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return ends_word(comment, word); });
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_word_byte(text[at])) {
    if (byte_at(text, at) >= 0x80) {
      const bool dress =
          look_at(text, at).length > 1 || invisible_length(text, at) > 0 || ellipsis_length(text, at) > 0;
      if (dress || quote_at(text, at).kind != QuoteKind::none) break;
    }
    ++at;
  }
  return at;
}

bool literal_at(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 8> kWords{"true", "false", "null",      "None",
                                                   "True", "False", "undefined", "NaN"};
  const std::string_view word = text.substr(std::min(at, text.size()), word_end(text, at) - std::min(at, text.size()));
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::size_t skip_unseen(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto b = byte_at(text, at);
    std::size_t end = comment_end(text, at);
    if (b <= 0x20 || b == 0x7F) end = at + 1;
    end = std::max(end, at + invisible_length(text, at));
    if (end == at) break;
    at = end;
  }
  return at;
}

std::size_t string_prefix(std::string_view word) {
  if (word.empty() || word.size() > 2) return 0;
  const std::string folded = base::fold_ascii(word);
  for (const std::string_view known : {"u", "b", "r", "f", "rb", "br", "rf", "fr"}) {
    if (folded == known) return known.size();
  }
  return 0;
}

std::size_t key_end(std::string_view text, std::size_t at) {
  Quote open = quote_at(text, at);
  if (open.kind == QuoteKind::none && at < text.size()) {
    const std::size_t prefix = string_prefix(text.substr(at, word_end(text.substr(0, at + 3), at) - at));
    const Quote behind = quote_at(text, at + prefix);
    if (prefix > 0 && (behind.kind == QuoteKind::single || behind.kind == QuoteKind::straight)) {
      open = behind;
      at += prefix;
    }
  }
  if (open.kind == QuoteKind::none) {
    std::size_t end = at;
    while (end < text.size() && end - at <= kMaxBareKeyBytes) {
      const std::size_t word = word_end(text, end);
      const bool joint = word == end && (text[end] == '-' || text[end] == '.');
      if (word == end && !joint) break;
      end = joint ? end + 1 : word;
    }
    return end == at ? 0 : colon_after(text, end);
  }
  for (std::size_t i = at + open.length; i < text.size() && text[i] != '\n'; ++i) {
    if (const std::size_t length = closing_length(text, i, open, text[at]); length > 0) {
      const std::size_t end = colon_after(text, i + length);
      // `it's`: a back quote may be closed by another sign, or by its like further on.
      if (end > 0 || open.kind != QuoteKind::back || i - at > kMaxBackKeyBytes) return end;
    }
    if (text[i] == '\\') ++i;
  }
  return 0;
}

}  // namespace nines::validate
