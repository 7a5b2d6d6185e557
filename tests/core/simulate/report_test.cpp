// What a report holds beside the ends: survival, variants, intervals of measured rates, calls,
// assumptions, issues.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/special.h"
#include "nines/simulate.h"
#include "oracle/pipelines.h"

namespace {

using namespace nines;
using namespace nines::oracle;

SimulateReport full(const Pipeline& pipeline) {
  SimulateOptions options;
  options.survival = true;
  options.variants = true;
  options.calls = true;
  options.influence = true;
  RunContext run;
  const Result<SimulateReport> report = simulate_pipeline(pipeline, options, run);
  REQUIRE(report);
  return *report;
}

const Variant* find(const SimulateReport& report, const std::string& id) {
  for (const Variant& row : report.variants) {
    if (row.id == id) return &row;
  }
  return nullptr;
}

bool says(const SimulateReport& report, const std::string& line) {
  return std::find(report.assumptions.begin(), report.assumptions.end(), line) != report.assumptions.end();
}

Step assumed_retry(std::vector<Step> body) { return make_step(StepKind::retry, {{Param::max, 3}}, std::move(body)); }

Step measured_work(std::int64_t k, std::int64_t n) {
  Step out;
  out.params = {by_counts(Param::p, k, n)};
  return out;
}

}  // namespace

TEST_CASE("survival starts right, never recovers without repair, and ends at the answer") {
  const Pipeline rows[] = {
      reference_pipeline(0.51), make_pipeline({work(0.9), retry(2, 0.3, {work(0.8), validate(0.9, 0.9)}), work(0.95)}),
      under_item(make_pipeline({repeat(700, {work(0.999)})}), 0.2), make_pipeline(std::vector<Step>(600, work(0.999))),
      make_pipeline({repeat(1e9, {work(1 - 1e-9)})})};
  const std::int64_t units[] = {20, 3, 700, 600, 1'000'000'000};
  const char* labels[] = {"repetition", "step", "repetition", "step", "repetition"};
  for (std::size_t i = 0; i < 5; ++i) {
    CAPTURE(i);
    const SimulateReport report = full(rows[i]);
    CHECK(report.units == units[i]);
    CHECK(report.unit_label == labels[i]);
    const auto points = static_cast<std::int64_t>(report.survival.size());
    CHECK(points == std::min<std::int64_t>(units[i] + 1, static_cast<std::int64_t>(kMaxSurvivalPoints)));
    CHECK(report.survival.front().after == 0);
    CHECK(report.survival.front().ends.ok == doctest::Approx(1).epsilon(1e-14));
    CHECK(report.survival.back().after == units[i]);
    CHECK(report.survival.back().ends.ok == doctest::Approx(report.ok).epsilon(1e-11));
    CHECK(report.survival.back().ends.detected == doctest::Approx(report.detected).epsilon(1e-11));
    double before = 2;
    for (const SurvivalPoint& point : report.survival) {
      CHECK(point.ends.ok < before);
      before = point.ends.ok;
    }
  }
}

TEST_CASE("survival of a chain is p^n at every step") {
  const SimulateReport report = full(make_pipeline({repeat(512, {work(0.99)})}));
  REQUIRE(report.survival.size() == kMaxSurvivalPoints);
  double expect = 1;
  for (std::size_t i = 0; i < report.survival.size(); ++i, expect *= 0.99) {
    CHECK(report.survival[i].after == static_cast<std::int64_t>(i));
    CHECK(report.survival[i].ends.ok == doctest::Approx(expect).epsilon(1e-12));
  }
  const SimulateReport longer = full(make_pipeline({repeat(513, {work(0.99)})}));
  CHECK(longer.survival.size() == kMaxSurvivalPoints);
  CHECK(longer.survival.back().after == 513);
}

TEST_CASE("variants of the reference pipeline") {
  const SimulateReport visit = full(reference_pipeline(0.51));
  REQUIRE(find(visit, "independent") != nullptr);
  CHECK(find(visit, "independent")->ends.ok == doctest::Approx(0.893716).epsilon(1e-6));
  CHECK(find(visit, "independent")->calls_mean == doctest::Approx(21.3088).epsilon(1e-5));
  REQUIRE(find(visit, "item_scope") != nullptr);
  CHECK(find(visit, "item_scope")->ends.ok == doctest::Approx(0.9110906864).epsilon(1e-9));
  REQUIRE(find(visit, "unchecked") != nullptr);
  CHECK(find(visit, "unchecked")->ends.ok == doctest::Approx(0.3584859224).epsilon(1e-9));
  CHECK(find(visit, "unchecked")->ends.detected == 0);
  CHECK(find(visit, "assumed_low") == nullptr);
  for (const Variant& row : visit.variants) {
    CHECK(row.survival.size() == 21);
    CHECK(row.survival.back().ends.ok == doctest::Approx(row.ends.ok).epsilon(1e-12));
  }
  Step retry_left_open = assumed_retry({work(0.95), validate(0.9, 0.98)});
  const SimulateReport item = full(under_item(make_pipeline({repeat(20, {retry_left_open})}), 0.51));
  REQUIRE(find(item, "visit_scope") != nullptr);
  CHECK(find(item, "visit_scope")->ends.ok == doctest::Approx(visit.ok).epsilon(1e-12));
  CHECK(find(item, "item_scope") == nullptr);
}

TEST_CASE("only variants that differ and are legal") {
  CHECK(full(make_pipeline({work(0.9)})).variants.empty());
  const SimulateReport independent = full(reference_pipeline(0));
  CHECK(find(independent, "independent") == nullptr);
  CHECK(find(independent, "unchecked") != nullptr);
  const Step one = retry(3, 0.5, {work(0.9), validate(0.9, 0.9)});
  const Step other = retry(3, 0.5, {work(0.8), validate(0.9, 0.9)});
  CHECK(find(full(make_pipeline({one, other})), "item_scope") == nullptr);
  CHECK(find(full(make_pipeline({repeat(400, {one})})), "item_scope") == nullptr);  // 1,200 visits: too many classes
  const SimulateReport assumed = full(make_pipeline({assumed_retry({work(0.8), validate(0.9, 0.98)})}));
  REQUIRE(find(assumed, "assumed_low") != nullptr);
  REQUIRE(find(assumed, "assumed_high") != nullptr);
  CHECK(find(assumed, "assumed_low")->ends.ok > assumed.ok);
  CHECK(find(assumed, "assumed_high")->ends.ok < assumed.ok);
}

TEST_CASE("assumptions and issues are said once, in words") {
  CHECK(says(full(reference_pipeline(0)), "attempts independent (rho = 0)"));
  CHECK(says(full(reference_pipeline(0)), "validator sees own work"));
  CHECK(says(full(reference_pipeline(0.51)), "tries of one visit alike, rho = 0.51"));
  const SimulateReport assumed = full(make_pipeline({assumed_retry({work(0.8)}), assumed_retry({work(0.7)})}));
  CHECK(says(assumed, "rho = 0.5 assumed"));
  CHECK(assumed.assumptions.size() == 1);
  CHECK(assumed.issues.size() == 2);
  const SimulateReport item = full(under_item(make_pipeline({assumed_retry({work(0.42)})}), 0.39796));
  CHECK(says(item, "one theta a run, rho = 0.398 (item scope)"));
  CHECK(item.issues.empty());
  CHECK(full(make_pipeline({work(0.9)})).assumptions.empty());
}

TEST_CASE("measured rates give intervals of the ends") {
  const SimulateReport report = full(make_pipeline({repeat(20, {measured_work(19, 20)})}));
  CHECK(report.ok == doctest::Approx(0.3584859224085422).epsilon(1e-12));  // plug-in
  REQUIRE(report.ok_ci);
  REQUIRE(report.silent_ci);
  REQUIRE(report.detected_ci);
  // one parameter: p^20 at the posterior's own quantiles
  CHECK(report.ok_ci->low == doctest::Approx(base::pow(base::beta_quantile(19.5, 1.5, 0.025), 20)).epsilon(1e-3));
  CHECK(report.ok_ci->high == doctest::Approx(base::pow(base::beta_quantile(19.5, 1.5, 0.975), 20)).epsilon(1e-3));
  CHECK(report.silent_ci->low == doctest::Approx(1 - report.ok_ci->high).epsilon(1e-9));
  CHECK(report.detected_ci->high == 0);
  CHECK(report.ok_ci->method.find("400") != std::string::npos);
  CHECK(says(report, "measured rates at k / n"));
  const SimulateReport perfect = full(make_pipeline({repeat(10, {measured_work(20, 20)})}));
  CHECK(perfect.ok == 1);
  CHECK(perfect.ok_ci->low < 0.5);
  CHECK(perfect.ok_ci->high < 1);
  CHECK(!full(make_pipeline({work(0.95)})).ok_ci);
}

TEST_CASE("measured rates give the mean over their posteriors") {
  const SimulateReport one = full(make_pipeline({repeat(20, {measured_work(19, 20)})}));
  REQUIRE(one.posterior_mean);
  CHECK(one.posterior_mean->ok == doctest::Approx(0.3501704070123749801617689).epsilon(1e-13));  // E[p^20], one p
  CHECK(one.posterior_mean->silent == doctest::Approx(1 - 0.3501704070123749801617689).epsilon(1e-13));
  CHECK(one.posterior_mean_method.find("Gauss-Jacobi") != std::string::npos);
  // A degree far beyond twice the nodes: E[p^1000] = prod (19.5 + i)/(21 + i).
  double product = 1;
  for (int i = 0; i < 1000; ++i) product *= (19.5 + i) / (21.0 + i);
  const SimulateReport deep = full(make_pipeline({repeat(1000, {measured_work(19, 20)})}));
  REQUIRE(deep.posterior_mean);
  CHECK(deep.posterior_mean->ok == doctest::Approx(product).epsilon(1e-9));
  // Two rates of their own: the mean of the product is the product of means, here from draws.
  const SimulateReport two = full(make_pipeline({measured_work(19, 20), measured_work(8, 10)}));
  REQUIRE(two.posterior_mean);
  CHECK(two.posterior_mean->ok == doctest::Approx(19.5 / 21 * 8.5 / 11).epsilon(1e-3));
  CHECK(two.posterior_mean_method.find("draws") != std::string::npos);
  CHECK(!full(make_pipeline({work(0.95)})).posterior_mean);
}

TEST_CASE("a vote that somebody always wins is never detected") {
  for (const double p : {0.1, 0.6, 0.95}) {
    for (const std::int64_t n : {2, 5, 9}) {
      const Step vote = make_step(StepKind::vote,
                                  {{Param::n, static_cast<double>(n)}, {Param::rivals, 3}, {Param::rho, 0}}, {work(p)});
      CHECK(full(make_pipeline({with(vote, Param::rule, "plurality")})).detected == 0);
    }
  }
}

TEST_CASE("several measured rates, also under a hidden cause and from huge counts") {
  const Step checked = with(with(make_step(StepKind::validate, {}), by_counts(Param::sensitivity, 45, 50)),
                            by_counts(Param::specificity, 98, 100));
  const SimulateReport report = full(make_pipeline({repeat(5, {retry(3, 0.4, {measured_work(19, 20), checked})})}));
  REQUIRE(report.ok_ci);
  CHECK(report.ok_ci->low < report.ok);
  CHECK(report.ok_ci->high > report.ok);
  CHECK(report.silent_ci->low < report.silent);
  CHECK(report.silent_ci->high > report.silent);
  const std::int64_t many = std::int64_t{1} << 50;
  const SimulateReport sharp = full(make_pipeline({measured_work(many / 2, many)}));
  CHECK(sharp.ok_ci->high - sharp.ok_ci->low == doctest::Approx(2 * 1.959964 * 0.5 / std::sqrt(many)).epsilon(1e-2));
  const SimulateReport rare = full(make_pipeline({measured_work(many - 4, many)}));
  CHECK(rare.silent_ci->low > 1 / static_cast<double>(many));
  CHECK(rare.silent_ci->high < 12 / static_cast<double>(many));
}

TEST_CASE("the distribution of calls") {
  // [budget_negbin] of data/simulation/golden_public.json: 5 steps retried until right at .8
  const SimulateReport report = full(make_pipeline({repeat(5, {retry(60, 0, {work(0.8), validate(1, 1)})})}));
  REQUIRE(report.calls);
  CHECK(report.calls->first_bin == 5);
  const struct {
    std::int64_t budget;
    double within;
  } rows[] = {{5, 0.32768}, {6, 0.65536}, {8, 0.9437184}, {10, 0.9936306176}};
  for (const auto& row : rows) {
    double sum = 0;
    for (std::int64_t i = report.calls->first_bin; i <= row.budget; ++i) {
      sum += report.calls->probability[static_cast<std::size_t>(i - report.calls->first_bin)];
    }
    CHECK(sum == doctest::Approx(row.within).epsilon(1e-12));
  }
}

TEST_CASE("the distribution of calls sums to 1 and has the mean") {
  RandomPipelines random(5);
  for (int i = 0; i < 60; ++i) {
    CAPTURE(i);
    const SimulateReport report = full(random.next());
    REQUIRE(report.calls);
    double sum = 0;
    double mean = 0;
    for (std::size_t bin = 0; bin < report.calls->probability.size(); ++bin) {
      sum += report.calls->probability[bin];
      mean += report.calls->probability[bin] * static_cast<double>(report.calls->first_bin + static_cast<int>(bin));
    }
    CHECK(sum == doctest::Approx(1).epsilon(1e-11));
    CHECK(mean == doctest::Approx(report.calls_mean).epsilon(1e-10));
    CHECK(report.calls->above == 0);
  }
}

TEST_CASE("a distribution of calls that is too long is not kept, and says so") {
  const auto most = static_cast<double>(kMaxCallsBins);
  const SimulateReport kept = full(make_pipeline({repeat(2000, {work(0.9)})}));
  CHECK(kept.calls->method == "exact");
  CHECK(kept.calls->probability.size() == 1);
  CHECK(full(make_pipeline({repeat(most - 1, {work(0.9)})})).calls->method == "exact");
  const SimulateReport slow = full(oracle::under_item(make_pipeline({repeat(900, {work(0.9)})}), 0.5));
  CHECK(slow.calls->probability.empty());
  CHECK(slow.calls->method == "not kept: its distribution would take too long");
  const SimulateReport left_out = full(make_pipeline({repeat(most, {work(0.9)})}));
  CHECK(left_out.calls->probability.empty());
  CHECK(left_out.calls->above == 1);
  CHECK(left_out.calls->method.find("not kept") == 0);
}

TEST_CASE("while a rho is assumed the report carries a band, not a point alone") {
  Pipeline pipeline = oracle::reference_pipeline(0);
  std::vector<ParamValue>& params = pipeline.steps[0].body[0].params;
  params.erase(std::remove_if(params.begin(), params.end(), [](const ParamValue& one) { return one.id == Param::rho; }),
               params.end());
  RunContext run;
  const auto ok_at = [&](double rho) { return simulate_pipeline(oracle::reference_pipeline(rho), {}, run)->ok; };
  const Result<SimulateReport> report = simulate_pipeline(pipeline, {}, run);
  REQUIRE(report);
  REQUIRE(report->band);
  CHECK(report->ok == ok_at(kAssumedRho));
  CHECK(report->band->low.ok == doctest::Approx(ok_at(0.62)).epsilon(1e-12));
  Pipeline item = oracle::under_item(oracle::reference_pipeline(0), kAssumedRho);
  const double one_cause = simulate_pipeline(item, {}, run)->ok;
  CHECK(report->band->high.ok == doctest::Approx(std::max(one_cause, ok_at(0))).epsilon(1e-12));
  CHECK(report->band->method == "rho 0, 0.36, 0.62, or one cause a run");
  CHECK_FALSE(simulate_pipeline(oracle::reference_pipeline(0.5), {}, run)->band);
  pipeline.budget = Budget{30, {}};
  const Result<SimulateReport> limited = simulate_pipeline(pipeline, {}, run);
  REQUIRE(limited->band);
  CHECK(limited->band->low.ok <= limited->ok);
  CHECK(limited->band->high.detected >= limited->detected);
}
