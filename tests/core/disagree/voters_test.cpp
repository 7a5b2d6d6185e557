// Voters and coverage of a panel: published values, small panels by hand, and panels whose dependence is known.
#include "nines/voters.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/json_reader.h"
#include "core/disagree/corpus_maker.h"
#include "core/disagree/crowd_maker.h"
#include "disagree/voters/jacobi.h"

namespace {

using namespace nines;
using base::JsonTree;
using base::kNoNode;

double number(const JsonTree& tree, std::uint32_t object, std::string_view key) {
  return tree.number_value(tree.member(object, key)).value_or(-1e300);
}

VoterReport voters(const Ratings& ratings, const std::vector<std::uint32_t>& gold) {
  RunContext run;
  Result<VoterReport> result = measure_voters(ratings, gold, {}, run);
  REQUIRE(result);
  return result.value();
}

CoverageReport coverage(const Ratings& ratings, const std::vector<std::uint32_t>& gold) {
  RunContext run;
  Result<CoverageReport> result = measure_coverage(ratings, gold, {}, run);
  REQUIRE(result);
  return result.value();
}

// One row per rater, one letter per item: '1' right, other digits are wrong values, ' ' no answer. Gold is "1".
Ratings panel(const std::vector<std::string>& rows) {
  std::vector<std::vector<std::string>> labels;
  for (const std::string& row : rows) {
    labels.emplace_back();
    for (const char c : row) labels.back().push_back(c == ' ' ? "" : std::string(1, c));
  }
  RatingOptions options;
  options.by = CompareBy::label;
  options.domain = {"1", "2", "3"};
  return make_ratings(test::labelled(labels), options);
}
std::vector<std::uint32_t> all_one(const Ratings& ratings) {
  return std::vector<std::uint32_t>(ratings.items.size(), 0);
}

}  // namespace

TEST_CASE("voters: golden values") {
  const std::optional<std::string> bytes = test::data_file("disagreement/golden.json");
  if (!bytes) {
    MESSAGE("skipped: 3 groups of disagreement/golden.json (no test data)");
    return;
  }
  const base::JsonReadResult read = base::read_json(*bytes);
  REQUIRE(read.ok);
  const JsonTree& tree = read.tree;
  int seen = 0;
  const auto each = [&](std::uint32_t list, auto&& check) {
    for (std::uint32_t x = tree.node(list).first_child; x != kNoNode; x = tree.node(x).next_sibling, ++seen) check(x);
  };
  each(tree.member(tree.member(0, "n_eff"), "kish"), [&](std::uint32_t x) {
    CHECK(std::fabs(*kish_voters(number(tree, x, "n"), number(tree, x, "rho")) - number(tree, x, "n_eff")) <= 1e-12);
  });
  each(tree.member(0, "condorcet"), [&](std::uint32_t x) {
    const auto n = static_cast<std::int64_t>(number(tree, x, "n"));
    CHECK(std::fabs(majority_accuracy(n, number(tree, x, "p"), 0) - number(tree, x, "majority")) <= 1e-12);
  });
  each(tree.member(tree.member(0, "two_call_vote3_interval"), "cases"), [&](std::uint32_t x) {
    const auto bounds = vote_of_three(number(tree, x, "m1"), number(tree, x, "m2"));
    REQUIRE(bounds);
    const std::uint32_t low = tree.node(tree.member(x, "acc3_interval")).first_child;
    CHECK(std::fabs(bounds->first - *tree.number_value(low)) <= 1e-12);
    CHECK(std::fabs(bounds->second - *tree.number_value(tree.node(low).next_sibling)) <= 1e-12);
  });
  CHECK(seen == 16);
}

TEST_CASE("voters: formulas at their edges") {
  CHECK_FALSE(kish_voters(3, -0.5));
  CHECK(*kish_voters(3, -0.25) == doctest::Approx(6));
  CHECK_FALSE(vote_of_three(0.5, 0.2));
  CHECK_FALSE(vote_of_three(0.5, 0.6));
  CHECK(vote_of_three(1, 1)->first == 1);
  CHECK(majority_accuracy(9, 0.8, 1) == 0.8);
  CHECK(majority_accuracy(2, 0.7, 0) == doctest::Approx(0.7));
  // Uniform right probabilities: beta-binomial with a = b = 1 is even over 0..n.
  CHECK(majority_accuracy(5, 0.5, 1.0 / 3.0) == doctest::Approx(0.5));
  // Correlation costs: between Condorcet and one voter.
  CHECK(majority_accuracy(9, 0.8, 0.2) < majority_accuracy(9, 0.8, 0));
  CHECK(majority_accuracy(9, 0.8, 0.2) > 0.8);
  // Small correlations keep their digits.
  CHECK(std::fabs(majority_accuracy(9, 0.8, 2e-9) - majority_accuracy(9, 0.8, 0)) < 1e-8);
}

TEST_CASE("voters: eigenvalues of known matrices") {
  const std::vector<double> found = disagree::symmetric_eigenvalues({2, 1, 0, 1, 2, 1, 0, 1, 2}, 3);
  CHECK(std::fabs(found[0] - (2 + std::sqrt(2.0))) <= 1e-14);
  CHECK(std::fabs(found[1] - 2) <= 1e-14);
  CHECK(std::fabs(found[2] - (2 - std::sqrt(2.0))) <= 1e-14);
}

TEST_CASE("voters: a panel by hand") {
  //                          errors: a 4, b 4, both 2, of 12
  const Ratings ratings = panel({"111111112222", "111111223311", "222211111111"});
  const VoterReport out = voters(ratings, all_one(ratings));
  REQUIRE(out.pairs.size() == 3);
  const VoterPair& first = out.pairs[0];
  CHECK(*first.double_fault.value == doctest::Approx(2.0 / 12));
  CHECK(*first.phi.value == doctest::Approx((12.0 * 2 - 16) / (4 * 8)));
  CHECK(*first.agree_when_both_wrong.value == 0);  // 2 against 3, both times
  CHECK(*out.pairs[1].phi.value == doctest::Approx(-0.5));
  CHECK(out.agree_wrong_chance == 0.5);
  CHECK(*out.mean_phi.value == doctest::Approx((0.25 - 0.5 - 0.5) / 3));
  CHECK(*out.majority_accuracy.value == doctest::Approx(10.0 / 12));
  double squares = 0;
  double sum = 0;
  for (const double x : out.eigenvalues) {
    squares += x * x;
    sum += x;
  }
  CHECK(*out.eigen_voters.value == doctest::Approx(sum * sum / squares));
  CHECK(*out.vote_of_three_low.value <= *out.vote_of_three_high.value);
}

TEST_CASE("voters: clones are one voter, independents are many") {
  const Ratings clones = panel({"11111111112222", "11111111112222", "11111111112222"});
  const VoterReport same = voters(clones, all_one(clones));
  CHECK(*same.kish_voters.value == doctest::Approx(1));
  CHECK(*same.eigen_voters.value == doctest::Approx(1));
  CHECK(same.sentence == "Three models, 1.0 voter.");
  test::CrowdPlan plan;
  plan.items = 2'000;
  plan.classes = 4;
  const test::Crowd crowd = test::make_crowd(plan, 2, 1);
  const VoterReport free = voters(crowd.ratings, crowd.truth);
  CHECK(*free.kish_voters.value > 8);
  CHECK(free.kish_voters.ci->low < 9);
  CHECK(*free.eigen_voters.value > 8.5);
  CHECK(std::fabs(*free.mean_agree_wrong.value - free.agree_wrong_chance) < 0.03);
  CHECK(std::fabs(*free.majority_accuracy.value - *free.independent_majority.value) < 0.02);
  // Without gold the same panel looks at least as independent, and says so.
  const VoterReport blind = voters(crowd.ratings, {});
  CHECK(blind.truth == TruthFrom::consensus);
  CHECK(blind.kish_voters.method.find("too high") != std::string::npos);
}

TEST_CASE("voters: nothing to say, said") {
  const Ratings one = panel({"1112"});
  CHECK(voters(one, all_one(one)).kish_voters.status == EstimateStatus::one_rater);
  const Ratings perfect = panel({"111111111111", "111111111111"});
  CHECK(voters(perfect, all_one(perfect)).kish_voters.status == EstimateStatus::no_variation);
  CHECK_FALSE(voters(perfect, all_one(perfect)).kish_voters.value);
  const Ratings few = panel({"1121", "1211"});
  CHECK(voters(few, all_one(few)).mean_phi.status == EstimateStatus::too_few_items);
  CHECK_FALSE(voters(few, all_one(few)).mean_phi.ci);
  Ratings many;
  for (std::size_t r = 0; r <= kMaxPanel; ++r) many.raters.push_back(test::padded("r", static_cast<int>(r)));
  RunContext run;
  many.item_begin = {0};
  CHECK(measure_voters(many, {}, {}, run).error().code == ErrorCode::limit_exceeded);
  many.raters.pop_back();
  CHECK(measure_voters(many, {}, {}, run));
}

TEST_CASE("coverage: a panel by hand") {
  const Ratings ratings = panel({"111111222222", "222222111122", "111122222222"});
  const CoverageReport out = coverage(ratings, all_one(ratings));
  CHECK(*out.union_coverage.value == doctest::Approx(10.0 / 12));
  CHECK(*out.best_single.value == doctest::Approx(0.5));
  CHECK(*out.routing_gain.value == doctest::Approx(4.0 / 12));
  REQUIRE(out.greedy.size() == 3);
  CHECK(out.greedy[0].rater == 0);
  CHECK(out.greedy[1].rater == 1);
  CHECK(*out.greedy[1].gain.value == doctest::Approx(4.0 / 12));
  CHECK(*out.greedy[2].gain.value == 0);
  CHECK(out.raters[0].unique == 2);
  CHECK(out.raters[1].unique == 4);
  CHECK(out.raters[0].beats == std::vector<std::uint32_t>{2});
  CHECK(out.undominated == std::vector<std::uint32_t>{0, 1});
  REQUIRE(out.none_solve.size() == 2);
  CHECK(ratings.items[out.none_solve[0]] == "item 10");
  CHECK(ratings.items[out.none_solve[1]] == "item 11");
  CHECK(*out.any_of_k[0].value == doctest::Approx(14.0 / 36));
  CHECK(*out.any_of_k[2].value == *out.union_coverage.value);
  // 6 of 10 covered items have one solver: each is lost when that one of three is left out.
  CHECK(*out.next_model.value == doctest::Approx(6.0 / 36));
  CHECK(out.sentence ==
        "No model dominates all others: together they solve 83.3 % of the items, the best alone 50.0 %.");
}

TEST_CASE("coverage: a truth that nobody gave leaves everybody wrong") {
  const Ratings ratings = panel({"111111111111", "  2222222222"});
  std::vector<std::uint32_t> gold = all_one(ratings);
  for (std::size_t item = 0; item < 3; ++item) gold[item] = kOtherGold;
  const CoverageReport out = coverage(ratings, gold);
  CHECK(out.union_coverage.n_items == 12);
  CHECK(*out.union_coverage.value == doctest::Approx(0.75));
  CHECK(out.none_solve.size() == 3);
  Corpus corpus = test::labelled({{"\"a\"", "\"b\""}, {"\"a\"", "\"a\""}});
  corpus.records[0].expected = "\"c\"";
  corpus.records[1].expected = "\"b\"";
  corpus.records[3].expected = "\"a\"";
  RatingOptions by;
  by.by = CompareBy::label;
  const Ratings answers = make_ratings(corpus, by);
  CHECK(gold_of(corpus, answers) == std::vector<std::uint32_t>{kOtherGold, kNoGold});
}

TEST_CASE("coverage: item names ascending, gold unknown is dropped") {
  const Ratings ratings = panel({"111111111111", "222222222222"});
  std::vector<std::uint32_t> gold = all_one(ratings);
  gold[0] = kNoGold;
  const CoverageReport out = coverage(ratings, gold);
  CHECK(out.union_coverage.n_items == 11);
  CHECK(out.union_coverage.dropped == 1);
  CHECK(out.undominated == std::vector<std::uint32_t>{0});
}

TEST_CASE("voters: four real systems, against an independent script") {
  const auto bytes = test::data_file("disagreement/gsm8k_4systems/rows.jsonl");
  if (!bytes) {
    MESSAGE("skipped: 1 real panel (no test data)");
    return;
  }
  const Corpus corpus = read_records(*bytes, "rows.jsonl");
  RatingOptions by;
  by.by = CompareBy::label;
  by.rater = RaterBy::model;
  const Ratings ratings = make_ratings(corpus, by);
  const std::vector<std::uint32_t> gold = gold_of(corpus, ratings);
  const VoterReport seen = voters(ratings, gold);
  CHECK(std::fabs(*seen.mean_phi.value - 0.3955235608113903) <= 1e-12);
  CHECK(std::fabs(*seen.kish_voters.value - 1.8293485923569837) <= 1e-12);
  CHECK(std::fabs(*seen.eigen_voters.value - 2.709995798525047) <= 1e-12);
  CHECK(seen.sentence == "Four models, 1.8 voters.");
  const CoverageReport together = coverage(ratings, gold);
  CHECK(std::fabs(*together.union_coverage.value - 0.6724791508718726) <= 1e-12);
  CHECK(std::fabs(*together.best_single.value - 0.5625473843821076) <= 1e-12);
  CHECK(std::fabs(*together.next_model.value - 0.05496588324488249) <= 1e-12);
  // The label-free figure errs on the side it names.
  const VoterReport blind = voters(ratings, {});
  CHECK(*blind.kish_voters.value > *seen.kish_voters.value);
  // Correlation explains the majority that independence does not.
  const double observed = *seen.majority_accuracy.value;
  CHECK(std::fabs(*seen.beta_binomial_majority.value - observed) <
        std::fabs(*seen.independent_majority.value - observed));
}
