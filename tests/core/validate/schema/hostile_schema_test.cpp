// Schemas and values made to hurt: deep, endless, unfolding, quadratic. And what one schema says of another: dynamic
// references, vocabularies, resources.
#include <chrono>

#include "core/validate/schema/suite.h"
#include "core/validate/verdict_rows.h"
#include "validate/schema/evaluate.h"
#include "validate/schema/uri.h"

namespace {

using namespace nines;
using namespace nines::test;
using validate::Truth;

Truth verdict_of(const std::string& schema, const std::string& text, const validate::SchemaOptions& options = {}) {
  const auto program = validate::compile_schema(schema, options);
  if (!program) FAIL(program.error().message);
  const base::JsonReadResult instance = base::read_json(text, {100'000, std::size_t{1} << 30, 10'000'000});
  REQUIRE(instance.ok);
  const Truth quick = validate::holds(**program, instance.tree);
  CHECK(validate::check_schema(**program, instance.tree).verdict == quick);
  return quick;
}

std::string nested(std::size_t depth, const std::string& open, const std::string& inner, const std::string& close) {
  std::string out;
  for (std::size_t i = 0; i < depth; ++i) out += open;
  out += inner;
  for (std::size_t i = 0; i < depth; ++i) out += close;
  return out;
}

double seconds_of(const std::string& schema, const std::string& text) {
  const auto start = std::chrono::steady_clock::now();
  verdict_of(schema, text);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct UriRow {
  const char* reference;
  const char* resolved;
};

// RFC 3986, sections 5.4.1 and 5.4.2, against http://a/b/c/d;p?q.
const UriRow kUris[] = {
    {"g:h", "g:h"},
    {"g", "http://a/b/c/g"},
    {"./g", "http://a/b/c/g"},
    {"g/", "http://a/b/c/g/"},
    {"/g", "http://a/g"},
    {"//g", "http://g"},
    {"?y", "http://a/b/c/d;p?y"},
    {"g?y", "http://a/b/c/g?y"},
    {"#s", "http://a/b/c/d;p?q#s"},
    {"g#s", "http://a/b/c/g#s"},
    {"g?y#s", "http://a/b/c/g?y#s"},
    {";x", "http://a/b/c/;x"},
    {"", "http://a/b/c/d;p?q"},
    {".", "http://a/b/c/"},
    {"..", "http://a/b/"},
    {"../g", "http://a/b/g"},
    {"../..", "http://a/"},
    {"../../g", "http://a/g"},
    {"../../../g", "http://a/g"},
    {"/./g", "http://a/g"},
    {"/../g", "http://a/g"},
    {"g.", "http://a/b/c/g."},
    {"..g", "http://a/b/c/..g"},
    {"./../g", "http://a/b/g"},
    {"g/./h", "http://a/b/c/g/h"},
    {"g/../h", "http://a/b/c/h"},
    {"g;x=1/../y", "http://a/b/c/y"},
    {"g?y/../x", "http://a/b/c/g?y/../x"},
    {"http:g", "http:g"},
};

}  // namespace

TEST_CASE("uri: references resolve as RFC 3986 says") {
  for (const UriRow& row : kUris) {
    CAPTURE(row.reference);
    CHECK(validate::resolve_uri("http://a/b/c/d;p?q", row.reference) == row.resolved);
  }
  CHECK(validate::resolve_uri("", "./b#c") == "b#c");
  CHECK(validate::resolve_uri("urn:x:y", "#z") == "urn:x:y#z");
  CHECK(validate::percent_decode("a%25b%zz%4") == "a%b%zz%4");
  CHECK(validate::percent_encode_fragment("/^a b") == "/%5Ea%20b");
}

TEST_CASE("schema: a value 100,000 levels deep costs no stack") {
  const std::string list =
      R"({"$ref": "#/$defs/n", "$defs": {"n": {"type": ["array", "null"], "items": {"$ref": "#/$defs/n"}}}})";
  CHECK(verdict_of(list, nested(99'000, "[", "null", "]")) == Truth::yes);
  CHECK(verdict_of(list, nested(99'000, "[", "1", "]")) == Truth::no);
  const std::string unions = R"({"anyOf": [{"type": "null"}, {"type": "array", "items": {"$ref": "#"}}]})";
  CHECK(verdict_of(unions, nested(99'000, "[", "null", "]")) == Truth::yes);
  CHECK(verdict_of(unions, nested(20'000, "[", "1", "]")) == Truth::no);
}

TEST_CASE("schema: a schema as deep as may be costs no stack") {
  const std::string deep = nested(240, R"({"anyOf": [{"type": "null"}, {"not": )", R"({"type": "array"})", "}]}");
  CHECK(verdict_of(deep, "1") != Truth::unknown);
}

TEST_CASE("schema: the same question along very many ways is asked once") {
  std::string schema = R"({"$ref": "#/$defs/d0", "$defs": {)";
  std::string tracked = R"({"$ref": "#/$defs/d0", "unevaluatedProperties": false, "$defs": {)";
  for (int i = 0; i < 60; ++i) {
    const std::string next = "{\"$ref\": \"#/$defs/d" + std::to_string(i + 1) + "\"}";
    const std::string row = "\"d" + std::to_string(i) + "\": {\"allOf\": [" + next + ", " + next + "]}, ";
    schema += row;
    tracked += row;
  }
  CHECK(verdict_of(schema + R"("d60": {"type": "string"}}})", "\"a\"") == Truth::yes);
  CHECK(verdict_of(tracked + R"("d60": {"properties": {"a": true}}}})", R"({"a": 1})") == Truth::yes);
  // Each level under two branches that both fail only at the bottom.
  const std::string twice = R"({"type": ["array", "null"], "anyOf": [{"items": {"$ref": "#"}, "maxItems": 1},
                               {"items": {"$ref": "#"}, "minItems": 1}]})";
  CHECK(verdict_of(twice, nested(500, "[", "1", "]")) == Truth::no);
}

TEST_CASE("schema: big arrays and lists are not quadratic") {
  std::string small = "[";
  for (int i = 0; i < 20'000; ++i) small += (i > 0 ? "," : "") + std::to_string(i);
  std::string large = small;
  for (int i = 20'000; i < 160'000; ++i) large += "," + std::to_string(i);
  const std::string unique = R"({"uniqueItems": true})";
  CHECK(seconds_of(unique, large + "]") < 40 * seconds_of(unique, small + "]") + 0.1);
  CHECK(verdict_of(unique, large + ",7]") == Truth::no);
  const std::string listed = "{\"items\": {\"enum\": " + small + "]}}";
  CHECK(verdict_of(listed, small + "]") == Truth::yes);
  CHECK(verdict_of(listed, small + ",-1]") == Truth::no);
  CHECK(verdict_of(unique, nested(1, "[", std::string(50'000, ' ') + "[],[[]],[[[]]],{},[{}]", "]")) == Truth::yes);
}

TEST_CASE("schema: many definitions and many references into them are no square") {
  std::string schema = R"({"properties": {)";
  std::string definitions;
  for (int i = 0; i < 50'000; ++i) {
    const std::string name = "\"d" + std::to_string(i) + "\": ";
    schema += (i > 0 ? ", " : "") + name + "{\"$ref\": \"#/$defs/d" + std::to_string(i) + "\"}";
    definitions += (i > 0 ? ", " : "") + name + (i % 2 == 0 ? "{\"type\": \"null\"}" : "true");
  }
  schema += "}, \"$defs\": {" + definitions + "}}";
  CHECK(seconds_of(schema, R"({"d49998": null, "d7": 1})") < 20);
  CHECK(verdict_of(schema, R"({"d49998": 1})") == Truth::no);
}

TEST_CASE("schema: a dynamic reference follows the way it was reached") {
  const std::string tree = R"({"$id": "http://x.test/tree", "$dynamicAnchor": "node", "type": "object",
    "properties": {"data": true, "children": {"items": {"$dynamicRef": "#node"}}}})";
  const std::string strict = R"({"$id": "http://x.test/strict", "$dynamicAnchor": "node", "$ref": "tree",
    "unevaluatedProperties": false})";
  validate::SchemaOptions options;
  options.resources = {{"http://x.test/tree", tree}};
  CHECK(verdict_of(strict, R"({"children": [{"data": 1}]})", options) == Truth::yes);
  CHECK(verdict_of(strict, R"({"children": [{"daat": 1}]})", options) == Truth::no);
  CHECK(verdict_of(tree, R"({"children": [{"daat": 1}]})") == Truth::yes);
}

TEST_CASE("schema: drafts mix, vocabularies count, resources answer by name") {
  validate::SchemaOptions options;
  options.resources = {
      {"http://x.test/old", R"({"$schema": "http://json-schema.org/draft-07/schema#", "items": [{"type": "null"}]})"},
      {"http://x.test/meta", R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "http://x.test/meta",
        "$vocabulary": {"https://json-schema.org/draft/2020-12/vocab/core": true,
                        "https://json-schema.org/draft/2020-12/vocab/applicator": true}})"},
      {"http://x.test/strange", R"({"$schema": "https://json-schema.org/draft/2020-12/schema",
        "$vocabulary": {"http://x.test/vocab/mine": true}})"},
      {"http://x.test/unused", R"({"$schema": "http://nowhere.test/", "type": 3})"},
  };
  CHECK(verdict_of(R"({"$ref": "http://x.test/old"})", "[null, 1]", options) == Truth::yes);
  CHECK(verdict_of(R"({"$ref": "http://x.test/old"})", "[1]", options) == Truth::no);
  CHECK(verdict_of(R"({"$schema": "http://x.test/meta", "minimum": 5})", "1", options) == Truth::yes);
  CHECK(verdict_of(R"({"$schema": "http://x.test/meta", "items": false})", "[1]", options) == Truth::no);
  const auto strange = validate::compile_schema(R"({"$schema": "http://x.test/strange"})", options);
  REQUIRE_FALSE(strange.has_value());
  CHECK(strange.error().message.find("http://x.test/vocab/mine") != std::string::npos);
  const auto unknown = validate::compile_schema(R"({"$ref": "http://x.test/unused"})", options);
  REQUIRE_FALSE(unknown.has_value());
  CHECK(unknown.error().where.pointer == "/resources/3/schema/$schema");
  options.resources.push_back({"http://x.test/old", "true"});
  const auto twice = validate::compile_schema(R"({"$ref": "http://x.test/old"})", options);
  REQUIRE_FALSE(twice.has_value());
  CHECK(twice.error().message.find("more than one") != std::string::npos);
}

TEST_CASE("schema: formats are asserted on request") {
  Contract contract = schema_contract(R"({"format": "ipv4"})");
  CHECK(verdict_words(validate_text(compiled(contract), "\"1.2.3\"", {})) == "pass strict");
  contract.formats = FormatPolicy::assert_all;
  CHECK(verdict_words(validate_text(compiled(contract), "\"1.2.3\"", {})) == "fail lost");
  CHECK(verdict_words(validate_text(compiled(contract), "\"1.2.3.4\"", {})) == "pass strict");
}
