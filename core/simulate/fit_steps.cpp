// Rates per step from counts by step and item (nines/fit.h). What a trace is, bridge knows.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/bootstrap.h"
#include "base/stats.h"
#include "nines/catalog.h"
#include "nines/disagree.h"
#include "nines/fit.h"

namespace nines {
namespace {

constexpr std::uint32_t kPooledStream = 4;  // of the item bootstrap

const char* const kRhoMethod = "(pass^2 - p^2)/(p(1-p)) at item scope, pooled over steps by items";

// Sums for each step over its items with two runs: how many, pass^1, pass^2. Steps are added up weighted by items.
base::ItemStatistics pooled_rho(const StepCounts& counts, std::size_t items,
                                const std::map<std::string, std::size_t>& item_of) {
  base::AdditiveStatistics table;
  table.columns = 3 * counts.steps.size();
  table.count = 1;
  table.rows.assign(items * table.columns, 0);
  for (const StepItemCount& one : counts.counts) {
    if (one.count.n < 2) continue;
    double* row = table.rows.data() + item_of.at(one.item) * table.columns + 3 * one.step;
    row[0] = 1;
    row[1] = base::pass_hat_k(one.count.n, one.count.c, 1);
    row[2] = base::pass_hat_k(one.count.n, one.count.c, 2);
  }
  table.finish = [](std::span<const double> sums, std::span<double> out) {
    double covariance = 0;
    double variance = 0;
    for (std::size_t at = 0; at + 2 < sums.size(); at += 3) {
      if (!(sums[at] > 0)) continue;
      const double p = sums[at + 1] / sums[at];
      covariance += sums[at + 2] - sums[at] * p * p;
      variance += sums[at] * p * (1 - p);
    }
    out[0] = variance > 0 ? covariance / variance : base::kUndefined;
  };
  const std::vector<std::int64_t> once(items, 1);
  return base::additive_statistics(std::move(table), once);
}

Result<Estimate> pooled_estimate(const StepCounts& counts, const FitOptions& options, RunContext& run) {
  std::map<std::string, std::size_t> item_of;
  for (const StepItemCount& one : counts.counts) item_of.emplace(one.item, 0);
  std::size_t next = 0;
  for (auto& [name, index] : item_of) index = next++;
  std::vector<bool> repeated(next, false);
  for (const StepItemCount& one : counts.counts) {
    if (one.count.n >= 2) repeated[item_of.at(one.item)] = true;
  }
  base::ItemSample sample;
  sample.used = std::count(repeated.begin(), repeated.end(), true);
  sample.pairable = sample.used;
  sample.dropped = static_cast<std::int64_t>(next) - sample.used;
  sample.bounds = base::Bounds::none;
  if (sample.used == 0) {
    return base::no_estimate(EstimateStatus::no_pairable,
                             "No item has two runs of one step, so nothing tells how they hang together.", sample,
                             kRhoMethod);
  }
  base::BootstrapPlan plan;
  plan.seed = options.seed;
  plan.stream = kPooledStream;
  plan.draws = std::clamp<std::int64_t>(options.bootstrap, 0, kMaxBootstrap);
  const std::vector<std::int64_t> once(next, 1);
  const base::BootstrapResult result = base::item_bootstrap(once, pooled_rho(counts, next, item_of), plan, run);
  if (result.cancelled) return Error{ErrorCode::cancelled, "cancelled while fitting", {}};
  if (!base::is_defined(result.values[0])) {
    return base::no_estimate(EstimateStatus::no_variation, "Every run ended the same way, so rho is not defined.",
                             sample, kRhoMethod);
  }
  return base::item_estimate(result.values[0], result.intervals[0], sample, kRhoMethod);
}

Result<StepFit> step_fit(const StepCounts& counts, std::size_t step, const FitOptions& options, RunContext& run) {
  StepFit out;
  out.step = counts.steps[step];
  out.after_error = counts.after_error[step];
  std::vector<ItemCount> items;
  for (const StepItemCount& one : counts.counts) {
    if (one.step != step) continue;
    items.push_back(one.count);
    out.k += one.count.c;
    out.n += one.count.n;
  }
  out.ci = base::jeffreys_interval(out.k, out.n);
  out.ci.method = "Jeffreys, runs taken as independent";
  if (out.n == 0) {
    out.rho = base::no_estimate(EstimateStatus::no_data, "No run reached this step without an error.", {}, kRhoMethod);
    return out;
  }
  Result<FitReport> fit = fit_item_counts(items, options, run);
  if (!fit) return fit.error();
  out.rho = std::move(fit).value().rho;
  return out;
}

Step work_of(const StepFit& fit, std::size_t index, bool shared) {
  Step out;
  out.kind = StepKind::work;
  out.id = "step_" + std::to_string(index + 1);
  out.label = fit.step;
  out.source = "fit: " + std::to_string(fit.k) + " of " + std::to_string(fit.n) + " runs";
  ParamValue p = number_value(Param::p, static_cast<double>(fit.k) / static_cast<double>(fit.n));
  p.form = ValueForm::counts;
  p.k = fit.k;
  p.n = fit.n;
  p.complement = static_cast<double>(fit.n - fit.k) / static_cast<double>(fit.n);
  p.shared = shared;
  out.params.push_back(p);
  return out;
}

void note(StepsFit& out, std::string code, std::string message) {
  out.issues.push_back({Severity::warning, std::move(code), std::move(message), {}});
}

void note_steps(StepsFit& out, const StepCounts& counts) {
  for (std::size_t i = 0; i < counts.steps.size(); ++i) {
    if (counts.missing[i] == 0) continue;
    note(out, "step_missing",
         "step " + counts.steps[i] + " is missing in " + std::to_string(counts.missing[i]) +
             " runs that were right so far and went on after it");
  }
  for (const StepFit& one : out.steps) {
    if (one.n > 0) continue;
    note(out, "step_left_out",
         "step " + one.step + " is not in the pipeline: every run that reached it had gone wrong before");
  }
  if (out.rho.value && *out.rho.value > 0.05) {
    note(out, "repeats_alike",
         "runs of one item are alike (rho is not 0), so the intervals of k of n, which take runs as independent, are "
         "too narrow");
  }
}

}  // namespace

Result<StepsFit> fit_steps(const StepCounts& counts, bool shared, const FitOptions& options, RunContext& run) {
  if (counts.steps.empty() || counts.counts.empty())
    return Error{ErrorCode::no_records, "no row has a step and a known outcome", {}};
  if (counts.steps.size() > kMaxFittedSteps) {
    return Error{ErrorCode::limit_exceeded,
                 std::to_string(counts.steps.size()) + " different steps; at most " + std::to_string(kMaxFittedSteps),
                 {}};
  }
  StepsFit out;
  out.issues = counts.issues;
  out.runs = counts.runs;
  out.dropped = counts.dropped;
  std::map<std::string, bool> items;
  for (const StepItemCount& one : counts.counts) items[one.item] = true;
  out.items = static_cast<std::int64_t>(items.size());
  for (std::size_t i = 0; i < counts.steps.size(); ++i) {
    Result<StepFit> fit = step_fit(counts, i, options, run);
    if (!fit) return fit.error();
    if (fit->n > 0) out.pipeline.steps.push_back(work_of(*fit, i, shared));
    out.steps.push_back(std::move(fit).value());
  }
  Result<Estimate> rho = pooled_estimate(counts, options, run);
  if (!rho) return rho.error();
  out.rho = std::move(rho).value();
  note_steps(out, counts);
  return out;
}

}  // namespace nines
