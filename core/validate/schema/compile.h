// From the text of a JSON Schema to a program. Called by compile_contract and tests.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "nines/values.h"
#include "validate/schema/dialect.h"
#include "validate/schema/program.h"

namespace nines::validate {

// Schemas are compiled once for each dynamic scope they are entered with; more nodes than this are refused.
inline constexpr std::size_t kMaxSchemaNodes = 1'000'000;

struct SchemaOptions {
  FormatPolicy formats = FormatPolicy::annotate;
  std::vector<SchemaResource> resources;
  Draft default_draft = Draft::draft2020_12;  // of schemas without $schema
  std::string where = "/schema";              // pointer of the schema in the contract, for errors
};

// In: schema JSON. Fails: bad_json, bad_value, bad_pattern, not_found (a reference, quoted, with the URIs that are
// known), not_supported (a dialect or vocabulary), limit_exceeded; the pointer is inside the contract. All sub-schemas
// are compiled, also those that nothing refers to. Linear but for patterns and sorting, where no $dynamicRef
// multiplies.
Result<std::shared_ptr<const SchemaProgram>> compile_schema(std::string_view schema, const SchemaOptions& options = {});

}  // namespace nines::validate
