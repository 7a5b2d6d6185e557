// JSON Lines: each line judged by itself, other layouts of the same values rewritten.
#include "core/validate/contracts/contract_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

const char* const kEach = R"({"type": "object", "required": ["a"], "additionalProperties": false,
                              "properties": {"a": {"type": "integer"}}})";

const VerdictRow kRows[] = {
    {"{\"a\": 1}", "pass strict", "", "{\"a\": 1}"},
    {"{\"a\": 1}\n", "pass strict", "", "{\"a\": 1}\n"},
    {"{\"a\": 1}\n{\"a\": 2}\n", "pass strict", "", "{\"a\": 1}\n{\"a\": 2}\n"},
    {"{\"a\": 1}\r\n{\"a\": 2}\r\n", "pass strict", "", "{\"a\": 1}\r\n{\"a\": 2}\r\n"},
    {"\n{\"a\": 1}\n\n{\"a\": 2}", "pass strict", "", "\n{\"a\": 1}\n\n{\"a\": 2}"},
    {"```jsonl\n{\"a\": 1}\n{\"a\": 2}\n```", "pass extracted", "W1", "{\"a\": 1}\n{\"a\": 2}"},
    {"Here they are:\n{\"a\": 1}\n{\"a\": 2}\nDone.", "pass extracted", "W3 W4", "{\"a\": 1}\n{\"a\": 2}"},
    {"[{\"a\": 1}, {\"a\": 2}]", "fail repaired", "W10", "{\"a\": 1}\n{\"a\": 2}"},
    {"[\n  {\"a\": 1},\n  {\"a\": 2}\n]\n", "fail repaired", "W10", "{\"a\": 1}\n{\"a\": 2}"},
    {"[{\n\"a\": 1},\n{\"a\":\n2}]", "fail repaired", "W10", "{\"a\": 1}\n{\"a\":2}"},
    {"{\"a\": 1}{\"a\": 2}", "fail repaired", "W10", "{\"a\": 1}\n{\"a\": 2}"},
    {"{\"a\": 1}, {\"a\": 2}", "fail repaired", "W10", "{\"a\": 1}\n{\"a\": 2}"},
    {"{\"a\": 1},\n{\"a\": 2}", "fail repaired", "W10", "{\"a\": 1}\n{\"a\": 2}"},
    {"{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n", "fail repaired", "W10", "{\"a\": 1}\n{\"a\": 2}\n"},
    {"{\"a\": 1}\n{\"a\": 2,}", "fail repaired", "S1", "{\"a\": 1}\n{\"a\": 2}"},
    {"{\"a\": 1}\n{\"a\": \"2\"}", "fail repaired", "C4", "{\"a\": 1}\n{\"a\": 2}"},
    {"{\"a\": 1}\n{\"a\": 2, \"b\": 3}", "fail repaired", "C2", "{\"a\": 1}\n{\"a\": 2}"},
    {"{\"a\": 1}\n{\"b\": 2}", "fail lost", "C1 C2"},
    {"{\"a\": 1}\n{\"a\": tr", "fail lost", "X9"},
    {"{\"a\": 1}\n{\"a\": \"x\"}", "fail lost", "C4"},
    {"{\"a\": 1}\n...\n{\"a\": 2}", "fail lost", "L11"},
    {"{\"a\": 1}\n\xE2\x80\xA6", "fail lost", "L11"},
    {"...\n{\"a\": 2}\n", "fail lost", "L11"},
    {"I cannot do that.", "fail lost", "X9"},
    {"", "fail lost", "X8"},
};

}  // namespace

TEST_CASE("jsonl: each line is judged by itself") {
  const CompiledContract contract = compiled(jsonl_contract(schema_contract(kEach)));
  for (const VerdictRow& row : kRows) check(contract, row);
}

TEST_CASE("jsonl: places and pointers are those of the whole text") {
  const Verdict verdict =
      validate_text(compiled(jsonl_contract(schema_contract(kEach))), "{\"a\": 1}\n\n{\"a\": true}\n", {});
  REQUIRE(verdict.findings.size() == 1);
  CHECK(verdict.findings[0].pointer == "/1/a");
  CHECK(verdict.findings[0].schema_pointer == "/each/properties/a/type");
  CHECK(verdict.findings[0].line == 3);
  CHECK(verdict.findings[0].span == Span{16, 20});
}

TEST_CASE("jsonl: the reverse, lines where an array is expected") {
  const CompiledContract list = compiled(schema_contract(R"({"type": "array", "items": {"required": ["a"]}})"));
  check(list, {"{\"a\": 1}\n{\"a\": 2}\n", "fail repaired", "W10", "[{\"a\": 1},\n{\"a\": 2}]\n"});
  check(list, {"{\"a\": 1}\n{\"b\": 2}\n", "fail lost", "W10 W4 W8"});
}

TEST_CASE("jsonl: how many lines") {
  Contract contract = jsonl_contract(schema_contract("true"));
  contract.min_lines = 2;
  contract.max_lines = 3;
  check(compiled(contract), {"1\n2", "pass strict", "", "1\n2"});
  check(compiled(contract), {"1\n2\n3\n", "pass strict", "", "1\n2\n3\n"});
  check(compiled(contract), {"1", "fail lost", "C10"});
  check(compiled(contract), {"1\n2\n3\n4", "fail lost", "C10"});
}
