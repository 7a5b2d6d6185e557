// versus, tornado, parts and single trials against what can be said without them.
#include <doctest/doctest.h>

#include <cmath>

#include "nines/questions.h"
#include "oracle/pipelines.h"

using namespace nines;
using namespace nines::oracle;

namespace {

Pipeline tried(double max) { return make_pipeline({repeat(5, {retry(max, 0.2, {work(0.9), validate(0.9, 0.97)})})}); }

Step measured(std::int64_t k, std::int64_t n, std::string id) {
  return named(with(make_step(StepKind::work, {}), by_counts(Param::p, k, n)), std::move(id));
}

SamplePart part(const std::string& name, std::uint64_t first, std::uint64_t trials) {
  RunContext run;
  SamplePart out;
  out.name = name;
  out.configuration = "0123456789abcdef";
  out.tally = sample_slice(tried(3), 1, first, trials, run).value();
  return out;
}

std::string refusal(std::vector<SamplePart> parts) {
  const Result<SampleTally> out = merge_parts(std::move(parts));
  REQUIRE(!out);
  return out.error().message;
}

}  // namespace

TEST_CASE("versus: two equal designs differ in nothing, under any draw") {
  RunContext run;
  const Result<VersusReport> out = versus_pipelines(tried(3), tried(3), {2000, 7}, run);
  REQUIRE(out);
  CHECK(out->difference.ends.ok == 0);
  REQUIRE(out->paired);
  CHECK(out->paired->tally.only_a == 0);
  CHECK(out->paired->tally.only_b == 0);
  CHECK(out->paired->p_value == 1);
  CHECK(out->paired->tally.a == out->paired->tally.b);
}

TEST_CASE("versus: pairs add up, and the exact difference lies where they say") {
  RunContext run;
  const Result<VersusReport> out = versus_pipelines(tried(1), tried(3), {100'000, 3}, run);
  REQUIRE(out);
  const PairedResult& paired = *out->paired;
  CHECK(paired.tally.both_ok + paired.tally.only_a == paired.tally.a.ok);
  CHECK(paired.tally.both_ok + paired.tally.only_b == paired.tally.b.ok);
  CHECK(paired.tally.a == sample_slice(tried(1), 3, 0, 100'000, run).value());
  CHECK(std::fabs(paired.z) < 5);
  CHECK(paired.ok_ci.low < out->difference.ends.ok);
  CHECK(paired.ok_ci.high > out->difference.ends.ok);
  CHECK(out->difference.ends.ok == doctest::Approx(out->b.ok - out->a.ok));
}

TEST_CASE("versus: a rate that both share moves both, so their difference is surer than either") {
  RunContext run;
  const Pipeline a = make_pipeline({measured(19, 20, "x"), work(0.9)});
  const Pipeline b = make_pipeline({measured(19, 20, "x"), work(0.95)});
  const Pipeline c = make_pipeline({measured(19, 20, "y"), work(0.95)});
  const Result<VersusReport> same = versus_pipelines(a, b, {}, run);
  const Result<VersusReport> other = versus_pipelines(a, c, {}, run);
  REQUIRE((same && other));
  CHECK(same->common == 1);
  CHECK(other->common == 0);
  // Of x alone the difference is .05 x.
  CHECK(same->difference.ok_ci->low == doctest::Approx(0.05 * same->a.ok_ci->low / 0.9).epsilon(1e-9));
  CHECK(same->difference.ok_ci->high == doctest::Approx(0.05 * same->a.ok_ci->high / 0.9).epsilon(1e-9));
  CHECK(other->difference.ok_ci->low < 0);
}

TEST_CASE("versus says which design is refused") {
  RunContext run;
  const Result<VersusReport> out = versus_pipelines(tried(3), make_pipeline({work(1.5)}), {}, run);
  REQUIRE(!out);
  CHECK(out.error().where.source == "b");
}

TEST_CASE("tornado: bars are runs with one number moved, widest first") {
  RunContext run;
  const Pipeline chain = make_pipeline({work(0.9), measured(19, 20, "x"), work(0.6)});
  const Result<TornadoReport> out = tornado(chain, {}, run);
  REQUIRE(out);
  REQUIRE(out->bars.size() == 3);
  for (std::size_t i = 1; i < out->bars.size(); ++i) CHECK(out->bars[i - 1].swing >= out->bars[i].swing);
  for (const TornadoBar& bar : out->bars) {
    const double others = out->ends.ok / bar.value;
    CHECK(bar.at_low.ok == doctest::Approx(others * bar.low));
    CHECK(bar.at_high.ok == doctest::Approx(others * bar.high));
    if (bar.measured) {
      CHECK(bar.low == doctest::Approx(0.8204445799637782));  // 5 % and 95 % of Beta(19.5, 1.5)
      CHECK(bar.high == doctest::Approx(0.9911307906875414));
    } else {
      CHECK(bar.high / (1 - bar.high) == doctest::Approx(1.5 * bar.value / (1 - bar.value)));
    }
  }
  const Result<TornadoReport> halved = tornado(chain, {TornadoBy::failure, 2, 0.9}, run);
  REQUIRE(halved);
  for (const TornadoBar& bar : halved->bars) {
    if (!bar.measured) CHECK(1 - bar.high == doctest::Approx((1 - bar.value) / 2));
  }
}

TEST_CASE("tornado moves works of one theta together") {
  RunContext run;
  Pipeline chain = make_pipeline({work(0.9), work(0.9), retry(3, 0.2, {work(0.8), work(0.8)})});
  chain.steps[0].id = "a";
  chain.steps[1].id = "b";
  chain.latents.push_back(item_latent(0.3, {"a", "b"}));
  const Result<TornadoReport> out = tornado(chain, {}, run);
  REQUIRE(out);
  REQUIRE(out->bars.size() == 2);
  CHECK(out->bars[0].uses == 2);
  CHECK(out->bars[1].uses == 2);
  CHECK(out->issues.empty());
  CHECK(!tornado(chain, {TornadoBy::odds, 1, 0.9}, run));
  CHECK(!tornado(chain, {TornadoBy::odds, 2, 1}, run));
}

TEST_CASE("parts of a sample add up to it, in any order; gaps, overlaps and strangers are refused") {
  RunContext run;
  const Result<SampleTally> sum = merge_parts({part("c", 1500, 700), part("a", 0, 1000), part("b", 1000, 500)});
  REQUIRE(sum);
  CHECK(*sum == sample_slice(tried(3), 1, 0, 2200, run).value());
  SimulateOptions options;
  const Result<SimulateReport> whole = report_of_tally(tried(3), *sum, options, run);
  options.trials = 2200;
  const Result<SimulateReport> once = simulate_pipeline(tried(3), options, run);
  REQUIRE((whole && once));
  CHECK(whole->sampled->max_abs_z == once->sampled->max_abs_z);
  CHECK(whole->method == once->method);
  CHECK(refusal({}).find("no part") != std::string::npos);
  CHECK(refusal({part("a", 0, 1000), part("b", 1200, 5)}).find("[1000, 1200) are missing between a") !=
        std::string::npos);
  CHECK(refusal({part("a", 0, 1000), part("b", 999, 5)}).find("overlap") != std::string::npos);
  SamplePart stranger = part("b", 1000, 5);
  stranger.configuration = "fedcba9876543210";
  CHECK(refusal({part("a", 0, 1000), stranger}).find("different samples") != std::string::npos);
  stranger = part("b", 1000, 5);
  stranger.seed = 2;
  CHECK(refusal({part("a", 0, 1000), stranger}).find("seed 1 and 2") != std::string::npos);
  stranger = part("b", 1000, 5);
  ++stranger.tally.ok;
  CHECK(refusal({part("a", 0, 1000), stranger}).find("counts 6 ends") != std::string::npos);
  CHECK(!report_of_tally(tried(3), part("b", 1000, 5).tally, options, run));
}

TEST_CASE("the first trial that ends so is found, and its trace ends so") {
  RunContext run;
  const Pipeline pipeline = tried(3);
  for (const TrialEnd end : {TrialEnd::ok, TrialEnd::silent, TrialEnd::detected}) {
    const Result<std::uint64_t> found = find_trial(pipeline, 5, end, 0, 100'000, run);
    REQUIRE(found);
    const auto ends_so = [&](std::uint64_t trial) {
      const SampleTally one = sample_slice(pipeline, 5, trial, 1, run).value();
      return end == TrialEnd::ok ? one.ok == 1 : end == TrialEnd::silent ? one.silent == 1 : one.ok + one.silent == 0;
    };
    CHECK(ends_so(*found));
    for (std::uint64_t trial = 0; trial < *found; ++trial) CHECK(!ends_so(trial));
    const TrialTrace trace = replay_trial(pipeline, 5, *found, run).value();
    const char* const word = end == TrialEnd::ok       ? "ends OK"
                             : end == TrialEnd::silent ? "ends SILENT"
                                                       : "ends DETECTED";
    CHECK(trial_summary(trace).starts_with(word));
    CHECK(trace_lines(pipeline, trace).size() == trace.events.size());
    CHECK(find_trial(pipeline, 5, end, *found, 1, run).value() == *found);
  }
  const Result<std::uint64_t> none = find_trial(make_pipeline({work(1)}), 1, TrialEnd::silent, 0, 5'000, run);
  REQUIRE(!none);
  CHECK(none.error().code == ErrorCode::not_found);
  CHECK(!find_trial(pipeline, 1, TrialEnd::ok, 0, 0, run));
  CHECK(!find_trial(pipeline, 1, TrialEnd::ok, 0, kMaxTrialSearch + 1, run));
}
