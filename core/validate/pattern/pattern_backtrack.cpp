// The bounded engine; see pattern_backtrack.h. One stack holds choices, undone writes and the starts of look-arounds,
// so there is no recursion on the text or the pattern.
#include "validate/pattern/pattern_backtrack.h"

#include <algorithm>

#include "validate/pattern/pattern_text.h"

namespace nines::validate {

namespace {

constexpr std::size_t kUnset = static_cast<std::size_t>(-1);

class Backtracker {
 public:
  Backtracker(const PatternProgram& program, const std::vector<CharSet>& sets, std::string_view text)
      : code_(program.code), sets_(sets), text_(text), slots_(program.slot_count, kUnset) {
    steps_left_ =
        std::min(kMaxBacktrackSteps, kMinBacktrackSteps + kBacktrackStepsPerByte * std::uint64_t{text.size()});
  }

  PatternMatch run() {
    for (std::size_t start = 0;; start = step_forward(text_, start).next) {
      const PatternMatch answer = match_at(start);
      if (answer != PatternMatch::no || start >= text_.size()) return answer;
    }
  }

 private:
  enum class EntryKind : std::uint8_t { choice, undo, look };
  struct Entry {
    EntryKind kind;
    bool negated;     // look
    std::uint32_t x;  // choice, look: instruction to go on at; undo: slot
    std::size_t at;   // choice, look: position; undo: value
  };

  PatternMatch match_at(std::size_t start) {
    pc_ = 0;  // the stack is empty and so all slots are unset again
    at_ = start;
    for (;;) {
      if (steps_left_ == 0 || stack_.size() > kMaxBacktrackEntries) return PatternMatch::not_decidable;
      --steps_left_;
      const PatternInstruction& i = code_[pc_];
      if (i.op == PatternOp::match) return PatternMatch::yes;
      if (!step(i) && !fall_back()) return PatternMatch::no;
    }
  }

  bool step(const PatternInstruction& i) {
    ++pc_;
    switch (i.op) {
      case PatternOp::character:
      case PatternOp::set: return read(i);
      case PatternOp::jump: return pc_ = i.x, true;
      case PatternOp::split: return choose(i);
      case PatternOp::text_start: return at_ == 0;
      case PatternOp::text_end: return at_ == text_.size();
      case PatternOp::word_edge: return is_word_edge(text_, at_) != i.flag;
      case PatternOp::look_start: return begin_look(i);
      case PatternOp::look_end: return end_look(i);
      case PatternOp::back_ref: return read_again(i);
      case PatternOp::save: return write(i.x, at_);
      case PatternOp::clear: return clear(i);
      case PatternOp::check: return slots_[i.x] != at_;
      case PatternOp::look:
      case PatternOp::match: return false;
    }
    return false;
  }

  bool read(const PatternInstruction& i) {
    if (at_ == (i.backward ? 0 : text_.size())) return false;
    const TextStep step = i.backward ? step_backward(text_, at_) : step_forward(text_, at_);
    at_ = step.next;
    if (i.op == PatternOp::character) return step.c == i.x;
    return step.c != kNoCodePoint && sets_[i.x].contains(step.c);
  }

  bool choose(const PatternInstruction& i) {
    stack_.push_back({EntryKind::choice, false, i.flag ? i.x : i.y, at_});
    pc_ = i.flag ? i.y : i.x;
    return true;
  }

  bool write(std::uint32_t slot, std::size_t value) {
    if (slots_[slot] != value) stack_.push_back({EntryKind::undo, false, slot, slots_[slot]});
    slots_[slot] = value;
    return true;
  }

  bool clear(const PatternInstruction& i) {
    steps_left_ -= std::min<std::uint64_t>(steps_left_, i.y - i.x);
    for (std::uint32_t slot = i.x; slot < i.y; ++slot) write(slot, kUnset);
    return true;
  }

  // A group that did not take part matches the empty text. Costs a step per byte compared.
  bool read_again(const PatternInstruction& i) {
    const std::size_t from = slots_[2 * i.x];
    const std::size_t to = slots_[2 * i.x + 1];
    if (from == kUnset || to == kUnset) return true;
    const std::size_t length = to - from;
    steps_left_ -= std::min<std::uint64_t>(steps_left_, length);
    if (length > (i.backward ? at_ : text_.size() - at_)) return false;
    const std::size_t place = i.backward ? at_ - length : at_;
    if (text_.substr(place, length) != text_.substr(from, length)) return false;
    at_ = i.backward ? place : at_ + length;
    return true;
  }

  bool begin_look(const PatternInstruction& i) {
    stack_.push_back({EntryKind::undo, false, i.x, slots_[i.x]});
    slots_[i.x] = stack_.size();
    stack_.push_back({EntryKind::look, i.flag, i.y, at_});
    return true;
  }

  // The body matched. Its choices are forgotten: a look-around is never entered again from behind.
  bool end_look(const PatternInstruction& i) {
    const std::size_t start = slots_[i.x];
    const Entry look = stack_[start];
    if (look.negated) {
      undo_to(start);
      return false;
    }
    steps_left_ -= std::min<std::uint64_t>(steps_left_, stack_.size() - start);
    const auto kept = std::remove_if(stack_.begin() + static_cast<std::ptrdiff_t>(start), stack_.end(),
                                     [](const Entry& entry) { return entry.kind != EntryKind::undo; });
    stack_.erase(kept, stack_.end());
    at_ = look.at;
    return true;
  }

  void undo_to(std::size_t size) {
    while (stack_.size() > size) {
      const Entry entry = stack_.back();
      stack_.pop_back();
      if (entry.kind == EntryKind::undo) slots_[entry.x] = entry.at;
    }
  }

  // To the last choice left, or past a negated look-around whose body did not match.
  bool fall_back() {
    while (!stack_.empty()) {
      const Entry entry = stack_.back();
      stack_.pop_back();
      if (entry.kind == EntryKind::undo) slots_[entry.x] = entry.at;
      if (entry.kind == EntryKind::choice || (entry.kind == EntryKind::look && entry.negated)) {
        pc_ = entry.x;
        at_ = entry.at;
        return true;
      }
    }
    return false;
  }

  const std::vector<PatternInstruction>& code_;
  const std::vector<CharSet>& sets_;
  std::string_view text_;
  std::vector<std::size_t> slots_;
  std::vector<Entry> stack_;
  std::uint64_t steps_left_ = 0;
  std::uint32_t pc_ = 0;
  std::size_t at_ = 0;
};

}  // namespace

PatternMatch backtrack(const PatternProgram& program, const std::vector<CharSet>& sets, std::string_view text) {
  return Backtracker(program, sets, text).run();
}

}  // namespace nines::validate
