// From a parsed pattern to instructions, by a stack of small tasks instead of recursion. See pattern_program.h.
#include "validate/pattern/pattern_program.h"

#include <algorithm>
#include <map>

namespace nines::validate {

namespace {

// The look-arounds of a scan, each once however often a repeat writes it out.
struct LookList {
  std::vector<std::uint32_t> nodes;
  std::map<std::uint32_t, std::uint32_t> indices;

  std::uint32_t index_of(std::uint32_t node) {
    const auto [place, is_new] = indices.emplace(node, static_cast<std::uint32_t>(nodes.size()));
    if (is_new) nodes.push_back(node);
    return place->second;
  }
};

class Compiler {
 public:
  Compiler(const PatternTree& tree, ProgramKind kind, LookList* looks) : tree_(tree), kind_(kind), looks_(looks) {
    out_.slot_count = 2 * (tree.capture_count + 1);
  }

  std::optional<PatternProgram> run(std::uint32_t node, bool backward) {
    tasks_.push_back({Step::node, backward, node, 0});
    std::size_t steps = 0;
    while (!tasks_.empty()) {
      if (out_.code.size() > kMaxInstructions || ++steps > 4 * kMaxInstructions) return std::nullopt;
      const Task task = tasks_.back();
      tasks_.pop_back();
      do_task(task);
    }
    emit({PatternOp::match, false, false, 0, 0});
    return std::move(out_);
  }

 private:
  enum class Step : std::uint8_t {
    node,          // node
    times,         // node is a repeat: its body `count` more times
    optional,      // node is a repeat: its body up to `count` more times
    star,          // node is a repeat: its body any number of times
    close_option,  // after an optional body; count: the split
    close_star,    // after a repeated body; count: the split
    alternative,   // node: an alternative that others follow
    next_choice,   // after an alternative; count: the split
    end_choice,    // after the last alternative; count: jumps to patch
    save,          // count: slot
    check,         // after an optional body; count: the slot of its start
    look_end,      // count: the look_start
  };
  struct Task {
    Step step;
    bool backward;
    std::uint32_t node;
    std::uint32_t count;
  };

  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(out_.code.size()); }
  std::uint32_t emit(PatternInstruction instruction) {
    out_.code.push_back(instruction);
    return here() - 1;
  }
  void push(Step step, bool backward, std::uint32_t node, std::uint32_t count) {
    tasks_.push_back({step, backward, node, count});
  }
  void push_body(const Task& task) { push(Step::node, task.backward, tree_.nodes[task.node].first_child, 0); }

  void do_task(const Task& task) {
    switch (task.step) {
      case Step::node: do_node(task); break;
      case Step::times: do_times(task); break;
      case Step::optional: do_optional(task); break;
      case Step::star: do_star(task); break;
      case Step::close_option: close_option(task); break;
      case Step::close_star: close_star(task); break;
      case Step::alternative: do_alternative(task); break;
      case Step::next_choice: next_choice(task); break;
      case Step::end_choice: end_choice(task); break;
      case Step::save: emit({PatternOp::save, false, task.backward, task.count, 0}); break;
      case Step::check: emit_iteration_end(task.count); break;
      case Step::look_end: look_end(task); break;
    }
  }

  void do_node(const Task& task) {
    const PatternNode& node = tree_.nodes[task.node];
    const bool back = task.backward;
    switch (node.kind) {
      case PatternKind::character: emit({PatternOp::character, false, back, node.value, 0}); break;
      case PatternKind::set: emit({PatternOp::set, false, back, node.value, 0}); break;
      case PatternKind::text_start: emit({PatternOp::text_start, false, back, 0, 0}); break;
      case PatternKind::text_end: emit({PatternOp::text_end, false, back, 0, 0}); break;
      case PatternKind::word_edge: emit({PatternOp::word_edge, node.negated, back, 0, 0}); break;
      case PatternKind::concat: do_concat(task); break;
      case PatternKind::alternate: push(Step::alternative, back, node.first_child, 0); break;
      case PatternKind::repeat: do_repeat(task); break;
      case PatternKind::group: do_group(task); break;
      case PatternKind::look: do_look(task); break;
      case PatternKind::back_ref: do_back_ref(task); break;
    }
  }

  // Tasks are taken from the end: what is read first is pushed last.
  void do_concat(const Task& task) {
    const std::size_t start = tasks_.size();
    for (std::uint32_t i = tree_.nodes[task.node].first_child; i != kNoPatternNode; i = tree_.nodes[i].next_sibling) {
      push(Step::node, task.backward, i, 0);
    }
    if (!task.backward) std::reverse(tasks_.begin() + static_cast<std::ptrdiff_t>(start), tasks_.end());
  }

  // count: 1 + the last jump to the end of the choice, each jump naming the one before it.
  void do_alternative(const Task& task) {
    const std::uint32_t next = tree_.nodes[task.node].next_sibling;
    if (next == kNoPatternNode) {
      push(Step::end_choice, task.backward, 0, task.count);
      push(Step::node, task.backward, task.node, 0);
      return;
    }
    const std::uint32_t split = emit({PatternOp::split, false, false, here() + 1, 0});
    out_.code[split].y = task.count;  // kept until next_choice
    push(Step::next_choice, task.backward, next, split);
    push(Step::node, task.backward, task.node, 0);
  }

  void next_choice(const Task& task) {
    const std::uint32_t jump = emit({PatternOp::jump, false, false, out_.code[task.count].y, 0});
    out_.code[task.count].y = here();
    push(Step::alternative, task.backward, task.node, jump + 1);
  }

  void end_choice(const Task& task) {
    for (std::uint32_t next = task.count; next != 0;) {
      PatternInstruction& jump = out_.code[next - 1];
      next = jump.x;
      jump.x = here();
    }
  }

  void do_repeat(const Task& task) {
    const PatternNode& node = tree_.nodes[task.node];
    if (node.max == kUnlimited) {
      push(Step::star, task.backward, task.node, 0);
    } else if (node.max > node.min) {
      push(Step::optional, task.backward, task.node, node.max - node.min);
    }
    if (node.min > 0) push(Step::times, task.backward, task.node, node.min);
  }

  void do_times(const Task& task) {
    if (task.count > 1) push(Step::times, task.backward, task.node, task.count - 1);
    emit_clear(task.node);
    push_body(task);
  }

  // Each iteration forgets the captures inside (ECMA-262, RepeatMatcher).
  void emit_clear(std::uint32_t repeat) {
    const PatternNode& node = tree_.nodes[repeat];
    if (kind_ == ProgramKind::scan || node.captures_from == node.captures_to) return;
    emit({PatternOp::clear, false, false, 2 * (node.captures_from + 1), 2 * (node.captures_to + 1)});
  }

  std::uint32_t emit_split(const Task& task) {
    const bool lazy = tree_.nodes[task.node].lazy;  // flag: y is tried first
    return emit({PatternOp::split, lazy, false, here() + 1, 0});
  }

  // An iteration past the minimum may not be empty; the slot of its start is the last one made.
  std::uint32_t emit_iteration_start(const Task& task) {
    emit_clear(task.node);
    if (kind_ == ProgramKind::scan) return 0;
    const std::uint32_t slot = out_.slot_count++;
    emit({PatternOp::save, false, task.backward, slot, 0});
    return slot;
  }

  void emit_iteration_end(std::uint32_t slot) {
    if (kind_ == ProgramKind::backtrack) emit({PatternOp::check, false, false, slot, 0});
  }

  void do_optional(const Task& task) {
    const std::uint32_t split = emit_split(task);
    const std::uint32_t slot = emit_iteration_start(task);
    out_.code[split].y = slot;  // kept until close_option
    push(Step::close_option, task.backward, task.node, split);
    if (task.count > 1) push(Step::optional, task.backward, task.node, task.count - 1);
    push(Step::check, task.backward, task.node, slot);
    push_body(task);
  }

  void close_option(const Task& task) { out_.code[task.count].y = here(); }

  void do_star(const Task& task) {
    const std::uint32_t split = emit_split(task);
    out_.code[split].y = emit_iteration_start(task);  // kept until close_star
    push(Step::close_star, task.backward, task.node, split);
    push_body(task);
  }

  void close_star(const Task& task) {
    emit_iteration_end(out_.code[task.count].y);
    emit({PatternOp::jump, false, false, task.count, 0});
    out_.code[task.count].y = here();
  }

  void do_group(const Task& task) {
    const PatternNode& node = tree_.nodes[task.node];
    if (node.value == 0 || kind_ == ProgramKind::scan) return push_body(task);
    const std::uint32_t first = 2 * node.value + (task.backward ? 1 : 0);
    emit({PatternOp::save, false, task.backward, first, 0});
    push(Step::save, task.backward, 0, first ^ 1U);
    push_body(task);
  }

  void do_look(const Task& task) {
    const PatternNode& node = tree_.nodes[task.node];
    if (kind_ == ProgramKind::scan) {
      emit({PatternOp::look, node.negated, false, looks_->index_of(task.node), 0});
      return;
    }
    const std::uint32_t slot = out_.slot_count++;
    const std::uint32_t start = emit({PatternOp::look_start, node.negated, false, slot, 0});
    push(Step::look_end, task.backward, task.node, start);
    push(Step::node, node.behind, node.first_child, 0);
  }

  void look_end(const Task& task) {
    emit({PatternOp::look_end, out_.code[task.count].flag, false, out_.code[task.count].x, 0});
    out_.code[task.count].y = here();
  }

  void do_back_ref(const Task& task) {
    if (kind_ == ProgramKind::backtrack) {
      emit({PatternOp::back_ref, false, task.backward, tree_.nodes[task.node].value, 0});
      return;
    }
    const std::uint32_t split = emit({PatternOp::split, false, false, here() + 1, 0});
    emit({PatternOp::set, false, task.backward, static_cast<std::uint32_t>(tree_.sets.size()), 0});
    emit({PatternOp::jump, false, false, split, 0});
    out_.code[split].y = here();
  }

  const PatternTree& tree_;
  ProgramKind kind_;
  LookList* looks_;
  PatternProgram out_;
  std::vector<Task> tasks_;
};

}  // namespace

std::optional<ScanPrograms> compile_scan(const PatternTree& tree) {
  ScanPrograms out;
  LookList looks;
  std::optional<PatternProgram> main = Compiler(tree, ProgramKind::scan, &looks).run(tree.root, false);
  if (!main) return std::nullopt;
  std::size_t total = main->code.size();
  out.main = std::move(*main);
  for (std::size_t i = 0; i < looks.nodes.size(); ++i) {  // bodies may add more
    const PatternNode& node = tree.nodes[looks.nodes[i]];
    std::optional<PatternProgram> body = Compiler(tree, ProgramKind::scan, &looks).run(node.first_child, !node.behind);
    if (!body || (total += body->code.size()) > kMaxInstructions) return std::nullopt;
    out.looks.push_back({std::move(*body), node.behind});
  }
  return out;
}

std::optional<PatternProgram> compile_backtrack(const PatternTree& tree) {
  return Compiler(tree, ProgramKind::backtrack, nullptr).run(tree.root, false);
}

}  // namespace nines::validate
