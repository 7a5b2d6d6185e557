// Validation: the first byte picks a contract and a repair level, the rest is
// the text. Every text gets a verdict; edits replay and reverse; what is offered as repaired
// passes. Built with replay_main.cpp (tools/cmake/tests.cmake).
#include <cstddef>
#include <cstdint>

#include "nines/validate.h"
#include "validate/finding.h"

namespace {

using namespace nines;

CompiledContract must_compile(Contract contract) {
  Result<CompiledContract> compiled = compile_contract(contract);
  NINES_ASSERT(compiled.has_value());
  return std::move(compiled).value();
}

const std::vector<CompiledContract>& contracts() {
  static const std::vector<CompiledContract> all = [] {
    Contract schema;
    schema.schema = R"({"type": "object", "required": ["a"], "additionalProperties": false,
      "properties": {"a": {"type": "integer", "maximum": 9}, "b": {"items": {"type": ["string", "null"]}}}})";
    Contract any;
    Contract pattern;
    pattern.kind = ContractKind::regex;
    pattern.pattern = "[a-z]+";
    Contract labels;
    labels.kind = ContractKind::labels;
    labels.labels = {"yes", "no", "not sure"};
    Contract number;
    number.kind = ContractKind::number;
    number.unit = "kg";
    return std::vector{must_compile(schema), must_compile(any), must_compile(pattern), must_compile(labels),
                       must_compile(number)};
  }();
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const CompiledContract& contract = contracts()[data[0] % contracts().size()];
  const auto repair = static_cast<RepairLevel>(data[0] / 64);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Verdict verdict = validate_text(contract, text, {repair});
  const std::vector<Edit> edits = validate::merged_edits(verdict.findings);
  const std::string edited = apply_edits(text, edits);
  NINES_ASSERT(apply_edits(edited, invert_edits(text, edits)) == text);
  if (verdict.level == VerdictLevel::strict) NINES_ASSERT(verdict.repaired == text);
  if (!verdict.has_repaired) return 0;
  const Verdict again = validate_text(contract, verdict.repaired, {});
  NINES_ASSERT(again.verdict == VerdictKind::pass && again.level == VerdictLevel::strict);
  return 0;
}
