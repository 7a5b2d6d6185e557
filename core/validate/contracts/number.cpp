// The number contract: a finite decimal number, near a target and with a unit if asked. See kinds.h.
#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "validate/contracts/kinds.h"
#include "validate/number_notation.h"
#include "validate/number_text.h"

namespace nines::validate {

namespace {

std::string printed(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.15g", value);
  return buffer;
}

std::string wanted_number(const Impl& contract) {
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

// An answer taken apart: sign and number, the unit before or behind it.
struct Amount {
  Span number;                           // without a sign that stands before the unit
  std::string plain;                     // the number as plain text, sign included; "" = not read
  std::optional<std::string> rewritten;  // of `number`, when it is in another notation; likewise
  std::string other;                     // likewise, as the second reading of 1,234; "" = there is one only
  bool sure = true;                      // the notation has one reading
  bool has_unit = false;
  std::size_t end = 0;  // of what was understood
};

std::optional<Amount> read_amount(const Impl& contract, std::string_view answer) {
  Amount out;
  std::size_t at = 0;
  bool minus = false;
  if (is_currency(contract.unit)) {
    const bool signed_unit = answer.starts_with('-') && answer.substr(1).starts_with(contract.unit);
    if (signed_unit || answer.starts_with(contract.unit)) {
      out.has_unit = true;
      minus = signed_unit;
      at = contract.unit.size() + (signed_unit ? 1 : 0);
      at = skip_unit_space(answer, at);
    }
  }
  const std::optional<OtherNotation> other = scan_other_notation(answer, at, contract.unit);
  const std::optional<GroupedNumber> grouped = other ? std::nullopt : scan_grouped_number(answer, at);
  const std::optional<std::size_t> end = other     ? std::optional(other->end)
                                         : grouped ? std::optional(grouped->end)
                                                   : scan_plain_number(answer, at);
  if (!end) return std::nullopt;
  if (grouped) out.rewritten = grouped->plain;
  if (grouped) out.other = grouped->other;
  if (other) out.rewritten = other->plain;
  if (other) out.sure = other->sure;
  out.number = {at, *end};
  const std::string worth = out.rewritten.value_or(std::string(answer.substr(at, *end - at)));
  out.plain = worth.empty() ? "" : (minus ? "-" : "") + worth;
  out.end = *end;
  if (out.has_unit || contract.unit.empty()) return out;
  if (const auto unit_end = scan_unit(answer, *end, contract.unit)) {
    out.has_unit = true;
    out.end = unit_goes_on(answer, *unit_end) ? *end : *unit_end;
  }
  return out;
}

Finding number_finding(const Impl& contract, const char* code, const char* field, Span span, std::string_view text,
                       const char* reason) {
  const std::string_view found = text.substr(span.from, span.to - span.from);
  Finding out = make_finding(code, span, quoted(found) + ' ' + reason, wanted_number(contract), excerpt(found));
  out.schema_pointer = field;
  return out;
}

// "42 percent" where "42 %" is asked for.
bool says_percent(const Impl& contract, std::string_view rest) {
  constexpr std::string_view kWords[] = {"percent", "per cent", "pct", "pct."};
  return contract.unit == "%" && std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
           return base::equal_ignoring_ascii_case(base::trim_ascii(rest), word);
         });
}

bool meets_target(const Impl& contract, const Amount& amount, const std::string& reading) {
  if (amount.plain.empty()) return false;
  const bool minus = amount.plain.front() == '-' && amount.rewritten->front() != '-';
  const std::optional<double> value = plain_number_value((minus ? "-" : "") + reading);
  return contract.contract.has_target && value && within_tolerance(*value, contract.contract);
}

// A number in another notation. Of two readings the target may bear out the one for thousands; the other one, and any
// where there is no target, is for a person to tell.
void check_separators(const Impl& contract, const Amount& amount, Span span, std::string_view text, Check& out) {
  if (!amount.rewritten) return;
  Finding finding = number_finding(contract, "C4", "", span, text, "is not written as a plain number");
  const bool doubtful = !amount.sure && !meets_target(contract, amount, *amount.rewritten);
  if (!amount.plain.empty()) finding.edits.push_back({span, *amount.rewritten});
  if (doubtful) finding.confidence = 0.5;
  if (doubtful || amount.plain.empty()) out.proposal = RepairLevel::c;
  if (!amount.other.empty()) {
    finding.alternatives.push_back({"the comma separates thousands", finding.edits});
    finding.alternatives.push_back({"the comma stands before decimals", {{span, amount.other}}});
    const bool first = meets_target(contract, amount, *amount.rewritten);
    const bool second = meets_target(contract, amount, amount.other);
    if (second && !first) finding.edits = finding.alternatives[1].edits;
    if (second || !first) finding.confidence = 0.5;
    if (second || !first) out.proposal = RepairLevel::c;
  }
  out.misses.add(std::move(finding));
  out.but_for_notation = true;
}

void check_amount(const Impl& contract, const Amount& amount, Span span, std::string_view text, Check& out) {
  if (amount.plain.empty()) return;
  const std::optional<double> value = plain_number_value(amount.plain);
  if (!value) {
    out.misses.add(number_finding(contract, "C6", "", span, text, "is too large to be a finite number"));
  } else if (contract.contract.has_target && !within_tolerance(*value, contract.contract) &&
             (amount.other.empty() || !meets_target(contract, amount, amount.other))) {
    out.misses.add(number_finding(contract, "C11", "/target", span, text, "is outside the tolerance"));
  }
}

}  // namespace

std::optional<Error> compile_number(Impl& out, std::size_t /*depth*/) {
  const Contract& contract = out.contract;
  const auto bad = [](const char* field, const char* wanted, double value) {
    return contract_error(ErrorCode::bad_value,
                          std::string(field) + " must be " + wanted + ", found " + std::to_string(value),
                          '/' + std::string(field));
  };
  if (contract.has_target && !std::isfinite(contract.target)) return bad("target", "finite", contract.target);
  const bool abs_ok = std::isfinite(contract.abs_tol) && contract.abs_tol >= 0;
  if (!abs_ok) return bad("tolerance/abs", "finite and at least 0", contract.abs_tol);
  const bool rel_ok = std::isfinite(contract.rel_tol) && contract.rel_tol >= 0;
  if (!rel_ok) return bad("tolerance/rel", "finite and at least 0", contract.rel_tol);
  out.unit = base::trim_ascii(contract.unit);
  return std::nullopt;
}

Check check_number(const Impl& contract, std::string_view text) {
  const std::string_view answer = base::trim_ascii(text);
  const std::size_t from = answer.empty() ? 0 : static_cast<std::size_t>(answer.data() - text.data());
  const Span span{from, from + answer.size()};
  Check out;
  const std::optional<Amount> amount = read_amount(contract, answer);
  const bool percent = amount && amount->end < answer.size() && says_percent(contract, answer.substr(amount->end));
  out.reads = amount && (amount->end == answer.size() || percent);
  if (!out.reads) {
    out.misses.add(number_finding(contract, "X9", "", span, text, "is not a plain number"));
    return out;
  }
  check_separators(contract, *amount, {from + amount->number.from, from + amount->number.to}, text, out);
  if (!contract.unit.empty() && !amount->has_unit) {
    Finding finding =
        number_finding(contract, "C1", "/unit", span, text, percent ? "writes the unit as a word" : "has no unit");
    if (percent) finding.edits.push_back({{from + amount->end, span.to}, contract.unit});
    out.misses.add(std::move(finding));
  }
  check_amount(contract, *amount, span, text, out);
  out.holds = out.misses.empty();
  out.but_for_notation = out.but_for_notation && out.misses.count() == 1;
  return out;
}

bool same_numbers(const Impl& contract, std::string_view a, std::string_view b) {
  const auto left = read_amount(contract, a);
  const auto right = read_amount(contract, b);
  return left && right && !left->plain.empty() && !right->plain.empty() &&
         plain_number_value(left->plain) == plain_number_value(right->plain);
}

}  // namespace nines::validate
