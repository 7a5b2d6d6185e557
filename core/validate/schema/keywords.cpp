// The table of keywords. See keywords.h; the readers stand in read_values.cpp (what a value must be) and
// read_applicators.cpp (which schemas apply to what).
#include "validate/schema/keywords.h"

#include <algorithm>
#include <array>

#include "validate/schema/readers.h"

namespace nines::validate {

namespace {

using enum Holds;

// Sorted by name. Columns: drafts, vocabulary, where sub-schemas stand, annotates, reader.
constexpr std::array kKeywords{
    KeywordRow{"$anchor", kFrom2019, kCore, nothing, false, nullptr},
    KeywordRow{"$comment", kEveryDraft, kCore, nothing, false, nullptr},
    KeywordRow{"$defs", kEveryDraft, kCore, map, false, read_definitions},
    KeywordRow{"$dynamicAnchor", kDraft2020, kCore, nothing, false, nullptr},
    KeywordRow{"$dynamicRef", kDraft2020, kCore, nothing, false, read_dynamic_ref},
    KeywordRow{"$id", kEveryDraft, kCore, nothing, false, read_uri},
    KeywordRow{"$recursiveAnchor", kFrom2019& kUntil2019, kCore, nothing, false, nullptr},
    KeywordRow{"$recursiveRef", kFrom2019& kUntil2019, kCore, nothing, false, read_recursive_ref},
    KeywordRow{"$ref", kEveryDraft, kCore, nothing, false, read_ref},
    KeywordRow{"$schema", kEveryDraft, kCore, nothing, false, read_uri},
    KeywordRow{"$vocabulary", kFrom2019, kCore, nothing, false, nullptr},
    KeywordRow{"additionalItems", kUntil2019, kApplicator, schema, false, read_additional_items},
    KeywordRow{"additionalProperties", kEveryDraft, kApplicator, schema, false, read_additional_properties},
    KeywordRow{"allOf", kEveryDraft, kApplicator, list, false, read_all_of},
    KeywordRow{"anyOf", kEveryDraft, kApplicator, list, false, read_any_of},
    KeywordRow{"const", kEveryDraft, kValidation, nothing, false, read_const},
    KeywordRow{"contains", kEveryDraft, kApplicator, schema, false, read_contains},
    KeywordRow{"contentEncoding", kFrom7, kContent, nothing, true, read_content_encoding},
    KeywordRow{"contentMediaType", kFrom7, kContent, nothing, true, read_content_media_type},
    KeywordRow{"contentSchema", kFrom2019, kContent, schema, true, read_content_schema},
    KeywordRow{"default", kEveryDraft, kMetaData, nothing, true, nullptr},
    KeywordRow{"definitions", kEveryDraft, kCore, map, false, read_definitions},
    KeywordRow{"dependencies", kEveryDraft, kApplicator, map, false, read_dependencies},
    KeywordRow{"dependentRequired", kFrom2019, kValidation, nothing, false, read_dependent_required},
    KeywordRow{"dependentSchemas", kFrom2019, kApplicator, map, false, read_dependent_schemas},
    KeywordRow{"deprecated", kFrom2019, kMetaData, nothing, true, nullptr},
    KeywordRow{"description", kEveryDraft, kMetaData, nothing, true, nullptr},
    KeywordRow{"else", kFrom7, kApplicator, schema, false, read_else},
    KeywordRow{"enum", kEveryDraft, kValidation, nothing, false, read_enum},
    KeywordRow{"examples", kEveryDraft, kMetaData, nothing, true, nullptr},
    KeywordRow{"exclusiveMaximum", kEveryDraft, kValidation, nothing, false, read_exclusive_maximum},
    KeywordRow{"exclusiveMinimum", kEveryDraft, kValidation, nothing, false, read_exclusive_minimum},
    KeywordRow{"format", kEveryDraft, kFormat, nothing, true, read_format},
    KeywordRow{"if", kFrom7, kApplicator, schema, false, read_if},
    KeywordRow{"items", kEveryDraft, kApplicator, schema_or_list, false, read_items},
    KeywordRow{"maxContains", kFrom2019, kValidation, nothing, false, read_max_contains},
    KeywordRow{"maxItems", kEveryDraft, kValidation, nothing, false, read_max_items},
    KeywordRow{"maxLength", kEveryDraft, kValidation, nothing, false, read_max_length},
    KeywordRow{"maxProperties", kEveryDraft, kValidation, nothing, false, read_max_properties},
    KeywordRow{"maximum", kEveryDraft, kValidation, nothing, false, read_maximum},
    KeywordRow{"minContains", kFrom2019, kValidation, nothing, false, read_min_contains},
    KeywordRow{"minItems", kEveryDraft, kValidation, nothing, false, read_min_items},
    KeywordRow{"minLength", kEveryDraft, kValidation, nothing, false, read_min_length},
    KeywordRow{"minProperties", kEveryDraft, kValidation, nothing, false, read_min_properties},
    KeywordRow{"minimum", kEveryDraft, kValidation, nothing, false, read_minimum},
    KeywordRow{"multipleOf", kEveryDraft, kValidation, nothing, false, read_multiple_of},
    KeywordRow{"not", kEveryDraft, kApplicator, schema, false, read_not},
    KeywordRow{"oneOf", kEveryDraft, kApplicator, list, false, read_one_of},
    KeywordRow{"pattern", kEveryDraft, kValidation, nothing, false, read_pattern},
    KeywordRow{"patternProperties", kEveryDraft, kApplicator, map, false, read_pattern_properties},
    KeywordRow{"prefixItems", kDraft2020, kApplicator, list, false, read_prefix_items},
    KeywordRow{"properties", kEveryDraft, kApplicator, map, false, read_properties},
    KeywordRow{"propertyNames", kEveryDraft, kApplicator, schema, false, read_property_names},
    KeywordRow{"readOnly", kEveryDraft, kMetaData, nothing, true, nullptr},
    KeywordRow{"required", kEveryDraft, kValidation, nothing, false, read_required},
    KeywordRow{"then", kFrom7, kApplicator, schema, false, read_then},
    KeywordRow{"title", kEveryDraft, kMetaData, nothing, true, nullptr},
    KeywordRow{"type", kEveryDraft, kValidation, nothing, false, read_type},
    KeywordRow{"unevaluatedItems", kFrom2019, kUnevaluated, schema, false, read_unevaluated_items},
    KeywordRow{"unevaluatedProperties", kFrom2019, kUnevaluated, schema, false, read_unevaluated_properties},
    KeywordRow{"uniqueItems", kEveryDraft, kValidation, nothing, false, read_unique_items},
    KeywordRow{"writeOnly", kEveryDraft, kMetaData, nothing, true, nullptr},
};

}  // namespace

std::span<const KeywordRow> keyword_table() { return kKeywords; }

const KeywordRow* find_keyword(std::string_view name, const Dialect& dialect) {
  const auto row = std::lower_bound(kKeywords.begin(), kKeywords.end(), name,
                                    [](const KeywordRow& a, std::string_view wanted) { return a.name < wanted; });
  if (row == kKeywords.end() || row->name != name || (row->drafts & bit_of(dialect.draft)) == 0) return nullptr;
  const bool has_vocabularies = dialect.draft >= Draft::draft2019_09;
  return has_vocabularies && (row->vocabulary & dialect.vocabularies) == 0 ? nullptr : &*row;
}

}  // namespace nines::validate
