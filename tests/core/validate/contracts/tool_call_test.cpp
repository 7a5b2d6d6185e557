// Tool calls in the shapes of several providers, with arguments as objects and as JSON text.
#include "core/validate/contracts/contract_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

Contract tools() {
  return tool_contract({{"get_weather", R"({"type": "object", "required": ["city"], "additionalProperties": false,
                           "properties": {"city": {"type": "string"}, "days": {"type": "integer"}}})"},
                        {"list_files", R"({"type": "object"})"}});
}

const VerdictRow kRows[] = {
    {R"({"name": "get_weather", "arguments": {"city": "Oslo"}})", "pass strict", "",
     R"({"name": "get_weather", "arguments": {"city": "Oslo"}})"},
    {R"({"name": "get_weather", "arguments": "{\"city\": \"Oslo\"}"})", "pass strict", "",
     R"({"name": "get_weather", "arguments": "{\"city\": \"Oslo\"}"})"},
    {R"({"type": "function", "function": {"name": "get_weather", "arguments": "{\"city\":\"Oslo\"}"}})", "pass strict",
     "", R"({"type": "function", "function": {"name": "get_weather", "arguments": "{\"city\":\"Oslo\"}"}})"},
    {R"({"tool_calls": [{"id": "c1", "type": "function", "function": {"name": "list_files", "arguments": ""}}]})",
     "pass strict", "",
     R"({"tool_calls": [{"id": "c1", "type": "function", "function": {"name": "list_files", "arguments": ""}}]})"},
    {R"([{"name": "list_files", "arguments": {}}, {"name": "get_weather", "arguments": {"city": "A"}}])", "pass strict",
     "", R"([{"name": "list_files", "arguments": {}}, {"name": "get_weather", "arguments": {"city": "A"}}])"},
    {R"({"type": "tool_use", "id": "t", "name": "get_weather", "input": {"city": "Oslo"}})", "pass strict", "",
     R"({"type": "tool_use", "id": "t", "name": "get_weather", "input": {"city": "Oslo"}})"},
    {R"({"functionCall": {"name": "get_weather", "args": {"city": "Oslo"}}})", "pass strict", "",
     R"({"functionCall": {"name": "get_weather", "args": {"city": "Oslo"}}})"},
    {R"({"name": "get_weather", "parameters": {"city": "Oslo"}})", "pass strict", "",
     R"({"name": "get_weather", "parameters": {"city": "Oslo"}})"},
    {"<tool_call>\n{\"name\": \"list_files\", \"arguments\": {}}\n</tool_call>", "pass strict", "",
     "<tool_call>\n{\"name\": \"list_files\", \"arguments\": {}}\n</tool_call>"},
    {"I'll look.\n<tool_call>{\"name\": \"list_files\", \"arguments\": {}}</tool_call>", "pass extracted", "W3",
     "<tool_call>{\"name\": \"list_files\", \"arguments\": {}}</tool_call>"},
    {"```json\n{\"name\": \"list_files\", \"arguments\": {}}\n```", "pass extracted", "W1",
     R"({"name": "list_files", "arguments": {}})"},
    {R"({"name": "list_files"})", "pass strict", "", R"({"name": "list_files"})"},
    {R"({"name": "list_files", "arguments": null})", "fail repaired", "C8",
     R"({"name": "list_files", "arguments": {}})"},
    {R"({"name": "get_weather"})", "fail lost", "C1"},
    {R"({"name": "get_wether", "arguments": {"city": "Oslo"}})", "fail lost", "C5"},
    {R"({"name": "delete_all", "arguments": {}})", "fail lost", "C5"},
    {R"({"name": "get_weather", "arguments": {"town": "Oslo"}})", "fail lost", "C1 C2"},
    {R"({"name": "get_weather", "arguments": {"city": "Oslo", "days": "3"}})", "fail repaired", "C4",
     R"({"name": "get_weather", "arguments": {"city": "Oslo", "days": 3}})"},
    {R"({"name": "get_weather", "arguments": "{\"city\": \"Oslo\", \"days\": \"3\"}"})", "fail repaired", "C4",
     R"({"name": "get_weather", "arguments": "{\"city\": \"Oslo\", \"days\": 3}"})"},
    {R"({"name": "get_weather", "arguments": "{\"city\": \"Oslo\",}"})", "fail repaired", "S1",
     R"({"name": "get_weather", "arguments": "{\"city\": \"Oslo\"}"})"},
    {R"({"name": "get_weather", "arguments": "{\"city\": \"Os"})", "fail lost", "X1"},
    {R"({"name": "get_weather", "input": "{\"city\": \"Oslo\"}"})", "fail repaired", "W9",
     R"({"name": "get_weather", "input": {"city": "Oslo"}})"},
    {R"({"name": "get_weather", "arguments": ["Oslo"]})", "fail lost", "C4"},
    {R"({"name": "get_weather", "arguments": {"city": "Oslo"},})", "fail repaired", "S1",
     R"({"name": "get_weather", "arguments": {"city": "Oslo"}})"},
    {R"({"city": "Oslo"})", "fail lost", "X9"},
    {R"({"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}})",
     "fail lost", "C13"},
    {R"(get_weather(city="Oslo", days=3))", "fail lost", "W10"},
    {"The weather is fine.", "fail lost", "X9"},
};

}  // namespace

TEST_CASE("tool_call: shapes, names and arguments") {
  const CompiledContract contract = compiled(tools());
  for (const VerdictRow& row : kRows) check(contract, row);
}

TEST_CASE("tool_call: places inside arguments that are text") {
  const std::string_view text = R"({"name": "get_weather", "arguments": "{\"city\": \"O\u0073lo\", \"days\": true}"})";
  const Verdict verdict = validate_text(compiled(tools()), text, {});
  REQUIRE(verdict.findings.size() == 1);
  const Finding& finding = verdict.findings[0];
  CHECK(text.substr(finding.span.from, finding.span.to - finding.span.from) == "true");
  CHECK(finding.pointer == "/arguments/days");
  CHECK(finding.schema_pointer.starts_with("/tools/0/parameters"));
}

TEST_CASE("tool_call: a call written as code is offered as JSON on request only") {
  check(compiled(tools()),
        {"get_weather(city='Oslo', days=3)", "fail lost", "W10",
         R"({"name": "get_weather", "arguments": {"city": "Oslo", "days": 3}})"},
        RepairLevel::c);
  check(compiled(tools()),
        {R"({"name": "get_wether", "arguments": {"city": "Oslo"}})", "fail lost", "C5",
         R"({"name": "get_weather", "arguments": {"city": "Oslo"}})"},
        RepairLevel::c);
}

TEST_CASE("tool_call: contracts that make no sense say where") {
  CHECK(compile_contract(tool_contract({})).error().where.pointer == "/tools");
  CHECK(compile_contract(tool_contract({{"a", "true"}, {"a", "true"}})).error().where.pointer == "/tools");
  CHECK(compile_contract(tool_contract({{"a", R"({"type": "strin"})"}})).error().where.pointer ==
        "/tools/0/parameters/type");
}
