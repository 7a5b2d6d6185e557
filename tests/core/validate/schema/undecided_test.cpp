// What cannot be decided: how it travels through every applicator, and that a verdict is unknown only where it matters.
#include "core/validate/schema/suite.h"
#include "core/validate/verdict_rows.h"
#include "validate/schema/evaluate.h"

namespace {

using namespace nines;
using namespace nines::test;
using validate::Truth;

// Repeats beyond what any engine here writes out. Y holds, N does not, U cannot be decided.
const std::string kPattern = R"("^(?:ab|c){2000000000}$")";
const std::string kText = "\"ab\"";

std::string with_letters_replaced(std::string_view schema) {
  std::string out;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const char c = schema[i];
    const bool word = i + 1 < schema.size() && base::is_ascii_letter(schema[i + 1]);
    if (!word && c == 'U') {
      out += "{\"pattern\": " + kPattern + '}';
    } else if (!word && (c == 'Y' || c == 'N')) {
      out += c == 'Y' ? "{\"minLength\": 1}" : "{\"maxLength\": 1}";
    } else {
      out += c;
    }
  }
  return out;
}

struct KleeneRow {
  const char* schema;
  Truth verdict;
};

const KleeneRow kRows[] = {
    {"U", Truth::unknown},
    {R"({"allOf": [U, Y]})", Truth::unknown},
    {R"({"allOf": [U, N]})", Truth::no},
    {R"({"anyOf": [U, Y]})", Truth::yes},
    {R"({"anyOf": [U, N]})", Truth::unknown},
    {R"({"anyOf": [N, {"allOf": [U, N]}]})", Truth::no},
    {R"({"oneOf": [U, N]})", Truth::unknown},
    {R"({"oneOf": [U, Y]})", Truth::unknown},
    {R"({"oneOf": [U, Y, Y]})", Truth::no},
    {R"({"oneOf": [U, U]})", Truth::unknown},
    {R"({"not": U})", Truth::unknown},
    {R"({"not": {"allOf": [U, N]}})", Truth::yes},
    {R"({"if": U, "then": Y, "else": Y})", Truth::yes},
    {R"({"if": U, "then": N, "else": N})", Truth::no},
    {R"({"if": U, "then": Y, "else": N})", Truth::unknown},
    {R"({"if": Y, "then": U, "else": N})", Truth::unknown},
    {R"({"if": N, "then": U, "else": Y})", Truth::yes},
    {R"({"if": U, "then": {"allOf": [Y]}, "else": {"allOf": [Y]}})", Truth::yes},
    {R"({"if": {"anyOf": [U, N]}, "then": {"anyOf": [N, N]}, "else": {"anyOf": [N]}})", Truth::no},
    {R"({"$ref": "#/$defs/a", "$defs": {"a": {"not": {"not": U}}}})", Truth::unknown},
    {R"({"type": "integer", "anyOf": [U, N]})", Truth::no},
};

// The same around the text as an element or a key.
const KleeneRow kElementRows[] = {
    {R"({"contains": U})", Truth::unknown},
    {R"({"contains": U, "minContains": 0})", Truth::yes},
    {R"({"contains": U, "minContains": 2})", Truth::no},
    {R"({"contains": U, "maxContains": 1})", Truth::unknown},
    {R"({"contains": {"anyOf": [U]}, "minContains": 0, "maxContains": 1})", Truth::yes},
    {R"({"items": U})", Truth::unknown},
    {R"({"contains": U, "minContains": 0, "unevaluatedItems": N})", Truth::unknown},
    {R"({"contains": U, "minContains": 0, "unevaluatedItems": Y})", Truth::yes},
    {R"({"anyOf": [{"items": U}, true], "unevaluatedItems": false})", Truth::unknown},
};
const KleeneRow kMemberRows[] = {
    {R"({"propertyNames": U})", Truth::unknown},
    {R"({"patternProperties": {P: false}})", Truth::unknown},
    {R"({"patternProperties": {P: true}})", Truth::yes},
    {R"({"patternProperties": {P: {"type": "null"}}, "additionalProperties": {"type": "null"}})", Truth::yes},
    {R"({"patternProperties": {P: {"type": "null"}}, "additionalProperties": false})", Truth::unknown},
    {R"({"patternProperties": {P: true}, "unevaluatedProperties": false})", Truth::unknown},
    {R"({"patternProperties": {P: {"allOf": [{"type": "object"}]}}})", Truth::unknown},
};

void check(const std::string& schema, const std::string& text, Truth verdict) {
  CAPTURE(schema);
  const auto program = validate::compile_schema(schema);
  if (!program) FAIL(program.error().message);
  const base::JsonReadResult instance = base::read_json(text);
  REQUIRE(instance.ok);
  const validate::SchemaCheck result = validate::check_schema(**program, instance.tree);
  CHECK(result.verdict == verdict);
  CHECK(validate::holds(**program, instance.tree) == verdict);
  CHECK(result.misses.empty() == (verdict == Truth::yes));
}

}  // namespace

TEST_CASE("schema: unknown travels by Kleene's tables") {
  for (const KleeneRow& row : kRows) check(with_letters_replaced(row.schema), kText, row.verdict);
  for (const KleeneRow& row : kElementRows) check(with_letters_replaced(row.schema), '[' + kText + ']', row.verdict);
  for (const KleeneRow& row : kMemberRows) {
    std::string schema = with_letters_replaced(row.schema);
    const std::size_t at = schema.find("P:");
    if (at != std::string::npos) schema.replace(at, 1, kPattern);
    check(schema, '{' + kText + ": null}", row.verdict);
  }
}

TEST_CASE("schema: what cannot be decided is a verdict of its own and names its keyword") {
  const Contract contract = schema_contract(with_letters_replaced(R"({"properties": {"a": U}})"));
  const Verdict verdict = validate_text(compiled(contract), "{\"a\": " + kText + '}', {});
  CHECK(verdict_words(verdict) == "not_decidable strict");
  REQUIRE(verdict.findings.size() == 1);
  CHECK(verdict.findings[0].schema_pointer == "/properties/a/pattern");
  CHECK(verdict.findings[0].pointer == "/a");
}
