// A JSON number of at most 18 digits, read and compared exactly without any double: what nearly every number is. Used
// by the fused validator; a number that does not fit is left to the tree engine's exact decimals.
#pragma once

#include <cstdint>
#include <string_view>

#include "validate/decimal.h"

namespace nines::validate {

// Value = (negative ? -1 : 1) * digits * 10^exponent.
struct ShortNumber {
  std::uint64_t digits = 0;
  std::int32_t exponent = 0;
  bool negative = false;
};

enum class NumberFit : std::uint8_t {
  integer,     // digits alone, and they fit
  fits,        // has a fraction or an exponent, and fits
  wide_whole,  // digits alone, too many
  wide,
  broken,  // not a number by JSON's grammar
};

// The number that starts at `from`; `from` is moved behind it. Reads up to `to`.
NumberFit scan_number(const char*& from, const char* to, ShortNumber& out);

// False when the decimal does not fit.
bool short_from_decimal(const Decimal& value, ShortNumber& out);

// Powers of ten that a double holds exactly.
inline constexpr double kExactPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                          1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// The double nearest to the number: one division or product of two exact doubles is rounded once. False when they are
// not exact. Of two numbers the one with the smaller nearest double is the smaller one.
inline bool nearest_double(const ShortNumber& value, double& out) {
  const std::int32_t power = value.exponent < 0 ? -value.exponent : value.exponent;
  if (value.digits > std::uint64_t{1} << 53U || power > 22) return false;
  const auto digits = static_cast<double>(value.digits);
  const double size = value.exponent < 0 ? digits / kExactPowers[power] : digits * kExactPowers[power];
  out = value.negative ? -size : size;
  return true;
}

enum class Order : std::uint8_t { less, equal, greater, unknown };
Order compare(const ShortNumber& a, const ShortNumber& b);

// Equal for equal numbers.
std::uint64_t hash_number(const ShortNumber& value);

enum class Divides : std::uint8_t { no, yes, unknown };
Divides is_multiple(const ShortNumber& value, const ShortNumber& of);  // of > 0

// unknown when the digits cannot be brought to a common exponent in 128 bits.
Divides is_whole(const ShortNumber& value);

}  // namespace nines::validate
