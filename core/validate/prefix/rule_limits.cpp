// type, bounds, lengths, counts, pattern, enum and const of one rule. See rule_merge.h.
#include <algorithm>

#include "validate/json_equal.h"
#include "validate/prefix/rule_merge.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

struct Numbers {
  NumberEnd low;
  NumberEnd high;
  bool whole = false;
};

bool has_word(const JsonTree& tree, std::uint32_t type, std::string_view word) {
  if (tree.node(type).kind == JsonKind::string) return tree.string_value(type) == word;
  for (std::uint32_t i = tree.node(type).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    if (tree.node(i).kind == JsonKind::string && tree.string_value(i) == word) return true;
  }
  return false;
}

void narrow_types(const JsonTree& tree, std::uint32_t type, PrefixRule& rule, Numbers& numbers) {
  const auto keep = [&](bool& allowed, const char* word) { allowed = allowed && has_word(tree, type, word); };
  keep(rule.null_ok, "null");
  keep(rule.true_ok, "boolean");
  keep(rule.false_ok, "boolean");
  keep(rule.string_ok, "string");
  keep(rule.array_ok, "array");
  keep(rule.object_ok, "object");
  if (has_word(tree, type, "number")) return;
  numbers.whole = true;
  keep(rule.number_ok, "integer");
}

// A count in a schema, which may be written 2.0; nothing for what is no count.
std::optional<std::uint64_t> count_at(const JsonTree& tree, std::uint32_t node) {
  if (tree.node(node).kind != JsonKind::number) return std::nullopt;
  const Decimal value = decimal_from_json(tree.source(node));
  if (value.negative || !is_whole(value)) return std::nullopt;
  constexpr std::int64_t kDigits = 18;
  if (value.exponent > kDigits) return std::uint64_t{1} << 60U;
  std::uint64_t out = 0;
  for (std::int64_t i = 0; i < value.exponent; ++i) {
    const auto at = static_cast<std::size_t>(i);
    out = out * 10 + static_cast<std::uint64_t>(at < value.digits.size() ? value.digits[at] - '0' : 0);
  }
  return out;
}

void narrow_end(const JsonTree& tree, std::uint32_t node, bool is_low, bool open, NumberEnd& end) {
  if (node == kNoNode || tree.node(node).kind != JsonKind::number) return;
  const Decimal value = decimal_from_json(tree.source(node));
  const int order = end.given ? compare(value, end.value) * (is_low ? 1 : -1) : 1;
  if (order > 0) end = {true, open, value};
  if (order == 0) end.open = end.open || open;
}

void narrow_counts(const RuleSource& source, std::uint32_t schema, PrefixRule& rule) {
  const auto at = [&](const char* name) -> std::optional<std::uint64_t> {
    const std::uint32_t node = source.finder.keyword(schema, name);
    return node == kNoNode ? std::nullopt : count_at(source.tree, node);
  };
  const auto least = [&](const char* name, std::uint64_t& out) { out = std::max(out, at(name).value_or(0)); };
  const auto most = [&](const char* name, std::uint64_t& out) { out = std::min(out, at(name).value_or(kUnlimited)); };
  least("minLength", rule.min_length);
  most("maxLength", rule.max_length);
  least("minItems", rule.min_items);
  most("maxItems", rule.max_items);
  least("minProperties", rule.min_properties);
  most("maxProperties", rule.max_properties);
}

void narrow_by_schema(const RuleSource& source, std::uint32_t schema, PrefixRule& rule, Numbers& numbers) {
  const auto keyword = [&](const char* name) { return source.finder.keyword(schema, name); };
  if (const std::uint32_t type = keyword("type"); type != kNoNode) narrow_types(source.tree, type, rule, numbers);
  narrow_end(source.tree, keyword("minimum"), true, false, numbers.low);
  narrow_end(source.tree, keyword("exclusiveMinimum"), true, true, numbers.low);
  narrow_end(source.tree, keyword("maximum"), false, false, numbers.high);
  narrow_end(source.tree, keyword("exclusiveMaximum"), false, true, numbers.high);
  narrow_counts(source, schema, rule);
  const std::uint32_t pattern = keyword("pattern");
  if (pattern == kNoNode || source.tree.node(pattern).kind != JsonKind::string) return;
  const auto compiled = compile_ecma_pattern(source.tree.string_value(pattern), "");
  if (compiled)
    rule.patterns.push_back(*compiled);
  else
    rule.late = true;
}

void keep_only(PrefixRule& rule, JsonKind kind) {
  rule.null_ok = rule.null_ok && kind == JsonKind::null;
  rule.true_ok = rule.true_ok && kind == JsonKind::boolean;
  rule.false_ok = rule.false_ok && kind == JsonKind::boolean;
  rule.number_ok = rule.number_ok && kind == JsonKind::number;
  rule.string_ok = rule.string_ok && kind == JsonKind::string;
  rule.array_ok = rule.array_ok && kind == JsonKind::array;
  rule.object_ok = rule.object_ok && kind == JsonKind::object;
}

bool in_list(const JsonTree& tree, std::uint32_t list, std::uint32_t value) {
  for (std::uint32_t i = tree.node(list).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    if (json_equal(tree, i, tree, value)) return true;
  }
  return false;
}

// Values that every enum and const of the rule lists; false when there is none of either.
bool listed_values(const RuleSource& source, const PrefixRule& rule, std::vector<std::uint32_t>& out) {
  const JsonTree& tree = source.tree;
  std::vector<std::uint32_t> lists;
  std::vector<std::uint32_t> single;
  for (const Atom atom : rule.atoms) {
    if ((atom & kConstant) != 0) {
      single.push_back(atom & ~kConstant);
      continue;
    }
    const std::uint32_t list = source.finder.keyword(atom, "enum");
    if (list != kNoNode && tree.node(list).kind == JsonKind::array) lists.push_back(list);
    if (const std::uint32_t one = source.finder.keyword(atom, "const"); one != kNoNode) single.push_back(one);
  }
  if (lists.empty() && single.empty()) return false;
  if (!single.empty()) {
    out.push_back(single.front());
  } else {
    const std::uint32_t first = lists.front();
    for (std::uint32_t i = tree.node(first).first_child; i != kNoNode; i = tree.node(i).next_sibling) out.push_back(i);
  }
  std::erase_if(out, [&](std::uint32_t value) {
    return std::any_of(lists.begin(), lists.end(), [&](std::uint32_t l) { return !in_list(tree, l, value); }) ||
           std::any_of(single.begin(), single.end(),
                       [&](std::uint32_t s) { return !json_equal(tree, s, tree, value); });
  });
  return true;
}

bool fits_text(const PrefixRule& rule, const std::u32string& text, const std::string& utf8) {
  if (text.size() < rule.min_length || text.size() > rule.max_length) return false;
  return std::all_of(rule.patterns.begin(), rule.patterns.end(),
                     [&](const auto& pattern) { return search(*pattern, utf8) != PatternMatch::no; });
}

void list_strings(const JsonTree& tree, const std::vector<std::uint32_t>& values, PrefixRule& rule) {
  auto list = std::make_shared<TextList>();
  for (const std::uint32_t value : values) {
    if (tree.node(value).kind != JsonKind::string) continue;
    std::u32string text;
    if (!code_points_of(tree.source(value), text)) {
      rule.late = true;
      return;
    }
    if (fits_text(rule, text, tree.string_value(value))) list->push_back(text);
  }
  std::sort(list->begin(), list->end());
  list->erase(std::unique(list->begin(), list->end()), list->end());
  rule.strings = std::move(list);
}

// Arrays and objects in the list: one is a constant to be met, several are left to the complete check.
void list_containers(const JsonTree& tree, const std::vector<std::uint32_t>& values, JsonKind kind, bool& allowed,
                     PrefixRule& rule) {
  std::vector<std::uint32_t> found;
  for (const std::uint32_t value : values) {
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](std::uint32_t other) { return json_equal(tree, other, tree, value); });
    if (tree.node(value).kind == kind && !known) found.push_back(value);
  }
  if (found.empty()) allowed = false;
  if (found.size() > 1) rule.late = true;
  if (found.size() == 1) rule.atoms.push_back(found.front() | kConstant);
}

}  // namespace

void merge_limits(const RuleSource& source, PrefixRule& rule) {
  Numbers numbers;
  for (const Atom atom : rule.atoms) {
    if ((atom & kConstant) == 0)
      narrow_by_schema(source, atom, rule, numbers);
    else
      keep_only(rule, source.tree.node(atom & ~kConstant).kind);
  }
  rule.numbers = numbers_between(numbers.low, numbers.high, numbers.whole);
}

void merge_listed(const RuleSource& source, PrefixRule& rule) {
  const JsonTree& tree = source.tree;
  std::vector<std::uint32_t> values;
  if (!listed_values(source, rule, values)) return;
  const auto lists = [&](JsonKind kind, const char* word) {
    return std::any_of(values.begin(), values.end(), [&](std::uint32_t value) {
      return tree.node(value).kind == kind && (word == nullptr || tree.source(value) == word);
    });
  };
  rule.null_ok = rule.null_ok && lists(JsonKind::null, nullptr);
  rule.true_ok = rule.true_ok && lists(JsonKind::boolean, "true");
  rule.false_ok = rule.false_ok && lists(JsonKind::boolean, "false");
  NumberSet numbers;
  for (const std::uint32_t value : values) {
    if (tree.node(value).kind != JsonKind::number) continue;
    const Decimal number = decimal_from_json(tree.source(value));
    if (contains(rule.numbers, number)) add_number(numbers, number);
  }
  rule.numbers = std::move(numbers);
  list_strings(tree, values, rule);
  std::erase_if(rule.atoms, [](Atom atom) { return (atom & kConstant) != 0; });
  list_containers(tree, values, JsonKind::array, rule.array_ok, rule);
  list_containers(tree, values, JsonKind::object, rule.object_ok, rule);
}

}  // namespace nines::validate
