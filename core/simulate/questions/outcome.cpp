// Exact runs for the questions (outcome.h).
#include "simulate/questions/outcome.h"

#include "simulate/check_params.h"

namespace nines::simulate {
namespace {

void to_number(ParamValue& value) {
  if (value.form != ValueForm::counts || !value.shared || value.n < 1) return;
  const Probability rate = probability_of(value);
  value.form = rate.p > rate.q ? ValueForm::complement : ValueForm::number;
  value.value = rate.p;
  value.complement = rate.q;
  value.choice.clear();
}

void to_numbers(std::vector<Step>& steps) {
  for (Step& step : steps) {
    for (ParamValue& value : step.params) to_number(value);
    to_numbers(step.body);
  }
}

}  // namespace

Pipeline without_counts(const Pipeline& pipeline) {
  Pipeline out = pipeline;
  to_numbers(out.steps);
  for (Variable& one : out.vars) to_number(one.value);
  out.volume.reset();
  out.values.reset();
  out.baseline.reset();
  return out;
}

Result<Outcome> run_exactly(const Pipeline& pipeline, RunContext& run) {
  SimulateOptions options;
  options.exact_only = true;
  options.band = false;
  const Result<SimulateReport> report = simulate_pipeline(without_counts(pipeline), options, run);
  if (!report) return report.error();
  return Outcome{{report->ok, report->silent, report->detected},
                 report->calls_mean,
                 report->checks_mean,
                 report->reviews_mean,
                 report->cost_usd_mean};
}

}  // namespace nines::simulate
