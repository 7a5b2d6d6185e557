// Budgets of calls and dollars, and deadlines: the three engines, closed forms, and what is refused.
#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "core/simulate/engine_agreement.h"
#include "nines/catalog.h"
#include "nines/codec.h"
#include "nines/simulate.h"
#include "oracle/pipelines.h"
#include "oracle/random_language.h"
#include "oracle/random_limits.h"
#include "oracle/third_engine.h"

namespace {

using namespace nines;
using nines::test::mass_of;
using nines::test::tally_of;
using nines::test::worst_reason_z;
using oracle::LimitKind;

Result<SimulateReport> report_of(const Pipeline& pipeline, std::uint64_t trials) {
  SimulateOptions options;
  options.trials = trials;
  options.latency = true;
  RunContext run;
  return simulate_pipeline(pipeline, options, run);
}

Step timed(Step leaf, double ms, const char* law = "constant") {
  return oracle::with(oracle::with(std::move(leaf), Param::latency_ms, ms), Param::latency, law);
}

}  // namespace

TEST_CASE("under a limit the three engines agree on random pipelines of every kind") {
  constexpr std::uint64_t kTrials = 2'000;
  constexpr double kMostZ = 6;
  oracle::RandomLanguage language(20'261'122);
  oracle::RandomLimits limits(20'261'123);
  std::array<int, 3> compared{};
  int stopped = 0;
  double worst = 0;
  for (int i = 0; i < 240; ++i) {
    const auto kind = static_cast<LimitKind>(i % 3);
    const Pipeline pipeline = limits.limited(language.next(), kind);
    CAPTURE(i);
    INFO(json_from_pipeline(pipeline));
    const Result<SimulateReport> report = report_of(pipeline, kTrials);
    REQUIRE(report);
    if (report->sampled_only) continue;
    ++compared[static_cast<std::size_t>(kind)];
    stopped += mass_of(*report, kind == LimitKind::deadline ? DetectedReason::timeout : DetectedReason::budget) > 0.02;
    CHECK(report->ok + report->silent + report->detected == doctest::Approx(1).epsilon(1e-9));
    const SampleTally third = tally_of(oracle::ThirdEngine(pipeline, static_cast<std::uint64_t>(i)).play(kTrials));
    const SampledResult by_third = sampled_result(third, 0, *report);
    CHECK(report->sampled->max_abs_z < kMostZ);
    CHECK(worst_reason_z(report->sampled->tally, *report) < kMostZ);
    CHECK(by_third.max_abs_z < kMostZ);
    CHECK(worst_reason_z(third, *report) < kMostZ);
    worst = std::max({worst, report->sampled->max_abs_z, by_third.max_abs_z, worst_reason_z(third, *report),
                      worst_reason_z(report->sampled->tally, *report)});
  }
  for (const int count : compared) CHECK(count >= 40);
  CHECK(stopped >= 60);
  MESSAGE("compared ", compared[0], " of calls, ", compared[1], " of dollars, ", compared[2],
          " deadlines; stopped more than 2 %: ", stopped, "; largest |z| ", worst);
}

TEST_CASE("a deadline on a grid: the negative binomial in time") {
  // As [budget_negbin] of data/simulation/golden_public.json: each call takes 250 ms.
  Pipeline pipeline = oracle::make_pipeline(
      {oracle::repeat(5, {oracle::retry(60, 0, {timed(oracle::work(0.8), 250), oracle::validate(1, 1)})})});
  const struct {
    double deadline_ms;
    double ok;
  } rows[] = {{1249.999, 0}, {1250, 0.32768}, {1500, 0.65536}, {2000, 0.9437184}, {2500, 0.9936306176}};
  for (const auto& row : rows) {
    pipeline.deadline_ms = row.deadline_ms;
    const Result<SimulateReport> report = report_of(pipeline, 20'000);
    REQUIRE(report);
    CHECK(report->ok == doctest::Approx(row.ok).epsilon(1e-12));
    CHECK(mass_of(*report, DetectedReason::timeout) == doctest::Approx(1 - row.ok).epsilon(1e-12));
    CHECK(report->sampled->max_abs_z < 4);
  }
}

TEST_CASE("a deadline on exponential calls at once: the law of the maximum") {
  Pipeline pipeline = oracle::make_pipeline({oracle::map(50, {timed(oracle::work(0.99), 2000, "exponential")})});
  pipeline.deadline_ms = 10'000;
  const Result<SimulateReport> report = report_of(pipeline, 50'000);
  REQUIRE(report);
  const double done = std::pow(1 - std::exp(-5.0), 50);
  CHECK(report->ok == doctest::Approx(done * std::pow(0.99, 50)).epsilon(1e-12));
  CHECK(report->calls_mean == doctest::Approx(50).epsilon(1e-12));  // all of them begin
  CHECK(report->sampled->max_abs_z < 4);
}

TEST_CASE("a deadline changes nothing but what it stops") {
  Pipeline pipeline = oracle::reference_pipeline(0.3);
  pipeline.steps[0].body[0].body[0] = timed(pipeline.steps[0].body[0].body[0], 100, "exponential");
  RunContext run;
  const Result<SampleTally> without = sample_slice(pipeline, 5, 0, 4'096, run);
  pipeline.deadline_ms = 1e9;
  const Result<SampleTally> with = sample_slice(pipeline, 5, 0, 4'096, run);
  REQUIRE(without);
  REQUIRE(with);
  CHECK(*without == *with);
}

TEST_CASE("a budget in dollars: dimes are dimes") {
  // Ten calls of .1 fit a budget of 1 although ten tenths do not add up to 1 in binary.
  Pipeline pipeline =
      oracle::make_pipeline({oracle::repeat(10, {oracle::with(oracle::work(0.9), Param::cost_usd, 0.1)})});
  pipeline.budget = Budget{{}, 1.0};
  Result<SimulateReport> report = report_of(pipeline, 0);
  REQUIRE(report);
  CHECK(mass_of(*report, DetectedReason::budget) == doctest::Approx(0));
  pipeline.budget = Budget{{}, 0.9999};
  report = report_of(pipeline, 2'000);
  REQUIRE(report);
  CHECK(mass_of(*report, DetectedReason::budget) == doctest::Approx(1));
  CHECK(report->calls_mean == doctest::Approx(9));
  CHECK(report->cost_usd_mean == doctest::Approx(0.9));
  CHECK(report->sampled->tally.detected[static_cast<std::size_t>(DetectedReason::budget)] == 2'000);
}

TEST_CASE("a deadline of nothing lets through what takes no time") {
  Pipeline pipeline = oracle::make_pipeline(
      {oracle::branch(0.25, {oracle::work(0.9), timed(oracle::work(0.9), 10, "exponential")}), oracle::work(0.5)});
  pipeline.deadline_ms = 0;
  const Result<SimulateReport> report = report_of(pipeline, 4'000);
  REQUIRE(report);
  CHECK(mass_of(*report, DetectedReason::timeout) == doctest::Approx(0.75).epsilon(1e-12));
  CHECK(report->calls_mean == doctest::Approx(1.25).epsilon(1e-12));
  CHECK(report->sampled->max_abs_z < 4);
}

TEST_CASE("a budget of nothing is refused where it stands") {
  Pipeline pipeline = oracle::make_pipeline({oracle::work(0.9)});
  pipeline.budget = Budget{};
  const Result<SimulateReport> report = report_of(pipeline, 0);
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::missing_field);
  CHECK(report.error().where.pointer == "/pipeline/budget");
}

TEST_CASE("a budget of as many calls as are kept, and one more") {
  Pipeline pipeline = oracle::make_pipeline({oracle::work(0.9)});
  pipeline.budget = Budget{static_cast<std::int64_t>(kMaxCallsBins), {}};
  CHECK(report_of(pipeline, 0));
  pipeline.budget = Budget{static_cast<std::int64_t>(kMaxCallsBins) + 1, {}};
  SimulateOptions options;
  options.exact_only = true;
  RunContext run;
  const Result<SimulateReport> refused = simulate_pipeline(pipeline, options, run);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::not_supported);
  CHECK(refused.error().where.pointer == "/pipeline/budget/calls");
  CHECK(report_of(pipeline, 0)->sampled_only);
}
