// The test-only third engine against published values and values worked out by hand: leaves, blocks, latents.
#include "oracle/third_engine.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "oracle/pipelines.h"

namespace {

using namespace nines;
using namespace nines::oracle;

constexpr std::uint64_t kTrials = 200'000;
constexpr double kMostZ = 4.5;

Counts played(const Pipeline& pipeline) { return ThirdEngine(pipeline, 20'250'101).play(kTrials); }
Counts played(std::vector<Step> steps) { return played(make_pipeline(std::move(steps))); }

void check_share(std::uint64_t seen, double p) {
  const double n = static_cast<double>(kTrials);
  CAPTURE(p);
  CAPTURE(static_cast<double>(seen) / n);
  if (p <= 0 || p >= 1)
    CHECK(static_cast<double>(seen) == n * p);
  else
    CHECK(std::fabs(static_cast<double>(seen) - n * p) < kMostZ * std::sqrt(n * p * (1 - p)));
}
void check_ends(const Counts& counts, double ok, double silent) {
  check_share(counts.ok, ok);
  check_share(counts.silent, silent);
}
void check_mean_calls(const Counts& counts, double mean) {
  const double n = static_cast<double>(kTrials);
  const double seen = static_cast<double>(counts.calls) / n;
  const double variance = static_cast<double>(counts.calls_squared) / n - seen * seen;
  CAPTURE(seen);
  CHECK(std::fabs(seen - mean) <= kMostZ * std::sqrt(variance / n) + 1e-12);
}

Step wrong_work() { return work(0); }            // makes any right artifact own wrong
Step perfect_check() { return validate(1, 1); }  // own work only
Step check_of_all() { return with(validate(1, 1), Param::sees, "artifact"); }

}  // namespace

// ---------------------------------------------------------------- leaves

TEST_CASE("third engine: work fails, repairs itself, is tainted and decays") {
  std::vector<Step> twelve{repeat(12, {work({{Param::p, 0.97}, {Param::h, 0.1}})})};
  check_ends(played(twelve), 0.812622695892653309, 0.187377304107346691);  // golden chain_selfheal
  const Counts loud = played({repeat(20, {work({{Param::p, 0.99}, {Param::d, 0.6}})})});
  check_ends(loud, 0.817906937597230831, 0.0686929827505609501);  // golden chain_detect
  check_mean_calls(loud, 18.9000132753680298);
  // .8 .9 + .2 h .5, where the repaired second work leaves a tainted third: .5 instead of 1
  const Step heals = work({{Param::p, 1}, {Param::h, 0.4}});
  const Step shy = with(work(1), Param::p_after_error, 0.5);
  check_ends(played({work(0.8), heals, shy}), 0.8 + 0.2 * 0.4 * 0.5, 0.2 - 0.2 * 0.4 * 0.5);
  check_share(played({repeat(3, {with(work(0.9), Param::decay, 0.1)})}).ok, 0.9 * 0.81 * 0.729);
}

TEST_CASE("third engine: a validator shares mistakes and may not solve the item") {
  Step check = with(with(validate(0.9, 1), Param::blind, 0.2), Param::solves, 0.75);
  check = with(check, Param::sensitivity_unsolved, 0.4);
  const double flags = 0.8 * (0.75 * 0.9 + 0.25 * 0.4);
  check_share(played({wrong_work(), check}).silent, 1 - flags);
  // all attempts of a retry share the luck: three flags, not one flag cubed
  const double three = 0.8 * (0.75 * 0.9 * 0.9 * 0.9 + 0.25 * 0.4 * 0.4 * 0.4);
  check_share(played({retry(3, 0, {wrong_work(), check})}).of(DetectedReason::exhausted), three);
  // inherited wrong work is seen by `artifact` only
  check_ends(played({wrong_work(), group({validate(1, 0.7)})}), 0, 0.7);
  check_share(played({wrong_work(), group({check_of_all()})}).of(DetectedReason::rejected), 1);
}

TEST_CASE("third engine: human review and format gate") {
  const Step review = with(human(0.8), Param::false_alarm, 0.05);
  const Counts golden = played({work(0.9), review});
  check_ends(golden, 0.98, 0.02);  // golden human_review
  CHECK(golden.reviews == kTrials);
  Step tired = with(with(with(human(0.8), Param::attention, 0.5), Param::fatigue, 0.5), Param::share, 0.5);
  tired = with(with(tired, Param::fix, 0.25), Param::capacity, 0.3);
  const double first = 0.3 * 0.4;
  const double second = 0.3 * 0.2;
  const Counts twice = played({wrong_work(), repeat(2, {tired})});
  check_share(twice.of(DetectedReason::rejected), (first + (1 - first) * second) * 0.75);
  check_share(twice.ok, (first + (1 - first) * second) * 0.25);
  const Counts gate = played({format_gate(0.4, 0.5, 0.2)});
  check_ends(gate, 0.6 + 0.4 * 0.5, 0.4 * 0.2);
  check_share(gate.of(DetectedReason::rejected), 0.4 * 0.3);
  CHECK(gate.checks == kTrials);
}

// ---------------------------------------------------------------- blocks in series

TEST_CASE("third engine: what a retry does when it is used up") {
  const Step tries = retry(3, 0, {work(0.8), validate(0.9, 0.95)});
  const Counts last = played({with(tries, Param::exhausted, "accept_last")});
  check_ends(last, 0.96592, 0.03408);  // golden retry_accept_last
  check_mean_calls(last, 1.2684);
  const double flagged = std::pow(0.8 * 0.05 + 0.2 * 0.9, 3);
  check_share(played({with(tries, Param::exhausted, "escalate")}).of(DetectedReason::escalated), flagged);
  const Step crashing = with(retry(2, 0, {work({{Param::p, 0.6}, {Param::d, 1}})}), Param::exhausted, "accept_last");
  check_share(played({crashing}).of(DetectedReason::crash), 0.4);
  check_share(played({with(crashing, Param::on, "flagged_or_crash")}).of(DetectedReason::crash), 0.16);
}

TEST_CASE("third engine: a kept context taints later attempts") {
  const Step body = with(work(0.6), Param::p_after_error, 0.3);
  const Step kept = retry(2, 0, {body, perfect_check()});
  check_share(played({kept}).ok, 0.6 + 0.4 * 0.3);
  check_share(played({with(kept, Param::context, "fresh")}).ok, 0.6 + 0.4 * 0.6);
  const Step either = fallback({group({work(0.6), perfect_check()}), group({body, perfect_check()})});
  check_share(played({either}).ok, 0.6 + 0.4 * 0.3);
  check_share(played({with(either, Param::context, "fresh")}).of(DetectedReason::exhausted), 0.16);
}

TEST_CASE("third engine: checkpoint, rollback, loop, branch") {
  const Step marked = with(checkpoint(5, 20, {work(0.95)}), Param::detect, 0.8);
  const Counts golden = played({with(marked, Param::tries, 3)});  // golden checkpoint_imperfect
  check_ends(golden, 0.777958759377086422, 0.198541971507169805);
  check_mean_calls(golden, 24.0595733012310064);
  // retry(2) around both works, ids kept; one flag of own work is a second pass
  const double good = 0.9 * 0.8;
  const Counts back = played({named(work(0.9), "a"), work(0.8), rollback("a", 0.7)});
  check_ends(back, good + (1 - good) * 0.7 * good, (1 - good) * 0.3 * (1 + (1 - good) * 0.7));
  check_mean_calls(back, 2 + 2 * (1 - good) * 0.7);
  const Step revise = work({{Param::p, 0.95}, {Param::h, 0.5}});
  const Counts refined = played({work(0.6), loop(0.9, 0.2, 4, {revise})});
  check_ends(refined, 0.8437332825, 0.131245615);  // golden loop_refine
  check_share(refined.of(DetectedReason::exhausted), 0.0250211025);
  check_share(played({branch(0.3, {work(0.5)})}).silent, 0.15);
  check_share(played({branch(0.3, {work(0.5), work(0.8)})}).silent, 0.3 * 0.5 + 0.7 * 0.2);
}

TEST_CASE("third engine: what leaves a visit") {
  // own work of outside stays own through a visit that does not touch it
  check_share(played({wrong_work(), group({work(1)}), perfect_check()}).of(DetectedReason::rejected), 1);
  // a checkpoint begins again clean, and clears the taint when it passes
  const Step shy = with(work(0.6), Param::p_after_error, 0.3);
  const Step twice = with(checkpoint(1, 1, {shy}), Param::tries, 2);
  const Step heals = work({{Param::p, 1}, {Param::h, 1}});
  check_share(played({wrong_work(), heals, twice}).ok, 0.3 + 0.7 * 0.6);
  check_share(played({checkpoint(2, 2, {branch(0.5, {wrong_work(), heals})}), shy}).ok, 0.875 * 0.6);
}

// ---------------------------------------------------------------- crowds

TEST_CASE("third engine: votes") {
  check_ends(played({vote(11, "majority", 0, {work(0.6)})}), 0.75349813248, 0.24650186752);                 // golden
  check_ends(played({vote(5, "majority", 0.2, {work(0.6)})}), 0.637723428571428571, 0.362276571428571429);  // golden
  check_share(played({with(vote(5, "plurality", 0, {work(0.4)}), Param::rivals, 3)}).ok, 0.50944);          // golden
  const Counts ahead = played({with(vote(0, "ahead", 0, {work(0.8)}), Param::k, 4)});  // golden ahead_by_4_p0.8
  check_ends(ahead, 0.996108949416342412, 0.00389105058365758765);
  check_mean_calls(ahead, 6.61478599221789883);
  const Counts quorum = played({with(vote(3, "quorum", 0, {work(0.7)}), Param::k, 3)});
  check_ends(quorum, 0.343, 0.027);
  check_share(quorum.of(DetectedReason::abstained), 0.63);
  // two wrong of three agree only when both give the popular answer: c
  const Counts apart = played({with(vote(3, "majority", 0, {work(0.7)}), Param::collision, 0.25)});
  const double sq = 0.5;
  const double wrong = 3 * 0.7 * 0.09 * 0.25 + 0.027 * (3 * 0.25 * (1 - sq) + sq * 0.25);
  check_ends(apart, 0.343 + 3 * 0.49 * 0.3, wrong);
}

TEST_CASE("third engine: weights of voters, and what a vote does to context and own work") {
  // log odds 2.94 against 1.39 + 1.39: the first always wins
  check_share(played({vote(0, "weighted", 0, {work(0.95), work(0.8), work(0.8)})}).ok, 0.95);
  // two equal voters tie when they disagree
  check_share(played({vote(0, "weighted", 0, {work(0.8), work(0.8)})}).ok, 0.64 + 0.16);
  // the loud half of the failures gives no answer, so r = .6 / .8 weighs less than .7
  const Step loud = work({{Param::p, 0.6}, {Param::d, 0.9}});
  check_share(played({vote(0, "weighted", 0, {loud, work(0.7)})}).ok, 0.64 * 0.6 / 0.64 + 0.36 * 0.7);
  // a measured voter: a checked retry is right more often than its work
  const Step checked = retry(2, 0, {work(0.7), validate(0.99, 1)});
  const double answers = 0.7 + 0.297 * 0.7 + 0.003 + 0.297 * 0.003;
  const double right = 0.7 + 0.297 * 0.7;
  check_share(played({vote(0, "weighted", 0, {checked, work(0.75)})}).ok, right + (1 - answers) * 0.75);
  // wrong answers of an inherited artifact: own as the first wrong voter was; here none is, so no check sees them
  const Step keeps = work({{Param::p, 1}, {Param::h, 0}});
  check_share(played({wrong_work(), group({vote(3, "majority", 0, {keeps}), perfect_check()})}).silent, 1);
  check_share(played({wrong_work(), group({vote(3, "majority", 0, {wrong_work()}), perfect_check()})}).silent, 0);
  const Step shy = with(work(1), Param::p_after_error, 0);
  check_share(played({vote(1, "majority", 0, {work({{Param::p, 0.4}}), work({{Param::p, 1}, {Param::h, 1}})}), shy}).ok,
              1);
}

TEST_CASE("third engine: best of several candidates") {
  Step first = best_of(4, "first_accepted", 0, {work(0.5)});
  first = with(with(first, Param::tpr, 0.9), Param::fpr, 0.2);
  const Counts golden = played({first});  // golden resample_p0.5_tpr0.9_fpr0.2_N4
  check_ends(golden, 0.78463125, 0.1743625);
  check_share(golden.of(DetectedReason::abstained), 0.04100625);
  check_mean_calls(golden, 1.743625);
  CHECK(golden.checks == golden.calls);
  check_share(played({with(best_of(8, "argmax", 0, {work(0.3)}), Param::gap, 1)}).ok, 0.617583126072285);  // golden
  // coverage of Beta(.3, 2) at k = 10: golden coverage_beta
  check_share(played({best_of(10, "oracle", 1 / 3.3, {work(0.3 / 2.3)})}).ok, 0.441491871412241341);
}

TEST_CASE("third engine: lanes and graphs") {
  const std::vector<Step> lanes{work(0.9), work(0.8), work(0.85), work(0.6), work(0.95)};
  check_share(played({parallel("any", lanes)}).ok, 0.99994);                              // golden kofn_1of5
  check_share(played({with(parallel("k_of_n", lanes), Param::k, 4)}).ok, 0.78729);        // golden kofn_4of5
  check_share(played({with(parallel("all", lanes), Param::join, 0.5)}).ok, 0.34884 / 2);  // golden kofn_5of5
  const Step crashing = work({{Param::p, 0.7}, {Param::d, 1}});
  check_share(played({parallel("all", {crashing, perfect_check()})}).of(DetectedReason::crash), 0.3);
  check_share(played({parallel("any", {crashing, crashing})}).of(DetectedReason::abstained), 0.09);
  check_share(played({map(3, {work(0.9)})}).ok, 0.729);
  check_share(played({with(map(3, {work(0.9)}), Param::k, 2)}).ok, 0.972);
  // a diamond: the first row's mistake reaches both sides once; the sides fail on their own
  const Counts diamond = played({named(work(0.9), "a"), needing(named(work(0.8), "b"), {"a"}),
                                 needing(named(work(0.7), "c"), {"a"}), needing(work(1), {"b", "c"})});
  check_ends(diamond, 0.9 * 0.8 * 0.7, 1 - 0.9 * 0.8 * 0.7);
  check_share(played({work(0.5), needing(work(0.9), {})}).ok, 0.9);
}

// ---------------------------------------------------------------- around the steps

TEST_CASE("third engine: latents") {
  check_share(played(under_item(make_pipeline({repeat(20, {work(0.95)})}), 0.1)).ok, 0.575374912074579289);  // golden
  Pipeline classes = make_pipeline({with(retry(5, 0, {work(0.931), perfect_check()}), Param::context, "fresh")});
  classes.latents.resize(1);
  classes.latents[0].family = LatentFamily::classes;
  classes.latents[0].classes = {{0.1, 0.4}, {0.9, 0.99}};
  const Counts golden = played(classes);  // golden two_class_retry
  check_share(golden.ok, 0.99222399991);
  check_mean_calls(golden, 1.139650909);

  Pipeline logit = make_pipeline({named(work(0.9), "a"), named(work(0.7), "b"), named(work(0.8), "free")});
  logit.latents.resize(1);
  logit.latents[0].family = LatentFamily::logit_normal;
  logit.latents[0].steps = {"a", "b"};
  logit.latents[0].sd = 2;
  logit.latents[0].loadings = {{"b", 0}};  // a constant: means must be kept
  check_share(played(logit).ok, 0.9 * 0.7 * 0.8);
  logit.latents[0].never = 0.25;  // theta 0 for both, or .7 / .75 and .525 / .75
  logit.steps[0].params[0] = number_value(Param::p, 0.7);
  logit.steps[1].params[0] = number_value(Param::p, 0.525);
  check_share(played(logit).ok, 0.75 * (0.7 / 0.75) * (0.525 / 0.75) * 0.8);

  // of a fully shared theta only the drawn-anew errors are worth a second try: q = tau (1 - p) of them
  Pipeline chance = make_pipeline({retry(2, 0, {with(work(0.6), Param::transient, 0.5), perfect_check()})});
  chance = under_item(std::move(chance), 1);
  check_share(played(chance).ok, 0.75 * (1 - 0.2 * 0.2));
  chance.shift = 2;  // odds 3 to 2 become 3 to 1
  check_share(played(chance).ok, 0.75 / 0.875 * (1 - 0.125 * 0.125));
}

TEST_CASE("third engine: theta of a visit, and where it is left to a latent") {
  Step three = retry(3, 0.2, {work(0.8), perfect_check()});
  check_share(played({three}).ok, 0.9664);  // golden betabin_retry_p0.8_rho0.2_R3
  three.params.pop_back();                  // assumed: 1/2, so Beta(.8, .2)
  check_share(played({three}).ok, 1 - 0.2 * (1.2 / 2) * (2.2 / 3));
  check_share(played(under_item(make_pipeline({three}), 0)).ok, 0.992);
}

TEST_CASE("third engine: budgets and prices") {
  const double within[] = {0.32768, 0.65536, 0.9437184, 0.9936306176};  // golden budget_negbin
  const std::int64_t budgets[] = {5, 6, 8, 10};
  Pipeline pipeline = make_pipeline({repeat(5, {retry(1000, 0, {work(0.8), perfect_check()})})});
  for (std::size_t i = 0; i < 4; ++i) {
    pipeline.budget = Budget{budgets[i], {}};
    const Counts counts = played(pipeline);
    check_share(counts.ok, within[i]);
    CHECK(counts.ok + counts.of(DetectedReason::budget) == kTrials);
  }
  pipeline.budget->calls = 3;  // ends the run from inside a vote
  pipeline.steps = {vote(5, "majority", 0, {work(0.9)})};
  CHECK(played(pipeline).of(DetectedReason::budget) == kTrials);
  pipeline.steps = {parallel("any", {work(1), work(1), work(1), work(1)})};
  CHECK(played(pipeline).of(DetectedReason::budget) == kTrials);
  pipeline.budget.reset();
  pipeline.steps = {with(work(1), Param::cost_usd, 0.5), with(perfect_check(), Param::cost_usd, 0.25)};
  CHECK(played(pipeline).cost_usd == 0.75 * static_cast<double>(kTrials));
}
