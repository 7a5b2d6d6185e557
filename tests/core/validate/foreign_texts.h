// Random documents in three spellings: JSON, Python's repr and JavaScript as its consoles print objects. Used by the
// tests of what comes back from them, whole or cut.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/rng.h"

namespace nines::test {

enum class Spelling { json, python, javascript };

struct Document {
  enum class Kind { null, boolean, number, string, array, object } kind = Kind::null;
  std::string text;  // of a number or string; a boolean is true where it is not empty
  struct Member;
  std::vector<Member> members;  // of an array without keys
};
struct Document::Member {
  std::string key;
  Document value;
};

class DocumentMaker {
 public:
  explicit DocumentMaker(std::uint64_t seed) : draws_(seed, 0) {}

  Document container(int depth) {
    Document out;
    out.kind = below(3) == 0 ? Document::Kind::array : Document::Kind::object;
    const std::size_t count = below(5);
    for (std::size_t i = 0; i < count; ++i) {
      std::string key = out.kind == Document::Kind::object ? words() + std::to_string(i) : std::string();
      out.members.push_back({std::move(key), value(depth - 1)});
    }
    return out;
  }

  std::size_t below(std::size_t n) { return draws_.next() % n; }

 private:
  Document value(int depth) {
    Document out;
    switch (below(depth > 0 ? 8 : 6)) {
      case 0: return out;
      case 1: out.kind = Document::Kind::boolean, out.text = below(2) == 0 ? "" : "true"; return out;
      case 2: out.kind = Document::Kind::number, out.text = kNumbers[below(6)]; return out;
      case 6:
      case 7: return container(depth);
      default: out.kind = Document::Kind::string, out.text = words(); return out;
    }
  }

  // Mostly words, with what makes it hard to see where a string ends.
  std::string words() {
    std::string out;
    for (std::size_t n = below(4); n > 0; --n) out += kPieces[below(std::size(kPieces))];
    return out;
  }

  static constexpr const char* kNumbers[] = {"0", "-7", "12", "1.5", "-0.25", "1e+16"};
  static constexpr const char* kPieces[] = {"red",
                                            "it's",
                                            "O'Neil",
                                            "the dogs' ",
                                            "say \"hi\"",
                                            " \"",
                                            "' ",
                                            "', '",
                                            "\", \"",
                                            "', None, '",
                                            "': '",
                                            "']",
                                            "'}",
                                            "\"}",
                                            "\\",
                                            "\\n",
                                            "C:\\Users\\x",
                                            "\n",
                                            "\t",
                                            "\r\n",
                                            "\x01",
                                            "\x7F",
                                            "Zo\xC3\xAB",
                                            "\xC2\xA0",
                                            "\xC2\x85",
                                            "\xF0\x9F\x98\x80",
                                            "\xE2\x80\x9C",
                                            "\xE2\x80\x99",
                                            "`",
                                            "${x}",
                                            "{",
                                            "[1, 2",
                                            ",",
                                            ":",
                                            "# no",
                                            " // no",
                                            "/* no */",
                                            "...",
                                            "None",
                                            "True",
                                            "f(x)",
                                            "a=b",
                                            " ",
                                            "1",
                                            "\\'",
                                            "\\\"",
                                            "\xE2\x80\xA6",
                                            "r'x'",
                                            ";"};

  base::PhiloxReader draws_;
};

namespace spelling {

inline std::string hex(std::uint32_t value, std::size_t digits) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out(digits, '0');
  for (std::size_t i = digits; i > 0; --i, value >>= 4U) out[i - 1] = kHex[value & 15U];
  return out;
}

// Of the pieces above only U+0085 and U+00A0 are no printable characters beyond ASCII.
inline std::string quoted(std::string_view text, char quote, Spelling spelling) {
  std::string out(1, quote);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto b = static_cast<std::uint8_t>(text[i]);
    const bool latin = b == 0xC2 && i + 1 < text.size();
    if (text[i] == quote || b == '\\' || (quote == '`' && b == '$')) {
      out += '\\';
      out += text[i];
    } else if (b == '\n' || b == '\r' || b == '\t') {
      out += b == '\n' ? "\\n" : b == '\r' ? "\\r" : "\\t";
    } else if (b < 0x20 || (b == 0x7F && spelling == Spelling::python)) {
      out += spelling == Spelling::json ? "\\u" + hex(b, 4) : "\\x" + hex(b, 2);
    } else if (latin && spelling == Spelling::python) {
      out += "\\x" + hex(static_cast<std::uint8_t>(text[++i]), 2);
    } else {
      out += text[i];
    }
  }
  return out + quote;
}

// Python and JavaScript take the quote that needs no escape; JavaScript tries the back quote, too.
inline std::string string(std::string_view text, Spelling spelling) {
  if (spelling == Spelling::json) return quoted(text, '"', spelling);
  const auto has = [&](char c) { return text.find(c) != std::string_view::npos; };
  if (has('\'') && !has('"')) return quoted(text, '"', spelling);
  if (spelling == Spelling::javascript && has('\'') && !has('`') && !has('$')) return quoted(text, '`', spelling);
  return quoted(text, '\'', spelling);
}

inline bool is_name(std::string_view key) {
  if (key.empty() || (key[0] >= '0' && key[0] <= '9')) return false;
  return key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$") ==
         std::string_view::npos;
}

}  // namespace spelling

inline std::string spelled(const Document& document, Spelling spelling) {
  const bool python = spelling == Spelling::python;
  switch (document.kind) {
    case Document::Kind::null: return python ? "None" : "null";
    case Document::Kind::boolean:
      return document.text.empty() ? (python ? "False" : "false") : (python ? "True" : "true");
    case Document::Kind::number: return document.text;
    case Document::Kind::string: return spelling::string(document.text, spelling);
    default: break;
  }
  const bool object = document.kind == Document::Kind::object;
  std::string out;
  for (const auto& [key, value] : document.members) {
    if (!out.empty()) out += ", ";
    const bool bare = spelling == Spelling::javascript && spelling::is_name(key);
    if (object) out += (bare ? key : spelling::string(key, spelling)) + ": ";
    out += spelled(value, spelling);
  }
  const std::string pad = spelling == Spelling::javascript && !out.empty() ? " " : "";
  return (object ? "{" : "[") + pad + out + pad + (object ? "}" : "]");
}

}  // namespace nines::test
