// validate_texts: many verdicts and what they come to. See nines/validate.h.
#include <algorithm>
#include <map>

#include "base/stats.h"
#include "nines/validate.h"
#include "validate/verdict.h"

namespace nines {

namespace {

void count(const Verdict& verdict, ValidateReport& report, std::map<std::string, std::int64_t>& causes) {
  ++report.by_level[static_cast<std::size_t>(verdict.level)];
  switch (verdict.verdict) {
    case VerdictKind::pass: ++report.passed; break;
    case VerdictKind::fail: ++report.failed; break;
    case VerdictKind::not_decidable: ++report.not_decidable; break;
  }
  for (const std::string& code : verdict.causes) ++causes[code];
}

std::vector<CauseCount> ranked(const std::map<std::string, std::int64_t>& causes) {
  std::vector<CauseCount> out;
  for (const auto& [code, count] : causes) out.push_back({code, count});
  std::stable_sort(out.begin(), out.end(), [](const CauseCount& a, const CauseCount& b) { return a.count > b.count; });
  return out;
}

}  // namespace

Result<ValidateReport> validate_texts(const CompiledContract& contract, const std::vector<std::string_view>& texts,
                                      const ValidateOptions& options, RunContext& run) {
  ValidateReport report;
  validate::FusedValidator fused;
  std::map<std::string, std::int64_t> causes;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (run.cancelled()) {
      return Error{ErrorCode::cancelled,
                   "cancelled after " + std::to_string(i) + " of " + std::to_string(texts.size()) + " texts",
                   {}};
    }
    Verdict verdict = validate::validate_one(contract.impl(), texts[i], options, fused);
    verdict.index = i;
    count(verdict, report, causes);
    report.verdicts.push_back(std::move(verdict));
    run.progress(static_cast<double>(i + 1) / static_cast<double>(texts.size()));
  }
  report.texts = static_cast<std::int64_t>(texts.size());
  report.usable = usable_share(report.verdicts, {});
  report.causes = ranked(causes);
  return report;
}

}  // namespace nines
