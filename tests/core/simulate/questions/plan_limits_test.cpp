// plan beyond the usual: other ways to ask, what cannot be weighed row by row, limits, and what a thinned front
// promises.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "nines/questions.h"
#include "oracle/pipelines.h"
#include "simulate/questions/plan_front.h"

using namespace nines;
using namespace nines::oracle;

namespace {

PlanChange numbers(std::string at, Param id, std::vector<double> values) {
  PlanChange out;
  out.at = std::move(at);
  for (const double v : values) out.options.push_back({"", {number_value(id, v)}});
  return out;
}

Step tries(double max, std::string label = "") {
  Step out = retry(max, 0.2, {work(0.9), validate(0.9, 0.97)});
  out.label = std::move(label);
  return out;
}

PlanReport planned(const Pipeline& pipeline, const PlanQuestion& question) {
  RunContext run;
  Result<PlanReport> out = plan_pipeline(pipeline, question, run);
  REQUIRE_MESSAGE(out, (out ? "" : out.error().message));
  return std::move(out).value();
}

Error refused(const Pipeline& pipeline, const PlanQuestion& question) {
  RunContext run;
  const Result<PlanReport> out = plan_pipeline(pipeline, question, run);
  REQUIRE(!out);
  return out.error();
}

// A whole pipeline tried by hand.
double failure_of(const Pipeline& pipeline) {
  RunContext run;
  return simulate_pipeline(pipeline, {}, run)->failure;
}

}  // namespace

TEST_CASE("plan without changes asks the step table") {
  const Pipeline chain = make_pipeline({tries(1, "Extract"), vote(3, "majority", 0.2, {work(0.8)}), human(0.9)});
  const std::vector<PlanChange> changes = default_changes(chain);
  REQUIRE(changes.size() == 3);
  CHECK(changes[0].options.size() == 4);  // 2 to 5; 1 is as it is
  PlanQuestion question;
  question.target.ok = 0.8;
  const PlanReport out = planned(chain, question);
  REQUIRE(out.chosen);
  CHECK(out.chosen->ends.ok >= 0.8);
  CHECK(out.combinations == 5 * 5 * 5);
  const auto told = [&](const char* text) {
    return std::any_of(out.front.begin(), out.front.end(), [&](const PlanPoint& point) {
      return std::any_of(point.changes.begin(), point.changes.end(),
                         [&](const PlannedChange& one) { return one.text == text; });
    });
  };
  CHECK(told("Extract: 2 attempts instead of 1"));
  CHECK(told("Vote: 1 voter instead of 3"));
}

TEST_CASE("plan tries every combination where rows cannot be weighed one by one") {
  Pipeline graph =
      make_pipeline({named(tries(1), "a"), needing(named(tries(1), "b"), {"a"}), needing(tries(1), {"a", "b"})});
  Pipeline thrifty = make_pipeline({tries(1), tries(1)});
  thrifty.budget = Budget{3, {}};
  Pipeline reviewed = make_pipeline({tries(1), with(human(0.9), Param::prevalence, 0.05)});
  Pipeline driven = make_pipeline({work(0.9), work(0.9)});
  driven.latents.push_back(item_latent(0.3));
  for (const auto& [pipeline, param, values] : {std::tuple{graph, Param::max, std::vector<double>{2, 3}},
                                                std::tuple{thrifty, Param::max, std::vector<double>{2, 3}},
                                                std::tuple{reviewed, Param::max, std::vector<double>{2, 3}},
                                                std::tuple{driven, Param::p, std::vector<double>{0.95}}}) {
    PlanQuestion question;
    question.changes.push_back(numbers("/pipeline/steps/0", param, values));
    if (param == Param::p || pipeline.steps.size() > 2)
      question.changes.push_back(numbers("/pipeline/steps/1", param, values));
    const PlanReport out = planned(pipeline, question);
    CAPTURE(out.method);
    CHECK(out.method.starts_with("exact: every combination tried ("));
    double best = 2;
    for (std::size_t a = 0; a <= values.size(); ++a) {
      for (std::size_t b = 0; b <= (question.changes.size() > 1 ? values.size() : 0); ++b) {
        std::vector<std::size_t> choice{a};
        if (question.changes.size() > 1) choice.push_back(b);
        const Pipeline changed = *planned_pipeline(pipeline, question.changes, choice);
        if (check_pipeline(changed)) best = std::min(best, failure_of(changed));
      }
    }
    CHECK(out.front.back().failure == doctest::Approx(best).epsilon(1e-12));
    // Under one theta p moves for both or for none.
    if (param == Param::p) CHECK(out.issues.front().code == "plan_refused");
  }
}

TEST_CASE("plan moves a variable everywhere at once") {
  Pipeline chain = make_pipeline({tries(1), tries(1), tries(1)});
  ParamValue var = number_value(Param::p, 0.9);
  var.form = ValueForm::variable;
  var.choice = "p";
  for (Step& step : chain.steps) step.body[0].params = {var};
  chain.vars.push_back({"p", number_value(Param::p, 0.9)});
  PlanQuestion question;
  question.changes.push_back(numbers("", Param::p, {0.95}));
  question.changes.back().variable = "p";
  question.changes.push_back(numbers("/pipeline/steps/1", Param::max, {2}));
  question.target.ok = 0.75;
  const PlanReport out = planned(chain, question);
  CHECK(out.combinations == 4);
  CHECK(out.now.failure == doctest::Approx(failure_of(chain)));
  REQUIRE(out.pipeline);
  CHECK(out.pipeline->vars[0].value.value == 0.95);
  CHECK(out.chosen->changes[0].text == "Variable p: 0.95 instead of 0.9");
  CHECK(failure_of(*out.pipeline) == doctest::Approx(out.chosen->failure));
}

TEST_CASE("plan wraps what others go back to, and they follow") {
  const Pipeline chain = make_pipeline({named(work(0.8), "draft"), rollback("draft", 0.7)});
  PlanQuestion question;
  question.changes.push_back(numbers("draft", Param::n, {3}));
  question.changes.back().wrap = with(make_step(StepKind::vote, {}), Param::rho, 0.1);
  const PlanReport out = planned(chain, question);
  CHECK(out.front.size() == 2);
  const Pipeline wrapped = *planned_pipeline(chain, question.changes, {1});
  CHECK(wrapped.steps[0].kind == StepKind::vote);
  CHECK(check_pipeline(wrapped));
}

TEST_CASE("what plan refuses has a place") {
  const Pipeline chain = make_pipeline({tries(1, "a"), tries(1, "a")});
  PlanQuestion question;
  question.changes.push_back(numbers("a", Param::max, {2}));
  CHECK(refused(chain, question).code == ErrorCode::bad_value);
  CHECK(refused(chain, question).where.pointer == "/plan/changes/0/at");
  question.changes[0].at = "/pipeline/steps/2";
  CHECK(refused(chain, question).code == ErrorCode::unknown_step);
  question.changes[0].at = "/pipeline/steps/0/body";
  CHECK(refused(chain, question).code == ErrorCode::unknown_step);
  question.changes[0] = numbers("/pipeline/steps/0", Param::sensitivity, {0.5});
  CHECK(refused(chain, question).where.pointer == "/plan/changes/0/options/0");
  question.changes[0] = numbers("/pipeline/steps/0", Param::max, {0});
  question.changes[0].keep = false;
  CHECK(refused(chain, question).code == ErrorCode::out_of_range);
  question.changes[0] = numbers("/pipeline/steps/0", Param::max, {});
  question.changes[0].keep = false;
  CHECK(refused(chain, question).code == ErrorCode::bad_value);
  question.changes.clear();
  question.target.ok = 1.5;
  CHECK(refused(chain, question).where.pointer == "/plan/target/ok");
  question = {};
  question.points = 0;
  CHECK(refused(chain, question).code == ErrorCode::out_of_range);
  CHECK(!planned_pipeline(chain, default_changes(chain), {0}));
  CHECK(!planned_pipeline(chain, default_changes(chain), {0, 9}));
}

TEST_CASE("limits of plan hold to the last one") {
  const Pipeline chain = make_pipeline({repeat(3, {tries(1), tries(1)})});
  std::vector<double> many;
  for (int i = 2; i <= 64; ++i) many.push_back(i);
  PlanQuestion question;
  question.changes.push_back(numbers("/pipeline/steps/0/body/0", Param::max, many));
  question.changes.push_back(numbers("/pipeline/steps/0/body/1", Param::max, many));
  CHECK(planned(chain, question).combinations == kMaxPlanRowOptions);
  question.changes[1].options.push_back({"", {number_value(Param::max, 65)}});
  CHECK(refused(chain, question).code == ErrorCode::limit_exceeded);
  question.changes.resize(1);
  question.changes[0].options.resize(kMaxPlanOptions, question.changes[0].options[0]);
  CHECK(planned(chain, question).combinations == kMaxPlanOptions + 1);
  question.changes[0].options.push_back(question.changes[0].options[0]);
  CHECK(refused(chain, question).code == ErrorCode::limit_exceeded);
  question.changes[0].options.resize(1);
  question.points = kMaxPlanPoints;
  CHECK(planned(chain, question).front.size() == 2);
  question.points = 1;
  CHECK(planned(chain, question).front.size() == 1);
  CHECK(planned(chain, question).front_size == 2);
  question.points = kMaxPlanPoints + 1;
  CHECK(refused(chain, question).code == ErrorCode::out_of_range);
}

TEST_CASE("a cancelled plan says so") {
  RunContext run;
  run.cancelled_hook = [](void*) { return true; };
  const Result<PlanReport> out = plan_pipeline(make_pipeline({tries(1)}), {}, run);
  REQUIRE(!out);
  CHECK(out.error().code == ErrorCode::cancelled);
}

TEST_CASE("a thinned front misses nothing by more than its bound") {
  std::mt19937_64 bits(11);
  const auto real = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(bits() >> 11) * 0x1p-53;
  };
  simulate::Stages stages;
  stages.weights = {0.3, 0.7};
  for (int j = 0; j < 9; ++j) {
    simulate::Stage stage;
    for (int o = 0; o < 5; ++o) {
      simulate::StageOption option;
      const double loss = real(0.001, 0.1);
      const double cost = 0.01 / loss + real(0, 0.05);
      for (const double harder : {1.0, 2.0}) {
        simulate::Kernel<double> kernel = simulate::identity_kernel<double>();
        kernel[simulate::kRight][simulate::kRight] = 1 - harder * loss;
        kernel[simulate::kRight][simulate::kOwn] = harder * loss / 2;
        kernel[simulate::kRight][simulate::kExhausted] = harder * loss / 2;
        for (auto& row : kernel) row[simulate::kCost] = cost;
        option.kernels.push_back(kernel);
      }
      stage.options.push_back(option);
    }
    stages.stages.push_back(stage);
  }
  stages.criteria.resize(2);
  for (std::size_t c = simulate::kStates; c < simulate::kMasses; ++c) stages.criteria[0].column[c] = 1;
  stages.criteria[0].delivered_wrong = 1;
  stages.criteria[1].column[simulate::kCost] = 1;
  const RunContext run;
  const simulate::Front whole = simulate::pareto_front(stages, 100'000, run);
  const simulate::Front few = simulate::pareto_front(stages, 100, run);
  CHECK(whole.bound == 0);
  CHECK(few.bound > 0);
  CHECK(few.plans.size() <= 100);
  CHECK(whole.plans.size() > 100);
  for (const simulate::FrontPlan& one : whole.plans) {
    const bool is_covered = std::any_of(few.plans.begin(), few.plans.end(), [&](const simulate::FrontPlan& other) {
      const double most = (1 + few.bound) * (1 + 1e-11);
      return other.value[0] <= one.value[0] * most && other.value[1] <= one.value[1] * most;
    });
    CHECK(is_covered);
  }
}
