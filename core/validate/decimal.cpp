// Exact decimals. See decimal.h.
#include "validate/decimal.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace nines::validate {

namespace {

constexpr std::int64_t kHuge = std::int64_t{1} << 60;

std::int64_t saturated_exponent(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  std::int64_t value = 0;
  for (const char c : text) {
    if (!base::is_ascii_digit(c)) continue;
    value = std::min(value * 10 + (c - '0'), kHuge / 16);
  }
  return negative ? -value : value;
}

constexpr std::size_t kSmallDigits = 18;  // ten times such a number still fits 64 bits

// Remainder of (digits followed by `zeros` zeros) by a step of at most kSmallDigits digits.
bool small_step_divides(std::string_view digits, std::int64_t zeros, std::string_view step) {
  std::uint64_t by = 0;
  for (const char c : step) by = by * 10 + static_cast<std::uint64_t>(c - '0');
  std::uint64_t rest = 0;
  for (const char c : digits) rest = (rest * 10 + static_cast<std::uint64_t>(c - '0')) % by;
  for (; zeros > 0 && rest != 0; --zeros) rest = rest * 10 % by;
  return rest == 0;
}

// Digits as numbers, highest first, one longer than the step.
using Digits = std::vector<std::uint8_t>;

// rest = (rest * 10 + digit) % step, by repeated subtraction.
void take_digit(Digits& rest, const Digits& step, std::uint8_t digit) {
  std::move(rest.begin() + 1, rest.end(), rest.begin());
  rest.back() = digit;
  while (!std::lexicographical_compare(rest.begin(), rest.end(), step.begin(), step.end())) {
    int borrow = 0;
    for (std::size_t i = rest.size(); i-- > 0;) {
      int digit_left = rest[i] - step[i] - borrow;
      borrow = digit_left < 0 ? 1 : 0;
      rest[i] = static_cast<std::uint8_t>(digit_left + 10 * borrow);
    }
  }
}

bool long_step_divides(std::string_view digits, std::int64_t zeros, std::string_view step) {
  Digits by(1, 0);
  for (const char c : step) by.push_back(static_cast<std::uint8_t>(c - '0'));
  Digits rest(by.size(), 0);
  for (const char c : digits) take_digit(rest, by, static_cast<std::uint8_t>(c - '0'));
  for (; zeros > 0; --zeros) take_digit(rest, by, 0);
  return std::all_of(rest.begin(), rest.end(), [](std::uint8_t digit) { return digit == 0; });
}

}  // namespace

Decimal decimal_from_json(std::string_view number) {
  Decimal out;
  if (number.front() == '-') {
    out.negative = true;
    number.remove_prefix(1);
  }
  const std::size_t e = number.find_first_of("eE");
  if (e != std::string_view::npos) out.exponent = saturated_exponent(number.substr(e + 1));
  number = number.substr(0, e);
  const std::size_t point = std::min(number.find('.'), number.size());
  out.digits = number.substr(0, point);
  if (point < number.size()) out.digits += number.substr(point + 1);
  out.exponent += static_cast<std::int64_t>(point);
  const std::size_t first = out.digits.find_first_not_of('0');
  if (first == std::string::npos) return {};
  out.digits.erase(0, first);
  out.exponent -= static_cast<std::int64_t>(first);
  out.digits.erase(out.digits.find_last_not_of('0') + 1);
  return out;
}

int compare(const Decimal& a, const Decimal& b) {
  const auto sign = [](const Decimal& d) { return d.digits.empty() ? 0 : d.negative ? -1 : 1; };
  if (sign(a) != sign(b) || sign(a) == 0) return sign(a) - sign(b);
  int magnitude = a.exponent != b.exponent ? (a.exponent < b.exponent ? -1 : 1) : a.digits.compare(b.digits);
  return a.negative ? -magnitude : magnitude;
}

bool is_whole(const Decimal& value) {
  return value.digits.empty() || value.exponent >= static_cast<std::int64_t>(value.digits.size());
}

// value / step = digits * 10^zeros / step's digits. Digits end in no zero, so that with zeros < 0 it is never whole. A
// step of n digits holds fewer than 4n factors 2 and 5 each: more zeros than that change nothing.
bool is_multiple(const Decimal& value, const Decimal& step) {
  if (value.digits.empty()) return true;
  const std::int64_t unit = value.exponent - static_cast<std::int64_t>(value.digits.size());
  const std::int64_t step_unit = step.exponent - static_cast<std::int64_t>(step.digits.size());
  if (unit < step_unit) return false;
  const std::int64_t zeros = std::min(unit - step_unit, 4 * static_cast<std::int64_t>(step.digits.size()));
  return step.digits.size() <= kSmallDigits ? small_step_divides(value.digits, zeros, step.digits)
                                            : long_step_divides(value.digits, zeros, step.digits);
}

}  // namespace nines::validate
