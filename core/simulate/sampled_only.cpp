// See sampled_only.h.
#include "simulate/sampled_only.h"

#include <limits>
#include <numeric>

#include "base/special.h"
#include "nines/catalog.h"
#include "simulate/assumptions.h"
#include "simulate/economics.h"
#include "simulate/sliced/sampled.h"

namespace nines::simulate {
void rest_on(SimulateReport& report, const Plan& plan, const SampleTally& tally, const RunContext& run) {
  const auto n = static_cast<double>(tally.trials);
  const auto share = [&](std::uint64_t count) { return static_cast<double>(count) / n; };
  const std::uint64_t detected = std::accumulate(tally.detected.begin(), tally.detected.end(), std::uint64_t{0});
  report.sampled_only = true;
  report.ok = share(tally.ok);
  report.silent = share(tally.silent);
  report.detected = share(detected);
  report.failure = share(tally.silent + detected);
  report.nines = report.failure > 0 ? 0 - base::log10(report.failure) : std::numeric_limits<double>::infinity();
  const SampledResult intervals = sampled_result(tally, 0, report);
  report.ok_ci = intervals.ok_ci;
  report.silent_ci = intervals.silent_ci;
  report.detected_ci = intervals.detected_ci;
  report.detected_by.clear();
  for (const DetectedReasonInfo& info : detected_reason_table()) {
    const std::uint64_t count = tally.detected[static_cast<std::size_t>(info.reason)];
    if (count > 0) report.detected_by.emplace_back(info.reason, share(count));
  }
  report.calls_mean = share(tally.calls);
  report.checks_mean = share(tally.checks);
  report.reviews_mean = share(tally.reviews);
  report.cost_usd_mean = executions_cost_usd(plan, tally) / n;
  report.method = "sampled: shares and means of " + std::to_string(tally.trials) + " runs, Wilson intervals";
  add_economics(report, plan, run);
}

SimulateReport sampled_answer(const Plan& plan, const SampleTally& tally, const Error& why, const RunContext& run) {
  SimulateReport out;
  out.assumptions = assumption_lines(plan);
  out.issues = plan.issues;
  Issue issue;
  issue.severity = Severity::note;
  issue.code = "sampled_only";
  issue.message = why.message + "; sampled runs answer instead, and give the ends and mean costs alone";
  issue.where = why.where;
  out.issues.push_back(std::move(issue));
  rest_on(out, plan, tally, run);
  return out;
}

}  // namespace nines::simulate
