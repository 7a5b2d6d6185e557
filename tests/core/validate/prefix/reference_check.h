// A second evaluator of the keywords that the prefix validator treats exactly, written from the specification with
// recursion and no thought of speed. Shares nothing with the engine but the JSON reader and exact decimals.
#pragma once

#include <re2/re2.h>

#include <string>

#include "base/json_reader.h"
#include "validate/decimal.h"
#include "validate/json_equal.h"

namespace nines::test {

class ReferenceCheck {
 public:
  explicit ReferenceCheck(std::string schema) : text_(std::move(schema)) {
    base::JsonReadResult read = base::read_json(text_);
    REQUIRE(read.ok);
    schema_ = std::move(read.tree);
  }
  [[nodiscard]] bool accepts(std::string_view text) const {
    const base::JsonReadResult read = base::read_json(text);
    return read.ok && holds(0, read.tree, 0);
  }

 private:
  using Tree = base::JsonTree;
  static constexpr std::uint32_t kNone = base::kNoNode;

  static bool is_type(const Tree& tree, std::uint32_t v, const std::string& name) {
    const std::string kind = base::json_kind_name(tree.node(v).kind);
    if (name == "integer")
      return kind == "number" && validate::is_whole(validate::decimal_from_json(tree.source(v)));
    return kind == name;
  }

  [[nodiscard]] bool number_holds(std::uint32_t s, const Tree& tree, std::uint32_t v) const {
    const auto order = [&](const char* name) {
      const std::uint32_t at = schema_.member(s, name);
      if (at == kNone) return 9;
      const int c = validate::compare(validate::decimal_from_json(tree.source(v)),
                                      validate::decimal_from_json(schema_.source(at)));
      return c < 0 ? -1 : c > 0 ? 1 : 0;
    };
    const int low = order("minimum");
    const int high = order("maximum");
    const int above = order("exclusiveMinimum");
    const int below = order("exclusiveMaximum");
    return (low == 9 || low >= 0) && (high == 9 || high <= 0) && (above == 9 || above > 0) &&
           (below == 9 || below < 0);
  }

  [[nodiscard]] bool size_holds(std::uint32_t s, const char* min, const char* max, std::size_t size) const {
    const std::uint32_t low = schema_.member(s, min);
    const std::uint32_t high = schema_.member(s, max);
    return (low == kNone || *schema_.number_value(low) <= static_cast<double>(size)) &&
           (high == kNone || *schema_.number_value(high) >= static_cast<double>(size));
  }

  [[nodiscard]] bool object_holds(std::uint32_t s, const Tree& tree, std::uint32_t v) const {
    std::vector<std::string> keys;
    const std::uint32_t properties = schema_.member(s, "properties");
    const std::uint32_t additional = schema_.member(s, "additionalProperties");
    for (std::uint32_t i = tree.node(v).first_child; i != kNone; i = tree.node(i).next_sibling) {
      const std::string key = tree.key(i);
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
      const std::uint32_t own = properties == kNone ? kNone : schema_.member(properties, key);
      const std::uint32_t use = own != kNone ? own : additional;
      if (use != kNone && !holds(use, tree, i)) return false;
    }
    if (const std::uint32_t list = schema_.member(s, "required"); list != kNone) {
      for (std::uint32_t i = schema_.node(list).first_child; i != kNone; i = schema_.node(i).next_sibling) {
        if (std::find(keys.begin(), keys.end(), schema_.string_value(i)) == keys.end()) return false;
      }
    }
    return size_holds(s, "minProperties", "maxProperties", keys.size());
  }

  [[nodiscard]] bool array_holds(std::uint32_t s, const Tree& tree, std::uint32_t v) const {
    const std::uint32_t prefix = schema_.member(s, "prefixItems");
    std::uint32_t use = prefix == kNone ? kNone : schema_.node(prefix).first_child;
    for (std::uint32_t i = tree.node(v).first_child; i != kNone; i = tree.node(i).next_sibling) {
      const std::uint32_t rest = schema_.member(s, "items");
      const std::uint32_t now = use != kNone ? use : rest;
      if (now != kNone && !holds(now, tree, i)) return false;
      if (use != kNone) use = schema_.node(use).next_sibling;
    }
    return size_holds(s, "minItems", "maxItems", tree.node(v).child_count);
  }

  [[nodiscard]] bool text_holds(std::uint32_t s, const std::string& text) const {
    const std::uint32_t pattern = schema_.member(s, "pattern");
    if (pattern != kNone && !RE2::PartialMatch(text, schema_.string_value(pattern))) return false;
    return size_holds(s, "minLength", "maxLength", base::count_code_points(text));
  }

  [[nodiscard]] bool listed(std::uint32_t s, const Tree& tree, std::uint32_t v) const {
    const std::uint32_t one = schema_.member(s, "const");
    if (one != kNone && !validate::json_equal(schema_, one, tree, v)) return false;
    const std::uint32_t list = schema_.member(s, "enum");
    if (list == kNone) return true;
    for (std::uint32_t i = schema_.node(list).first_child; i != kNone; i = schema_.node(i).next_sibling) {
      if (validate::json_equal(schema_, i, tree, v)) return true;
    }
    return false;
  }

  [[nodiscard]] bool type_holds(std::uint32_t s, const Tree& tree, std::uint32_t v) const {
    const std::uint32_t type = schema_.member(s, "type");
    if (type == kNone) return true;
    if (schema_.node(type).kind == base::JsonKind::string) return is_type(tree, v, schema_.string_value(type));
    for (std::uint32_t i = schema_.node(type).first_child; i != kNone; i = schema_.node(i).next_sibling) {
      if (is_type(tree, v, schema_.string_value(i))) return true;
    }
    return false;
  }

  [[nodiscard]] bool holds(std::uint32_t s, const Tree& tree, std::uint32_t v) const {
    if (schema_.node(s).kind == base::JsonKind::boolean) return schema_.bool_value(s);
    if (!type_holds(s, tree, v) || !listed(s, tree, v)) return false;
    if (const std::uint32_t all = schema_.member(s, "allOf"); all != kNone) {
      for (std::uint32_t i = schema_.node(all).first_child; i != kNone; i = schema_.node(i).next_sibling) {
        if (!holds(i, tree, v)) return false;
      }
    }
    if (const std::uint32_t ref = schema_.member(s, "$ref"); ref != kNone) {
      const std::string pointer = schema_.string_value(ref).substr(1);
      const auto found = base::select_nodes(schema_, pointer);
      REQUIRE(found.size() == 1);
      if (!holds(found[0], tree, v)) return false;
    }
    switch (tree.node(v).kind) {
      case base::JsonKind::number: return number_holds(s, tree, v);
      case base::JsonKind::string: return text_holds(s, tree.string_value(v));
      case base::JsonKind::array: return array_holds(s, tree, v);
      case base::JsonKind::object: return object_holds(s, tree, v);
      default: return true;
    }
  }

  std::string text_;
  Tree schema_;
};

}  // namespace nines::test
