// The grammar of the tolerant reader: what is wanted, what stands there, what follows. See machine.h.
#include "validate/tolerant/machine.h"

#include <algorithm>
#include <utility>

#include "base/json_scan.h"
#include "base/text.h"

namespace nines::validate {

Reading TolerantMachine::run() {
  skip_between();
  const Look first = look_at(text_, at_);
  out_.found = first.length > 0;
  out_.value = {at_, at_};
  last_end_ = at_;
  while (out_.found && want_ != Want::done) {
    skip_between();
    step();
  }
  if (out_.found && !quiet_ && !out_.cut) extra_closers();
  finish();
  return std::move(out_);
}

void TolerantMachine::finish() {
  out_.value.to = out_.cut ? text_.size() : last_end_;
  out_.steps += out_.value.to - out_.value.from;
  std::stable_sort(out_.defects.begin(), out_.defects.end(),
                   [](const Defect& a, const Defect& b) { return a.span.from < b.span.from; });
  for (const Defect& defect : out_.defects) {
    out_.level = std::max(out_.level, defect.level);
    out_.mendable = out_.mendable && defect.mended;
  }
}

void TolerantMachine::step() {
  switch (want_) {
    case Want::value:
    case Want::value_or_close: return want_value();
    case Want::key:
    case Want::key_or_close: return want_key();
    case Want::colon: return want_colon();
    case Want::comma_or_close: return want_comma();
    case Want::done: return;
  }
}

void TolerantMachine::want_value() {
  if (at_end()) return end_of_text();
  const Look look = look_at(text_, at_);
  if (look.c == '{' || look.c == '[') return open(look);
  if (const Quote quote = quote_at(text_, at_); quote.kind != QuoteKind::none) return read_string(quote, value_place());
  if (is_closer(look.c)) {
    if (want_ == Want::value_or_close) return on_closer(look);
    if (!in_object() && !stack_.empty() && comma_ != kNowhere) return drop_comma_before(at_), on_closer(look);
    unknown(at_, "a value");
    if (!stack_.empty()) return on_closer(look);
    want_ = Want::done;
    return;
  }
  if (look.c == ',') {
    if (in_object() || stack_.empty()) {
      unknown(at_, "a value");
      return after_value(last_end_, Last::word);
    }
    Draft draft;
    draft.replace({at_, at_ + look.length}, "");
    add("S3", {at_, at_ + look.length}, "a value", RepairLevel::c, std::move(draft));
    at_ += look.length;
    return;
  }
  if (!stack_.empty() && take_ellipsis()) return;
  const char c = look.c;
  if (base::is_ascii_digit(c) || c == '-' || c == '+' || c == '.') return read_number(value_place());
  read_word(value_place());
}

void TolerantMachine::want_key() {
  if (at_end()) return end_of_text();
  const Look look = look_at(text_, at_);
  const bool after_comma = want_ == Want::key && comma_ != kNowhere;
  if (is_closer(look.c)) {
    if (after_comma) drop_comma_before(at_);
    return on_closer(look);
  }
  if (look.c == ',') {
    Draft draft;
    draft.replace({at_, at_ + look.length}, "");
    add("S3", {at_, at_ + look.length}, "a key", RepairLevel::c, std::move(draft));
    at_ += look.length;
    return;
  }
  if (take_ellipsis()) return;
  if (const Quote quote = quote_at(text_, at_); quote.kind != QuoteKind::none) return read_string(quote, Place::key);
  if (after_comma && thousands()) return;
  const std::size_t prefix = string_prefix(text_.substr(at_, word_end(text_, at_) - at_));
  const Quote behind = quote_at(text_, at_ + prefix);
  const bool source = behind.kind == QuoteKind::single || behind.kind == QuoteKind::straight;
  if (prefix > 0 && source && key_end(text_, at_ + prefix) > 0) {
    return read_foreign(behind, Place::key, prefix);
  }
  // Words up to a colon on the same line.
  std::size_t end = at_;
  bool spaced = false;
  while (end < text_.size()) {
    const std::size_t word = word_end(text_, end);
    const bool joint = word == end && (text_[end] == '-' || text_[end] == '.' || text_[end] == ' ');
    if (word == end && !joint) break;
    end = joint ? end + 1 : word;
  }
  while (end > at_ && text_[end - 1] == ' ') --end;
  spaced = text_.substr(at_, end - at_).find(' ') != std::string_view::npos;
  const Look next = look_past_space(text_, end);
  const bool half_quoted = end > at_ && end < text_.size() && text_[end] == '"' &&
                           look_past_space(text_, end + 1).c == ':' && look_past_space(text_, end + 1).length > 0;
  const bool colon = next.length > 0 && (next.c == ':' || next.c == '=');
  const bool cut_here = next.length == 0 && end >= text_.size();
  if (end > at_ && !half_quoted && !colon && extend_last_string()) return;
  if (end == at_ || (!half_quoted && !colon && !cut_here)) return garbage();
  const Span key{at_, half_quoted ? end + 1 : end};
  Draft draft;
  draft.insert(at_, "\"");
  if (!half_quoted) draft.insert(end, "\"");
  if (!cut_here) {
    add(half_quoted ? "L12" : "L2", key, "a key in double quotes",
        spaced || half_quoted ? RepairLevel::b : RepairLevel::a, std::move(draft));
  }
  stack_.back().key = key;
  at_ = last_end_ = key.to;
  last_ = Last::key;
  want_ = Want::colon;
}

void TolerantMachine::want_colon() {
  if (at_end()) return end_of_text();
  const Look look = look_at(text_, at_);
  const auto take = [&](std::size_t bytes) {
    at_ += bytes;
    last_end_ = at_;
    last_ = Last::colon;
    want_ = Want::value;
  };
  if (look.c == ':' && !text_.substr(at_).starts_with(":=")) {
    take_sign(look);
    return take(look.length);
  }
  const std::string_view two = text_.substr(at_, 2);
  const std::size_t sign = two == "=>" || two == ":=" || two == "->" || two == "==" ? 2
                           : look.c == '='                                          ? look.length
                                                                                    : 0;
  if (sign > 0) {
    Draft draft;
    draft.replace({at_, at_ + sign}, ":");
    add("S4", {at_, at_ + sign}, "':'", RepairLevel::a, std::move(draft));
    return take(sign);
  }
  if (look.c == ',' || is_closer(look.c)) {
    if (extend_last_string()) return;
    unknown(at_, "':' and a value");
    want_ = Want::comma_or_close;
    return;
  }
  Draft draft;
  draft.insert(last_end_, ":");
  add("S4", {last_end_, last_end_}, "':'", RepairLevel::a, std::move(draft));
  last_ = Last::colon;
  want_ = Want::value;
}

void TolerantMachine::want_comma() {
  if (at_end()) return end_of_text();
  const Look look = look_at(text_, at_);
  if (look.c == ',') return take_comma(look);
  if (is_closer(look.c)) return on_closer(look);
  if (look.c == ';') {
    Draft draft;
    const bool last = is_closer(look_past_space(text_, at_ + 1).c);
    draft.replace({at_, at_ + 1}, last ? "" : ",");
    add(last ? "S1" : "S2", {at_, at_ + 1}, last ? "a closer" : "','", RepairLevel::a, std::move(draft));
    ++at_;
    last_end_ = at_;
    comma_ = kNowhere;
    want_ = in_object() ? Want::key_or_close : Want::value_or_close;
    return;
  }
  if (look.c == '+' && last_ == Last::string) return join_string();
  if (look.c == ':' && !in_object() && last_ == Last::string) return element_with_colon();
  if (ellipsis_length(text_, at_) > 0 && take_ellipsis()) return;
  missing_comma();
}

// A key or value right behind a value: the comma between them is missing, unless this is no JSON any more.
void TolerantMachine::missing_comma() {
  const Look look = look_at(text_, at_);
  const Quote quote = quote_at(text_, at_);
  const bool key = in_object() && key_end(text_, at_) > 0;
  const bool element = !in_object() && (quote.kind != QuoteKind::none || look.c == '{' || look.c == '[' ||
                                        look.c == '-' || base::is_ascii_digit(look.c));
  const bool word = !in_object() && at_ > last_end_ && literal_at(text_, at_);
  if (!key && !element && !word && extend_last_string()) return;
  const bool cut_key =
      in_object() && quote.kind == QuoteKind::straight && text_.find('"', at_ + 1) == std::string_view::npos;
  if (!key && !element && !word && !cut_key) return garbage();
  Draft draft;
  draft.insert(last_end_, ",");
  Defect& defect = add("S2", {last_end_, at_}, "','", RepairLevel::a, std::move(draft));
  if (element && !quiet_) doubt_apart(quote, defect);
  comma_ = kNowhere;
  want_ = in_object() ? Want::key : Want::value;
}

// ['a' 'b'] is one string in the languages whose quotes these are, or has a quote inside.
void TolerantMachine::doubt_apart(Quote next, Defect& defect) const {
  if (last_ != Last::string || string_.close == kNowhere || string_.opened == 0) return;
  if (next.kind != string_.quote.kind) return;
  const Span joint{string_.close, at_ + next.length};
  defect.others.push_back({"strings beside each other are one", joint, {{joint, ""}}});
  defect.others.push_back({"the string goes on and the quotes stand inside it", joint, {}});
}

void TolerantMachine::take_sign(Look look) {
  if (look.length == 1) return;
  Draft draft;
  draft.replace({at_, at_ + look.length}, std::string(1, look.c));
  add("T4", {at_, at_ + look.length}, "punctuation of JSON", RepairLevel::a, std::move(draft));
}

void TolerantMachine::take_comma(Look look) {
  take_sign(look);
  comma_ = at_;
  comma_length_ = look.length;
  at_ += look.length;
  last_end_ = at_;
  last_ = Last::comma;
  want_ = in_object() ? Want::key : Want::value;
}

void TolerantMachine::drop_comma_before(std::size_t closer) {
  Draft draft;
  draft.replace({comma_, comma_ + comma_length_}, "");
  add("S1", {comma_, comma_ + comma_length_}, text_[closer] == '}' ? "'}'" : "']'", RepairLevel::a, std::move(draft));
  comma_ = kNowhere;
}

// ["a": 1]: the array ended before this key, its closer is missing.
void TolerantMachine::element_with_colon() {
  const bool below = stack_.size() >= 2 && stack_[stack_.size() - 2].close == '}';
  if (!below || stack_.back().index < 2) return garbage();
  const std::size_t end = stack_.back().keep_before;
  const Span key{string_.begin, last_end_};
  Draft draft;
  draft.insert(end, "]");
  add("S5", {end, end}, "']'", RepairLevel::b, std::move(draft));
  stack_.pop_back();
  stack_.back().keep_before = stack_.back().keep_to;
  stack_.back().keep_to = end;
  ++stack_.back().index;
  stack_.back().key = key;
  last_ = Last::key;
  want_ = Want::colon;
}

void TolerantMachine::open(Look look) {
  if (stack_.size() >= kMaxJsonDepth) return too_deep();
  take_sign(look);
  at_ += look.length;
  last_end_ = at_;
  push(look.c == '{' ? '}' : ']');
}

void TolerantMachine::push(char close) {
  Frame frame;
  frame.close = close;
  frame.keep_to = frame.keep_before = at_;
  frame.closers = closers_.size();
  frame.swaps = swaps_.size();
  if (!stack_.empty() && stack_.back().close == close) frame.alike = stack_.back().alike + 1;
  stack_.push_back(frame);
  last_ = Last::opener;
  comma_ = kNowhere;
  want_ = close == '}' ? Want::key_or_close : Want::value_or_close;
}

void TolerantMachine::after_value(std::size_t end, Last last) {
  last_end_ = end;
  last_ = last;
  comma_ = kNowhere;
  if (stack_.empty()) {
    want_ = Want::done;
    return;
  }
  Frame& frame = stack_.back();
  frame.keep_before = frame.keep_to;
  frame.keep_to = end;
  ++frame.index;
  want_ = Want::comma_or_close;
}

// The first closer at or behind the place at hand, or the end; what was searched is not searched again.
std::size_t TolerantMachine::next_closer() {
  if (closer_sought_ > at_ || closer_found_ < at_) {
    closer_sought_ = closer_found_ = at_;
    while (closer_found_ < text_.size() && !is_closer(text_[closer_found_])) ++closer_found_;
    out_.steps += closer_found_ - closer_sought_;
  }
  return closer_found_;
}

// Nothing that could go on here. Words behind a value whose closers never come are prose: the writer had finished.
// Anything else is told, and reading goes on at the next comma or closer.
void TolerantMachine::garbage() {
  const bool closers_follow = next_closer() < text_.size();
  // On the line of a string or word they may belong to it.
  const bool line = text_.substr(last_end_, at_ - last_end_).find('\n') != std::string_view::npos;
  const bool scalar = last_ == Last::string || last_ == Last::number || last_ == Last::word;
  const bool whole = last_ == Last::closer || (scalar && line);
  if (!closers_follow && whole && want_ == Want::comma_or_close) {
    out_.ended = true;
    return missing_closers();
  }
  unknown(at_, in_object() ? "a key, ',' or '}'" : "a value, ',' or ']'");
  std::size_t end = std::min(text_.find_first_of(",}]{[\"", at_ + 1), text_.size());
  if (end < text_.size() && (text_[end] == '{' || text_[end] == '[' || text_[end] == '"')) {
    at_ = end;
    want_ = Want::value;  // only to find where the whole ends
    return;
  }
  at_ = end;
  if (at_end() || stack_.empty()) {
    last_end_ = at_;
    want_ = Want::done;
    return;
  }
  want_ = Want::comma_or_close;
}

Reading read_tolerant(std::string_view text, std::size_t from, const TolerantOptions& options) {
  return TolerantMachine(text, from, options).run();
}

namespace {

// [`a`, …: the code of markdown in brackets stands alone.
bool begins_back_quoted(std::string_view text, std::size_t quote) {
  constexpr std::size_t kMaxBytes = 1'024;
  const std::size_t stop = std::min(text.size(), quote + kMaxBytes);
  for (std::size_t at = quote + 1; at < stop; ++at) {
    if (text[at] == '`') return look_past_space(text, at + 1).c == ',';
    if (text[at] == '\\') ++at;
  }
  return false;
}

}  // namespace

bool begins_value(std::string_view text, std::size_t at) {
  const std::size_t next = skip_unseen(text, at + look_at(text, at).length);
  const Look look = look_at(text, next);
  const Quote quote = quote_at(text, next);
  if (look.length == 0) return true;
  const auto starts = [&](std::size_t place) {
    const Look first = look_at(text, place);
    return first.length == 0 || quote_at(text, place).kind != QuoteKind::none || first.c == '{' || first.c == '[' ||
           first.c == '-' || base::is_ascii_digit(first.c) || literal_at(text, place);
  };
  if (look_at(text, at).c == '{') {
    if (look.c == '}' || key_end(text, next) > 0) return true;
    if (quote.kind != QuoteKind::straight && quote.kind != QuoteKind::single) return false;
    // Cut inside or right behind the first key, or its colon is missing.
    const std::size_t close = text.find(text[next], next + 1);
    return close == std::string_view::npos || starts(base::skip_json_space(text, close + 1));
  }
  if (look.c == ']' || (starts(next) && quote.kind != QuoteKind::back)) return true;
  if (quote.kind == QuoteKind::back) return begins_back_quoted(text, next);
  // Cut inside a first word.
  const std::size_t end = word_end(text, next);
  const std::string_view word = text.substr(next, end - next);
  constexpr std::array<std::string_view, 6> kWords{"true", "false", "null", "None", "True", "False"};
  return end >= text.size() &&
         std::any_of(kWords.begin(), kWords.end(), [&](std::string_view known) { return known.starts_with(word); });
}

}  // namespace nines::validate
