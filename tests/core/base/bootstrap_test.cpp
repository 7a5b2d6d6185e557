// Resampling and BCa intervals: right distribution on both paths, known coverage, determinism,
// cancel, statuses.
#include "base/bootstrap.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "base/rng.h"
#include "base/special.h"
#include "nines/disagree.h"

namespace {

using namespace nines;
using base::BootstrapPlan;
using base::BootstrapResult;

// The mean of values, one type per row of (value, multiplicity).
base::ItemStatistics mean_of(const std::vector<double>& values, const std::vector<std::int64_t>& multiplicity) {
  base::AdditiveStatistics table;
  table.columns = 2;
  table.count = 1;
  for (const double value : values) table.rows.insert(table.rows.end(), {1.0, value});
  table.finish = [](std::span<const double> sums, std::span<double> out) {
    out[0] = sums[0] > 0 ? sums[1] / sums[0] : base::kUndefined;
  };
  return base::additive_statistics(std::move(table), multiplicity);
}

struct ResampleRow {
  const char* name;
  std::vector<std::int64_t> multiplicity;
  bool by_binomials;
};

// Weights of each type must have mean m and variance m (1 - m/N).
void check(const ResampleRow& row) {
  CAPTURE(row.name);
  const auto items =
      static_cast<double>(std::accumulate(row.multiplicity.begin(), row.multiplicity.end(), std::int64_t{0}));
  const base::ItemResampler resampler(row.multiplicity);
  CHECK((static_cast<double>(resampler.cost()) < items) == row.by_binomials);
  std::vector<std::int64_t> weights(row.multiplicity.size());
  std::vector<double> sum(weights.size(), 0);
  std::vector<double> squares(weights.size(), 0);
  constexpr int kDraws = 4'000;
  for (int draw = 0; draw < kDraws; ++draw) {
    resampler.draw(7, static_cast<std::uint64_t>(draw), weights);
    CHECK(static_cast<double>(std::accumulate(weights.begin(), weights.end(), std::int64_t{0})) == items);
    for (std::size_t t = 0; t < weights.size(); ++t) {
      const double d = static_cast<double>(weights[t] - row.multiplicity[t]);
      sum[t] += d;
      squares[t] += d * d;
    }
  }
  for (std::size_t t = 0; t < weights.size(); ++t) {
    const double m = static_cast<double>(row.multiplicity[t]);
    const double variance = m * (1 - m / items);
    CHECK(std::fabs(sum[t] / kDraws) <= 4.5 * std::sqrt(variance / kDraws));
    CHECK(std::fabs(squares[t] / kDraws - variance) <= 6 * variance * std::sqrt(2.0 / kDraws) + 1e-9);
  }
}

}  // namespace

TEST_CASE("bootstrap: resamples have the multinomial moments") {
  const ResampleRow rows[] = {
      {"few items", {1, 3, 6}, false},
      {"one type", {40}, true},
      {"many items, few types", {500, 2'000, 17, 7'483}, true},
      {"all different", std::vector<std::int64_t>(30, 1), false},
  };
  for (const ResampleRow& row : rows) check(row);
}

TEST_CASE("bootstrap: the interval of a mean is close to the exact one, and the same each time") {
  // 400 items, 120 of them 1: Clopper-Pearson is [0.2555, 0.3475].
  const std::vector<std::int64_t> multiplicity{280, 120};
  const base::ItemStatistics mean = mean_of({0, 1}, multiplicity);
  BootstrapPlan plan;
  plan.draws = 20'000;
  const BootstrapResult a = base::item_bootstrap(multiplicity, mean, plan, {});
  const BootstrapResult b = base::item_bootstrap(multiplicity, mean, plan, {});
  REQUIRE(a.intervals[0]);
  CHECK(a.values[0] == doctest::Approx(0.3));
  CHECK(std::fabs(a.intervals[0]->low - 0.2575) <= 0.005);
  CHECK(std::fabs(a.intervals[0]->high - 0.3465) <= 0.005);
  CHECK(a.intervals[0]->low == b.intervals[0]->low);
  CHECK(a.intervals[0]->high == b.intervals[0]->high);
  CHECK(a.intervals[0]->method == "item bootstrap, BCa, 20000 draws");
}

TEST_CASE("bootstrap: BCa shifts with the skew") {
  // Exponential order statistics: skewed to the right, so the interval reaches further above the
  // mean than below.
  std::vector<double> values;
  for (int i = 1; i <= 40; ++i) values.push_back(-base::log(1 - (i - 0.5) / 40));
  const std::vector<std::int64_t> multiplicity(values.size(), 1);
  BootstrapPlan plan;
  plan.draws = 20'000;
  const BootstrapResult result = base::item_bootstrap(multiplicity, mean_of(values, multiplicity), plan, {});
  REQUIRE(result.intervals[0]);
  CHECK(result.intervals[0]->high - result.values[0] > 1.1 * (result.values[0] - result.intervals[0]->low));
}

TEST_CASE("bootstrap: 95 % intervals of a mean of 60 skewed items cover it") {
  int covered = 0;
  constexpr int kRuns = 300;
  for (int run = 0; run < kRuns; ++run) {
    base::PhiloxReader words(99, static_cast<std::uint64_t>(run));
    std::vector<double> values;
    for (int i = 0; i < 60; ++i)
      values.push_back(-base::log((static_cast<double>(words.next() >> 12) + 0.5) * 0x1p-52));
    const std::vector<std::int64_t> multiplicity(values.size(), 1);
    BootstrapPlan plan;
    plan.draws = 500;
    plan.seed = static_cast<std::uint64_t>(run);
    const BootstrapResult result = base::item_bootstrap(multiplicity, mean_of(values, multiplicity), plan, {});
    REQUIRE(result.intervals[0]);
    covered += result.intervals[0]->low <= 1 && 1 <= result.intervals[0]->high ? 1 : 0;
  }
  CHECK(covered >= 268);  // 89 %: true coverage is near 94 %, and 268 is 3.5 sigma below
}

TEST_CASE("bootstrap: nothing to draw, nothing that spreads, cancel, progress") {
  const std::vector<std::int64_t> equal{12};
  CHECK_FALSE(base::item_bootstrap(equal, mean_of({0.5}, equal), {}, {}).intervals[0]);
  BootstrapPlan none;
  none.draws = 0;
  const std::vector<std::int64_t> two{6, 6};
  const BootstrapResult plain = base::item_bootstrap(two, mean_of({0, 1}, two), none, {});
  CHECK(plain.values[0] == 0.5);
  CHECK_FALSE(plain.intervals[0]);

  int asked = 0;
  RunContext stop;
  stop.user = &asked;
  stop.cancelled_hook = [](void* user) { return ++*static_cast<int*>(user) > 10; };
  CHECK(base::item_bootstrap(two, mean_of({0, 1}, two), {}, stop).cancelled);
  CHECK(asked == 11);

  double last = -1;
  RunContext watch;
  watch.user = &last;
  watch.progress_hook = [](void* user, double share) {
    CHECK(share >= *static_cast<double*>(user));
    *static_cast<double*>(user) = share;
  };
  CHECK_FALSE(base::item_bootstrap(two, mean_of({0, 1}, two), {}, watch).cancelled);
  CHECK(last == 1);
}

TEST_CASE("bootstrap: costly statistics get fewer draws, down to a minimum, and say how many") {
  const std::vector<std::int64_t> multiplicity(40, 1);
  std::vector<double> values;
  for (int i = 0; i < 40; ++i) values.push_back(i);
  base::ItemStatistics mean = mean_of(values, multiplicity);
  BootstrapPlan plan;
  plan.draws = 3'000;
  struct Row {
    std::int64_t cost;
    std::int64_t draws;
  };
  for (const Row& row : {Row{80, 3'000}, Row{200'000 - 40, 1'000}, Row{1'000'000'000, base::kMinBootstrap}}) {
    mean.cost = row.cost;
    const BootstrapResult result = base::item_bootstrap(multiplicity, mean, plan, {});
    CHECK(result.draws == row.draws);
    REQUIRE(result.intervals[0]);
    CHECK(result.intervals[0]->method == "item bootstrap, BCa, " + std::to_string(row.draws) + " draws");
  }
}

TEST_CASE("bootstrap: status of an estimate at its limits") {
  const Interval interval{0.4, 0.6, 0.95, "item bootstrap"};
  struct Row {
    const char* name;
    double value;
    bool has_interval;
    base::ItemSample sample;
    EstimateStatus status;
    bool wants_interval;
  };
  const Row rows[] = {
      {"no item", 0.5, true, {0, 0, 3}, EstimateStatus::no_data, false},
      {"one item", 0.5, true, {1, 1, 0}, EstimateStatus::too_few_items, false},
      {"one below the limit", 0.5, true, {kFewItems - 1, 1, 0}, EstimateStatus::too_few_items, false},
      {"at the limit", 0.5, true, {kFewItems, 1, 0}, EstimateStatus::ok, true},
      {"no spread inside", 0.5, false, {50, 50, 0}, EstimateStatus::degenerate_ci, false},
      {"no spread at 0", 0, false, {50, 50, 0}, EstimateStatus::ok, true},
      {"no spread at 1, unbounded", 1, false, {50, 50, 0, base::Bounds::none}, EstimateStatus::degenerate_ci, false},
      {"undefined", base::kUndefined, false, {50, 50, 0}, EstimateStatus::no_data, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Estimate got =
        base::item_estimate(row.value, row.has_interval ? std::optional(interval) : std::nullopt, row.sample, "m");
    CHECK(got.status == row.status);
    CHECK(got.ci.has_value() == row.wants_interval);
    CHECK(got.reason.empty() == (row.status == EstimateStatus::ok));
    CHECK(got.value.has_value() == (row.status != EstimateStatus::no_data));
    CHECK(got.dropped == row.sample.dropped);
  }
}
