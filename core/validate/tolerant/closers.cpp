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
constexpr std::size_t kMaxOtherClosers = 64;  // told of one that closes nothing

}  // namespace

void TolerantMachine::close_top() {
  at_ = std::max(at_, last_end_);
  stack_.pop_back();
  after_value(at_, Last::closer);
}

void TolerantMachine::on_closer(Look look) {
  if (look.c != stack_.back().close) return mismatched(look);
  if (closes_too_early(look)) return drop_closer(look);
  if (look.length == 1) note_closer(at_);
  take_sign(look);
  at_ += look.length;
  close_top();
}

// Only where what follows could stand inside as well: a member in an object, an element in an array.
void TolerantMachine::note_closer(std::size_t at) {
  const std::size_t comma = base::skip_json_space(text_, at + 1);
  if (comma >= text_.size() || text_[comma] != ',') return;
  const std::size_t next = base::skip_json_space(text_, comma + 1);
  const bool key = key_end(text_, next) > 0;
  if (key == (stack_.back().close == '}'))
    closers_.push_back({at, stack_.back().close, stack_.size(), stack_.back().alike});
}

// Any closer of the same kind before the one that closes nothing may be the one too many, where all containers between
// are of that kind: the closers behind it then close one container further out.
void TolerantMachine::doubt_closer(char sign, Defect& defect) {
  if (quiet_ || swap_was_extra(sign, defect)) return;
  const std::size_t depth = stack_.size();
  const std::size_t first = stack_.empty() ? 0 : stack_.back().closers;
  for (std::size_t i = first; i < closers_.size(); ++i) {
    const Closer& closer = closers_[i];
    const bool in_reach = closer.sign == sign && closer.depth > depth && closer.depth - depth <= closer.alike;
    if (!in_reach || defect.others.size() > kMaxOtherClosers) continue;
    defect.others.push_back(
        {"an earlier closer is the one too many", defect.span, {{{closer.at, closer.at + 1}, ""}}, true});
    defect.level = RepairLevel::b;
    defect.confidence = 0.7;
  }
}

void TolerantMachine::note_swap(Look look, std::size_t behind) {
  if (quiet_ || out_.defects.empty()) return;
  const Frame& frame = stack_.back();
  const std::size_t around = stack_.size() > 1 ? stack_[stack_.size() - 2].alike : 0;
  swaps_.push_back(
      {out_.defects.size() - 1, {at_, behind}, last_end_, look.c, frame.close, stack_.size(), frame.alike, around});
}

// {"a": {"b": [1]], "c": 2}}: with the wrong closer taken for a } there is one } too many at the end. One that closes
// nothing is likelier than two faults; where both readings meet the contract none is taken.
bool TolerantMachine::swap_was_extra(char sign, const Defect& defect) {
  const std::size_t depth = stack_.size();
  const std::size_t first = stack_.empty() ? 0 : stack_.back().swaps;
  if (swaps_.size() != first + 1) return false;
  const Swap swap = swaps_[first];
  const bool in_reach = swap.wanted == sign && swap.depth > depth && swap.depth - depth <= swap.alike;
  const bool single = defect.span.to - defect.span.from == 1 && &defect == &out_.defects.back();
  if (!in_reach || !single) return false;
  const Span last = defect.span;
  out_.edits.resize(defect.first_edit);
  out_.defects.pop_back();
  Defect& extra = out_.defects[swap.defect];
  extra.others.push_back({"it stands for the other kind, and a later one closes nothing",
                          swap.typed,
                          {{swap.typed, std::string(1, swap.wanted)}, {last, ""}}});
  extra.code = "S6";
  extra.expected = "','";
  out_.edits[extra.first_edit].text.clear();
  swaps_.pop_back();
  return true;
}

// {"a": {"b": [1}, "c": 2}: with the } taken for a ] there is one missing at the end. The ] alone is missing.
bool TolerantMachine::swap_was_outer() {
  if (quiet_ || stack_.size() != 1 || swaps_.size() != 1) return false;
  const Swap swap = swaps_.front();
  const bool in_reach = swap.sign == stack_.back().close && swap.depth > 1 && swap.outer_alike + 1 >= swap.depth;
  if (!in_reach) return false;
  Defect& missing = out_.defects[swap.defect];
  missing.others.push_back(
      {"it stands for the other kind, and one is missing at the end",
       {swap.behind_value, swap.typed.to},
       {{swap.typed, std::string(1, swap.wanted)}, {{last_end_, last_end_}, std::string(1, stack_.back().close)}}});
  missing.code = "S5";
  missing.span = {swap.behind_value, swap.typed.from};
  out_.edits[missing.first_edit] = {{swap.behind_value, swap.behind_value}, std::string(1, swap.wanted)};
  stack_.clear();
  want_ = Want::done;
  return true;
}

// [[1]], [2]] under a key, {"a": {}}, "b": 2}: the closer fits, but what follows its comma belongs to the container it
// would close and not to the one around.
bool TolerantMachine::closes_too_early(Look look) const {
  if (last_ != Last::closer) return false;
  const std::size_t comma = base::skip_json_space(text_, at_ + look.length);
  if (comma >= text_.size() || text_[comma] != ',') return false;
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
  doubt_closer(look.c, add("S6", {at_, at_ + look.length}, "','", RepairLevel::a, std::move(draft)));
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
  note_swap(look, behind);
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
  Defect& defect = add("S6", {from, end}, "end of text", RepairLevel::a, std::move(draft));
  if (end == from + 1) doubt_closer(text_[from], defect);
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
  if (swap_was_outer()) return;
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
  if (last_ == Last::closer && in_object() && swap_was_outer()) return;
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
