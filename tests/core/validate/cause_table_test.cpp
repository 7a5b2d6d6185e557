// Every row of the cause table: complete, and its example yields its code under a suitable
// contract.
#include <cstring>
#include <set>

#include "core/validate/contracts/contract_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

const char* const kWholeA = R"({"type": "object", "required": ["a"], "additionalProperties": false,
                                "properties": {"a": {"type": "integer", "maximum": 100}, "name": {"type": "string"},
                                               "n": {"type": ["number", "null"]}, "t": {"type": "array"}}})";

// The contract under which the example of a cause is broken in that way alone.
Contract suitable_contract(const std::string& code) {
  if (code == "T1") return schema_contract(R"({"required": ["name"]})");
  if (code == "T5") return schema_contract(R"({"properties": {"name": {"const": "Zoë"}}})");
  if (code == "C5") return schema_contract(R"({"properties": {"a": {"enum": ["low", "high"]}}})");
  if (code == "C1") return schema_contract(R"({"required": ["a"]})");
  if (code == "C7") return regex_contract(R"([A-Z]{2}-\d{4})");
  if (code == "C8") return schema_contract(R"({"properties": {"b": {"type": "string"}}})");
  if (code == "C9")
    return schema_contract(R"({"properties": {"a": {"anyOf": [{"type": "null"}, {"type": "object"}]}}})");
  if (code == "C10") return schema_contract(R"({"properties": {"a": {"prefixItems": [true, true], "items": false}}})");
  if (code == "C11") return number_contract(42);
  if (code == "C12") return label_contract({"positive", "negative"});
  if (code == "C13") return tool_contract({{"find", R"({"required": ["city"]})"}});
  if (code == "C3") return csv_contract({text_column("city"), note_column()});
  if (code[0] == 'G') {
    return workflow_contract(code == "G8" ? "" : kSmallRegistry, code == "G10" ? WorkflowForm::api : WorkflowForm::any);
  }
  return schema_contract(kWholeA);
}

void check(const CauseInfo& row) {
  CAPTURE(std::string(row.code));
  const CompiledContract contract = compiled(suitable_contract(row.code));
  const Verdict verdict = validate_text(contract, row.example, {RepairLevel::c});
  REQUIRE_FALSE(verdict.causes.empty());
  const bool root = verdict.causes.front() == row.code;
  // Several candidates is a remark beside the prose it was found in.
  CHECK((root || (row.code == std::string("W8") && cause_words(verdict) == "W3 W8")));
  check_sound(row.example, verdict);
  const bool lost = verdict.level == VerdictLevel::lost;
  const bool may_be_repaired = row.level[0] == 'A' || row.level[0] == 'B';
  CHECK(lost == !may_be_repaired);
}

}  // namespace

TEST_CASE("causes: every row is complete, unique and found by its code") {
  std::set<std::string> codes;
  for (const CauseInfo& row : cause_table()) {
    CAPTURE(std::string(row.code));
    CHECK(codes.insert(row.code).second);
    CHECK(find_cause(row.code) == &row);
    CHECK(std::strlen(row.name) > 0);
    CHECK(std::strlen(row.help) > 0);
    CHECK(std::strlen(row.level) == 1);
    CHECK(std::strchr("ABCD", row.level[0]) != nullptr);
  }
  CHECK(find_cause("Z9") == nullptr);
}

TEST_CASE("causes: every example yields its cause, and its level says whether it is repaired") {
  for (const CauseInfo& row : cause_table()) check(row);
}

TEST_CASE("contracts: the table has one row per kind") {
  CHECK(contract_table().size() == static_cast<std::size_t>(ContractKind::any_of) + 1);
  for (std::size_t i = 0; i < contract_table().size(); ++i) {
    CHECK(static_cast<std::size_t>(contract_table()[i].kind) == i);
  }
}
