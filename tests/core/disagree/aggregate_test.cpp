// Aggregation without labels: shape and honesty of every method, over the table of methods; the 1979 data; known
// crowds.
#include "nines/aggregate.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "base/json_reader.h"
#include "base/special.h"
#include "core/disagree/corpus_maker.h"
#include "core/disagree/crowd_maker.h"
#include "disagree/aggregate/quick_exp.h"

namespace {

using namespace nines;
using base::JsonTree;
using base::kNoNode;

AggregateReport report(const Ratings& ratings, const AggregateOptions& options) {
  RunContext run;
  Result<AggregateReport> result = aggregate_ratings(ratings, options, run);
  REQUIRE(result);
  return result.value();
}

AggregateReport report(const Ratings& ratings, AggregateMethod method) {
  AggregateOptions options;
  options.method = method;
  return report(ratings, options);
}

Ratings ratings_of(const std::vector<std::vector<std::string>>& rows) {
  RatingOptions options;
  options.by = CompareBy::label;
  options.rater = RaterBy::model;
  return make_ratings(test::labelled(rows), options);
}

void check_shape(const Ratings& ratings, const AggregateReport& out) {
  REQUIRE(out.posterior.size() == ratings.items.size() * ratings.values.size());
  REQUIRE(out.items.size() == ratings.items.size());
  REQUIRE(out.rater_accuracy.size() == ratings.raters.size());
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    double sum = 0;
    for (std::size_t k = 0; k < ratings.values.size(); ++k) {
      const double p = out.posterior[item * ratings.values.size() + k];
      CHECK(p >= 0);
      sum += p;
    }
    CHECK(std::fabs(sum - (ratings.of_item(item).empty() ? 0 : 1)) <= 1e-9);
  }
  for (std::size_t step = 1; step < out.trace.size(); ++step) {
    CAPTURE(step);
    CHECK(out.trace[step] >= out.trace[step - 1] - 1e-9 * std::fabs(out.trace[step]));
  }
  for (const Estimate& accuracy : out.rater_accuracy) {
    if (!accuracy.ci) continue;
    CHECK(accuracy.ci->low <= *accuracy.value);
    CHECK(accuracy.ci->high >= *accuracy.value);
  }
}

// The 45 patients of Dawid & Skene 1979: observer 1 reports three times.
Corpus patients(const JsonTree& tree, std::uint32_t group) {
  Corpus corpus;
  const std::uint32_t data = tree.member(group, "data");
  for (std::uint32_t patient = tree.node(data).first_child; patient != kNoNode;
       patient = tree.node(patient).next_sibling) {
    for (std::uint32_t rater = tree.node(patient).first_child; rater != kNoNode;
         rater = tree.node(rater).next_sibling) {
      int trial = 0;
      for (std::uint32_t x = tree.node(rater).first_child; x != kNoNode; x = tree.node(x).next_sibling) {
        Record record;
        const std::string name(tree.key(patient));
        record.item = std::string(3 - name.size(), '0') + name;
        record.model = std::string(tree.key(rater));
        record.trial = std::to_string(trial++);
        record.label = std::string(tree.source(x));
        corpus.records.push_back(record);
      }
    }
  }
  return corpus;
}

}  // namespace

TEST_CASE("aggregate: the table of methods is complete") {
  std::set<std::string> ids;
  for (const AggregateMethodInfo& row : aggregate_method_table()) {
    CHECK(ids.insert(row.id).second);
    CHECK(&aggregate_method_info(row.method) == &row);
    CHECK_FALSE(std::string(row.model).empty());
    CHECK_FALSE(std::string(row.reference).empty());
  }
}

TEST_CASE("aggregate: the short exponential agrees with the long one") {
  double worst = 0;
  for (double x = 0; x > -700; x -= 0.173)
    worst = std::max(worst, std::fabs(disagree::quick_exp(x) / base::exp(x) - 1));
  CHECK(worst <= 1e-15);
  CHECK(disagree::quick_exp(0) == 1);
  CHECK(disagree::quick_exp(-1e300) == 0);
}

TEST_CASE("aggregate: every method gives whole posteriors and a likelihood that never falls") {
  test::CrowdPlan plan;
  plan.items = 60;
  plan.raters = 6;
  plan.classes = 3;
  plan.density = 0.7;
  plan.hard_share = 0.2;
  plan.adversaries = 1;
  for (const AggregateMethodInfo& row : aggregate_method_table()) {
    CAPTURE(row.id);
    for (std::uint64_t draw = 0; draw < 5; ++draw) {
      const test::Crowd crowd = test::make_crowd(plan, 11, draw);
      const AggregateReport out = report(crowd.ratings, row.method);
      check_shape(crowd.ratings, out);
      CHECK(out.status == EstimateStatus::ok);
      CHECK(out.posterior == report(crowd.ratings, row.method).posterior);
    }
  }
}

TEST_CASE("aggregate: unanimous, tied, lonely and empty") {
  for (const AggregateMethodInfo& row : aggregate_method_table()) {
    CAPTURE(row.id);
    const Ratings unanimous =
        ratings_of({{"\"a\"", "\"a\"", "\"b\""}, {"\"a\"", "\"a\"", "\"b\""}, {"\"a\"", "", "\"b\""}});
    const AggregateReport same = report(unanimous, row.method);
    check_shape(unanimous, same);
    for (std::size_t item = 0; item < 3; ++item) CHECK(same.items[item].value == (item == 2 ? 1U : 0U));
    const Ratings split = ratings_of({{"\"a\"", "\"b\""}, {"\"b\"", "\"a\""}});
    const AggregateReport tied = report(split, row.method);
    check_shape(split, tied);
    const Ratings one = ratings_of({{"\"a\"", "\"b\""}});
    CHECK(report(one, row.method).status == EstimateStatus::one_rater);
    CHECK(report(one, row.method).items[1].value == 1U);
    const Ratings none = ratings_of({});
    CHECK(report(none, row.method).status == EstimateStatus::no_data);
    const Ratings constant = ratings_of({{"\"a\"", "\"a\""}, {"\"a\"", "\"a\""}});
    CHECK(report(constant, row.method).items[0].probability == doctest::Approx(1).epsilon(1e-6));
  }
  const AggregateReport vote =
      report(ratings_of({{"\"a\""}, {"\"b\""}, {"\"c\""}, {"\"b\""}, {"\"a\""}}), AggregateMethod::majority);
  CHECK_FALSE(vote.items[0].value);
  CHECK(vote.items[0].ties == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("aggregate: the order of records changes nothing") {
  Corpus corpus = test::labelled({{"\"a\"", "\"b\"", "\"a\"", "\"c\"", "\"a\""},
                                  {"\"a\"", "\"b\"", "\"b\"", "\"c\"", "\"b\""},
                                  {"\"b\"", "\"b\"", "\"a\"", "\"a\"", "\"c\""},
                                  {"\"a\"", "\"c\"", "\"a\"", "\"c\"", "\"a\""}});
  RatingOptions by;
  by.by = CompareBy::label;
  const Ratings straight = make_ratings(corpus, by);
  std::reverse(corpus.records.begin(), corpus.records.end());
  std::swap(corpus.records[3], corpus.records[11]);
  const Ratings turned = make_ratings(corpus, by);
  for (const AggregateMethodInfo& row : aggregate_method_table()) {
    CAPTURE(row.id);
    CHECK(report(straight, row.method).posterior == report(turned, row.method).posterior);
  }
}

TEST_CASE("aggregate: options out of range and limits are errors") {
  const Ratings ratings = ratings_of({{"\"a\""}, {"\"b\""}});
  RunContext run;
  AggregateOptions options;
  options.level = 1;
  CHECK(aggregate_ratings(ratings, options, run).error().code == ErrorCode::out_of_range);
  options = {};
  options.starts = 0;
  CHECK(aggregate_ratings(ratings, options, run).error().code == ErrorCode::out_of_range);
  options = {};
  options.max_iterations = 1;
  options.method = AggregateMethod::dawid_skene;
  test::CrowdPlan plan;
  const AggregateReport cut = report(test::make_crowd(plan, 1, 1).ratings, options);
  CHECK(cut.status == EstimateStatus::not_converged);
  CHECK_FALSE(cut.reason.empty());
  Ratings wide;
  wide.raters.resize(2);
  wide.values.resize(6'000);
  CHECK(aggregate_ratings(wide, {}, run).error().code == ErrorCode::limit_exceeded);
  RunContext stop;
  stop.cancelled_hook = [](void*) { return true; };
  CHECK(aggregate_ratings(ratings, {}, stop).error().code == ErrorCode::cancelled);
}

TEST_CASE("aggregate: raters' accuracies come out with honest intervals") {
  test::CrowdPlan plan;
  plan.items = 200;
  plan.raters = 8;
  plan.classes = 3;
  plan.low = 0.5;
  std::int64_t covered = 0;
  std::int64_t all = 0;
  for (std::uint64_t draw = 0; draw < 20; ++draw) {
    const test::Crowd crowd = test::make_crowd(plan, 5, draw);
    const AggregateReport out = report(crowd.ratings, AggregateMethod::pooled);
    std::vector<double> right(8, 0);
    for (std::size_t item = 0; item < 200; ++item) {
      for (const Rating& rating : crowd.ratings.of_item(item)) right[rating.rater] += rating.value == crowd.truth[item];
    }
    for (std::size_t rater = 0; rater < 8; ++rater) {
      const Interval& ci = *out.rater_accuracy[rater].ci;
      covered += ci.low <= right[rater] / 200 && right[rater] / 200 <= ci.high ? 1 : 0;
      ++all;
    }
  }
  CHECK(static_cast<double>(covered) >= 0.93 * static_cast<double>(all));
}

TEST_CASE("aggregate: Dawid and Skene's patients, EM fixed point") {
  const std::optional<std::string> bytes = test::data_file("disagreement/golden.json");
  if (!bytes) {
    MESSAGE("skipped: 1 group of disagreement/golden.json (no test data)");
    return;
  }
  const base::JsonReadResult read = base::read_json(*bytes);
  REQUIRE(read.ok);
  const JsonTree& tree = read.tree;
  const std::uint32_t group = tree.member(0, "dawid_skene_1979");
  RatingOptions by;
  by.by = CompareBy::label;
  by.rater = RaterBy::model;
  const Ratings ratings = make_ratings(patients(tree, group), by);
  REQUIRE(ratings.items.size() == 45);
  REQUIRE(ratings.ratings.size() == 315);
  AggregateOptions options;
  options.method = AggregateMethod::dawid_skene;
  options.starts = 1;
  options.tolerance = 0;
  const AggregateReport out = report(ratings, options);
  const std::uint32_t ref = tree.member(group, "ref");
  const double likelihood = *tree.number_value(tree.member(ref, "loglik_sum_over_patients_of_log_mixture"));
  CHECK(std::fabs(out.trace.back() - likelihood) <= 1e-9);
  std::size_t cell = 0;
  double worst = 0;
  const std::uint32_t rows = tree.member(ref, "posterior");
  for (std::uint32_t row = tree.node(rows).first_child; row != kNoNode; row = tree.node(row).next_sibling) {
    for (std::uint32_t x = tree.node(row).first_child; x != kNoNode; x = tree.node(x).next_sibling)
      worst = std::max(worst, std::fabs(out.posterior[cell++] - *tree.number_value(x)));
  }
  CHECK(cell == 180);
  MESSAGE("largest distance from the fixed point ", worst, " after ", out.iterations, " steps");
  CHECK(worst <= 1e-7);
  check_shape(ratings, out);
  // Other tools stop after four steps, 0.02 away.
  CHECK(out.iterations > 4);
}

TEST_CASE("aggregate: Dawid-Skene keeps the names of the classes from every beginning") {
  test::CrowdPlan plan;
  plan.classes = 4;
  plan.raters = 7;
  AggregateOptions options;
  options.method = AggregateMethod::dawid_skene;
  options.starts = 8;
  const test::Crowd crowd = test::make_crowd(plan, 3, 3);
  const AggregateReport out = report(crowd.ratings, options);
  int right = 0;
  for (std::size_t item = 0; item < crowd.truth.size(); ++item) right += out.items[item].value == crowd.truth[item];
  CHECK(right > 100);
}
