// The part of JSON Schema that model vendors accept for structured output: what of a schema falls outside, what to do
// about it, and the schema made short for a prompt and strict on request. Called by `call` and tests.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nines/validate.h"

namespace nines {

inline constexpr std::size_t kMaxPromptBytes = 1'000'000;  // of a schema with its references written out

enum class StrictVendor : std::uint8_t { common, openai, anthropic };

// What one vendor accepts. `source` and `as_of` say where that is written and when it was last read.
struct StrictProfile {
  StrictVendor id;
  const char* name;
  const char* source;
  const char* as_of;
  bool all_required;             // every property must be in required
  bool root_object;              // the root is an object and no anyOf
  bool recursion;                // references may lead back
  std::int64_t max_properties;   // in the whole schema
  std::int64_t max_depth;        // of objects inside objects
  std::int64_t max_enum_values;  // in the whole schema
  std::int64_t max_name_bytes;   // names, enum and const texts together
};
std::span<const StrictProfile> strict_profiles();  // the first is what all of them accept

// One thing outside the subset. `edits` change the schema's text; empty when a person must decide.
struct StrictFinding {
  std::string rule;     // "all_required", "additional_properties", "keyword", "root", "recursion", "size", …
  std::string pointer;  // in the schema
  std::string message;
  std::string proposal;  // what to do, in words
  std::vector<Edit> edits;
};

struct StrictReport {
  bool accepted = false;
  std::vector<StrictFinding> findings;
};

// Fails: bad_json, bad_value (the schema is no object).
Result<StrictReport> check_strict_subset(std::string_view schema, StrictVendor vendor);

struct PromptOptions {
  bool strict = false;  // optional properties become required and nullable, objects closed, other keywords dropped
  StrictVendor vendor = StrictVendor::common;
};
// The schema on one line, without remarks, local references written out where they do not lead back. Keeps
// descriptions: the model reads them. Fails: as above, limit_exceeded past kMaxPromptBytes.
Result<std::string> prompt_schema(std::string_view schema, const PromptOptions& options);

}  // namespace nines
