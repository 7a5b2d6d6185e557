// The bit-sliced engine: its parts against scalar arithmetic, every kind against values worked out by hand, any split
// and any compiler to the same integers, and single trials told again.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <vector>

#include "nines/simulate.h"
#include "oracle/pipelines.h"
#include "simulate/sliced/lane_random.h"

namespace {

using namespace nines;
using namespace nines::oracle;
using namespace nines::simulate;

constexpr std::uint64_t kTrials = 400'000;
constexpr double kMostZ = 4.5;

SampleTally play(const Pipeline& pipeline, std::uint64_t first = 0, std::uint64_t trials = kTrials,
                 std::uint64_t seed = 11) {
  RunContext run;
  const Result<SampleTally> tally = sample_slice(pipeline, seed, first, trials, run);
  REQUIRE(tally);
  return *tally;
}
SampleTally play(std::vector<Step> steps) { return play(make_pipeline(std::move(steps))); }

void check_share(std::uint64_t seen, double p) {
  const auto n = static_cast<double>(kTrials);
  CAPTURE(p);
  CAPTURE(static_cast<double>(seen) / n);
  if (p <= 0 || p >= 1)
    CHECK(static_cast<double>(seen) == n * p);
  else
    CHECK(std::fabs(static_cast<double>(seen) - n * p) < kMostZ * std::sqrt(n * p * (1 - p)));
}
void check_ends(const SampleTally& tally, double ok, double silent) {
  check_share(tally.ok, ok);
  check_share(tally.silent, silent);
}
std::uint64_t of(const SampleTally& tally, DetectedReason reason) {
  return tally.detected[static_cast<std::size_t>(reason)];
}
Step block(StepKind kind, const Numbers& numbers, std::vector<Step> body) {
  return make_step(kind, numbers, std::move(body));
}
Step reviewed(const Numbers& numbers) { return make_step(StepKind::human, numbers); }

// One pipeline with every kind, a latent of each family, prices and a budget.
Pipeline everything() {
  const Step a = named(work({{Param::p, 0.9}, {Param::d, 0.2}, {Param::h, 0.1}, {Param::cost_usd, 0.5}}), "a");
  const Step b = named(with(work({{Param::p, 0.8}, {Param::e, 0.1}, {Param::d, 0.3}}), Param::p_after_error, 0.5), "b");
  const Step judge = with(with(validate(0.9, 0.95), Param::blind, 0.2), Param::solves, 0.7);
  const Step unsure = with(judge, Param::sensitivity_unsolved, 0.3);
  Step back = make_step(StepKind::rollback, {{Param::detect, 0.7}, {Param::max, 2}});
  back.params.push_back(choice(Param::to, "a"));
  Pipeline out = make_pipeline({
      a,
      back,
      with(block(StepKind::retry, {{Param::max, 3}, {Param::rho, 0}}, {b, unsure}), Param::exhausted, "accept_last"),
      block(StepKind::vote, {{Param::n, 5}, {Param::rho, 0}, {Param::rivals, 3}}, {work(0.7)}),
      with(block(StepKind::vote, {{Param::n, 4}, {Param::rho, 0.3}}, {work(0.7)}), Param::rule, "plurality"),
      with(block(StepKind::best_of, {{Param::n, 3}, {Param::rho, 0}, {Param::gap, 0.5}}, {work(0.7)}), Param::select,
           "argmax"),
      block(StepKind::checkpoint, {{Param::count, 5}, {Param::every, 2}, {Param::detect, 0.8}}, {work(0.9)}),
      block(StepKind::loop, {{Param::accept, 0.8}, {Param::accept_wrong, 0.2}, {Param::max, 3}},
            {work({{Param::p, 0.9}, {Param::h, 0.5}})}),
      block(StepKind::branch, {{Param::p, 0.4}}, {work(0.9), reviewed({{Param::catches, 0.6}, {Param::fix, 0.5}})}),
      block(StepKind::repeat, {{Param::count, 4}},
            {work({{Param::p, 0.99}, {Param::decay, 0.01}}), reviewed({{Param::catches, 0.7}, {Param::fatigue, 0.1}})}),
      with(block(StepKind::parallel, {{Param::k, 2}, {Param::join, 0.98}}, {work(0.9), work(0.9), work(0.8)}),
           Param::mode, "k_of_n"),
      block(StepKind::map, {{Param::n, 3}}, {work({{Param::p, 0.98}, {Param::d, 0.5}})}),
      make_step(StepKind::format_gate, {{Param::fail, 0.1}, {Param::repair, 0.6}, {Param::corrupt, 0.2}}),
      block(StepKind::fallback, {}, {make_step(StepKind::group, {}, {work(0.9), validate(0.8, 0.9)}), work(0.9)}),
  });
  Latent latent;
  latent.family = LatentFamily::logit_normal;
  latent.sd = 1.5;
  latent.steps = {"a", "b"};
  out.latents.push_back(latent);
  out.budget = Budget{};
  out.budget->calls = 40;
  return out;
}

std::uint64_t digest(const SampleTally& tally) {
  std::uint64_t out = 14'695'981'039'346'656'037U;
  const auto add = [&out](std::uint64_t x) { out = (out ^ x) * 1'099'511'628'211U; };
  for (const std::uint64_t x :
       {tally.trials, tally.ok, tally.silent, tally.calls, tally.checks, tally.reviews, tally.calls_squared})
    add(x);
  for (const std::uint64_t x : tally.detected) add(x);
  for (const std::uint64_t x : tally.executions) add(x);
  return out;
}

}  // namespace

TEST_CASE("thresholds hold every digit, at both ends") {
  CHECK(threshold_of({0, 1}).never());
  CHECK(threshold_of({1, 0}).sure);
  CHECK(threshold_of({0.5, 0.5}).digits == 1);
  const Threshold tiny = threshold_of({0x1p-100, 1});
  CHECK(tiny.digits == 100);
  CHECK(tiny.low == std::uint64_t{1} << 28);
  const Threshold nearly = threshold_of({1, 0x1p-100});
  CHECK(!nearly.sure);
  CHECK(nearly.high == ~std::uint64_t{0});
  CHECK(nearly.low == 0 - (std::uint64_t{1} << 28));
  CHECK(threshold_of({0x1p-128, 1}).digits == 128);
  CHECK(threshold_of({0x1p-129, 1}).never());
  CHECK(threshold_of({1, 0x1p-129}).sure);
}

TEST_CASE("counters by bit planes count as numbers do") {
  LaneRandom random;
  random.start(1, 2);
  LaneCounter a;
  LaneCounter b;
  b.set_all(30);
  std::vector<std::uint64_t> x(kLanes, 0);
  std::vector<std::uint64_t> y(kLanes, 30);
  for (int i = 0; i < 40; ++i) {
    const LaneSet up = random.next();
    const LaneSet down = i < 30 ? random.next() : no_lanes();
    a.add(up);
    b.take(down);
    for_each_lane(up, [&](std::size_t lane) { ++x[lane]; });
    for_each_lane(down, [&](std::size_t lane) { --y[lane]; });
  }
  LaneSet above;
  LaneSet even;
  a.compare(b, above, even);
  std::uint64_t sum = 0;
  std::uint64_t squares = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    CHECK(a.of(lane) == x[lane]);
    CHECK(b.of(lane) == y[lane]);
    CHECK(has_lane(above, lane) == (x[lane] > y[lane]));
    CHECK(has_lane(even, lane) == (x[lane] == y[lane]));
    CHECK(has_lane(a.at_least(20), lane) == (x[lane] >= 20));
    CHECK(has_lane(a.equal_to(20), lane) == (x[lane] == 20));
    sum += x[lane];
    squares += x[lane] * x[lane];
  }
  CHECK(a.sum(all_lanes()) == sum);
  CHECK(a.sum_of_squares(all_lanes()) == squares);
  CHECK(count_of(lanes_between(3, 300)) == 297);
}

TEST_CASE("any split at any boundary gives the same integers") {
  const Pipeline pipeline = everything();
  const SampleTally whole = play(pipeline, 500, 600);
  CHECK(whole.executions.size() == 1);
  for (std::uint64_t at = 0; at <= 600; at += at < 20 || at > 520 ? 1 : 37)
    CHECK(merge_tallies(play(pipeline, 500, at), play(pipeline, 500 + at, 600 - at)) == whole);
  std::uint64_t ends = whole.ok + whole.silent;
  for (const std::uint64_t detected : whole.detected) ends += detected;
  CHECK(ends == 600);
}

TEST_CASE("golden digests: the same on every compiler and machine") {
  CHECK(digest(play(everything(), 0, 5'000)) == 1'376'942'106'919'111'581U);
  CHECK(digest(play(reference_pipeline(0.51), 0, 5'000)) == 4'734'928'887'516'438'711U);
  CHECK(digest(play(under_item(reference_pipeline(0), 0.3), 0, 5'000)) == 11'724'012'696'837'472'612U);
}

TEST_CASE("sliced leaves") {
  check_ends(play({work(0.3)}), 0.3, 0.7);
  check_ends(play({work({{Param::p, 0.9}, {Param::d, 0.25}}), work({{Param::p, 1}, {Param::h, 0.4}})}),
             0.9 + 0.075 * 0.4, 0.075 * 0.6);
  check_share(of(play({work(0), work({{Param::p, 1}, {Param::e, 0.3}})}), DetectedReason::crash), 0.3);
  check_share(play({block(StepKind::repeat, {{Param::count, 3}}, {work({{Param::p, 0.9}, {Param::decay, 0.1}})})}).ok,
              0.9 * 0.81 * 0.729);
  const Step shy = with(work(1), Param::p_after_error, 0.5);
  check_ends(play({work(0.8), work({{Param::p, 1}, {Param::h, 0.4}}), shy}), 0.84, 0.16);
  check_share(of(play({work(0.3), validate(0.9, 0.8)}), DetectedReason::rejected), 0.7 * 0.9 + 0.3 * 0.2);
  Step check = with(with(validate(0.9, 1), Param::blind, 0.2), Param::solves, 0.75);
  check = with(check, Param::sensitivity_unsolved, 0.4);
  check_share(play({work(0), check}).silent, 1 - 0.8 * (0.75 * 0.9 + 0.25 * 0.4));
  check_share(of(play({retry(3, 0, {work(0), check})}), DetectedReason::exhausted),
              0.8 * (0.75 * 0.729 + 0.25 * 0.064));
  const SampleTally review =
      play({work(0.9),
            reviewed({{Param::catches, 0.8}, {Param::false_alarm, 0.05}, {Param::share, 0.5}, {Param::fix, 0.25}})});
  check_ends(review, 0.9 * (1 - 0.5 * 0.05 * 0.75) + 0.1 * 0.5 * 0.8 * 0.25, 0.1 * (1 - 0.5 * 0.8));
  check_share(review.reviews, 0.5);
  check_ends(
      play({make_step(StepKind::format_gate, {{Param::fail, 0.4}, {Param::repair, 0.5}, {Param::corrupt, 0.3}})}),
      0.6 + 0.4 * 0.5, 0.4 * 0.3);
}

TEST_CASE("sliced blocks in series") {
  check_ends(play({retry(3, 0, {work(0.6), validate(1, 1)})}), 1 - 0.064, 0);
  // two classes for rho 1: all tries right, or all wrong
  check_share(play({retry(3, 1, {work(0.6), validate(1, 1)})}).ok, 0.6);
  check_ends(play({with(retry(2, 0, {work(0.6), validate(1, 1)}), Param::exhausted, "accept_last")}), 0.84, 0.16);
  check_ends(
      play({block(StepKind::fallback, {}, {make_step(StepKind::group, {}, {work(0.6), validate(1, 1)}), work(0.5)})}),
      0.6 + 0.4 * 0.5, 0.4 * 0.5);
  check_share(
      play({block(StepKind::checkpoint, {{Param::count, 4}, {Param::every, 2}, {Param::tries, 2}}, {work(0.9)})}).ok,
      std::pow(1 - 0.19 * 0.19, 2));
  // wrong: .25 accepted, else half repaired, else evaluated once more
  check_ends(play({work(0), block(StepKind::loop, {{Param::accept, 1}, {Param::accept_wrong, 0.25}, {Param::max, 2}},
                                  {work({{Param::p, 1}, {Param::h, 0.5}})})}),
             0.75 * 0.5, 0.25 + 0.75 * 0.5 * 0.25);
  Step back = make_step(StepKind::rollback, {{Param::max, 2}});
  back.params.push_back(choice(Param::to, "a"));
  check_ends(play({named(work(0.6), "a"), back}), 1 - 0.064, 0);
  check_ends(play({block(StepKind::branch, {{Param::p, 0.3}}, {work(0)})}), 0.7, 0.3);
}

TEST_CASE("sliced crowds") {
  const auto vote = [](const Numbers& numbers, const char* rule, double p) {
    return with(block(StepKind::vote, numbers, {work(p)}), Param::rule, rule);
  };
  check_share(play({vote({{Param::n, 3}, {Param::rho, 0}}, "majority", 0.7)}).ok, 0.784);
  check_share(play({vote({{Param::n, 3}, {Param::k, 3}, {Param::rho, 0}}, "quorum", 0.7)}).ok, 0.343);
  check_ends(play({vote({{Param::n, 2}, {Param::rho, 0}}, "plurality", 0.7)}), 0.7, 0.3);
  check_ends(play({vote({{Param::n, 2}, {Param::rho, 0}, {Param::rivals, 2}}, "majority", 0.6)}), 0.36, 0.16 / 2);
  check_share(play({vote({{Param::k, 3}, {Param::rho, 0}}, "ahead", 0.6)}).ok, 1 / (1 + std::pow(2.0 / 3, 3)));
  check_share(
      play({with(block(StepKind::vote, {{Param::rho, 0}}, {work(0.8), work(0.6), work(0.6)}), Param::rule, "weighted")})
          .ok,
      0.8);  // log 4 > 2 log 1.5
  const auto best = [](const Numbers& numbers, const char* select) {
    return with(block(StepKind::best_of, numbers, {work(0.5)}), Param::select, select);
  };
  check_ends(play({best({{Param::n, 2}, {Param::tpr, 0.8}, {Param::fpr, 0.2}, {Param::rho, 0}}, "first_accepted")}),
             0.4 * 1.5, 0.1 * 1.5);
  check_share(play({best({{Param::n, 3}, {Param::rho, 0}}, "oracle")}).ok, 0.875);
  // one right and one wrong: P(Z1 + 1 > Z2) = Phi(1 / sqrt 2)
  check_share(play({best({{Param::n, 2}, {Param::gap, 1}, {Param::rho, 0}}, "argmax")}).ok,
              0.25 + 0.5 * 0.760249938906523);
  check_ends(play({with(block(StepKind::parallel, {{Param::join, 0.9}}, {work(0.8), work(0.7)}), Param::mode, "all")}),
             0.56 * 0.9, 1 - 0.56 * 0.9);
  check_share(play({block(StepKind::map, {{Param::n, 4}, {Param::k, 3}}, {work(0.7)})}).ok, 0.6517);
  check_share(of(play({block(StepKind::map, {{Param::n, 2}}, {work({{Param::p, 0.7}, {Param::d, 1}})})}),
                 DetectedReason::crash),
              0.51);
}

TEST_CASE("an artifact used twice is wrong once") {
  Step a = named(work(0.6), "a");
  Step b = named(work(1), "b");
  b.needs = {"a"};
  Step c = named(work(1), "c");
  c.needs = {"a"};
  Step d = work(1);
  d.needs = {"b", "c"};
  check_ends(play({a, b, c, d}), 0.6, 0.4);
  c.needs.emplace();  // what entered: right
  check_ends(play({a, b, named(c, "c"), d}), 0.6, 0.4);
}

TEST_CASE("a call over the budget is not made") {
  Pipeline pipeline = make_pipeline({retry(4, 0, {work({{Param::p, 0.5}, {Param::cost_usd, 0.1}}), validate(1, 1)})});
  pipeline.budget = Budget{};
  pipeline.budget->calls = 2;
  SampleTally tally = play(pipeline);
  check_share(of(tally, DetectedReason::budget), 0.25);
  check_share(tally.calls - kTrials, 0.5);
  CHECK(*tally_cost_usd(pipeline, tally) == doctest::Approx(0.1 * static_cast<double>(tally.calls)));
  pipeline.budget->calls.reset();
  pipeline.budget->cost_usd = 0.3;
  tally = play(pipeline);
  check_share(of(tally, DetectedReason::budget), 0.125);
}

TEST_CASE("classes of a latent of the pipeline") {
  Pipeline pipeline = make_pipeline({repeat(2, {work(0.5)})});
  Latent latent;
  latent.family = LatentFamily::classes;
  latent.classes = {{0.5, 1}, {0.3, 0.4}, {0.2, 0}};
  pipeline.latents = {latent};
  check_share(play(pipeline).ok, 0.5 + 0.3 * 0.16);
}

TEST_CASE("a trial told again is the trial that was counted") {
  const Pipeline pipeline = everything();
  RunContext run;
  SampleTally sum;
  for (std::uint64_t trial = 490; trial < 560; ++trial) {
    const Result<TrialTrace> trace = replay_trial(pipeline, 11, trial, run);
    REQUIRE(trace);
    REQUIRE(!trace->events.empty());
    const TraceEvent& last = trace->events.back();
    CAPTURE(trial);
    if (trace->tally.ok == 1) CHECK(last.state == "right");
    if (trace->tally.silent == 1) CHECK(last.state != "right");
    if (trace->tally.ok + trace->tally.silent == 0)
      CHECK(trace->tally.detected[last.what == "flagged"     ? 1
                                  : last.what == "crash"     ? 2
                                  : last.what == "abstained" ? 3
                                  : last.what == "budget"    ? 5
                                                             : 0] == 1);
    sum = merge_tallies(sum, trace->tally);
  }
  SampleTally whole = play(pipeline, 490, 70);
  whole.first = sum.first;
  CHECK(sum == whole);
}

TEST_CASE("runs that walk without end are refused, long ones that seldom are long are not") {
  RunContext run;
  const auto ahead = [](Step voter) {
    return make_pipeline(
        {with(block(StepKind::vote, {{Param::k, 2}, {Param::rho, 0}}, {std::move(voter)}), Param::rule, "ahead")});
  };
  const Result<SampleTally> never = sample_slice(ahead(work({{Param::p, 0}, {Param::d, 1}})), 1, 0, 10, run);
  REQUIRE(!never);
  CHECK(never.error().code == ErrorCode::limit_exceeded);
  CHECK(play(ahead(work(0.9)), 0, 1'000).trials == 1'000);
  const Pipeline seldom = make_pipeline({repeat(1'000, {retry(10'000, 0, {work(0.9), validate(1, 1)})})});
  CHECK(play(seldom, 0, 512).ok == 512);
}
