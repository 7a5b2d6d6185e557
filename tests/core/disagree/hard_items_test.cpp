// Hard items: lists by hand, a planted wrong gold label, exports, statuses.
#include "nines/hard_items.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/disagree/corpus_maker.h"

namespace {

using namespace nines;

HardItemReport run_on(const std::vector<RatedAnswer>& answers, const HardItemOptions& options = {}) {
  RunContext run;
  Result<HardItemReport> report = hard_items(answers, options, run);
  REQUIRE(report);
  return std::move(report).value();
}

// Ten raters of rising skill on forty items whose gold is "yes"; rater r is wrong where (item + 3 r) % 10 >= r + 1.
// The gold of item "planted" is wrong: the five best say what is true and are counted as wrong.
std::vector<RatedAnswer> planted() {
  std::vector<RatedAnswer> out;
  for (int r = 0; r < 10; ++r) {
    const std::string rater = "r" + std::to_string(r);
    for (int i = 0; i < 40; ++i) {
      const bool is_right = (i + 3 * r) % 10 < r + 1;
      out.push_back({"i" + std::to_string(i), rater, "", is_right ? "yes" : "no", "yes", is_right});
    }
    out.push_back({"planted", rater, "", r < 5 ? "yes" : "no", "yes", r < 5});
  }
  return out;
}

const GoldSuspicion* find(const HardItemReport& report, const std::string& item) {
  for (const GoldSuspicion& row : report.gold) {
    if (row.item == item) return &row;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("hard items: a planted wrong gold label is found, and left out of the golden set") {
  const HardItemReport report = run_on(planted());
  REQUIRE(report.gold.size() == 41);
  CHECK(report.gold[0].item == "planted");
  // Skills elsewhere are .1 .2 ... 1 exactly, right here 1 1 1 1 1 0 0 0 0 0: r = -12.5 / sqrt(82.5 x 2.5).
  CHECK(std::fabs(*report.gold[0].correlation.value + 12.5 / std::sqrt(206.25)) <= 1e-14);
  // One of C(10, 5) = 252 splits is as low: p = 1/252 up to 4 standard errors of 10,000 draws.
  CHECK(std::fabs(report.gold[0].p - 1.0 / 252) <= 4 * std::sqrt(1.0 / 252 / 10'000));
  CHECK(report.skill_from == "gold");
  // 41 items are tested: 41/252 is not below 5 %, but below 20 %.
  CHECK(std::fabs(report.gold[0].adjusted_p - 41 * report.gold[0].p) <= 1e-12);
  CHECK_FALSE(report.gold[0].is_suspect);
  const auto has_planted = [](const HardItemReport& from) {
    return std::any_of(from.golden_set.begin(), from.golden_set.end(),
                       [](const GoldenItem& item) { return item.item == "planted"; });
  };
  CHECK(has_planted(report));
  HardItemOptions lenient;
  lenient.false_discovery = 0.25;
  const HardItemReport found = run_on(planted(), lenient);
  CHECK(found.gold[0].is_suspect);
  CHECK(std::count_if(found.gold.begin(), found.gold.end(), [](const auto& row) { return row.is_suspect; }) == 1);
  CHECK_FALSE(has_planted(found));
}

TEST_CASE("hard items: rows and names of raters change nothing") {
  std::vector<RatedAnswer> answers = planted();
  const HardItemReport one = run_on(answers);
  std::reverse(answers.begin(), answers.end());
  for (RatedAnswer& answer : answers) answer.rater = "x" + std::to_string('9' - answer.rater[1]);
  const HardItemReport other = run_on(answers);
  REQUIRE(one.gold.size() == other.gold.size());
  for (std::size_t i = 0; i < one.gold.size(); ++i) {
    CHECK(one.gold[i].item == other.gold[i].item);
    CHECK(one.gold[i].p == other.gold[i].p);
    CHECK(one.gold[i].correlation.value == other.gold[i].correlation.value);
  }
  REQUIRE(one.disputed.size() == other.disputed.size());
  for (std::size_t i = 0; i < one.disputed.size(); ++i) CHECK(one.disputed[i].score == other.disputed[i].score);
}

TEST_CASE("hard items: unsolved, disputed and exports by hand") {
  const HardItemReport report = run_on({
      {"a", "x", "0", "1", "2", false},
      {"a", "y", "0", "1", "2", false},
      {"a", "y", "1", "1", "2", false},
      {"b", "x", "0", "5", "5", true},
      {"b", "y", "0", "6", "5", false},
      {"c", "x", "0", "7", "", true},
      {"c", "y", "0", "7", "", true},
      {"d", "x", "0", "9", "", false},
  });
  REQUIRE(report.unsolved.size() == 2);
  CHECK(report.unsolved[0].item == "a");
  CHECK(report.unsolved[0].agreed == "1");
  CHECK(report.unsolved[0].raters == 2);
  CHECK(std::fabs(*report.unsolved[0].rate_bound - (1 - std::cbrt(0.025))) <= 1e-12);
  CHECK_FALSE(report.unsolved[1].rate_bound);  // one attempt
  // Item b without itself: x right on 1 of 3, y on 1 of 3: both (1 + 1)/(3 + 2) = 0.4, votes equal, entropy log 2.
  REQUIRE_FALSE(report.disputed.empty());
  CHECK(report.disputed[0].item == "b");
  CHECK(std::fabs(report.disputed[0].posterior_entropy - std::log(2.0)) <= 1e-15);
  CHECK(std::fabs(report.disputed[0].skill - 0.4) <= 1e-15);
  CHECK(report.disputed[0].consensus.empty());
  REQUIRE(report.golden_set.size() == 2);
  CHECK(report.golden_set[0].reason == "unsolved");
  CHECK(report.golden_set[1].reason == "flaky");
  REQUIRE(report.corrections.size() == 4);
  CHECK(report.corrections[0].correction == "2");
  CHECK(report.corrections[3].rater == "y");
  CHECK(report.corrections[3].failure == "6");
  CHECK(report.corrections[3].correction == "5");
  CHECK(report.without_correction == 1);
}

TEST_CASE("hard items: what cannot be told says why") {
  CHECK(run_on({}).status == EstimateStatus::no_data);
  const HardItemReport one = run_on({{"a", "x", "", "1", "2", false}});
  CHECK(one.status == EstimateStatus::one_rater);
  CHECK_FALSE(one.reason.empty());
  CHECK(one.unsolved.size() == 1);
  const HardItemReport two = run_on({{"a", "x", "", "1", "", true}, {"a", "y", "", "2", "", false}});
  CHECK(find(two, "a")->correlation.status == EstimateStatus::no_pairable);
  std::vector<RatedAnswer> same;
  for (const char* rater : {"x", "y", "z"}) {
    for (const char* item : {"a", "b"}) same.push_back({item, rater, "", "1", "1", true});
  }
  CHECK(find(run_on(same), "a")->correlation.status == EstimateStatus::no_variation);
  const HardItemReport blind = run_on({{"a", "x", "", "1", "", {}}, {"a", "y", "", "2", "", {}}});
  CHECK(blind.skill_from == "consensus");
  CHECK(blind.gold.empty());
  CHECK(blind.unsolved.empty());
  CHECK(blind.disputed.size() == 1);
  RunContext run;
  HardItemOptions options;
  options.permutations = 0;
  CHECK(hard_items({}, options, run).error().code == ErrorCode::out_of_range);
}

TEST_CASE("real file: raters of one set, by counts") {
  const std::optional<std::string> bytes = test::data_file("disagreement/gsm8k_4systems/rows.jsonl");
  if (!bytes) {
    MESSAGE("skipped: 1 real file (no test data)");
    return;
  }
  const std::vector<RatedAnswer> answers = rated_answers(read_records(*bytes, "rows.jsonl"), CompareBy::label, 1);
  CHECK(answers.size() == 5276);
  RunContext run;
  HardItemOptions options;
  options.permutations = 20;
  const Result<HardItemReport> report = hard_items(answers, options, run);
  REQUIRE(report);
  CHECK(report->gold.size() == 1319);
  CHECK(report->unsolved.size() == 432);  // counted by another script, as are the wrong answers
  CHECK(static_cast<std::int64_t>(report->corrections.size()) + report->without_correction == 3275);
  CHECK(report->unsolved[0].attempts == 4);
}
