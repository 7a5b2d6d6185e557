// Contracts of every kind over any bytes: the first byte picks a contract and a repair level, the rest
// is the text; the whole input is also read as a contract file. Edits replay and reverse; what is
// offered as repaired passes. Built with replay_main.cpp (tools/cmake/tests.cmake).
#include <cstddef>
#include <cstdint>

#include "nines/codec.h"
#include "nines/validate.h"
#include "validate/finding.h"

namespace {

using namespace nines;

const char* const kContracts[] = {
    R"({"kind": "labels", "labels": ["bug", "docs", "not sure"], "min": 0, "max": 2})",
    R"({"kind": "number", "unit": "$"})",
    R"({"kind": "jsonl",
        "each": {"kind": "json_schema", "schema": {"type": "object", "properties": {"a": {"type": "integer"}}}}})",
    R"({"kind": "csv", "columns": [{"name": "id", "type": "integer", "unique": true},
        {"name": "note", "nullable": true},
        {"name": "when", "type": "date", "nullable": true}]})",
    R"({"kind": "fenced", "language": "json", "body": {"kind": "json_schema", "schema": {"required": ["a"]}}})",
    R"({"kind": "tool_call",
        "tools": [{"name": "find",
        "parameters": {"properties": {"n": {"type": "integer"}}}}]})",
    R"({"kind": "any_of",
        "of": [{"kind": "number"}, {"kind": "labels", "labels": ["none"]}, {"kind": "json_schema", "schema": true}]})",
    R"({"kind": "all_of",
        "of": [{"kind": "json_schema", "schema": {"type": "object"}}, {"kind": "regex", "pattern": "(?s).{0,200}"}]})",
};

const std::vector<CompiledContract>& contracts() {
  static const std::vector<CompiledContract> all = [] {
    std::vector<CompiledContract> out;
    for (const char* json : kContracts) {
      Result<Contract> read = contract_from_json(std::string("{\"nines\": 1, \"contract\": ") + json + '}');
      NINES_ASSERT(read.has_value());
      Result<CompiledContract> compiled = compile_contract(read.value());
      NINES_ASSERT(compiled.has_value());
      out.push_back(std::move(compiled).value());
    }
    return out;
  }();
  return all;
}

// What reads as a contract is written and read back as the same.
void check_codec(std::string_view text) {
  const Result<Contract> read = contract_from_json(text);
  if (!read) return;
  const Result<Contract> again = contract_from_json(json_from_contract(read.value()));
  NINES_ASSERT(again.has_value());
  NINES_ASSERT(json_from_contract(again.value()) == json_from_contract(read.value()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  check_codec({reinterpret_cast<const char*>(data), size});
  const CompiledContract& contract = contracts()[data[0] % contracts().size()];
  const auto repair = static_cast<RepairLevel>(data[0] / 64);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Verdict verdict = validate_text(contract, text, {repair});
  for (const Finding& finding : verdict.findings) {
    NINES_ASSERT(finding.span.from <= finding.span.to && finding.span.to <= text.size());
  }
  const std::vector<Edit> edits = validate::merged_edits(verdict.findings);
  const std::string edited = apply_edits(text, edits);
  NINES_ASSERT(apply_edits(edited, invert_edits(text, edits)) == text);
  if (verdict.level == VerdictLevel::strict) NINES_ASSERT(verdict.repaired == text);
  if (!verdict.has_repaired) return 0;
  const Verdict again = validate_text(contract, verdict.repaired, {});
  NINES_ASSERT(again.verdict == VerdictKind::pass && again.level == VerdictLevel::strict);
  return 0;
}
