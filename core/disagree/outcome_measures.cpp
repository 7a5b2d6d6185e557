// pass@k, pass^k, flip rate, consistency with item-bootstrap intervals (outcome_measures.h). Every
// one is a ratio of sums over items, so one table of sums per type serves them all and shares its
// resamples.
#include "disagree/outcome_measures.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/outcomes.h"
#include "base/special.h"
#include "base/stats.h"

namespace nines::disagree {
namespace {

using base::ItemSample;
using base::OutcomeTypes;

// Where the sums and statistics stand, for k = 1..max_k (i = k - 1).
struct Layout {
  std::size_t max_k = 0;

  // sums of one item
  [[nodiscard]] std::size_t has(std::size_t i) const { return i; }
  [[nodiscard]] std::size_t at(std::size_t i) const { return max_k + i; }
  [[nodiscard]] std::size_t hat(std::size_t i) const { return 2 * max_k + i; }
  [[nodiscard]] std::size_t power(std::size_t i) const { return 3 * max_k + i; }
  [[nodiscard]] std::size_t right() const { return 4 * max_k; }
  [[nodiscard]] std::size_t trials() const { return 4 * max_k + 1; }
  [[nodiscard]] std::size_t repeated() const { return 4 * max_k + 2; }
  [[nodiscard]] std::size_t flips() const { return 4 * max_k + 3; }
  [[nodiscard]] std::size_t columns() const { return 4 * max_k + 4; }
  // statistics
  [[nodiscard]] std::size_t pass_at(std::size_t i) const { return i; }
  [[nodiscard]] std::size_t pass_hat(std::size_t i) const { return max_k + i; }
  [[nodiscard]] std::size_t pass_power(std::size_t i) const { return 2 * max_k + i; }
  [[nodiscard]] std::size_t pass_pooled(std::size_t i) const { return 3 * max_k + i; }
  [[nodiscard]] std::size_t flip_rate() const { return 4 * max_k; }
  [[nodiscard]] std::size_t count() const { return 4 * max_k + 1; }
};

// Share of the n(n-1)/2 pairs of trials that differ.
double flip_rate_of(const ItemCount& item) {
  const double n = static_cast<double>(item.n);
  const double c = static_cast<double>(item.c);
  return 2.0 * c * (n - c) / (n * (n - 1.0));
}

void fill_row(const Layout& at, const ItemCount& item, double* row) {
  const double rate = static_cast<double>(item.c) / static_cast<double>(item.n);
  for (std::size_t i = 0; i < at.max_k; ++i) {
    const auto k = static_cast<std::int64_t>(i + 1);
    row[at.power(i)] = base::pow(rate, static_cast<double>(k));
    if (item.n < k) continue;
    row[at.has(i)] = 1;
    row[at.at(i)] = base::pass_at_k(item.n, item.c, k);
    row[at.hat(i)] = base::pass_hat_k(item.n, item.c, k);
  }
  row[at.right()] = static_cast<double>(item.c);
  row[at.trials()] = static_cast<double>(item.n);
  if (item.n >= 2) {
    row[at.repeated()] = 1;
    row[at.flips()] = flip_rate_of(item);
  }
}

double ratio(double a, double b) { return b > 0 ? a / b : base::kUndefined; }

base::ItemStatistics statistics_of(const OutcomeTypes& outcomes, const Layout& at) {
  base::AdditiveStatistics table;
  table.columns = at.columns();
  table.count = at.count();
  table.rows.assign(outcomes.types.size() * at.columns(), 0);
  for (std::size_t t = 0; t < outcomes.types.size(); ++t)
    fill_row(at, outcomes.types[t], table.rows.data() + t * at.columns());
  table.finish = [at](std::span<const double> sums, std::span<double> out) {
    const double pooled = ratio(sums[at.right()], sums[at.trials()]);
    for (std::size_t i = 0; i < at.max_k; ++i) {
      out[at.pass_at(i)] = ratio(sums[at.at(i)], sums[at.has(i)]);
      out[at.pass_hat(i)] = ratio(sums[at.hat(i)], sums[at.has(i)]);
      out[at.pass_power(i)] = ratio(sums[at.power(i)], sums[at.has(0)]);
      out[at.pass_pooled(i)] =
          base::is_defined(pooled) ? base::pow(pooled, static_cast<double>(i + 1)) : base::kUndefined;
    }
    out[at.flip_rate()] = ratio(sums[at.flips()], sums[at.repeated()]);
  };
  return base::additive_statistics(std::move(table), outcomes.multiplicity);
}

struct PassMethod {
  const char* id;
  const char* label;
  const char* method;
};
constexpr PassMethod kPassAt{"pass@k", "at least one of k", "mean over items of 1 - C(n-c,k)/C(n,k)"};
constexpr PassMethod kPassHat{"C(c,k)/C(n,k)", "all of k, drawn without replacement",
                              "mean over items of C(c,k)/C(n,k)"};
constexpr PassMethod kPassPower{"(c/n)^k", "k-th power of each item's rate",
                                "mean over items of (c/n)^k, biased upwards"};
constexpr PassMethod kPassPooled{"pooled p^k", "k-th power of the overall rate",
                                 "p^k with p = right/trials over all items, as if items did not differ"};

// Samples behind pass estimates: those that need k trials of an item, and those that take every
// item.
std::vector<PassEstimate> pass_estimates(const base::BootstrapResult& from, std::size_t first, const Layout& at,
                                         const OutcomeTypes& outcomes, std::int64_t items, const PassMethod& method,
                                         bool needs_k) {
  std::vector<PassEstimate> out;
  for (std::size_t i = 0; i < at.max_k; ++i) {
    const auto k = static_cast<std::int64_t>(i + 1);
    ItemSample sample;
    sample.used = outcomes.items_with(needs_k ? k : 1);
    sample.pairable = std::min(sample.used, outcomes.items_with(2));
    sample.dropped = items - sample.used;
    out.push_back({k, base::item_estimate(from.values[first + i], from.intervals[first + i], sample, method.method)});
  }
  return out;
}

// 1 - 2 x (flip rate): a straight line, so value and interval carry over exactly.
Estimate consistency_from_flips(const Estimate& flips) {
  Estimate out = flips;
  out.method = "mean over items of 1 - 4c(n-c)/(n(n-1)): unbiased (2p-1)^2, a coin flip scores 0";
  if (flips.value) out.value = 1.0 - 2.0 * *flips.value;
  if (flips.ci) {
    out.ci->low = 1.0 - 2.0 * flips.ci->high;
    out.ci->high = 1.0 - 2.0 * flips.ci->low;
  }
  return out;
}

Estimate flip_estimate(const base::BootstrapResult& from, const Layout& at, const OutcomeTypes& outcomes,
                       std::int64_t items) {
  const std::string method = "mean over items of 2c(n-c)/(n(n-1)): share of pairs of trials that differ";
  ItemSample sample;
  sample.used = sample.pairable = outcomes.items_with(2);
  sample.dropped = items - sample.used;
  if (sample.used == 0) {
    return base::no_estimate(EstimateStatus::no_pairable, "No item has two trials of known correctness.", sample,
                             method);
  }
  return base::item_estimate(from.values[at.flip_rate()], from.intervals[at.flip_rate()], sample, method);
}

void add_without_outcomes(std::int64_t items, DisagreeReport& report) {
  ItemSample sample;
  sample.dropped = items;
  const auto absent = [&sample](const char* method) {
    return base::no_estimate(EstimateStatus::no_data,
                             "No record says whether its answer is correct (score, or expected).", sample, method);
  };
  report.pass_at_k = {{1, absent(kPassAt.method)}};
  report.pass_hat_k = {{1, absent(kPassHat.method)}};
  report.flip_rate = absent("mean over items of 2c(n-c)/(n(n-1))");
  report.outcome_consistency = absent("mean over items of 1 - 4c(n-c)/(n(n-1))");
}

}  // namespace

bool add_outcome_measures(std::span<const ItemCount> counts, const base::BootstrapPlan& plan, const RunContext& run,
                          DisagreeReport& report) {
  const auto items = static_cast<std::int64_t>(counts.size());
  const OutcomeTypes outcomes = base::outcome_types(counts);
  if (outcomes.items == 0) {
    add_without_outcomes(items, report);
    return true;
  }
  for (std::size_t t = 0; t < outcomes.types.size(); ++t) {
    const ItemCount& type = outcomes.types[t];
    (type.c == 0        ? report.never_items
     : type.c == type.n ? report.always_items
                        : report.flaky_items) += outcomes.multiplicity[t];
  }
  const Layout at{std::min(kMaxPassK, static_cast<std::size_t>(outcomes.max_n))};
  const base::BootstrapResult result =
      base::item_bootstrap(outcomes.multiplicity, statistics_of(outcomes, at), plan, run);
  if (result.cancelled) return false;
  report.pass_at_k = pass_estimates(result, at.pass_at(0), at, outcomes, items, kPassAt, true);
  report.pass_hat_k = pass_estimates(result, at.pass_hat(0), at, outcomes, items, kPassHat, true);
  report.pass_hat_k_conventions = {
      {kPassHat.id, kPassHat.label, report.pass_hat_k},
      {kPassPower.id, kPassPower.label,
       pass_estimates(result, at.pass_power(0), at, outcomes, items, kPassPower, false)},
      {kPassPooled.id, kPassPooled.label,
       pass_estimates(result, at.pass_pooled(0), at, outcomes, items, kPassPooled, false)}};
  report.flip_rate = flip_estimate(result, at, outcomes, items);
  report.outcome_consistency = consistency_from_flips(report.flip_rate);
  return true;
}

}  // namespace nines::disagree
