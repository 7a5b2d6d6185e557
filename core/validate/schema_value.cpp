// What a single value misses in a single schema. See schema_value.h.
#include "validate/schema_value.h"

#include "base/text.h"
#include "validate/json_equal.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

std::uint8_t bit_of(JsonKind kind) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind)); }

std::string type_names(std::uint8_t types) {
  std::string out;
  const auto add = [&out](const char* name) { out += (out.empty() ? "" : " or ") + std::string(name); };
  if ((types & kIntegerBit) != 0) add("integer");
  for (unsigned kind = 0; kind <= static_cast<unsigned>(JsonKind::object); ++kind) {
    if ((types & (1U << kind)) != 0) add(base::json_kind_name(static_cast<JsonKind>(kind)));
  }
  return out;
}

bool has_type(const JsonTree& tree, std::uint32_t node, std::uint8_t types) {
  const JsonKind kind = tree.node(node).kind;
  if ((types & bit_of(kind)) != 0) return true;
  return kind == JsonKind::number && (types & kIntegerBit) != 0 && is_whole(decimal_from_json(tree.source(node)));
}

// "36" for 36, "true" for true, 36 for "36": the one rewriting that gives the value a type that is
// allowed, or nothing.
std::vector<Edit> type_edit(const JsonTree& tree, std::uint32_t node, std::uint8_t types) {
  const Span span{tree.node(node).begin, tree.node(node).end};
  const JsonKind kind = tree.node(node).kind;
  if (kind == JsonKind::number || kind == JsonKind::boolean) {
    if ((types & bit_of(JsonKind::string)) == 0) return {};
    return {{span, '"' + std::string(tree.source(node)) + '"'}};
  }
  if (kind != JsonKind::string) return {};
  const std::string content = tree.string_value(node);
  if (base::trim_ascii(content).size() != content.size()) return {};
  const base::JsonReadResult inner = base::read_json(content);
  const bool scalar = inner.ok && inner.tree.node(0).kind != JsonKind::array &&
                      inner.tree.node(0).kind != JsonKind::object && inner.tree.node(0).kind != JsonKind::string;
  if (!scalar || !has_type(inner.tree, 0, types)) return {};
  return {{span, content}};
}

Finding miss(const ValueCheck& v, const char* code, const char* keyword, std::string message, std::string expected) {
  const base::JsonNode& node = v.tree.node(v.node);
  Finding out = make_finding(code, {node.begin, node.end}, std::move(message), std::move(expected),
                             excerpt(v.tree.source(v.node)));
  out.pointer = v.tree.pointer(v.node);
  out.schema_pointer = v.schema.pointer + '/' + keyword;
  return out;
}

bool check_type(const ValueCheck& v, FindingList& misses) {
  if (v.schema.types == 0 || has_type(v.tree, v.node, v.schema.types)) return false;
  if (misses.full()) {
    ++misses.dropped;
    return true;
  }
  const std::string names = type_names(v.schema.types);
  const char* kind = base::json_kind_name(v.tree.node(v.node).kind);
  Finding finding =
      miss(v, "C4", "type", "expected " + names + ", found " + kind + ' ' + excerpt(v.tree.source(v.node)), names);
  finding.edits = type_edit(v.tree, v.node, v.schema.types);
  misses.add(std::move(finding));
  return true;
}

bool is_listed(const ValueCheck& v) {
  const JsonTree& schema = v.program.tree;
  for (std::uint32_t i = schema.node(v.schema.enum_array).first_child; i != kNoNode; i = schema.node(i).next_sibling) {
    if (json_equal(schema, i, v.tree, v.node)) return true;
  }
  return false;
}

bool check_listed(const ValueCheck& v, FindingList& misses) {
  const JsonTree& schema = v.program.tree;
  const bool enum_missed = v.schema.has_enum && !is_listed(v);
  const bool const_missed =
      v.schema.const_value != kNoNode && !json_equal(schema, v.schema.const_value, v.tree, v.node);
  if (!enum_missed && !const_missed) return false;
  if (misses.full()) {
    ++misses.dropped;
    return true;
  }
  const std::uint32_t wanted = enum_missed ? v.schema.enum_array : v.schema.const_value;
  const std::string list = excerpt(schema.source(wanted));
  misses.add(miss(v, "C5", enum_missed ? "enum" : "const",
                  excerpt(v.tree.source(v.node)) + (enum_missed ? " is not one of " : " is not ") + list,
                  (enum_missed ? "one of " : "") + list));
  return true;
}

// Every bound keyword says its direction and strictness by its name.
bool meets_bound(const SchemaBound& bound, const Decimal& value) {
  const std::string_view keyword = bound.keyword;
  const int order = compare(value, bound.value);
  if (keyword == "exclusiveMinimum") return order > 0;
  if (keyword == "exclusiveMaximum") return order < 0;
  return keyword.starts_with("min") ? order >= 0 : order <= 0;
}

const char* words_for(std::string_view keyword) {
  if (keyword == "exclusiveMinimum") return "more than ";
  if (keyword == "exclusiveMaximum") return "less than ";
  return keyword.starts_with("min") ? "at least " : "at most ";
}

void check_bounds(const ValueCheck& v, const std::vector<SchemaBound>& bounds, const Decimal& value,
                  const std::string& measured, const char* unit, FindingList& misses) {
  for (const SchemaBound& bound : bounds) {
    if (meets_bound(bound, value)) continue;
    if (misses.full()) {
      ++misses.dropped;
      continue;
    }
    const std::string wanted = words_for(bound.keyword) + bound.text + unit;
    misses.add(miss(v, "C6", bound.keyword, "expected " + wanted + ", found " + measured, wanted));
  }
}

void check_size(const ValueCheck& v, const std::vector<SchemaBound>& bounds, std::size_t size, const char* unit,
                FindingList& misses) {
  const std::string text = std::to_string(size);
  check_bounds(v, bounds, decimal_from_json(text), text, unit, misses);
}

void check_string(const ValueCheck& v, FindingList& misses) {
  if (v.schema.lengths.empty() && !v.schema.pattern) return;
  const std::string content = v.tree.string_value(v.node);
  if (!v.schema.lengths.empty()) {
    check_size(v, v.schema.lengths, base::count_code_points(content), " characters", misses);
  }
  if (!v.schema.pattern || RE2::PartialMatch(content, *v.schema.pattern)) return;
  if (misses.full()) {
    ++misses.dropped;
    return;
  }
  const std::string pattern = excerpt(v.schema.pattern->pattern());
  misses.add(miss(v, "C7", "pattern", excerpt(v.tree.source(v.node)) + " does not match the pattern " + pattern,
                  "a match of " + pattern));
}

}  // namespace

bool check_identity(const ValueCheck& v, FindingList& misses) {
  return check_type(v, misses) || check_listed(v, misses);
}

void check_extent(const ValueCheck& v, FindingList& misses) {
  switch (v.tree.node(v.node).kind) {
    case JsonKind::number:
      if (!v.schema.bounds.empty()) {
        check_bounds(v, v.schema.bounds, decimal_from_json(v.tree.source(v.node)), excerpt(v.tree.source(v.node)), "",
                     misses);
      }
      return;
    case JsonKind::string: check_string(v, misses); return;
    case JsonKind::array: check_size(v, v.schema.counts, v.tree.node(v.node).child_count, " elements", misses); return;
    default: return;
  }
}

Finding nothing_allowed(const JsonTree& tree, std::uint32_t node) {
  Finding out = make_finding("C2", {tree.node(node).begin, tree.node(node).end}, "the contract allows no value here",
                             "no value", excerpt(tree.source(node)));
  out.pointer = tree.pointer(node);
  return out;
}

}  // namespace nines::validate
