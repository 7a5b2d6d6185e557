// Plain decimal numbers in text: where one starts and ends, what it is worth, whether a unit
// follows. Used by the number check and by the search for numbers in prose. Never guesses what
// 1,234 or 007 means: such tokens are not plain.
#pragma once

#include <optional>
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
// Both start with plain numbers of the same value.
bool same_number(std::string_view a, std::string_view b);

}  // namespace nines::validate
