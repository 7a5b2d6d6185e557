// Verdicts as a step. See nines/format_gate.h.
#include "nines/format_gate.h"

#include "nines/catalog.h"

namespace nines {
namespace {

ParamValue counts_value(Param id, std::int64_t k, std::int64_t n) {
  ParamValue out = number_value(id, static_cast<double>(k) / static_cast<double>(n));
  out.form = ValueForm::counts;
  out.complement = static_cast<double>(n - k) / static_cast<double>(n);
  out.k = k;
  out.n = n;
  return out;
}

}  // namespace

Step format_gate_of(const ValidateReport& report, const std::string& file) {
  Step gate;
  gate.kind = StepKind::format_gate;
  const std::int64_t decided = report.passed + report.failed;
  const std::int64_t repaired = report.failed - report.by_level[static_cast<std::size_t>(VerdictLevel::lost)];
  gate.params.push_back(counts_value(Param::fail, report.failed, decided));
  if (report.failed > 0) gate.params.push_back(counts_value(Param::repair, repaired, report.failed));
  gate.source = std::to_string(report.failed) + " of " + std::to_string(decided) + " in " + file;
  return gate;
}

}  // namespace nines
