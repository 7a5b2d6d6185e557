// Production mix, clean against messy, sandbagging: values by hand, statuses, order of rows.
#include "nines/conditions.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/disagree/corpus_maker.h"

namespace {

using namespace nines;

// 20 easy items with 18 right, 10 hard ones with 3 right.
std::vector<SliceScore> tested() {
  std::vector<SliceScore> out;
  for (int i = 0; i < 20; ++i) out.push_back({"e" + std::to_string(i), "easy", i < 18 ? 1.0 : 0.0});
  for (int i = 0; i < 10; ++i) out.push_back({"h" + std::to_string(i), "hard", i < 3 ? 1.0 : 0.0});
  return out;
}

ProductionReport production(const std::vector<SliceScore>& scores, const std::vector<SliceShare>& mix) {
  RunContext run;
  Result<ProductionReport> report = reweight_to_production(scores, mix, {}, run);
  REQUIRE(report);
  return std::move(report).value();
}

std::vector<TrialScore> trials(const std::string& prefix, int n, int right) {
  std::vector<TrialScore> out;
  for (int i = 0; i < n; ++i) out.push_back({prefix + std::to_string(i), "", i < right ? 1.0 : 0.0});
  return out;
}

}  // namespace

TEST_CASE("production: reweighted by hand") {
  const ProductionReport report = production(tested(), {{"hard", 0.8}, {"easy", 0.2}});
  CHECK(std::fabs(*report.as_tested.value - 0.7) <= 1e-15);
  CHECK(std::fabs(*report.in_production.value - (0.8 * 0.3 + 0.2 * 0.9)) <= 1e-15);
  REQUIRE(report.in_production.ci);
  CHECK(report.in_production.ci->low < 0.42);
  CHECK(report.in_production.ci->high > 0.42);
  CHECK(report.covered == 1);
  CHECK(report.slices[0].slice == "easy");
  CHECK(report.issues.empty());
  std::vector<SliceScore> turned = tested();
  std::reverse(turned.begin(), turned.end());
  const ProductionReport other = production(turned, {{"easy", 2}, {"hard", 8}});
  CHECK(test::has_issue(other.issues, "mix_scaled"));
  CHECK(other.in_production.ci->low == report.in_production.ci->low);
  CHECK(other.in_production.ci->high == report.in_production.ci->high);
}

TEST_CASE("production: a slice without data has no average to borrow") {
  const ProductionReport report = production(tested(), {{"easy", 0.5}, {"hard", 0.3}, {"foreign", 0.2}});
  CHECK(report.in_production.status == EstimateStatus::no_data);
  CHECK(report.in_production.reason.find("\"foreign\"") != std::string::npos);
  CHECK_FALSE(report.in_production.value);
  CHECK(std::fabs(report.covered - 0.8) <= 1e-15);
  CHECK(report.as_tested.value);
  const ProductionReport unused = production(tested(), {{"easy", 1}, {"foreign", 0}});
  CHECK(std::fabs(*unused.in_production.value - 0.9) <= 1e-15);
  CHECK(unused.in_production.dropped == 10);
  CHECK(test::has_issue(unused.issues, "slice_not_in_mix"));
  CHECK(production({}, {{"easy", 1}}).in_production.status == EstimateStatus::no_data);
}

TEST_CASE("production: refusals") {
  RunContext run;
  const auto code = [&run](const std::vector<SliceScore>& scores, const std::vector<SliceShare>& mix) {
    return reweight_to_production(scores, mix, {}, run).error().code;
  };
  CHECK(code({}, {}) == ErrorCode::bad_value);
  CHECK(code({}, {{"a", -1}, {"b", 2}}) == ErrorCode::bad_value);
  CHECK(code({}, {{"a", 1}, {"a", 1}}) == ErrorCode::bad_value);
  CHECK(code({{"i", "a", std::numeric_limits<double>::infinity()}}, {{"a", 1}}) == ErrorCode::bad_value);
}

TEST_CASE("clean against messy: paired where items are shared, else two groups") {
  RunContext run;
  const Result<GapReport> paired = condition_gap(trials("i", 20, 18), trials("i", 20, 12), {}, run);
  REQUIRE(paired);
  CHECK(paired->is_paired);
  CHECK(std::fabs(*paired->gap.value + 0.3) <= 1e-15);
  CHECK(std::fabs(*paired->test.p - 0.03125) <= 1e-15);  // 6 items worse, none better: 2 / 2^6
  const Result<GapReport> apart = condition_gap(trials("c", 20, 18), trials("m", 30, 12), {}, run);
  REQUIRE(apart);
  CHECK_FALSE(apart->is_paired);
  CHECK(std::fabs(*apart->gap.value + 0.5) <= 1e-15);
  CHECK(apart->gap.ci->high < 0);
  CHECK_FALSE(apart->test.p);
  const Result<GapReport> half = condition_gap(trials("c", 20, 18), {}, {}, run);
  CHECK(half->gap.status == EstimateStatus::no_data);
  CHECK(*half->clean.value == 0.9);
  CHECK(condition_gap({}, {}, {}, run)->gap.status == EstimateStatus::no_data);
}

TEST_CASE("sandbagging: a drop shown, hidden answers, and nothing to show") {
  RunContext run;
  std::vector<ConditionAnswer> control;
  std::vector<ConditionAnswer> incentive;
  for (int i = 0; i < 30; ++i) {
    const std::string item = "i" + std::to_string(i / 10) + std::to_string(i % 10);
    control.push_back({item, "0", i < 27 ? 1.0 : 0.0, i < 28});
    incentive.push_back({item, "7", i < 15 ? 1.0 : 0.0, i < 20 || i == 27});
  }
  const Result<SandbagReport> report = sandbagging_test(control, incentive, 1, {}, run);
  REQUIRE(report);
  CHECK(std::fabs(*report->drop.value - 0.4) <= 1e-15);
  CHECK(report->drop.ci->low > 0);
  CHECK(report->verdict == SandbagVerdict::drop_shown);
  CHECK(report->hidden_items == std::vector<std::string>{"i15", "i16", "i17", "i18", "i19"});
  CHECK(report->hidden_control == 1);
  CHECK(report->hidden_incentive == 6);
  CHECK(report->judged_incentive == 15);
  CHECK(sandbagging_test(control, control, 1, {}, run)->verdict == SandbagVerdict::no_drop_shown);
  CHECK(sandbagging_test({}, {}, 1, {}, run)->verdict == SandbagVerdict::no_data);
  std::vector<ConditionAnswer> refused = control;
  std::vector<ConditionAnswer> able = control;
  for (ConditionAnswer& answer : refused) answer.score = 0;
  for (ConditionAnswer& answer : able) answer.score = 1;
  CHECK(sandbagging_test(able, refused, 1, {}, run)->verdict == SandbagVerdict::drop_shown);
}
