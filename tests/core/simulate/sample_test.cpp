// The sampled engine: any split of slices equals the whole, cancel, limits, and how a tally is
// read.
#include <doctest/doctest.h>

#include <cmath>

#include "nines/simulate.h"
#include "oracle/pipelines.h"

namespace {

using namespace nines;
using namespace nines::oracle;

// Reference pipeline at rho .51, seed 1, trials 0 to 9,999.
constexpr std::uint64_t kGoldenOk = 6'313;
constexpr std::uint64_t kGoldenSilent = 1'253;
constexpr std::uint64_t kGoldenExhausted = 2'434;
constexpr std::uint64_t kGoldenCalls = 190'728;
constexpr std::uint64_t kGoldenCallsSquared = 3'881'418;

SampleTally slice(const Pipeline& pipeline, std::uint64_t seed, std::uint64_t first, std::uint64_t trials) {
  RunContext run;
  const Result<SampleTally> tally = sample_slice(pipeline, seed, first, trials, run);
  REQUIRE(tally);
  return *tally;
}

struct StopAfter {
  int asks = 0;
  int most = 0;
  static bool hook(void* user) {
    auto* self = static_cast<StopAfter*>(user);
    return ++self->asks > self->most;
  }
};

}  // namespace

TEST_CASE("any split of slices equals the whole") {
  const Pipeline pipelines[] = {reference_pipeline(0.51), under_item(make_pipeline({repeat(5, {work(0.9)})}), 0.3),
                                make_pipeline({work({{Param::p, 0.5}, {Param::d, 0.5}}), validate(0.5, 0.9)})};
  for (const Pipeline& pipeline : pipelines) {
    const SampleTally whole = slice(pipeline, 3, 1'000, 3'000);
    for (const std::uint64_t portion : {1'500U, 999U, 101U}) {
      SampleTally sum = slice(pipeline, 3, 1'000, portion);
      for (std::uint64_t at = portion; at < 3'000; at += portion) {
        const SampleTally next = slice(pipeline, 3, 1'000 + at, std::min<std::uint64_t>(portion, 3'000 - at));
        sum = merge_tallies(next, sum);  // any order
      }
      CHECK(sum == whole);
    }
    CHECK(!(slice(pipeline, 4, 1'000, 3'000) == whole));
    CHECK(!(slice(pipeline, 3, 0, 3'000) == whole));
    CHECK(whole.ok + whole.silent + whole.detected[0] + whole.detected[1] + whole.detected[2] == 3'000);
  }
}

TEST_CASE("simulate_pipeline plays the same trials as one slice") {
  SimulateOptions options;
  options.trials = 2'345;
  options.seed = 9;
  RunContext run;
  const Result<SimulateReport> report = simulate_pipeline(reference_pipeline(0.51), options, run);
  REQUIRE(report);
  CHECK(report->method == "exact+sampled");
  CHECK(report->sampled->tally == slice(reference_pipeline(0.51), 9, 0, 2'345));
  CHECK(report->sampled->seed == 9);
  CHECK(report->sampled->ok_ci.low < report->ok);
  CHECK(report->sampled->ok_ci.high > report->ok);
}

TEST_CASE("golden tally: these bits never change without a reason in CHANGELOG") {
  const SampleTally tally = slice(reference_pipeline(0.51), 1, 0, 10'000);
  CHECK(tally.ok == kGoldenOk);
  CHECK(tally.silent == kGoldenSilent);
  CHECK(tally.detected[0] == kGoldenExhausted);
  CHECK(tally.calls == kGoldenCalls);
  CHECK(tally.calls_squared == kGoldenCallsSquared);
}

TEST_CASE("cancel stops both engines within a few asks") {
  StopAfter stop{0, 3};
  RunContext run{&StopAfter::hook, nullptr, &stop};
  const Result<SampleTally> tally = sample_slice(reference_pipeline(0), 1, 0, kMaxTrials / 1'000'000, run);
  REQUIRE(!tally);
  CHECK(tally.error().code == ErrorCode::cancelled);
  CHECK(stop.asks < 20);
  stop = {0, 2};
  SimulateOptions options;
  options.influence = true;
  options.variants = true;
  options.survival = true;
  options.trials = 1'000'000;
  const Result<SimulateReport> report = simulate_pipeline(reference_pipeline(0.5), options, run);
  REQUIRE(!report);
  CHECK(report.error().code == ErrorCode::cancelled);
}

TEST_CASE("progress rises to 1") {
  double last = 0;
  RunContext run{nullptr,
                 [](void* user, double fraction) {
                   CHECK(fraction >= *static_cast<double*>(user));
                   *static_cast<double*>(user) = fraction;
                 },
                 &last};
  SimulateOptions options;
  options.trials = 777;
  REQUIRE(simulate_pipeline(reference_pipeline(0), options, run));
  CHECK(last == 1);
}

TEST_CASE("limits of sampling at the limit and one past it") {
  const auto walk = [](double count) { return make_pipeline({repeat(count, {work(1)})}); };
  RunContext run;
  // a repetition counts as a step of its own
  const double most = static_cast<double>(kMaxSampledVisits) / 2;
  CHECK(slice(walk(most), 1, 0, 1).calls == 500'000);
  const Result<SampleTally> past = sample_slice(walk(most + 1), 1, 0, 1, run);
  REQUIRE(!past);
  CHECK(past.error().code == ErrorCode::limit_exceeded);
  CHECK(past.error().where.pointer == "/pipeline/steps");
  const Pipeline one = make_pipeline({work(0.5)});
  CHECK(slice(one, 1, kMaxTrials, 1).trials == 1);
  const Result<SampleTally> late = sample_slice(one, 1, kMaxTrials + 1, 1, run);
  REQUIRE(!late);
  CHECK(late.error().code == ErrorCode::out_of_range);
  SimulateOptions options;
  options.trials = kMaxTrials + 1;
  const Result<SimulateReport> many = simulate_pipeline(one, options, run);
  REQUIRE(!many);
  CHECK(many.error().code == ErrorCode::out_of_range);
}

TEST_CASE("blocks that hold nothing are passed at no cost") {
  const Pipeline pipeline = make_pipeline({repeat(1, {repeat(1, {})}), work(1), retry(3, 0, {})});
  const SampleTally tally = slice(pipeline, 1, 0, 10);
  CHECK(tally.ok == 10);
  CHECK(tally.calls == 10);
  CHECK(slice(make_pipeline({}), 1, 0, 5).ok == 5);
}

TEST_CASE("rare events are met at their rate") {
  // 2^-10 by q, and certain ends that leave no draw to chance
  Step rare;
  rare.params = {by_complement(Param::p, 0x1p-10)};
  const SampleTally tally = slice(make_pipeline({rare}), 2, 0, 400'000);
  const double expect = 400'000 * 0x1p-10;
  CHECK(std::fabs(static_cast<double>(tally.silent) - expect) < 5 * std::sqrt(expect));
}

TEST_CASE("a tally against an exact report") {
  SimulateReport exact;
  exact.ok = 0.9;
  exact.silent = 0.1;
  exact.calls_mean = 2;
  SampleTally tally;
  tally.trials = 10'000;
  tally.ok = 9'000;
  tally.silent = 1'000;
  tally.calls = 20'000;
  tally.calls_squared = 40'000;
  CHECK(sampled_result(tally, 1, exact).max_abs_z < 1e-9);
  tally.ok = 9'060;
  tally.silent = 940;
  CHECK(sampled_result(tally, 1, exact).max_abs_z == doctest::Approx(2).epsilon(1e-9));
  exact.silent = 0;  // what cannot happen happened
  CHECK(sampled_result(tally, 1, exact).max_abs_z > 1e5);
  exact.silent = 1e-7;  // 2 of 10,000 where .001 are expected: by the tail, not by the normal law
  tally.silent = 2;
  exact.ok = 1 - 1e-7;
  tally.ok = 9'998;
  const double z = sampled_result(tally, 1, exact).max_abs_z;
  CHECK(z > 4);
  CHECK(z < 6);
  CHECK(sampled_result(SampleTally{}, 1, exact).max_abs_z == 0);
}

TEST_CASE("calls that seldom vary are not held against what few trials saw of it") {
  // 1 call, and seldom more: mean 1.004, and one trial of 2,000 that took two
  SimulateReport exact;
  exact.ok = 1;
  exact.calls_mean = 1.004;
  SampleTally tally;
  tally.trials = 2'000;
  tally.ok = 2'000;
  tally.calls = 2'001;
  tally.calls_squared = 2'003;
  CHECK(sampled_result(tally, 1, exact).max_abs_z < 3);
  tally.calls = 2'100;  // far more of them than there may be
  tally.calls_squared = 2'300;
  CHECK(sampled_result(tally, 1, exact).max_abs_z > 6);
}

TEST_CASE("a rare event that costs many calls, not seen: the law of calls knows of it where it is kept") {
  // one run in a thousand takes 20 calls more
  SimulateReport exact;
  exact.ok = 1;
  exact.calls_mean = 1.02;
  SampleTally tally;
  tally.trials = 2'000;
  tally.ok = 2'000;
  tally.calls = 2'000;
  tally.calls_squared = 2'000;
  CHECK(sampled_result(tally, 1, exact).max_abs_z > 6);  // as if they differed by one call at most
  exact.calls.emplace();
  exact.calls->first_bin = 1;
  exact.calls->probability.assign(21, 0);
  exact.calls->probability.front() = 0.999;
  exact.calls->probability.back() = 0.001;
  CHECK(sampled_result(tally, 1, exact).max_abs_z == doctest::Approx(0.02 / std::sqrt(0.3996 / 2'000)).epsilon(1e-9));
}
