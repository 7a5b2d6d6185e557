// Fenced code: its language, its body, and what stands there instead of one block.
#include "core/validate/contracts/contract_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

const VerdictRow kPython[] = {
    {"```python\nx = 1\n```", "pass strict", "", "```python\nx = 1\n```"},
    {"```py\nx = 1\n```\n", "pass strict", "", "```py\nx = 1\n```\n"},
    {"~~~Python\nx = 1\n~~~", "pass strict", "", "~~~Python\nx = 1\n~~~"},
    {"````python\n```\n````", "pass strict", "", "````python\n```\n````"},
    {"Here:\n```python\nx = 1\n```\nHave fun!", "pass extracted", "W3 W4", "```python\nx = 1\n```"},
    {"```\nx = 1\n```", "fail repaired", "C1", "```python\nx = 1\n```"},
    {"```js\nlet x = 1;\n```", "fail lost", "C5"},
    {"```python\n\n```", "fail lost", "X8"},
    {"x = 1\nprint(x)", "fail repaired", "W10", "```python\nx = 1\nprint(x)\n```"},
    {"```python\nx = 1", "fail lost", "W2"},
    {"```python\nx = 1\n```\nor\n```python\nx = 2\n```", "fail lost", "W8"},
    {"```sh\npip install x\n```\nthen\n```python\nimport x\n```", "pass extracted", "W3", "```python\nimport x\n```"},
    {"I'm sorry, but I can't help with that.", "fail lost", "X9"},
    {"", "fail lost", "X8"},
};

const VerdictRow kJson[] = {
    {"```json\n{\"a\": 1}\n```", "pass strict", "", "```json\n{\"a\": 1}\n```"},
    {"{\"a\": 1}", "fail repaired", "W10", "```json\n{\"a\": 1}\n```"},
    {"```json\n{\"a\": 1,}\n```", "fail repaired", "S1", "```json\n{\"a\": 1}\n```"},
    {"```json\n{\"a\": 1}", "fail repaired", "W2", "```json\n{\"a\": 1}\n```"},
    {"```json\n{\"a\": \"x", "fail lost", "X1"},
    {"```json\n{\"b\": 1}\n```", "fail lost", "C1"},
    {"```JSON\n{\"a\": 1}\n```", "pass strict", "", "```JSON\n{\"a\": 1}\n```"},
};

}  // namespace

TEST_CASE("fenced: one block of a language") {
  for (const VerdictRow& row : kPython) check(compiled(fenced_contract("python")), row);
}

TEST_CASE("fenced: a body with a contract of its own") {
  const CompiledContract contract = compiled(fenced_contract("json", {schema_contract(R"({"required": ["a"]})")}));
  for (const VerdictRow& row : kJson) check(contract, row);
}

TEST_CASE("fenced: any language") {
  check(compiled(fenced_contract("")), {"```\nx\n```", "pass strict", "", "```\nx\n```"});
  check(compiled(fenced_contract("")), {"```rust\nx\n```", "pass strict", "", "```rust\nx\n```"});
}
