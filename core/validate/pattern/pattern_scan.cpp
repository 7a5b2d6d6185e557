// The linear engine; see pattern_scan.h. States of one position are a sparse set, so a step costs the same for any
// program size (Thompson 1968; Cox 2007, "Regular Expression Matching Can Be Simple And Fast").
#include "validate/pattern/pattern_scan.h"

#include <algorithm>

#include "validate/pattern/pattern_text.h"

namespace nines::validate {

namespace {

// Instructions reached at one position, each once.
class StateSet {
 public:
  explicit StateSet(std::size_t size) : dense_(size), sparse_(size) {}
  bool insert(std::uint32_t pc) {
    const std::uint32_t place = sparse_[pc];
    if (place < count_ && dense_[place] == pc) return false;
    sparse_[pc] = count_;
    dense_[count_++] = pc;
    return true;
  }
  void clear() { count_ = 0; }
  [[nodiscard]] std::uint32_t size() const { return count_; }
  [[nodiscard]] std::uint32_t operator[](std::uint32_t place) const { return dense_[place]; }

 private:
  std::vector<std::uint32_t> dense_;
  std::vector<std::uint32_t> sparse_;
  std::uint32_t count_ = 0;
};

using PositionBits = std::vector<bool>;  // by byte offset, 0 to text.size()

struct ScanText {
  std::string_view text;
  const std::vector<CharSet>& sets;
  std::vector<PositionBits> looks;  // answered so far, by look-around
  std::uint64_t steps_left;
};

class Scan {
 public:
  Scan(const PatternProgram& program, ScanText& on)
      : code_(program.code), on_(on), now_(code_.size()), next_(code_.size()) {}

  // Calls found(position) wherever a match ends, until it returns false. False when the steps ran out.
  template <class Found>
  bool run(bool backward, Found found) {
    std::size_t at = backward ? on_.text.size() : 0;
    const std::size_t end = on_.text.size() - at;
    const bool anchored = !backward && code_[0].op == PatternOp::text_start;
    while (on_.steps_left > 0) {
      if (reach(0, at) && !found(at)) return true;
      if (at == end) return true;
      const TextStep step = backward ? step_backward(on_.text, at) : step_forward(on_.text, at);
      matched_ = false;
      advance(step.c, step.next);
      at = step.next;
      if (anchored && now_.size() == 0) return true;
    }
    return false;
  }

 private:
  // Adds what is reachable from `pc` without reading; true once the match instruction is among it.
  bool reach(std::uint32_t pc, std::size_t at) {
    stack_.push_back(pc);
    while (!stack_.empty()) {
      const std::uint32_t top = stack_.back();
      stack_.pop_back();
      if (!now_.insert(top)) continue;
      if (on_.steps_left > 0) --on_.steps_left;
      follow(code_[top], top, at);
    }
    return matched_;
  }

  void follow(const PatternInstruction& i, std::uint32_t pc, std::size_t at) {
    switch (i.op) {
      case PatternOp::jump: stack_.push_back(i.x); break;
      case PatternOp::split:
        stack_.push_back(i.x);
        stack_.push_back(i.y);
        break;
      case PatternOp::text_start: go_on_if(at == 0, pc); break;
      case PatternOp::text_end: go_on_if(at == on_.text.size(), pc); break;
      case PatternOp::word_edge: go_on_if(is_word_edge(on_.text, at) != i.flag, pc); break;
      case PatternOp::look: go_on_if(on_.looks[i.x][at] != i.flag, pc); break;
      case PatternOp::match: matched_ = true; break;
      default: break;  // reads a character: waits for advance()
    }
  }

  void go_on_if(bool holds, std::uint32_t pc) {
    if (holds) stack_.push_back(pc + 1);
  }

  void advance(char32_t c, std::size_t next) {
    std::swap(now_, next_);
    now_.clear();
    for (std::uint32_t place = 0; place < next_.size(); ++place) {
      const std::uint32_t pc = next_[place];
      const PatternInstruction& i = code_[pc];
      const bool reads = (i.op == PatternOp::character && i.x == c) ||
                         (i.op == PatternOp::set && c != kNoCodePoint && on_.sets[i.x].contains(c));
      if (reads) reach(pc + 1, next);
    }
  }

  const std::vector<PatternInstruction>& code_;
  ScanText& on_;
  StateSet now_;
  StateSet next_;
  std::vector<std::uint32_t> stack_;
  bool matched_ = false;
};

std::uint64_t step_budget(std::size_t bytes) {
  return std::min(kMaxScanSteps, kMinScanSteps + kScanStepsPerByte * std::uint64_t{bytes});
}

}  // namespace

PatternMatch scan(const ScanPrograms& programs, const std::vector<CharSet>& sets, std::string_view text) {
  ScanText on{text, sets, std::vector<PositionBits>(programs.looks.size()), step_budget(text.size())};
  for (std::size_t i = programs.looks.size(); i-- > 0;) {  // inner ones stand last
    PositionBits& bits = on.looks[i];
    bits.assign(text.size() + 1, false);
    const auto mark = [&bits](std::size_t at) { return bits[at] = true, true; };
    if (!Scan(programs.looks[i].program, on).run(!programs.looks[i].behind, mark)) return PatternMatch::not_decidable;
  }
  bool is_found = false;
  const bool is_done = Scan(programs.main, on).run(false, [&is_found](std::size_t) {
    is_found = true;
    return false;
  });
  if (!is_done) return PatternMatch::not_decidable;
  return is_found ? PatternMatch::yes : PatternMatch::no;
}

}  // namespace nines::validate
