// A JSON Schema made ready to run: a flat list of schema nodes over the schema's own tree. Compiled
// by schema_compile.cpp from the keyword table in schema_keywords.cpp, run by schema_check.cpp. The
// rest of validate sees only compile_schema and check_schema, so that the compiler can be replaced.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "validate/decimal.h"
#include "validate/finding.h"

namespace nines::validate {

// Indices of schema nodes that need no entry.
inline constexpr std::uint32_t kAnything = 0xffffffffU;  // true, {} or no keyword
inline constexpr std::uint32_t kNothing = 0xfffffffeU;   // false

// Bits of SchemaNode::types: 1 << JsonKind, and one more for whole numbers.
inline constexpr std::uint8_t kIntegerBit = 1U << 6U;

// One name of properties or required (or of both).
struct SchemaProperty {
  std::string name;
  std::uint32_t schema = kAnything;
  bool declared = false;  // stands in properties
  bool required = false;
};

struct SchemaBound {
  const char* keyword = "";
  Decimal value;
  std::string text;  // as written in the schema
};

struct SchemaNode {
  std::string pointer;     // of this schema in the schema text
  std::uint8_t types = 0;  // 0 = any
  bool has_enum = false;
  std::uint32_t enum_array = base::kNoNode;  // node of the schema's tree
  std::uint32_t const_value = base::kNoNode;
  std::vector<SchemaProperty> properties;  // sorted by name
  std::uint32_t additional = kAnything;
  std::uint32_t items = kAnything;
  std::vector<SchemaBound> bounds;   // minimum, maximum, exclusiveMinimum, exclusiveMaximum
  std::vector<SchemaBound> lengths;  // min/maxLength
  std::vector<SchemaBound> counts;   // min/maxItems
  std::shared_ptr<const RE2> pattern;
};

struct SchemaProgram {
  std::string text;
  base::JsonTree tree;  // of text
  std::vector<SchemaNode> nodes;
  std::uint32_t root = kAnything;
};

// In: schema JSON. Fails: bad_json, not_supported (quotes the keyword), bad_value, bad_pattern; the
// pointer of the place starts with /schema. Linear but for patterns.
Result<std::shared_ptr<const SchemaProgram>> compile_schema(std::string_view schema);

// Every way the tree misses the schema, in document order; repairs of level B as edits on the
// tree's text. No recursion; linear in the tree for a given schema.
FindingList check_schema(const SchemaProgram& program, const base::JsonTree& tree);

// RE2 set up as Nines uses it, or why not. `where` is the pointer of the pattern in the contract.
Result<std::shared_ptr<const RE2>> compile_pattern(const std::string& pattern, std::string where);

}  // namespace nines::validate
