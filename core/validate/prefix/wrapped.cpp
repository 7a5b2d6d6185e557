// Prefixes of wrapped values (wrapped.h).
#include "validate/prefix/wrapped.h"

namespace nines::validate {
namespace {

constexpr std::size_t kLeastRun = 3;

bool is_space(unsigned char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool opens(unsigned char c) { return c == '{' || c == '['; }

// A text that begins with a letter or digit may be prose: "null and void", "3 things".
bool may_be_prose(unsigned char c) { return !opens(c) && c != '"'; }

}  // namespace

// The run of marks at the begin of a line, whatever is being read: no value that goes on holds a raw line break in a
// string.
void WrappedPrefix::watch_fence(unsigned char c) {
  if (c == '\n') return end_line();
  const bool mark = c == '`' || c == '~';
  if (!run_ended_ && run_ == 0 && c == ' ' && indent_ < kLeastRun) {
    ++indent_;
  } else if (!run_ended_ && mark && (run_ == 0 || c == mark_)) {
    mark_ = c;
    ++run_;
  } else {
    run_ended_ = true;
    has_info_ = has_info_ || !is_space(c);
  }
}

void WrappedPrefix::end_line() {
  const bool is_fence = run_ >= kLeastRun;
  if (fence_ > 0) {
    if (is_fence && mark_ == fence_mark_ && run_ >= fence_ && !has_info_) fence_ = 0;
  } else if (is_fence) {
    fence_ = run_;
    fence_mark_ = mark_;
    if (!reads_value()) phase_ = Phase::fence_start;
  }
  indent_ = run_ = 0;
  run_ended_ = has_info_ = false;
}

bool WrappedPrefix::begin(unsigned char c, Phase phase) {
  value_ = PrefixMachine(program_);
  begin_ = at_;
  first_ = c;
  if (!value_.feed(c)) return false;
  phase_ = phase;
  return true;
}

bool WrappedPrefix::fail() {
  failure_ = value_.failure();
  failure_->byte += begin_;
  // Another value behind it could still be taken.
  failure_->earliest = failure_->earliest && phase_ == Phase::first_value;
  return false;
}

// Looks for a value outside of one.
void WrappedPrefix::seek(unsigned char c) {
  if (is_space(c)) return;
  if (phase_ == Phase::start) {
    if (begin(c, Phase::first_value)) return;
    phase_ = Phase::prose;
  } else if (phase_ == Phase::fence_start) {
    if (begin(c, Phase::fenced_value)) return;
    phase_ = Phase::prose;
  }
  if (opens(c)) begin(c, Phase::prose_value);
}

// In a value. False: it failed, and with it the text.
bool WrappedPrefix::go_on(unsigned char c) {
  const bool was_whole = value_.is_complete();
  if (value_.feed(c)) return true;
  const bool answer = phase_ == Phase::first_value || phase_ == Phase::fenced_value;
  if (!was_whole && answer && !may_be_prose(first_)) return fail();
  had_value_ = had_value_ || was_whole;
  phase_ = Phase::prose;
  seek(c);
  return true;
}

bool WrappedPrefix::feed(unsigned char c) {
  if (failed()) return false;
  bool fits = true;
  if (reads_value()) {
    fits = go_on(c);
  } else {
    seek(c);
  }
  if (!fits) return false;  // the byte that failed is not counted here, as in the machine
  watch_fence(c);
  ++at_;
  return true;
}

bool WrappedPrefix::is_complete() const {
  if (failed()) return false;
  return reads_value() ? value_.is_complete() : had_value_;
}

std::optional<std::string> WrappedPrefix::suffix() const {
  return reads_value() ? value_.suffix() : PrefixMachine(program_).suffix();
}

}  // namespace nines::validate
