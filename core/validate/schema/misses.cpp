// Which rules of one node one value misses. See misses.h; the words stand in miss_words.cpp.
#include "validate/schema/misses.h"

#include "base/text.h"
#include "validate/schema/json_hash.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

void add_if(std::vector<Miss>& out, bool missed, MissKind kind, std::uint32_t index = kNone) {
  if (missed) out.push_back({kind, index, kNone, false});
}

void text_misses(const ValueAt& v, std::vector<Miss>& out) {
  const TextRules& rules = v.program.text_rules[v.node.text];
  std::string buffer;
  const std::string_view text = content_of(v.tree, v.instance, buffer);
  if (rules.length.any()) {
    const std::size_t length = base::count_code_points(text);
    add_if(out, length < rules.length.min, MissKind::min_length);
    add_if(out, length > rules.length.max, MissKind::max_length);
  }
  if (rules.pattern != kNone) {
    const PatternMatch match = search(*v.program.patterns[rules.pattern], text);
    add_if(out, match != PatternMatch::yes, MissKind::pattern);
    if (match == PatternMatch::not_decidable) out.back().unknown = true;
  }
  add_if(out, rules.format_at != kNone && !check_format(rules.format, text, rules.format_draft), MissKind::format);
  add_if(out, rules.content_at != kNone && !content_holds(rules, text), MissKind::content);
}

void dependency_misses(const ValueAt& v, const ObjectRules& rules, const std::vector<bool>& present,
                       std::vector<Miss>& out) {
  for (std::uint32_t d = rules.dependent_names.from; d < rules.dependent_names.to; ++d) {
    const DependentNames& row = v.program.dependent_names[d];
    for (std::uint32_t n = row.needs.from; n < row.needs.to && present[row.key]; ++n) {
      const std::uint32_t need = v.program.row_lists[n];
      if (!present[need]) out.push_back({MissKind::dependent, rules.rows.from + need, d, false});
    }
  }
}

void object_misses(const ValueAt& v, std::vector<Miss>& out) {
  const ObjectRules& rules = v.program.object_rules[v.node.object];
  const std::uint64_t count = rules.count.any() ? member_count(v.tree, v.instance) : 0;
  add_if(out, rules.count.min_at != kNone && count < rules.count.min, MissKind::min_members);
  add_if(out, count > rules.count.max, MissKind::max_members);
  if (rules.required_count == 0 && rules.dependent_names.empty()) return;
  std::vector<bool> present(rules.rows.size(), false);
  std::string buffer;
  for (std::uint32_t i = v.tree.node(v.instance).first_child; i != kNoNode; i = v.tree.node(i).next_sibling) {
    const std::uint32_t row = v.program.find_row(rules, key_of(v.tree, i, buffer));
    if (row != kNone) present[row] = true;
  }
  for (std::uint32_t i = 0; i < rules.rows.size(); ++i) {
    const bool required = v.program.properties[rules.rows.from + i].is_required;
    add_if(out, required && !present[i], MissKind::required, rules.rows.from + i);
  }
  dependency_misses(v, rules, present, out);
}

void array_misses(const ValueAt& v, std::vector<Miss>& out) {
  const ArrayRules& rules = v.program.array_rules[v.node.array];
  const std::uint64_t count = v.tree.node(v.instance).child_count;
  add_if(out, count < rules.count.min, MissKind::min_elements);
  add_if(out, count > rules.count.max, MissKind::max_elements);
  add_if(out, rules.is_unique && find_equal_elements(v.tree, v.instance).second != kNoNode, MissKind::unique);
}

}  // namespace

std::vector<Miss> find_misses(const ValueAt& v) {
  std::vector<Miss> out;
  if (v.node.types != 0 && !has_type(v.tree, v.instance, v.node.types)) return {{MissKind::type, kNone, kNone, false}};
  for (std::uint32_t i = v.node.values.from; i < v.node.values.to; ++i) {
    if (!is_allowed(v.program, v.node, v.program.value_sets[i], v.tree, v.instance)) {
      return {{MissKind::allowed, i, kNone, false}};
    }
  }
  const JsonKind kind = kind_of(v.tree, v.instance);
  if (kind == JsonKind::number && !v.node.numbers.empty()) {
    const NumberValue value(v.tree.source(v.instance));
    for (std::uint32_t i = v.node.numbers.from; i < v.node.numbers.to; ++i) {
      add_if(out, !meets_bound(v.program.number_bounds[i], value), MissKind::bound, i);
    }
  }
  if (kind == JsonKind::string && v.node.text != kNone) text_misses(v, out);
  if (kind == JsonKind::object && v.node.object != kNone) object_misses(v, out);
  if (kind == JsonKind::array && v.node.array != kNone) array_misses(v, out);
  return out;
}

}  // namespace nines::validate
