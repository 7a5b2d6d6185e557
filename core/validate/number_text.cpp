// Plain decimal numbers in text. See number_text.h.
#include "validate/number_text.h"

#include <cmath>
#include <cstdlib>

#include "base/text.h"

namespace nines::validate {

namespace {

using base::is_ascii_digit;

bool digit_at(std::string_view text, std::size_t at) { return at < text.size() && is_ascii_digit(text[at]); }

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (digit_at(text, at)) ++at;
  return at;
}

std::size_t skip_exponent(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return at;
  std::size_t digits = at + 1;
  if (digits < text.size() && (text[digits] == '+' || text[digits] == '-')) ++digits;
  return digit_at(text, digits) ? skip_digits(text, digits) : at;
}

}  // namespace

std::optional<std::size_t> scan_plain_number(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  std::size_t end = skip_digits(text, at);
  if (end - at > 1 && text[at] == '0') return std::nullopt;
  const bool fraction = end < text.size() && text[end] == '.' && digit_at(text, end + 1);
  if (end == at && !fraction) return std::nullopt;
  if (fraction) end = skip_digits(text, end + 1);
  return skip_exponent(text, end);
}

std::optional<double> plain_number_value(std::string_view number) {
  const double value = std::strtod(std::string(number).c_str(), nullptr);
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

std::size_t skip_unit_space(std::string_view text, std::size_t at) {
  constexpr std::string_view kSpaces[] = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};  // U+00A0, U+202F, U+2009
  for (;;) {
    const std::size_t before = at;
    while (at < text.size() && base::is_ascii_space(text[at])) ++at;
    for (const std::string_view space : kSpaces) {
      if (text.substr(at).starts_with(space)) at += space.size();
    }
    if (at == before) return at;
  }
}

std::optional<std::size_t> scan_unit(std::string_view text, std::size_t at, std::string_view unit) {
  at = skip_unit_space(text, at);
  if (!text.substr(at).starts_with(unit)) return std::nullopt;
  return at + unit.size();
}

bool is_currency(std::string_view unit) {
  constexpr std::string_view kSigns[] = {"$",
                                         "\xC2\xA3",
                                         "\xC2\xA5",
                                         "\xC2\xA2",
                                         "\xE2\x82\xAC",
                                         "\xE2\x82\xB9",
                                         "\xE2\x82\xA9",
                                         "\xE2\x82\xBD",
                                         "\xE2\x82\xBA",
                                         "\xE2\x82\xBF",
                                         "US$",
                                         "R$"};
  for (const std::string_view sign : kSigns) {
    if (unit == sign) return true;
  }
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return unit.size() == 3 && capital(unit[0]) && capital(unit[1]) && capital(unit[2]);
}

std::optional<GroupedNumber> scan_grouped_number(std::string_view text, std::size_t at) {
  GroupedNumber out;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) out.plain += text[at++];
  const std::size_t head = skip_digits(text, at);
  const bool begins = head > at && head - at <= 3 && text[at] != '0' && head < text.size();
  if (!begins || (text[head] != ',' && text[head] != '.')) return std::nullopt;
  const char separator = text[head];
  const char point = separator == ',' ? '.' : ',';
  out.plain += text.substr(at, head - at);
  out.end = head;
  std::size_t groups = 0;
  while (out.end < text.size() && text[out.end] == separator && skip_digits(text, out.end + 1) == out.end + 4) {
    out.plain += text.substr(out.end + 1, 3);
    out.end += 4;
    ++groups;
  }
  const bool decimals = out.end < text.size() && text[out.end] == point && digit_at(text, out.end + 1);
  if (decimals) {
    const std::size_t stop = skip_digits(text, out.end + 1);
    out.plain += '.';
    out.plain += text.substr(out.end + 1, stop - out.end - 1);
    out.end = stop;
  }
  // Without decimals 1.234.567 may be a version.
  const bool reads = groups >= 1 && (decimals || separator == ',');
  if (groups == 1 && !decimals) {
    out.other = out.plain;
    out.other.insert(out.plain.size() - 3, ".");
  }
  const bool goes_on = digit_at(text, out.end) || (out.end < text.size() && digit_at(text, out.end + 1) &&
                                                   (text[out.end] == ',' || text[out.end] == '.'));
  if (!reads || goes_on) return std::nullopt;
  return out;
}

}  // namespace nines::validate
