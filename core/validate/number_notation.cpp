// Numbers whose neighbours change what they are worth. See number_notation.h.
#include "validate/number_notation.h"

#include <algorithm>

#include "base/text.h"
#include "validate/number_text.h"

namespace nines::validate {

namespace {

using base::is_ascii_digit;
using base::is_ascii_letter;

constexpr std::string_view kMinusSigns[] = {"\xE2\x88\x92", "\xEF\xBC\x8D", "\xEF\xB9\xA3"};  // U+2212, U+FF0D, U+FE63
constexpr std::string_view kThinSpaces[] = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};      // U+00A0, U+202F, U+2009
constexpr std::string_view kTimes[] = {"\xC3\x97", "\xC2\xB7", "\xE2\x8B\x85", "\xE2\x88\x99", "x", "X", "*"};
constexpr std::string_view kRaised[] = {"\xE2\x81\xB0", "\xC2\xB9",     "\xC2\xB2",     "\xC2\xB3",     "\xE2\x81\xB4",
                                        "\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7", "\xE2\x81\xB8", "\xE2\x81\xB9"};
constexpr std::string_view kRaisedMinus = "\xE2\x81\xBB";

bool digit_at(std::string_view text, std::size_t at) { return at < text.size() && is_ascii_digit(text[at]); }
bool letter_at(std::string_view text, std::size_t at) { return at < text.size() && is_ascii_letter(text[at]); }

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (digit_at(text, at)) ++at;
  return at;
}

// Length of the row that stands at `at`; 0 = none.
template <std::size_t kCount>
std::size_t one_of_at(const std::string_view (&rows)[kCount], std::string_view text, std::size_t at) {
  for (const std::string_view row : rows) {
    if (text.substr(std::min(at, text.size())).starts_with(row)) return row.size();
  }
  return 0;
}

// Behind spaces of one line.
std::size_t skip_spaces(std::string_view text, std::size_t at) {
  for (;;) {
    const std::size_t before = at;
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    at += one_of_at(kThinSpaces, text, at);
    if (at == before) return at;
  }
}

// End of `word` when it stands at `at` as a whole word in any case; 0 = it does not.
std::size_t word_end(std::string_view text, std::size_t at, std::string_view word, bool as_written = false) {
  const std::string_view there = text.substr(std::min(at, text.size()), word.size());
  const bool same = as_written ? there == word : base::equal_ignoring_ascii_case(there, word);
  const std::size_t end = at + word.size();
  return same && !letter_at(text, end) && !digit_at(text, end) ? end : 0;
}

// The vulgar fractions ¼ to ⅞.
std::size_t vulgar_fraction_at(std::string_view text, std::size_t at) {
  const std::string_view two = text.substr(std::min(at, text.size()), 2);
  if (two == "\xC2\xBC" || two == "\xC2\xBD" || two == "\xC2\xBE") return 2;
  const std::string_view rest = text.substr(std::min(at, text.size()), 3);
  const bool number_form = rest.size() == 3 && rest[0] == '\xE2' && rest[1] == '\x85';
  return number_form && static_cast<unsigned char>(rest[2]) >= 0x90 && static_cast<unsigned char>(rest[2]) <= 0x9E ? 3
                                                                                                                   : 0;
}

struct Sign {
  std::size_t end = 0;
  bool minus = false;
  bool other = false;  // not as plain text has it
  bool sure = true;
};

Sign read_sign(std::string_view text, std::size_t at) {
  const std::size_t wide = one_of_at(kMinusSigns, text, at);
  if (wide > 0) return {skip_spaces(text, at + wide), true, true, true};
  const char c = at < text.size() ? text[at] : ' ';
  if (c == '-' || c == '+') {
    const std::size_t end = skip_spaces(text, at + 1);
    return {end, c == '-', end > at + 1, end == at + 1};
  }
  for (const std::string_view word : {"minus", "negative"}) {
    const std::size_t end = word_end(text, at, word);
    if (end > 0 && skip_spaces(text, end) > end) return {skip_spaces(text, end), true, true, true};
  }
  return {at, false, false, true};
}

// Groups of three digits behind a space, ' or _: 1 000 000.
struct Groups {
  std::size_t end = 0;
  std::string plain;
  bool sure = false;
};

std::size_t group_separator(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == ' ' || text[at] == '\'' || text[at] == '_') return 1;
  if (text.substr(at).starts_with("\xE2\x80\x99")) return 3;
  return one_of_at(kThinSpaces, text, at);
}

std::optional<Groups> read_groups(std::string_view text, std::size_t at) {
  const std::size_t head = skip_digits(text, at);
  if (head == at || head - at > 3 || text[at] == '0') return std::nullopt;
  const std::size_t width = group_separator(text, head);
  if (width == 0) return std::nullopt;
  const std::string_view separator = text.substr(head, width);
  Groups out{head, std::string(text.substr(at, head - at)), separator != " "};
  std::size_t groups = 0;
  while (text.substr(out.end).starts_with(separator) && skip_digits(text, out.end + width) == out.end + width + 3) {
    out.plain += text.substr(out.end + width, 3);
    out.end += width + 3;
    ++groups;
  }
  if (groups == 0) return std::nullopt;
  out.sure = out.sure || groups > 1;
  if (out.end < text.size() && (text[out.end] == '.' || text[out.end] == ',') && digit_at(text, out.end + 1)) {
    const std::size_t stop = skip_digits(text, out.end + 1);
    out.plain += '.';
    out.plain += text.substr(out.end + 1, stop - out.end - 1);
    out.end = stop;
  }
  return out;
}

// What stands behind a number and changes its worth.
struct Tail {
  std::size_t end = 0;
  std::string exponent;  // of ten; "" = not read
  bool sure = false;
};

// "x 10^3", "× 10³", "*10**-3": from the sign for times on.
std::optional<Tail> read_power(std::string_view text, std::size_t at) {
  const std::size_t times = one_of_at(kTimes, text, at);
  if (times == 0) return std::nullopt;
  std::size_t ten = skip_spaces(text, at + times);
  if (text.substr(ten, 2) != "10" || digit_at(text, ten + 2)) return std::nullopt;
  ten += 2;
  const std::size_t caret = text.substr(ten).starts_with("**") ? 2 : text.substr(ten).starts_with("^") ? 1 : 0;
  Tail out{ten + caret, {}, true};
  if (caret > 0) {
    const bool brace = text.substr(out.end).starts_with("{") || text.substr(out.end).starts_with("(");
    if (brace) ++out.end;
    const std::size_t wide = one_of_at(kMinusSigns, text, out.end);
    const bool minus = wide > 0 || text.substr(out.end).starts_with("-");
    out.end += wide > 0 ? wide : minus ? 1 : 0;
    const std::size_t stop = skip_digits(text, out.end);
    if (stop == out.end || stop - out.end > 4) return Tail{stop, {}, false};
    out.exponent = (minus ? "-" : "") + std::string(text.substr(out.end, stop - out.end));
    out.end = stop + (brace ? 1 : 0);
    out.end = std::min(out.end, text.size());
    return out;
  }
  if (text.substr(out.end).starts_with(kRaisedMinus)) {
    out.exponent = "-";
    out.end += kRaisedMinus.size();
  }
  bool any = false;
  for (bool more = true; more && out.exponent.size() < 5;) {
    more = false;
    for (std::size_t digit = 0; digit < std::size(kRaised) && !more; ++digit) {
      if (!text.substr(out.end).starts_with(kRaised[digit])) continue;
      out.exponent += static_cast<char>('0' + digit);
      out.end += kRaised[digit].size();
      more = any = true;
    }
  }
  return any ? std::optional(out) : std::nullopt;
}

struct ScaleWord {
  std::string_view word;
  const char* exponent;  // "" = no power of ten
  bool as_written = false;
};

constexpr ScaleWord kScales[] = {{"hundred", "2"},
                                 {"thousand", "3"},
                                 {"thousands", "3"},
                                 {"million", "6"},
                                 {"millions", "6"},
                                 {"billion", "9"},
                                 {"billions", "9"},
                                 {"trillion", "12"},
                                 {"trillions", "12"},
                                 {"lakh", "5"},
                                 {"lakhs", "5"},
                                 {"crore", "7"},
                                 {"crores", "7"},
                                 {"dozen", ""},
                                 {"dozens", ""},
                                 {"score", "", true},
                                 {"gross", "", true},
                                 {"mil", ""},
                                 {"mn", "6"},
                                 {"bn", "9"},
                                 {"tn", "12"},
                                 {"k", "3"},
                                 {"M", "6", true},
                                 {"B", "9", true},
                                 {"quadrillion", "15"},
                                 {"mio", "6"},
                                 {"mrd", "9"},
                                 {"half", ""},
                                 {"halves", ""},
                                 {"thirds", ""},
                                 {"quarters", ""},
                                 {"squared", ""},
                                 {"cubed", ""},
                                 {"to the power of", ""},
                                 {"and a half", ""},
                                 {"and a quarter", ""},
                                 {"and three quarters", ""},
                                 {"and one half", ""},
                                 {"and a third", ""}};

std::optional<Tail> read_scale(std::string_view text, std::size_t at) {
  for (const ScaleWord& row : kScales) {
    const std::size_t end = word_end(text, at, row.word, row.as_written);
    if (end > 0) return Tail{end, row.exponent, false};
  }
  return std::nullopt;
}

// "1/2" behind a space or "and": the rest of 3 1/2.
std::size_t fraction_end(std::string_view text, std::size_t at) {
  const std::size_t joined = word_end(text, at, "and");
  if (joined > 0) at = skip_spaces(text, joined);
  const std::size_t top = skip_digits(text, at);
  const bool bar = top > at && top - at <= 3 && top < text.size() && text[top] == '/';
  const std::size_t end = bar ? skip_digits(text, top + 1) : at;
  return bar && end > top + 1 && !(end < text.size() && text[end] == '/') ? end : 0;
}

std::optional<Tail> read_tail(std::string_view text, std::size_t at, std::string_view unit) {
  if (!unit.empty() && scan_unit(text, at, unit)) return std::nullopt;
  for (std::size_t end = at;;) {
    const std::size_t raised = one_of_at(kRaised, text, end);
    const std::size_t length = raised > 0 ? raised : vulgar_fraction_at(text, end);
    if (length == 0 && end == at) break;
    if (length == 0) return Tail{end, {}, false};
    end += length;
  }
  if (const auto power = read_power(text, skip_spaces(text, at))) return power;
  const std::size_t word = skip_spaces(text, at);
  if (word == at) return std::nullopt;
  if (const std::size_t length = vulgar_fraction_at(text, word); length > 0) return Tail{word + length, {}, false};
  if (const std::size_t end = fraction_end(text, word); end > 0) return Tail{end, {}, false};
  std::optional<Tail> out = read_scale(text, word);
  // "2 hundred thousand", "1 million and a half": no longer one power of ten.
  while (out) {
    const std::optional<Tail> more = read_scale(text, skip_spaces(text, out->end));
    if (!more || skip_spaces(text, out->end) == out->end) break;
    out = Tail{more->end, {}, false};
  }
  return out;
}

}  // namespace

std::optional<OtherNotation> scan_other_notation(std::string_view text, std::size_t at, std::string_view unit) {
  const Sign sign = read_sign(text, at);
  OtherNotation out;
  out.sure = sign.sure;
  std::string digits;
  const std::optional<Groups> groups = read_groups(text, sign.end);
  const std::optional<GroupedNumber> grouped = groups ? std::nullopt : scan_grouped_number(text, sign.end);
  if (groups) {
    out.end = groups->end;
    digits = groups->plain;
    out.sure = out.sure && groups->sure;
  } else if (grouped) {
    out.end = grouped->end;
    digits = grouped->plain;
    out.sure = out.sure && grouped->other.empty();
  } else {
    const bool second_sign = sign.end < text.size() && (text[sign.end] == '-' || text[sign.end] == '+');
    const std::optional<std::size_t> end =
        second_sign && sign.end > at ? std::nullopt : scan_plain_number(text, sign.end);
    if (!end || *end == sign.end) return std::nullopt;
    out.end = *end;
    digits = text.substr(sign.end, *end - sign.end);
  }
  const std::optional<Tail> tail = read_tail(text, out.end, unit);
  if (!sign.other && !groups && !tail) return std::nullopt;
  out.plain = (sign.minus ? "-" : "") + digits;
  if (!tail) return out;
  out.end = tail->end;
  out.sure = out.sure && tail->sure;
  const bool readable = !tail->exponent.empty() && digits.find_first_of("eE") == std::string::npos;
  out.plain = readable ? out.plain + 'e' + tail->exponent : "";
  return out;
}

std::optional<std::size_t> notation_start(std::string_view text, std::size_t from, std::size_t at) {
  const auto trimmed = [](std::string_view left) {
    while (!left.empty() && (left.back() == ' ' || left.back() == '\t')) left.remove_suffix(1);
    for (const std::string_view space : kThinSpaces) {
      if (left.ends_with(space)) left.remove_suffix(space.size());
    }
    return left;
  };
  std::string_view left = text.substr(from, at - from);
  if (left.ends_with('.') && !left.ends_with("..")) left.remove_suffix(1);
  const std::string_view near = trimmed(left);
  const bool spaced = near.size() < left.size();
  const auto operand_before = [&](std::size_t length) {
    const std::string_view before = trimmed(near.substr(0, near.size() - length));
    return !before.empty() && (is_ascii_digit(before.back()) || before.back() == ')');
  };
  if (near.ends_with("\xE2\x88\x9A") || near.ends_with("\xE2\x88\x9B")) return std::nullopt;  // U+221A, U+221B
  if (near.size() >= 2 && near.back() == '(' && is_ascii_letter(near[near.size() - 2])) return std::nullopt;
  if (left.ends_with("**") && left.size() >= 3 && is_ascii_digit(left[left.size() - 3])) return std::nullopt;
  for (const std::string_view word : {"minus", "negative"}) {
    const bool stands = spaced && near.size() >= word.size() &&
                        base::equal_ignoring_ascii_case(near.substr(near.size() - word.size()), word) &&
                        (near.size() == word.size() || !is_ascii_letter(near[near.size() - word.size() - 1]));
    if (!stands) continue;
    if (operand_before(word.size())) return std::nullopt;
    return from + near.size() - word.size();
  }
  for (const std::string_view word : {"plus", "times", "divided by", "multiplied by", "over"}) {
    const bool stands = spaced && near.size() >= word.size() &&
                        base::equal_ignoring_ascii_case(near.substr(near.size() - word.size()), word);
    if (stands && operand_before(word.size())) return std::nullopt;
  }
  for (const std::string_view minus : kMinusSigns) {
    if (!near.ends_with(minus)) continue;
    if (operand_before(minus.size())) return std::nullopt;
    return from + near.size() - minus.size();
  }
  for (const std::string_view sign :
       {"\xC3\x97", "\xC3\xB7", "\xC2\xB7", "\xE2\x8B\x85", "x", "X", "*", "+", "/", "^"}) {
    const bool apart = spaced || !is_ascii_letter(sign.front());
    if (near.ends_with(sign) && apart && operand_before(sign.size())) return std::nullopt;
  }
  if (spaced && near.ends_with('-')) {
    if (operand_before(1)) return std::nullopt;
    const std::string_view before = trimmed(near.substr(0, near.size() - 1));
    const bool sign = before.empty() || std::string_view("\n:=(").find(before.back()) != std::string_view::npos;
    if (sign) return from + near.size() - 1;
  }
  return at;
}

bool is_operand(std::string_view text, std::size_t end, std::string_view unit) {
  if (!unit.empty() && scan_unit(text, end, unit)) return false;
  const auto char_at = [&](std::size_t at) { return at < text.size() ? text[at] : '\n'; };
  if (char_at(end) == '+') return true;  // "10+x", and "10+" is ten or more
  const std::size_t sign = skip_spaces(text, end);
  const bool spaced = sign > end;
  const char c = char_at(sign);
  constexpr std::string_view kShares[] = {"%", "\xE2\x80\xB0", "\xEF\xBC\x85", "\xC3\x97", "\xC3\xB7"};
  if (one_of_at(kShares, text, sign) > 0 || c == '^') return true;
  const std::size_t next = skip_spaces(text, sign + 1);
  const bool operand = digit_at(text, next) || char_at(next) == '(';
  const bool apart = spaced && next > sign + 1;
  if (c == '+' && (operand || letter_at(text, next))) return true;
  if (c == '*' && (digit_at(text, sign + 1) || (apart && operand))) return true;
  if (text.substr(sign).starts_with("**") && digit_at(text, sign + 2)) return true;
  if ((c == '/' || c == '-' || c == 'x' || c == 'X') && apart && operand) return true;
  const std::size_t wide = one_of_at(kMinusSigns, text, sign);
  if (wide > 0 && digit_at(text, skip_spaces(text, sign + wide))) return true;
  if (!spaced) return false;
  for (const std::string_view share :
       {"percent", "percentage", "per cent", "pct", "per mille", "per mil", "basis points", "bps", "permille"}) {
    if (word_end(text, sign, share) > 0) return true;
  }
  for (const std::string_view word : {"plus", "minus", "times", "divided by", "multiplied by"}) {
    const std::size_t behind = word_end(text, sign, word);
    if (behind > 0 && digit_at(text, skip_spaces(text, behind))) return true;
  }
  return false;
}

bool unit_goes_on(std::string_view text, std::size_t end) {
  if (end >= text.size()) return false;
  constexpr std::string_view kJoints[] = {"^", "\xC2\xB7", "\xE2\x8B\x85", "\xC3\x97", "/", "*"};
  const std::size_t joint = one_of_at(kJoints, text, end);
  if (joint > 0 && (letter_at(text, end + joint) || digit_at(text, end + joint))) return true;
  if (one_of_at(kRaised, text, end) > 0 || text.substr(end).starts_with(kRaisedMinus)) return true;
  const std::size_t word = skip_spaces(text, end);
  const bool spaced_bar =
      word > end && word + 1 < text.size() && text[word] == '/' && letter_at(text, skip_spaces(text, word + 1));
  return spaced_bar || (word > end && word_end(text, word, "per") > 0);
}

}  // namespace nines::validate
