// Paired comparison, planning, many p-values, who is best: values by hand or by another route (said at each table).
#include "nines/compare.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/arcsine.h"
#include "base/stats.h"
#include "core/disagree/corpus_maker.h"

namespace {

using namespace nines;

struct Pair {
  std::vector<TrialScore> a;
  std::vector<TrialScore> b;
};

// One trial an item: `only_a`, `only_b`, `both`, `neither` items.
Pair binary(std::int64_t only_a, std::int64_t only_b, std::int64_t both, std::int64_t neither) {
  Pair out;
  for (std::int64_t i = 0; i < only_a + only_b + both + neither; ++i) {
    const bool is_only_a = i < only_a;
    const bool is_only_b = !is_only_a && i < only_a + only_b;
    const bool is_both = i >= only_a + only_b && i < only_a + only_b + both;
    const std::string item = std::to_string(i);
    out.a.push_back({item, "0", is_only_a || is_both ? 1.0 : 0.0});
    out.b.push_back({item, "0", is_only_b || is_both ? 1.0 : 0.0});
  }
  return out;
}

CompareReport compare(const Pair& pair, const CompareOptions& options = {}) {
  RunContext run;
  Result<CompareReport> result = compare_paired(pair.a, pair.b, options, run);
  REQUIRE(result);
  return std::move(result).value();
}

struct McNemarRow {
  std::int64_t only_a;
  std::int64_t only_b;
  double p;  // 2 sum C(n, i) / 2^n in exact fractions
};
constexpr McNemarRow kMcNemar[] = {
    {0, 0, 1}, {1, 0, 1}, {3, 3, 1}, {5, 1, 0.21875}, {10, 2, 0.03857421875}, {9, 0, 0.00390625}, {0, 9, 0.00390625}};

}  // namespace

TEST_CASE("compare: exact McNemar, and sign flips of one binary trial an item give the same p") {
  for (const McNemarRow& row : kMcNemar) {
    CAPTURE(row.only_a);
    CAPTURE(row.only_b);
    CHECK(std::fabs(mcnemar_exact(row.only_a, row.only_b) - row.p) <= 1e-14);
    const CompareReport report = compare(binary(row.only_a, row.only_b, 4, 3));
    REQUIRE(report.mcnemar.p);
    CHECK(std::fabs(*report.mcnemar.p - row.p) <= 1e-14);
    CHECK(std::fabs(*report.sign_flip.p - row.p) <= 1e-14);
    CHECK(report.table->only_a == row.only_a);
    CHECK(report.table->both_wrong == 3);
  }
}

TEST_CASE("compare: drawn sign flips meet the exact p") {
  // 22 discordant pairs are drawn, not listed; McNemar is exact. Four standard errors of 10,000 draws at p = 0.134.
  const CompareReport report = compare(binary(15, 7, 5, 5));
  CHECK(std::fabs(*report.sign_flip.p - *report.mcnemar.p) <= 4 * std::sqrt(0.134 * 0.866 / 10'000));
}

TEST_CASE("compare: values by hand") {
  // A right on 8 of 20, B on 14: only_a 2, only_b 8.
  const CompareReport report = compare(binary(2, 8, 6, 4));
  CHECK(*report.mean_a.value == 0.4);
  CHECK(*report.mean_b.value == 0.7);
  CHECK(std::fabs(*report.difference.value - 0.3) <= 1e-15);
  CHECK(std::fabs(*report.odds_ratio.value - 3.5) <= 1e-14);
  CHECK(*report.paired_odds_ratio.value == 4);
  const Interval share = base::clopper_pearson(8, 10);
  CHECK(report.paired_odds_ratio.ci->low == share.low / (1 - share.low));
  CHECK(std::fabs(*report.cohens_h.value - 2 * (std::asin(std::sqrt(0.7)) - std::asin(std::sqrt(0.4)))) <= 1e-14);
  CHECK(report.difference.ci->low < 0.3);
  CHECK(report.difference.ci->high > 0.3);
  // sd of the differences: sum d^2 = 10, n mean^2 = 1.8; (1.959964 + 0.841621) sqrt(8.2 / 19 / 20).
  CHECK(std::fabs(*report.detectable_difference.value - 2.8015852 * std::sqrt(8.2 / 380)) <= 1e-6);
}

struct StatusRow {
  const char* name;
  Pair pair;
  EstimateStatus difference;
  EstimateStatus odds;
  std::int64_t items;
  std::int64_t dropped;
};

TEST_CASE("compare: what has no value says why") {
  const double kBig = 1e9;
  const StatusRow rows[] = {
      {"nothing", {}, EstimateStatus::no_data, EstimateStatus::no_data, 0, 0},
      {"one side", {{{"i", "0", 1}}, {}}, EstimateStatus::no_pairable, EstimateStatus::no_pairable, 0, 1},
      {"other items",
       {{{"i", "0", 1}}, {{"j", "0", 1}}},
       EstimateStatus::no_pairable,
       EstimateStatus::no_pairable,
       0,
       2},
      {"other trials",
       {{{"i", "0", 1}}, {{"i", "1", 1}}},
       EstimateStatus::no_pairable,
       EstimateStatus::no_pairable,
       0,
       2},
      {"one item",
       {{{"i", "0", 1}}, {{"i", "0", 0}}},
       EstimateStatus::too_few_items,
       EstimateStatus::no_variation,
       1,
       0},
      {"no rates", {{{"i", "", kBig}}, {{"i", "", 0}}}, EstimateStatus::too_few_items, EstimateStatus::no_data, 1, 0},
      {"all the same", binary(0, 0, 12, 0), EstimateStatus::degenerate_ci, EstimateStatus::no_variation, 12, 0},
      {"always worse", binary(12, 0, 0, 0), EstimateStatus::degenerate_ci, EstimateStatus::no_variation, 12, 0},
  };
  for (const StatusRow& row : rows) {
    CAPTURE(row.name);
    const CompareReport report = compare(row.pair);
    CHECK(report.difference.status == row.difference);
    CHECK(report.odds_ratio.status == row.odds);
    CHECK_FALSE(report.difference.reason.empty());
    CHECK_FALSE(report.odds_ratio.reason.empty());
    CHECK_FALSE(report.difference.ci);
    CHECK(report.items == row.items);
    CHECK(report.difference.dropped == row.dropped);
  }
}

TEST_CASE("compare: rows in any order, duplicates, unmatched trials") {
  Pair pair;
  for (int i = 0; i < 30; ++i) {
    for (int t = 0; t < 3; ++t) {
      pair.a.push_back({std::to_string(i), std::to_string(t), ((i * 5 + t * 3) % 7) / 7.0});
      if (i != t) pair.b.push_back({std::to_string(i), std::to_string(t), ((i * 3 + t) % 5) / 5.0});
    }
  }
  pair.a.push_back(pair.a.front());     // the same again: once
  pair.b.push_back({"9", "0", 0.123});  // contradicts: both out
  const CompareReport one = compare(pair);
  std::reverse(pair.a.begin(), pair.a.end());
  std::rotate(pair.b.begin(), pair.b.begin() + 17, pair.b.end());
  const CompareReport other = compare(pair);
  CHECK(one.items == 30);
  CHECK(one.trials == 86);
  CHECK(test::has_issue(one.issues, "duplicate_rows"));
  CHECK(test::has_issue(one.issues, "unmatched_rows"));
  CHECK_FALSE(one.mcnemar.p);
  CHECK(*one.difference.value == *other.difference.value);
  CHECK(one.difference.ci->low == other.difference.ci->low);
  CHECK(one.cohens_h.ci->high == other.cohens_h.ci->high);
  CHECK(*one.sign_flip.p == *other.sign_flip.p);
  CompareOptions by_item;
  by_item.align = AlignBy::item;
  CHECK(compare(pair, by_item).trials == 90 + 86);
}

TEST_CASE("compare: refusals and cancel") {
  RunContext run;
  const std::vector<TrialScore> bad = {{"i", "0", std::numeric_limits<double>::quiet_NaN()}};
  CHECK(compare_paired(bad, {}, {}, run).error().code == ErrorCode::bad_value);
  CompareOptions options;
  options.permutations = kMaxPermutations + 1;
  CHECK(compare_paired({}, {}, options, run).error().code == ErrorCode::out_of_range);
  options.permutations = kMaxPermutations;
  options.resample.level = 1;
  CHECK(compare_paired({}, {}, options, run).error().code == ErrorCode::out_of_range);
  run.cancelled_hook = [](void*) { return true; };
  const Pair pair = binary(1, 2, 3, 4);
  CHECK(compare_paired(pair.a, pair.b, {}, run).error().code == ErrorCode::cancelled);
}

TEST_CASE("compare: a published drop between two dates of one model") {
  const std::optional<std::string> bytes = test::data_file("disagreement/llmdrift_prime/rows.jsonl");
  if (!bytes) {
    MESSAGE("skipped: 1 real file (no test data)");
    return;
  }
  const Corpus corpus = read_records(*bytes, "rows.jsonl");
  const CompareReport report = compare({trial_scores(corpus, "gpt-4-0314", 1), trial_scores(corpus, "gpt-4-0613", 1)});
  CHECK(report.items == 1000);
  CHECK(*report.mean_a.value == 0.840);
  CHECK(*report.mean_b.value == 0.511);
  CHECK(report.table->only_a == 476);
  CHECK(report.table->only_b == 147);
  CHECK(std::fabs(*report.mcnemar.p / 2.1062774786064162e-41 - 1) <= 1e-10);  // exact fractions, elsewhere
  CHECK(std::fabs(*report.cohens_h.value + 0.7257608596066198) <= 1e-13);
  CHECK(*report.sign_flip.p == 1.0 / 10'001);
  CHECK(report.difference.ci->high < -0.28);
}

TEST_CASE("arcsine: the angle of a share") {
  for (int i = 0; i <= 1000; ++i) {
    const double p = i / 1000.0;
    CHECK(std::fabs(base::share_angle(p) - std::asin(std::sqrt(p))) <= 4e-16 * 4);
  }
}

TEST_CASE("noise floor of repeats") {
  // 16 items with (0, 1): variance 1/2 each, so 1.959964 sqrt(2 * 16 * 0.5) / 16; 4 steady items more.
  RunContext run;
  std::vector<TrialScore> rows;
  for (int i = 0; i < 20; ++i) {
    rows.push_back({std::to_string(i), "0", 0});
    rows.push_back({std::to_string(i), "1", i < 16 ? 1.0 : 0.0});
  }
  rows.push_back({"lone", "0", 1});
  const Result<Estimate> floor = aa_noise_floor(rows, 1, {}, run);
  REQUIRE(floor);
  CHECK(std::fabs(*floor->value - 1.959963984540054 * 4 / 20) <= 1e-13);
  CHECK(floor->ci);
  CHECK(floor->dropped == 1);
  CHECK(std::fabs(*aa_noise_floor(rows, 4, {}, run)->value - *floor->value / 2) <= 1e-15);
  CHECK(aa_noise_floor({{"i", "0", 1}}, 1, {}, run)->status == EstimateStatus::no_pairable);
  CHECK(aa_noise_floor({}, 1, {}, run)->status == EstimateStatus::no_data);
  CHECK_FALSE(aa_noise_floor({}, 0, {}, run));
}

TEST_CASE("sample size: by the printed formulas in another language") {
  SampleSizeQuestion question;
  CHECK(*sample_size(question) == 626);
  question.kind = DesignKind::paired_sd;
  CHECK(*sample_size(question) == 785);
  question.kind = DesignKind::two_rates;
  CHECK(*sample_size(question) == 1565);
  question.rate = 0.99;
  CHECK(sample_size(question).error().code == ErrorCode::out_of_range);
  question = {};
  question.discordant = 0.01;
  CHECK_FALSE(sample_size(question));
  question = {};
  question.difference = 0;
  CHECK_FALSE(sample_size(question));
}

TEST_CASE("adjusted p-values: by hand, ties alike, any order") {
  const std::vector<double> p = {0.01, 0.04, 0.03, 0.005, 0.03};
  // Ascending .005 .01 .03 .03 .04. Holm: .025 .04 .09 .09 .09; Benjamini-Hochberg: .025 .025 .0375 .0375 .04.
  const std::vector<double> holm = {0.04, 0.09, 0.09, 0.025, 0.09};
  const std::vector<double> bh = {0.025, 0.04, 0.0375, 0.025, 0.0375};
  const auto got_holm = adjust_p_values(p, Adjustment::holm);
  const auto got_bh = adjust_p_values(p, Adjustment::benjamini_hochberg);
  for (std::size_t i = 0; i < p.size(); ++i) {
    CHECK(std::fabs((*got_holm)[i] - holm[i]) <= 1e-15);
    CHECK(std::fabs((*got_bh)[i] - bh[i]) <= 1e-15);
  }
  CHECK(adjust_p_values({}, Adjustment::holm)->empty());
  CHECK_FALSE(adjust_p_values(std::vector<double>{1.5}, Adjustment::holm));
}

TEST_CASE("who is best: certain, tied, a coin flip, and too little") {
  RunContext run;
  std::vector<ModelScore> scores;
  for (int i = 0; i < 12; ++i) {
    const std::string item = std::to_string(i);
    scores.push_back({item, "twin 1", 1});
    scores.push_back({item, "twin 2", 1});
    scores.push_back({item, "worse", i == 0 ? 1.0 : 0.0});
  }
  Result<BestReport> report = p_each_best(scores, {}, run);
  REQUIRE(report);
  REQUIRE(report->models.size() == 3);
  CHECK(report->models[0].p_best == report->models[1].p_best);
  CHECK(report->models[2].p_best < 1e-3);
  CHECK(report->tied_share == 1);
  double all = 0;
  for (const ModelRank& rank : report->models) all += rank.p_best;
  CHECK(std::fabs(all - 1) <= 1e-12);
  // Two models that share 20 items evenly: each is first in half of the resamples, up to 4 standard errors.
  scores.clear();
  for (int i = 0; i < 20; ++i) {
    scores.push_back({std::to_string(i), "x", i % 2 == 0 ? 1.0 : 0.0});
    scores.push_back({std::to_string(i), "y", i % 2 == 0 ? 0.0 : 1.0});
  }
  report = p_each_best(scores, {}, run);
  CHECK(std::fabs(report->models[0].p_best - 0.5) <= 4 * std::sqrt(0.25 / 2000));
  CHECK(p_each_best(scores, {1, 0, 0.95}, run)->status == EstimateStatus::degenerate_ci);
  CHECK(p_each_best({}, {}, run)->status == EstimateStatus::no_data);
  CHECK(p_each_best({{"i", "x", 1}}, {}, run)->status == EstimateStatus::one_rater);
  CHECK(p_each_best({{"i", "x", 1}, {"j", "y", 1}}, {}, run)->status == EstimateStatus::no_pairable);
  CHECK(p_each_best({{"i", "x", 1}, {"i", "y", 1}}, {}, run)->status == EstimateStatus::too_few_items);
}
