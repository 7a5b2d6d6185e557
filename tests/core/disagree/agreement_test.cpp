// Nominal Krippendorff alpha: published values, brute force, every state an estimate can be in,
// invariance.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "base/rng.h"
#include "core/disagree/corpus_maker.h"
#include "nines/disagree.h"

namespace {

using namespace nines;
using test::agreement;
using test::labelled;
using test::report_of;

using Table = std::vector<std::vector<std::string>>;

struct AlphaRow {
  const char* name;
  Table raters;  // "" = missing
  double alpha;
};

// Krippendorff 2011, examples A, B, C (printed .095, .692, .743 = 1 - 312/1216) and the 15-unit
// example of Wikipedia (.691).
const AlphaRow kPublished[] = {
    {"A: two raters, binary",
     {{"0", "1", "0", "0", "0", "0", "0", "0", "1", "0"}, {"1", "1", "1", "0", "0", "1", "0", "0", "0", "0"}},
     0.09523809523809534},
    {"B: two raters, five labels",
     {{"1", "1", "2", "2", "4", "3", "3", "3", "5", "4", "4", "1"},
      {"2", "1", "2", "2", "2", "3", "3", "3", "5", "4", "4", "4"}},
     0.6919642857142858},
    {"C: four raters, missing data",
     {{"1", "2", "3", "3", "2", "1", "4", "1", "2", "", "", ""},
      {"1", "2", "3", "3", "2", "2", "4", "1", "2", "5", "", "3"},
      {"", "3", "3", "3", "2", "3", "4", "2", "2", "5", "1", ""},
      {"1", "2", "3", "3", "2", "4", "4", "1", "2", "5", "1", ""}},
     904.0 / 1216.0},
    {"three coders, missing data",
     {{"", "", "", "", "", "3", "4", "1", "2", "1", "1", "3", "3", "", "3"},
      {"1", "", "2", "1", "3", "3", "4", "3", "", "", "", "", "", "", ""},
      {"", "", "2", "1", "3", "4", "4", "", "2", "1", "1", "3", "3", "", "4"}},
     0.691358024691358},
    {"systematic disagreement stays negative", {{"0", "1", "0", "1"}, {"1", "0", "1", "0"}}, -0.75},
    {"unanimous within items, different between", {{"1", "2", "3"}, {"1", "2", "3"}}, 1.0},
};

void check(const AlphaRow& row) {
  CAPTURE(row.name);
  const Estimate alpha = agreement(report_of(labelled(row.raters)), "krippendorff_nominal");
  REQUIRE(alpha.value);
  CHECK(std::fabs(*alpha.value - row.alpha) <= 1e-12);
}

struct StatusRow {
  const char* name;
  Table raters;
  EstimateStatus alpha;
  EstimateStatus observed;
};

const Table kTwelveSame(3, std::vector<std::string>(12, "1"));

const StatusRow kStates[] = {
    {"one rater", {{"1", "2", "3"}}, EstimateStatus::one_rater, EstimateStatus::one_rater},
    {"two raters who never meet", {{"1", ""}, {"", "2"}}, EstimateStatus::no_pairable, EstimateStatus::no_pairable},
    {"blank labels only", {{"\"\"", "null"}, {"null", "\" \""}}, EstimateStatus::no_data, EstimateStatus::no_data},
    {"all the same", {{"1", "1", "1"}, {"1", "1", "1"}}, EstimateStatus::no_variation, EstimateStatus::too_few_items},
    {"all the same, many items", kTwelveSame, EstimateStatus::no_variation, EstimateStatus::ok},
    {"only an unpaired value differs",
     {{"1", "1", "2"}, {"1", "1", ""}},
     EstimateStatus::no_variation,
     EstimateStatus::too_few_items},
    {"one item", {{"1"}, {"2"}}, EstimateStatus::too_few_items, EstimateStatus::too_few_items},
};

void check(const StatusRow& row) {
  CAPTURE(row.name);
  const DisagreeReport report = report_of(labelled(row.raters));
  const Estimate& alpha = agreement(report, "krippendorff_nominal");
  const Estimate& observed = agreement(report, "observed");
  CHECK(alpha.status == row.alpha);
  CHECK(observed.status == row.observed);
  for (const AgreementRow& named : report.agreement.rows) {
    CAPTURE(named.id);
    const Estimate& estimate = named.estimate;
    CHECK(estimate.reason.empty() == (estimate.status == EstimateStatus::ok));
    CHECK_FALSE((estimate.value && std::isnan(*estimate.value)));
    CHECK_FALSE((estimate.ci && estimate.n_pairable < kFewItems));
  }
}

// The definition, pair by pair: disagreeing ordered pairs of an item count 1 / (m - 1).
double brute_force_alpha(const Table& raters) {
  double observed = 0;
  std::vector<std::string> pairable;
  for (std::size_t item = 0; item < raters[0].size(); ++item) {
    std::vector<std::string> values;
    for (const auto& rater : raters) {
      if (!rater[item].empty()) values.push_back(rater[item]);
    }
    if (values.size() < 2) continue;
    pairable.insert(pairable.end(), values.begin(), values.end());
    for (std::size_t i = 0; i < values.size(); ++i) {
      for (std::size_t j = 0; j < values.size(); ++j) {
        observed += values[i] != values[j] ? 1.0 / static_cast<double>(values.size() - 1) : 0;
      }
    }
  }
  double expected = 0;
  for (const std::string& a : pairable) {
    for (const std::string& b : pairable) expected += a != b ? 1 : 0;
  }
  return 1 - observed * static_cast<double>(pairable.size() - 1) / expected;
}

Table random_table(std::uint64_t seed, std::size_t raters, std::size_t items, std::uint64_t labels) {
  base::PhiloxReader words(seed, 5);
  Table table(raters, std::vector<std::string>(items));
  for (auto& rater : table) {
    for (std::string& cell : rater) cell = words.next() % 5 == 0 ? "" : std::to_string(words.next() % labels);
  }
  return table;
}

bool same(const Estimate& a, const Estimate& b) {
  const bool same_ci =
      a.ci.has_value() == b.ci.has_value() && (!a.ci || (a.ci->low == b.ci->low && a.ci->high == b.ci->high));
  return a.value == b.value && same_ci && a.status == b.status && a.n_pairable == b.n_pairable;
}

}  // namespace

TEST_CASE("alpha: published examples") {
  for (const AlphaRow& row : kPublished) check(row);
}

TEST_CASE("alpha: status at the edges") {
  for (const StatusRow& row : kStates) check(row);
}

TEST_CASE("alpha: equals the definition on random tables") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    const Table table = random_table(seed, 2 + seed % 5, static_cast<std::size_t>(12 + 3 * seed), 2 + 7 * (seed % 4));
    const DisagreeReport report = report_of(labelled(table));
    const Estimate& alpha = agreement(report, "krippendorff_nominal");
    REQUIRE(alpha.value);
    CHECK(std::fabs(*alpha.value - brute_force_alpha(table)) <= 1e-12);
    REQUIRE(alpha.ci);
    CHECK(alpha.ci->low <= alpha.ci->high);
    for (const AgreementRow& row : report.agreement.rows) {
      CAPTURE(row.id);
      if (!row.estimate.value || !row.expected) continue;
      CHECK(std::fabs((*row.observed - *row.expected) / (1 - *row.expected) - *row.estimate.value) <= 1e-12);
    }
  }
}

TEST_CASE("alpha: permuting rows, raters and labels changes nothing, bit for bit") {
  const Table table = random_table(77, 4, 40, 3);
  const Corpus corpus = labelled(table);
  const Estimate want = agreement(report_of(corpus), "krippendorff_nominal");
  REQUIRE(want.ci);

  Corpus rows = corpus;
  std::reverse(rows.records.begin(), rows.records.end());
  std::rotate(rows.records.begin(), rows.records.begin() + 17, rows.records.end());
  CHECK(same(agreement(report_of(rows), "krippendorff_nominal"), want));

  CHECK(same(agreement(report_of(labelled({table[2], table[0], table[3], table[1]})), "krippendorff_nominal"), want));

  const std::map<std::string, std::string> renamed{{"0", "\"zebra\""}, {"1", "\"ant\""}, {"2", "{\"k\":[1,2]}"}};
  Corpus labels = corpus;
  for (Record& record : labels.records) record.label = renamed.at(record.label);
  CHECK(same(agreement(report_of(labels), "krippendorff_nominal"), want));
}

TEST_CASE("alpha: a different seed moves the interval, not the value") {
  const Corpus corpus = labelled(random_table(3, 3, 30, 2));
  DisagreeOptions other;
  other.seed = 2;
  const Estimate a = agreement(report_of(corpus), "krippendorff_nominal");
  const Estimate b = agreement(report_of(corpus, other), "krippendorff_nominal");
  REQUIRE(a.ci);
  REQUIRE(b.ci);
  CHECK(a.value == b.value);
  CHECK(a.ci->low != b.ci->low);
  CHECK(std::fabs(a.ci->low - b.ci->low) < 0.05);
}

TEST_CASE("alpha: 100,000 different answers cost no matrix") {
  Corpus corpus;
  for (int i = 0; i < 100'000; ++i) {
    Record record;
    record.item = std::to_string(i / 4);
    record.trial = std::to_string(i % 4);
    record.output = std::to_string(i);
    corpus.records.push_back(record);
  }
  DisagreeOptions options;
  options.bootstrap = 10;
  const DisagreeReport report = report_of(corpus, options);
  CHECK(*agreement(report, "observed").value == 0);
  CHECK(*agreement(report, "krippendorff_nominal").value == 0);
}
