// Ratios, values, volume and baseline (economics.h).
#include "simulate/economics.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "simulate/exact.h"
#include "simulate/latent.h"

namespace nines::simulate {
namespace {

// Classes of a batch latent for what is not a mean: enough for its quantiles to within a percent of rank.
constexpr std::size_t kBatchClasses = 128;

// P(at least one of n runs), each with q. n need not be whole.
double p_any(double q, double n) {
  if (!(q > 0) || !(n > 0)) return 0;
  if (q >= 1) return 1;
  return 0 - base::expm1(n * base::log1p(-q));
}

struct BatchRate {
  double silent = 0;
  double weight = 0;
};

// The law of the one batch latent that drives something; kNone without one, or with several.
std::size_t batch_law(const Plan& plan) {
  std::size_t found = kNone;
  for (std::size_t l = 0; l < plan.item_laws.size(); ++l) {
    if (plan.item_laws[l] == kNone || plan.pipeline->latents[l].scope != LatentScope::batch) continue;
    if (found != kNone) return kNone;
    found = l;
  }
  return found;
}

// Silent share of a batch under each class of its latent, ascending.
std::vector<BatchRate> batch_rates(const Plan& plan, std::size_t latent, const RunContext& run) {
  Plan fine = plan;
  Law& law = fine.laws[fine.item_laws[latent]];
  if (law.family == LatentFamily::beta) law.extra = kBatchClasses;
  fill_laws(fine, run);
  const std::vector<LatentClass> classes = law.classes;
  std::vector<BatchRate> out(classes.size());
  const std::vector<RunClass> all = fine.run_classes;
  for (std::size_t k = 0; k < classes.size() && !run.cancelled(); ++k) {
    fine.run_classes.clear();
    for (RunClass one : all) {
      if (one.at[latent] != k) continue;
      one.weight /= classes[k].weight;
      fine.run_classes.push_back(one);
    }
    out[k] = {silent_of(exact_row(fine, run)), classes[k].weight};
  }
  std::sort(out.begin(), out.end(), [](const BatchRate& a, const BatchRate& b) { return a.silent < b.silent; });
  return out;
}

double batch_quantile(const std::vector<BatchRate>& rates, double q) {
  double below = 0;
  for (const BatchRate& one : rates) {
    below += one.weight;
    if (below >= q) return one.silent;
  }
  return rates.empty() ? 0 : rates.back().silent;
}

void add_batches(VolumeReport& out, const std::vector<BatchRate>& rates, const Volume& volume) {
  double none_a_day = 0;
  double mean = 0;
  double square = 0;
  for (const BatchRate& one : rates) {
    none_a_day += one.weight * (1 - p_any(one.silent, volume.runs_per_day));
    mean += one.weight * one.silent;
    square += one.weight * one.silent * one.silent;
  }
  out.p_any_silent_per_day = 1 - none_a_day;
  out.p_any_silent = p_any(out.p_any_silent_per_day, volume.days);
  const double n = volume.runs_per_day;
  out.silent_per_day_sd =
      std::sqrt(n * mean * (1 - mean) + n * std::max(0.0, n - 1) * std::max(0.0, square - mean * mean));
  Interval spread{batch_quantile(rates, 0.05), batch_quantile(rates, 0.95), 0.9, "5 % to 95 % of batches"};
  out.silent_rate = spread;
  spread.low *= n;
  spread.high *= n;
  out.silent_per_batch = spread;
  out.method = "exact means; one batch a day, " + std::to_string(rates.size()) + " classes of its latent";
}

std::string basis_of(const SimulateReport& report) { return report.sampled_only ? "sampled" : "exact"; }

VolumeReport volume_of(const SimulateReport& report, const Plan& plan, const RunContext& run) {
  const Volume& volume = *plan.pipeline->volume;
  VolumeReport out;
  out.runs = volume.runs_per_day * volume.days;
  out.silent_per_day = report.silent * volume.runs_per_day;
  out.silent = report.silent * out.runs;
  out.detected_per_day = report.detected * volume.runs_per_day;
  out.detected = report.detected * out.runs;
  out.cost_usd_per_day = report.cost_usd_mean * volume.runs_per_day;
  out.cost_usd = report.cost_usd_mean * out.runs;
  out.p_any_silent_per_day = p_any(report.silent, volume.runs_per_day);
  out.p_any_silent = p_any(report.silent, out.runs);
  out.silent_per_day_sd = std::sqrt(volume.runs_per_day * report.silent * (1 - report.silent));
  out.method = basis_of(report) + ": runs independent of each other";
  const std::size_t latent = batch_law(plan);
  const bool is_cut =
      plan.pipeline->budget.has_value() || plan.pipeline->deadline_ms.has_value() || report.sampled_only;
  if (latent != kNone && !is_cut) add_batches(out, batch_rates(plan, latent, run), volume);
  if (latent != kNone && is_cut)
    out.method += "; the spread over batches is not computed " +
                  std::string(report.sampled_only ? "by runs" : "under a budget or a deadline");
  return out;
}

ValueReport value_of(const SimulateReport& report, const EndValues& values) {
  ValueReport out;
  out.ok = values.ok * report.ok;
  out.silent = values.silent * report.silent;
  out.detected = values.detected * report.detected;
  out.cost_usd = report.cost_usd_mean;
  out.mean = out.ok + out.silent + out.detected - out.cost_usd;
  out.method = basis_of(report) + ": values of the ends less mean cost";
  return out;
}

// What a review costs in the steps; nothing where reviews of different prices would share the blame.
std::optional<double> review_price(const Plan& plan) {
  std::optional<double> price;
  for (const Node& node : plan.nodes) {
    if (node.kind != StepKind::human) continue;
    const double here = node.real(Param::cost_usd);
    if (price && *price != here) return std::nullopt;
    price = here;
  }
  return price.value_or(0);
}

// A review costs people their time: the manual cost by the minute, `minutes` a review, beside its price in the steps.
BaselineReport baseline_of(const SimulateReport& report, const Plan& plan) {
  const Pipeline& pipeline = *plan.pipeline;
  const Baseline& by_hand = *pipeline.baseline;
  BaselineReport out;
  out.manual_silent = by_hand.error;
  out.manual_cost_usd = by_hand.cost_usd;
  out.manual_minutes = by_hand.minutes;
  out.silent_difference = report.silent - by_hand.error;
  out.minutes_reviewed = report.reviews_mean * by_hand.minutes;
  const double reviewing = report.reviews_mean * by_hand.cost_usd;
  out.cost_difference_usd = report.cost_usd_mean + reviewing - by_hand.cost_usd;
  if (const std::optional<double> price = review_price(plan); price && by_hand.cost_usd > 0) {
    const double without = report.cost_usd_mean - report.reviews_mean * *price;
    out.break_even_review_share = std::max(0.0, (by_hand.cost_usd - without) / (by_hand.cost_usd + *price));
  }
  out.supervision_costs_more = out.cost_difference_usd > 0;
  if (report.value) {
    const EndValues& values = *pipeline.values;
    const double manual = values.ok * (1 - by_hand.error) + values.silent * by_hand.error - by_hand.cost_usd;
    out.value_difference = report.value->mean - reviewing - manual;
  }
  out.method = basis_of(report) +
               "; a review takes as long, and costs as much, as the work by hand, beside the prices of the steps";
  return out;
}

}  // namespace

void add_economics(SimulateReport& report, const Plan& plan, const RunContext& run) {
  const Pipeline& pipeline = *plan.pipeline;
  report.coverage = report.ok + report.silent;
  if (report.coverage > 0) report.precision = report.ok / report.coverage;
  const double calls_per_ok = report.calls_mean / report.ok;
  const double cost_usd_per_ok = report.cost_usd_mean / report.ok;
  if (std::isfinite(calls_per_ok)) report.calls_per_ok = calls_per_ok;
  if (std::isfinite(cost_usd_per_ok)) report.cost_usd_per_ok = cost_usd_per_ok;
  if (pipeline.values) report.value = value_of(report, *pipeline.values);
  if (pipeline.volume) report.volume = volume_of(report, plan, run);
  if (pipeline.baseline) report.baseline = baseline_of(report, plan);
}

}  // namespace nines::simulate
