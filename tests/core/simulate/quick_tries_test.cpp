// The quick way through loops of work and check: against the exact engine at every turn it can take, trial by trial
// against its own trace, and the same integers at every register width.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "nines/simulate.h"
#include "oracle/pipelines.h"
#include "simulate/sliced/lane_loops.h"
#include "simulate/sliced/program.h"

namespace {

using namespace nines;
using namespace nines::oracle;
using namespace nines::simulate;

constexpr std::uint64_t kTrials = 200'000;
constexpr double kMostZ = 4.5;

Step checked(double max, const Step& work, const Step& check) { return retry(max, 0, {work, check}); }

struct Case {
  const char* name;
  Pipeline pipeline;
  bool is_quick;
};

std::vector<Case> cases() {
  const Step plain = work(0.8);
  const Step check = validate(0.7, 0.9);
  const Step loud = work({{Param::p, 0.8}, {Param::d, 0.3}});
  const Step paid = work({{Param::p, 0.8}, {Param::d, 0.3}, {Param::cost_usd, 0.5}});
  const Step paid_check = with(validate(0.7, 0.9), Param::cost_usd, 0.25);
  const auto ending = [&](const char* word, const Step& one) {
    return with(checked(3, one, check), Param::exhausted, word);
  };
  const auto alone = [](Step row) { return make_pipeline({std::move(row)}); };
  return {
      {"alone", alone(checked(3, plain, check)), true},
      {"one attempt", alone(checked(1, plain, check)), true},
      {"many attempts", alone(checked(40, work(0.02), validate(0.99, 0.3))), true},
      {"repeated", alone(repeat(7, {checked(3, plain, check)})), true},
      {"escalates", alone(repeat(2, {ending("escalate", plain)})), true},
      {"accepts the last", alone(repeat(3, {ending("accept_last", plain)})), true},
      {"crashes", alone(repeat(3, {checked(2, loud, check)})), true},
      {"crashes, accepts the last", alone(repeat(3, {ending("accept_last", loud)})), true},
      {"costs", alone(repeat(4, {checked(2, paid, paid_check)})), true},
      {"never wrong, always flagged", alone(checked(2, work(1), validate(0.5, 0))), true},
      {"never wrong, never flagged", alone(repeat(3, {checked(2, work(1), validate(0.5, 1))})), true},
      {"always wrong, never flagged", alone(checked(2, work(0), validate(0, 0.5))), true},
      {"always wrong, always flagged", alone(checked(2, work(0), validate(1, 0.5))), true},
      {"always crashes", alone(checked(2, work({{Param::p, 0}, {Param::d, 1}}), check)), true},
      {"half", alone(repeat(3, {checked(2, work(0.5), validate(0.5, 0.5))})), true},
      {"blind", alone(checked(3, plain, with(check, Param::blind, 0.4))), false},
      {"wrong before", make_pipeline({work(0.6), repeat(3, {checked(2, plain, check)}), human(0.5)}), true},
      {"inside others",
       make_pipeline({with(retry(2, 0, {repeat(2, {checked(2, loud, check)}), check}), Param::on, "flagged_or_crash")}),
       true},
      {"crash tried again", alone(with(checked(3, loud, check), Param::on, "flagged_or_crash")), false},
      {"sees the artifact", alone(checked(3, plain, with(check, Param::sees, "artifact"))), false},
      {"repairs", alone(checked(3, work({{Param::p, 0.8}, {Param::h, 0.3}}), check)), false},
  };
}

SampleTally play(const Pipeline& pipeline, std::uint64_t first, std::uint64_t trials) {
  RunContext run;
  const Result<SampleTally> tally = sample_slice(pipeline, 5, first, trials, run);
  REQUIRE(tally);
  return *tally;
}

double z_of(std::uint64_t count, double p) {
  const auto n = static_cast<double>(kTrials);
  if (p <= 0 || p >= 1) return static_cast<double>(count) == n * p ? 0 : 1e6;
  return std::fabs(static_cast<double>(count) - n * p) / std::sqrt(n * p * (1 - p));
}

}  // namespace

TEST_CASE("quick loops agree with the exact engine, by end, cost and check") {
  for (const Case& one : cases()) {
    CAPTURE(one.name);
    RunContext run;
    const Result<Plan> plan = build_plan(one.pipeline);
    REQUIRE(plan);
    CHECK(!compile_sliced(*plan).quick.empty() == one.is_quick);
    SimulateOptions options;
    options.trials = kTrials;
    options.seed = 3;
    const Result<SimulateReport> report = simulate_pipeline(one.pipeline, options, run);
    REQUIRE(report);
    CHECK(report->sampled->max_abs_z < kMostZ);
    const SampleTally& tally = report->sampled->tally;
    double checks = static_cast<double>(tally.checks) / static_cast<double>(kTrials);
    CHECK(checks == doctest::Approx(report->checks_mean).epsilon(0.02));
    const Result<double> cost = tally_cost_usd(one.pipeline, tally);
    REQUIRE(cost);
    CHECK(*cost / static_cast<double>(kTrials) == doctest::Approx(report->cost_usd_mean).epsilon(0.02));
    for (std::size_t r = 0; r < kDetectedReasons; ++r) {
      double exact = 0;
      for (const auto& [reason, p] : report->detected_by) exact += static_cast<std::size_t>(reason) == r ? p : 0;
      CHECK(z_of(tally.detected[r], exact) < kMostZ);
    }
  }
}

TEST_CASE("quick loops: any split, and every trial told again as it was counted") {
  for (const Case& one : cases()) {
    CAPTURE(one.name);
    const SampleTally whole = play(one.pipeline, 300, 700);
    SampleTally told = play(one.pipeline, 300, 0);
    for (const std::uint64_t at : {std::uint64_t{1}, std::uint64_t{212}, std::uint64_t{333}})
      CHECK(merge_tallies(play(one.pipeline, 300, at), play(one.pipeline, 300 + at, 700 - at)) == whole);
    for (std::uint64_t trial = 300; trial < 1'000; trial += 7) {
      RunContext run;
      const Result<TrialTrace> trace = replay_trial(one.pipeline, 5, trial, run);
      REQUIRE(trace);
      CHECK(trace->tally == play(one.pipeline, trial, 1));
      std::uint64_t calls = 0;
      std::uint64_t checks = 0;
      for (const TraceEvent& event : trace->events) {
        const bool is_work = event.what == "right" || event.what == "wrong" || event.what == "crash";
        calls += is_work && event.pointer.find("/body/0/body/0") != std::string::npos ? 1U : 0U;
        checks +=
            event.pointer.size() > 7 && event.pointer.compare(event.pointer.size() - 7, 7, "/body/1") == 0 ? 1U : 0U;
      }
      if (std::string(one.name) == "repeated") {
        CHECK(calls == trace->tally.calls);
        CHECK(checks == trace->tally.checks);
      }
      if (trace->tally.silent == 1) CHECK(trace->events.back().state != "right");
      if (trace->tally.ok == 1) CHECK(trace->events.back().state == "right");
    }
  }
}

TEST_CASE("loops of every register width give the same integers") {
  for (const LaneLoops* wide : {avx2_loops(), avx512_loops()}) {
    if (wide == nullptr) continue;
    for (const Case& one : cases()) {
      const Result<Plan> plan = build_plan(one.pipeline);
      REQUIRE(plan);
      const SlicedProgram program = compile_sliced(*plan);
      for (const CheckedTries& how : program.quick) {
        LaneRandom a;
        LaneRandom b;
        portable_loops().start(a, 7, 11);
        wide->start(b, 7, 11);
        const LaneSet lanes = a.next();
        CHECK(!any(lanes ^ b.next()));
        TriesState x(how, lanes, no_lanes(), no_lanes());
        TriesState y(how, lanes, no_lanes(), no_lanes());
        portable_loops().play_tries(how, a, x, 1'000);
        wide->play_tries(how, b, y, 1'000);
        CHECK(x.played == y.played);
        CHECK(!any((x.done ^ y.done) | (x.wrong ^ y.wrong) | (x.exhausted ^ y.exhausted) | (x.crashed ^ y.crashed)));
        for (std::size_t p = 0; (x.played >> p) != 0; ++p) CHECK(!any(x.calls[p] ^ y.calls[p]));
        CHECK(!any(a.next() ^ b.next()));
        CHECK(portable_loops().sum_of_squares(x.calls, 4, lanes) == wide->sum_of_squares(x.calls, 4, lanes));
      }
    }
  }
}

TEST_CASE("edges of an attempt keep the digits of what is rare") {
  CheckedTries out;
  out.tells_flagged = true;
  set_edges(out, {{1, 1e-12}, {0, 1}, {0.25, 0.75}, {0, 1}});
  REQUIRE(out.edges == 3);
  const auto value = [](const Threshold& edge) {
    return static_cast<double>(edge.high) * 0x1p-64 + static_cast<double>(edge.low) * 0x1p-128;
  };
  // below 2^128 there are 1e-12 of all numbers left, a quarter of them flagged
  const auto above = [&](const Threshold& edge) {
    return static_cast<double>(~edge.high) * 0x1p-64 + static_cast<double>(~edge.low) * 0x1p-128;
  };
  CHECK(above(out.below[0]) == doctest::Approx(1e-12).epsilon(1e-12));
  CHECK(above(out.below[2]) == doctest::Approx(0.75e-12).epsilon(1e-12));
  set_edges(out, {{0.5, 0.5}, {0, 1}, {0.5, 0.5}, {0.5, 0.5}});
  CHECK(value(out.below[0]) == 0.25);
  CHECK(value(out.below[1]) == 0.5);
  CHECK(value(out.below[2]) == 0.75);
  set_edges(out, {{1, 0}, {0, 1}, {1, 0}, {0, 1}});
  CHECK(out.below[0].sure);
  CHECK(out.below[2].sure);
}

TEST_CASE("quick loops: golden counts, the same on every compiler and machine") {
  const SampleTally tally = play(reference_pipeline(0), 0, 100'000);
  CHECK(tally.ok == 89'247);
  CHECK(tally.silent == 10'234);
  CHECK(tally.calls == 2'130'500);
  CHECK(tally.calls_squared == 45'585'096);
}
