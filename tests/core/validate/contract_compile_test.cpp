// What makes a contract unusable: code, place, and the words that quote the culprit.
#include "core/validate/verdict_rows.h"

#include <limits>

#include "validate/schema/compile.h"
#include "validate/schema/keywords.h"

namespace {

using namespace nines;
using namespace nines::test;

struct BadSchemaRow {
  const char* schema;
  ErrorCode code;
  const char* pointer;
  const char* quotes;  // stands in the message
};

const BadSchemaRow kBadSchemas[] = {
    {"", ErrorCode::empty_input, "/schema", "JSON value"},
    {"{\"type\":}", ErrorCode::bad_json, "/schema/type", "found '}'"},
    {"[]", ErrorCode::bad_value, "/schema", "[]"},
    {"3", ErrorCode::bad_value, "/schema", "3"},
    {R"({"oneOf": []})", ErrorCode::bad_value, "/schema/oneOf", "[]"},
    {R"({"not": 3})", ErrorCode::bad_value, "/schema/not", "3"},
    {R"({"$defs": {"unused": {"type": "nul"}}})", ErrorCode::bad_value, "/schema/$defs/unused/type", "\"nul\""},
    {R"({"$ref": "#/$defs/a"})", ErrorCode::not_found, "/schema/$ref", "#/$defs/a"},
    {R"({"$ref": "#here"})", ErrorCode::not_found, "/schema/$ref", "anchor \"here\""},
    {R"({"$id": "http://x.test/a", "$ref": "b"})", ErrorCode::not_found, "/schema/$ref", "known: http://x.test/a"},
    {R"({"enum": [3], "$ref": "#/enum/0"})", ErrorCode::not_found, "/schema/$ref", "stands 3"},
    {R"({"$ref": 3})", ErrorCode::bad_value, "/schema/$ref", "3"},
    {R"({"$schema": "http://example.org/mine"})", ErrorCode::not_supported, "/schema/$schema", "example.org"},
    {R"({"$schema": 7})", ErrorCode::bad_value, "/schema/$schema", "7"},
    {R"({"$ref": "#"})", ErrorCode::bad_value, "/schema/$ref", "never be decided"},
    {R"({"anyOf": [true, {"allOf": [{"$ref": "#/anyOf/1"}]}]})", ErrorCode::bad_value, "/schema/anyOf/1/allOf/0/$ref",
     "never be decided"},
    {R"({"properties": {"a/b": {"items": {"multipleOf": 0}}}})", ErrorCode::bad_value,
     "/schema/properties/a~1b/items/multipleOf", "0"},
    {R"({"type": "strin"})", ErrorCode::bad_value, "/schema/type", "\"strin\""},
    {R"({"type": ["string", 3]})", ErrorCode::bad_value, "/schema/type/1", "3"},
    {R"({"type": []})", ErrorCode::bad_value, "/schema/type", "[]"},
    {R"({"required": "a"})", ErrorCode::bad_value, "/schema/required", "\"a\""},
    {R"({"required": [1]})", ErrorCode::bad_value, "/schema/required/0", "1"},
    {R"({"properties": []})", ErrorCode::bad_value, "/schema/properties", "[]"},
    {R"({"properties": {"a": 1}})", ErrorCode::bad_value, "/schema/properties/a", "1"},
    {R"({"items": []})", ErrorCode::bad_value, "/schema/items", "prefixItems"},
    {R"({"additionalProperties": null})", ErrorCode::bad_value, "/schema/additionalProperties", "null"},
    {R"({"enum": 3})", ErrorCode::bad_value, "/schema/enum", "3"},
    {R"({"minimum": "3"})", ErrorCode::bad_value, "/schema/minimum", "\"3\""},
    {R"({"minLength": -1})", ErrorCode::bad_value, "/schema/minLength", "-1"},
    {R"({"maxItems": 1.5})", ErrorCode::bad_value, "/schema/maxItems", "1.5"},
    {R"({"pattern": 1})", ErrorCode::bad_value, "/schema/pattern", "1"},
    {R"({"pattern": "("})", ErrorCode::bad_pattern, "/schema/pattern", "("},
    {R"x({"patternProperties": {"[a": true}})x", ErrorCode::bad_pattern, "/schema/patternProperties/[a", "[a"},
};

void check(const BadSchemaRow& row) {
  CAPTURE(row.schema);
  const Result<CompiledContract> result = compile_contract(schema_contract(row.schema));
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().code == row.code);
  CHECK(result.error().where.pointer == row.pointer);
  CHECK(result.error().message.find(row.quotes) != std::string::npos);
}

void check_fails(const Contract& contract, ErrorCode code, const char* pointer) {
  const Result<CompiledContract> result = compile_contract(contract);
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().code == code);
  CHECK(result.error().where.pointer == pointer);
}

}  // namespace

TEST_CASE("compile: a schema that cannot be used says why and where") {
  for (const BadSchemaRow& row : kBadSchemas) check(row);
}

TEST_CASE("compile: every keyword stands once in the table, in order; annotations check nothing") {
  validate::Dialect dialect;
  std::string_view before;
  for (const validate::KeywordRow& row : validate::keyword_table()) {
    const std::string name(row.name);
    CAPTURE(name);
    CHECK(before < row.name);
    before = row.name;
    const bool spoken = (row.drafts & validate::kDraft2020) != 0;
    CHECK(validate::find_keyword(row.name, dialect) == (spoken ? &row : nullptr));
    if (row.read != nullptr) continue;
    const std::string schema = "{\"" + name + "\": [\"anything\"]}";
    CHECK(verdict_words(validate_text(compiled(schema_contract(schema)), "1", {})) == "pass strict");
  }
  CHECK(validate::find_keyword("x-mine", dialect) == nullptr);
  dialect.vocabularies = validate::kCore | validate::kApplicator;
  CHECK(validate::find_keyword("minimum", dialect) == nullptr);
}

TEST_CASE("compile: a schema may be deep and wide, up to the limit") {
  std::string deep = "true";
  for (std::size_t i = 0; i < kMaxJsonDepth; ++i) deep = "{\"items\":" + deep + '}';
  CHECK(compile_contract(schema_contract(deep)).has_value());
  check_fails(schema_contract("{\"items\":" + deep + '}'), ErrorCode::too_deep,
              validate::compile_schema("{\"items\":" + deep + '}').error().where.pointer.c_str());
}

TEST_CASE("compile: labels, numbers and patterns") {
  check_fails(label_contract({}), ErrorCode::bad_value, "/labels");
  check_fails(label_contract({"a", " "}), ErrorCode::bad_value, "/labels/1");
  std::vector<std::string> many;
  for (std::size_t i = 0; i < kMaxLabels; ++i) many.push_back("label " + std::to_string(i));
  CHECK(compile_contract(label_contract(many)).has_value());
  many.emplace_back("one more");
  check_fails(label_contract(many), ErrorCode::limit_exceeded, "/labels");

  check_fails(number_contract(std::numeric_limits<double>::infinity()), ErrorCode::bad_value, "/target");
  Contract tolerance = number_contract(1);
  tolerance.abs_tol = -1;
  check_fails(tolerance, ErrorCode::bad_value, "/tolerance/abs");
  tolerance.abs_tol = 0;
  tolerance.rel_tol = std::numeric_limits<double>::quiet_NaN();
  check_fails(tolerance, ErrorCode::bad_value, "/tolerance/rel");

  check_fails(regex_contract("a{2,1}"), ErrorCode::bad_pattern, "/pattern");
  CHECK(compile_contract(regex_contract(std::string(kMaxPatternBytes, 'a'))).has_value());
  check_fails(regex_contract(std::string(kMaxPatternBytes + 1, 'a')), ErrorCode::limit_exceeded, "/pattern");
}
