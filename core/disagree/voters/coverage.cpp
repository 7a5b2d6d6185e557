// What a panel covers together (nines/voters.h): union, greedy order, random k, routing, dominance.
#include <algorithm>
#include <string>

#include "base/bootstrap.h"
#include "base/stats.h"
#include "disagree/voters/outcome_table.h"
#include "disagree/voters/panel.h"
#include "nines/voters.h"

namespace nines {
namespace {

using base::ItemSample;
using disagree::kRight;
using disagree::OutcomeTable;

constexpr std::uint32_t kStream = 0xC0BE;

bool solves(const OutcomeTable& table, std::size_t pattern, std::size_t rater) {
  return table.row(pattern)[rater] == kRight;
}

// Raters by what each adds to those before; among equals the first name.
std::vector<std::uint32_t> greedy_order(const OutcomeTable& table) {
  std::vector<std::uint32_t> out;
  std::vector<bool> covered(table.multiplicity.size(), false);
  std::vector<bool> taken(table.raters, false);
  while (out.size() < table.raters) {
    std::int64_t best = -1;
    std::uint32_t next = 0;
    for (std::uint32_t a = 0; a < table.raters; ++a) {
      std::int64_t gain = 0;
      for (std::size_t p = 0; p < covered.size(); ++p)
        gain += !covered[p] && solves(table, p, a) ? table.multiplicity[p] : 0;
      if (taken[a] || gain <= best) continue;
      best = gain;
      next = a;
    }
    taken[next] = true;
    out.push_back(next);
    for (std::size_t p = 0; p < covered.size(); ++p) covered[p] = covered[p] || solves(table, p, next);
  }
  return out;
}

// Sums of one item: each rater's solved, the union after each greedy step, the chance that k random raters solve it.
struct Columns {
  std::size_t raters = 0;
  std::uint32_t best = 0;  // the best single rater of the sample
  [[nodiscard]] std::size_t solved(std::size_t a) const { return a; }
  [[nodiscard]] std::size_t step(std::size_t k) const { return raters + k; }
  [[nodiscard]] std::size_t random(std::size_t k) const { return 2 * raters + k; }
  [[nodiscard]] std::size_t items() const { return 3 * raters; }
  [[nodiscard]] std::size_t count() const { return 3 * raters + 1; }
  // statistics: the sums as shares, then gains of the greedy steps, best routing over best single, the next model
  [[nodiscard]] std::size_t gain(std::size_t k) const { return 3 * raters + k; }
  [[nodiscard]] std::size_t routing() const { return 4 * raters; }
  [[nodiscard]] std::size_t next() const { return 4 * raters + 1; }
  [[nodiscard]] std::size_t statistics() const { return 4 * raters + 2; }
};

void fill_row(const Columns& at, std::span<const std::int32_t> cells, std::span<const std::uint32_t> order,
              double* row) {
  std::int64_t right = 0;
  for (std::size_t a = 0; a < at.raters; ++a) {
    row[at.solved(a)] = cells[a] == kRight ? 1 : 0;
    right += cells[a] == kRight ? 1 : 0;
  }
  bool covered = false;
  const auto n = static_cast<std::int64_t>(at.raters);
  for (std::size_t k = 0; k < at.raters; ++k) {
    covered = covered || cells[order[k]] == kRight;
    row[at.step(k)] = covered ? 1 : 0;
    row[at.random(k)] = base::pass_at_k(n, right, static_cast<std::int64_t>(k) + 1);
  }
  row[at.items()] = 1;
}

void finish(const Columns& at, std::span<const double> sums, std::span<double> out) {
  const double items = sums[at.items()];
  for (std::size_t c = 0; c < 3 * at.raters; ++c) out[c] = items > 0 ? sums[c] / items : base::kUndefined;
  for (std::size_t k = 0; k < at.raters; ++k)
    out[at.gain(k)] = k == 0 ? out[at.step(0)] : (sums[at.step(k)] - sums[at.step(k - 1)]) / items;
  const std::size_t last = at.raters - 1;
  out[at.routing()] = (sums[at.step(last)] - sums[at.solved(at.best)]) / items;
  out[at.next()] = last == 0 ? base::kUndefined : (sums[at.random(last)] - sums[at.random(last - 1)]) / items;
}

std::vector<std::int64_t> solved_counts(const OutcomeTable& table) {
  std::vector<std::int64_t> out(table.raters, 0);
  for (std::size_t p = 0; p < table.multiplicity.size(); ++p) {
    for (std::size_t a = 0; a < table.raters; ++a) out[a] += solves(table, p, a) ? table.multiplicity[p] : 0;
  }
  return out;
}

bool dominates(const OutcomeTable& table, std::size_t a, std::size_t b) {
  bool more = false;
  for (std::size_t p = 0; p < table.multiplicity.size(); ++p) {
    if (solves(table, p, b) && !solves(table, p, a)) return false;
    more = more || (solves(table, p, a) && !solves(table, p, b));
  }
  return more;
}

void add_raters(const OutcomeTable& table, CoverageReport& report) {
  report.raters.resize(table.raters);
  for (std::size_t p = 0; p < table.multiplicity.size(); ++p) {
    const auto row = table.row(p);
    if (std::count(row.begin(), row.end(), kRight) != 1) continue;
    report.raters[static_cast<std::size_t>(std::find(row.begin(), row.end(), kRight) - row.begin())].unique +=
        table.multiplicity[p];
  }
  std::vector<bool> beaten(table.raters, false);
  for (std::uint32_t a = 0; a < table.raters; ++a) {
    for (std::uint32_t b = 0; b < table.raters; ++b) {
      if (a == b || !dominates(table, a, b)) continue;
      report.raters[a].beats.push_back(b);
      beaten[b] = true;
    }
  }
  for (std::uint32_t a = 0; a < table.raters; ++a) {
    if (!beaten[a]) report.undominated.push_back(a);
  }
}

std::string percent(double share) { return disagree::one_decimal(100.0 * share) + " %"; }

std::string sentence_of(const Ratings& ratings, const CoverageReport& report) {
  if (!report.union_coverage.value || !report.best_single.value || ratings.raters.size() < 2) return "";
  const std::string rest = "together they solve " + percent(*report.union_coverage.value) +
                           " of the items, the best alone " + percent(*report.best_single.value) + ".";
  if (report.undominated.size() == 1) return ratings.raters[report.undominated[0]] + " dominates: " + rest;
  return (ratings.raters.size() == 2 ? "Neither dominates: " : "No model dominates all others: ") + rest;
}

}  // namespace

Result<CoverageReport> measure_coverage(const Ratings& ratings, std::span<const std::uint32_t> gold,
                                        const VoterOptions& options, RunContext& run) {
  if (std::optional<Error> error = disagree::check_panel(ratings, options)) return *std::move(error);
  NINES_ASSERT(gold.size() == ratings.items.size());
  CoverageReport out;
  const OutcomeTable table = disagree::make_outcome_table(ratings, gold);
  if (table.raters == 0) return out;
  add_raters(table, out);
  const std::vector<std::int64_t> solved = solved_counts(table);
  const auto best = static_cast<std::uint32_t>(std::max_element(solved.begin(), solved.end()) - solved.begin());
  const Columns at{table.raters, best};
  const std::vector<std::uint32_t> order = greedy_order(table);
  base::AdditiveStatistics sums;
  sums.columns = at.count();
  sums.count = at.statistics();
  sums.rows.assign(table.multiplicity.size() * sums.columns, 0);
  for (std::size_t p = 0; p < table.multiplicity.size(); ++p)
    fill_row(at, table.row(p), order, sums.rows.data() + p * sums.columns);
  sums.finish = [at](std::span<const double> from, std::span<double> into) { finish(at, from, into); };
  base::BootstrapPlan plan{options.seed, kStream, options.bootstrap, options.level};
  const base::BootstrapResult result = base::item_bootstrap(
      table.multiplicity, base::additive_statistics(std::move(sums), table.multiplicity), plan, run);
  if (result.cancelled) return Error{ErrorCode::cancelled, "cancelled", {}};
  const ItemSample sample{table.items, table.items, table.dropped_items, base::Bounds::unit};
  const auto estimate = [&](std::size_t i, const char* method) {
    return base::item_estimate(result.values[i], result.intervals[i], sample, method);
  };
  const std::size_t last = table.raters - 1;
  for (std::size_t a = 0; a < table.raters; ++a)
    out.raters[a].solved = estimate(at.solved(a), "share of items solved; unanswered is not solved");
  for (std::size_t k = 0; k <= last; ++k) {
    out.greedy.push_back({order[k], estimate(at.step(k), "share of items that one of the first k solves, greedy order"),
                          estimate(at.gain(k), "gain of the k-th in greedy order")});
    out.any_of_k.push_back(estimate(at.random(k), "mean over items of 1 - C(n-c,k)/C(n,k), k of n raters at random"));
  }
  out.union_coverage = estimate(at.step(last), "share of items that at least one rater solves (oracle routing)");
  out.best_single = estimate(at.solved(best), "the best observed rater; optimistic, as a maximum is");
  out.routing_gain = estimate(at.routing(), "oracle routing less the best single rater");
  out.next_model = table.raters == 1
                       ? base::no_estimate(EstimateStatus::one_rater, "One rater says nothing of the next.", sample, "")
                       : estimate(at.next(), "mean gain of the last of n raters in random order; the next brings less");
  for (std::uint32_t item = 0; item < ratings.items.size(); ++item) {
    const std::uint32_t p = table.pattern_of_item[item];
    if (p == OutcomeTable::kNoPattern) continue;
    const auto row = table.row(p);
    if (std::find(row.begin(), row.end(), kRight) == row.end()) out.none_solve.push_back(item);
  }
  out.sentence = sentence_of(ratings, out);
  return out;
}

}  // namespace nines
