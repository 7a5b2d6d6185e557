// Checker against truth: by hand, a published interval, statuses.
#include "nines/checker.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

namespace {

using namespace nines;

std::vector<CheckedAnswer> table(int right_accepted, int right_rejected, int wrong_accepted, int wrong_rejected) {
  std::vector<CheckedAnswer> out;
  const auto add = [&out](int count, bool is_right, bool accepts) {
    for (int i = 0; i < count; ++i) out.push_back({std::to_string(out.size()), is_right, accepts});
  };
  add(right_accepted, true, true);
  add(right_rejected, true, false);
  add(wrong_accepted, false, true);
  add(wrong_rejected, false, false);
  return out;
}

Estimate of(const std::vector<CheckedAnswer>& answers, const std::string& id) {
  RunContext run;
  const Result<CheckerReport> report = checker_gap(answers, {}, run);
  REQUIRE(report);
  for (const auto& [name, estimate] : report->estimates) {
    if (name == id) return estimate;
  }
  return {};
}

struct Row {
  const char* id;
  double value;
};
// 56 of 70 right answers accepted, 32 of 80 wrong ones rejected.
constexpr Row kRows[] = {{"sensitivity", 0.8},
                         {"specificity", 0.4},
                         {"gap", 0.4},
                         {"youden_j", 0.2},
                         {"balanced_accuracy", 0.6},
                         {"accuracy", 88.0 / 150},
                         {"precision", 56.0 / 104},
                         {"negative_precision", 32.0 / 46},
                         {"share_right", 70.0 / 150}};

struct StatusRow {
  const char* name;
  std::vector<CheckedAnswer> answers;
  EstimateStatus sensitivity;
  EstimateStatus specificity;
  EstimateStatus gap;
  EstimateStatus precision;
};

}  // namespace

TEST_CASE("checker: values by hand") {
  for (const Row& row : kRows) {
    CAPTURE(row.id);
    const Estimate estimate = of(table(56, 14, 48, 32), row.id);
    CHECK(std::fabs(*estimate.value - row.value) <= 1e-15);
    CHECK(estimate.status == EstimateStatus::ok);
    REQUIRE(estimate.ci);
    CHECK(estimate.ci->low < row.value);
    CHECK(estimate.ci->high > row.value);
  }
}

TEST_CASE("checker: the gap of 56/70 and 48/80 has the published interval") {
  // Newcombe 1998, table II (a), method 10: 0.0524 to 0.3339.
  const Estimate gap = of(table(56, 14, 32, 48), "gap");
  CHECK(std::fabs(*gap.value - 0.2) <= 1e-15);
  CHECK(std::fabs(gap.ci->low - 0.0524) <= 5e-5);
  CHECK(std::fabs(gap.ci->high - 0.3339) <= 5e-5);
}

TEST_CASE("checker: what has no value says why") {
  constexpr EstimateStatus kNone = EstimateStatus::no_data;
  constexpr EstimateStatus kFew = EstimateStatus::too_few_items;
  const StatusRow rows[] = {
      {"nothing", {}, kNone, kNone, kNone, kNone},
      {"one right", table(1, 0, 0, 0), kFew, kNone, kNone, kFew},
      {"one wrong", table(0, 0, 0, 1), kNone, kFew, kNone, kNone},
      {"few wrong", table(20, 0, 3, 2), EstimateStatus::ok, kFew, kFew, EstimateStatus::ok},
      {"accepts nothing", table(0, 20, 0, 20), EstimateStatus::ok, EstimateStatus::ok, EstimateStatus::ok, kNone},
  };
  for (const StatusRow& row : rows) {
    CAPTURE(row.name);
    const std::pair<const char*, EstimateStatus> wants[] = {{"sensitivity", row.sensitivity},
                                                            {"specificity", row.specificity},
                                                            {"gap", row.gap},
                                                            {"precision", row.precision}};
    for (const auto& [id, want] : wants) {
      const Estimate estimate = of(row.answers, id);
      CHECK(estimate.status == want);
      CHECK(estimate.reason.empty() == (want == EstimateStatus::ok));
      CHECK(estimate.ci.has_value() == (want == EstimateStatus::ok));
    }
  }
}

TEST_CASE("checker: several judgements of an item resample items, in any order") {
  std::vector<CheckedAnswer> answers;
  for (int i = 0; i < 60; ++i) answers.push_back({std::to_string(i % 20), i % 3 != 0, i % 4 != 0});
  const Estimate one = of(answers, "gap");
  CHECK(one.ci->method.find("item bootstrap") == 0);
  CHECK(one.n_items == 20);
  std::reverse(answers.begin(), answers.end());
  const Estimate other = of(answers, "gap");
  CHECK(one.ci->low == other.ci->low);
  CHECK(one.ci->high == other.ci->high);
}

TEST_CASE("checker: many judgements of few wrong items are few items") {
  std::vector<CheckedAnswer> answers;
  for (int i = 0; i < 60; ++i) answers.push_back({std::to_string(i % 20), i % 20 >= 3, i % 4 != 0});
  CHECK(of(answers, "specificity").status == EstimateStatus::too_few_items);
  CHECK(of(answers, "specificity").n_items == 3);
  CHECK(of(answers, "gap").status == EstimateStatus::too_few_items);
  CHECK(of(answers, "sensitivity").n_items == 17);
  CHECK(of(answers, "accuracy").n_items == 20);
}
