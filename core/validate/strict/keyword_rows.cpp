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
    {"type", Holds::value, true, true, true},
    {"enum", Holds::value, true, true, true},
    {"const", Holds::value, true, true, true},
    {"description", Holds::value, true, true, true},
    {"properties", Holds::schema_map, true, true, true},
    {"required", Holds::value, true, true, true},
    {"additionalProperties", Holds::schema, true, true, true},
    {"items", Holds::schema, true, true, true},
    {"anyOf", Holds::schema_list, true, true, true},
    {"$ref", Holds::value, true, true, true},
    {"$defs", Holds::schema_map, true, true, true},
    {"definitions", Holds::schema_map, true, true, true},
    {"format", Holds::value, true, true, true},
    {"pattern", Holds::value, true, true, true},
    {"minItems", Holds::value, true, true, true},
    {"maxItems", Holds::value, true, false, true},
    {"minimum", Holds::value, true, false, true},
    {"maximum", Holds::value, true, false, true},
    {"exclusiveMinimum", Holds::value, true, false, true},
    {"exclusiveMaximum", Holds::value, true, false, true},
    {"multipleOf", Holds::value, true, false, true},
    {"allOf", Holds::schema_list, false, true, true},
    {"minLength", Holds::value, false, false, true},
    {"maxLength", Holds::value, false, false, true},
    {"uniqueItems", Holds::value, false, false, true},
    {"minProperties", Holds::value, false, false, true},
    {"maxProperties", Holds::value, false, false, true},
    {"minContains", Holds::value, false, false, true},
    {"maxContains", Holds::value, false, false, true},
    {"dependentRequired", Holds::value, false, false, true},
    {"oneOf", Holds::schema_list, false, false, true},
    {"not", Holds::schema, false, false, true},
    {"if", Holds::schema, false, false, true},
    {"then", Holds::schema, false, false, true},
    {"else", Holds::schema, false, false, true},
    {"contains", Holds::schema, false, false, true},
    {"prefixItems", Holds::schema_list, false, false, true},
    {"propertyNames", Holds::schema, false, false, true},
    {"patternProperties", Holds::schema_map, false, false, true},
    {"dependentSchemas", Holds::schema_map, false, false, true},
    {"unevaluatedItems", Holds::schema, false, false, true},
    {"unevaluatedProperties", Holds::schema, false, false, true},
    {"title", Holds::value, true, true, false},
    {"default", Holds::value, false, true, false},
    {"$schema", Holds::value, true, true, false},
    {"$id", Holds::value, true, true, false},
    {"$comment", Holds::value, true, true, false},
    {"examples", Holds::value, false, false, false},
    {"deprecated", Holds::value, false, false, false},
    {"readOnly", Holds::value, false, false, false},
    {"writeOnly", Holds::value, false, false, false},
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

std::vector<std::uint32_t> schemas_of(const base::JsonTree& tree, std::uint32_t value, Holds holds) {
  std::vector<std::uint32_t> out;
  if (holds == Holds::value) return out;
  // `items` may be a list in draft 7.
  const base::JsonKind kind = tree.node(value).kind;
  const bool single = holds == Holds::schema && kind != base::JsonKind::array;
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
