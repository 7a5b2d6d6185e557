// Exact, sampled and third engine on the same random pipelines: three independent readings of one
// pipeline must agree.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <string>

#include "core/simulate/engine_agreement.h"
#include "nines/catalog.h"
#include "nines/simulate.h"
#include "oracle/pipelines.h"
#include "oracle/random_histogram.h"
#include "oracle/random_language.h"
#include "oracle/third_engine.h"

namespace {

using namespace nines;
using nines::test::Agreement;
using nines::test::tally_of;
using nines::test::worst_reason_z;

constexpr int kPipelines = 300;
constexpr std::uint64_t kSampledTrials = 4'000;
constexpr std::uint64_t kThirdTrials = 2'500;
constexpr double kMostZ = 6;
constexpr double kLeastTail = 1e-9;  // of a normal law beyond 6
constexpr double kLeastKs = 1e-3;
constexpr double kLeastShare = 0.02;

}  // namespace

TEST_CASE("exact, sampled and third engine agree on random pipelines") {
  oracle::RandomPipelines random(20'240'607);
  double worst_sampled = 0;
  double worst_third = 0;
  int with_theta = 0;
  for (int i = 0; i < kPipelines; ++i) {
    const Pipeline pipeline = random.next();
    CAPTURE(i);
    SimulateOptions options;
    options.trials = kSampledTrials;
    options.seed = static_cast<std::uint64_t>(i) + 1;
    RunContext run;
    const Result<SimulateReport> report = simulate_pipeline(pipeline, options, run);
    REQUIRE(report);
    for (const std::string& line : report->assumptions)
      with_theta += line.find("rho = 0)") == std::string::npos && line.find("rho") != std::string::npos;
    CHECK(report->ok + report->silent + report->detected == doctest::Approx(1).epsilon(1e-12));
    CHECK(report->sampled->max_abs_z < kMostZ);
    CHECK(worst_reason_z(report->sampled->tally, *report) < kMostZ);
    const SampleTally third = tally_of(oracle::ThirdEngine(pipeline, static_cast<std::uint64_t>(i)).play(kThirdTrials));
    const SampledResult compared = sampled_result(third, 0, *report);
    CHECK(compared.max_abs_z < kMostZ);
    CHECK(worst_reason_z(third, *report) < kMostZ);
    worst_sampled = std::max(worst_sampled, report->sampled->max_abs_z);
    worst_third = std::max(worst_third, compared.max_abs_z);
  }
  CHECK(with_theta > kPipelines / 4);
  MESSAGE("largest |z| over ", kPipelines, " pipelines: sampled ", worst_sampled, ", third ", worst_third);
}

TEST_CASE("the three engines agree on the reference pipeline") {
  for (const double rho : {0.0, 0.51}) {
    const Pipeline pipeline = oracle::reference_pipeline(rho);
    SimulateOptions options;
    options.trials = 100'000;
    RunContext run;
    const Result<SimulateReport> report = simulate_pipeline(pipeline, options, run);
    REQUIRE(report);
    CHECK(report->sampled->max_abs_z < 4);
    CHECK(sampled_result(tally_of(oracle::ThirdEngine(pipeline, 7).play(100'000)), 0, *report).max_abs_z < 4);
  }
}

TEST_CASE("the three engines agree on random pipelines of every kind") {
  const char* asked = std::getenv("NINES_PIPELINES");  // 10000 for a full comparison
  const int kCases = asked != nullptr ? std::atoi(asked) : 150;
  constexpr std::uint64_t kTrials = 2'000;
  oracle::Histogram histogram;
  oracle::RandomLanguage random(20'261'121);
  // Mean calls by the variance seen, where a rare event costs many of them and nobody saw it: ends have exact tails.
  int played_longer = 0;
  Agreement by_sampled(1);
  Agreement by_third(2);
  double worst_sampled = 0;
  double worst_third = 0;
  for (int i = 0; i < kCases; ++i) {
    Pipeline pipeline = random.next();
    histogram.add(pipeline);
    pipeline.budget.reset();  // has a test of its own: the exact engine takes it only around simple blocks
    CAPTURE(i);
    SimulateOptions options;
    options.trials = kTrials;
    options.seed = static_cast<std::uint64_t>(i) + 1;
    RunContext run;
    const Result<SimulateReport> report = simulate_pipeline(pipeline, options, run);
    REQUIRE(report);
    CHECK(report->ok + report->silent + report->detected == doctest::Approx(1).epsilon(1e-9));
    CHECK(worst_reason_z(report->sampled->tally, *report) < kMostZ);
    const SampleTally third = tally_of(oracle::ThirdEngine(pipeline, static_cast<std::uint64_t>(i)).play(kTrials));
    CHECK(worst_reason_z(third, *report) < kMostZ);
    double z = report->sampled->max_abs_z;
    double third_z = sampled_result(third, 0, *report).max_abs_z;
    if (std::max(z, third_z) >= kMostZ) {
      ++played_longer;
      const std::uint64_t seed = options.seed + 1'000'000;
      options.trials = 100 * kTrials;
      options.seed = seed;
      z = simulate_pipeline(pipeline, options, run)->sampled->max_abs_z;
      third_z = sampled_result(tally_of(oracle::ThirdEngine(pipeline, seed).play(100 * kTrials)), 0, *report).max_abs_z;
    }
    CHECK(z < kMostZ);
    CHECK(third_z < kMostZ);
    worst_sampled = std::max(worst_sampled, z);
    worst_third = std::max(worst_third, third_z);
    by_sampled.add(report->sampled->tally, *report);
    by_third.add(third, *report);
  }
  for (const Agreement* one : {&by_sampled, &by_third}) {
    CHECK(one->least_tail() > kLeastTail);
    CHECK(one->ks_p() > kLeastKs);
  }
  CHECK(histogram.least_share() >= kLeastShare);
  CHECK(played_longer <= 1 + kCases / 2'000);
  if (asked != nullptr) MESSAGE(histogram.text());
  MESSAGE("largest |z| over ", kCases, " pipelines of every kind: sampled ", worst_sampled, ", third ", worst_third);
  MESSAGE(by_sampled.count(), " binomial counts sampled: least tail ", by_sampled.least_tail(), ", KS p ",
          by_sampled.ks_p(), "; ", by_third.count(), " of the third engine: ", by_third.least_tail(), ", KS p ",
          by_third.ks_p());
  MESSAGE("mean calls compared by a hundred times as many runs: ", played_longer);
  MESSAGE("rarest kind: ", 100 * histogram.least_share(), " % of rows; ", 100 * histogram.share_as_deep_as(3),
          " % of pipelines nest 3 deep or more");
}

TEST_CASE("a budget of calls: the negative binomial, and the three engines") {
  // [budget_negbin] of data/simulation/golden_public.json: 5 steps retried until right at .8
  Pipeline pipeline =
      oracle::make_pipeline({oracle::repeat(5, {oracle::retry(60, 0, {oracle::work(0.8), oracle::validate(1, 1)})})});
  const struct {
    std::int64_t calls;
    double ok;
  } rows[] = {{5, 0.32768}, {6, 0.65536}, {8, 0.9437184}, {10, 0.9936306176}};
  for (const auto& row : rows) {
    pipeline.budget = Budget{row.calls, std::nullopt};
    SimulateOptions options;
    options.trials = 20'000;
    RunContext run;
    const Result<SimulateReport> report = simulate_pipeline(pipeline, options, run);
    REQUIRE(report);
    CHECK(report->ok == doctest::Approx(row.ok).epsilon(1e-12));
    CHECK(report->sampled->max_abs_z < 4);
    CHECK(sampled_result(tally_of(oracle::ThirdEngine(pipeline, 3).play(20'000)), 0, *report).max_abs_z < 4);
  }
}
