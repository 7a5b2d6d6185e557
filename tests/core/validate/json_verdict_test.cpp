// Verdict, level, causes and repair of JSON texts against one schema, row by row.
#include "core/validate/verdict_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

const char* const kSchema = R"({"type": "object", "required": ["a"],
  "properties": {"a": {"type": "integer", "maximum": 100}, "t": {"type": "array", "items": {"type": "string"}}},
  "additionalProperties": false})";

const VerdictRow kStrict[] = {
    {R"({"a": 1})", "pass strict", "", R"({"a": 1})"},
    {" {\"a\" : 1.0}\n", "pass strict", "", " {\"a\" : 1.0}\n"},
    {R"({"a": 1e2, "t": ["```", "x\n"]})", "pass strict", "", R"({"a": 1e2, "t": ["```", "x\n"]})"},
    {R"({"a": 1, "a": 2})", "pass strict", "S8", R"({"a": 1, "a": 2})"},
};

const VerdictRow kWrapped[] = {
    {"```json\n{\"a\": 1}\n```", "pass extracted", "W1", R"({"a": 1})"},
    {"```\n{\"a\": 1}\n```\n", "pass extracted", "W1", R"({"a": 1})"},
    {"~~~ JSON5\n{\"a\": 1}\n~~~", "pass extracted", "W1", R"({"a": 1})"},
    {"  ````json\r\n{\"a\": 1}\r\n````", "pass extracted", "W1", R"({"a": 1})"},
    {"```json\n{\"a\": 1}```", "pass extracted", "W1", R"({"a": 1})"},
    {"```json {\"a\": 1} ```", "pass extracted", "W1", R"({"a": 1})"},
    {"`{\"a\": 1}`", "pass extracted", "W1", R"({"a": 1})"},
    {"```json\n{\"a\": 1}\n", "pass extracted", "W2", R"({"a": 1})"},
    {"```json\n{\"a\": 1}", "pass extracted", "W2", R"({"a": 1})"},
    {"Here you go:\n```json\n{\"a\": 1}\n```\nBye", "pass extracted", "W1 W3 W4", R"({"a": 1})"},
    {"```python\nprint([1])\n```\n```json\n{\"a\": 1}\n```", "pass extracted", "W1 W3", R"({"a": 1})"},
    {"```json\n// the result\n{\"a\": 1}\n```", "pass extracted", "W1 W3", R"({"a": 1})"},
    {"The answer: {\"a\": 1}", "pass extracted", "W3", R"({"a": 1})"},
    {"{\"a\": 1} is the answer", "pass extracted", "W4", R"({"a": 1})"},
    {"\v{\"a\": 1}\xC2\xA0", "pass extracted", "W3 W4", R"({"a": 1})"},
    {"{\"a\": 1},", "pass extracted", "W4", R"({"a": 1})"},
    {"Use {name} and [see below] as in {\"a\": 1}.", "pass extracted", "W3 W4", R"({"a": 1})"},
    {"First {\"b\": 1}. Corrected: {\"a\": 1}", "pass extracted", "W3 W8", R"({"a": 1})"},
    {"[1] says: {\"a\": 1}", "pass extracted", "W3 W8", R"({"a": 1})"},
    {"{\"a\": 1} or again {\"a\": 1.0}", "pass extracted", "W3 W8", R"({"a": 1.0})"},
    {"{\"a\": 1} {\"a\": 2}", "fail lost", "W8"},
    {"```\n{\"a\": 1}\n```\n```\n{\"a\": 2}\n```", "fail lost", "W8"},
};

const VerdictRow kRepaired[] = {
    {R"({"a": 1,})", "fail repaired", "S1", R"({"a": 1})"},
    {R"({"t": ["x", "y" , ] , "a": 1 , })", "fail repaired", "S1", R"({"t": ["x", "y"  ] , "a": 1  })"},
    {R"({"t": [",]", ",}",], "a": 1})", "fail repaired", "S1", R"({"t": [",]", ",}"], "a": 1})"},
    {"\xEF\xBB\xBF{\"a\": 1}", "fail repaired", "T2", R"({"a": 1})"},
    {"\xEF\xBB\xBF```\n{\"a\": 1,}\n```", "fail repaired", "T2 S1 W1", R"({"a": 1})"},
    {"{\"a\": 1, \"t\": [\"Zo\xEB\"]}", "fail repaired", "T1", "{\"a\": 1, \"t\": [\"Zo\xEF\xBF\xBD\"]}"},
    {"```json\n{\"a\": 1,}\n```", "fail repaired", "S1 W1", R"({"a": 1})"},
    {"Sure! {\"a\": 1,}", "fail repaired", "S1 W3", R"({"a": 1})"},
    {R"({"a": "36"})", "fail repaired", "C4", R"({"a": 36})"},
    {R"({"a": 1, "t": [1, true]})", "fail repaired", "C4", R"({"a": 1, "t": ["1", "true"]})"},
    {R"({"a": 1, "x": {"y": [1]}})", "fail repaired", "C2", R"({"a": 1})"},
    {R"({"x": 1, "y": 2, "a": 3})", "fail repaired", "C2", R"({"a": 3})"},
    {R"({"x": 1, "a": 3, "y": 2 , "z": 0 })", "fail repaired", "C2", R"({"a": 3  })"},
    {R"({"a": "7", "x": [1,],})", "fail repaired", "S1 C4 C2", R"({"a": 7})"},
};

const VerdictRow kLost[] = {
    {"", "fail lost", "X8"},
    {" \n\t", "fail lost", "X8"},
    {"\xEF\xBB\xBF", "fail lost", "T2 X8"},
    {"I'm sorry, I can't.", "fail lost", "X9"},
    {"```\nnothing here\n```", "fail lost", "X9"},
    {"{}", "fail lost", "C1"},
    {R"({"b": 1})", "fail lost", "C1 C2"},
    {R"({"a": 101})", "fail lost", "C6"},
    {R"({"a": "101"})", "fail lost", "C4"},
    {R"({"a": " 1"})", "fail lost", "C4"},
    {R"({"a": 1.5})", "fail lost", "C4"},
    {R"({"a": 1)", "fail lost", "X4"},
    {R"({"a": 1,)", "fail lost", "X4"},
    {"{", "fail lost", "X4"},
    {R"({"a": 1, "t": ["one", "tw)", "fail lost", "X1"},
    {R"({"a": 1, "t)", "fail lost", "X1"},
    {R"({"a": 1, "t")", "fail lost", "X2"},
    {R"({"a": 1, "t":)", "fail lost", "X3"},
    {R"({"a": 1, "t": ["one")", "fail lost", "X4"},
    {R"({"a": 1, "t": ["one\u00)", "fail lost", "X5"},
    {R"({"a": 1, "t": tr)", "fail lost", "X5"},
    {"{\"a\": 1, \"t\": [\"\xE2\x82", "fail lost", "X1"},
    {"```json\n{\"a\": 1, \"t\": [", "fail lost", "X4"},
    {"Here: {\"a\": 1, \"t\": [", "fail lost", "X4 W3"},
    {R"({"items": [{"a": 1}, {"a": 2)", "fail lost", "X4"},
    {R"({"b": 1,, "c": {"a": 1}})", "fail lost", "unknown"},
    {"{'a': 1}", "fail lost", "unknown"},
    {"{\"a\": 1, \"t\": [\"x\ny\"]}", "fail lost", "unknown"},
    {R"([1,,2])", "fail lost", "unknown"},
    {R"({"a": ,})", "fail lost", "unknown"},
    {"Answer: {\"a\": 01}", "fail lost", "unknown W3"},
};

}  // namespace

TEST_CASE("validate: a text that meets its schema is passed and left alone") {
  for (const VerdictRow& row : kStrict) check(compiled(schema_contract(kSchema)), row);
}

TEST_CASE("validate: wrappers are named and removed, the contract chooses among candidates") {
  for (const VerdictRow& row : kWrapped) check(compiled(schema_contract(kSchema)), row);
}

TEST_CASE("validate: a forbidden wrapper fails at level extracted") {
  Contract contract = schema_contract(kSchema);
  contract.wrapper = WrapperPolicy::forbid;
  check(compiled(contract), {"```\n{\"a\": 1}\n```", "fail extracted", "W1", R"({"a": 1})"});
  check(compiled(contract), {R"({"a": 1})", "pass strict", "", R"({"a": 1})"});
}

TEST_CASE("validate: repairs of level A and B are replayed and checked again") {
  for (const VerdictRow& row : kRepaired) check(compiled(schema_contract(kSchema)), row);
}

TEST_CASE("validate: what cannot be repaired is lost, with its root cause") {
  for (const VerdictRow& row : kLost) check(compiled(schema_contract(kSchema)), row);
}

TEST_CASE("validate: unions are repaired where their nearest branch is; null for an absent key is left out") {
  const CompiledContract contract = compiled(schema_contract(R"({"properties": {
      "a": {"anyOf": [{"type": "integer"}, {"type": "array"}]},
      "b": {"oneOf": [{"properties": {"k": {"const": 1}}, "required": ["k"], "additionalProperties": false},
                      {"properties": {"k": {"const": 2}}, "required": ["k"]}]},
      "c": {"type": "string"}}})"));
  check(contract, {R"({"a": "36"})", "fail repaired", "C9 C4", R"({"a": 36})"});
  check(contract, {R"({"a": {}})", "fail lost", "C9 C4"});
  check(contract, {R"({"b": {"k": 1, "x": 0}})", "fail repaired", "C9 C2", R"({"b": {"k": 1}})"});
  check(contract, {R"({"b": {"k": 3}})", "fail lost", "C9 C5"});
  check(contract, {R"({"c": null, "a": 1})", "fail repaired", "C8", R"({"a": 1})"});
  check(contract, {R"({"a": 1, "c": null})", "fail repaired", "C8", R"({"a": 1})"});
}

TEST_CASE("validate: the repair level limits what is offered, not the verdict") {
  const CompiledContract contract = compiled(schema_contract(kSchema));
  check(contract, {R"({"a": 1,})", "fail repaired", "S1"}, RepairLevel::none);
  check(contract, {R"({"a": 1,})", "fail repaired", "S1", R"({"a": 1})"}, RepairLevel::a);
  check(contract, {R"({"a": "1"})", "fail repaired", "C4"}, RepairLevel::a);
  check(contract, {"```\n{\"a\": 1}\n```", "pass extracted", "W1"}, RepairLevel::none);
  check(contract, {R"({"a": 1, "t": ["x)", "fail lost", "X1", R"({"a": 1, "t": ["x"]})"}, RepairLevel::c);
  check(contract, {"```\n{\"a\": 1, \"t\": [\"x\", ", "fail lost", "X4", R"({"a": 1, "t": ["x"]})"}, RepairLevel::c);
  check(contract, {R"({"a": 1, "t":)", "fail lost", "X3", R"({"a": 1})"}, RepairLevel::c);
  check(contract, {R"({"t": ["x)", "fail lost", "X1"}, RepairLevel::c);
}

TEST_CASE("validate: findings say where, in the original, in the value and in the schema") {
  const std::string_view text = "Voilà:\n```json\n{\"a\": 1,\n \"t\": [\"é\", 7]}\n```";
  const Verdict verdict = validate_text(compiled(schema_contract(kSchema)), text, {});
  REQUIRE(verdict.findings.size() == 3);
  const Finding& type = verdict.findings[0];
  CHECK(type.code == "C4");
  CHECK(type.pointer == "/t/1");
  CHECK(type.schema_pointer == "/properties/t/items/type");
  CHECK(text.substr(type.span.from, type.span.to - type.span.from) == "7");
  CHECK(type.line == 4);
  CHECK(type.column == 13);
  CHECK(type.message == "expected string, found number 7");
  CHECK(type.expected == "string");
  CHECK(type.found == "7");
  CHECK(verdict.findings[1].code == "W1");
  CHECK(verdict.findings[1].line == 2);
  CHECK(verdict.findings[2].code == "W3");
  CHECK(verdict.findings[2].message == "text stands before the value: \"Voilà:\"");
  CHECK(verdict.repaired == "{\"a\": 1,\n \"t\": [\"é\", \"7\"]}");
}

TEST_CASE("validate: what was found is quoted short and on one line") {
  const std::string text = "{\"a\": \"" + std::string(500, 'x') + "\"}";
  const Verdict verdict = validate_text(compiled(schema_contract(kSchema)), text, {});
  REQUIRE(verdict.findings.size() == 1);
  CHECK(verdict.findings[0].message.size() < 150);
  CHECK(verdict.findings[0].found.ends_with("…"));
}
