// Numbers in prose, with or without separators. Anything that might be part of something else (a date, a range, a
// version, a percentage, a sum, 3D) is passed over, not guessed at. See candidates.h.
#include <algorithm>

#include "base/text.h"
#include "validate/candidates.h"
#include "validate/denial.h"
#include "validate/number_notation.h"
#include "validate/number_text.h"

namespace nines::validate {

namespace {

using base::is_ascii_digit;
using base::is_ascii_letter;

constexpr std::string_view kEnDash = "\xE2\x80\x93";  // U+2013

bool is_word(char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '_'; }

// Signs that join numbers to something that is not a plain number when a digit is on either side.
bool is_joint(char c) { return std::string_view("-/:,.^'").find(c) != std::string_view::npos; }

bool digit_at(std::string_view text, std::size_t at) { return at < text.size() && is_ascii_digit(text[at]); }

// End of the run of digits, letters and joints around a token that is not plain.
std::size_t token_end(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_word(text[at]) || (is_joint(text[at]) && digit_at(text, at + 1)))) {
    ++at;
  }
  return at;
}

// Where the number starts whose first digit is at `at`, sign and leading dot included; nothing
// when what stands before it says that it is no plain number.
std::optional<std::size_t> plain_start(std::string_view text, std::size_t from, std::size_t at) {
  const auto back = [&](std::size_t n) { return at >= from + n ? text[at - n] : ' '; };
  const std::string_view left = text.substr(from, at - from);
  if (left.ends_with(kEnDash)) return std::nullopt;
  if (back(1) == '.' && back(2) != '.') --at;  // ".5", but not the end of "...5"
  const char c = back(1);
  const char further = back(2);
  if (c == '$') return further == '-' ? std::nullopt : std::optional(at);
  if (c == '-' || c == '+') {
    const bool operation = is_word(further) || further == ')' || is_joint(further);
    return operation ? std::nullopt : std::optional(at - 1);
  }
  const bool fused = c == '/' || c == '^' || c == '\'';
  const bool joined = is_joint(c) && (is_ascii_digit(further) || (fused && is_word(further)));
  return is_word(c) || joined ? std::nullopt : std::optional(at);
}

bool plain_end(std::string_view text, std::size_t end) {
  if (end >= text.size()) return true;
  const char c = text[end];
  if (c == '%' || is_word(c)) return false;
  return !(is_joint(c) && digit_at(text, end + 1)) && !text.substr(end).starts_with(kEnDash);
}

// How many bytes before a number belong to the currency that stands there; 0 = none.
std::size_t unit_start(const CompiledContract::Impl& contract, std::string_view left) {
  if (!is_currency(contract.unit)) return 0;
  const std::size_t all = left.size();
  if (left.ends_with(' ')) left.remove_suffix(1);
  if (!left.ends_with(contract.unit)) return 0;
  left.remove_suffix(contract.unit.size());
  if (left.ends_with('-')) left.remove_suffix(1);
  const bool inside_word = is_word(contract.unit.front()) && !left.empty() && is_word(left.back());
  return inside_word ? 0 : all - left.size();
}

}  // namespace

void scan_numbers(const CompiledContract::Impl& contract, const Segment& segment, CandidateList& out) {
  const std::string_view text = segment.text;
  std::size_t at = segment.from;
  std::size_t passed = segment.from;  // behind the last number
  const auto add = [&](std::size_t from, std::size_t to) {
    if (!is_negated(text, passed, from)) out.add({{from, to}, segment.fence, true});
    passed = to;
    at = to;
  };
  while (!out.truncated) {
    while (at < text.size() && !is_ascii_digit(text[at])) ++at;
    if (at >= text.size()) break;
    const std::optional<std::size_t> apart = notation_start(text, passed, at);
    const std::optional<std::size_t> start = !apart || *apart < at ? apart : plain_start(text, segment.from, at);
    const std::optional<OtherNotation> other = start ? scan_other_notation(text, *start, contract.unit) : std::nullopt;
    const std::optional<GroupedNumber> grouped = start && !other ? scan_grouped_number(text, *start) : std::nullopt;
    const std::optional<std::size_t> end = other     ? std::optional(other->end)
                                           : grouped ? std::optional(grouped->end)
                                           : start   ? scan_plain_number(text, *start)
                                                     : std::nullopt;
    const bool plain = end && plain_end(text, *end) && !is_operand(text, *end, contract.unit);
    const std::optional<std::size_t> unit_end =
        end && !contract.unit.empty() ? scan_unit(text, *end, contract.unit) : std::nullopt;
    const bool unit_stands = unit_end && !unit_goes_on(text, *unit_end) &&
                             !(is_word(contract.unit.back()) && *unit_end < text.size() && is_word(text[*unit_end]));
    const std::size_t unit_before =
        start ? unit_start(contract, text.substr(passed, std::max(*start, passed) - passed)) : 0;
    if (unit_before > 0 && plain && !unit_goes_on(text, *end)) {
      add(*start - unit_before, *end);
    } else if (unit_stands) {
      add(*start, *unit_end);
    } else if (plain) {
      add(*start, *end);
    } else {
      at = end ? std::max(*end, token_end(text, at)) : token_end(text, at);
    }
  }
}

}  // namespace nines::validate
