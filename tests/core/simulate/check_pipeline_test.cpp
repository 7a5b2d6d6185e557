// What build_plan refuses, with code and place, and what it lets pass: at each limit and one past
// it.
#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "nines/simulate.h"
#include "oracle/pipelines.h"

namespace {

using namespace nines;
using namespace nines::oracle;

struct Refused {
  const char* what;
  Pipeline pipeline;
  ErrorCode code;
  const char* pointer;
};

Step bare(StepKind kind) {
  Step out;
  out.kind = kind;
  return out;
}

Step named(Step step, const char* id) {
  step.id = id;
  return step;
}

Step nested(std::size_t depth) {
  Step out = work(0.9);
  for (std::size_t i = 1; i < depth; ++i) out = repeat(1, {out});
  return out;
}

std::string deep_pointer(std::size_t bodies) {
  std::string out = "/pipeline/steps/0";
  for (std::size_t i = 0; i < bodies; ++i) out += "/body/0";
  return out;
}

Step assumed_retry(std::vector<Step> body) { return make_step(StepKind::retry, {{Param::max, 3}}, std::move(body)); }

void check(const Refused& row) {
  CAPTURE(row.what);
  const Result<Issues> result = check_pipeline(row.pipeline);
  REQUIRE(!result);
  CHECK(result.error().code == row.code);
  CHECK(result.error().where.pointer == row.pointer);
  CHECK(!result.error().message.empty());
}

const double kNan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("parameters out of place or out of range are refused where they stand") {
  const auto one = [](Step step) { return make_pipeline({std::move(step)}); };
  const Refused rows[] = {
      {"p above 1", one(work(1.5)), ErrorCode::out_of_range, "/pipeline/steps/0/p"},
      {"p below 0", one(work(-0.1)), ErrorCode::out_of_range, "/pipeline/steps/0/p"},
      {"p not a number", one(work(kNan)), ErrorCode::out_of_range, "/pipeline/steps/0/p"},
      {"q above 1", one(with(bare(StepKind::work), by_complement(Param::p, 1.5))), ErrorCode::out_of_range,
       "/pipeline/steps/0/p"},
      {"k above n", one(with(bare(StepKind::work), by_counts(Param::p, 5, 4))), ErrorCode::out_of_range,
       "/pipeline/steps/0/p"},
      {"n of 0", one(with(bare(StepKind::work), by_counts(Param::p, 0, 0))), ErrorCode::out_of_range,
       "/pipeline/steps/0/p"},
      {"no p", one(bare(StepKind::work)), ErrorCode::missing_field, "/pipeline/steps/0"},
      {"no specificity", one(make_step(StepKind::validate, {{Param::sensitivity, 0.9}})), ErrorCode::missing_field,
       "/pipeline/steps/0"},
      {"p twice", one(with(work(0.9), number_value(Param::p, 0.8))), ErrorCode::bad_value, "/pipeline/steps/0/p"},
      {"max on work", one(with(work(0.9), number_value(Param::max, 2))), ErrorCode::bad_value, "/pipeline/steps/0"},
      {"work with a body", one(make_step(StepKind::work, {{Param::p, 0.9}}, {work(0.9)})), ErrorCode::bad_value,
       "/pipeline/steps/0/body"},
      {"unknown choice", one(with(retry(2, 0, {}), choice(Param::on, "always"))), ErrorCode::bad_value,
       "/pipeline/steps/0/on"},
      {"part of a choice list", one(with(retry(2, 0, {}), choice(Param::on, "flagged|flagged_or_crash"))),
       ErrorCode::bad_value, "/pipeline/steps/0/on"},
      {"choice as a number", one(with(retry(2, 0, {}), number_value(Param::on, 1))), ErrorCode::bad_value,
       "/pipeline/steps/0/on"},
      {"rho as counts", one(with(make_step(StepKind::retry, {{Param::max, 2}}), by_counts(Param::rho, 1, 2))),
       ErrorCode::bad_value, "/pipeline/steps/0/rho"},
      {"rho above 1", one(retry(2, 1.01, {})), ErrorCode::out_of_range, "/pipeline/steps/0/rho"},
      {"half an attempt", one(retry(2.5, 0, {})), ErrorCode::out_of_range, "/pipeline/steps/0/max"},
      {"no attempt", one(retry(0, 0, {})), ErrorCode::out_of_range, "/pipeline/steps/0/max"},
      {"no repetition", one(repeat(0, {})), ErrorCode::out_of_range, "/pipeline/steps/0/count"},
      {"inside a body", one(repeat(2, {work(0.9), retry(2, 0, {work(2)})})), ErrorCode::out_of_range,
       "/pipeline/steps/0/body/1/body/0/p"},
  };
  for (const Refused& row : rows) check(row);
}

TEST_CASE("hidden causes that collide are refused") {
  const Step two_rates = retry(3, 0.5, {work(0.9), work(0.8)});
  const Step inner = retry(3, 0.5, {work(0.9)});
  const Pipeline named_pair = make_pipeline({named(work(0.9), "a"), named(work(0.8), "b")});
  Pipeline two_latents = under_item(under_item(make_pipeline({work(0.9)}), 0.1), 0.1);
  const Refused rows[] = {
      {"two rates in one retry", make_pipeline({two_rates}), ErrorCode::mixed_p, "/pipeline/steps/0/body/1/p"},
      {"two rates, rho assumed", make_pipeline({assumed_retry({work(0.9), repeat(2, {work(0.8)})})}),
       ErrorCode::mixed_p, "/pipeline/steps/0/body/1/body/0/p"},
      {"two rates under one item latent", under_item(named_pair, 0.2), ErrorCode::mixed_p, "/pipeline/steps/1/p"},
      {"rho within rho", make_pipeline({retry(2, 0.3, {inner})}), ErrorCode::nested_latent,
       "/pipeline/steps/0/body/0/rho"},
      {"assumed rho within rho", make_pipeline({retry(2, 0.3, {repeat(2, {assumed_retry({work(0.9)})})})}),
       ErrorCode::nested_latent, "/pipeline/steps/0/body/0/body/0"},
      {"rho under an item latent", under_item(make_pipeline({inner}), 0.2), ErrorCode::nested_latent,
       "/pipeline/steps/0/rho"},
      {"no such step", under_item(named_pair, 0.2, {"a", "c"}), ErrorCode::unknown_step, "/pipeline/latents/0/steps/1"},
      {"no name", under_item(named_pair, 0.2, {""}), ErrorCode::unknown_step, "/pipeline/latents/0/steps/0"},
      {"a block's name", under_item(make_pipeline({named(repeat(2, {work(0.9)}), "r")}), 0.2, {"r"}),
       ErrorCode::unknown_step, "/pipeline/latents/0/steps/0"},
      {"item rho above 1", under_item(make_pipeline({work(0.9)}), 1.5), ErrorCode::out_of_range,
       "/pipeline/latents/0/rho"},
      {"item rho not a number", under_item(make_pipeline({work(0.9)}), kNan), ErrorCode::out_of_range,
       "/pipeline/latents/0/rho"},
      {"two latents", two_latents, ErrorCode::nested_latent, "/pipeline/latents/1"},
  };
  for (const Refused& row : rows) check(row);
}

TEST_CASE("hidden causes that do not collide are taken") {
  const Pipeline taken[] = {
      make_pipeline({}),
      make_pipeline({retry(3, 0, {work(0.9), work(0.8)})}),
      make_pipeline({retry(3, 0.5, {validate(0.9, 0.9)})}),
      make_pipeline({retry(3, 0.5, {work(0.9), retry(2, 0, {work(0.9)})})}),
      make_pipeline({retry(3, 0, {retry(2, 0.5, {work(0.9)}), retry(2, 0.3, {work(0.8)})})}),
      make_pipeline({retry(3, 0.5, {with(bare(StepKind::work), by_complement(Param::p, 0.1)), work(0.9)})}),
      under_item(make_pipeline({work(0.9), work(0.8)}), 0),
      under_item(make_pipeline({named(work(0.9), "a"), retry(2, 0.5, {work(0.8)})}), 0.3, {"a"}),
      under_item(make_pipeline({assumed_retry({work(0.9)})}), 0.3),
  };
  for (const Pipeline& pipeline : taken) CHECK(check_pipeline(pipeline));
}

TEST_CASE("rho left out is assumed and said, but not where an item latent stands or nothing works") {
  const Result<Issues> issues = check_pipeline(make_pipeline({repeat(2, {assumed_retry({work(0.9)})})}));
  REQUIRE(issues);
  REQUIRE(issues->size() == 1);
  CHECK((*issues)[0].code == "assumed_rho");
  CHECK((*issues)[0].where.pointer == "/pipeline/steps/0/body/0");
  CHECK(check_pipeline(under_item(make_pipeline({assumed_retry({work(0.9)})}), 0.3))->empty());
  CHECK(check_pipeline(make_pipeline({assumed_retry({validate(0.9, 0.9)})}))->empty());
  CHECK(check_pipeline(make_pipeline({retry(3, 0, {work(0.9)})}))->empty());
}

TEST_CASE("limits hold at the limit and one past it") {
  const double attempts = static_cast<double>(kMaxRetryAttempts);
  const double count = static_cast<double>(kMaxRepeatCount);
  const double degree = static_cast<double>(kMaxLatentDegree);
  const double visits = 2.0 * static_cast<double>(kMaxLatentClasses) - 1;
  const auto item = [](double times, double rho) {
    return under_item(make_pipeline({repeat(times, {work(0.9)})}), rho);
  };

  CHECK(check_pipeline(make_pipeline({nested(kMaxPipelineDepth)})));
  check({"depth", make_pipeline({nested(kMaxPipelineDepth + 1)}), ErrorCode::limit_exceeded,
         deep_pointer(kMaxPipelineDepth).c_str()});
  CHECK(check_pipeline(make_pipeline(std::vector<Step>(kMaxPipelineSteps, work(0.9)))));
  check({"rows", make_pipeline(std::vector<Step>(kMaxPipelineSteps + 1, work(0.9))), ErrorCode::limit_exceeded,
         "/pipeline/steps/10000"});
  CHECK(check_pipeline(make_pipeline({retry(attempts, 0, {work(0.9)})})));
  check({"attempts", make_pipeline({retry(attempts + 1, 0, {work(0.9)})}), ErrorCode::out_of_range,
         "/pipeline/steps/0/max"});
  CHECK(check_pipeline(make_pipeline({repeat(count, {work(0.9)})})));
  check({"repetitions", make_pipeline({repeat(count + 1, {work(0.9)})}), ErrorCode::out_of_range,
         "/pipeline/steps/0/count"});
  CHECK(check_pipeline(item(visits, 0.5)));
  check({"classes of a run", item(visits + 1, 0.5), ErrorCode::limit_exceeded, "/pipeline/latents/0"});
  CHECK(check_pipeline(item(degree, 1)));
  check({"visits of a run", item(degree + 1, 1), ErrorCode::limit_exceeded, "/pipeline/latents/0"});
  CHECK(check_pipeline(make_pipeline({retry(visits, 0.5, {work(0.9)})})));
  check({"classes of a visit", make_pipeline({retry(visits + 1, 0.5, {work(0.9)})}), ErrorCode::limit_exceeded,
         "/pipeline/steps/0/max"});
  check({"classes at p = 1", make_pipeline({retry(visits + 1, 0.5, {work(1)})}), ErrorCode::limit_exceeded,
         "/pipeline/steps/0/max"});
}
