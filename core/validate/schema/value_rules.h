// What a single value must be in itself: type, enum, const, bounds, text. Used by both evaluators of schemas and by the
// explanation of misses. Never looks at the value's children.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "validate/schema/program.h"
#include "validate/schema/truth.h"

namespace nines::validate {

// What a schema is applied to: a node of the tree, or with kKeyBit the key of that member, as a string.
using Instance = std::uint32_t;
inline constexpr Instance kKeyBit = 1U << 31U;
inline bool is_key(Instance instance) { return (instance & kKeyBit) != 0; }
inline std::uint32_t node_of(Instance instance) { return instance & ~kKeyBit; }

inline base::JsonKind kind_of(const base::JsonTree& tree, Instance instance) {
  return is_key(instance) ? base::JsonKind::string : tree.node(instance).kind;
}
std::string_view source_of(const base::JsonTree& tree, Instance instance);  // with quotes for a key

// The decoded content of a string or key: a view into the text, or into `buffer` when there are escapes.
std::string_view content_of(const base::JsonTree& tree, Instance instance, std::string& buffer);
std::string_view key_of(const base::JsonTree& tree, std::uint32_t member, std::string& buffer);

// A JSON number, small ones without their digits.
struct NumberValue {
  explicit NumberValue(std::string_view source);
  bool is_small = false;  // a whole number of at most 18 digits, written without fraction or exponent
  std::int64_t small = 0;
  std::string_view source;
  mutable std::optional<Decimal> exact;
  [[nodiscard]] const Decimal& decimal() const;
};

bool has_type(const base::JsonTree& tree, Instance instance, std::uint8_t types);
bool meets_bound(const NumberBound& bound, const NumberValue& value);
bool is_allowed(const SchemaProgram& program, const SchemaNode& node, const ValueSet& set, const base::JsonTree& tree,
                Instance instance);
bool within(const SizeBounds& bounds, std::uint64_t size);
bool content_holds(const TextRules& rules, std::string_view text);

// Members of an object, each key counted once.
std::uint64_t member_count(const base::JsonTree& tree, std::uint32_t object);

// Everything of the node that looks at the value alone.
Truth check_value_rules(const SchemaProgram& program, const SchemaNode& node, const base::JsonTree& tree,
                        Instance instance);

}  // namespace nines::validate
