// simulate_pipeline: the table of contents of an answer. The exact engine comes first, then what
// was asked beside it, then the sampled engine as a check on both.
#include <algorithm>
#include <limits>

#include "base/special.h"
#include "nines/catalog.h"
#include "nines/simulate.h"
#include "simulate/assumptions.h"
#include "simulate/check_params.h"
#include "simulate/economics.h"
#include "simulate/exact.h"
#include "simulate/influence.h"
#include "simulate/measured.h"
#include "simulate/plan.h"
#include "simulate/sampled_only.h"
#include "simulate/sliced/sampled.h"
#include "simulate/variants.h"

namespace nines {
namespace {

using simulate::Plan;
using simulate::Row;

SimulateReport exact_report(const Plan& plan, const Row<double>& row, double stopped, DetectedReason why) {
  Ends ends = simulate::ends_of(row);
  ends.detected += stopped;
  SimulateReport out;
  out.ok = ends.ok;
  out.silent = ends.silent;
  out.detected = ends.detected;
  out.failure = ends.silent + ends.detected;
  out.nines = out.failure > 0 ? 0 - base::log10(out.failure) : std::numeric_limits<double>::infinity();
  for (const DetectedReasonInfo& info : detected_reason_table()) {
    const double mass = info.reason == why ? stopped : simulate::mass_of(row, info.reason);
    if (mass > 0) out.detected_by.emplace_back(info.reason, mass);
  }
  out.calls_mean = row[simulate::kCalls];
  out.checks_mean = row[simulate::kChecks];
  out.reviews_mean = row[simulate::kReviews];
  out.cost_usd_mean = row[simulate::kCost];
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
    report.survival_quantiles = simulate::survival_quantiles(plan, report.survival, run);
  }
  if (options.influence) report.influence = simulate::influence_rows(plan, report.issues, run);
  if (options.variants) report.variants = simulate::variant_rows(plan, options.survival, run);
  if (options.calls) report.calls = simulate::calls_distribution(plan, run);
  report.latency_ms = simulate::latency_law(plan, options.latency, run);
  if (options.cost) report.cost = simulate::cost_law(plan, run);
  if (options.first_failing) {
    report.first_failing = simulate::first_failing_rows(plan, run);
    report.recovered = std::max(0.0, report.ok - simulate::flawless_share(plan, run));
  }
  simulate::add_measured_intervals(report, plan, run);
}

Issue details_left_out() {
  Issue issue;
  issue.severity = Severity::note;
  issue.code = "limit_partial";
  issue.message = "under a budget or a deadline only the ends, the mean costs and what follows from them are computed";
  return issue;
}

bool wants_details(const SimulateOptions& options) {
  return options.survival || options.influence || options.variants || options.calls || options.latency ||
         options.cost || options.first_failing;
}

Result<SimulateReport> report_of(const Plan& plan, const SimulateOptions& options, const RunContext& run) {
  if (plan.beyond_exact) return *plan.beyond_exact;
  const Pipeline& pipeline = *plan.pipeline;
  if (!pipeline.budget && !pipeline.deadline_ms) {
    SimulateReport out = exact_report(plan, simulate::exact_row(plan, run), 0, DetectedReason::budget);
    add_details(out, plan, options, run);
    if (options.band) out.band = simulate::assumed_band(plan, {out.ok, out.silent, out.detected}, run);
    simulate::add_economics(out, plan, run);
    return out;
  }
  const Result<simulate::StoppedRow> row = simulate::stopped_row(plan, run);
  if (!row) return row.error();
  SimulateReport out = exact_report(plan, row->row, row->stopped, row->reason);
  out.method = row->method;
  if (options.band) out.band = simulate::assumed_band(plan, {out.ok, out.silent, out.detected}, run);
  if (wants_details(options)) out.issues.push_back(details_left_out());
  simulate::add_economics(out, plan, run);
  return out;
}

// Trials between two signs of progress: 1 % of the whole, within reason, and whole blocks.
Result<SampleTally> sample_all(const Plan& plan, std::uint64_t trials, std::uint64_t seed, const RunContext& run) {
  constexpr std::uint64_t kBlock = 512;
  const Result<simulate::SlicedProgram> program = simulate::sampled_program(plan, trials, run);
  if (!program) return program.error();
  const std::uint64_t portion = (std::clamp<std::uint64_t>(trials / 100, 1, 1'000'000) + kBlock - 1) / kBlock * kBlock;
  SampleTally sum;
  for (std::uint64_t first = 0; first < trials; first += portion) {
    const std::uint64_t here = std::min(portion, trials - first);
    const Result<SampleTally> part = simulate::run_trials(*program, seed, first, here, run);
    if (!part) return part.error();
    sum = merge_tallies(sum, *part);
    run.progress(static_cast<double>(first + here) / static_cast<double>(trials));
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
  simulate::prepare(plan.value(), run);
  Result<SimulateReport> exact = report_of(*plan, options, run);
  if (!exact && (options.exact_only || exact.error().code == ErrorCode::cancelled)) return exact.error();
  SampleTally tally;
  const std::uint64_t trials = exact || options.trials > 0 ? options.trials : kAnsweringTrials;
  if (trials > 0) {
    Result<SampleTally> played = sample_all(*plan, trials, options.seed, run);
    if (!played) return played.error();
    tally = std::move(played).value();
  }
  SimulateReport report = exact ? std::move(exact).value() : simulate::sampled_answer(*plan, tally, exact.error(), run);
  if (options.trials > 0) report.sampled = sampled_result(tally, options.seed, report);
  if (options.trials > 0 && !report.sampled_only) report.method += "+sampled";
  if (run.cancelled()) return simulate::error_at(ErrorCode::cancelled, "", "cancelled");
  return report;
}

}  // namespace nines
