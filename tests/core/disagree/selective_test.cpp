// Selective answers and calibration: reference values, values by hand, what has no value.
#include "nines/selective.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/disagree/family_golden.h"

namespace {

using namespace nines;

std::vector<ConfidentAnswer> answers_of(const std::vector<double>& confidence, const std::vector<int>& right) {
  std::vector<ConfidentAnswer> out;
  for (std::size_t i = 0; i < right.size(); ++i) out.push_back({std::to_string(i), confidence[i], right[i] == 1});
  return out;
}

SelectiveReport run_on(const std::vector<ConfidentAnswer>& answers, const SelectiveOptions& options = {}) {
  RunContext run;
  Result<SelectiveReport> result = selective_answers(answers, options, run);
  REQUIRE(result);
  return std::move(result).value();
}

const Estimate& of(const SelectiveReport& report, const std::string& id) {
  static const Estimate none;
  for (const auto& [name, estimate] : report.estimates) {
    if (name == id) return estimate;
  }
  return none;
}

struct Row {
  const char* name;
  std::vector<double> confidence;
  std::vector<int> right;
  double aurc;
  double auroc;  // -1: no value
  double brier;  // -1: no value
  EstimateStatus auroc_status;
  EstimateStatus brier_status;
};
// By hand from the definitions.
const Row kRows[] = {
    {"no answers", {}, {}, -1, -1, -1, EstimateStatus::no_data, EstimateStatus::no_data},
    {"one right answer", {0.5}, {1}, 0, -1, 0.25, EstimateStatus::no_variation, EstimateStatus::too_few_items},
    {"all wrong", {0.5, 0.25}, {0, 0}, 1, -1, 0.15625, EstimateStatus::no_variation, EstimateStatus::too_few_items},
    {"sure and right, unsure and wrong",
     {1, 0},
     {1, 0},
     0.25,
     1,
     0,
     EstimateStatus::too_few_items,
     EstimateStatus::too_few_items},
    {"sure and wrong", {1, 0}, {0, 1}, 0.75, 0, 1, EstimateStatus::too_few_items, EstimateStatus::too_few_items},
    {"one tie", {0.5, 0.5}, {1, 0}, 0.5, 0.5, 0.25, EstimateStatus::too_few_items, EstimateStatus::too_few_items},
    {"not probabilities", {7, 3}, {1, 0}, 0.25, 1, -1, EstimateStatus::too_few_items, EstimateStatus::no_data},
};

void check_value(const Estimate& estimate, double want, EstimateStatus status) {
  CHECK(estimate.status == status);
  CHECK(estimate.reason.empty() == (status == EstimateStatus::ok));
  REQUIRE(estimate.value.has_value() == (want >= 0));
  if (want >= 0) CHECK(std::fabs(*estimate.value - want) <= 1e-15);
  CHECK_FALSE(estimate.ci);
}

}  // namespace

TEST_CASE("selective: by hand") {
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    const SelectiveReport report = run_on(answers_of(row.confidence, row.right));
    check_value(of(report, "aurc"), row.aurc,
                row.right.empty() ? EstimateStatus::no_data : EstimateStatus::too_few_items);
    check_value(of(report, "auroc"), row.auroc, row.auroc_status);
    check_value(of(report, "brier"), row.brier, row.brier_status);
    CHECK(of(report, "ece").value.has_value() == (row.brier >= 0));
  }
}

TEST_CASE("golden: calibration") {
  const test::Golden golden;
  if (!golden) {
    MESSAGE("skipped: 1 group of disagreement/golden.json (no test data)");
    return;
  }
  const std::uint32_t group = golden.member(0, "calibration");
  std::vector<int> right;
  for (const double x : golden.numbers(golden.member(group, "correct"))) right.push_back(x == 1 ? 1 : 0);
  const SelectiveReport report = run_on(answers_of(golden.numbers(golden.member(group, "conf")), right));
  CHECK(std::fabs(*of(report, "brier").value - golden.number(group, "brier")) <= 1e-12);
  CHECK(std::fabs(*of(report, "ece").value - golden.number(group, "ece10")) <= 1e-12);
  CHECK(std::fabs(*of(report, "auroc").value - golden.number(group, "auroc")) <= 1e-12);
  CHECK(std::fabs(*of(report, "aurc").value - golden.number(group, "aurc_tie_aware")) <= 1e-12);
  CHECK(of(report, "ece").status == EstimateStatus::ok);
  CHECK(of(report, "ece").ci);
  CHECK(report.curve.size() == 8);
  CHECK(report.curve.back().coverage == 1);
  CHECK(report.curve.back().wrong == 4);
}

TEST_CASE("selective: the order of rows changes nothing, missing confidence is counted") {
  std::vector<ConfidentAnswer> answers;
  for (int i = 0; i < 40; ++i) answers.push_back({std::to_string(i % 15), (i * 7 % 10) / 10.0, i % 3 != 0});
  answers.push_back({"x", std::numeric_limits<double>::quiet_NaN(), true});
  answers.push_back({"y", std::numeric_limits<double>::infinity(), true});
  const SelectiveReport one = run_on(answers);
  std::reverse(answers.begin(), answers.end());
  const SelectiveReport other = run_on(answers);
  CHECK(one.dropped == 2);
  CHECK(test::has_issue(one.issues, "missing_confidence"));
  CHECK(test::has_issue(one.issues, "clustered_answers"));
  for (const char* id : {"accuracy", "aurc", "auroc", "brier", "ece"}) {
    CAPTURE(id);
    CHECK(of(one, id).n_items == 15);
    CHECK(*of(one, id).value == *of(other, id).value);
    REQUIRE(of(one, id).ci);
    CHECK(of(one, id).ci->low == of(other, id).ci->low);
    CHECK(of(one, id).ci->high == of(other, id).ci->high);
  }
}

TEST_CASE("selective: coverage at a target risk") {
  // 100 sure and right, 100 unsure of which half are wrong: two thresholds, two tests, error 0.025 each. The bound of
  // 0 wrong of 100 is 1 - 0.025^(1/100) = 0.0362 (closed form of Clopper-Pearson at k = 0).
  std::vector<ConfidentAnswer> answers;
  for (int i = 0; i < 200; ++i) answers.push_back({std::to_string(i), i < 100 ? 0.9 : 0.5, i < 100 || i % 2 == 0});
  const CoverageAtRisk at = run_on(answers).at_target;
  CHECK(at.coverage.status == EstimateStatus::ok);
  CHECK(*at.coverage.value == 0.5);
  CHECK(*at.threshold == 0.9);
  CHECK(at.wrong == 0);
  CHECK(std::fabs(*at.bound - 0.036216693) <= 1e-8);
  SelectiveOptions strict;
  strict.target_risk = 0.01;
  const CoverageAtRisk none = run_on(answers, strict).at_target;
  CHECK(none.coverage.status == EstimateStatus::too_few_items);
  CHECK(*none.coverage.value == 0);
  CHECK_FALSE(none.threshold);
  SelectiveOptions lenient;
  lenient.target_risk = 0.5;
  CHECK(*run_on(answers, lenient).at_target.coverage.value == 1);
}

TEST_CASE("selective: bins, limits, cancel") {
  const SelectiveReport report = run_on(answers_of({0, 0.1, 0.99, 1}, {0, 0, 1, 1}));
  REQUIRE(report.calibration.size() == 10);
  CHECK(report.calibration[0].answers == 1);
  CHECK(report.calibration[1].answers == 1);
  CHECK(report.calibration[9].answers == 2);
  CHECK(report.calibration[9].accuracy == 1);
  RunContext run;
  SelectiveOptions bad;
  bad.bins = kMaxCalibrationBins + 1;
  CHECK(selective_answers({}, bad, run).error().code == ErrorCode::out_of_range);
  bad.bins = kMaxCalibrationBins;
  CHECK(selective_answers({}, bad, run));
  bad.target_risk = 0;
  CHECK(selective_answers({}, bad, run).error().code == ErrorCode::out_of_range);
  run.cancelled_hook = [](void*) { return true; };
  CHECK(selective_answers(answers_of({0.5}, {1}), {}, run).error().code == ErrorCode::cancelled);
}
