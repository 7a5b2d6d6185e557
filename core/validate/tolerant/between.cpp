// What stands between tokens and says nothing: white space in any dress, comments, controls, ellipses. See machine.h.
#include <utility>

#include "base/json_scan.h"
#include "base/text.h"
#include "validate/tolerant/machine.h"

namespace nines::validate {

void TolerantMachine::skip_unusual() {
  while (true) {
    at_ = base::skip_json_space(text_, at_);
    if (at_end()) return;
    const char c = text_[at_];
    if (c == '/' || c == '#') {
      const std::size_t end = comment_end(text_, at_);
      if (end == at_) return;
      skip_comment(end);
      continue;
    }
    if (const std::size_t length = invisible_length(text_, at_); length > 0) {
      Draft draft;
      // A space keeps apart what the eye sees apart.
      draft.replace({at_, at_ + length}, "");
      add("T4", {at_, at_ + length}, "white space of JSON", RepairLevel::a, std::move(draft));
      at_ += length;
      continue;
    }
    if (!skip_control()) return;
  }
}

// NUL, other controls and bytes that are no UTF-8, between tokens.
bool TolerantMachine::skip_control() {
  const auto bad = [this](std::size_t at) {
    const auto b = static_cast<std::uint8_t>(text_[at]);
    return b < 0x20 ? !base::is_json_space(text_[at]) : b == 0x7F || (b >= 0x80 && !base::decode_utf8(text_, at).valid);
  };
  std::size_t end = at_;
  while (end < text_.size() && bad(end)) ++end;
  if (end == at_) return false;
  const bool control = static_cast<std::uint8_t>(text_[at_]) < 0x80;
  Draft draft;
  draft.replace({at_, end}, "");
  add(control ? "T3" : "T1", {at_, end}, control ? "no control character" : "valid UTF-8", RepairLevel::b,
      std::move(draft));
  at_ = end;
  return true;
}

void TolerantMachine::skip_comment(std::size_t end) {
  const Span span{at_, end};
  at_ = end;
  if (tells_of_omission(text_.substr(span.from, span.to - span.from))) {
    return unmendable("L11", span, "the content itself");
  }
  Draft draft;
  draft.replace(span, "");
  add("L9", span, "no comment", RepairLevel::a, std::move(draft));
}

// "..." in place of a value or member; a comma behind it goes with it.
bool TolerantMachine::take_ellipsis() {
  const std::size_t length = ellipsis_length(text_, at_);
  if (length == 0) return false;
  unmendable("L11", {at_, at_ + length}, "the content itself");
  at_ += length;
  last_end_ = at_;
  const Look next = look_past_space(text_, at_);
  if (next.c == ',' && next.length > 0) at_ = base::skip_json_space(text_, at_) + next.length;
  comma_ = kNowhere;
  want_ = in_object() ? Want::key_or_close : Want::value_or_close;
  return true;
}

}  // namespace nines::validate
