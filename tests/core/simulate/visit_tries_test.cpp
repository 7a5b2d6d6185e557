// The quick way through loops of work and check with a hidden cause: the same integers as the walk row by row, at every
// turn it can take and every register width, and every trial told again as it was counted.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "nines/simulate.h"
#include "oracle/pipelines.h"
#include "simulate/exact.h"
#include "simulate/sliced/lane_loops.h"
#include "simulate/sliced/sampled.h"
#include "simulate/sliced/walker.h"

namespace {

using namespace nines;
using namespace nines::oracle;
using namespace nines::simulate;

struct Case {
  std::string name;
  Pipeline pipeline;
  bool is_quick;
};

Step checked(double max, double rho, const Step& work, const Step& check) { return retry(max, rho, {work, check}); }

std::vector<Case> cases() {
  const Step plain = work(0.8);
  const Step check = validate(0.7, 0.9);
  const Step loud = work({{Param::p, 0.8}, {Param::d, 0.3}});
  const Step paid = work({{Param::p, 0.8}, {Param::d, 0.3}, {Param::cost_usd, 0.5}});
  const Step paid_check = with(validate(0.7, 0.9), Param::cost_usd, 0.25);
  const auto alone = [](Step row) { return make_pipeline({std::move(row)}); };
  const auto ending = [&](const char* word, const Step& one) {
    return with(checked(3, 0.4, one, check), Param::exhausted, word);
  };
  Pipeline budget = alone(checked(3, 0.3, plain, check));
  budget.budget = Budget{};
  budget.budget->calls = 2;
  return {
      {"alone", alone(checked(3, 0.3, plain, check)), true},
      {"one attempt", alone(checked(1, 0.3, plain, check)), true},
      {"two causes", alone(repeat(5, {checked(4, 1, plain, check)})), true},
      {"many classes", alone(repeat(3, {checked(24, 0.2, work(0.1), validate(0.95, 0.6))})), true},
      {"more classes than are played", alone(checked(40, 0.2, work(0.1), check)), false},
      {"repeated", alone(repeat(70, {checked(3, 0.51, plain, check)})), true},
      {"escalates", alone(repeat(2, {ending("escalate", plain)})), true},
      {"accepts the last", alone(repeat(3, {ending("accept_last", plain)})), true},
      {"crashes", alone(repeat(3, {checked(2, 0.3, loud, check)})), true},
      {"crashes, accepts the last", alone(repeat(3, {ending("accept_last", loud)})), true},
      {"always loud", alone(checked(2, 0.3, work({{Param::p, 0.5}, {Param::d, 1}}), check)), true},
      {"costs", alone(repeat(4, {checked(2, 0.6, paid, paid_check)})), true},
      {"always flagged", alone(checked(2, 0.3, plain, validate(1, 0))), true},
      {"never flagged", alone(repeat(3, {checked(2, 0.3, plain, validate(0, 1))})), true},
      {"item", under_item(alone(repeat(6, {checked(3, 0, plain, check)})), 0.3), true},
      {"item, after others",
       under_item(make_pipeline({work(0.8), validate(0.6, 0.9), checked(3, 0, plain, check)}), 0.4), true},
      {"wrong before", make_pipeline({work(0.6), repeat(3, {checked(2, 0.3, plain, check)}), human(0.5)}), true},
      {"inside others",
       make_pipeline(
           {with(retry(2, 0, {repeat(2, {checked(2, 0.3, loud, check)}), check}), Param::on, "flagged_or_crash")}),
       true},
      {"crash tried again", alone(with(checked(3, 0.3, loud, check), Param::on, "flagged_or_crash")), false},
      {"blind", alone(checked(3, 0.3, plain, with(check, Param::blind, 0.4))), false},
      {"sees the artifact", alone(checked(3, 0.3, plain, with(check, Param::sees, "artifact"))), false},
      {"repairs", alone(checked(3, 0.3, work({{Param::p, 0.8}, {Param::h, 0.3}}), check)), false},
      {"under a budget", budget, false},
  };
}

Plan plan_of(const Pipeline& pipeline) {
  RunContext run;
  Result<Plan> plan = build_plan(pipeline);
  CAPTURE((plan ? std::string() : plan.error().message));
  REQUIRE(plan);
  prepare(plan.value(), run);
  return std::move(plan).value();
}

SampleTally play(const SlicedProgram& program, std::uint64_t first, std::uint64_t trials) {
  RunContext run;
  const Result<SampleTally> tally = run_trials(program, 5, first, trials, run);
  REQUIRE(tally);
  return *tally;
}

}  // namespace

TEST_CASE("quick visits count as the walk row by row does") {
  for (const Case& one : cases()) {
    CAPTURE(one.name);
    const Plan plan = plan_of(one.pipeline);
    const SlicedProgram program = compile_sliced(plan);
    CHECK(!program.visits.empty() == one.is_quick);
    SlicedProgram slow = compile_sliced(plan);
    for (SlicedRow& row : slow.rows) row.visits = kNone;
    const SampleTally whole = play(program, 300, 30'000);
    CHECK(whole == play(slow, 300, 30'000));
    CHECK(whole.calls > 0);
    for (const std::uint64_t at : {std::uint64_t{1}, std::uint64_t{212}, std::uint64_t{900}})
      CHECK(merge_tallies(play(program, 300, at), play(program, 300 + at, 30'000 - at)) == whole);
  }
}

TEST_CASE("quick visits walk as many steps as the walk row by row") {
  for (const Case& one : cases()) {
    CAPTURE(one.name);
    const Plan plan = plan_of(one.pipeline);
    const SlicedProgram program = compile_sliced(plan);
    SlicedProgram slow = compile_sliced(plan);
    for (SlicedRow& row : slow.rows) row.visits = kNone;
    RunContext run;
    Walker quick(program, run);
    Walker by_row(slow, run);
    for (std::uint64_t block = 0; block < 4; ++block) {
      quick.play(7, block, ~std::uint64_t{0});
      by_row.play(7, block, ~std::uint64_t{0});
      CHECK(quick.steps() == by_row.steps());
    }
  }
}

TEST_CASE("quick visits: every trial told again as it was counted") {
  for (const Case& one : cases()) {
    CAPTURE(one.name);
    for (std::uint64_t trial = 500; trial < 530; ++trial) {
      RunContext run;
      const Result<TrialTrace> trace = replay_trial(one.pipeline, 5, trial, run);
      REQUIRE(trace);
      const Plan plan = plan_of(one.pipeline);
      CHECK(trace->tally == play(compile_sliced(plan), trial, 1));
    }
  }
}

TEST_CASE("visits of every register width give the same integers") {
  for (const LaneLoops* wide : {avx2_loops(), avx512_loops()}) {
    if (wide == nullptr) continue;
    for (const Case& one : cases()) {
      CAPTURE(one.name);
      const Plan plan = plan_of(one.pipeline);
      const SlicedProgram program = compile_sliced(plan);
      for (const VisitTries& how : program.visits) {
        LaneRandom a;
        LaneRandom b;
        portable_loops().start(a, 7, 11);
        wide->start(b, 7, 11);
        const LaneSet lanes = a.next();
        b.next();
        VisitsState x(how, lanes, no_lanes(), no_lanes());
        VisitsState y(how, lanes, no_lanes(), no_lanes());
        x.classes[0] = y.classes[0] = lanes;
        portable_loops().play_visits(how, a, x, 100'000);
        wide->play_visits(how, b, y, 100'000);
        CHECK(x.passes == y.passes);
        CHECK(x.steps == y.steps);
        CHECK(!any((x.todo ^ y.todo) | (x.wrong ^ y.wrong) | (x.own ^ y.own)));
        CHECK(!any((x.exhausted ^ y.exhausted) | (x.crashed ^ y.crashed)));
        REQUIRE(x.more_planes == y.more_planes);
        for (std::size_t p = 0; p < x.more_planes; ++p) CHECK(!any(x.more[p] ^ y.more[p]));
        CHECK(!any(a.next() ^ b.next()));
      }
    }
  }
}

TEST_CASE("a loop of visits that walks too long is stopped where the walk row by row is") {
  const Plan plan = plan_of(make_pipeline({repeat(1'000, {checked(3, 0.3, work(0.8), validate(0.7, 0.9))})}));
  const SlicedProgram program = compile_sliced(plan);
  REQUIRE(!program.visits.empty());
  RunContext run;
  Walker walker(program, run);
  walker.play(1, 0, ~std::uint64_t{0});
  const std::uint64_t steps = walker.steps();
  walker.play(1, 0, steps);
  CHECK(!walker.is_overrun());
  walker.play(1, 0, steps - 1);
  CHECK(walker.is_overrun());
}
