// What the exact engine cannot answer: runs answer, with their intervals, and say why. Held against the third engine.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/simulate/engine_agreement.h"
#include "nines/codec.h"
#include "nines/questions.h"
#include "nines/simulate.h"
#include "oracle/pipelines.h"
#include "oracle/random_language.h"
#include "oracle/random_limits.h"
#include "oracle/third_engine.h"

namespace {

using namespace nines;
using nines::test::tally_of;
using oracle::LimitKind;

SimulateReport answer(const Pipeline& pipeline, std::uint64_t trials = 0) {
  SimulateOptions options;
  options.trials = trials;
  RunContext run;
  Result<SimulateReport> report = simulate_pipeline(pipeline, options, run);
  REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
  return std::move(report).value();
}

bool says_why(const SimulateReport& report, const char* pointer) {
  return std::any_of(report.issues.begin(), report.issues.end(), [&](const Issue& issue) {
    return issue.code == "sampled_only" && issue.where.pointer == pointer;
  });
}

// Two shares of independent runs of one law, in standard deviations of their difference.
double distance(std::uint64_t a, std::uint64_t of_a, std::uint64_t b, std::uint64_t of_b) {
  const auto share = [](std::uint64_t x, std::uint64_t n) { return static_cast<double>(x) / static_cast<double>(n); };
  const double pooled = share(a + b, of_a + of_b);
  const double variance = pooled * (1 - pooled) * (1 / static_cast<double>(of_a) + 1 / static_cast<double>(of_b));
  return variance > 0 ? std::fabs(share(a, of_a) - share(b, of_b)) / std::sqrt(variance) : 0;
}

double distance(const SampleTally& a, const SampleTally& b) {
  double out = std::max(distance(a.ok, a.trials, b.ok, b.trials), distance(a.silent, a.trials, b.silent, b.trials));
  for (std::size_t i = 0; i < kDetectedReasons; ++i)
    out = std::max(out, distance(a.detected[i], a.trials, b.detected[i], b.trials));
  return out;
}

// Rows that all feed the last one, so that all are needed at once.
Pipeline fan_in(int width, double p) {
  std::vector<Step> rows;
  std::vector<std::string> all;
  for (int i = 0; i < width; ++i) {
    all.push_back("part" + std::to_string(i));
    rows.push_back(oracle::named(oracle::work(p), all.back()));
    rows.back().needs.emplace();
  }
  rows.push_back(oracle::named(oracle::work(1), "whole"));
  rows.back().needs = all;
  return oracle::make_pipeline(rows);
}

}  // namespace

TEST_CASE("several limits at once: runs of two engines agree on random pipelines") {
  constexpr std::uint64_t kTrials = 2'000;
  oracle::RandomLanguage language(20'261'124);
  oracle::RandomLimits limits(20'261'125);
  int stopped_by_both = 0;
  double worst = 0;
  for (int i = 0; i < 60; ++i) {
    Pipeline pipeline = limits.limited(language.next(), LimitKind::deadline);
    pipeline.budget = Budget{3 + i % 8, 0.02 * static_cast<double>(4 + i % 5)};
    CAPTURE(i);
    INFO(json_from_pipeline(pipeline));
    const SimulateReport report = answer(pipeline, kTrials);
    REQUIRE(report.sampled_only);
    CHECK(says_why(report, "/pipeline/deadline_ms"));
    const SampleTally third = tally_of(oracle::ThirdEngine(pipeline, static_cast<std::uint64_t>(i)).play(kTrials));
    const SampleTally& ours = report.sampled->tally;
    worst = std::max(worst, distance(ours, third));
    const auto count = [&](DetectedReason reason) { return ours.detected[static_cast<std::size_t>(reason)]; };
    stopped_by_both += count(DetectedReason::budget) > 20 && count(DetectedReason::timeout) > 20;
  }
  CHECK(worst < 6);
  CHECK(stopped_by_both >= 6);
  MESSAGE("stopped by a budget and by the deadline: ", stopped_by_both, " of 60; largest distance ", worst);
}

TEST_CASE("a graph wider than the exact engine holds is played") {
  CHECK_FALSE(answer(fan_in(11, 0.99)).sampled_only);  // the result is the twelfth
  const SimulateReport report = answer(fan_in(12, 0.99));
  CHECK(report.sampled_only);
  CHECK(says_why(report, "/pipeline/steps"));
  const double ok = std::pow(0.99, 12);
  CHECK(std::fabs(report.ok - ok) < 5 * std::sqrt(ok * (1 - ok) / static_cast<double>(kAnsweringTrials)));
  CHECK(report.ok_ci->low < report.ok);
  CHECK(report.ok_ci->high > report.ok);
  CHECK(report.failure == doctest::Approx(1 - report.ok));
  CHECK(report.calls_mean == 13);
  CHECK(report.method.find("sampled") == 0);
}

TEST_CASE("a sampled answer has no z, costs what was played, and merges like any sample") {
  Pipeline pipeline = fan_in(14, 0.9);
  for (Step& row : pipeline.steps) row = oracle::with(row, Param::cost_usd, 0.25);
  pipeline.values = EndValues{10, -5, 0};
  const SimulateReport whole = answer(pipeline, 4'096);
  CHECK(std::isnan(whole.sampled->max_abs_z));
  CHECK(whole.cost_usd_mean == doctest::Approx(15 * 0.25));
  CHECK(whole.value->method.find("sampled") == 0);
  CHECK(whole.value->mean == doctest::Approx(10 * whole.ok - 5 * whole.silent - 15 * 0.25));
  RunContext run;
  const SampleTally tally =
      merge_tallies(*sample_slice(pipeline, 1, 0, 1'000, run), *sample_slice(pipeline, 1, 1'000, 3'096, run));
  const Result<SimulateReport> merged = report_of_tally(pipeline, tally, {}, run);
  REQUIRE(merged);
  CHECK(merged->ok == whole.ok);
  CHECK(merged->ok_ci->low == whole.ok_ci->low);
  CHECK(merged->method == whole.method);
}

TEST_CASE("questions that need exact answers refuse what can only be played") {
  RunContext run;
  const Pipeline wide = fan_in(20, 0.9);
  const Result<VersusReport> versus = versus_pipelines(wide, wide, {}, run);
  REQUIRE_FALSE(versus);
  CHECK(versus.error().where.pointer == "/pipeline/steps");
  CHECK_FALSE(tornado(wide, {}, run));
  Pipeline weighed = fan_in(20, 0.9);
  weighed.steps.push_back(oracle::vote(0, "weighted", 0, {oracle::work(0.8), oracle::work(0.7), oracle::work(0.9)}));
  const Result<SimulateReport> refused = simulate_pipeline(weighed, {}, run);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::limit_exceeded);
}
