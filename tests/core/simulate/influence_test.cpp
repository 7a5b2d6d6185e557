// Derivatives against central differences of the exact engine itself, on chosen and random
// pipelines; +1 against a rerun.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "nines/simulate.h"
#include "oracle/pipelines.h"

namespace {

using namespace nines;
using namespace nines::oracle;

SimulateReport simulate(const Pipeline& pipeline, bool influence) {
  SimulateOptions options;
  options.influence = influence;
  RunContext run;
  const Result<SimulateReport> report = simulate_pipeline(pipeline, options, run);
  REQUIRE(report);
  return *report;
}

// The number that a pointer like /pipeline/steps/0/body/1/p names.
double* number_at(Pipeline& pipeline, const std::string& pointer, Param param) {
  if (pointer == "/pipeline/latents/0/rho") return &pipeline.latents[0].rho;
  std::vector<Step>* steps = &pipeline.steps;
  Step* step = nullptr;
  for (std::size_t at = 0; at < pointer.size();) {
    std::size_t end = pointer.find('/', at + 1);
    if (end == std::string::npos) end = pointer.size();
    const std::string token = pointer.substr(at + 1, end - at - 1);
    if (!token.empty() && token[0] >= '0' && token[0] <= '9') {
      step = &(*steps)[std::stoul(token)];
      steps = &step->body;
    }
    at = end;
  }
  REQUIRE(step != nullptr);
  for (ParamValue& value : step->params) {
    if (value.id == param) return &value.value;
  }
  return nullptr;  // assumed: not written
}

SimulateReport with_number(Pipeline pipeline, const Influence& row, double value) {
  double* number = number_at(pipeline, row.pointer, row.param);
  REQUIRE(number != nullptr);
  *number = value;
  return simulate(pipeline, false);
}

struct Change {
  double ok, silent, detected, calls;
};
Change operator-(const SimulateReport& a, const SimulateReport& b) {
  return {a.ok - b.ok, a.silent - b.silent, a.detected - b.detected, a.calls_mean - b.calls_mean};
}

// One-sided by a parabola at an end of the range, else central.
Change slope_at(const Pipeline& pipeline, const Influence& row) {
  const bool is_inside = row.value >= 1e-5 && row.value <= 1 - 1e-5;
  const double h = is_inside ? 1e-5 : 1e-6;
  const auto at = [&](double steps) { return with_number(pipeline, row, row.value + steps * h); };
  if (is_inside) {
    const Change c = at(1) - at(-1);
    return {c.ok / (2 * h), c.silent / (2 * h), c.detected / (2 * h), c.calls / (2 * h)};
  }
  const double side = row.value < h ? 1 : -1;
  const SimulateReport here = at(0);
  const Change near = at(side) - here;
  const Change far = at(2 * side) - here;
  const auto combine = [&](double a, double b) { return side * (4 * a - b) / (2 * h); };
  return {combine(near.ok, far.ok), combine(near.silent, far.silent), combine(near.detected, far.detected),
          combine(near.calls, far.calls)};
}

void check_slope(const Influence& row, const Change& expect) {
  CAPTURE(row.pointer);
  CAPTURE(row.method);
  const double scale = 1e-5;
  const auto close = [&](double a, double b) {
    CAPTURE(a);
    CAPTURE(b);
    CHECK(std::fabs(a - b) <= scale * (1 + std::fabs(b)));
  };
  close(row.ok, expect.ok);
  close(row.silent, expect.silent);
  close(row.detected, expect.detected);
  close(row.calls, expect.calls);
}

bool is_together(const Influence& row) { return row.method.find("together") != std::string::npos; }

int check_rows(const Pipeline& pipeline) {
  int checked = 0;
  for (const Influence& row : simulate(pipeline, true).influence) {
    Pipeline copy = pipeline;
    if (is_together(row) || number_at(copy, row.pointer, row.param) == nullptr) continue;
    CAPTURE(row.pointer);
    ++checked;
    if (row.per_unit_step) {
      const Change c = with_number(pipeline, row, row.value + 1) - simulate(pipeline, false);
      check_slope(row, c);
    } else {
      check_slope(row, slope_at(pipeline, row));
    }
  }
  return checked;
}

void shift_p(std::vector<Step>& steps, double by) {
  for (Step& step : steps) {
    for (ParamValue& value : step.params) {
      if (value.id == Param::p) value.value += by;
    }
    shift_p(step.body, by);
  }
}

// All p moved at once: what rows that move together must add up to.
void check_total(const Pipeline& pipeline) {
  Change sum{0, 0, 0, 0};
  for (const Influence& row : simulate(pipeline, true).influence) {
    if (row.param != Param::p) continue;
    sum = {sum.ok + row.ok, sum.silent + row.silent, sum.detected + row.detected, sum.calls + row.calls};
  }
  const double h = 1e-5;
  Pipeline up = pipeline;
  Pipeline down = pipeline;
  shift_p(up.steps, h);
  shift_p(down.steps, -h);
  const Change c = simulate(up, false) - simulate(down, false);
  Influence total;
  total.pointer = "all p";
  total.ok = sum.ok;
  total.silent = sum.silent;
  total.detected = sum.detected;
  total.calls = sum.calls;
  check_slope(total, {c.ok / (2 * h), c.silent / (2 * h), c.detected / (2 * h), c.calls / (2 * h)});
}

const Influence* find(const SimulateReport& report, const std::string& pointer) {
  for (const Influence& row : report.influence) {
    if (row.pointer == pointer) return &row;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("Birnbaum importance of a chain") {
  // [birnbaum] of data/simulation/golden_public.json: product over p_i
  const double p[] = {0.99, 0.95, 0.9, 0.999, 0.97};
  const double expect[] = {0.82852065, 0.86340573, 0.911372715, 0.8210565, 0.84560355};
  std::vector<Step> steps;
  for (const double one : p) steps.push_back(work(one));
  const SimulateReport report = simulate(make_pipeline(std::move(steps)), true);
  REQUIRE(report.influence.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(report.influence[i].ok == doctest::Approx(expect[i]).epsilon(1e-13));
    CHECK(report.influence[i].silent == doctest::Approx(-expect[i]).epsilon(1e-13));
    CHECK(report.influence[i].pointer == "/pipeline/steps/" + std::to_string(i) + "/p");
    CHECK(report.influence[i].label == "Work: succeeds");
  }
}

TEST_CASE("derivatives of chosen pipelines") {
  const Step loud = work({{Param::p, 0.9}, {Param::d, 0.3}, {Param::h, 0.2}, {Param::e, 0.4}});
  const Pipeline rows[] = {
      reference_pipeline(0),
      reference_pipeline(0.51),
      reference_pipeline(1e-9),
      reference_pipeline(1),
      make_pipeline({repeat(12, {work({{Param::p, 0.97}, {Param::h, 0.1}})})}),
      make_pipeline({loud, validate(0.7, 0.9), loud, validate(0.7, 0.9)}),
      make_pipeline({repeat(3, {retry(4, 0.3, {loud, validate(0.7, 0.9)})})}),
      make_pipeline({retry(3, 0, {retry(2, 0, {work(0.8), validate(0.9, 0.9)}), validate(0.5, 0.9)})}),
      under_item(make_pipeline({repeat(5, {retry(3, 0, {work(0.9), validate(0.8, 0.95)})})}), 0.4),
      under_item(make_pipeline({repeat(20, {work(0.95)})}), 0),
      under_item(make_pipeline({repeat(20, {work(0.95)})}), 1),
      make_pipeline({retry(3, 0.4, {work(1), validate(0.9, 0.98)})}),
      make_pipeline({retry(3, 0.4, {work(0), validate(0.9, 0.98)})}),
      make_pipeline({work({{Param::p, 1}, {Param::d, 0}, {Param::h, 1}}), validate(1, 1)}),
  };
  for (const Pipeline& pipeline : rows) CHECK(check_rows(pipeline) > 0);
}

TEST_CASE("derivatives of random pipelines") {
  RandomPipelines random(77);
  int checked = 0;
  for (int i = 0; i < 120; ++i) {
    CAPTURE(i);
    const Pipeline pipeline = random.next(true);
    checked += check_rows(pipeline);
    check_total(pipeline);
  }
  CHECK(checked > 500);
}

TEST_CASE("steps of one theta move together, and an assumed rho has a row") {
  Pipeline pipeline = make_pipeline({make_step(StepKind::retry, {{Param::max, 3}}, {work(0.8), work(0.8)})});
  pipeline.steps[0].label = "Call tool";
  const SimulateReport report = simulate(pipeline, true);
  const Influence* p = find(report, "/pipeline/steps/0/body/0/p");
  REQUIRE(p != nullptr);
  CHECK(is_together(*p));
  CHECK(find(report, "/pipeline/steps/0/body/1/p") == nullptr);
  const Influence* rho = find(report, "/pipeline/steps/0/rho");
  REQUIRE(rho != nullptr);
  CHECK(rho->value == kAssumedRho);
  CHECK(rho->label == "Call tool: attempts alike");
  const Influence* max = find(report, "/pipeline/steps/0/max");
  REQUIRE(max != nullptr);
  CHECK(max->per_unit_step);
}

TEST_CASE("whole numbers at their largest have no row for one more") {
  const double most = static_cast<double>(kMaxRetryAttempts);
  CHECK(find(simulate(make_pipeline({retry(most, 0, {work(0.5)})}), true), "/pipeline/steps/0/max") == nullptr);
  CHECK(find(simulate(make_pipeline({retry(most - 1, 0, {work(0.5)})}), true), "/pipeline/steps/0/max") != nullptr);
  // one more attempt would need one class more than there may be
  CHECK(find(simulate(make_pipeline({retry(1023, 1e-3, {work(0.5)})}), true), "/pipeline/steps/0/max") == nullptr);
}
