// Plain decimal numbers in text: where one starts and ends, what it is worth, whether a unit
// follows. Used by the number check and by the search for numbers in prose. Never guesses what
// 1,234 or 007 means: such tokens are not plain.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "nines/validate.h"

namespace nines::validate {

// End of the plain number at `at` (sign, digits without leading zeros, fraction, exponent), or
// nothing. "5." ends before the dot.
std::optional<std::size_t> scan_plain_number(std::string_view text, std::size_t at);
// Correctly rounded; nothing when it overflows. In: exactly a plain number.
std::optional<double> plain_number_value(std::string_view number);
// End of the unit that stands at `at` after optional white space, or nothing.
std::optional<std::size_t> scan_unit(std::string_view text, std::size_t at, std::string_view unit);
// Behind white space, also the kinds that do not break a line.
std::size_t skip_unit_space(std::string_view text, std::size_t at);
// Whether a unit may stand before its number: a currency sign, or three capital letters.
bool is_currency(std::string_view unit);

// A number with separators. One reading: two groups or more, or a decimal part behind the other sign: 1,234,567 or
// 1,234.5 or 1.234,50. Two: 1,234, which a comma for decimals would make 1.234; `other` is that one. One token in
// either case. 1.234 and 1.234.567 are none: a plain number, perhaps a version.
struct GroupedNumber {
  std::size_t end = 0;
  std::string plain;
  std::string other;  // "" = one reading
};
std::optional<GroupedNumber> scan_grouped_number(std::string_view text, std::size_t at);

}  // namespace nines::validate
