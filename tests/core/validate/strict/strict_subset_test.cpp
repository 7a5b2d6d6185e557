// What falls outside the strict subset, what the proposed edits and the strict prompt schema make of it.
#include "nines/strict_subset.h"

#include <doctest/doctest.h>

using namespace nines;

namespace {

std::string rules_of(const std::string& schema, StrictVendor vendor) {
  const auto report = check_strict_subset(schema, vendor);
  REQUIRE(report);
  std::string out;
  for (const StrictFinding& finding : report->findings)
    out += (out.empty() ? "" : " ") + finding.rule + "@" + finding.pointer;
  CHECK(report->accepted == out.empty());
  return out;
}

std::string prompt(const std::string& schema, bool strict) {
  const auto out = prompt_schema(schema, {strict, StrictVendor::common});
  REQUIRE(out);
  return *out;
}

}  // namespace

TEST_CASE("strict subset: findings by vendor") {
  struct Row {
    const char* schema;
    StrictVendor vendor;
    const char* expected;
  };
  constexpr const char* kGood =
      R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false})";
  for (const Row& row : {
           Row{kGood, StrictVendor::openai, ""},
           Row{kGood, StrictVendor::common, ""},
           Row{R"({"type":"array"})", StrictVendor::openai, "root@"},
           Row{R"({"type":"array"})", StrictVendor::anthropic, ""},
           Row{R"({"type":"object","properties":{"a":{"minimum":1}}})", StrictVendor::openai,
               "additional_properties@ all_required@"},
           Row{R"({"type":"object","properties":{"a":{"minimum":1}}})", StrictVendor::anthropic,
               "additional_properties@ keyword@/properties/a/minimum"},
           Row{R"({"type":"object","additionalProperties":{"type":"string"}})", StrictVendor::openai,
               "additional_properties@/additionalProperties"},
           Row{R"({"type":"object","additionalProperties":false,"not":{}})", StrictVendor::openai, "keyword@/not"},
           Row{R"({"type":"object","additionalProperties":false,"properties":{"a":{"$ref":"#"}},"required":["a"]})",
               StrictVendor::openai, ""},
           Row{R"({"type":"object","additionalProperties":false,"properties":{"a":{"$ref":"#"}},"required":["a"]})",
               StrictVendor::common, "recursion@/properties/a/$ref"},
       }) {
    CAPTURE(std::string(row.schema));
    CHECK(rules_of(row.schema, row.vendor) == std::string(row.expected));
  }
}

TEST_CASE("strict subset: each proposed edit settles its finding") {
  std::string schema =
      R"({"type":"object","properties":{"a":{"type":"object"},"b":{"type":"string"}},"required":["b"]})";
  for (int i = 0; i < 5; ++i) {
    const auto report = check_strict_subset(schema, StrictVendor::common);
    REQUIRE(report);
    if (report->accepted) break;
    REQUIRE_FALSE(report->findings[0].edits.empty());
    schema = apply_edits(schema, report->findings[0].edits);
  }
  CHECK(rules_of(schema, StrictVendor::common).empty());
}

TEST_CASE("prompt schema: short, written out, strict on request") {
  constexpr const char* kSchema = R"({
    "$schema": "https://json-schema.org/draft/2020-12/schema", "$comment": "x", "title": "T",
    "type": "object", "properties": {"a": {"$ref": "#/$defs/s"}, "b": {"type": "integer", "description": "a b"}},
    "required": ["a"], "$defs": {"s": {"type": "string", "minLength": 2}}})";
  CHECK(prompt(kSchema, false) == R"({"type":"object","properties":{"a":{"type":"string","minLength":2},)"
                                  R"("b":{"type":"integer","description":"a b"}},"required":["a"]})");
  const std::string strict = prompt(kSchema, true);
  CHECK(strict == R"({"type":"object","properties":{"a":{"type":"string"},)"
                  R"("b":{"anyOf":[{"type":"integer","description":"a b"},{"type":"null"}]}},)"
                  R"("required":["a","b"],"additionalProperties":false})");
  CHECK(rules_of(strict, StrictVendor::common).empty());
  constexpr const char* kRing =
      R"({"type":"object","properties":{"a":{"$ref":"#/$defs/s"}},"$defs":{"s":{"items":{"$ref":"#/$defs/s"}}}})";
  CHECK(prompt(kRing, false) == std::string(kRing));
}
