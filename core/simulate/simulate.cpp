// simulate_pipeline: the table of contents of an answer. The exact engine comes first, then what
// was asked beside it, then the sampled engine as a check on both.
#include <algorithm>
#include <limits>

#include "base/special.h"
#include "nines/catalog.h"
#include "nines/simulate.h"
#include "simulate/assumptions.h"
#include "simulate/check_params.h"
#include "simulate/exact.h"
#include "simulate/influence.h"
#include "simulate/measured.h"
#include "simulate/plan.h"
#include "simulate/sample.h"
#include "simulate/variants.h"

namespace nines {
namespace {

using simulate::Plan;
using simulate::Row;

double mass_of(const Row<double>& row, DetectedReason reason) {
  switch (reason) {
    case DetectedReason::exhausted: return row[simulate::kExhausted];
    case DetectedReason::rejected: return row[simulate::kFlagged];
    case DetectedReason::crash: break;
  }
  return row[simulate::kCrash];
}

SimulateReport exact_report(const Plan& plan, const RunContext& run) {
  const Row<double> row = simulate::exact_row(plan, run);
  const Ends ends = simulate::ends_of(row);
  SimulateReport out;
  out.ok = ends.ok;
  out.silent = ends.silent;
  out.detected = ends.detected;
  out.failure = ends.silent + ends.detected;
  out.nines = out.failure > 0 ? 0 - base::log10(out.failure) : std::numeric_limits<double>::infinity();
  for (const DetectedReasonInfo& info : detected_reason_table()) {
    if (mass_of(row, info.reason) > 0) out.detected_by.emplace_back(info.reason, mass_of(row, info.reason));
  }
  out.calls_mean = row[simulate::kCalls];
  out.checks_mean = row[simulate::kChecks];
  out.method = "exact";
  out.assumptions = simulate::assumption_lines(plan);
  out.issues = plan.issues;
  return out;
}

void add_details(SimulateReport& report, const Plan& plan, const SimulateOptions& options, const RunContext& run) {
  if (options.survival) {
    const simulate::SurvivalUnits units = simulate::survival_units(plan);
    report.units = units.count;
    report.unit_label = units.label;
    report.survival = simulate::survival_points(plan, run);
  }
  if (options.influence) report.influence = simulate::influence_rows(plan, report.issues, run);
  if (options.variants) report.variants = simulate::variant_rows(plan, options.survival, run);
  if (options.calls) report.calls = simulate::calls_distribution(plan, run);
  simulate::add_measured_intervals(report, plan, run);
}

// Trials between two signs of progress: 1 % of the whole, within reason.
SampleTally sample_all(const simulate::Program& program, const SimulateOptions& options, const RunContext& run) {
  const std::uint64_t portion = std::clamp<std::uint64_t>(options.trials / 100, 1, 1'000'000);
  SampleTally sum;
  for (std::uint64_t first = 0; first < options.trials && !run.cancelled(); first += portion) {
    const std::uint64_t trials = std::min(portion, options.trials - first);
    sum = merge_tallies(sum, simulate::run_trials(program, options.seed, first, trials, run));
    run.progress(static_cast<double>(first + trials) / static_cast<double>(options.trials));
  }
  return sum;
}

}  // namespace

Result<SimulateReport> simulate_pipeline(const Pipeline& pipeline, const SimulateOptions& options, RunContext& run) {
  Result<Plan> plan = simulate::build_plan(pipeline);
  if (!plan) return plan.error();
  if (options.trials > kMaxTrials) {
    return simulate::error_at(ErrorCode::out_of_range, "",
                              std::to_string(options.trials) + " trials; at most " + std::to_string(kMaxTrials));
  }
  simulate::fill_laws(plan.value(), run);
  SimulateReport report = exact_report(*plan, run);
  add_details(report, *plan, options, run);
  if (options.trials > 0) {
    const Result<simulate::Program> program = simulate::sampled_program(*plan, options.trials);
    if (!program) return program.error();
    report.sampled = sampled_result(sample_all(*program, options, run), options.seed, report);
    report.method = "exact+sampled";
  }
  if (run.cancelled()) return simulate::error_at(ErrorCode::cancelled, "", "cancelled");
  return report;
}

}  // namespace nines
