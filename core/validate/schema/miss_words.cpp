// What each miss of a single value is called, and the one edit that would mend it. See misses.h.
#include "base/text.h"
#include "validate/contracts/nearest_name.h"
#include "validate/placeholder.h"
#include "validate/renamed.h"
#include "validate/schema/json_hash.h"
#include "validate/schema/misses.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;

std::string type_names(std::uint8_t types) {
  std::string out;
  const auto add = [&out](const char* name) { out += (out.empty() ? "" : " or ") + std::string(name); };
  if ((types & kIntegerBit) != 0) add("integer");
  for (unsigned kind = 0; kind <= static_cast<unsigned>(JsonKind::object); ++kind) {
    if ((types & (1U << kind)) != 0) add(base::json_kind_name(static_cast<JsonKind>(kind)));
  }
  return out;
}

// "36" for 36, "true" for true, 36 for "36": the one rewriting that gives the value a type that is allowed, or nothing.
std::vector<Edit> type_edit(const JsonTree& tree, Instance instance, std::uint8_t types) {
  if (is_key(instance)) return {};
  const Span span = span_of(tree, instance);
  const JsonKind kind = kind_of(tree, instance);
  if (kind == JsonKind::number || kind == JsonKind::boolean) {
    if ((types & bit_of(JsonKind::string)) == 0) return {};
    return {{span, '"' + std::string(tree.source(instance)) + '"'}};
  }
  if (kind != JsonKind::string) return {};
  const std::string content = tree.string_value(instance);
  if (base::trim_ascii(content).size() != content.size()) return {};
  const base::JsonReadResult inner = base::read_json(content);
  const bool scalar = inner.ok && inner.tree.node(0).kind != JsonKind::array &&
                      inner.tree.node(0).kind != JsonKind::object && inner.tree.node(0).kind != JsonKind::string;
  if (!scalar || !has_type(inner.tree, 0, types)) return {};
  return {{span, content}};
}

Finding type_finding(const ValueAt& v) {
  const std::string names = type_names(v.node.types);
  const JsonKind kind = kind_of(v.tree, v.instance);
  const std::string named = kind == JsonKind::null ? "" : base::json_kind_name(kind) + std::string(" ");
  Finding out = finding_at(v, "C4", v.node.types_at,
                           "expected " + names + ", found " + named + excerpt(source_of(v.tree, v.instance)), names);
  out.edits = type_edit(v.tree, v.instance, v.node.types);
  return out;
}

// The one word of the list that differs by case, punctuation or one letter; "" = none or several. Only a proposal:
// "typical" and "atypical" are words of one list.
std::string near_word(const ValueAt& v, const ValueSet& set) {
  if (is_key(v.instance) || kind_of(v.tree, v.instance) != JsonKind::string) return "";
  const std::string given = v.tree.string_value(node_of(v.instance));
  const JsonTree& schema = v.program.tree_of(v.node);
  std::string out;
  Likeness best = Likeness::words;
  bool tied = false;
  for (std::uint32_t i = set.values.from; i < set.values.to && set.values.size() <= kMaxComparedNames; ++i) {
    const std::uint32_t word = v.program.allowed_values[i].node;
    if (schema.node(word).kind != JsonKind::string) continue;
    const Likeness found = likeness(given, schema.string_value(word));
    if (found < best || found <= Likeness::words) continue;
    tied = found == best;
    best = found;
    out = schema.string_value(word);
  }
  return tied ? "" : out;
}

Finding allowed_finding(const ValueAt& v, const ValueSet& set) {
  const std::string list = excerpt(v.program.tree_of(v.node).source(set.at));
  Finding out = finding_at(
      v, "C5", set.at, excerpt(source_of(v.tree, v.instance)) + (set.is_const ? " is not " : " is not one of ") + list,
      (set.is_const ? "" : "one of ") + list);
  const std::string near = near_word(v, set);
  if (near.empty()) return out;
  out.message += "; the nearest is " + quoted(near);
  out.edits = {{out.span, base::json_quote(near)}};
  return out;
}

const char* words_of(BoundKind kind) {
  switch (kind) {
    case BoundKind::minimum: return "at least ";
    case BoundKind::maximum: return "at most ";
    case BoundKind::exclusive_minimum: return "more than ";
    case BoundKind::exclusive_maximum: return "less than ";
    default: return "a multiple of ";
  }
}

Finding limit_finding(const ValueAt& v, std::uint32_t at, const std::string& wanted, const std::string& found) {
  return finding_at(v, "C6", at, "expected " + wanted + ", found " + found, wanted);
}

Finding bound_finding(const ValueAt& v, const NumberBound& bound) {
  const std::string limit(v.program.tree_of(v.node).source(bound.at));
  return limit_finding(v, bound.at, words_of(bound.kind) + limit, excerpt(v.tree.source(v.instance)));
}

Finding size_finding(const ValueAt& v, const SizeBounds& bounds, bool is_min, std::uint64_t size, const char* unit) {
  const std::uint32_t at = is_min ? bounds.min_at : bounds.max_at;
  const std::string limit(v.program.tree_of(v.node).source(at));
  return limit_finding(v, at, (is_min ? "at least " : "at most ") + limit + unit, std::to_string(size));
}

Finding length_finding(const ValueAt& v, bool is_min) {
  std::string buffer;
  const std::size_t length = base::count_code_points(content_of(v.tree, v.instance, buffer));
  return size_finding(v, v.program.text_rules[v.node.text].length, is_min, length, " characters");
}

Finding text_finding(const ValueAt& v, const Miss& miss) {
  const TextRules& rules = v.program.text_rules[v.node.text];
  const JsonTree& schema = v.program.tree_of(v.node);
  const std::string text = excerpt(source_of(v.tree, v.instance));
  if (miss.kind == MissKind::format) {
    const std::string name = schema.string_value(rules.format_at);
    return finding_at(v, "C7", rules.format_at, text + " is not of the format " + excerpt(name), "format " + name);
  }
  if (miss.kind == MissKind::content) {
    const std::string name = schema.string_value(rules.content_at);
    return finding_at(v, "C7", rules.content_at, text + " does not hold " + excerpt(name), name);
  }
  const std::string pattern = excerpt(schema.string_value(rules.pattern_at));
  const std::string what = miss.unknown ? " may or may not match: it cannot be decided here for the pattern "
                                        : " does not match the pattern ";
  return finding_at(v, "C7", rules.pattern_at, text + what + pattern, "a match of " + pattern);
}

Finding missing_finding(const ValueAt& v, const Miss& miss) {
  const ObjectRules& rules = v.program.object_rules[v.node.object];
  const std::string name(v.program.name(v.program.properties[miss.index].name));
  if (miss.kind == MissKind::required) {
    return finding_at(v, "C1", rules.required_at, "the required key " + quoted(name) + " is missing",
                      "a member " + quoted(name));
  }
  const DependentNames& dependency = v.program.dependent_names[miss.other];
  const std::string key(v.program.name(v.program.properties[rules.rows.from + dependency.key].name));
  return finding_at(v, "C1", dependency.at,
                    "the key " + quoted(name) + " is missing, which must be there when " + quoted(key) + " is",
                    "a member " + quoted(name));
}

Finding unique_finding(const ValueAt& v) {
  const EqualPair pair = find_equal_elements(v.tree, v.instance);
  const std::string first = std::to_string(v.tree.node(pair.first).index_in_parent);
  const std::string second = std::to_string(v.tree.node(pair.second).index_in_parent);
  Finding out =
      finding_at(v, "C6", v.program.array_rules[v.node.array].unique_at,
                 "elements " + first + " and " + second + " are equal: " + excerpt(v.tree.source(pair.second)),
                 "elements that differ");
  out.span = span_of(v.tree, pair.second);
  out.found = excerpt(v.tree.source(pair.second));
  return out;
}

}  // namespace

Span span_of(const JsonTree& tree, Instance instance) {
  const base::JsonNode& node = tree.node(node_of(instance));
  return is_key(instance) ? Span{node.key_begin, node.key_end} : Span{node.begin, node.end};
}

Finding finding_at(const ValueAt& v, const char* code, std::uint32_t keyword_at, std::string message,
                   std::string expected) {
  Finding out = make_finding(code, span_of(v.tree, v.instance), std::move(message), std::move(expected),
                             excerpt(source_of(v.tree, v.instance)));
  out.pointer = v.tree.pointer(node_of(v.instance));
  out.schema_pointer = schema_place(v.program, v.node, keyword_at);
  return out;
}

namespace {

Finding finding_by_kind(const ValueAt& v, const Miss& miss) {
  switch (miss.kind) {
    case MissKind::type: return type_finding(v);
    case MissKind::allowed: return allowed_finding(v, v.program.value_sets[miss.index]);
    case MissKind::bound: return bound_finding(v, v.program.number_bounds[miss.index]);
    case MissKind::min_length:
    case MissKind::max_length: return length_finding(v, miss.kind == MissKind::min_length);
    case MissKind::pattern:
    case MissKind::format:
    case MissKind::content: return text_finding(v, miss);
    case MissKind::min_members:
    case MissKind::max_members:
      return size_finding(v, v.program.object_rules[v.node.object].count, miss.kind == MissKind::min_members,
                          member_count(v.tree, v.instance), " members");
    case MissKind::min_elements:
    case MissKind::max_elements:
      return size_finding(v, v.program.array_rules[v.node.array].count, miss.kind == MissKind::min_elements,
                          v.tree.node(v.instance).child_count, " elements");
    case MissKind::unique: return unique_finding(v);
    default: return missing_finding(v, miss);
  }
}

// What the contract refuses, and what no near word of a list explains, may be a placeholder that was never filled in.
bool is_unfilled(const ValueAt& v, const Finding& finding) {
  if (is_key(v.instance) || kind_of(v.tree, v.instance) != JsonKind::string || !finding.edits.empty()) return false;
  return is_placeholder(v.tree.string_value(node_of(v.instance)));
}

}  // namespace

Finding finding_of(const ValueAt& v, const Miss& miss) {
  Finding out = finding_by_kind(v, miss);
  if (miss.unknown || !is_unfilled(v, out)) return out;
  out.code = "C14";
  out.message = "a placeholder stands here; " + out.message;
  return out;
}

}  // namespace nines::validate
