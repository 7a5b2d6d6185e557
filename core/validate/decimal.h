// A JSON number as the exact decimal it was written as, so that 1.0 equals 1, 9007199254740993 does
// not equal 9007199254740992 and 1e400 can still be compared. Used by the schema checks. Never
// rounds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nines::validate {

// Value = (negative ? -1 : 1) * 0.digits * 10^exponent; digits without zeros at either end, empty
// for zero (which is never negative). Exponents beyond 2^60 saturate.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t exponent = 0;
  bool operator==(const Decimal&) const = default;
};

// In: a number by JSON's grammar. Linear.
Decimal decimal_from_json(std::string_view number);
// Negative, zero or positive like strcmp.
int compare(const Decimal& a, const Decimal& b);
bool is_whole(const Decimal& value);
// Whether value / step is whole; step > 0. Exact for any digits and exponents. Linear in the value for a given step.
bool is_multiple(const Decimal& value, const Decimal& step);

}  // namespace nines::validate
