// Wording: variance components by hand and by enumeration, spread and excess on a real file by an independent script,
// rank flips, statuses.
#include "nines/sensitivity.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/disagree/corpus_maker.h"

namespace {

using namespace nines;

SensitivityReport run_on(const std::vector<WordingScore>& rows, const std::string& model = "",
                         const SensitivityOptions& options = {}) {
  RunContext run;
  Result<SensitivityReport> report = wording_sensitivity(rows, model, options, run);
  REQUIRE(report);
  return std::move(report).value();
}

// cells[item][wording] = scores of its repeats.
std::vector<WordingScore> design(const std::vector<std::vector<std::vector<double>>>& cells) {
  std::vector<WordingScore> rows;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    for (std::size_t w = 0; w < cells[i].size(); ++w) {
      for (const double score : cells[i][w]) rows.push_back({std::to_string(i), "m", std::to_string(w), score});
    }
  }
  return rows;
}

std::optional<std::vector<WordingScore>> bbh() {
  const std::optional<std::string> bytes = test::data_file("disagreement/multiprompt_bbh/rows.jsonl");
  if (!bytes) return std::nullopt;
  std::vector<WordingScore> rows;
  for (const Record& record : read_records(*bytes, "rows.jsonl").records)
    rows.push_back({record.item, record.model, record.paraphrase, record.score.value_or(0), record.n.value_or(1)});
  return rows;
}

}  // namespace

TEST_CASE("sensitivity: balanced design by hand") {
  // MS within 1/4, between 1/4, items 1/2.
  const SensitivityReport report = run_on(design({{{0, 1}, {1, 1}}, {{0, 0}, {0, 1}}}));
  CHECK(std::fabs(report.repeat.unclipped - 0.25) <= 1e-15);
  CHECK(std::fabs(report.paraphrase.unclipped) <= 1e-15);
  CHECK(std::fabs(report.item.unclipped - 0.0625) <= 1e-15);
  CHECK(report.wordings == 4);
  CHECK(report.trials == 8);
  CHECK(std::fabs(*report.spread.value - 0.5) <= 1e-15);
  CHECK(std::fabs(*report.observed_variance.value - 0.125) <= 1e-15);
  CHECK(std::fabs(*report.noise_variance.value - 0.125) <= 1e-15);  // (1/4 + 0) / 2 in both items
}

TEST_CASE("sensitivity: a negative component is clipped, flagged and kept") {
  const SensitivityReport report = run_on(design({{{0, 1}, {0, 1}}, {{1, 1}, {1, 1}}}));
  CHECK(report.paraphrase.is_clipped);
  CHECK(std::fabs(report.paraphrase.unclipped + 0.125) <= 1e-15);
  CHECK(*report.paraphrase.estimate.value == 0);
  CHECK(*report.excess_variance.value < 0);
}

TEST_CASE("sensitivity: unbalanced components are unbiased, by all outcomes of a model with signs") {
  // score = 3 a_i + 2 b_ij + e_ijk with independent signs: variances 9, 4, 1. Cells of 2 + 1, 1, 1 repeats.
  SensitivityOptions options;
  options.resample.bootstrap = 0;
  std::array<double, 3> mean{};
  for (int pattern = 0; pattern < 4096; ++pattern) {
    const auto sign = [pattern](int bit) { return (pattern >> bit & 1) != 0 ? 1.0 : -1.0; };
    const auto score = [&](int item, int wording, int trial) {
      return 3 * sign(item) + 2 * sign(3 + wording) + sign(7 + trial);
    };
    const SensitivityReport report =
        run_on(design({{{score(0, 0, 0), score(0, 0, 1)}, {score(0, 1, 2)}}, {{score(1, 2, 3)}}, {{score(2, 3, 4)}}}),
               "", options);
    mean[0] += report.item.unclipped / 4096;
    mean[1] += report.paraphrase.unclipped / 4096;
    mean[2] += report.repeat.unclipped / 4096;
  }
  CHECK(std::fabs(mean[0] - 9) <= 1e-10);
  CHECK(std::fabs(mean[1] - 4) <= 1e-10);
  CHECK(std::fabs(mean[2] - 1) <= 1e-10);
}

TEST_CASE("sensitivity: a mean of trials is its trials") {
  std::vector<WordingScore> means;
  std::vector<WordingScore> trials;
  for (int i = 0; i < 12; ++i) {
    for (int w = 0; w < 3; ++w) {
      const int right = (i * 2 + w) % 5;
      means.push_back({std::to_string(i), "m", std::to_string(w), right / 4.0, 4});
      for (int t = 0; t < 4; ++t) trials.push_back({std::to_string(i), "m", std::to_string(w), t < right ? 1.0 : 0.0});
    }
  }
  const SensitivityReport one = run_on(means);
  const SensitivityReport other = run_on(trials);
  CHECK(one.trials == other.trials);
  CHECK(std::fabs(one.item.unclipped - other.item.unclipped) <= 1e-14);
  CHECK(std::fabs(one.paraphrase.unclipped - other.paraphrase.unclipped) <= 1e-14);
  CHECK(std::fabs(one.repeat.unclipped - other.repeat.unclipped) <= 1e-14);
  std::reverse(trials.begin(), trials.end());
  const SensitivityReport turned = run_on(trials);
  CHECK(turned.item.unclipped == other.item.unclipped);
  CHECK(turned.spread.ci->low == other.spread.ci->low);
  CHECK(turned.excess_variance.ci->high == other.excess_variance.ci->high);
}

struct StatusRow {
  const char* name;
  std::vector<std::vector<std::vector<double>>> cells;
  EstimateStatus item;
  EstimateStatus paraphrase;
  EstimateStatus repeat;
  EstimateStatus spread;
  EstimateStatus excess;
};

TEST_CASE("sensitivity: what has no value says why") {
  constexpr EstimateStatus kNone = EstimateStatus::no_data;
  constexpr EstimateStatus kPair = EstimateStatus::no_pairable;
  constexpr EstimateStatus kFew = EstimateStatus::too_few_items;
  const StatusRow rows[] = {
      {"nothing", {}, kNone, kNone, kNone, kNone, kNone},
      {"one score", {{{1}}}, kPair, kPair, kPair, kPair, kPair},
      {"one item", {{{1, 0}, {1, 1}}}, kPair, kFew, kFew, kFew, kFew},
      {"no repeats", {{{1}, {0}}, {{1}, {1}}}, kFew, kPair, kPair, kFew, kPair},
      {"one wording", {{{1, 0}}, {{1, 1}}}, kFew, kPair, kFew, kPair, kPair},
  };
  for (const StatusRow& row : rows) {
    CAPTURE(row.name);
    const SensitivityReport report = run_on(design(row.cells));
    CHECK(report.item.estimate.status == row.item);
    CHECK(report.paraphrase.estimate.status == row.paraphrase);
    CHECK(report.repeat.estimate.status == row.repeat);
    CHECK(report.spread.status == row.spread);
    CHECK(report.excess_variance.status == row.excess);
    CHECK_FALSE(report.item.estimate.reason.empty());
  }
  RunContext run;
  CHECK(wording_sensitivity({{"i", "m", "w", 2, 5}}, "", {}, run).error().code == ErrorCode::bad_value);
  CHECK(wording_sensitivity({{"i", "m", "w", 1, 0}}, "", {}, run).error().code == ErrorCode::bad_value);
  SensitivityOptions options;
  options.wordings = 1;
  CHECK(wording_sensitivity({}, "", options, run).error().code == ErrorCode::out_of_range);
}

TEST_CASE("sensitivity: spread of more wordings, by hand") {
  // Means 0, 1/4, 1: three of three always span 1; two of three span (1/4 + 3/4 + 1) / 3.
  SensitivityOptions options;
  const std::vector<WordingScore> rows = design({{{0}, {0.25}, {1}}});
  CHECK(std::fabs(*run_on(rows, "", options).spread.value - 2.0 / 3) <= 1e-15);
  options.wordings = 3;
  CHECK(std::fabs(*run_on(rows, "", options).spread.value - 1) <= 1e-15);
  options.wordings = 4;
  CHECK(run_on(rows, "", options).spread.status == EstimateStatus::no_pairable);
}

TEST_CASE("rank flips: by hand") {
  RunContext run;
  // Wordings 1-3: x first, y first, tied. Pairs: one flips, two have a tie.
  const std::vector<WordingScore> rows = {{"i", "x", "1", 1}, {"i", "y", "1", 0}, {"i", "x", "2", 0},
                                          {"i", "y", "2", 1}, {"i", "x", "3", 1}, {"i", "y", "3", 1}};
  const Result<RankFlipReport> report = rank_flips(rows, {}, run);
  CHECK(std::fabs(*report->rate.value - 1.0 / 3) <= 1e-15);
  CHECK(std::fabs(*report->tied.value - 2.0 / 3) <= 1e-15);
  CHECK(report->rate.status == EstimateStatus::too_few_items);
  REQUIRE(report->pairs.size() == 1);
  CHECK(report->pairs[0].first == "x");
  CHECK(rank_flips({}, {}, run)->rate.status == EstimateStatus::no_data);
  CHECK(rank_flips({{"i", "x", "1", 1}, {"i", "x", "2", 1}}, {}, run)->rate.status == EstimateStatus::no_pairable);
}

TEST_CASE("real file: paraphrases of fifteen tasks, by an independent script that lists all pairs") {
  const std::optional<std::vector<WordingScore>> rows = bbh();
  if (!rows) {
    MESSAGE("skipped: 1 real file (no test data)");
    return;
  }
  RunContext run;
  const Result<RankFlipReport> flips = rank_flips(*rows, {}, run);
  REQUIRE(flips);
  CHECK(std::fabs(*flips->rate.value - 0.16027589518729457) <= 1e-13);
  CHECK(std::fabs(*flips->tied.value - 0.0555716199995013) <= 1e-13);
  CHECK(flips->rate.ci);
  const SensitivityReport report = run_on(*rows, "airoboros-13b");
  CHECK(report.items == 15);
  CHECK(std::fabs(*report.observed_variance.value - 0.011391747958472172) <= 1e-14);
  CHECK(std::fabs(*report.noise_variance.value - 0.0019255664955753072) <= 1e-14);
  CHECK(std::fabs(*report.spread.value - 0.09300349261319532) <= 1e-13);
  CHECK(report.paraphrase.estimate.status == EstimateStatus::ok);
}
