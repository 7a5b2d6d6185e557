// The verdict-only evaluator: tasks and choices. See holds.h; objects and arrays are checked in holds_children.cpp.
#include "validate/schema/holds.h"

#include <algorithm>

namespace nines::validate {

using base::JsonKind;
using base::kNoNode;

namespace {

// Past this a schema leads along very many ways to the same question.
constexpr std::uint64_t kFreeSteps = 1'000'000;
constexpr std::uint64_t kStepsPerValue = 64;

}  // namespace

Truth holds(const SchemaProgram& program, const base::JsonTree& tree) {
  const auto verdict = HoldsMachine(program, tree).run(kFreeSteps + kStepsPerValue * tree.nodes.size());
  return verdict ? *verdict : check_schema(program, tree).verdict;
}

std::optional<Truth> HoldsMachine::run(std::uint64_t budget) {
  if (const MaybeTruth quick = quick_truth(program_.root, 0)) return *quick;
  open({}, program_.root, 0, kNone);
  while (!choices_.empty()) {
    if (budget-- == 0) return std::nullopt;
    const Task task = tasks_.back();
    tasks_.pop_back();
    if (task.kind == TaskKind::end_of_choice) {
      settle(choices_.back().unknown ? Truth::unknown : Truth::yes);
    } else if (!perform(task)) {
      settle(Truth::no);
    }
  }
  return verdict_;
}

bool HoldsMachine::perform(const Task& task) {
  switch (task.kind) {
    case TaskKind::evaluate: return evaluate(task);
    case TaskKind::unevaluated: return check_unevaluated(task);
    default: return start(task);
  }
}

bool HoldsMachine::note(Truth truth) {
  if (truth == Truth::unknown) choices_.back().unknown = true;
  return truth != Truth::no;
}

HoldsMachine::MaybeTruth HoldsMachine::quick_truth(std::uint32_t schema, Instance instance) const {
  if (schema == kAnything) return Truth::yes;
  if (schema == kNothing) return Truth::no;
  const SchemaNode& node = program_.nodes[schema];
  if (!node.is_leaf) return std::nullopt;
  return check_value_rules(program_, node, tree_, instance);
}

bool HoldsMachine::apply(std::uint32_t schema, Instance instance, std::uint32_t tracker) {
  if (const MaybeTruth quick = quick_truth(schema, instance)) return note(*quick);
  tasks_.push_back({TaskKind::evaluate, schema, instance, tracker, kNone});
  return true;
}

bool HoldsMachine::apply_softly(std::uint32_t schema, Instance instance) {
  if (const MaybeTruth quick = quick_truth(schema, instance)) {
    return note(*quick == Truth::yes ? Truth::yes : Truth::unknown);
  }
  tasks_.push_back({TaskKind::soften, schema, instance, kNone, kNone});
  return true;
}

const SchemaUse* HoldsMachine::unevaluated_of(const SchemaNode& node, Instance instance) const {
  const SchemaUse* use = nullptr;
  const JsonKind kind = kind_of(tree_, instance);
  if (kind == JsonKind::object && node.object != kNone) use = &program_.object_rules[node.object].unevaluated;
  if (kind == JsonKind::array && node.array != kNone) use = &program_.array_rules[node.array].unevaluated;
  return use != nullptr && use->at != kNone ? use : nullptr;
}

bool HoldsMachine::evaluate(const Task& task) {
  const SchemaNode& node = program_.nodes[task.schema];
  if (!note(check_value_rules(program_, node, tree_, task.instance))) return false;
  std::uint32_t tracker = task.tracker;
  if (unevaluated_of(node, task.instance) != nullptr) {
    tracker = new_tracker(task.instance);
    // At the bottom: everything else of this node is through when its turn comes.
    tasks_.push_back({TaskKind::unevaluated, task.schema, task.instance, tracker, task.tracker});
  }
  for (std::uint32_t s = node.steps.from; s < node.steps.to; ++s) {
    const SchemaStep& step = program_.steps[s];
    if (step.kind != StepKind::reference && step.kind != StepKind::all_of) {
      tasks_.push_back({TaskKind::step, s, task.instance, tracker, kNone});
      continue;
    }
    for (std::uint32_t u = step.uses.from; u < step.uses.to; ++u) {
      if (!apply(program_.uses[u].schema, task.instance, tracker)) return false;
    }
  }
  const JsonKind kind = kind_of(tree_, task.instance);
  if (kind == JsonKind::object && node.object != kNone) {
    return check_object(program_.object_rules[node.object], task.instance, tracker);
  }
  return kind != JsonKind::array || node.array == kNone || check_array(node, task, tracker);
}

bool HoldsMachine::start(const Task& task) {
  Choice choice;
  choice.task = task;
  if (task.kind == TaskKind::contains) choice.next = tree_.node(task.instance).first_child;
  const MaybeTruth truth = proceed(choice);
  return !truth || note(*truth);
}

void HoldsMachine::open(Choice choice, std::uint32_t schema, Instance instance, std::uint32_t tracker) {
  choice.unknown = false;
  choice.tasks = tasks_.size();
  choice.trail = trail_.size();
  choice.marks = marks_.size();
  choice.trackers = trackers_.size();
  choices_.push_back(choice);
  tasks_.push_back({TaskKind::end_of_choice, kNone, instance, kNone, kNone});
  tasks_.push_back({TaskKind::evaluate, schema, instance, tracker, kNone});
}

void HoldsMachine::settle(Truth truth) {
  for (;;) {
    const Choice choice = choices_.back();
    choices_.pop_back();
    if (truth == Truth::no) undo(choice);
    if (truth == Truth::unknown) weaken(choice);
    tasks_.resize(choice.tasks);
    trackers_.resize(choice.trackers);
    marks_.resize(choice.marks);
    const MaybeTruth result = advance(choice, truth);
    if (!result) return;
    if (choices_.empty()) {
      verdict_ = *result;
      return;
    }
    if (note(*result)) return;
    truth = Truth::no;
  }
}

void HoldsMachine::undo(const Choice& choice) {
  for (; trail_.size() > choice.trail; trail_.pop_back()) {
    if (trail_.back().index < choice.marks) marks_[trail_.back().index] = trail_.back().before;
  }
}

void HoldsMachine::weaken(const Choice& choice) {
  for (std::size_t i = choice.trail; i < trail_.size(); ++i) {
    if (trail_[i].index < choice.marks) marks_[trail_[i].index] = std::max(trail_[i].before, Mark::maybe);
  }
}

HoldsMachine::MaybeTruth HoldsMachine::advance(Choice choice, Truth last) {
  switch (choice.task.kind) {
    case TaskKind::soften: return last == Truth::yes ? Truth::yes : Truth::unknown;
    case TaskKind::contains:
      count_element(choice, last);
      choice.next = tree_.node(choice.next).next_sibling;
      return proceed(choice);
    case TaskKind::step: break;
    default: return last;  // the root
  }
  switch (program_.steps[choice.task.schema].kind) {
    case StepKind::negate: return opposite(last);
    case StepKind::condition: return after_condition(choice, last);
    default:
      choice.sure += last == Truth::yes ? 1U : 0U;
      choice.maybe += last == Truth::unknown ? 1U : 0U;
      return proceed(choice);
  }
}

HoldsMachine::MaybeTruth HoldsMachine::proceed(Choice choice) {
  const Task& task = choice.task;
  if (task.kind == TaskKind::contains) return elements(choice);
  if (task.kind == TaskKind::soften) {
    open(choice, task.schema, task.instance, kNone);
    return std::nullopt;
  }
  const StepKind kind = program_.steps[task.schema].kind;
  if (kind == StepKind::any_of || kind == StepKind::one_of) return branches(choice);
  const std::uint32_t schema = use(choice, 0).schema;
  if (const MaybeTruth quick = quick_truth(schema, task.instance)) return advance(choice, *quick);
  open(choice, schema, task.instance, kind == StepKind::negate ? kNone : task.tracker);
  return std::nullopt;
}

HoldsMachine::MaybeTruth HoldsMachine::branches(Choice choice) {
  const SchemaStep& step = program_.steps[choice.task.schema];
  const bool one = step.kind == StepKind::one_of;
  while (choice.next < step.uses.size()) {
    if (one ? choice.sure > 1 : choice.sure > 0 && choice.task.tracker == kNone) break;
    const std::uint32_t schema = use(choice, choice.next++).schema;
    const MaybeTruth quick = quick_truth(schema, choice.task.instance);
    if (!quick) {
      open(choice, schema, choice.task.instance, choice.task.tracker);
      return std::nullopt;
    }
    choice.sure += *quick == Truth::yes ? 1U : 0U;
    choice.maybe += *quick == Truth::unknown ? 1U : 0U;
  }
  return count_within(choice.sure, choice.maybe, 1, one ? 1 : kNoLimit);
}

// `if` has been decided, or one of the two that follow when it could not be.
HoldsMachine::MaybeTruth HoldsMachine::after_condition(Choice choice, Truth last) {
  if (choice.next == 0) {
    if (last != Truth::unknown) {
      const std::uint32_t schema = use(choice, last == Truth::yes ? 1 : 2).schema;
      return truth_of(apply(schema, choice.task.instance, choice.task.tracker));
    }
  } else {
    weaken(choice);
    if (choice.next == 1) choice.then = last;
    if (choice.next == 2) return choice.then == last ? last : Truth::unknown;
  }
  ++choice.next;
  return undecided_condition(choice);
}

HoldsMachine::MaybeTruth HoldsMachine::undecided_condition(Choice choice) {
  const std::uint32_t schema = use(choice, choice.next).schema;
  if (const MaybeTruth quick = quick_truth(schema, choice.task.instance)) {
    choice.trail = trail_.size();
    return after_condition(choice, *quick);
  }
  open(choice, schema, choice.task.instance, choice.task.tracker);
  return std::nullopt;
}

void HoldsMachine::mark(std::uint32_t tracker, std::uint32_t child, Mark value) {
  if (tracker == kNone) return;
  const std::size_t index = trackers_[tracker].from + tree_.node(child).index_in_parent;
  if (marks_[index] >= value) return;
  if (choices_.size() > 1) trail_.push_back({index, marks_[index]});
  marks_[index] = value;
}

std::uint32_t HoldsMachine::new_tracker(Instance instance) {
  const std::uint32_t count = tree_.node(instance).child_count;
  trackers_.push_back({marks_.size(), count});
  marks_.resize(marks_.size() + count, Mark::none);
  return static_cast<std::uint32_t>(trackers_.size() - 1);
}

}  // namespace nines::validate
