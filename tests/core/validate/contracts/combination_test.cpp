// all_of and any_of: which part is told, and when a repair would be a guess.
#include "core/validate/contracts/contract_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

const VerdictRow kAny[] = {
    {"42 kg", "pass strict", "", "42 kg"},
    {"unknown", "pass strict", "", "unknown"},
    {"{\"kg\": 42}", "pass strict", "", "{\"kg\": 42}"},
    {"It weighs 42 kg.", "pass extracted", "W3 W4", "42 kg"},
    {"The answer is unknown.", "pass extracted", "W3 W4", "unknown"},
    {"```json\n{\"kg\": 42}\n```", "pass extracted", "W1", "{\"kg\": 42}"},
    {"43 kg", "fail lost", "C9 C11"},
    {"{\"kg\": \"42\"}", "fail repaired", "C9 C4", "{\"kg\": 42}"},
    {"{\"kg\": 42,}", "fail repaired", "S1 W8", "{\"kg\": 42}"},
    {"Unknown", "fail repaired", "C9 C12", "unknown"},
    {"", "fail lost", "X8"},
};

const VerdictRow kAll[] = {
    {"{\"a\": 1}", "pass strict", "", "{\"a\": 1}"},
    {"{\"a\":  1}", "fail lost", "C7"},
    {"{\"b\": 1}", "fail lost", "C1"},
    {"{\"a\": \"1\"}", "fail repaired", "C4", "{\"a\": 1}"},
    {"Sure: {\"a\": 1}", "pass extracted", "W3", "{\"a\": 1}"},
    {"```json\n{\"a\": 1}\n```", "pass extracted", "W1", "{\"a\": 1}"},
};

}  // namespace

TEST_CASE("any_of: the nearest part is told") {
  const CompiledContract contract =
      compiled(any_contract({number_contract(42, "kg"), label_contract({"unknown"}),
                             schema_contract(R"({"type": "object", "properties": {"kg": {"type": "integer"}}})")}));
  for (const VerdictRow& row : kAny) check(contract, row);
}

TEST_CASE("any_of: two parts that could each be reached leave a guess") {
  const CompiledContract contract = compiled(any_contract({label_contract({"Yes"}), label_contract({"YES"})}));
  check(contract, {"yes", "fail lost", "C9 C12"});
}

TEST_CASE("all_of: every part") {
  const CompiledContract contract =
      compiled(all_contract({schema_contract(R"({"required": ["a"], "properties": {"a": {"type": "integer"}}})"),
                             regex_contract("\\S+ ?\\S+")}));
  for (const VerdictRow& row : kAll) check(contract, row);
}

TEST_CASE("combinations: depth and emptiness are refused with a place") {
  CHECK(compile_contract(any_contract({})).error().where.pointer == "/of");
  Contract deep = label_contract({"a"});
  for (std::size_t i = 0; i < kMaxContractDepth; ++i) deep = all_contract({deep});
  CHECK(compile_contract(deep).has_value());
  CHECK(compile_contract(all_contract({deep})).error().code == ErrorCode::limit_exceeded);
  CHECK(compile_contract(all_contract({label_contract({})})).error().where.pointer == "/of/0/labels");
  CHECK(compile_contract(jsonl_contract(schema_contract("["))).error().where.pointer.starts_with("/each/schema"));
}
