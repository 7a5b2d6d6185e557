// Strings in straight double quotes, with inner quotes that are not escaped or a close that is missing. See machine.h.
#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/tolerant/machine.h"

namespace nines::validate {

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
    at = base::plain_end(text_, at);
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
      if (close != kNowhere) return read_rest(begin, at, close, place);
      // No quote and no closer to come: "he said "hi
      const bool over = !options_.ended && text_.find_first_of("\"}]", at + 1) == std::string_view::npos;
      if (!over) return end_of_string(begin, at + 1, place);
      roll_back(begin, mark);
      break;
    }
    at = b == '\\' ? escape(at) : b < 0x20 ? control(at) : high_bytes(at);
  }
  at_ = text_.size();
  if (out_.cut) return;
  const bool value = place != Place::key;
  cut("X1", value ? text_.size() : kept(), "a character or the closing '\"'", value ? "\"" : "");
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
  inner_quotes(begin, close, quotes, place);
  end_of_string(begin, close + 1, place);
}

// "x"": a quote next to the one that opens or closes may be meant for it and stand there twice. Not so where dropping
// it would leave the other inner quotes without a partner.
void TolerantMachine::doubt_doubled(std::size_t begin, std::size_t close, const std::vector<std::size_t>& quotes,
                                    Defect& defect) {
  OtherReading other;
  other.says = "a quote stands twice where the string begins or ends";
  other.covers = {quotes.front(), quotes.back() + 1};
  std::size_t dropped = 0;
  for (const std::size_t at : quotes) {
    const bool doubled = at == begin + 1 || at + 1 == close;
    if (doubled) ++dropped;
    other.edits.push_back(doubled ? Edit{{at, at + 1}, ""} : Edit{{at, at}, "\\"});
  }
  if (dropped > 0 && (quotes.size() - dropped) % 2 == 0) defect.others.push_back(std::move(other));
}

void TolerantMachine::inner_quotes(std::size_t begin, std::size_t close_at, const std::vector<std::size_t>& quotes,
                                   Place place) {
  Draft draft;
  for (const std::size_t at : quotes) draft.insert(at, "\\");
  const Span span{quotes.front(), quotes.back() + 1};
  Defect& defect = add("L12", span, "'\\' before a quote inside the string", RepairLevel::b, std::move(draft));
  if (quiet_) return;
  doubt_doubled(begin, close_at, quotes, defect);
  std::vector<Span> inner;
  for (const std::size_t at : quotes) inner.push_back({at, at + 1});
  doubt_joined(inner, defect);
  if (place != Place::element) return;
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
  std::size_t close = kNowhere;
  OtherReading other;
  other.says = "the string goes on, with its inner quotes in pairs";
  for (const std::size_t at : quotes) other.edits.push_back({{at, at}, "\\"});
  std::size_t count = quotes.size();
  std::size_t at = quotes.back() + 1;
  const std::size_t stop = std::min(text_.size(), at + kMaxLookahead / 64);
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
  const std::size_t from = std::max(at_, string.close + 1);
  if (string.opened > 0) {
    const char open_byte = text_[string.begin + string.prefix];
    const Span close = sure_foreign_close(from, string.quote, open_byte, string.place);
    if (close.to == close.from) return false;
    reopen_last_string(string.begin);
    write_foreign({string.begin, string.opened, string.quote, string.prefix}, {close, false}, string.place);
    return true;
  }
  const std::size_t close = find_close(from, string.place);
  if (close == kNowhere) return false;
  reopen_last_string(string.close);
  read_rest(string.begin, string.close, close, string.place);
  return true;
}

// As if nothing behind `from` had been read: the value that the string was counts no more.
void TolerantMachine::reopen_last_string(std::size_t from) {
  roll_back(from, 0);
  if (last_ == Last::comma || last_ == Last::key) {
    // The comma is part of the string again; the value it followed was counted already.
    Frame& frame = stack_.back();
    frame.keep_to = frame.keep_before;
    --frame.index;
  } else {
    --stack_.back().index;
  }
  want_ = Want::value;  // so the pointer names it
}

// Whether a quote stands in `source` that could have closed the string before it.
bool TolerantMachine::holds_last_quote(std::string_view source) const {
  if (string_.close == kNowhere) return false;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (closing_length(source, at, string_.quote, source[at]) > 0) return true;
  }
  return false;
}

// "a" + "b": one string.
void TolerantMachine::join_string() {
  const std::size_t next = base::skip_json_space(text_, at_ + 1);
  const std::size_t quote = last_end_ - 1;
  if (next >= text_.size() || text_[next] != '"' || text_[quote] != '"') {
    if (!expression(string_.begin)) garbage();
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

}  // namespace nines::validate
