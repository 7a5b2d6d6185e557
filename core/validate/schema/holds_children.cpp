// The verdict-only evaluator: what objects and arrays ask of their children. See holds.h.
#include "validate/schema/holds.h"
#include "validate/schema/json_hash.h"

namespace nines::validate {

using base::JsonKind;
using base::kNoNode;

bool HoldsMachine::check_object(const ObjectRules& rules, std::uint32_t object, std::uint32_t tracker) {
  if (rules.count.any() && !within(rules.count, member_count(tree_, object))) return false;
  if (!check_members(rules, object, tracker)) return false;
  return check_presence(rules, object, tracker);
}

bool HoldsMachine::check_members(const ObjectRules& rules, std::uint32_t object, std::uint32_t tracker) {
  present_.assign(rules.rows.size(), false);
  for (std::uint32_t i = tree_.node(object).first_child; i != kNoNode; i = tree_.node(i).next_sibling) {
    const std::string_view key = key_of(tree_, i, key_buffer_);
    Mark evaluated = Mark::none;
    const std::uint32_t index = program_.find_row(rules, key);
    if (index != kNone) {
      present_[index] = true;
      const SchemaUse& use = program_.properties[rules.rows.from + index].use;
      if (use.at != kNone) {
        evaluated = Mark::sure;
        if (!apply(use.schema, i, kNone)) return false;
      }
    }
    if (!check_patterns(rules, i, key, evaluated)) return false;
    if (rules.additional.at != kNone && evaluated != Mark::sure) {
      const bool softly = evaluated == Mark::maybe;
      evaluated = Mark::sure;
      if (!(softly ? apply_softly(rules.additional.schema, i) : apply(rules.additional.schema, i, kNone))) return false;
    }
    mark(tracker, i, evaluated);
    if (!apply(rules.names.schema, i | kKeyBit, kNone)) return false;
  }
  return true;
}

bool HoldsMachine::check_patterns(const ObjectRules& rules, std::uint32_t member, std::string_view key, Mark& mark) {
  for (std::uint32_t p = rules.patterns.from; p < rules.patterns.to; ++p) {
    const PatternRow& row = program_.pattern_rows[p];
    const PatternMatch match = search(*program_.patterns[row.pattern], key);
    if (match == PatternMatch::no) continue;
    const bool sure = match == PatternMatch::yes;
    mark = std::max(mark, sure ? Mark::sure : Mark::maybe);
    if (!(sure ? apply(row.use.schema, member, kNone) : apply_softly(row.use.schema, member))) return false;
  }
  return true;
}

// required, dependentRequired and dependentSchemas, once it is known which rows are there.
bool HoldsMachine::check_presence(const ObjectRules& rules, std::uint32_t object, std::uint32_t tracker) {
  for (std::uint32_t i = 0; i < rules.rows.size() && rules.required_count > 0; ++i) {
    if (!present_[i] && program_.properties[rules.rows.from + i].is_required) return false;
  }
  for (std::uint32_t d = rules.dependent_names.from; d < rules.dependent_names.to; ++d) {
    const DependentNames& row = program_.dependent_names[d];
    if (!present_[row.key]) continue;
    for (std::uint32_t n = row.needs.from; n < row.needs.to; ++n) {
      if (!present_[program_.row_lists[n]]) return false;
    }
  }
  for (std::uint32_t d = rules.dependent_schemas.from; d < rules.dependent_schemas.to; ++d) {
    const DependentSchema& row = program_.dependent_schemas[d];
    if (present_[row.key] && !apply(row.use.schema, object, tracker)) return false;
  }
  return true;
}

bool HoldsMachine::check_array(const SchemaNode& node, const Task& task, std::uint32_t tracker) {
  const ArrayRules& rules = program_.array_rules[node.array];
  if (!within(rules.count, tree_.node(task.instance).child_count)) return false;
  if (rules.contains.at != kNone) {
    tasks_.push_back(
        {TaskKind::contains, node.array, task.instance, rules.contains_evaluates ? tracker : kNone, kNone});
  }
  std::uint32_t index = 0;
  const bool all = rules.rest.at != kNone;
  for (std::uint32_t i = tree_.node(task.instance).first_child; i != kNoNode; i = tree_.node(i).next_sibling) {
    const bool in_prefix = index < rules.prefix.size();
    if (!in_prefix && !all) break;
    const SchemaUse& use = in_prefix ? program_.uses[rules.prefix.from + index] : rules.rest;
    ++index;
    mark(tracker, i, Mark::sure);
    if (!apply(use.schema, i, kNone)) return false;
  }
  return !rules.is_unique || find_equal_elements(tree_, task.instance).second == kNoNode;
}

void HoldsMachine::count_element(Choice& choice, Truth truth) {
  choice.sure += truth == Truth::yes ? 1U : 0U;
  choice.maybe += truth == Truth::unknown ? 1U : 0U;
  if (truth != Truth::no) mark(choice.task.tracker, choice.next, truth == Truth::yes ? Mark::sure : Mark::maybe);
}

HoldsMachine::MaybeTruth HoldsMachine::elements(Choice choice) {
  const ArrayRules& rules = program_.array_rules[choice.task.schema];
  while (choice.next != kNoNode) {
    const bool enough = choice.sure >= rules.min_contains && rules.max_contains == kNoLimit;
    if (choice.sure > rules.max_contains || (enough && choice.task.tracker == kNone)) break;
    const MaybeTruth quick = quick_truth(rules.contains.schema, choice.next);
    if (!quick) {
      const Instance element = choice.next;
      open(choice, rules.contains.schema, element, kNone);
      return std::nullopt;
    }
    count_element(choice, *quick);
    choice.next = tree_.node(choice.next).next_sibling;
  }
  return count_within(choice.sure, choice.maybe, rules.min_contains, rules.max_contains);
}

bool HoldsMachine::check_unevaluated(const Task& task) {
  const SchemaNode& node = program_.nodes[task.schema];
  const SchemaUse& use = *unevaluated_of(node, task.instance);
  const std::size_t from = trackers_[task.tracker].from;
  std::vector<Mark> marks(marks_.begin() + static_cast<std::ptrdiff_t>(from), marks_.end());
  trackers_.pop_back();
  marks_.resize(from);
  for (std::uint32_t i = tree_.node(task.instance).first_child; i != kNoNode; i = tree_.node(i).next_sibling) {
    mark(task.outer, i, Mark::sure);
    const Mark evaluated = marks[tree_.node(i).index_in_parent];
    if (evaluated == Mark::sure) continue;
    if (!(evaluated == Mark::maybe ? apply_softly(use.schema, i) : apply(use.schema, i, kNone))) return false;
  }
  return true;
}

}  // namespace nines::validate
