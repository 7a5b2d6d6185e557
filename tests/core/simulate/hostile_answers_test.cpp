// Legal pipelines at the edge of what a double holds or a person can wait for, and what is refused instead.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "nines/call.h"
#include "nines/codec.h"
#include "nines/simulate.h"
#include "oracle/pipelines.h"

namespace {

using namespace nines;
using namespace nines::oracle;

SimulateOptions everything() {
  SimulateOptions out;
  out.survival = out.influence = out.variants = out.calls = true;
  out.latency = out.cost = out.first_failing = true;
  return out;
}

SimulateReport answer(const Pipeline& pipeline) {
  RunContext run;
  Result<SimulateReport> report = simulate_pipeline(pipeline, everything(), run);
  REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
  return std::move(report).value();
}

Error refusal(const Pipeline& pipeline) {
  RunContext run;
  const Result<SimulateReport> report = simulate_pipeline(pipeline, {}, run);
  REQUIRE_FALSE(report);
  return report.error();
}

bool has_issue(const SimulateReport& report, const char* code) {
  return std::any_of(report.issues.begin(), report.issues.end(), [&](const Issue& one) { return one.code == code; });
}

}  // namespace

TEST_CASE("no mass of a distribution is below nothing") {
  Pipeline pipeline = make_pipeline({format_gate(0.26, 0, 0.39), vote(2, "majority", 0, {named(work(0.73), "w")})});
  pipeline.steps[1].body.push_back(with(rollback("w", 0.51), Param::max, 2));
  const SimulateReport report = answer(pipeline);
  REQUIRE(report.calls);
  REQUIRE_FALSE(report.calls->probability.empty());
  CHECK(*std::min_element(report.calls->probability.begin(), report.calls->probability.end()) >= 0);
}

TEST_CASE("what no double holds is left out of the answer, and said") {
  const SimulateReport tiny = answer(make_pipeline({work(5e-324)}));
  CHECK_FALSE(tiny.calls_per_ok);
  CHECK(tiny.ok == 5e-324);
  std::vector<Step> deep{work(0.5)};
  for (int i = 0; i < 8; ++i) deep = {vote(101, "majority", 0, deep)};
  const SimulateReport votes = answer(make_pipeline(deep));
  for (const Influence& row : votes.influence) CHECK(std::isfinite(row.ok));
}

TEST_CASE("ten thousand voters, and a map too large to wait for") {
  const SimulateReport report = answer(make_pipeline({vote(9'999, "majority", 0, {work(0.9999)})}));
  CHECK(report.ok == doctest::Approx(1));
  const auto some_of = [](double n) { return with(map(n, {work(0.5)}), Param::k, n / 2); };
  RunContext run;
  CHECK(simulate_pipeline(make_pipeline({some_of(1'000'000)}), {}, run));
  const Error error = refusal(make_pipeline({some_of(1'000'002)}));
  CHECK(error.code == ErrorCode::out_of_range);
  CHECK(error.where.pointer == "/pipeline/steps/0/n");
}

TEST_CASE("a derivative is along the number that was written, shift or not") {
  Pipeline pipeline = make_pipeline({work(0.8), with(work(0.7), Param::p_after_error, 0.4)});
  pipeline.shift = 0.5;
  const SimulateReport report = answer(pipeline);
  constexpr double kStep = 1e-6;
  const auto ok_with = [&](std::size_t row, Param param, double value) {
    Pipeline moved = pipeline;
    for (ParamValue& one : moved.steps[row].params) {
      if (one.id == param) one.value = value;
    }
    RunContext run;
    return simulate_pipeline(moved, {}, run)->ok;
  };
  int seen = 0;
  for (const Influence& row : report.influence) {
    if (row.per_unit_step) continue;
    const std::size_t at = row.pointer.find("steps/0") != std::string::npos ? 0 : 1;
    const double by_difference =
        (ok_with(at, row.param, row.value + kStep) - ok_with(at, row.param, row.value - kStep)) / (2 * kStep);
    CHECK(row.ok == doctest::Approx(by_difference).epsilon(1e-7));
    ++seen;
  }
  CHECK(seen == 3);
}

TEST_CASE("where an id is looked up in a list it stands there once") {
  const std::vector<Step> twice{named(work(0.5), "a"), named(work(0.7), "a")};
  std::vector<Step> graph = twice;
  graph.push_back(needing(work(0.9), {"a"}));
  CHECK(refusal(make_pipeline(graph)).where.pointer == "/pipeline/steps/1/id");
  std::vector<Step> back = twice;
  back.push_back(rollback("a", 0.5));
  CHECK(refusal(make_pipeline(back)).where.pointer == "/pipeline/steps/2/to");
  CHECK(answer(under_item(make_pipeline(twice), 0, {"a"})).ok == doctest::Approx(0.35));  // both of that name
}

TEST_CASE("votes without end under a hidden cause are warned of") {
  const auto ahead = [](double d) {
    return make_pipeline({with(vote(0, "ahead", 0.2, {with(work(0.3), Param::d, d)}), Param::k, 3)});
  };
  CHECK(has_issue(answer(ahead(1)), "endless_votes"));
  CHECK_FALSE(has_issue(answer(ahead(0)), "endless_votes"));
}

TEST_CASE("reviews break even where their own price is counted with each") {
  Pipeline pipeline = make_pipeline({work(0.9), with(with(human(0.9), Param::share, 0.4), Param::cost_usd, 1)});
  pipeline.baseline = Baseline{0.01, 4, 10};
  const double share = *answer(pipeline).baseline->break_even_review_share;
  CHECK(share == doctest::Approx(0.8));
  pipeline.steps[1] = with(with(human(0.9), Param::share, share), Param::cost_usd, 1);
  CHECK(answer(pipeline).baseline->cost_difference_usd == doctest::Approx(0).epsilon(1e-12));
}

TEST_CASE("separate measured rates say what they are averaged over") {
  Pipeline pipeline = make_pipeline({make_step(StepKind::work, {})});
  pipeline.steps[0].params = {by_counts(Param::p, 19, 20)};
  const auto says = [&](const char* what) {
    const SimulateReport report = answer(pipeline);
    return std::any_of(report.assumptions.begin(), report.assumptions.end(),
                       [&](const std::string& line) { return line.find(what) != std::string::npos; });
  };
  CHECK(says("measured rates at k / n"));
  pipeline.steps[0].params[0].shared = false;
  CHECK_FALSE(says("measured rates at k / n"));
  CHECK(says("averaged over their posteriors"));
}
