// Keywords and vendors of the strict subset. See keyword_rows.h; sources stand in the profiles.
#include "validate/strict/keyword_rows.h"

namespace nines {

namespace {

constexpr StrictProfile kProfiles[] = {
    {StrictVendor::common, "common", "what every profile below accepts", "2026-10", true, true, false, 5'000, 10, 1'000,
     120'000},
    {StrictVendor::openai, "openai", "platform.openai.com/docs/guides/structured-outputs, Supported schemas", "2026-02",
     true, true, true, 5'000, 10, 1'000, 120'000},
    {StrictVendor::anthropic, "anthropic", "docs.claude.com, Structured outputs, JSON Schema limitations", "2025-11",
     false, false, false, -1, -1, -1, -1},
};

}  // namespace

std::span<const StrictProfile> strict_profiles() { return kProfiles; }

namespace validate {

namespace {

constexpr StrictKeyword kKeywords[] = {
    {"type", Operand::value, true, true, true},
    {"enum", Operand::value, true, true, true},
    {"const", Operand::value, true, true, true},
    {"description", Operand::value, true, true, true},
    {"properties", Operand::schema_map, true, true, true},
    {"required", Operand::value, true, true, true},
    {"additionalProperties", Operand::schema, true, true, true},
    {"items", Operand::schema, true, true, true},
    {"anyOf", Operand::schema_list, true, true, true},
    {"$ref", Operand::value, true, true, true},
    {"$defs", Operand::schema_map, true, true, true},
    {"definitions", Operand::schema_map, true, true, true},
    {"format", Operand::value, true, true, true},
    {"pattern", Operand::value, true, true, true},
    {"minItems", Operand::value, true, true, true},
    {"maxItems", Operand::value, true, false, true},
    {"minimum", Operand::value, true, false, true},
    {"maximum", Operand::value, true, false, true},
    {"exclusiveMinimum", Operand::value, true, false, true},
    {"exclusiveMaximum", Operand::value, true, false, true},
    {"multipleOf", Operand::value, true, false, true},
    {"allOf", Operand::schema_list, false, true, true},
    {"minLength", Operand::value, false, false, true},
    {"maxLength", Operand::value, false, false, true},
    {"uniqueItems", Operand::value, false, false, true},
    {"minProperties", Operand::value, false, false, true},
    {"maxProperties", Operand::value, false, false, true},
    {"minContains", Operand::value, false, false, true},
    {"maxContains", Operand::value, false, false, true},
    {"dependentRequired", Operand::value, false, false, true},
    {"oneOf", Operand::schema_list, false, false, true},
    {"not", Operand::schema, false, false, true},
    {"if", Operand::schema, false, false, true},
    {"then", Operand::schema, false, false, true},
    {"else", Operand::schema, false, false, true},
    {"contains", Operand::schema, false, false, true},
    {"prefixItems", Operand::schema_list, false, false, true},
    {"propertyNames", Operand::schema, false, false, true},
    {"patternProperties", Operand::schema_map, false, false, true},
    {"dependentSchemas", Operand::schema_map, false, false, true},
    {"unevaluatedItems", Operand::schema, false, false, true},
    {"unevaluatedProperties", Operand::schema, false, false, true},
    {"title", Operand::value, true, true, false},
    {"default", Operand::value, false, true, false},
    {"$schema", Operand::value, true, true, false},
    {"$id", Operand::value, true, true, false},
    {"$comment", Operand::value, true, true, false},
    {"examples", Operand::value, false, false, false},
    {"deprecated", Operand::value, false, false, false},
    {"readOnly", Operand::value, false, false, false},
    {"writeOnly", Operand::value, false, false, false},
};

}  // namespace

const StrictKeyword* find_strict_keyword(std::string_view name) {
  for (const StrictKeyword& row : kKeywords) {
    if (name == row.name) return &row;
  }
  return nullptr;
}

bool accepts(const StrictKeyword& row, StrictVendor vendor) {
  if (vendor == StrictVendor::openai) return row.openai;
  if (vendor == StrictVendor::anthropic) return row.anthropic;
  return row.openai && row.anthropic;
}

std::vector<std::uint32_t> schemas_of(const base::JsonTree& tree, std::uint32_t value, Operand holds) {
  std::vector<std::uint32_t> out;
  if (holds == Operand::value) return out;
  // `items` may be a list in draft 7.
  const base::JsonKind kind = tree.node(value).kind;
  const bool single = holds == Operand::schema && kind != base::JsonKind::array;
  if (single) {
    out.push_back(value);
    return out;
  }
  for (std::uint32_t i = tree.node(value).first_child; i != base::kNoNode; i = tree.node(i).next_sibling)
    out.push_back(i);
  return out;
}

std::uint32_t local_target(const base::JsonTree& tree, std::uint32_t reference) {
  if (reference == base::kNoNode || tree.node(reference).kind != base::JsonKind::string) return base::kNoNode;
  const std::string text = tree.string_value(reference);
  const bool plain = text.starts_with('#') && text.find_first_of("%*") == std::string::npos;
  if (!plain || (text.size() > 1 && text[1] != '/')) return base::kNoNode;
  const std::vector<std::uint32_t> found = base::select_nodes(tree, text.substr(1));
  return found.size() == 1 ? found.front() : base::kNoNode;
}

}  // namespace validate

}  // namespace nines
