// Rows that are equal share what is evaluated of them, and graphs are swept once: derivatives, changes for one more and
// survival must not notice. Checked against pipelines in which no two rows are equal, against differences and reruns.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "nines/simulate.h"
#include "oracle/pipelines.h"

namespace {

using namespace nines;
using namespace nines::oracle;

SimulateReport full(const Pipeline& pipeline) {
  SimulateOptions options;
  options.influence = true;
  options.survival = true;
  RunContext run;
  const Result<SimulateReport> report = simulate_pipeline(pipeline, options, run);
  REQUIRE(report);
  return *report;
}

// Rows that each take those `backs` before them; without, a list in series.
Pipeline row_by_row(std::vector<Step> rows, const std::vector<std::size_t>& backs) {
  for (std::size_t i = 0; i < rows.size() && !backs.empty(); ++i) {
    std::vector<std::string> needs;
    for (const std::size_t back : backs) {
      if (back <= i) needs.push_back("s" + std::to_string(i - back));
    }
    rows[i] = needing(named(std::move(rows[i]), "s" + std::to_string(i)), needs);
  }
  return make_pipeline(std::move(rows));
}

Step checked(Step leaf) {
  return with(retry(2, 0.3, {std::move(leaf), validate(0.8, 0.95)}), Param::exhausted, "accept_last");
}
Step voters() { return vote(3, "weighted", 0, {retry(2, 0, {work(0.8), validate(0.7, 0.9)}), work(0.9), work(0.7)}); }
const Step kLoud = work({{Param::p, 0.9}, {Param::d, 0.3}, {Param::h, 0.2}, {Param::p_after_error, 0.6}});

// The kinds of rows of a case, and which stand where. The same twice, three times, and once.
struct Case {
  std::vector<Step> kinds;
  std::vector<std::size_t> order;
  double item_rho;
};
const Case kCases[] = {
    {{work(0.9), checked(work(0.8))}, {0, 1, 0, 1, 1, 0, 1}, 0},
    {{kLoud, checked(work(0.8)), human(0.7)}, {0, 1, 2, 0, 1, 2, 1}, 0},
    {{voters(), work(0.9)}, {0, 1, 0, 1}, 0},
    {{work(0.9), retry(2, 0, {work(0.9), validate(0.8, 0.9)})}, {0, 1, 1, 0, 1}, 0.3},
};
const std::vector<std::size_t> kShapes[] = {{}, {1}, {1, 2}, {1, 3}};

std::vector<Step> rows_of(const Case& one) {
  std::vector<Step> out;
  for (const std::size_t kind : one.order) out.push_back(one.kinds[kind]);
  return out;
}
Pipeline pipeline_of(const Case& one, const std::vector<std::size_t>& shape) {
  Pipeline out = row_by_row(rows_of(one), shape);
  return one.item_rho > 0 ? under_item(std::move(out), one.item_rho) : out;
}

// The same with prices that tell all rows apart and change no end.
void price_apart(std::vector<Step>& steps, double& price) {
  for (Step& step : steps) {
    if (step.kind == StepKind::work) step = with(std::move(step), Param::cost_usd, price += 1);
    price_apart(step.body, price);
  }
}

}  // namespace

TEST_CASE("equal rows have the derivatives of rows that only their prices tell apart") {
  for (const Case& one : kCases) {
    for (const std::vector<std::size_t>& shape : kShapes) {
      const Pipeline pipeline = pipeline_of(one, shape);
      Pipeline apart = pipeline;
      double price = 0;
      price_apart(apart.steps, price);
      const SimulateReport a = full(pipeline);
      const SimulateReport b = full(apart);
      CHECK(a.ok == doctest::Approx(b.ok).epsilon(1e-13));
      std::size_t found = 0;
      for (const Influence& row : a.influence) {
        CAPTURE(row.pointer);
        const auto same = std::find_if(b.influence.begin(), b.influence.end(),
                                       [&](const Influence& other) { return other.pointer == row.pointer; });
        REQUIRE(same != b.influence.end());
        ++found;
        CHECK(row.ok == doctest::Approx(same->ok).epsilon(1e-11));
        CHECK(row.silent == doctest::Approx(same->silent).epsilon(1e-11));
        CHECK(row.detected == doctest::Approx(same->detected).epsilon(1e-11));
        CHECK(row.calls == doctest::Approx(same->calls).epsilon(1e-11));
      }
      CHECK(found >= one.order.size());
    }
  }
}

TEST_CASE("one more attempt in a row is what a rerun says, also among equal rows") {
  for (const Case& one : kCases) {
    for (const std::vector<std::size_t>& shape : kShapes) {
      const Pipeline pipeline = pipeline_of(one, shape);
      const SimulateReport now = full(pipeline);
      for (std::size_t i = 0; i < one.order.size(); ++i) {
        const auto row = std::find_if(now.influence.begin(), now.influence.end(), [&](const Influence& of) {
          return of.pointer == "/pipeline/steps/" + std::to_string(i) + "/max";
        });
        if (row == now.influence.end()) continue;
        Pipeline longer = pipeline;
        for (ParamValue& value : longer.steps[i].params) value.value += value.id == Param::max ? 1 : 0;
        const SimulateReport then = full(longer);
        CAPTURE(row->pointer);
        CHECK(std::fabs(row->ok - (then.ok - now.ok)) < 1e-13);
        CHECK(std::fabs(row->silent - (then.silent - now.silent)) < 1e-13);
        CHECK(std::fabs(row->calls - (then.calls_mean - now.calls_mean)) < 1e-12);
      }
    }
  }
}

TEST_CASE("survival after a row is what the rows up to it come to") {
  for (const Case& one : kCases) {
    if (one.item_rho > 0) continue;  // fewer rows, fewer classes: the same to rounding, but not the same run
    for (const std::vector<std::size_t>& shape : kShapes) {
      const SimulateReport whole = full(pipeline_of(one, shape));
      REQUIRE(whole.survival.size() == one.order.size() + 1);
      for (std::size_t i = 1; i <= one.order.size(); ++i) {
        Case part = one;
        part.order.resize(i);
        const SimulateReport expect = full(pipeline_of(part, shape));
        CAPTURE(i);
        CHECK(whole.survival[i].ends.ok == doctest::Approx(expect.ok).epsilon(1e-12));
        CHECK(std::fabs(whole.survival[i].ends.silent - expect.silent) < 1e-13);
        CHECK(std::fabs(whole.survival[i].ends.detected - expect.detected) < 1e-13);
      }
    }
  }
}
