// JSON Schema keywords: what each one accepts and how each miss is told, row by row.
#include "core/validate/verdict_rows.h"

#include "base/json_reader.h"
#include "validate/schema/compile.h"
#include "validate/schema/evaluate.h"

namespace {

using namespace nines;
using namespace nines::test;

struct SchemaRow {
  const char* schema;
  const char* instance;
  const char* misses;  // "C4 /a /properties/a/type; …", "" = holds
};

const SchemaRow kRows[] = {
    {"true", "null", ""},
    {"{}", "[1]", ""},
    {"false", "1", "C2  "},
    {R"({"type": "integer"})", "1.0", ""},
    {R"({"type": "integer"})", "1e3", ""},
    {R"({"type": "integer"})", "10e-1", ""},
    {R"({"type": "integer"})", "1e-1", "C4  /type"},
    {R"({"type": "integer"})", "1e400", ""},
    {R"({"type": ["null", "boolean"]})", "false", ""},
    {R"({"type": ["null", "boolean"]})", "0", "C4  /type"},
    {R"({"type": "number"})", "\"1\"", "C4  /type"},
    {R"({"enum": [1, "a", {"x": [1, 2], "y": null}]})", R"({"y": null, "x": [1.0, 2e0]})", ""},
    {R"({"enum": [1, "a"]})", "\"A\"", "C5  /enum"},
    {R"({"enum": [[]]})", "{}", "C5  /enum"},
    {R"({"enum": []})", "1", "C5  /enum"},
    {R"({"const": "\u0061"})", "\"a\"", ""},
    {R"({"const": 9007199254740993})", "9007199254740992", "C5  /const"},
    {R"({"const": 0})", "-0.0", ""},
    {R"({"const": false})", "0", "C5  /const"},
    {R"({"const": {"a": 1, "b": 2}})", R"({"a": 1, "c": 2})", "C5  /const"},
    {R"({"minimum": 1.1})", "1.1", ""},
    {R"({"minimum": 1.1})", "1.0999999999999999999999", "C6  /minimum"},
    {R"({"maximum": 1e400})", "1e399", ""},
    {R"({"exclusiveMinimum": 0})", "0.0", "C6  /exclusiveMinimum"},
    {R"({"exclusiveMaximum": 0})", "-1e-999", ""},
    {R"({"minimum": 5})", "\"four\"", ""},
    {R"({"minLength": 2})", "\"é\"", "C6  /minLength"},
    {R"({"maxLength": 1})", R"("\ud83d\ude00")", ""},
    {R"({"maxLength": 2.0})", "\"abc\"", "C6  /maxLength"},
    {R"({"pattern": "b+"})", "\"abbc\"", ""},
    {R"({"pattern": "^b+$"})", "\"abbc\"", "C7  /pattern"},
    {R"({"minItems": 1})", "[]", "C6  /minItems"},
    {R"({"maxItems": 1})", "[1, 2]", "C6  /maxItems"},
    {R"({"items": {"type": "integer"}})", "[1, \"x\", 2.5]", "C4 /1 /items/type; C4 /2 /items/type"},
    {R"({"items": false})", "[]", ""},
    {R"({"required": ["a", "b"]})", R"({"b": 1})", "C1  /required"},
    {R"({"required": ["a"]})", "[]", ""},
    {R"({"required": ["a"], "additionalProperties": false})", R"({"a": 1})", "C2 /a /additionalProperties"},
    {R"({"properties": {"a": false}})", R"({"a": 1})", "C2 /a /properties/a"},
    {R"({"properties": {"a": {"type": "null"}}, "additionalProperties": {"type": "string"}})",
     R"({"a": null, "b": "x", "c": 3})", "C4 /c /additionalProperties/type"},
    {R"({"properties": {"a~/": {"items": {"const": 1}}}})", R"({"a~\u002f": [2]})",
     "C5 /a~0~1/0 /properties/a~0~1/items/const"},
    {R"({"multipleOf": 0.01})", "19.99", ""},
    {R"({"multipleOf": 0.123456789})", "1e308", "C6  /multipleOf"},
    {R"({"multipleOf": 1e-8})", "1e308", ""},
    {R"({"multipleOf": 3})", "111111111111111111111111111111", ""},
    {R"({"multipleOf": 12345678901234567890123})", "24691357802469135780246e0", ""},
    {R"({"multipleOf": 12345678901234567890123})", "24691357802469135780247", "C6  /multipleOf"},
    {R"({"multipleOf": 5e-1})", "2.25", "C6  /multipleOf"},
    {R"({"multipleOf": 4})", "0", ""},
    {R"({"uniqueItems": true})", R"([1, "1", 1.0])", "C6  /uniqueItems"},
    {R"({"uniqueItems": true})", R"([{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}])", "C6  /uniqueItems"},
    {R"({"uniqueItems": true})", R"([[1, 2], [2, 1], {"a": 1}, {"a": 2}])", ""},
    {R"({"minProperties": 2})", R"({"a": 1, "a": 2})", "C6  /minProperties"},
    {R"({"maxProperties": 1})", R"({"a": 1, "b": 2})", "C6  /maxProperties"},
    {R"({"contains": {"const": 1}, "minContains": 2})", "[1, 2]", "C6  /minContains"},
    {R"({"contains": {"const": 1}, "maxContains": 1})", "[1, 1]", "C6  /maxContains"},
    {R"({"contains": {"type": "object"}})", "[1]", "C6  /contains"},
    {R"({"prefixItems": [{"type": "integer"}], "items": false})", "[1, 2, 3]", "C10 /1 /items; C10 /2 /items"},
    {R"({"dependentRequired": {"a": ["b", "c"]}})", R"({"a": 1, "b": 2})", "C1  /dependentRequired/a"},
    {R"({"dependentSchemas": {"a": {"minProperties": 2}}})", R"({"a": 1})", "C6  /dependentSchemas/a/minProperties"},
    {R"({"patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": false})", R"({"x-a": 1, "y": 2})",
     "C4 /x-a /patternProperties/^x-/type; C2 /y /additionalProperties"},
    {R"({"propertyNames": {"pattern": "^[a-z]+$"}})", R"({"ab": 1, "C": 2})", "C7 /C /propertyNames/pattern"},
    {R"({"propertyNames": false})", R"({"ab": 1})", "C2 /ab /propertyNames"},
    {R"({"properties": {"a": {"type": "string"}}})", R"({"a": null})", "C8 /a /properties/a/type"},
    {R"({"properties": {"a": {"type": "string"}}, "required": ["a"]})", R"({"a": null})", "C4 /a /properties/a/type"},
    {R"({"not": {"type": "string"}})", "\"a\"", "C5  /not"},
    {R"({"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}})", "\"a\"", "C6  /then/minLength"},
    {R"({"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}})", "1", "C6  /else/minimum"},
    {R"({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"type": "null"}}})", "1",
     "C4  /$defs/b/type"},
    {R"({"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}], "$defs": {"a": {"type": "null"}}})", "1",
     "C4  /$defs/a/type"},
    {R"({"oneOf": [{"minimum": 1}, {"maximum": 3}]})", "2", "C9  /oneOf"},
    // Of a union the nearest branch is explained: what tells branches apart decides first.
    {R"({"anyOf": [{"type": "string"}, {"type": "integer", "minimum": 5}]})", "3", "C9  /anyOf; C6  /anyOf/1/minimum"},
    {R"({"oneOf": [{"properties": {"kind": {"const": "a"}, "x": {"type": "string"}, "y": {"type": "string"}}},
                   {"properties": {"kind": {"const": "b"}}}]})",
     R"({"kind": "a", "x": 1, "y": 2})",
     "C9  /oneOf; C4 /x /oneOf/0/properties/x/type; C4 /y /oneOf/0/properties/y/type"},
    {R"({"anyOf": [{"type": "null"}, {"$ref": "#/$defs/node"}], "$defs": {"node": {"type": "object",
         "properties": {"next": {"$ref": "#"}}, "required": ["id"]}}})",
     R"({"id": 1, "next": {"next": null}})", "C9  /anyOf; C9 /next /anyOf; C1 /next /$defs/node/required"},
    // What was evaluated is looked for through references, unions and conditions.
    {R"({"$ref": "#/$defs/a", "unevaluatedProperties": false, "$defs": {"a": {"properties": {"x": true}}}})",
     R"({"x": 1, "y": 2})", "C2 /y /unevaluatedProperties"},
    {R"({"anyOf": [{"properties": {"x": {"const": 1}}}, {"properties": {"y": true}}], "unevaluatedProperties": false})",
     R"({"x": 2, "y": 2})", "C2 /x /unevaluatedProperties"},
    {R"({"if": {"properties": {"x": {"const": 1}}, "required": ["x"]}, "then": {"properties": {"y": true}},
         "unevaluatedProperties": false})",
     R"({"x": 1, "y": 2})", ""},
    {R"({"prefixItems": [true], "contains": {"const": 1}, "unevaluatedItems": false})", "[0, 1, 2]",
     "C10 /2 /unevaluatedItems"},
    {R"({"not": {"not": {"properties": {"x": true}}}, "unevaluatedProperties": false})", R"({"x": 1})",
     "C2 /x /unevaluatedProperties"},
    // Older drafts.
    {R"({"$schema": "http://json-schema.org/draft-07/schema#", "items": [{"type": "null"}], "additionalItems": false})",
     "[null, 1]", "C10 /1 /additionalItems"},
    {R"({"$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/a", "maxLength": 1,
         "definitions": {"a": {"type": "string"}}})",
     "\"abc\"", ""},
    {R"({"$schema": "http://json-schema.org/draft-07/schema#", "dependencies": {"a": ["b"], "c": {"maxProperties": 1}}})",
     R"({"a": 1, "c": 2})", "C1  /dependencies/a; C6  /dependencies/c/maxProperties"},
    {R"({"$ref": "https://json-schema.org/draft/2020-12/schema"})", R"({"items": {"type": "strin"}})",
     "C9 /items/type https://json-schema.org/draft/2020-12/meta/validation#/properties/type/anyOf; "
     "C5 /items/type https://json-schema.org/draft/2020-12/meta/validation#/$defs/simpleTypes/enum"},
    // One root cause: a wrong type needs no further remarks; independent bounds are all told.
    {R"({"type": "string", "enum": ["x"], "minimum": 9})", "3", "C4  /type"},
    {R"({"minimum": 9, "maximum": 1})", "5", "C6  /minimum; C6  /maximum"},
};

std::string told(const validate::FindingList& misses) {
  std::string out;
  for (const Finding& miss : misses.items) {
    out += (out.empty() ? "" : "; ") + miss.code + ' ' + miss.pointer + ' ' + miss.schema_pointer;
  }
  return out;
}

void check(const SchemaRow& row) {
  CAPTURE(row.schema);
  CAPTURE(row.instance);
  const auto program = validate::compile_schema(row.schema);
  REQUIRE(program.has_value());
  const base::JsonReadResult instance = base::read_json(row.instance);
  REQUIRE(instance.ok);
  const validate::SchemaCheck result = validate::check_schema(**program, instance.tree);
  CHECK(told(result.misses) == row.misses);
  CHECK((result.verdict == validate::Truth::yes) == result.misses.empty());
  CHECK(validate::holds(**program, instance.tree) == result.verdict);
}

}  // namespace

TEST_CASE("schema: every keyword accepts and refuses what it should") {
  for (const SchemaRow& row : kRows) check(row);
}

TEST_CASE("schema: more findings than the limit are counted, not listed") {
  std::string instance = "[0";
  for (std::size_t i = 1; i < kMaxFindings; ++i) instance += ",0";
  const CompiledContract contract = compiled(schema_contract(R"({"items": {"type": "string"}})"));
  const Verdict at_limit = validate_text(contract, instance + "]", {});
  CHECK(at_limit.findings.size() == kMaxFindings);
  CHECK(at_limit.findings_dropped == 0);
  CHECK(verdict_words(at_limit) == "fail repaired");
  const Verdict past = validate_text(contract, instance + ",0]", {});
  CHECK(past.findings.size() == kMaxFindings);
  CHECK(past.findings_dropped == 1);
  CHECK(verdict_words(past) == "fail lost");
}
