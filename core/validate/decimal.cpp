// Exact decimals. See decimal.h.
#include "validate/decimal.h"

#include <algorithm>

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

}  // namespace nines::validate
