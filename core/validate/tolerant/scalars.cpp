// Numbers in any dialect, words, expressions and values without quotes. See machine.h.
#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/tolerant/machine.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxBareBytes = 4'096;  // of a value without quotes

// Words of other languages for values of JSON.
struct KnownWord {
  std::string_view word;
  const char* json;
  const char* code;
  RepairLevel level;
};
constexpr RepairLevel kA = RepairLevel::a;
constexpr RepairLevel kB = RepairLevel::b;
constexpr std::array kWords{
    KnownWord{"None", "null", "L4", kA},      KnownWord{"True", "true", "L4", kA},
    KnownWord{"False", "false", "L4", kA},    KnownWord{"TRUE", "true", "L4", kA},
    KnownWord{"FALSE", "false", "L4", kA},    KnownWord{"NULL", "null", "L4", kA},
    KnownWord{"Null", "null", "L4", kA},      KnownWord{"nil", "null", "L4", kA},
    KnownWord{"undefined", "null", "L5", kB}, KnownWord{"NaN", "null", "L5", kB},
    KnownWord{"nan", "null", "L5", kB},       KnownWord{"Infinity", "null", "L5", kB},
    KnownWord{"inf", "null", "L5", kB},       KnownWord{"-Infinity", "null", "L5", kB},
    KnownWord{"+Infinity", "null", "L5", kB}, KnownWord{"-inf", "null", "L5", kB},
    KnownWord{"-NaN", "null", "L5", kB},
};
constexpr std::array<std::string_view, 6> kCutWords{"true", "false", "null", "None", "True", "False"};

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && base::is_ascii_digit(text[at])) ++at;
  return at;
}

int digit_of(char c) {
  if (base::is_ascii_digit(c)) return c - '0';
  const char folded = base::fold_ascii(c);
  return folded >= 'a' && folded <= 'f' ? folded - 'a' + 10 : 99;
}

bool is_operator(char c) { return c == '/' || c == '*' || c == '+' || c == '^'; }

}  // namespace

// Whether a number or word may end before `at`.
bool TolerantMachine::ends_scalar(std::size_t at, Place place) const {
  if (at < text_.size() && (text_[at] == ',' || is_closer(text_[at]))) return true;
  const std::size_t next = base::skip_json_space(text_, at);
  const Look look = look_at(text_, next);
  if (look.length == 0 || look.c == ',' || is_closer(look.c) || look.c == ';') return true;
  if (comment_end(text_, next) > next && (next > at || look.c == '/')) return true;
  if (invisible_length(text_, next) > 0 || ellipsis_length(text_, next) > 0) return true;
  if (static_cast<std::uint8_t>(look.c) < 0x20 || look.c == '`') return true;
  if (text_.substr(at, next - at).find('\n') != std::string_view::npos) return true;
  const Quote quote = quote_at(text_, next);
  if (place == Place::member) return (next > at || quote.kind != QuoteKind::none) && key_end(text_, next) > 0;
  if (place == Place::element) {
    return next > at && (quote.kind != QuoteKind::none || look.c == '{' || look.c == '[' || look.c == '-' ||
                         base::is_ascii_digit(look.c) || literal_at(text_, next));
  }
  return place == Place::root;
}

void TolerantMachine::read_number(Place place) {
  const std::size_t from = at_;
  if (text_[from] == '-' || base::is_ascii_digit(text_[from])) {
    const base::TokenScan scan = base::scan_json_number(text_, from);
    if (scan.ok && ends_scalar(scan.end, place)) return scalar({from, scan.end}, Last::number);
    if (!scan.ok && scan.end >= text_.size()) {
      at_ = text_.size();
      return cut("X5", kept(), "a digit");
    }
  }
  const Look sign = look_at(text_, from);
  const std::size_t word = from + (sign.c == '-' || sign.c == '+' ? 1 : 0);
  if (word < text_.size() && base::is_ascii_letter(text_[word])) return read_word(place);
  if (other_number(place)) return;
  if (expression(from)) return;
  bare_value(from, place);
}

// 0xFF, 0b101, 0o17
bool TolerantMachine::based_number(std::size_t from, bool negative, Place place) {
  const std::size_t start = from;
  if (start + 2 >= text_.size() || text_[start] != '0') return false;
  const char mark = base::fold_ascii(text_[start + 1]);
  const int radix = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 0;
  if (radix == 0) return false;
  std::uint64_t value = 0;
  std::size_t at = start + 2;
  for (; at < text_.size() && digit_of(text_[at]) < radix; ++at) {
    if (value >> 59U != 0) return false;  // too large to be told exactly
    value = value * static_cast<std::uint64_t>(radix) + static_cast<std::uint64_t>(digit_of(text_[at]));
  }
  if (at == start + 2 || !ends_scalar(at, place)) return false;
  Draft draft;
  draft.replace({at_, at}, (negative ? "-" : "") + std::to_string(value));
  add("L6", {at_, at}, "a decimal number", RepairLevel::a, std::move(draft));
  scalar({at_, at}, Last::number);
  return true;
}

bool TolerantMachine::other_number(Place place) {
  std::size_t at = at_;
  std::string out;
  RepairLevel level = RepairLevel::a;
  const bool negative = text_[at] == '-';
  if (negative || text_[at] == '+') ++at;
  while (at > at_ && at < text_.size() && text_[at] == ' ') ++at;
  if (negative) out = "-";
  if (based_number(at, negative, place)) return true;
  const std::size_t whole = at;
  while (at < text_.size() && (base::is_ascii_digit(text_[at]) || (text_[at] == '_' && at > whole))) {
    if (text_[at] == '_')
      level = std::max(level, RepairLevel::b);
    else
      out += text_[at];
    ++at;
  }
  const std::size_t sign = negative ? 1 : 0;
  if (out.size() == sign) out += '0';
  bool any = at > whole;
  while (out.size() > sign + 1 && out[sign] == '0') {
    out.erase(sign, 1);
    level = RepairLevel::c;
  }
  if (at < text_.size() && text_[at] == '.') {
    const std::size_t end = digits_end(text_, at + 1);
    if (end == at + 1 && !any) return false;
    out += '.';
    out += end == at + 1 ? "0" : std::string(text_.substr(at + 1, end - at - 1));
    any = true;
    at = end;
  }
  if (!any) return false;
  if (at < text_.size() && base::fold_ascii(text_[at]) == 'e') {
    std::size_t exponent = at + 1;
    if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
    const std::size_t end = digits_end(text_, exponent);
    if (end > exponent)
      out += text_.substr(at, end - at);
    else
      level = RepairLevel::c;
    at = end;
  }
  if (!ends_scalar(at, place)) return false;
  Draft draft;
  draft.replace({at_, at}, std::move(out));
  add("L6", {at_, at}, "a number as JSON writes it", level, std::move(draft));
  scalar({at_, at}, Last::number);
  return true;
}

// {"a": 1,234}: where a key is wanted stand three digits right behind the comma.
bool TolerantMachine::thousands() {
  const std::size_t value = stack_.back().keep_to;
  if (comma_ != value || at_ != comma_ + 1 || !base::is_ascii_digit(text_[value - 1])) return false;
  std::size_t at = at_;
  Draft draft;
  draft.replace({comma_, comma_ + 1}, "");
  while (digits_end(text_, at) == at + 3) {
    at += 3;
    const bool more = at + 1 < text_.size() && text_[at] == ',' && digits_end(text_, at + 1) == at + 4;
    if (!more) break;
    draft.replace({at, at + 1}, "");
    ++at;
  }
  if (at < text_.size() && text_[at] == '.') at = digits_end(text_, at + 1);
  if (at < at_ + 3 || !ends_scalar(at, Place::member)) return false;
  std::size_t from = value;
  while (from > 0 && (base::is_ascii_digit(text_[from - 1]) || text_[from - 1] == '-')) --from;
  add("L6", {from, at}, "a number without marks between thousands", RepairLevel::c, std::move(draft));
  --stack_.back().index;
  scalar({from, at}, Last::number);
  return true;
}

void TolerantMachine::read_word(Place place) {
  const std::size_t from = at_;
  std::size_t end = from;
  if (text_[end] == '-' || text_[end] == '+') ++end;
  end = word_end(text_, end);
  const std::string_view word = text_.substr(from, end - from);
  if ((word == "true" || word == "false" || word == "null") && ends_scalar(end, place)) {
    return scalar({from, end}, Last::word);
  }
  // u'…', b"…", r'…', f"…"
  const Quote quote = quote_at(text_, end);
  const bool source = quote.kind == QuoteKind::single || quote.kind == QuoteKind::straight ||
                      (quote.kind == QuoteKind::triple && !word.empty());
  if (const std::size_t prefix = string_prefix(word); prefix > 0 && source) return read_foreign(quote, place, prefix);
  if (known_word(word, from, place)) return;
  if (end >= text_.size() && !word.empty()) {
    const bool literal = std::any_of(kCutWords.begin(), kCutWords.end(),
                                     [&](std::string_view known) { return known.starts_with(word); });
    if (literal || !stack_.empty()) {
      at_ = text_.size();
      return cut("X5", kept(), "a whole word or a value");
    }
  }
  if (place == Place::root) {
    unknown(from, "a JSON value");
    last_end_ = from;
    want_ = Want::done;
    return;
  }
  if (expression(from)) return;
  bare_value(from, place);
}

bool TolerantMachine::known_word(std::string_view word, std::size_t from, Place place) {
  const auto row =
      std::find_if(kWords.begin(), kWords.end(), [&](const KnownWord& known) { return known.word == word; });
  const std::size_t end = from + word.size();
  if (row == kWords.end() || !ends_scalar(end, place)) return false;
  Draft draft;
  draft.replace({from, end}, row->json);
  // A contract may have no place for null, but allow the member to be absent.
  const bool other = row->code == std::string_view("L5") && place == Place::member;
  add(row->code, {from, end}, other ? "null or no member" : row->json, row->level, std::move(draft));
  scalar({from, end}, Last::word);
  return true;
}

// 1/6, f(x), datetime(2024, 1, 1), "a" + b: proposed as its text in quotes.
bool TolerantMachine::expression(std::size_t from) {
  std::size_t depth = 0;
  std::size_t at = from;
  bool operates = false;
  char quote = 0;
  const std::size_t stop = std::min(text_.size(), from + kMaxBareBytes);
  for (; at < stop; ++at) {
    const char c = text_[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(') {
      operates = operates || depth == 0;
      ++depth;
    } else if (c == ')') {
      if (depth == 0) return false;
      --depth;
    } else if (depth == 0) {
      if (c == ',' || c == '\n' || is_closer(c)) break;
      if (comment_end(text_, at) > at && at > from && base::is_json_space(text_[at - 1])) break;
      operates = operates || (is_operator(c) && at > from);
    }
  }
  const char first = text_[from];
  const bool sum = first == '"' || base::is_ascii_digit(first) || first == '-' || first == '.' || first == '(';
  const bool call = text_.substr(from, at - from).find('(') != std::string_view::npos;
  if (!operates || depth > 0 || quote != 0 || at >= stop || !(sum || call)) return false;
  std::size_t end = at;
  while (end > from && base::is_json_space(text_[end - 1])) --end;
  // Sums are of numbers: "30/45 km" and "n/a" are words.
  const std::string_view source = text_.substr(from, end - from);
  if (!call && first != '"' && source.find_first_not_of("0123456789.+-*/^eE() ") != std::string_view::npos)
    return false;
  if (last_ == Last::string && first == '"') {
    --stack_.back().index;
    roll_back(from, 0);
  }
  Draft draft;
  draft.replace({from, end}, base::json_quote(source));
  add("L10", {from, end}, "its value", RepairLevel::c, std::move(draft));
  at_ = end;
  after_value(end, Last::word);
  return true;
}

// Where a value without quotes ends: at a comma that JSON goes on behind, a closer, a comment, the end of the line.
std::size_t TolerantMachine::bare_end(std::size_t from, Place place) const {
  std::size_t at = from;
  const std::size_t stop = std::min(text_.size(), from + kMaxBareBytes);
  for (; at < stop; ++at) {
    const char c = text_[at];
    if (c == '\n' || c == '\r' || is_closer(c)) break;
    if (at > from && base::is_json_space(text_[at - 1]) && comment_end(text_, at) > at) break;
    if (c != ',') continue;
    if (place == Place::element) break;
    const std::size_t next = base::skip_json_space(text_, at + 1);
    if (next >= text_.size() || is_closer(text_[next]) || key_end(text_, next) > 0) break;
    if (comment_end(text_, next) > next) break;
  }
  while (at > from && base::is_json_space(text_[at - 1])) --at;
  return at;
}

// The beginning of true, false or null may be a word or a literal that lost its end.
void TolerantMachine::doubt_word(std::string_view word, Span span, Defect& defect) {
  if (word == "none") defect.others.push_back({"no value, as None says", span, {{span, "null"}}});
  if (word.size() < 2) return;
  for (const std::string_view literal : {"true", "false", "null"}) {
    if (!literal.starts_with(word)) continue;
    defect.others.push_back({"a literal that lost its end", span, {{span, std::string(literal)}}});
  }
}

void TolerantMachine::bare_value(std::size_t from, Place place) {
  const std::size_t end = bare_end(from, place);
  if (end == from) {
    unknown(from, "a value");
    at_ = std::min(from + 1, text_.size());
    return after_value(at_, Last::word);
  }
  const std::string_view source = text_.substr(from, end - from);
  if (holds_last_quote(source) && extend_last_string()) return;
  if (end >= text_.size()) {
    at_ = text_.size();
    return cut("X5", kept(), "a value");
  }
  Draft draft;
  // x" for "x": only the opening quote is missing.
  const bool half = source.size() > 1 && source.back() == '"' && source.find('"') == source.size() - 1;
  draft.replace({from, end}, base::json_quote(half ? source.substr(0, source.size() - 1) : source));
  // "cats" and birds", behind a comma: neither key nor value, but the rest of the string before it.
  const bool no_colon = !out_.defects.empty() && out_.defects.back().code == std::string_view("S4");
  const bool torn = no_colon && source.find_first_of("\"'`") != std::string_view::npos;
  Defect& defect = add(half ? "L12" : "L3", {from, end}, "a value of JSON", torn ? RepairLevel::c : RepairLevel::b,
                       std::move(draft));
  if (!quiet_) doubt_word(source, {from, end}, defect);
  scalar({from, end}, Last::word);
}

}  // namespace nines::validate
