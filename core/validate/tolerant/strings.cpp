// Strings of every kind of quote: where they end although quotes stand inside, what is escaped wrongly. See machine.h.
#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/tolerant/machine.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxLookahead = 65'536;  // bytes searched for the close of one string
constexpr std::size_t kMaxEmbeddedTries = 16;  // unescaped JSON inside strings, per value

constexpr std::array<bool, 256> make_plain() {
  std::array<bool, 256> plain{};
  for (std::size_t b = 0x20; b < 0x80; ++b) plain[b] = b != '"' && b != '\\';
  return plain;
}
constexpr std::array<bool, 256> kPlain = make_plain();

bool is_hex(char c) { return base::is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool line_break_in(std::string_view text, std::size_t from, std::size_t to) {
  return text.substr(from, to - from).find('\n') != std::string_view::npos;
}

std::string escaped_control(char c) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  constexpr char kHex[] = "0123456789abcdef";
  const auto b = static_cast<std::uint8_t>(c);
  return std::string("\\u00") + kHex[b >> 4U] + kHex[b & 15U];
}

// What begins a value or closes: something that may stand behind a comma of an array.
bool starts_element(Look look, Quote quote) {
  return look.length == 0 || quote.kind != QuoteKind::none || look.c == '{' || look.c == '[' || look.c == ']' ||
         look.c == '-' || base::is_ascii_digit(look.c);
}

}  // namespace

// ---------------------------------------------------------------- what follows a string

// The cheap test that nearly every string passes.
bool TolerantMachine::follows(std::size_t at, Place place) {
  const Look look = look_past_space(text_, at);
  if (look.length == 0) return true;
  switch (place) {
    case Place::key: return look.c == ':';
    case Place::member: return look.c == ',' || look.c == '}';
    case Place::element: return look.c == ',' || look.c == ']';
    case Place::root: return true;
  }
  return true;
}

// The careful test: the quote that ends at `quote_end` closes its string if what follows goes on as JSON would.
bool TolerantMachine::closes_well(std::size_t quote_end, Place place) {
  const std::size_t next = base::skip_json_space(text_, quote_end);
  out_.steps += next - quote_end;
  const Look look = look_at(text_, next);
  if (look.length == 0 || place == Place::root) return true;
  if (place == Place::key) return look.c == ':' || (look.c == '=' && next > quote_end);
  const std::size_t after = base::skip_json_space(text_, next + look.length);
  const Look second = look_at(text_, after);
  const bool line = line_break_in(text_, next, after);
  const char close = place == Place::member ? '}' : ']';
  if (look.c == close || is_closer(look.c)) {
    return second.length == 0 || second.c == ',' || is_closer(second.c) || line || second.c == '`' || second.c == '<';
  }
  if (look.c == ',') {
    if (second.length == 0 || second.c == close) return true;
    if (place == Place::element) return starts_element(second, quote_at(text_, after)) && second.c != ',';
    return key_end(text_, after) > 0 || comment_end(text_, after) > after;
  }
  if (place == Place::member && line_break_in(text_, quote_end, next)) return key_end(text_, next) > 0;
  return false;
}

// A quote not followed by what JSON wants may still be the end, with a comma, colon or closer missing behind it.
bool TolerantMachine::fits_after(std::size_t at, Place place) {
  const std::size_t next = base::skip_json_space(text_, at);
  const Look look = look_at(text_, next);
  const Quote quote = quote_at(text_, next);
  const bool gap = next > at;
  const bool line = line_break_in(text_, at, next);
  if (comment_end(text_, next) > next && (look.c == '/' || gap)) return true;
  if (invisible_length(text_, next) > 0 || ellipsis_length(text_, next) > 0) return true;
  if (place == Place::key) {
    const bool sign = look.c == '=' || look.c == ',' || is_closer(look.c) || text_.substr(next, 2) == "->";
    const bool opens = look.c == '{' || look.c == '[' || quote.kind != QuoteKind::none;
    return sign || opens || (gap && (base::is_ascii_digit(look.c) || look.c == '-' || base::is_ascii_letter(look.c)));
  }
  if (look.c == ';') return true;
  if (look.c == '+') return quote_at(text_, base::skip_json_space(text_, next + 1)).kind != QuoteKind::none;
  if (is_closer(look.c)) return closes_well(at, place);
  if (place == Place::member) {
    if (gap && look.c == '`') return true;
    return (gap || quote.kind != QuoteKind::none) && key_end(text_, next) > 0;
  }
  if (look.c == ':') return true;
  return gap && (quote.kind != QuoteKind::none || look.c == '{' || look.c == '[' || base::is_ascii_digit(look.c) ||
                 (line && !base::is_ascii_letter(look.c)));
}

// The next quote from `from` on that closes well, or kNowhere. Where none was found is not searched again.
std::size_t TolerantMachine::find_close(std::size_t from, Place place) {
  std::size_t& searched = searched_[static_cast<std::size_t>(place)];
  const std::size_t start = std::max(from, searched);
  const std::size_t stop = std::min(text_.size(), start + kMaxLookahead);
  std::size_t at = start;
  for (; at < stop; ++at) {
    if (text_[at] == '\\') {
      ++at;
    } else if (text_[at] == '"' && closes_well(at + 1, place)) {
      out_.steps += at - start;
      return at;
    }
  }
  out_.steps += stop - start;
  searched = std::min(at, text_.size());
  return kNowhere;
}

// A suspicious quote that opens the next key: {"a": "x, "b": 1}. Gives the place where the missing quote belongs, or
// kNowhere.
std::size_t TolerantMachine::missing_close(std::size_t begin, std::size_t quote, Place place) const {
  std::size_t back = quote;
  while (back > begin + 1 && base::is_json_space(text_[back - 1])) --back;
  const std::string_view body = text_.substr(begin + 1, quote - begin - 1);
  if (place == Place::key) {
    // {"a: 1, "b": 2}
    const std::size_t colon = body.find(':');
    return colon == std::string_view::npos || colon > 64 ? kNowhere : begin + 1 + colon;
  }
  if (place == Place::root || back == begin + 1 || text_[back - 1] != ',') return kNowhere;
  if (place == Place::element || key_end(text_, quote) == 0) return kNowhere;
  return back - 1;
}

// Unescaped JSON inside a string: {"a": "{"x": 1}"}. Its closing quote, or kNowhere.
std::size_t TolerantMachine::embedded_close(std::size_t begin, Place place) {
  const std::size_t at = base::skip_json_space(text_, begin + 1);
  if (at >= text_.size() || (text_[at] != '{' && text_[at] != '[') || place == Place::key) return kNowhere;
  if (++embedded_tries_ > kMaxEmbeddedTries) return kNowhere;
  const base::JsonReadResult read = base::read_json_value_at(text_, at);
  out_.steps += (read.ok ? read.tree.node(0).end : read.error.byte) - at;
  if (!read.ok) return kNowhere;
  const std::size_t close = base::skip_json_space(text_, read.tree.node(0).end);
  return close < text_.size() && text_[close] == '"' && closes_well(close + 1, place) ? close : kNowhere;
}

// ---------------------------------------------------------------- straight quotes

void TolerantMachine::read_string(Quote quote, Place place) {
  if (quote.kind == QuoteKind::straight) return read_straight(place);
  if (quote.kind == QuoteKind::triple && text_[at_] == '"') {
    // An empty string and a quote more, or """ as in other languages?
    const std::size_t end = text_.find("\"\"\"", at_ + 3);
    if (end == std::string_view::npos || !closes_well(end + 3, place)) return read_straight(place);
  }
  read_foreign(quote, place, 0);
}

void TolerantMachine::read_straight(Place place) {
  const std::size_t begin = at_;
  const std::size_t mark = out_.defects.size();
  std::size_t at = begin + 1;
  while (true) {
    while (at < text_.size() && kPlain[static_cast<std::uint8_t>(text_[at])]) ++at;
    if (at >= text_.size()) break;
    const auto b = static_cast<std::uint8_t>(text_[at]);
    if (b == '"') {
      if (follows(at + 1, place)) {
        if (out_.defects.size() > mark) doubt_escapes(begin, at + 1, mark);
        return end_of_string(begin, at + 1, place);
      }
      if (const std::size_t embedded = embedded_close(begin, place); embedded != kNowhere) {
        return read_rest(begin, at, embedded, place);
      }
      if (const std::size_t end = missing_close(begin, at, place); end != kNowhere) {
        return close_missing(begin, end, mark, place);
      }
      if (fits_after(at + 1, place)) return end_of_string(begin, at + 1, place);
      const std::size_t close = find_close(at + 1, place);
      if (close == kNowhere) return end_of_string(begin, at + 1, place);
      return read_rest(begin, at, close, place);
    }
    at = b == '\\' ? escape(at) : b < 0x20 ? control(at) : high_bytes(at);
  }
  at_ = text_.size();
  if (out_.cut) return;
  const bool value = place != Place::key;
  const std::size_t keep = stack_.empty() ? text_.size() : stack_.back().keep_to;
  cut("X1", begin, value ? kNowhere : keep, "a character or the closing '\"'", value ? "\"" : "");
}

// From the first inner quote at `from` to the close, which is known: all quotes between are escaped.
void TolerantMachine::read_rest(std::size_t begin, std::size_t from, std::size_t close, Place place) {
  std::vector<std::size_t> quotes;
  for (std::size_t at = from; at < close;) {
    const auto b = static_cast<std::uint8_t>(text_[at]);
    if (b == '"') {
      quotes.push_back(at++);
    } else if (kPlain[b]) {
      ++at;
    } else {
      at = b == '\\' ? escape(at) : b < 0x20 ? control(at) : high_bytes(at);
    }
  }
  inner_quotes(begin, quotes, place);
  end_of_string(begin, close + 1, place);
}

void TolerantMachine::inner_quotes(std::size_t begin, const std::vector<std::size_t>& quotes, Place place) {
  Draft draft;
  for (const std::size_t at : quotes) draft.insert(at, "\\");
  const Span span{quotes.front(), quotes.back() + 1};
  Defect& defect = add("L12", span, "'\\' before a quote inside the string", RepairLevel::b, std::move(draft));
  if (quiet_ || place != Place::element) return;
  // In an array nothing but sense tells whether a quote behind a comma opens the next element.
  std::size_t back = quotes.front();
  while (back > begin + 1 && base::is_json_space(text_[back - 1])) --back;
  if (quotes.size() == 1 && back > begin + 1 && text_[back - 1] == ',') {
    OtherReading other;
    other.says = "the string ends before the comma and its closing quote is missing";
    other.covers = span;
    other.edits.push_back({{back - 1, back - 1}, "\""});
    defect.others.push_back(std::move(other));
    return;
  }
  if (quotes.size() % 2 == 0) return;
  // An odd number of quotes: the string may go on to the close that makes them pairs.
  std::size_t close = base::scan_json_string(text_, quotes.back()).end;
  OtherReading other;
  other.says = "the string goes on, with its inner quotes in pairs";
  for (const std::size_t at : quotes) other.edits.push_back({{at, at}, "\\"});
  std::size_t count = quotes.size();
  std::size_t at = quotes.back() + 1;
  const std::size_t stop = std::min(text_.size(), at + kMaxLookahead / 64);
  close = kNowhere;
  for (; at < stop && close == kNowhere; ++at) {
    if (text_[at] == '\\') {
      ++at;
    } else if (text_[at] == '"') {
      if (count % 2 == 0 && closes_well(at + 1, place) && !follows(at, place)) {
        close = at;
      } else {
        other.edits.push_back({{at, at}, "\\"});
        ++count;
      }
    }
  }
  if (close == kNowhere) return;
  other.covers = {begin, close + 1};
  defect.others.push_back(std::move(other));
}

void TolerantMachine::close_missing(std::size_t begin, std::size_t end, std::size_t mark, Place place) {
  roll_back(end, mark);
  Draft draft;
  draft.insert(end, "\"");
  add("L12", {end, end}, "'\"'", RepairLevel::b, std::move(draft));
  end_of_string(begin, end, place);
  string_.close = kNowhere;
}

// C:\temp\Users: one back slash that JSON has no escape for makes the others doubtful, too.
void TolerantMachine::doubt_escapes(std::size_t begin, std::size_t end, std::size_t mark) {
  const auto doubled = [&](const Defect& defect) {
    return defect.code == std::string_view("L7") && defect.edit_count == 1 &&
           out_.edits[defect.first_edit].text == "\\";
  };
  const auto first =
      std::find_if(out_.defects.begin() + static_cast<std::ptrdiff_t>(mark), out_.defects.end(), doubled);
  if (first == out_.defects.end()) return;
  OtherReading other;
  other.says = "every back slash of the string stands for itself";
  other.covers = {begin, end};
  bool doubtful = false;
  for (std::size_t at = text_.find('\\', begin); at < end; at = text_.find('\\', at + 2)) {
    const char c = at + 1 < end ? text_[at + 1] : ' ';
    const bool letter = std::string_view("bfnrt").find(c) != std::string_view::npos;
    doubtful = doubtful || letter;
    if (c != '"' && c != '\\') other.edits.push_back({{at, at}, "\\"});
  }
  if (doubtful) first->others.push_back(std::move(other));
}

void TolerantMachine::end_of_string(std::size_t begin, std::size_t end, Place place) {
  at_ = end;
  string_ = {begin, end - 1, place, stack_.size()};
  if (place != Place::key) return after_value(end, Last::string);
  stack_.back().key = {begin, end};
  last_end_ = end;
  last_ = Last::key;
  want_ = Want::colon;
}

// What stands here cannot follow the string before: perhaps that one ended later. {"a": "so "x", or y", "b": 1}
bool TolerantMachine::extend_last_string() {
  if (quiet_ || string_.close == kNowhere || string_.depth != stack_.size()) return false;
  StringToken string = string_;
  if (string.place == Place::key) {
    // The key just read was none: the string before it is not known any more.
    return false;
  }
  string_.close = kNowhere;
  const std::size_t close = find_close(std::max(at_, string.close + 1), string.place);
  if (close == kNowhere) return false;
  roll_back(string.close, 0);
  if (last_ == Last::comma || last_ == Last::key) {
    // The comma is part of the string again; the value it followed was counted already.
    Frame& frame = stack_.back();
    frame.keep_to = frame.keep_before;
    --frame.index;
  } else {
    --stack_.back().index;
  }
  read_rest(string.begin, string.close, close, string.place);
  return true;
}

// "a" + "b": one string.
void TolerantMachine::join_string() {
  const std::size_t next = base::skip_json_space(text_, at_ + 1);
  const std::size_t quote = last_end_ - 1;
  if (next >= text_.size() || text_[next] != '"' || text_[quote] != '"') {
    if (!expression(string_.begin, value_place())) garbage();
    return;
  }
  Draft draft;
  draft.replace({quote, next + 1}, "");
  add("L10", {quote, next + 1}, "one string", RepairLevel::a, std::move(draft));
  --stack_.back().index;
  at_ = next;
  const std::size_t begin = string_.begin;
  read_straight(value_place());
  if (!out_.cut) string_.begin = begin;
}

// ---------------------------------------------------------------- inside

// text_[at] is a backslash; one past the escape.
std::size_t TolerantMachine::escape(std::size_t at) {
  if (at + 1 >= text_.size()) {
    cut("X5", at, kNowhere - 1, "one of \" \\ / b f n r t u after a backslash");
    return text_.size();
  }
  const char c = text_[at + 1];
  if (std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos) return at + 2;
  if (c == 'u') return unicode_escape(at);
  if (c == 'x' && at + 3 < text_.size() && is_hex(text_[at + 2]) && is_hex(text_[at + 3])) return short_escape(at, 2);
  const bool drop = c == '\'' || c == '`' || c == '_';
  const bool line = c == '\n';
  Draft draft;
  if (drop)
    draft.replace({at, at + 1}, "");
  else if (line)
    draft.replace({at, at + 2}, "\\n");
  else
    draft.insert(at, "\\");
  const std::size_t length = static_cast<std::uint8_t>(c) < 0x80 ? 2 : 1;
  Defect& defect =
      add(c == '_' ? "W7"
          : line   ? "L8"
                   : "L7",
          {at, at + length}, "an escape of JSON", line ? RepairLevel::b : RepairLevel::a, std::move(draft));
  if (line && !quiet_)
    defect.others.push_back({"the line goes on without a break", {at, at + 2}, {{{at, at + 2}, ""}}});
  return at + length;
}

// \x41
std::size_t TolerantMachine::short_escape(std::size_t at, std::size_t digits) {
  Draft draft;
  draft.replace({at, at + 2}, "\\u00");
  add("L7", {at, at + 2 + digits}, "\\u and four hexadecimal digits", RepairLevel::a, std::move(draft));
  return at + 2 + digits;
}

std::size_t TolerantMachine::unicode_escape(std::size_t at) {
  std::size_t digits = 0;
  while (digits < 4 && at + 2 + digits < text_.size() && is_hex(text_[at + 2 + digits])) ++digits;
  const std::size_t end = at + 2 + digits;
  if (digits == 4) return end;
  if (end >= text_.size()) {
    cut("X5", at, kNowhere - 1, "four hexadecimal digits after \\u");
    return text_.size();
  }
  Draft draft;
  draft.insert(at, "\\");
  add("L7", {at, end}, "four hexadecimal digits after \\u", RepairLevel::c, std::move(draft));
  return end;
}

std::size_t TolerantMachine::control(std::size_t at) {
  const bool carries = base::is_json_space(text_[at]);  // line ends and tabs carry meaning
  const bool pair = text_.substr(at, 2) == "\r\n";
  const std::size_t end = at + (pair ? 2 : 1);
  Draft draft;
  draft.replace({at, end}, pair ? "\\r\\n" : escaped_control(text_[at]));
  const bool nul = text_[at] == '\0';
  add(nul ? "T3" : "L8", {at, end}, carries ? "\\n, \\r or \\t" : "an escape such as \\u0001",
      nul ? RepairLevel::b : RepairLevel::a, std::move(draft));
  return end;
}

std::size_t TolerantMachine::high_bytes(std::size_t at) {
  if (static_cast<std::uint8_t>(text_[at]) < 0x80) return at + 1;
  const base::CodePoint point = base::decode_utf8(text_, at);
  if (point.valid) return at + point.length;
  if (at + point.good_bytes >= text_.size()) {
    cut("X1", at, kNowhere - 1, "a whole character");
    return text_.size();
  }
  // Half of a surrogate pair, written as if it were a character: ED A0..BF xx.
  const auto lead = static_cast<std::uint8_t>(text_[at]);
  const bool surrogate = lead == 0xED && at + 2 < text_.size() && static_cast<std::uint8_t>(text_[at + 1]) >= 0xA0;
  std::size_t end = at + (surrogate ? 3 : 1);
  while (!surrogate && end < text_.size() && static_cast<std::uint8_t>(text_[end]) >= 0x80 &&
         !base::decode_utf8(text_, end).valid) {
    ++end;
  }
  Draft draft;
  draft.replace({at, end}, "\xEF\xBF\xBD");
  add(surrogate ? "T3" : "T1", {at, end}, "valid UTF-8", RepairLevel::b, std::move(draft));
  return end;
}

// ---------------------------------------------------------------- other quotes

// `prefix` bytes (as of u'…') stand before the quote at at_ + prefix.
void TolerantMachine::read_foreign(Quote quote, Place place, std::size_t prefix) {
  const std::size_t begin = at_;
  const std::size_t mark = out_.defects.size();
  const std::size_t opened = begin + prefix + quote.length;
  const char open_byte = text_[begin + prefix];
  std::vector<std::size_t> inner;  // straight quotes and apostrophes that need an edit
  std::size_t first = kNowhere;    // the first quote that could close if none closes well
  std::size_t first_length = 0;
  std::size_t close = kNowhere;
  std::size_t length = 0;
  for (std::size_t at = opened; at < text_.size() && close == kNowhere;) {
    if (text_[at] == '\\' && quote.kind != QuoteKind::escaped) {
      at += 2;
      continue;
    }
    length = closing_length(text_, at, quote, open_byte);
    if (length > 0) {
      const bool sure = quote.kind == QuoteKind::triple || closes_well(at + length, place);
      if (sure || (place == Place::key && fits_after(at + length, place) &&
                   !base::is_ascii_letter(text_[std::min(at + length, text_.size() - 1)]))) {
        close = at;
        break;
      }
      if (first == kNowhere && (follows(at + length, place) || fits_after(at + length, place))) {
        first = at;
        first_length = length;
      }
      at += length;
      continue;
    }
    ++at;
    // A second line break without an end: this quote was none. Keeps the search linear.
    if (at - opened > kMaxLookahead && first != kNowhere) break;
  }
  if (close == kNowhere && first != kNowhere) {
    close = first;
    length = first_length;
  }
  const std::size_t stop = close == kNowhere ? text_.size() : close;
  Draft draft;
  draft.replace({begin, opened}, "\"");
  for (std::size_t at = opened; at < stop;) {
    const auto b = static_cast<std::uint8_t>(text_[at]);
    if (b == '"') {
      draft.insert(at++, "\\");
    } else if (b == '\\' && at + 1 < stop && text_[at + 1] == open_byte && open_byte != '"' && quote.length == 1) {
      draft.replace({at, at + 1}, "");
      at += 2;
    } else if (kPlain[b]) {
      ++at;
    } else {
      at = b == '\\' ? escape(at) : b < 0x20 ? control(at) : high_bytes(at);
    }
  }
  static_cast<void>(mark);
  if (close == kNowhere) {
    at_ = text_.size();
    if (out_.cut) return;
    const bool value = place != Place::key;
    if (value) add("L1", {begin, opened}, "'\"'", RepairLevel::a, std::move(draft));
    cut("X1", begin, value ? kNowhere : stack_.back().keep_to, "a character or the closing quote", value ? "\"" : "");
    return;
  }
  draft.replace({close, close + length}, "\"");
  const bool encoded = quote.kind == QuoteKind::escaped;
  add(encoded ? "L7" : "L1", {begin, close + length}, "a string in straight double quotes", RepairLevel::a,
      std::move(draft));
  end_of_string(begin, close + length, place);
  string_.close = kNowhere;
}

}  // namespace nines::validate
