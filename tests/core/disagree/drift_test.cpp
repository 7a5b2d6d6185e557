// Control charts and their run lengths, change point, trend with position, sustained operation: reference values,
// values by hand, statuses.
#include "nines/drift.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/disagree/family_golden.h"

namespace {

using namespace nines;

bool near(double got, double want, double relative) { return std::fabs(got / want - 1) <= relative; }

std::vector<PeriodCount> periods() {
  std::vector<PeriodCount> out;
  for (int i = 0; i < 10; ++i) out.push_back({"p" + std::to_string(i), 50, 100});
  out.push_back({"empty", 0, 0});
  out.push_back({"jump", 80, 100});
  return out;
}

// 20 sessions at positions 1, 2, 3: half fall by 0.1 a position, half by 0.2.
std::vector<PositionValue> falling() {
  std::vector<PositionValue> out;
  for (int i = 0; i < 20; ++i) {
    for (int p = 1; p <= 3; ++p)
      out.push_back({std::to_string(i), static_cast<double>(p), 1 - (i % 2 == 0 ? 0.1 : 0.2) * p});
  }
  return out;
}

}  // namespace

TEST_CASE("golden: average run lengths by Markov chain") {
  const test::Golden golden;
  if (!golden) {
    MESSAGE("skipped: 1 group of disagreement/golden.json (no test data)");
    return;
  }
  const std::uint32_t computed = golden.member(golden.member(0, "control_chart_ARL"), "computed");
  const std::uint32_t cusum = golden.member(computed, "cusum");
  const std::uint32_t ewma = golden.member(computed, "ewma");
  struct Case {
    const char* key;
    double limit;
    double shift;
  };
  for (const Case& at :
       {Case{"h4_shift0", 4, 0}, Case{"h4_shift0.5", 4, 0.5}, Case{"h4_shift1", 4, 1}, Case{"h4_shift2", 4, 2},
        Case{"h5_shift0", 5, 0}, Case{"h5_shift0.5", 5, 0.5}, Case{"h5_shift1", 5, 1}, Case{"h5_shift2", 5, 2}}) {
    CAPTURE(at.key);
    CHECK(near(*cusum_run_length(0.5, at.limit, at.shift), golden.number(cusum, at.key), 2e-4));
  }
  // The reference chain has 1000 cells for CUSUM and 801 for EWMA: with as many, the digits are the same.
  CHECK(near(*cusum_run_length(0.5, 4, 0, 1000), golden.number(cusum, "h4_shift0"), 1e-11));
  CHECK(near(*cusum_run_length(0.5, 5, 0, 1000), golden.number(cusum, "h5_shift0"), 1e-11));
  CHECK(near(*ewma_run_length(0.1, 2.814, 0, 801), golden.number(ewma, "lam0.1_L2.814_shift0"), 1e-9));
  CHECK(near(*ewma_run_length(0.2, 2.962, 1, 801), golden.number(ewma, "lam0.2_L2.962_shift1"), 1e-9));
  CHECK(near(*ewma_run_length(0.1, 2.814, 1), golden.number(ewma, "lam0.1_L2.814_shift1"), 1e-3));
  CHECK(near(*ewma_run_length(0.2, 2.962, 0), golden.number(ewma, "lam0.2_L2.962_shift0"), 1e-3));
}

TEST_CASE("run lengths: closed form and limits") {
  // lambda = 1 is a Shewhart chart: 1 / P(|z| > 3).
  CHECK(near(*ewma_run_length(1, 3, 0), 370.39834734495, 1e-9));
  CHECK(ewma_run_length(0, 3, 0).error().code == ErrorCode::out_of_range);
  CHECK_FALSE(ewma_run_length(0.2, 3, 0, 2));
  CHECK_FALSE(cusum_run_length(0.5, 4, 0, kMaxChainStates + 1));
  CHECK_FALSE(cusum_run_length(0.5, 0, 0));
}

TEST_CASE("control charts: by hand") {
  ControlOptions options;
  options.centre = 0.5;  // sd 0.05 at n = 100
  const Result<ControlReport> report = control_charts(periods(), options);
  REQUIRE(report);
  REQUIRE(report->points.size() == 12);
  const ControlPoint& jump = report->points.back();
  CHECK(std::fabs(jump.low - 0.35) <= 1e-15);
  CHECK(std::fabs(jump.high - 0.65) <= 1e-15);
  CHECK(std::fabs(*jump.z - 6) <= 1e-13);
  CHECK(std::fabs(jump.ewma - 1.2) <= 1e-13);
  CHECK(std::fabs(jump.ewma_limit - 2.962 * std::sqrt((1 - std::pow(0.8, 22)) / 9)) <= 1e-13);
  CHECK(std::fabs(jump.cusum_up - 5.5) <= 1e-13);
  CHECK(jump.cusum_down == 0);
  CHECK(report->out == std::vector<std::size_t>{11});
  CHECK(*report->first_ewma == 11);
  CHECK(*report->first_cusum == 11);
  CHECK(report->empty_periods == 1);
  CHECK_FALSE(report->points[10].rate);
  options = {};
  options.baseline = 10;
  CHECK(*control_charts(periods(), options)->centre.value == 0.5);
  CHECK(std::fabs(*control_charts(periods(), {})->centre.value - 580.0 / 1100) <= 1e-15);
}

TEST_CASE("control charts: nothing to chart, refusals") {
  CHECK(control_charts({}, {})->centre.status == EstimateStatus::no_data);
  CHECK(control_charts({{"a", 0, 0}}, {})->centre.status == EstimateStatus::no_data);
  const Result<ControlReport> same = control_charts({{"a", 5, 5}, {"b", 5, 5}}, {});
  CHECK(same->centre.status == EstimateStatus::no_variation);
  CHECK_FALSE(same->centre.reason.empty());
  CHECK(same->points.empty());
  CHECK(control_charts({{"a", 6, 5}}, {}).error().code == ErrorCode::out_of_range);
  ControlOptions options;
  options.centre = 1;
  CHECK_FALSE(control_charts({}, options));
}

TEST_CASE("change point: by hand, ties, p, statuses") {
  RunContext run;
  std::vector<double> step(10, 0);
  step.resize(20, 1);
  const Result<ChangePointReport> report = change_point(step, {}, run);
  CHECK(report->index == 10);
  CHECK(report->ties.empty());
  CHECK(std::fabs(report->statistic - std::sqrt(5.0)) <= 1e-14);
  CHECK(report->mean_before == 0);
  CHECK(report->mean_after == 1);
  CHECK(report->p <= 3.0 / 2001);
  const Result<ChangePointReport> tied = change_point(std::vector<double>{0, 1, 1, 0}, {}, run);
  CHECK(tied->ties == std::vector<std::size_t>{1, 3});
  // Of the six orders of 0 0 1 1, three reach their largest split at the middle (0011, 1100: 1) or the ends (0.577 for
  // all others): every order is at least as extreme as 0110, so p = 1.
  CHECK(tied->p == 1);
  CHECK(change_point({}, {}, run)->status == EstimateStatus::no_data);
  CHECK(change_point(std::vector<double>{1, 2, 3}, {}, run)->status == EstimateStatus::too_few_items);
  CHECK(change_point(std::vector<double>(9, 0.5), {}, run)->status == EstimateStatus::no_variation);
  CHECK_FALSE(change_point(std::vector<double>{1, std::numeric_limits<double>::infinity()}, {}, run));
  ChangePointOptions options;
  options.permutations = 0;
  CHECK_FALSE(change_point(step, options, run));
  run.cancelled_hook = [](void*) { return true; };
  CHECK(change_point(step, {}, run).error().code == ErrorCode::cancelled);
}

TEST_CASE("trend with position: within items, by hand") {
  RunContext run;
  std::vector<PositionValue> values = falling();
  values.push_back({"short and good", 1, 1});
  const Result<TrendReport> report = position_trend(values, {}, run);
  REQUIRE(report);
  CHECK(std::fabs(*report->slope.value + 0.15) <= 1e-14);
  CHECK(report->slope.ci->high < -0.1);
  CHECK(report->slope.dropped == 1);
  CHECK(std::fabs(*report->test.p - std::ldexp(1.0, -19)) <= 1e-18);  // 20 items, all down: 2 / 2^20
  REQUIRE(report->positions.size() == 3);
  CHECK(report->positions[0].mean.n_items == 21);
  CHECK(std::fabs(*report->positions[2].mean.value - 0.55) <= 1e-14);
  std::reverse(values.begin(), values.end());
  const Result<TrendReport> other = position_trend(values, {}, run);
  CHECK(other->slope.ci->low == report->slope.ci->low);
  CHECK(*other->slope.value == *report->slope.value);
  CHECK(position_trend({}, {}, run)->slope.status == EstimateStatus::no_data);
  CHECK(position_trend({{"i", 1, 1}, {"i", 1, 0}}, {}, run)->slope.status == EstimateStatus::no_pairable);
  CHECK(position_trend({{"i", 1, 1}, {"i", 2, 0}}, {}, run)->slope.status == EstimateStatus::too_few_items);
  CHECK_FALSE(position_trend({{"i", 1, std::numeric_limits<double>::quiet_NaN()}}, {}, run));
}

TEST_CASE("sustained operation: by hand") {
  RunContext run;
  std::vector<PositionValue> values;
  for (int i = 0; i < 20; ++i) {
    for (int r = 0; r < 3; ++r) {
      const bool passes = i < 10 || (i < 16 && r < 2);
      values.push_back({std::to_string(i), static_cast<double>(r), passes ? 1.0 : 0.0});
    }
  }
  values.push_back({"single", 0, 1});
  const Result<SustainedReport> report = sustained_operation(values, 1, {}, run);
  REQUIRE(report);
  CHECK(*report->single.value == 0.8);
  CHECK(*report->sustained.value == 0.5);
  CHECK(std::fabs(*report->independent.value - 0.512) <= 1e-15);
  CHECK(std::fabs(*report->gap.value + 0.3) <= 1e-15);
  CHECK(report->gap.ci->high < 0);
  CHECK(report->gap.dropped == 1);
  CHECK(sustained_operation({}, 1, {}, run)->gap.status == EstimateStatus::no_data);
  CHECK(sustained_operation({{"i", 0, 1}}, 1, {}, run)->gap.status == EstimateStatus::no_pairable);
}
