// Methods against each other on crowds with known truth, and the alarms before gold. NINES_CROWD_DRAWS=200 runs the
// long version and prints the table; the short one guards against regressions only.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/disagree/corpus_maker.h"
#include "core/disagree/crowd_families.h"
#include "nines/aggregate.h"

namespace {

using namespace nines;

constexpr std::size_t kMethods = 7;
constexpr std::uint64_t kSeed = 20'260;  // not the one the method was built with

int draws_wanted(int otherwise) {
  const char* wanted = std::getenv("NINES_CROWD_DRAWS");
  return wanted != nullptr ? std::atoi(wanted) : otherwise;
}

// Right answers and calibration, pooled over draws.
struct Score {
  double items = 0;
  double right = 0;
  std::array<double, kCalibrationBins> gap{};

  void add(const AggregateReport& report, const std::vector<std::uint32_t>& truth) {
    for (std::size_t item = 0; item < truth.size(); ++item) {
      const ItemConsensus& said = report.items[item];
      if (truth[item] == kNoGold || said.probability == 0) continue;
      double hit = said.value == truth[item] ? 1 : 0;
      for (const std::uint32_t tied : said.ties)
        hit += tied == truth[item] ? 1.0 / static_cast<double>(said.ties.size()) : 0;
      items += 1;
      right += hit;
      gap[std::min<std::size_t>(kCalibrationBins - 1, static_cast<std::size_t>(said.probability * 10))] +=
          said.probability - hit;
    }
  }
  [[nodiscard]] double accuracy() const { return 100 * right / items; }
  [[nodiscard]] double calibration() const {
    double sum = 0;
    for (const double g : gap) sum += std::fabs(g);
    return sum / items;
  }
};
using Scores = std::array<Score, kMethods>;

void add_all(const Ratings& ratings, const std::vector<std::uint32_t>& truth, Scores& scores) {
  RunContext run;
  for (std::size_t m = 0; m < kMethods; ++m) {
    AggregateOptions options;
    options.method = aggregate_method_table()[m].method;
    const Result<AggregateReport> report = aggregate_ratings(ratings, options, run);
    REQUIRE(report);
    scores[m].add(report.value(), truth);
  }
}

void print(const char* name, const Scores& scores, bool wanted) {
  if (!wanted) return;
  std::printf("%-24s", name);
  for (const Score& score : scores) std::printf(" %6.2f/%.3f", score.accuracy(), score.calibration());
  std::printf("\n");
}

constexpr std::size_t kMajority = static_cast<std::size_t>(AggregateMethod::majority);
constexpr std::size_t kOurs = static_cast<std::size_t>(AggregateMethod::pooled);

struct Means {
  std::array<double, kMethods> accuracy{};
  double calibration = 0;
  double families = 0;

  void add(const Scores& scores) {
    for (std::size_t m = 0; m < kMethods; ++m) accuracy[m] += scores[m].accuracy();
    calibration += scores[kOurs].calibration();
    families += 1;
  }
  void check() const {
    for (std::size_t m = 0; m < kMethods; ++m) {
      CAPTURE(m);
      CHECK(accuracy[kOurs] >= accuracy[m]);
    }
    CHECK(calibration / families <= 0.06);
  }
};

struct Alarms {
  int copies = 0;
  int adversaries = 0;
};
Alarms count_alarms(const test::CrowdPlan& plan, std::uint64_t seed, int draws) {
  RunContext run;
  Alarms out;
  for (int draw = 0; draw < draws; ++draw) {
    const test::Crowd crowd = test::make_crowd(plan, seed, static_cast<std::uint64_t>(draw));
    const Result<AssumptionReport> report = check_assumptions(crowd.ratings, {}, run);
    REQUIRE(report);
    out.copies += report->copies.empty() ? 0 : 1;
    out.adversaries += report->adversaries.empty() ? 0 : 1;
  }
  return out;
}

}  // namespace

TEST_CASE("aggregate: our method against the others on families of crowds") {
  const int draws = draws_wanted(4);
  const bool is_long = draws >= 50;
  // A few draws leave a family's accuracy uncertain by a point or two.
  const double slack = is_long ? 1.0 : 4.0;
  std::array<Means, 2> means;
  if (is_long) {
    std::printf("%-24s", "accuracy %/calibration");
    for (const AggregateMethodInfo& row : aggregate_method_table()) std::printf(" %12.12s", row.id);
    std::printf("\n");
  }
  for (const test::CrowdFamily& family : test::crowd_families()) {
    Scores scores;
    for (int draw = 0; draw < draws; ++draw) {
      const test::Crowd crowd = test::make_crowd(family.plan, kSeed, static_cast<std::uint64_t>(draw));
      add_all(crowd.ratings, crowd.truth, scores);
    }
    print(family.plan.name, scores, is_long);
    CAPTURE(family.plan.name);
    CHECK(scores[kOurs].accuracy() >= scores[kMajority].accuracy() - slack);
    means[static_cast<std::size_t>(family.seen)].add(scores);
  }
  for (const Means& group : means) group.check();
  if (!is_long) return;
  for (const Means& group : means) {
    std::printf("%-24s", &group == means.data() ? "mean, built on" : "mean, held out");
    for (const double accuracy : group.accuracy) std::printf(" %12.2f", accuracy / group.families);
    std::printf("   calibration %.3f\n", group.calibration / group.families);
  }
}

TEST_CASE("aggregate: real crowds with gold") {
  const bool is_long = draws_wanted(0) > 0;
  int skipped = 0;
  for (const char* name : {"crowd_bluebird", "crowd_weather_cf"}) {
    const auto bytes = test::data_file(std::string("disagreement/") + name + "/rows.jsonl");
    skipped += bytes ? 0 : 1;
    if (!bytes) continue;
    CAPTURE(name);
    const Corpus corpus = read_records(*bytes, name);
    RatingOptions by;
    by.by = CompareBy::label;
    const Ratings ratings = make_ratings(corpus, by);
    const std::vector<std::uint32_t> gold = gold_of(corpus, ratings);
    Scores scores;
    add_all(ratings, gold, scores);
    print(name, scores, is_long);
    CHECK(scores[kOurs].accuracy() >= scores[kMajority].accuracy());
    RunContext run;
    const Result<AggregateReport> report = aggregate_ratings(ratings, {}, run);
    const Result<CalibrationReport> calibration = calibrate_with_gold(report.value(), gold, 1, 500, run);
    REQUIRE(calibration);
    CHECK(std::fabs(*calibration->accuracy.value * 100 - scores[kOurs].accuracy()) < 1e-9);
    CHECK(std::fabs(*calibration->calibration_error.value - scores[kOurs].calibration()) < 1e-9);
    CHECK(calibration->accuracy.ci);
  }
  if (skipped > 0) MESSAGE("skipped: ", skipped, " of 2 crowds (no test data)");
}

TEST_CASE("aggregate: alarms before gold keep their level and see what breaks the models") {
  const int draws = draws_wanted(12);
  for (const test::CrowdFamily& family : test::crowd_families()) {
    const test::CrowdPlan& plan = family.plan;
    const Alarms seen = count_alarms(plan, kSeed + 1, draws);
    CAPTURE(plan.name);
    if (draws >= 50)
      std::printf("%-24s copies %.3f adversaries %.3f\n", plan.name, seen.copies / static_cast<double>(draws),
                  seen.adversaries / static_cast<double>(draws));
    // A constant answer is a copy of the next constant answer: those alarms are neither false nor promised.
    if (plan.spammers > 0) continue;
    const double few = draws >= 50 ? 0 : 1;  // one alarm of a dozen is no evidence
    if (plan.copies > 0) CHECK(seen.copies >= 0.9 * draws - few);
    if (plan.copies == 0) CHECK(seen.copies <= 0.05 * draws + few);
    if (plan.adversaries > 0) CHECK(seen.adversaries >= 0.9 * draws - few);
    if (plan.adversaries == 0) CHECK(seen.adversaries <= 0.05 * draws + few);
  }
}

TEST_CASE("aggregate: too few raters are said, copies are named, the vote is shared") {
  RunContext run;
  test::CrowdPlan plan;
  plan.raters = 2;
  const Result<AssumptionReport> two = check_assumptions(test::make_crowd(plan, 1, 1).ratings, {}, run);
  REQUIRE(two);
  CHECK(two->raters_of_an_item == 2);
  CHECK(test::has_issue(two->issues, "too_few_raters"));
  plan.raters = 10;
  plan.copies = 3;
  const test::Crowd crowd = test::make_crowd(plan, 1, 2);
  const Result<AssumptionReport> copied = check_assumptions(crowd.ratings, {}, run);
  REQUIRE(copied);
  CHECK(test::has_issue(copied->issues, "copied_raters"));
  CHECK(copied->copies.size() == 6);
  for (const CopiedPair& pair : copied->copies) CHECK(pair.b <= 3);
  const Result<AggregateReport> report = aggregate_ratings(crowd.ratings, {}, run);
  CHECK(report->vote_weight[0] == doctest::Approx(0.25).epsilon(0.01));
  CHECK(report->vote_weight[9] > 0.9);
  const Result<SelfCalibration> self = calibrate_without_gold(crowd.ratings, report.value(), run);
  REQUIRE(self);
  CHECK(self->temperature >= 1);
  CHECK(*self->gain.value >= 0);
}
