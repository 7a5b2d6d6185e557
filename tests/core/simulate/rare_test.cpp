// Rare ends by importance sampling against the exact engine: within 4 standard errors and 1 %, whatever the split;
// plain where the end is not rare; what it refuses and what it admits.
#include <doctest/doctest.h>

#include <cmath>

#include "nines/rare.h"
#include "oracle/pipelines.h"

using namespace nines;
using namespace nines::oracle;

namespace {

// Work that fails, and a check that misses or alarms, so rarely.
Step work_failing(double q) { return with(make_step(StepKind::work, {}), by_complement(Param::p, q)); }
Step check_missing(double miss, double alarm) {
  return with(with(make_step(StepKind::validate, {}), by_complement(Param::sensitivity, miss)),
              by_complement(Param::specificity, alarm));
}

RareReport estimate(const Pipeline& pipeline, RareEnd end, std::uint64_t trials = 20'000, std::uint64_t seed = 1) {
  RunContext run;
  RareOptions options;
  options.end = end;
  options.trials = trials;
  options.seed = seed;
  Result<RareReport> out = sample_rare(pipeline, options, run);
  REQUIRE_MESSAGE(out, (out ? "" : out.error().message));
  const Result<SimulateReport> exact = simulate_pipeline(pipeline, {}, run);
  REQUIRE(exact);
  compare_rare(out.value(), *exact);
  return std::move(out).value();
}

void check_estimate(const char* name, const Pipeline& pipeline, RareEnd end, double low, double high,
                    std::uint64_t trials = 20'000) {
  CAPTURE(name);
  const RareReport report = estimate(pipeline, end, trials);
  REQUIRE(report.exact);
  CHECK(*report.exact > low);
  CHECK(*report.exact < high);
  REQUIRE(report.z);
  CHECK(std::fabs(*report.z) < 4);
  CHECK(report.relative_error < 0.01);
  CHECK(report.relative_error > 0);
  CHECK(std::fabs(report.estimate / *report.exact - 1) < 0.04);
  CHECK(report.effective_sample_size > 1'000);
  CHECK(report.pilot_runs > 0);
  CHECK(report.issues.empty());
}

Pipeline chain(int steps, double q) {
  return make_pipeline(std::vector<Step>(static_cast<std::size_t>(steps), work_failing(q)));
}

ErrorCode refusal(const Pipeline& pipeline, std::uint64_t trials) {
  RunContext run;
  RareOptions options;
  options.trials = trials;
  const Result<RareReport> out = sample_rare(pipeline, options, run);
  REQUIRE(!out);
  return out.error().code;
}

}  // namespace

TEST_CASE("a thousand steps that each fail once in 1e12 or 1e15") {
  check_estimate("1e-9", chain(1'000, 1e-12), RareEnd::failure, 0.99e-9, 1.01e-9, 12'288);
  check_estimate("1e-12", chain(1'000, 1e-15), RareEnd::failure, 0.99e-12, 1.01e-12, 12'288);
}

TEST_CASE("errors that a check misses, silent once in 1e9 and 1e12") {
  const auto tries = [](double q, double miss) {
    return make_pipeline({retry(3, 0, {work_failing(q), check_missing(miss, 0.01)})});
  };
  check_estimate("1e-9", tries(1e-4, 1e-5), RareEnd::silent, 0.9e-9, 1.1e-9);
  check_estimate("1e-12", tries(1e-6, 1e-6), RareEnd::silent, 0.9e-12, 1.1e-12);
  check_estimate("exhausted", tries(1e-4, 1e-5), RareEnd::detected, 0.9e-6, 1.1e-6);
}

TEST_CASE("votes lost by rare errors") {
  check_estimate("3", make_pipeline({vote(3, "majority", 0, {work_failing(1e-4)})}), RareEnd::failure, 2.9e-8, 3.1e-8);
  check_estimate("5", make_pipeline({vote(5, "majority", 0, {work_failing(1e-4)})}), RareEnd::failure, 0.9e-11,
                 1.1e-11);
  check_estimate("20 of 5", make_pipeline({repeat(20, {vote(5, "majority", 0, {work_failing(1e-4)})})}),
                 RareEnd::failure, 1.9e-10, 2.1e-10);
  const Step ahead = with(vote(0, "ahead", 0, {work_failing(1e-4)}), Param::k, 3);
  check_estimate("ahead by 3", make_pipeline({ahead}), RareEnd::silent, 0.9e-12, 1.1e-12);
}

TEST_CASE("hidden causes: rare classes of items, and a law of theta") {
  Pipeline classes = make_pipeline({work_failing(1e-4)});
  Latent latent;
  latent.family = LatentFamily::classes;
  latent.classes = {{1 - 1e-8, 1 - 1e-13}, {1e-8, 1 - 1e-3}};
  classes.latents.push_back(latent);
  check_estimate("classes", classes, RareEnd::failure, 0.9e-11, 1.1e-11);
  const Pipeline beta = under_item(make_pipeline({vote(5, "majority", 0, {work_failing(1e-4)})}), 0.001);
  check_estimate("beta", beta, RareEnd::failure, 2e-9, 3e-9);
}

TEST_CASE("errors in series, side by side, in a loop, one after another") {
  check_estimate("any lane",
                 make_pipeline({parallel("any", {work_failing(1e-4), work_failing(1e-4), work_failing(1e-3)})}),
                 RareEnd::failure, 0.9e-11, 1.1e-11);
  check_estimate("loop", make_pipeline({work_failing(1e-3), loop(0.99, 1e-6, 5, {work_failing(1e-3)})}),
                 RareEnd::silent, 4e-9, 6e-9);
  const Step first = group({work_failing(1e-2), check_missing(1e-6, 0.01)});
  const Step second = group({work_failing(1e-3), check_missing(1e-6, 0.01)});
  check_estimate("fallback", make_pipeline({fallback({first, second})}), RareEnd::silent, 0.9e-8, 1.1e-8);
  check_estimate("eight tries", make_pipeline({retry(8, 0, {work_failing(0.05), check_missing(0.1, 0.02)})}),
                 RareEnd::detected, 2e-10, 3e-10);
}

TEST_CASE("what is not rare is played plainly") {
  const RareReport report = estimate(reference_pipeline(0.51), RareEnd::failure, 10'000);
  CHECK(std::fabs(*report.z) < 4);
  CHECK(report.estimate == report.hit_share);
  CHECK(report.largest_share == doctest::Approx(1 / report.effective_sample_size));
  CHECK(report.method.find("plain") == 0);
  const double share = report.hit_share;
  CHECK(report.standard_error == doctest::Approx(std::sqrt(share * (1 - share) / 9'999)));
}

TEST_CASE("parts cut where blocks begin add up to the bytes of the whole") {
  const Pipeline tries = make_pipeline({repeat(3, {retry(2, 0, {work_failing(1e-4), check_missing(1e-5, 0.01)})})});
  RunContext run;
  const RareOptions options;
  const auto slice = [&](std::uint64_t first, std::uint64_t trials) {
    Result<RareTally> out = rare_slice(tries, options, first, trials, run);
    REQUIRE(out);
    return std::move(out).value();
  };
  const RareTally whole = slice(0, 2'000);
  CHECK(whole.is_tilted);
  const RareTally parts = merge_rare(merge_rare(slice(0, 512), slice(512, 1'024)), slice(1'536, 464));
  CHECK(parts == whole);
  CHECK(rare_report(parts, options).estimate == rare_report(whole, options).estimate);
  RareOptions other = options;
  other.seed = 2;
  CHECK(rare_slice(tries, other, 0, 2'000, run)->blocks != whole.blocks);
  CHECK(rare_slice(tries, options, 511, 512, run).error().code == ErrorCode::out_of_range);
}

TEST_CASE("an end that cannot happen is said not to have been met") {
  const RareReport report = estimate(make_pipeline({work(1)}), RareEnd::failure, 1'000);
  CHECK(report.estimate == 0);
  CHECK(report.standard_error == 0);
  CHECK(!report.z);
  REQUIRE(report.issues.size() == 1);
  CHECK(report.issues[0].code == "no_hits");
}

TEST_CASE("few hits are said to be few") {
  const RareReport report = estimate(chain(10, 1e-12), RareEnd::failure, 40);
  CHECK(report.effective_sample_size < 100);
  REQUIRE(!report.issues.empty());
  CHECK(report.issues[0].code == "few_hits");
}

TEST_CASE("limits of rare samples") {
  const Pipeline one = chain(1, 0.5);
  CHECK(estimate(one, RareEnd::failure, 2).trials == 2);
  CHECK(refusal(one, 1) == ErrorCode::out_of_range);
  CHECK(refusal(one, 0) == ErrorCode::out_of_range);
  CHECK(refusal(one, kMaxRareTrials + 1) == ErrorCode::out_of_range);
  RunContext run;
  CHECK(rare_slice(one, {}, kMaxRareTrials - kMaxRareTrials % kRareBlock, kMaxRareTrials % kRareBlock, run));
  CHECK(!rare_slice(one, {}, kMaxRareTrials - kMaxRareTrials % kRareBlock, kMaxRareTrials % kRareBlock + 1, run));
  CHECK(refusal(make_pipeline({repeat(1e9, {work_failing(1e-12)})}), 100) == ErrorCode::limit_exceeded);
  RunContext stopped;
  stopped.cancelled_hook = [](void*) { return true; };
  CHECK(sample_rare(one, {}, stopped).error().code == ErrorCode::cancelled);
}

TEST_CASE("ways to the end in ten blocks alike: none is left out") {
  const Step tries = retry(3, 0, {work_failing(1e-3), check_missing(1e-10, 1e-3)});
  const Pipeline pipeline = make_pipeline(std::vector<Step>(10, tries));
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const RareReport report = estimate(pipeline, RareEnd::silent, 20'000, seed);
    CHECK(std::fabs(*report.z) < 4);
    CHECK(std::fabs(report.estimate / *report.exact - 1) < 0.05);
  }
}

TEST_CASE("an estimate that rests on a few hits has no interval") {
  const Step once = retry(1, 0, {work_failing(1e-7), check_missing(1e-6, 1e-3)});
  const RareReport report = estimate(make_pipeline(std::vector<Step>(10, once)), RareEnd::silent);
  const bool is_trusted = report.effective_sample_size >= 100;
  CHECK((report.ci.high < 1) == is_trusted);
  if (is_trusted) CHECK(std::fabs(*report.z) < 4);
  const RareReport none = estimate(make_pipeline({work(1)}), RareEnd::failure, 1'000);
  CHECK(none.ci.high == 1);
}
