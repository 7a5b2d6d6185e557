// The standard output of JSON Schema (2020-12, section 12): flag, basic, detailed, verbose, with annotations. For tools
// that speak it; verdicts with repairs come from validate.h. Called by `call` and tests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nines/validate.h"

namespace nines {

inline constexpr std::size_t kMaxOutputUnits = 100'000;  // beyond, units are counted and left out

enum class SchemaOutputFormat : std::uint8_t { flag, basic, detailed, verbose };

// One node of the output. Units stand in order, each before those it holds, which are one deeper.
struct SchemaOutputUnit {
  std::size_t depth = 0;
  bool valid = true;
  std::string keyword_location;           // by the way taken, through references
  std::string absolute_keyword_location;  // where the keyword stands; "" for a schema without a URI
  std::string instance_location;
  std::string error;       // of a unit that fails by itself
  std::string annotation;  // JSON text, "" = none
};

struct SchemaOutput {
  SchemaOutputFormat format = SchemaOutputFormat::flag;
  VerdictKind verdict = VerdictKind::pass;
  std::vector<SchemaOutputUnit> units;  // the first is the schema as a whole; flag: none
  std::size_t units_dropped = 0;
};

// In: a contract of kind json_schema and a text that is JSON from end to end. Fails: not_supported (another kind),
// bad_json. Time as a diagnosis; memory bounded by kMaxOutputUnits.
Result<SchemaOutput> schema_output(const CompiledContract& contract, std::string_view text, SchemaOutputFormat format);

}  // namespace nines
