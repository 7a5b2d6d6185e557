// From counts of right answers to a pipeline step: p and rho at item scope by the method of moments
// on pass^1 and pass^2 (nines/simulate.h). Knows nothing of records; `item_counts` of the
// disagreement family brings the counts.
#include <algorithm>
#include <string>
#include <utility>

#include "base/bootstrap.h"
#include "base/outcomes.h"
#include "base/stats.h"
#include "nines/catalog.h"
#include "nines/disagree.h"
#include "nines/simulate.h"
#include "simulate/beta_moments.h"

namespace nines {
namespace {

using base::ItemSample;
using base::OutcomeTypes;

// Statistics: pass^1..pass^max_k, then rho. Sums: for each k items and pass^k, then pass^1 over
// items with two trials.
struct Layout {
  std::size_t max_k = 0;
  [[nodiscard]] std::size_t has(std::size_t i) const { return 2 * i; }
  [[nodiscard]] std::size_t hat(std::size_t i) const { return 2 * i + 1; }
  [[nodiscard]] std::size_t repeated_hat() const { return 2 * max_k; }
  [[nodiscard]] std::size_t columns() const { return 2 * max_k + 1; }
  [[nodiscard]] std::size_t rho() const { return max_k; }
  [[nodiscard]] std::size_t count() const { return max_k + 1; }
};

base::ItemStatistics statistics_of(const OutcomeTypes& outcomes, const Layout& at) {
  base::AdditiveStatistics table;
  table.columns = at.columns();
  table.count = at.count();
  table.rows.assign(outcomes.types.size() * at.columns(), 0);
  for (std::size_t t = 0; t < outcomes.types.size(); ++t) {
    const ItemCount& item = outcomes.types[t];
    double* row = table.rows.data() + t * at.columns();
    for (std::size_t i = 0; i < at.max_k && item.n >= static_cast<std::int64_t>(i + 1); ++i) {
      row[at.has(i)] = 1;
      row[at.hat(i)] = base::pass_hat_k(item.n, item.c, static_cast<std::int64_t>(i + 1));
    }
    if (item.n >= 2) row[at.repeated_hat()] = row[at.hat(0)];
  }
  table.finish = [at](std::span<const double> sums, std::span<double> out) {
    for (std::size_t i = 0; i < at.max_k; ++i)
      out[i] = sums[at.has(i)] > 0 ? sums[at.hat(i)] / sums[at.has(i)] : base::kUndefined;
    out[at.rho()] = base::kUndefined;
    if (at.max_k < 2 || !(sums[at.has(1)] > 0)) return;
    out[at.rho()] = simulate::rho_from(sums[at.repeated_hat()] / sums[at.has(1)], out[1]);
  };
  return base::additive_statistics(std::move(table), outcomes.multiplicity);
}

ItemSample sample_of(const OutcomeTypes& outcomes, std::int64_t k, std::int64_t items) {
  ItemSample sample;
  sample.used = outcomes.items_with(k);
  sample.pairable = outcomes.items_with(std::max<std::int64_t>(2, k));
  sample.dropped = items - sample.used;
  return sample;
}

Estimate rho_estimate(const base::BootstrapResult& from, const Layout& at, const OutcomeTypes& outcomes,
                      std::int64_t items) {
  const std::string method = "(pass^2 - p^2)/(p(1-p)) at item scope";
  ItemSample sample = sample_of(outcomes, 2, items);
  sample.bounds = base::Bounds::none;
  if (sample.used == 0) {
    return base::no_estimate(EstimateStatus::no_pairable,
                             "No item has two trials, so nothing tells how they hang together.", sample, method);
  }
  if (!base::is_defined(from.values[at.rho()])) {
    return base::no_estimate(EstimateStatus::no_variation, "Every trial ended the same way, so rho is not defined.",
                             sample, method);
  }
  return base::item_estimate(from.values[at.rho()], from.intervals[at.rho()], sample, method);
}

// The rho that the pipeline runs with: what was measured, clipped to what a Beta can have.
double usable_rho(const Estimate& rho, Issues& issues) {
  if (!rho.value) {
    issues.push_back({Severity::warning,
                      "rho_unknown",
                      "rho could not be measured (" + rho.reason + ") and the pipeline takes 0",
                      {}});
    return 0;
  }
  const double clipped = std::clamp(*rho.value, 0.0, 1.0);
  if (clipped != *rho.value) {
    issues.push_back({Severity::warning,
                      "rho_clipped",
                      *rho.value < 0 ? "rho is below 0: trials of one item differ more than "
                                       "independent ones would; the pipeline takes 0"
                                     : "rho is above 1; the pipeline takes 1",
                      {}});
  }
  return clipped;
}

}  // namespace

Result<FitReport> fit_item_counts(const std::vector<ItemCount>& items, const FitOptions& options, RunContext& run) {
  const OutcomeTypes outcomes = base::outcome_types(items);
  const auto item_count = static_cast<std::int64_t>(items.size());
  if (outcomes.items == 0) return Error{ErrorCode::no_records, "no item has a trial of known correctness to fit", {}};
  const Layout at{std::min(kMaxPassK, static_cast<std::size_t>(outcomes.max_n))};
  base::BootstrapPlan plan;
  plan.seed = options.seed;
  plan.stream = base::kOutcomeStream;
  plan.draws = std::clamp<std::int64_t>(options.bootstrap, 0, kMaxBootstrap);
  const base::BootstrapResult result =
      base::item_bootstrap(outcomes.multiplicity, statistics_of(outcomes, at), plan, run);
  if (result.cancelled) return Error{ErrorCode::cancelled, "cancelled while fitting", {}};
  FitReport report;
  for (std::size_t i = 0; i < at.max_k; ++i) {
    const auto k = static_cast<std::int64_t>(i + 1);
    report.observed.push_back(base::item_estimate(result.values[i], result.intervals[i],
                                                  sample_of(outcomes, k, item_count),
                                                  "pass^" + std::to_string(k) + ": mean over items of C(c,k)/C(n,k)"));
  }
  report.p = report.observed.front();
  report.rho = rho_estimate(result, at, outcomes, item_count);
  const double p = *report.p.value;
  const double rho = usable_rho(report.rho, report.issues);
  report.predicted = simulate::beta_pass_hat(p, rho, at.max_k);
  report.independent = simulate::beta_pass_hat(p, 0, at.max_k);
  report.pipeline = simulate::one_work_pipeline(p, rho, "fit: " + std::to_string(outcomes.items) + " items");
  return report;
}

}  // namespace nines
