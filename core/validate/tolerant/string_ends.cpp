// Where a string ends although quotes stand inside it: by what follows each of them. See machine.h.
#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/tolerant/machine.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxEmbeddedTries = 16;  // unescaped JSON inside strings, per value

bool line_break_in(std::string_view text, std::size_t from, std::size_t to) {
  return text.substr(from, to - from).find('\n') != std::string_view::npos;
}

// What begins a value or closes: something that may stand behind a comma of an array.
bool starts_element(std::string_view text, std::size_t at) {
  const Look look = look_at(text, at);
  const Quote quote = quote_at(text, at);
  if (literal_at(text, at)) {
    const Look behind = look_past_space(text, word_end(text, at));
    return behind.length == 0 || behind.c == ',' || behind.c == ']';
  }
  return look.length == 0 || quote.kind != QuoteKind::none || look.c == '{' || look.c == '[' || look.c == ']' ||
         look.c == '-' || base::is_ascii_digit(look.c);
}

}  // namespace

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
    if (place == Place::element) return starts_element(text_, after) && second.c != ',';
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

}  // namespace nines::validate
