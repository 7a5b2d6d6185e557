// Ranges from examples. See widen.h.
#include "validate/infer/widen.h"

#include <algorithm>

namespace nines::validate {

namespace {

constexpr std::int64_t kLargest = 300;  // decades; beyond them no bound is given
constexpr std::int64_t kSmallest = -300;

int sign_of(const Decimal& value) { return value.digits.empty() ? 0 : value.negative ? -1 : 1; }

// digit * 10^decade as a JSON number.
std::string text_of(int digit, std::int64_t decade, bool negative) {
  std::string out = negative ? "-" : "";
  out += std::to_string(digit);
  constexpr std::int64_t kPlain = 15;
  if (decade < 0 || decade > kPlain) return out + "e" + std::to_string(decade);
  return out + std::string(static_cast<std::size_t>(decade), '0');
}

// At least twice the magnitude: what an end may reach when the spread is no larger than the magnitude itself. Rounded
// up to 1, 2 or 5 times a power of ten, which always leaves room for the spread of values on one side of 0.
std::string twice(const Decimal& value, bool negative) {
  if (value.exponent > kLargest || value.exponent < kSmallest) return "";
  const int lead = value.digits[0] - '0' + (value.digits.size() > 1 ? 1 : 0);  // 1..10
  const std::int64_t decade = value.exponent - 1;
  const int doubled = 2 * lead;
  for (const int step : {1, 2, 5, 10, 20}) {
    if (doubled > step) continue;
    return step < 10 ? text_of(step, decade, negative) : text_of(step / 10, decade + 1, negative);
  }
  return text_of(2, decade + 1, negative);
}

Decimal magnitude(Decimal value) {
  value.negative = false;
  return value;
}

}  // namespace

WideRange widened(const Decimal& low, const Decimal& high) {
  WideRange out;
  if (sign_of(low) >= 0) {
    out.low = "0";
    out.high = sign_of(high) == 0 ? "" : twice(high, false);
  } else if (sign_of(high) <= 0) {
    out.high = "0";
    out.low = twice(magnitude(low), true);
  } else {
    // Both signs: either side may go as far as the larger one.
    const Decimal larger =
        std::max(magnitude(low), magnitude(high), [](const Decimal& a, const Decimal& b) { return compare(a, b) < 0; });
    out.low = twice(larger, true);
    out.high = twice(larger, false);
  }
  return out;
}

}  // namespace nines::validate
