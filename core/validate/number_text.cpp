// Plain decimal numbers in text, and the check of the number contract. See number_text.h, check.h.
#include "validate/number_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/text.h"
#include "validate/check.h"

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

std::string printed(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.15g", value);
  return buffer;
}

std::string wanted_number(const CompiledContract::Impl& contract) {
  const Contract& c = contract.contract;
  std::string out = c.has_target ? printed(c.target) : "a finite number";
  if (c.has_target && c.abs_tol > 0) out += " within " + printed(c.abs_tol);
  if (c.has_target && c.rel_tol > 0) out += " within " + printed(c.rel_tol) + " of its size";
  if (!contract.unit.empty()) out += ' ' + contract.unit;
  return out;
}

bool within_tolerance(double x, const Contract& c) {
  const double scale = std::max(std::fabs(x), std::fabs(c.target));
  return std::fabs(x - c.target) <= std::max(c.abs_tol, c.rel_tol * scale);
}

Check missed(const CompiledContract::Impl& contract, const char* code, const char* field, Span span,
             std::string_view text, const char* reason) {
  Check out;
  const std::string_view found = text.substr(span.from, span.to - span.from);
  Finding finding = make_finding(code, span, quoted(found) + ' ' + reason, wanted_number(contract), excerpt(found));
  finding.schema_pointer = field;
  out.misses.add(std::move(finding));
  return out;
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

std::optional<std::size_t> scan_unit(std::string_view text, std::size_t at, std::string_view unit) {
  while (at < text.size() && base::is_ascii_space(text[at])) ++at;
  if (!text.substr(at).starts_with(unit)) return std::nullopt;
  return at + unit.size();
}

bool same_number(std::string_view a, std::string_view b) {
  const auto end_a = scan_plain_number(a, 0);
  const auto end_b = scan_plain_number(b, 0);
  if (!end_a || !end_b) return false;
  return plain_number_value(a.substr(0, *end_a)) == plain_number_value(b.substr(0, *end_b));
}

Check check_number(const CompiledContract::Impl& contract, std::string_view text) {
  const std::string_view answer = base::trim_ascii(text);
  const std::size_t from = answer.empty() ? 0 : static_cast<std::size_t>(answer.data() - text.data());
  const Span span{from, from + answer.size()};
  const std::optional<std::size_t> end = scan_plain_number(answer, 0);
  if (!end) return missed(contract, "X9", "", span, text, "is not a plain number");
  if (*end < answer.size()) {
    const auto unit_end = scan_unit(answer, *end, contract.unit);
    const bool whole = !contract.unit.empty() && unit_end == answer.size();
    if (!whole) return missed(contract, "X9", "", span, text, "is not a plain number");
  } else if (!contract.unit.empty()) {
    Check out = missed(contract, "C1", "/unit", span, text, "has no unit");
    out.reads = true;
    return out;
  }
  Check out;
  const std::optional<double> value = plain_number_value(answer.substr(0, *end));
  if (!value) {
    out = missed(contract, "C6", "", span, text, "is too large to be a finite number");
  } else if (contract.contract.has_target && !within_tolerance(*value, contract.contract)) {
    out = missed(contract, "C11", "/target", span, text, "is outside the tolerance");
  } else {
    out.holds = true;
  }
  out.reads = true;
  return out;
}

}  // namespace nines::validate
