// What a single value must be in itself. See value_rules.h.
#include "validate/schema/value_rules.h"

#include <algorithm>

#include "base/text.h"
#include "validate/json_equal.h"
#include "validate/schema/json_hash.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;

constexpr std::size_t kSmallDigits = 18;

std::string_view decoded(std::string_view literal, std::string& buffer) {
  const std::string_view raw = literal.substr(1, literal.size() - 2);
  if (raw.find('\\') == std::string_view::npos) return raw;
  buffer = base::json_unquote(literal);
  return buffer;
}

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  text.remove_suffix(padding);
  return std::all_of(text.begin(), text.end(), [](char c) {
    return base::is_ascii_letter(c) || base::is_ascii_digit(c) || c == '+' || c == '/';
  });
}

// In: checked base64.
std::string decoded_base64(std::string_view text) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    if (c == '=') break;
    bits = bits << 6U | static_cast<std::uint32_t>(kAlphabet.find(c));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xffU);
  }
  return out;
}

bool key_is_allowed(const SchemaProgram& program, const SchemaNode& node, const ValueSet& set, const JsonTree& tree,
                    Instance key) {
  std::string buffer;
  std::string other;
  const std::string_view wanted = content_of(tree, key, buffer);
  const JsonTree& schema = program.tree_of(node);
  for (std::uint32_t i = set.values.from; i < set.values.to; ++i) {
    const std::uint32_t value = program.allowed_values[i].node;
    if (schema.node(value).kind == JsonKind::string && content_of(schema, value, other) == wanted) return true;
  }
  return false;
}

Truth check_text(const SchemaProgram& program, const TextRules& rules, const JsonTree& tree, Instance instance) {
  std::string buffer;
  const std::string_view text = content_of(tree, instance, buffer);
  if (rules.length.any() && !within(rules.length, base::count_code_points(text))) return Truth::no;
  if (rules.format_at != kNone && !check_format(rules.format, text, rules.format_draft)) return Truth::no;
  if (rules.content_at != kNone && !content_holds(rules, text)) return Truth::no;
  if (rules.pattern == kNone) return Truth::yes;
  switch (search(*program.patterns[rules.pattern], text)) {
    case PatternMatch::no: return Truth::no;
    case PatternMatch::yes: return Truth::yes;
    default: return Truth::unknown;
  }
}

}  // namespace

std::string_view source_of(const JsonTree& tree, Instance instance) {
  if (!is_key(instance)) return tree.source(instance);
  const base::JsonNode& node = tree.node(node_of(instance));
  return tree.text.substr(node.key_begin, node.key_end - node.key_begin);
}

std::string_view content_of(const JsonTree& tree, Instance instance, std::string& buffer) {
  return decoded(source_of(tree, instance), buffer);
}

std::string_view key_of(const JsonTree& tree, std::uint32_t member, std::string& buffer) {
  return decoded(source_of(tree, member | kKeyBit), buffer);
}

NumberValue::NumberValue(std::string_view number) : source(number) {
  const bool negative = number.front() == '-';
  if (negative) number.remove_prefix(1);
  if (number.size() > kSmallDigits) return;
  for (const char c : number) {
    if (!base::is_ascii_digit(c)) return;
    small = small * 10 + (c - '0');
  }
  if (negative) small = -small;
  is_small = true;
}

const Decimal& NumberValue::decimal() const {
  if (!exact) exact = decimal_from_json(source);
  return *exact;
}

bool has_type(const JsonTree& tree, Instance instance, std::uint8_t types) {
  const JsonKind kind = kind_of(tree, instance);
  if ((types & bit_of(kind)) != 0) return true;
  if (kind != JsonKind::number || (types & kIntegerBit) == 0) return false;
  const NumberValue value(tree.source(instance));
  return value.is_small || is_whole(value.decimal());
}

bool meets_bound(const NumberBound& bound, const NumberValue& value) {
  const bool small = bound.is_small && value.is_small;
  if (bound.kind == BoundKind::multiple_of) {
    return small ? value.small % bound.small == 0 : is_multiple(value.decimal(), bound.value);
  }
  const int order = small ? (value.small < bound.small   ? -1
                             : value.small > bound.small ? 1
                                                         : 0)
                          : compare(value.decimal(), bound.value);
  switch (bound.kind) {
    case BoundKind::minimum: return order >= 0;
    case BoundKind::maximum: return order <= 0;
    case BoundKind::exclusive_minimum: return order > 0;
    default: return order < 0;
  }
}

bool is_allowed(const SchemaProgram& program, const SchemaNode& node, const ValueSet& set, const JsonTree& tree,
                Instance instance) {
  if (is_key(instance)) return key_is_allowed(program, node, set, tree, instance);
  const JsonTree& schema = program.tree_of(node);
  const auto first = program.allowed_values.begin() + set.values.from;
  const auto last = program.allowed_values.begin() + set.values.to;
  if (set.values.size() == 1) return json_equal(schema, first->node, tree, instance);
  const std::uint64_t hash = json_hash(tree, instance);
  auto row = std::lower_bound(first, last, hash,
                              [](const AllowedValue& value, std::uint64_t wanted) { return value.hash < wanted; });
  for (; row != last && row->hash == hash; ++row) {
    if (json_equal(schema, row->node, tree, instance)) return true;
  }
  return false;
}

bool within(const SizeBounds& bounds, std::uint64_t size) { return size >= bounds.min && size <= bounds.max; }

bool content_holds(const TextRules& rules, std::string_view text) {
  if (rules.content_base64 && !is_base64(text)) return false;
  if (!rules.content_json) return true;
  if (!rules.content_base64) return base::read_json(text).ok;
  const std::string content = decoded_base64(text);
  return base::read_json(content).ok;
}

std::uint64_t member_count(const JsonTree& tree, std::uint32_t object) {
  std::uint64_t count = tree.node(object).child_count;
  for (const std::uint32_t i : tree.duplicate_keys) count -= tree.node(i).parent == object ? 1U : 0U;
  return count;
}

Truth check_value_rules(const SchemaProgram& program, const SchemaNode& node, const JsonTree& tree, Instance instance) {
  if (node.types != 0 && !has_type(tree, instance, node.types)) return Truth::no;
  const JsonKind kind = kind_of(tree, instance);
  if (!node.numbers.empty() && kind == JsonKind::number) {
    const NumberValue value(tree.source(instance));
    for (std::uint32_t i = node.numbers.from; i < node.numbers.to; ++i) {
      if (!meets_bound(program.number_bounds[i], value)) return Truth::no;
    }
  }
  for (std::uint32_t i = node.values.from; i < node.values.to; ++i) {
    if (!is_allowed(program, node, program.value_sets[i], tree, instance)) return Truth::no;
  }
  if (node.text == kNone || kind != JsonKind::string) return Truth::yes;
  return check_text(program, program.text_rules[node.text], tree, instance);
}

}  // namespace nines::validate
