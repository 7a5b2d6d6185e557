// Numbers whose neighbours change what they are worth: a sign apart or as a word, groups of three digits, powers of
// ten, scale words, fractions, operators, percent. A number contract must never take the 1 of "1 000" or the 5 of
// "5 x 10^3" for the value. Used by the number check and by the search in prose.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nines::validate {

// One number in another notation than plain or grouped text.
struct OtherNotation {
  std::size_t end = 0;
  std::string plain;  // what it is worth as a plain number; "" = not read, as "3 1/2" or "3 dozen"
  bool sure = true;   // false: another reading is possible: "- 5" may be a bullet, "3 100" two numbers
};

// At `at`, its sign included; nothing when a plain or grouped number or none stands there. `unit` is the contract's:
// where it follows it is no scale word.
std::optional<OtherNotation> scan_other_notation(std::string_view text, std::size_t at, std::string_view unit);

// Where the notation begins whose first digit is at `at`: a sign apart belongs to it. Nothing when the digits are the
// right side of an operation or an argument: "6 * 7", "50 - 8", "sqrt(16)".
std::optional<std::size_t> notation_start(std::string_view text, std::size_t from, std::size_t at);
// Whether what follows the number that ends at `end` makes it part of an operation or a share: "10 + x", "10 percent".
bool is_operand(std::string_view text, std::size_t end, std::string_view unit);
// Whether the unit that ends at `end` goes on: the kg of "kg/m" or "kg per day".
bool unit_goes_on(std::string_view text, std::size_t end);

}  // namespace nines::validate
