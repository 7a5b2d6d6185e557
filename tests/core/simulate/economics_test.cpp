// Time, money and value of a run against closed forms of data/simulation/golden_public.json (groups latency, human,
// best_of) and against enumeration.
#include <doctest/doctest.h>

#include <cmath>

#include "nines/catalog.h"
#include "nines/simulate.h"
#include "oracle/pipelines.h"

namespace {

using namespace nines;

SimulateReport report_of(const Pipeline& pipeline) {
  SimulateOptions options;
  options.survival = options.calls = options.latency = options.cost = options.first_failing = true;
  RunContext run;
  const Result<SimulateReport> report = simulate_pipeline(pipeline, options, run);
  REQUIRE(report);
  return *report;
}

Step timed(Step leaf, double ms, const char* law = "constant") {
  return oracle::with(oracle::with(std::move(leaf), Param::latency_ms, ms), Param::latency, law);
}
Step priced(Step leaf, double usd) { return oracle::with(std::move(leaf), Param::cost_usd, usd); }

}  // namespace

TEST_CASE("[latency_max_exp] of golden_public.json: 50 exponential calls at once") {
  const SimulateReport report =
      report_of(oracle::make_pipeline({oracle::map(50, {timed(oracle::work(0.9), 2, "exponential")})}));
  REQUIRE(report.latency_ms);
  CHECK(report.latency_ms->mean == doctest::Approx(8.998410676658850115).epsilon(1e-12));
  REQUIRE(report.latency_ms->p99);
  CHECK(*report.latency_ms->p99 == doctest::Approx(17.02454546775954711).epsilon(1e-12));
  CHECK(report.latency_ms->error == 0);
}

TEST_CASE("constant times add in series, and at once the longest counts") {
  const SimulateReport report = report_of(
      oracle::make_pipeline({timed(oracle::work(0.9), 100),
                             oracle::parallel("all", {timed(oracle::work(0.9), 300), timed(oracle::work(0.8), 200)}),
                             oracle::vote(3, "majority", 0, {timed(oracle::work(0.9), 50)})}));
  REQUIRE(report.latency_ms);
  CHECK(report.latency_ms->mean == doctest::Approx(450).epsilon(1e-12));
  CHECK(*report.latency_ms->p99 == doctest::Approx(450).epsilon(1e-12));
  CHECK(report.latency_ms->is_lattice);
}

TEST_CASE("attempts take their times one after another") {
  const SimulateReport report = report_of(
      oracle::make_pipeline({oracle::retry(3, 0, {timed(oracle::work(0.8), 100), timed(oracle::validate(1, 1), 20)})}));
  REQUIRE(report.latency_ms);
  CHECK(report.latency_ms->mean == doctest::Approx(120 * (1 + 0.2 + 0.04)).epsilon(1e-12));
  CHECK(*report.latency_ms->p50 == doctest::Approx(120));
  CHECK(*report.latency_ms->p90 == doctest::Approx(240));
  CHECK(*report.latency_ms->p99 == doctest::Approx(360));
}

TEST_CASE("exponential times in series are close to the Erlang law, within what is said") {
  const SimulateReport report = report_of(oracle::make_pipeline(
      {timed(oracle::work(0.9), 1000, "exponential"), timed(oracle::work(0.9), 1000, "exponential")}));
  REQUIRE(report.latency_ms);
  CHECK(report.latency_ms->mean == doctest::Approx(2000).epsilon(1e-12));
  // 1 - e^-x (1 + x) = .99
  CHECK(std::fabs(*report.latency_ms->p99 - 6638.352067993811) <= report.latency_ms->error);
  CHECK(report.latency_ms->error < 50);
}

TEST_CASE("a constant before and after an exponential shifts its law") {
  const SimulateReport report = report_of(oracle::make_pipeline(
      {timed(oracle::work(1), 30), timed(oracle::work(0.9), 100, "exponential"), timed(oracle::validate(0, 1), 20)}));
  REQUIRE(report.latency_ms);
  CHECK(report.latency_ms->mean == doctest::Approx(150).epsilon(1e-12));
  CHECK(*report.latency_ms->p90 == doctest::Approx(50 - 100 * std::log(0.1)).epsilon(1e-12));
}

TEST_CASE("a pipeline that takes no time says nothing of it") {
  CHECK_FALSE(report_of(oracle::make_pipeline({oracle::work(0.9)})).latency_ms);
}

TEST_CASE("cost has the law of its calls") {
  const SimulateReport report = report_of(oracle::make_pipeline(
      {oracle::retry(3, 0, {priced(oracle::work(0.8), 0.02), priced(oracle::validate(1, 1), 0.005)})}));
  REQUIRE(report.cost);
  CHECK(report.cost->mean == doctest::Approx(report.cost_usd_mean).epsilon(1e-12));
  REQUIRE(report.cost->at.size() == 3);
  CHECK(report.cost->at[1] == doctest::Approx(0.05));
  CHECK(report.cost->below[0] == doctest::Approx(0.8));
  CHECK(report.cost->below[1] == doctest::Approx(0.96));
  CHECK(*report.cost->p90 == doctest::Approx(0.05));
  REQUIRE(report.cost_usd_per_ok);
  CHECK(*report.cost_usd_per_ok == doctest::Approx(0.025 * 1.24 / 0.992).epsilon(1e-12));
  REQUIRE(report.calls);
  CHECK(report.calls->p50 == 1);
  CHECK(report.calls->p90 == 2);
  CHECK(report.calls->p99 == 3);
}

TEST_CASE("lanes after the one that stopped are paid for as well") {
  const SimulateReport report =
      report_of(oracle::make_pipeline({oracle::map(3, {oracle::work({{Param::p, 0.5}, {Param::d, 1}})})}));
  REQUIRE(report.calls);
  CHECK(report.calls->first_bin == 3);
  REQUIRE(report.calls->probability.size() == 1);
  CHECK(report.calls->probability[0] == doctest::Approx(1));
}

TEST_CASE("[volume_linear] of golden_public.json: wrong answers grow with volume") {
  Pipeline pipeline = oracle::make_pipeline({oracle::work(0.999)});
  pipeline.volume = Volume{1000, 1};
  const SimulateReport small = report_of(pipeline);
  REQUIRE(small.volume);
  CHECK(small.volume->silent == doctest::Approx(1).epsilon(1e-12));
  CHECK(small.volume->p_any_silent == doctest::Approx(0.6323045752290359553731939).epsilon(1e-12));
  pipeline.volume = Volume{1000, 1000};
  const SimulateReport large = report_of(pipeline);
  CHECK(large.volume->silent == doctest::Approx(1000).epsilon(1e-12));
  CHECK(large.volume->p_any_silent == doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("a batch latent spreads the days and leaves the mean") {
  Pipeline pipeline = oracle::make_pipeline({oracle::named(oracle::work(0.9), "w")});
  pipeline.volume = Volume{100, 10};
  const double independent = report_of(pipeline).volume->p_any_silent_per_day;
  Latent latent = oracle::item_latent(0.5);
  latent.scope = LatentScope::batch;
  pipeline.latents = {latent};
  const SimulateReport report = report_of(pipeline);
  CHECK(report.volume->silent_per_day == doctest::Approx(10).epsilon(1e-12));
  CHECK(report.volume->p_any_silent_per_day < independent);
  // Beta(.9, rho .5) = Beta(.9, .1): variance p q rho, so that of a day is n p q + n (n - 1) p q rho
  CHECK(report.volume->silent_per_day_sd == doctest::Approx(std::sqrt(9 + 100 * 99 * 0.045)).epsilon(1e-9));
  REQUIRE(report.volume->silent_rate);
  CHECK(report.volume->silent_rate->low < 0.01);
  CHECK(report.volume->silent_rate->high > 0.4);
}

TEST_CASE("[human_review] of golden_public.json: rework is what comes back as one attempt more") {
  const Step review = oracle::with(oracle::with(oracle::human(0.8), Param::false_alarm, 0.05), Param::fix, 1);
  const SimulateReport report = report_of(oracle::make_pipeline({oracle::work(0.9), review}));
  CHECK(report.ok == doctest::Approx(0.98).epsilon(1e-12));
  CHECK(report.silent == doctest::Approx(0.02).epsilon(1e-12));
  CHECK(report.reviews_mean == doctest::Approx(1).epsilon(1e-12));
  REQUIRE(report.recovered);  // caught .08 and objected to without need .045
  CHECK(*report.recovered == doctest::Approx(0.125).epsilon(1e-12));
}

TEST_CASE("[supervision_valley] of golden_public.json: attention falls faster than errors") {
  const struct {
    double p, attention, silent, reviews_per_caught;
  } rows[] = {{0.8, 1.0, 0.02, 5.555555555555555556},
              {0.9, 0.95, 0.0145, 11.69590643274853801},
              {0.95, 0.3, 0.0365, 74.07407407407407407},
              {0.99, 0.25, 0.00775, 444.4444444444444444},
              {0.999, 0.2, 0.00082, 5555.555555555555556}};
  for (const auto& row : rows) {
    const SimulateReport report = report_of(
        oracle::make_pipeline({oracle::work(row.p), oracle::with(oracle::with(oracle::human(0.9), Param::fix, 1),
                                                                 Param::attention, row.attention)}));
    CHECK(report.silent == doctest::Approx(row.silent).epsilon(1e-12));
    REQUIRE(report.recovered);
    CHECK(report.reviews_mean / *report.recovered == doctest::Approx(row.reviews_per_caught).epsilon(1e-9));
  }
}

TEST_CASE("value is what the ends are worth less what they cost") {
  Pipeline pipeline = oracle::make_pipeline({priced(oracle::work(0.9), 0.1)});
  pipeline.values = EndValues{2, -5, 0};
  const SimulateReport report = report_of(pipeline);
  REQUIRE(report.value);
  CHECK(report.value->mean == doctest::Approx(1.8 - 0.5 - 0.1).epsilon(1e-12));
}

TEST_CASE("the baseline breaks even where reviewing eats up what is saved") {
  Pipeline pipeline =
      oracle::make_pipeline({priced(oracle::work(0.9), 2), oracle::with(oracle::human(0.9), Param::share, 0.5)});
  pipeline.baseline = Baseline{0.05, 10, 30};
  const SimulateReport report = report_of(pipeline);
  REQUIRE(report.baseline);
  CHECK(*report.baseline->break_even_review_share == doctest::Approx(0.8).epsilon(1e-12));
  CHECK(report.baseline->cost_difference_usd == doctest::Approx(2 + 5 - 10).epsilon(1e-12));
  CHECK_FALSE(report.baseline->supervision_costs_more);
  CHECK(*report.baseline->minutes_reviewed == doctest::Approx(15).epsilon(1e-12));
  pipeline.steps[1].params.back() = number_value(Param::share, 0.9);
  CHECK(report_of(pipeline).baseline->supervision_costs_more);
}

TEST_CASE("where runs first fail, and how long they last") {
  const SimulateReport report =
      report_of(oracle::make_pipeline({oracle::work(0.9), oracle::work({{Param::p, 0.8}, {Param::d, 0.5}}),
                                       oracle::work({{Param::p, 0.5}, {Param::h, 1}})}));
  REQUIRE(report.first_failing.size() == 3);
  CHECK(report.first_failing[0].wrong == doctest::Approx(0.1));
  CHECK(report.first_failing[1].wrong == doctest::Approx(0.09));
  CHECK(report.first_failing[1].stopped == doctest::Approx(0.09));
  CHECK(report.first_failing[2].wrong == doctest::Approx(0.36));
  double sum = 0.36;  // never wrong, never stopped
  for (const FirstFailing& row : report.first_failing) sum += row.wrong + row.stopped;
  CHECK(sum == doctest::Approx(1).epsilon(1e-12));
  // From wrong: .1 by row 0, of which .9 come to the last row, and .09 by row 1; all of them are repaired.
  CHECK(*report.recovered == doctest::Approx(report.ok - 0.36).epsilon(1e-12));
  CHECK(report.ok > 0.5);
}

TEST_CASE("survival quantiles of a long chain are exact between thinned points") {
  const SimulateReport report = report_of(oracle::make_pipeline({oracle::repeat(1'000'000, {oracle::work(0.9999)})}));
  REQUIRE(report.survival_quantiles.size() == 4);
  const auto first_below = [](double share) {
    return static_cast<std::int64_t>(std::floor(std::log(share) / std::log(0.9999))) + 1;
  };
  for (const SurvivalQuantile& one : report.survival_quantiles) {
    REQUIRE(one.units);
    CHECK(*one.units == first_below(one.share));
  }
}

TEST_CASE("a law as long as is kept on a grid, and one bin more") {
  const auto law_of = [](double count) {
    return *report_of(oracle::make_pipeline({oracle::repeat(count, {timed(oracle::work(0.5), 1)})})).latency_ms;
  };
  const auto most = static_cast<double>(kMaxGridBins) - 1;
  CHECK(law_of(most).error == 0);
  const RunLaw coarse = law_of(most + 1);
  CHECK(coarse.mean == doctest::Approx(most + 1).epsilon(1e-12));
  CHECK(coarse.error > 0);
  const RunLaw left_out = law_of(most + 2);
  CHECK(left_out.mean == doctest::Approx(most + 2).epsilon(1e-12));
  CHECK(left_out.at.empty());
  CHECK(left_out.method.find("not kept") == 0);
}

TEST_CASE("shift presets carry a factor and a source") {
  for (const ShiftPreset& row : shift_preset_table()) {
    CAPTURE(row.id);
    CHECK(std::string(row.source).size() > 10);
    Pipeline pipeline = oracle::make_pipeline({oracle::work(row.p_from)});
    pipeline.shift = shift_factor(row);
    CHECK(report_of(pipeline).ok == doctest::Approx(row.p_to).epsilon(1e-12));
  }
}
