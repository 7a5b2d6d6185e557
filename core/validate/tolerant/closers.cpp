// Closers that match, are mismatched, missing or one too many, and where a text that ends was cut. See machine.h.
#include <algorithm>
#include <utility>

#include "base/json_scan.h"
#include "base/text.h"
#include "validate/tolerant/machine.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxClosersAhead = 64;  // looked at to decide what a wrong closer should have been
constexpr std::size_t kMaxExtraClosers = 64;

}  // namespace

void TolerantMachine::close_top() {
  at_ = std::max(at_, last_end_);
  stack_.pop_back();
  after_value(at_, Last::closer);
}

void TolerantMachine::on_closer(Look look) {
  if (look.c != stack_.back().close) return mismatched(look);
  if (closes_too_early(look)) return drop_closer(look);
  take_sign(look);
  at_ += look.length;
  close_top();
}

// [[1]], [2]] under a key, {"a": {}}, "b": 2}: the closer fits, but what follows its comma belongs to the container it
// would close and not to the one around.
bool TolerantMachine::closes_too_early(Look look) const {
  const std::size_t comma = base::skip_json_space(text_, at_ + look.length);
  if (comma >= text_.size() || text_[comma] != ',' || last_ != Last::closer) return false;
  const std::size_t next = base::skip_json_space(text_, comma + 1);
  if (next >= text_.size()) return false;
  const bool array = look.c == ']';
  const bool around_array = stack_.size() > 1 && stack_[stack_.size() - 2].close == ']';
  if (array) return stack_.size() > 1 && !around_array && (text_[next] == '[' || text_[next] == '{');
  const bool around_object = stack_.size() > 1 && !around_array;
  return !around_object && text_[next] == '"' && key_end(text_, next) > 0;
}

void TolerantMachine::drop_closer(Look look) {
  Draft draft;
  draft.replace({at_, at_ + look.length}, "");
  add("S6", {at_, at_ + look.length}, "','", RepairLevel::a, std::move(draft));
  at_ += look.length;
  want_ = Want::comma_or_close;
}

// How badly the closers that follow fit once the innermost `closed` containers are closed: one fault for each wrong
// closer, for containers left open at the end, for a comma where nothing is open.
std::size_t TolerantMachine::faults_after(std::size_t at, std::size_t closed) const {
  const auto close_of = [this](std::size_t k) { return stack_[stack_.size() - 1 - k].close; };
  std::size_t faults = 0;
  std::size_t next = base::skip_json_space(text_, at);
  for (std::size_t i = 0; i < kMaxClosersAhead && next < text_.size() && is_closer(text_[next]); ++i) {
    if (closed >= stack_.size() || close_of(closed) != text_[next]) ++faults;
    if (closed < stack_.size()) ++closed;
    next = base::skip_json_space(text_, next + 1);
  }
  const Look look = look_at(text_, next);
  const bool all_closed = closed >= stack_.size();
  if (look.c != ',' || look.length == 0) return faults + (all_closed ? 0 : 1);
  if (all_closed) return faults + 1;
  const std::size_t after = base::skip_json_space(text_, next + look.length);
  const bool key = key_end(text_, after) > 0;
  return faults + (key == (close_of(closed) == '}') ? 0 : 1);
}

void TolerantMachine::mismatched(Look look) {
  std::size_t owner = 1;  // the open container that this closer would close, from the innermost
  while (owner < stack_.size() && owner < kMaxClosersAhead && stack_[stack_.size() - 1 - owner].close != look.c)
    ++owner;
  const bool owned = owner < stack_.size() && stack_[stack_.size() - 1 - owner].close == look.c;
  const std::size_t behind = at_ + look.length;
  const std::size_t replaced = faults_after(behind, 1);
  const std::size_t dropped = faults_after(behind, 0);
  const std::size_t inserted = owned ? faults_after(behind, owner + 1) + owner - 1 : kNowhere;
  Draft draft;
  const std::string wanted(1, stack_.back().close);
  const char* expected = stack_.back().close == '}' ? "'}'" : "']'";
  // At the very end several closers may be missing: one cause is likelier than two.
  std::size_t next = at_;
  for (std::size_t i = 0; i < kMaxClosersAhead && next < text_.size() && is_closer(text_[next]); ++i) {
    next = base::skip_json_space(text_, next + 1);
  }
  const bool at_the_end = next >= text_.size();
  if ((inserted < replaced || (at_the_end && owned && inserted == replaced)) && inserted <= dropped) {
    std::string closers;
    for (std::size_t k = 0; k < owner; ++k) closers += stack_[stack_.size() - 1 - k].close;
    draft.insert(last_end_, closers);
    add("S5", {last_end_, at_}, expected, RepairLevel::a, std::move(draft));
    const std::size_t keep = at_;
    for (std::size_t k = 0; k < owner; ++k) close_top();
    at_ = keep;
    return;
  }
  if (dropped < replaced) {
    return drop_closer(look);
  }
  draft.replace({at_, behind}, wanted);
  add("S7", {at_, behind}, expected, RepairLevel::b, std::move(draft));
  at_ = behind;
  close_top();
}

// Closers right behind the value, when nothing else follows on their line.
void TolerantMachine::extra_closers() {
  std::size_t at = base::skip_json_space(text_, last_end_);
  const std::size_t from = at;
  std::size_t end = at;
  for (std::size_t i = 0; i < kMaxExtraClosers && at < text_.size() && is_closer(text_[at]); ++i) {
    end = at + 1;
    at = base::skip_json_space(text_, end);
  }
  if (end == from || out_.value.to == kNowhere) return;
  Draft draft;
  draft.replace({from, end}, "");
  add("S6", {from, end}, "end of text", RepairLevel::a, std::move(draft));
  last_end_ = end;
}

std::string TolerantMachine::closers_owed() const {
  std::string out;
  for (std::size_t i = stack_.size(); i > 0; --i) out += stack_[i - 1].close;
  return out;
}

// Nothing is missing but the closers: the writer went on behind the value. With several of them missing it is not
// sure that all belong at the end.
void TolerantMachine::missing_closers() {
  Draft draft;
  draft.insert(last_end_, closers_owed());
  Defect& defect = add("S5", {last_end_, last_end_}, stack_.back().close == '}' ? "'}'" : "']'",
                       stack_.size() == 1 ? RepairLevel::a : RepairLevel::b, std::move(draft));
  if (stack_.size() > 1 && !quiet_) defect.confidence *= 0.9;
  stack_.clear();
  want_ = Want::done;
}

// The text ends here. Only what stands behind it can tell that closers alone are missing; a contract can, too, where
// but one is.
void TolerantMachine::end_of_text() {
  if (want_ == Want::colon) return cut("X2", kept(), "':' and a value");
  if (last_ == Last::colon) return cut("X3", kept(), "a value");
  if (want_ != Want::comma_or_close) return cut("X4", kept(), in_object() ? "a key or '}'" : "a value or ']'");
  if (options_.ended) return missing_closers();
  out_.one_closer = stack_.size() == 1 && last_ != Last::number && !quiet_;
  cut("X4", kept(), in_object() ? "',' or '}'" : "',' or ']'");
}

// What stands before keep_to is whole and kept.
void TolerantMachine::cut(const char* code, std::size_t keep_to, const char* expected, std::string_view close) {
  const std::size_t tail = quiet_ ? 0 : runaway_bytes(text_);
  Draft draft;
  const std::string closers = std::string(close) + closers_owed();
  if (!closers.empty()) draft.replace({keep_to, text_.size()}, closers);
  const bool mended = !closers.empty();
  const Span span = tail > 0 ? Span{text_.size() - tail, text_.size()} : Span{text_.size(), text_.size()};
  if (!quiet_) {
    Defect& defect = add(tail > 0 ? "X7" : code, span, expected, RepairLevel::c, std::move(draft));
    defect.mended = mended;
  }
  out_.cut = true;
  at_ = last_end_ = text_.size();
  stack_.clear();
  want_ = Want::done;
}

}  // namespace nines::validate
