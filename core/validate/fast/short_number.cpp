// Reading and comparing numbers of few digits. See short_number.h.
#include "validate/fast/short_number.h"

#include <algorithm>

#include "base/text.h"

namespace nines::validate {

namespace {

constexpr int kMaxDigits = 18;          // 10^18 fits in 64 bits
constexpr std::int32_t kMaxShift = 19;  // 10^18 * 10^19 fits in 127 bits
constexpr std::int32_t kMaxExponent = 400;

__extension__ using Wide = unsigned __int128;

const char* skip_digits(const char* at, const char* to, std::uint64_t& digits) {
  while (at < to && base::is_ascii_digit(*at)) digits = digits * 10 + static_cast<std::uint64_t>(*at++ - '0');
  return at;
}

// `at` stands behind e or E; false when no exponent does.
bool skip_exponent(const char*& at, const char* to, std::int32_t& exponent) {
  const bool negative = at < to && *at == '-';
  if (at < to && (*at == '-' || *at == '+')) ++at;
  const char* first = at;
  std::int32_t value = 0;
  for (; at < to && base::is_ascii_digit(*at); ++at) value = std::min(value * 10 + (*at - '0'), 2 * kMaxExponent);
  exponent = negative ? -value : value;
  return at > first;
}

Wide power_of_ten(std::int32_t exponent) {
  Wide out = 1;
  for (; exponent > 0; --exponent) out *= 10;
  return out;
}

// Both digits at the smaller of the two exponents; false when they are too far apart.
bool align(const ShortNumber& a, const ShortNumber& b, Wide& left, Wide& right) {
  left = a.digits;
  right = b.digits;
  const std::int32_t apart = a.exponent - b.exponent;
  if (apart > kMaxShift || -apart > kMaxShift) return false;
  (apart > 0 ? left : right) *= power_of_ten(apart > 0 ? apart : -apart);
  return true;
}

}  // namespace

NumberFit scan_number(const char*& from, const char* to, ShortNumber& out) {
  const char* at = from;
  out = {};
  out.negative = at < to && *at == '-';
  if (out.negative) ++at;
  const char* whole = at;
  at = skip_digits(at, to, out.digits);
  std::ptrdiff_t count = at - whole;
  if (count == 0 || (*whole == '0' && count > 1)) return NumberFit::broken;
  from = at;
  const bool plain = at == to || (*at != '.' && (*at | 0x20) != 'e');
  if (plain) return count <= kMaxDigits ? NumberFit::integer : NumberFit::wide_whole;
  std::ptrdiff_t places = 0;
  if (*at == '.') {
    const char* fraction = ++at;
    at = skip_digits(at, to, out.digits);
    places = at - fraction;
    if (places == 0) return NumberFit::broken;
    count += places;
  }
  if (at < to && (*at | 0x20) == 'e' && !skip_exponent(++at, to, out.exponent)) return NumberFit::broken;
  from = at;
  if (count > kMaxDigits || out.exponent > kMaxExponent || out.exponent < -kMaxExponent) return NumberFit::wide;
  out.exponent -= static_cast<std::int32_t>(places);
  return NumberFit::fits;
}

bool short_from_decimal(const Decimal& value, ShortNumber& out) {
  out = {};
  if (value.digits.empty()) return true;
  const auto count = static_cast<std::int64_t>(value.digits.size());
  const bool fits = count <= kMaxDigits && value.exponent < kMaxExponent && value.exponent > -kMaxExponent;
  if (!fits) return false;
  out.negative = value.negative;
  skip_digits(value.digits.data(), value.digits.data() + count, out.digits);
  out.exponent = static_cast<std::int32_t>(value.exponent - count);
  // Whole numbers without an exponent, as texts mostly write them.
  while (out.exponent > 0 && out.digits < 100'000'000'000'000'000ULL) {
    out.digits *= 10;
    --out.exponent;
  }
  return true;
}

Order compare(const ShortNumber& a, const ShortNumber& b) {
  const auto sign = [](const ShortNumber& n) { return n.digits == 0 ? 0 : n.negative ? -1 : 1; };
  const int of_a = sign(a);
  const int of_b = sign(b);
  if (of_a != of_b) return of_a < of_b ? Order::less : Order::greater;
  if (of_a == 0) return Order::equal;
  Wide left = a.digits;
  Wide right = b.digits;
  if (a.exponent != b.exponent && !align(a, b, left, right)) return Order::unknown;
  if (left == right) return Order::equal;
  return (left < right) != (of_a < 0) ? Order::less : Order::greater;
}

std::uint64_t hash_number(const ShortNumber& value) {
  std::uint64_t digits = value.digits;
  if (digits == 0) return 0;
  std::int32_t exponent = value.exponent;
  for (; digits % 10 == 0; digits /= 10) ++exponent;
  const std::uint64_t sign = value.negative ? 1 : 0;
  const std::uint64_t power = static_cast<std::uint32_t>(exponent);
  return (((digits * 2 + sign) * 0x9E3779B97F4A7C15ULL) ^ power) * 0xD6E8FEB86659FD93ULL << 2U;
}

Divides is_multiple(const ShortNumber& value, const ShortNumber& of) {
  if (value.digits == 0) return Divides::yes;
  if (value.exponent == of.exponent) return value.digits % of.digits == 0 ? Divides::yes : Divides::no;
  Wide left = 0;
  Wide right = 0;
  if (!align(value, of, left, right)) return Divides::unknown;
  return left % right == 0 ? Divides::yes : Divides::no;
}

Divides is_whole(const ShortNumber& value) { return is_multiple(value, {1, 0, false}); }

}  // namespace nines::validate
