// One row of a verdict table and its check, shared by the table-driven tests of validate: verdict,
// level, causes, repaired text, and what must hold for every text whatever its verdict.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "nines/catalog.h"
#include "nines/validate.h"
#include "validate/finding.h"

namespace nines::test {

struct VerdictRow {
  std::string_view text;
  const char* verdict;             // "pass strict", "fail lost", …
  const char* causes;              // "S1 W1", in order
  std::string_view repaired = {};  // "" = nothing is offered
};

inline CompiledContract compiled(const Contract& contract) {
  Result<CompiledContract> out = compile_contract(contract);
  if (!out) FAIL("contract: " << out.error().message);
  return std::move(out).value();
}

inline Contract schema_contract(std::string schema) {
  Contract out;
  out.schema = std::move(schema);
  return out;
}

inline Contract regex_contract(std::string pattern) {
  Contract out;
  out.kind = ContractKind::regex;
  out.pattern = std::move(pattern);
  return out;
}

inline Contract label_contract(std::vector<std::string> labels) {
  Contract out;
  out.kind = ContractKind::labels;
  out.labels = std::move(labels);
  return out;
}

inline Contract number_contract(std::optional<double> target, std::string unit = "") {
  Contract out;
  out.kind = ContractKind::number;
  out.has_target = target.has_value();
  out.target = target.value_or(0);
  out.unit = std::move(unit);
  return out;
}

inline std::string verdict_words(const Verdict& verdict) {
  constexpr const char* kVerdicts[] = {"pass", "fail", "not_decidable"};
  constexpr const char* kLevels[] = {"strict", "extracted", "repaired", "lost"};
  return std::string(kVerdicts[static_cast<int>(verdict.verdict)]) + ' ' + kLevels[static_cast<int>(verdict.level)];
}

inline std::string cause_words(const Verdict& verdict) {
  std::string out;
  for (const std::string& code : verdict.causes) out += (out.empty() ? "" : " ") + code;
  return out;
}

// What holds for every verdict: places inside the text, known codes, edits that replay and reverse.
inline void check_sound(std::string_view text, const Verdict& verdict) {
  for (const Finding& finding : verdict.findings) {
    REQUIRE(finding.span.from <= finding.span.to);
    REQUIRE(finding.span.to <= text.size());
    REQUIRE(finding.line >= 1);
    REQUIRE(finding.column >= 1);
    REQUIRE(find_cause(finding.code) != nullptr);
    REQUIRE_FALSE(finding.message.empty());
  }
  const std::vector<Edit> edits = validate::merged_edits(verdict.findings);
  const std::string edited = apply_edits(text, edits);
  REQUIRE(apply_edits(edited, invert_edits(text, edits)) == text);
  if (!verdict.has_repaired || verdict.findings_dropped > 0) return;
  if (verdict.level == VerdictLevel::strict) {
    REQUIRE(verdict.repaired == text);
  } else {
    REQUIRE(edited == verdict.repaired);
  }
}

// A repaired text meets the contract as it stands, and is left alone from then on.
inline void check_repaired(const CompiledContract& contract, const Verdict& verdict) {
  if (!verdict.has_repaired) return;
  const Verdict again = validate_text(contract, verdict.repaired, {});
  REQUIRE(verdict_words(again) == "pass strict");
}

inline void check(const CompiledContract& contract, const VerdictRow& row, RepairLevel repair = RepairLevel::b) {
  CAPTURE(std::string(row.text));
  const Verdict verdict = validate_text(contract, row.text, {repair});
  CHECK(verdict_words(verdict) == row.verdict);
  CHECK(cause_words(verdict) == row.causes);
  CHECK(verdict.repaired == row.repaired);
  check_sound(row.text, verdict);
  check_repaired(contract, verdict);
}

}  // namespace nines::test
