// validate_text: the fast path for a text that meets its contract as it stands, diagnosis for all
// others. See nines/validate.h.
#include <algorithm>

#include "base/text.h"
#include "validate/diagnose.h"
#include "validate/verdict.h"

namespace nines {

namespace {

Verdict strict_pass(std::string_view text, validate::Check check) {
  Verdict out;
  out.findings = std::move(check.notes.items);
  out.findings_dropped = check.notes.dropped;
  base::LineCursor cursor(text);
  for (Finding& finding : out.findings) {
    const base::LineColumn at = cursor.at(finding.span.from);
    finding.line = at.line;
    finding.column = at.column;
  }
  out.has_repaired = true;
  out.repaired = text;
  return out;
}

// Each code once, in the order in which the findings tell it.
std::vector<std::string> codes_of(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const Finding& finding : findings) {
    if (std::find(out.begin(), out.end(), finding.code) == out.end()) out.push_back(finding.code);
  }
  return out;
}

}  // namespace

namespace validate {

Verdict validate_one(const CompiledContract::Impl& contract, std::string_view text, const ValidateOptions& options,
                     FusedValidator& fused) {
  FusedVerdict found = FusedVerdict::unsure;
  if (contract.fast != nullptr) found = fused.read(*contract.fast, text, FusedAsk::verdict);
  if (found == FusedVerdict::holds) return strict_pass(text, {});
  Check whole = check_to_repair(contract, text, found);
  Verdict out = whole.holds ? strict_pass(text, std::move(whole)) : diagnose(contract, text, whole, options);
  out.causes = codes_of(out.findings);
  return out;
}

}  // namespace validate

Verdict validate_text(const CompiledContract& contract, std::string_view text, const ValidateOptions& options) {
  validate::FusedValidator fused;
  return validate::validate_one(contract.impl(), text, options, fused);
}

}  // namespace nines
