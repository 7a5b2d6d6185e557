// A JSON Schema made ready to run: a flat program. Built by compile.cpp; run over a tree by holds.cpp (verdict only)
// and trace.cpp (with reasons and annotations), and over raw text by the fused engine and the prefix validator.
// Immutable.
//
// Everything is an index into one of the arrays of SchemaProgram. References are already followed: a `reference` step
// names the node it leads to. A schema that reaches a $dynamicRef is compiled once for each dynamic scope it can be
// entered with, so that at run time there are no dynamic scopes: what (node, value) evaluates to depends on nothing
// else. There is no cycle through steps alone: such schemas are refused, so in-place evaluation always ends.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "validate/decimal.h"
#include "validate/format/format.h"
#include "validate/pattern/ecma_pattern.h"

namespace nines::validate {

inline constexpr std::uint32_t kNone = 0xffffffffU;  // no index

// Indices of schema nodes that need no entry.
inline constexpr std::uint32_t kAnything = 0xffffffffU;  // true, or not there
inline constexpr std::uint32_t kNothing = 0xfffffffeU;   // false

// Bits of SchemaNode::types: 1 << JsonKind, and one more for whole numbers.
inline constexpr std::uint8_t kIntegerBit = 1U << 6U;
inline constexpr std::uint8_t bit_of(base::JsonKind kind) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
}

inline constexpr std::uint64_t kNoLimit = ~std::uint64_t{0};  // a max… that is not there or that nothing reaches

struct IndexRange {  // half-open, in the array that the field's comment names
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  [[nodiscard]] std::uint32_t size() const { return to - from; }
  [[nodiscard]] bool empty() const { return from == to; }
};

// A schema applied by a keyword; `at` is the tree node of the sub-schema in the document of the node that holds the
// keyword (for a reference: of the reference itself).
struct SchemaUse {
  std::uint32_t schema = kAnything;
  std::uint32_t at = kNone;  // kNone: the keyword is not there
};

enum class BoundKind : std::uint8_t { minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of };
struct NumberBound {
  BoundKind kind = BoundKind::minimum;
  bool is_small = false;  // value is `small`, a whole number of at most 18 digits
  std::int64_t small = 0;
  std::uint32_t at = kNone;  // tree node of the keyword's value
  Decimal value;
};

// minLength, minItems, … each with where it stands. min 0 and max kNoLimit say nothing.
struct SizeBounds {
  std::uint64_t min = 0;
  std::uint64_t max = kNoLimit;
  std::uint32_t min_at = kNone;
  std::uint32_t max_at = kNone;
  [[nodiscard]] bool any() const { return min_at != kNone || max_at != kNone; }
};

struct TextRules {  // lengths in code points
  SizeBounds length;
  std::uint32_t pattern = kNone;  // in patterns
  std::uint32_t pattern_at = kNone;
  std::uint32_t format_at = kNone;  // asserted; an annotated format is in annotations only
  FormatId format{};
  SchemaDraft format_draft = SchemaDraft::draft2020_12;
  bool content_base64 = false;  // draft 7, asserted with the formats
  bool content_json = false;
  std::uint32_t content_at = kNone;
};

// One name that properties, required or a dependency speaks of. Rows of one object are sorted by name.
struct PropertyRow {
  IndexRange name;  // bytes in names
  SchemaUse use;    // of properties; use.at == kNone when the name is not declared there
  bool is_required = false;
};
struct PatternRow {
  std::uint32_t pattern = kNone;  // in patterns
  SchemaUse use;
};
// dependentRequired and dependencies with a list: when row `key` is present, so must the rows `needs` be.
struct DependentNames {
  std::uint32_t key = kNone;  // index of a row, from the first of the object
  IndexRange needs;           // in row_lists: indices of rows, from the first of the object
  std::uint32_t at = kNone;   // tree node of the list of names
};
// dependentSchemas and dependencies with a schema: applied in place when row `key` is present.
struct DependentSchema {
  std::uint32_t key = kNone;
  SchemaUse use;
};

struct ObjectRules {
  IndexRange rows;                  // in properties
  std::uint64_t required_mask = 0;  // bit i: row i is required; only the first 64 rows
  std::uint32_t required_count = 0;
  std::uint32_t required_at = kNone;
  IndexRange patterns;    // in pattern_rows
  SchemaUse additional;   // members that neither properties nor patternProperties names
  SchemaUse names;        // propertyNames
  SchemaUse unevaluated;  // after all steps
  SizeBounds count;
  IndexRange dependent_names;    // in dependent_names
  IndexRange dependent_schemas;  // in dependent_schemas; in place, like steps
};

struct ArrayRules {
  IndexRange prefix;  // in uses: prefixItems, or items as a list
  SchemaUse rest;     // items, additionalItems: the elements after the prefix
  SchemaUse contains;
  std::uint64_t min_contains = 1;
  std::uint64_t max_contains = kNoLimit;
  std::uint32_t min_contains_at = kNone;
  std::uint32_t max_contains_at = kNone;
  bool contains_evaluates = true;  // 2020-12: elements that contains matched count as evaluated
  SchemaUse unevaluated;           // after all steps
  SizeBounds count;
  bool is_unique = false;
  std::uint32_t unique_at = kNone;
};

// enum or const: the values, sorted by hash (json_hash.h) for look-up; equal only when json_equal says so.
struct AllowedValue {
  std::uint64_t hash = 0;
  std::uint32_t node = kNone;  // in the tree of the node's document
};
struct ValueSet {
  std::uint32_t at = kNone;
  bool is_const = false;
  IndexRange values;  // in allowed_values
};

// What applies to the same value as the node itself. `uses` by kind:
//   all_of, any_of, one_of: one for each branch       negate: one
//   condition: three: if, then, else (kAnything when not there)
//   reference: one ($ref, $dynamicRef, $recursiveRef)
enum class StepKind : std::uint8_t { all_of, any_of, one_of, negate, condition, reference };
struct SchemaStep {
  StepKind kind = StepKind::all_of;
  std::uint32_t at = kNone;  // tree node of the keyword's value
  IndexRange uses;           // in uses
};

struct SchemaNode {
  std::uint32_t document = 0;  // in documents
  std::uint32_t at = 0;        // tree node of this schema there
  std::uint32_t resource = 0;  // in resources: its base URI
  std::uint8_t types = 0;      // 0 = any
  bool is_leaf = true;      // no steps, no object and no array rules: looks at the value alone, never at its children
  bool is_shared = false;   // used in more than one place: the same value may be asked about twice
  bool is_tracked = false;  // some unevaluated… above asks what this node has evaluated
  std::uint32_t types_at = kNone;
  std::uint32_t text = kNone;    // in text_rules
  std::uint32_t object = kNone;  // in object_rules
  std::uint32_t array = kNone;   // in array_rules
  IndexRange numbers;            // in number_bounds
  IndexRange values;             // in value_sets
  IndexRange steps;              // in steps, in the order of the schema
  IndexRange annotations;        // in annotations: tree nodes of keywords that only annotate
};

// A schema text with its tree: the schema itself (0), resources that were given, standard meta-schemas that were used.
struct SchemaDocument {
  std::string uri;                          // "" for the schema itself
  std::unique_ptr<const std::string> text;  // the tree points into it
  base::JsonTree tree;
};

// A schema with a URI of its own: a document's root or a schema with $id.
struct SchemaResourceEntry {
  std::string uri;  // base URI, absolute where the schema says so; no fragment
  std::uint32_t document = 0;
  std::uint32_t at = 0;
};

struct SchemaProgram {
  std::uint32_t root = kAnything;
  std::vector<SchemaNode> nodes;
  std::vector<SchemaStep> steps;
  std::vector<SchemaUse> uses;
  std::vector<NumberBound> number_bounds;
  std::vector<TextRules> text_rules;
  std::vector<ObjectRules> object_rules;
  std::vector<PropertyRow> properties;
  std::vector<PatternRow> pattern_rows;
  std::vector<DependentNames> dependent_names;
  std::vector<DependentSchema> dependent_schemas;
  std::vector<std::uint32_t> row_lists;
  std::vector<ArrayRules> array_rules;
  std::vector<ValueSet> value_sets;
  std::vector<AllowedValue> allowed_values;
  std::vector<std::uint32_t> annotations;
  std::vector<std::shared_ptr<const EcmaPattern>> patterns;
  std::string names;  // bytes of all property names, decoded
  std::vector<SchemaDocument> documents;
  std::vector<SchemaResourceEntry> resources;

  [[nodiscard]] std::string_view name(IndexRange bytes) const {
    return std::string_view(names).substr(bytes.from, bytes.size());
  }
  [[nodiscard]] const base::JsonTree& tree_of(const SchemaNode& node) const { return documents[node.document].tree; }
  // The row of this name, counted from the first of the object, or kNone. Logarithmic in the rows.
  [[nodiscard]] std::uint32_t find_row(const ObjectRules& rules, std::string_view name) const;
};

// The place of a keyword or sub-schema as a JSON pointer in its document; with the document's URI and '#' in front when
// it is not the schema itself.
std::string schema_place(const SchemaProgram& program, const SchemaNode& node, std::uint32_t at);

}  // namespace nines::validate
