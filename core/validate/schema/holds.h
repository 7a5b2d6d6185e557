// The verdict-only evaluator: a stack of tasks (a schema applied to a value) and a stack of choices. All tasks of a
// choice must hold; the first that fails ends the choice, and its keyword (anyOf, not, …) goes on from there. What a
// tracked value has evaluated is marked at once and unmarked when the choice fails. Used by `holds` only.
#pragma once

#include <optional>
#include <vector>

#include "validate/schema/evaluate.h"
#include "validate/schema/value_rules.h"

namespace nines::validate {

enum class Mark : std::uint8_t { none, maybe, sure };  // whether a child was evaluated

class HoldsMachine {
 public:
  HoldsMachine(const SchemaProgram& program, const base::JsonTree& tree) : program_(program), tree_(tree) {}
  // Nothing when it took more steps than `budget`.
  std::optional<Truth> run(std::uint64_t budget);

 private:
  enum class TaskKind : std::uint8_t { evaluate, step, unevaluated, contains, soften, end_of_choice };
  struct Task {
    TaskKind kind = TaskKind::evaluate;
    std::uint32_t schema = kNone;  // node; for a step its index
    Instance instance = 0;
    std::uint32_t tracker = kNone;  // where evaluated children are marked
    std::uint32_t outer = kNone;    // unevaluated: the tracker around that one
  };
  struct Choice {
    Task task;              // what it works for; kind evaluate: the root
    bool unknown = false;   // some task in it could not be decided
    std::size_t tasks = 0;  // how much there was of each before it
    std::size_t trail = 0;
    std::size_t marks = 0;
    std::size_t trackers = 0;
    std::uint32_t next = 0;   // the next branch, element (a node) or part of the condition
    std::uint64_t sure = 0;   // branches or elements that hold
    std::uint64_t maybe = 0;  // and that could not be decided
    Truth then = Truth::yes;  // condition that could not be decided: what `then` said
  };
  struct Tracker {
    std::size_t from = 0;  // in marks_
    std::uint32_t count = 0;
  };
  struct TrailEntry {
    std::size_t index = 0;
    Mark before = Mark::none;
  };
  using MaybeTruth = std::optional<Truth>;  // nothing: not known yet, a choice was opened

  // Each false: it does not hold.
  bool perform(const Task& task);
  bool evaluate(const Task& task);
  bool apply(std::uint32_t schema, Instance instance, std::uint32_t tracker);
  bool apply_softly(std::uint32_t schema, Instance instance);  // a miss makes it unknown only
  bool note(Truth truth);
  bool check_object(const ObjectRules& rules, std::uint32_t object, std::uint32_t tracker);
  bool check_members(const ObjectRules& rules, std::uint32_t object, std::uint32_t tracker);
  bool check_patterns(const ObjectRules& rules, std::uint32_t member, std::string_view key, Mark& mark);
  bool check_presence(const ObjectRules& rules, std::uint32_t object, std::uint32_t tracker);
  bool check_array(const SchemaNode& node, const Task& task, std::uint32_t tracker);
  bool check_unevaluated(const Task& task);
  bool start(const Task& task);
  [[nodiscard]] const SchemaUse* unevaluated_of(const SchemaNode& node, Instance instance) const;
  // What can be said of a schema without a choice of its own.
  [[nodiscard]] MaybeTruth quick_truth(std::uint32_t schema, Instance instance) const;

  void open(Choice choice, std::uint32_t schema, Instance instance, std::uint32_t tracker);
  void settle(Truth truth);  // the choice on top is through
  void undo(const Choice& choice);
  void weaken(const Choice& choice);
  MaybeTruth advance(Choice choice, Truth last);
  MaybeTruth proceed(Choice choice);
  MaybeTruth branches(Choice choice);
  MaybeTruth elements(Choice choice);
  MaybeTruth after_condition(Choice choice, Truth last);
  MaybeTruth undecided_condition(Choice choice);
  void count_element(Choice& choice, Truth truth);
  void mark(std::uint32_t tracker, std::uint32_t child, Mark value);
  std::uint32_t new_tracker(Instance instance);
  [[nodiscard]] const SchemaUse& use(const Choice& choice, std::uint32_t index) const {
    return program_.uses[program_.steps[choice.task.schema].uses.from + index];
  }

  const SchemaProgram& program_;
  const base::JsonTree& tree_;
  Truth verdict_ = Truth::yes;
  std::vector<Task> tasks_;
  std::vector<Choice> choices_;
  std::vector<Mark> marks_;
  std::vector<Tracker> trackers_;
  std::vector<TrailEntry> trail_;
  std::vector<bool> present_;  // of the object at hand, by row
  std::string key_buffer_;
};

}  // namespace nines::validate
