// solve: the inverse problems of the public golden cases, both directions, both kinds of number, and what it refuses.
#include <doctest/doctest.h>

#include <cmath>

#include "nines/questions.h"
#include "oracle/pipelines.h"

using namespace nines;
using namespace nines::oracle;

namespace {

SolveReport solved(const Pipeline& pipeline, const SolveQuestion& question) {
  RunContext run;
  Result<SolveReport> out = solve_pipeline(pipeline, question, run);
  REQUIRE_MESSAGE(out, (out ? "" : out.error().message));
  return std::move(out).value();
}

ErrorCode refusal(const Pipeline& pipeline, const SolveQuestion& question) {
  RunContext run;
  const Result<SolveReport> out = solve_pipeline(pipeline, question, run);
  REQUIRE(!out);
  return out.error().code;
}

SolveQuestion at(std::string pointer, SolveEnd end, double target) {
  SolveQuestion out;
  out.at = std::move(pointer);
  out.end = end;
  out.target = target;
  return out;
}

bool is_close(double a, double b) { return std::fabs(a - b) <= 1e-12 * std::fabs(b); }

}  // namespace

TEST_CASE("solve finds the success rate a chain needs") {
  const Pipeline chain = make_pipeline({repeat(20, {work(0.95)})});
  const SolveReport one = solved(chain, at("/pipeline/steps/0/body/0/p", SolveEnd::ok, 0.999));
  CHECK(one.found);
  CHECK(is_close(one.value.value, 0.99994997623455110584205));
  CHECK(one.value.form == ValueForm::complement);
  CHECK(!one.at_most);
  const Pipeline hundred = make_pipeline({repeat(100, {work(0.5)})});
  CHECK(is_close(solved(hundred, at("/steps/0/body/0/p", SolveEnd::ok, 0.5)).value.value, 0.9930924954370359015332102));
}

TEST_CASE("solve finds the fewest attempts, and none fewer will do") {
  for (const auto& [rho, attempts] : {std::pair{0.0, 4.0}, std::pair{0.3, 36.0}}) {
    const Pipeline tries = make_pipeline({repeat(20, {retry(1, rho, {work(0.95), validate(1, 1)})})});
    const SolveReport one = solved(tries, at("/pipeline/steps/0/body/0/max", SolveEnd::ok, 0.999));
    CHECK(one.value.value == attempts);
    CHECK(one.reached >= 0.999);
    CHECK(one.crossing > attempts - 1);
    CHECK(one.crossing <= attempts);
    RunContext run;
    CHECK(simulate_pipeline(*one.pipeline, {}, run)->ok == doctest::Approx(one.reached));
  }
}

TEST_CASE("solve gives the real-valued horizon of a chain") {
  const double rates[] = {0.99, 0.995, 0.999, 0.9999};
  const double horizons[] = {68.9675639365284932961551, 138.2825729860609659930851, 692.8005491785008531867437,
                             6931.125226232657787233485};
  for (std::size_t i = 0; i < 4; ++i) {
    const Pipeline chain = make_pipeline({repeat(1, {work(rates[i])})});
    const SolveReport one = solved(chain, at("/pipeline/steps/0/count", SolveEnd::ok, 0.5));
    CHECK(one.at_most);
    CHECK(one.value.value == std::floor(horizons[i]));
    CHECK(is_close(one.crossing, horizons[i]));
  }
}

TEST_CASE("solve keeps the digits of tiny failures") {
  const Pipeline chain = make_pipeline({repeat(10, {work(0.9)})});
  const SolveReport one = solved(chain, at("/pipeline/steps/0/body/0/p", SolveEnd::failure, 1e-15));
  CHECK(one.found);
  CHECK(one.value.complement == doctest::Approx(1e-16).epsilon(1e-9));
  CHECK(one.reached <= 1e-15);
}

TEST_CASE("solve moves a variable wherever it is used, and knows which side meets the target") {
  Pipeline two = make_pipeline({work(0.9), work(0.9)});
  ParamValue var = number_value(Param::p, 0.9);
  var.form = ValueForm::variable;
  var.choice = "p";
  for (Step& step : two.steps) step.params = {var};
  two.vars.push_back({"p", number_value(Param::p, 0.9)});
  SolveQuestion question = at("", SolveEnd::ok, 0.25);
  question.variable = "p";
  CHECK(solved(two, question).value.value == doctest::Approx(0.5));
  // More reviews never raise what goes wrong unseen.
  const Pipeline reviewed = make_pipeline({work(0.8), human(0.9)});
  const SolveReport share = solved(reviewed, at("/pipeline/steps/1/share", SolveEnd::silent, 0.1));
  CHECK(!share.at_most);
  CHECK(share.value.value == doctest::Approx(0.1 / 0.18));
}

TEST_CASE("solve says so when there is no such value") {
  const Pipeline tries = make_pipeline({work(0.5), retry(2, 0, {work(0.95), validate(1, 1)})});
  const SolveReport one = solved(tries, at("/pipeline/steps/1/max", SolveEnd::ok, 0.6));
  CHECK(!one.found);
  CHECK(!one.pipeline);
  CHECK(one.method.starts_with("not met up to"));
}

TEST_CASE("solve refuses what it cannot move") {
  const Pipeline chain = make_pipeline({work(0.9)});
  CHECK(refusal(chain, at("/pipeline/steps/1/p", SolveEnd::ok, 0.5)) == ErrorCode::unknown_step);
  CHECK(refusal(chain, at("/pipeline/steps/0/max", SolveEnd::ok, 0.5)) == ErrorCode::bad_value);
  CHECK(refusal(chain, at("/pipeline/steps/0/latency", SolveEnd::ok, 0.5)) == ErrorCode::bad_value);
  CHECK(refusal(chain, at("p", SolveEnd::ok, 0.5)) == ErrorCode::bad_value);
  CHECK(refusal(chain, at("/pipeline/latents/0/rho", SolveEnd::ok, 0.5)) == ErrorCode::bad_value);
  CHECK(refusal(chain, at("/pipeline/steps/0/p", SolveEnd::ok, 1.5)) == ErrorCode::out_of_range);
  SolveQuestion nobody = at("", SolveEnd::ok, 0.5);
  nobody.variable = "x";
  CHECK(refusal(chain, nobody) == ErrorCode::unknown_variable);
  SolveQuestion wide = at("/pipeline/steps/0/p", SolveEnd::ok, 0.5);
  wide.high = 2;
  CHECK(refusal(chain, wide) == ErrorCode::out_of_range);
}
