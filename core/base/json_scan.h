// The lexical half of the JSON reader: where a string, number or literal ends, or the first byte
// that no JSON text could have there. Used by json_reader.cpp and by the diagnosis in validate.
// Never decodes and never allocates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"

namespace nines::base {

// What was being read when a token could not go on.
enum class ScanFault : std::uint8_t { none, characters, escape, utf8, number, literal };

// ok: `end` is one past the token. Otherwise `end` is the first byte that cannot continue it
// (text.size() = cut short) and `expected` says in plain words what could have stood there.
struct TokenScan {
  bool ok = false;
  std::size_t end = 0;
  const char* expected = "";
  ScanFault fault = ScanFault::none;
};

inline std::size_t skip_json_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_json_space(text[at])) ++at;
  return at;
}
// One past the run at `at` of bytes that need no thought inside a string: printable ASCII (and DEL) but '"' and '\\'.
std::size_t plain_end(std::string_view text, std::size_t at);
TokenScan scan_json_string(std::string_view text, std::size_t at);   // text[at] == '"'
TokenScan scan_json_number(std::string_view text, std::size_t at);   // text[at] is '-' or a digit
TokenScan scan_json_literal(std::string_view text, std::size_t at);  // text[at] is t, f or n

}  // namespace nines::base
