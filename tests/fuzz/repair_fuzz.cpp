// Repair of JSON-like text: the first byte picks a contract and a repair level, the rest is the text. The tolerant
// reader's edits replay and reverse and, where it says so, give JSON; what is offered as repaired passes; a valid text
// is never changed. Built with replay_main.cpp (tools/cmake/tests.cmake).
#include <cstddef>
#include <cstdint>

#include "base/json_reader.h"
#include "nines/validate.h"
#include "validate/finding.h"
#include "validate/syntax.h"
#include "validate/tolerant/reader.h"

namespace {

using namespace nines;

CompiledContract must_compile(const char* schema) {
  Contract contract;
  contract.schema = schema;
  Result<CompiledContract> compiled = compile_contract(contract);
  NINES_ASSERT(compiled.has_value());
  return std::move(compiled).value();
}

const std::vector<CompiledContract>& contracts() {
  static const std::vector<CompiledContract> all = {
      must_compile("true"), must_compile(R"({"type": "object"})"),
      must_compile(R"({"type": "object", "required": ["a"], "additionalProperties": false,
                       "properties": {"a": {"type": "integer"}, "b": {"type": ["string", "null"]}}})"),
      must_compile(R"({"type": "array", "items": {"type": "string"}})")};
  return all;
}

void check_reading(std::string_view text) {
  const validate::Reading reading = validate::read_tolerant(text, 0, {});
  NINES_ASSERT(reading.value.from <= reading.value.to && reading.value.to <= text.size());
  const std::vector<Edit> edits = validate::all_edits(reading);
  const std::string mended = apply_edits(text, edits);
  NINES_ASSERT(apply_edits(mended, invert_edits(text, edits)) == text);
  const bool valid = base::read_json(text, validate::json_limits()).ok;
  NINES_ASSERT(!valid || reading.defects.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const CompiledContract& contract = contracts()[data[0] % contracts().size()];
  const auto repair = static_cast<RepairLevel>(data[0] / 64);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  check_reading(text);
  const Verdict verdict = validate_text(contract, text, {repair});
  const std::vector<Edit> edits = validate::merged_edits(verdict.findings);
  const std::string edited = apply_edits(text, edits);
  NINES_ASSERT(apply_edits(edited, invert_edits(text, edits)) == text);
  if (verdict.level == VerdictLevel::strict) NINES_ASSERT(verdict.repaired == text);
  if (!verdict.has_repaired) return 0;
  const bool whole = verdict.findings_dropped == 0 && verdict.level != VerdictLevel::strict;
  if (whole) NINES_ASSERT(edited == verdict.repaired);
  const Verdict again = validate_text(contract, verdict.repaired, {});
  NINES_ASSERT(again.verdict == VerdictKind::pass && again.level == VerdictLevel::strict);
  return 0;
}
