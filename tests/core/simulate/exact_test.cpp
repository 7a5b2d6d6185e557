// The exact engine against closed forms and published figures. Numbers marked [name] are literals
// of data/simulation/golden_public.json (own derivations in exact fractions, formula and source
// named there); rows marked PRISM are RESULT lines of prism-benchmarks models/dtmcs (Kwiatkowska,
// Norman, Parker 2012, CC-BY 4.0).
#include <doctest/doctest.h>

#include <cmath>

#include "nines/simulate.h"
#include "oracle/pipelines.h"

namespace {

using namespace nines;
using namespace nines::oracle;

constexpr double kAny = -1;  // not stated by the source

struct Golden {
  const char* name;
  Pipeline pipeline;
  double ok;
  double silent;
  double detected;
  double calls;
};

SimulateReport exact(const Pipeline& pipeline) {
  RunContext run;
  const Result<SimulateReport> report = simulate_pipeline(pipeline, {}, run);
  REQUIRE(report);
  return *report;
}

// Relative, so that a failure of 1e-12 is held to its own digits.
void check_close(double value, double expect, double relative = 1e-12) {
  CAPTURE(value);
  CAPTURE(expect);
  CHECK(std::fabs(value - expect) <= relative * std::fabs(expect));
}

void check(const Golden& row) {
  CAPTURE(row.name);
  const SimulateReport report = exact(row.pipeline);
  if (row.ok != kAny) check_close(report.ok, row.ok);
  if (row.silent != kAny) check_close(report.silent, row.silent);
  if (row.detected != kAny) check_close(report.detected, row.detected);
  if (row.calls != kAny) check_close(report.calls_mean, row.calls);
  check_close(report.ok + report.silent + report.detected, 1, 4e-16);
}

Pipeline chain(double steps, double p) { return make_pipeline({repeat(steps, {work(p)})}); }

Pipeline checked(double steps, double max, double rho, double p, double sensitivity, double specificity) {
  return make_pipeline({repeat(steps, {retry(max, rho, {work(p), validate(sensitivity, specificity)})})});
}

Step rare_work(double q) {
  Step out;
  out.kind = StepKind::work;
  out.params = {by_complement(Param::p, q)};
  return out;
}

}  // namespace

TEST_CASE("chains: p^n, loud failures, self-repair") {
  const Golden rows[] = {
      {"[chain_0.95^10]", chain(10, 0.95), 0.59873693923837890625, 0.40126306076162109375, 0, 10},
      {"20 at .95", chain(20, 0.95), 0.3584859224085422343574104, kAny, 0, 20},
      {"[chain_0.99^50]", chain(50, 0.99), 0.60500606713753665044792, 0.39499393286246334955208, 0, 50},
      {"[chain_0.99^100]", chain(100, 0.99), 0.366032341273229504930616, 0.633967658726770495069384, 0, 100},
      {"[chain_0.85^10]", chain(10, 0.85), 0.19687440434072265625, 0.80312559565927734375, 0, 10},
      {"[chain_0.9^3]", chain(3, 0.9), 0.729, 0.271, 0, 3},
      {"[chain_detect]", make_pipeline({repeat(20, {work({{Param::p, 0.99}, {Param::d, 0.6}})})}),
       0.8179069375972308708891987, 0.0686929827505609500793278, 0.1134000796522081790314735,
       18.90001327536802983857892},
      {"[chain_selfheal]", make_pipeline({repeat(12, {work({{Param::p, 0.97}, {Param::h, 0.1}})})}),
       0.812622695892653309065711, 0.187377304107346690934289, 0, 12},
      {"a billion steps", make_pipeline({repeat(1e9, {rare_work(1e-9)})}), 0.36787944098750269, kAny, 0, 1e9},
      {"nothing", make_pipeline({}), 1, 0, 0, 0},
  };
  for (const Golden& row : rows) check(row);
}

TEST_CASE("rare failures keep their digits") {
  check_close(exact(make_pipeline({repeat(1000, {rare_work(1e-12)})})).failure, 9.99999999500500000166167e-10);
  check_close(exact(make_pipeline({repeat(64, {rare_work(3e-9)})})).failure, 1.919999818560011249279485e-7);
  check_close(exact(make_pipeline({repeat(1e9, {rare_work(1e-21)})})).failure, 1e-12 * (1 - 5e-13));
  const SimulateReport tiny = exact(make_pipeline({rare_work(1e-12)}));
  CHECK(tiny.failure == 1e-12);
  check_close(tiny.nines, 12, 1e-15);
  CHECK(std::isinf(exact(make_pipeline({work(1)})).nines));
}

TEST_CASE("independent retries") {
  const Golden rows[] = {
      {"[retry_val_p0.95_se0.9_sp0.98_R3_S20]", reference_pipeline(0), 0.8937157107311577674320432,
       0.1010544454558684569173767, 0.005229843812973775650580134, 21.30880453972640181458297},
      {"[retry_val_p0.9_se0.8_sp0.95_R2_S10]", checked(10, 2, 0, 0.9, 0.8, 0.95), 0.6779323709420772615573439,
       0.1763584788219384421485667, 0.1457091502359842962940895, 10.49105881699086933317444},
      {"[retry_val_p0.7_se0.5_sp0.9_R5_S1]", checked(1, 5, 0, 0.7, 0.5, 0.9), 0.8072760528, 0.192208584, 0.0005153632,
       1.28139056},
      {"[retry_val_p0.99_se0.99_sp0.999_R4_S100]", checked(100, 4, 0, 0.99, 0.99, 0.999), 0.9899389380516173434069971,
       0.01005965554074351781790101, 1.406407639138775101903633e-6, 101.1009179731250739973555},
      {"[checkpoint_imperfect]", make_pipeline({repeat(4, {retry(3, 0, {repeat(5, {work(0.95)}), validate(0.8, 1)})})}),
       0.7779587593770864221300991, 0.1985419715071698049381801, 0.02349926911574377293172077,
       24.05957330123310639230565},
      {"[resample_p0.3_tpr1_fpr0.1_N10]", checked(1, 10, 0, 0.3, 0.9, 1), 0.8028248895252827769, 0.18732580755589931461,
       0.00984930291881790849, 2.676082965084275923},
      {"[resample_p0.5_tpr0.9_fpr0.2_N4]", checked(1, 4, 0, 0.5, 0.8, 0.9), 0.78463125, 0.1743625, 0.04100625,
       1.743625},
      {"[resample_p0.02_tpr0.95_fpr0.01_N50]", checked(1, 50, 0, 0.02, 0.99, 0.95), 0.506685801475368888139467,
       0.2613432028662429001982514, 0.2319709956583882116622816, 26.667673761861520428393},
  };
  for (const Golden& row : rows) check(row);
  const SimulateReport reference = exact(reference_pipeline(0));
  REQUIRE(reference.detected_by.size() == 1);
  CHECK(reference.detected_by[0].first == DetectedReason::exhausted);
  CHECK(reference.detected_by[0].second == reference.detected);
  CHECK(reference.checks_mean == doctest::Approx(reference.calls_mean));
}

TEST_CASE("PRISM: bounded retransmission") {
  const struct {
    double chunks, attempts, failure;
  } rows[] = {{16, 3, 4.2333344360436463E-4}, {16, 4, 1.2617766032502142E-5}, {16, 6, 1.1205147161661327E-8},
              {32, 3, 8.464876760601103E-4},  {32, 5, 7.520230293559993E-7},  {32, 6, 2.2410294182907482E-8},
              {64, 4, 5.047010884909582E-5},  {64, 5, 1.5040454930200707E-6}};
  for (const auto& row : rows) {
    const Step send = retry(row.attempts, 0, {work(0.98), work(0.99), validate(1, 1)});
    // Their iteration stops at a relative 1e-6 change; the digits printed agree to about 1e-7.
    check_close(exact(make_pipeline({repeat(row.chunks, {send})})).detected, row.failure, 1e-6);
  }
  // [prism_brp_N16_MAX2], [prism_brp_N64_MAX5]: the same in exact arithmetic
  const Step send3 = retry(3, 0, {work(0.98), work(0.99), validate(1, 1)});
  const Step send6 = retry(6, 0, {work(0.98), work(0.99), validate(1, 1)});
  check_close(exact(make_pipeline({repeat(16, {send3})})).failure, 0.0004233334437734178970106936);
  check_close(exact(make_pipeline({repeat(64, {send6})})).failure, 4.48205879099695312373785e-8);
}

TEST_CASE("attempts that share a cause") {
  const Golden rows[] = {
      {"[betabin_retry_p0.8_rho0.2_R3]", checked(1, 3, 0.2, 0.8, 1, 1), 0.9664, 0, 0.0336, 1.272},
      {"[betabin_retry_p0.5_rho0.5_R4]", checked(1, 4, 0.5, 0.5, 1, 1), 0.7265625, 0, 0.2734375, 2.1875},
      {"[betabin_retry_p0.95_rho0.05_R5]", checked(1, 5, 0.05, 0.95, 1, 1), 0.9999735376067546583850932, 0,
       0.0000264623932453416149068323, 1.055682778003246753246753},
      {"[betabin_val_p0.9_rho0.3_R3_S1]", checked(1, 3, 0.3, 0.9, 0.9, 0.98), 0.9701051239384615384615385,
       0.01506696123076923076923077, 0.01482791483076923076923077, 1.1405728},
      {"[betabin_val_p0.9_rho0.3_R3_S10]", checked(10, 3, 0.3, 0.9, 0.9, 0.98), 0.7382237015910046582423397,
       0.1230099206184746893371111, 0.1387663777905206524205492, 10.67399953862435188490138},
      {"[latent_shared_chain]", under_item(chain(20, 0.95), 0.1), 0.5753749120745792888702014, kAny, 0, 20},
      // E over Beta(mean .95, rho .51) of a g, to the 20th, in exact fractions
      {"reference at rho .51", reference_pipeline(0.51), 0.62944703410634254, kAny, kAny, kAny},
  };
  for (const Golden& row : rows) check(row);
  // [coverage_beta]: pass@k when difficulty ~ Beta(.3, 2)
  const struct {
    double k, coverage;
  } coverage[] = {{1, 0.130434782608695652173913},
                  {10, 0.4414918714122413406195152},
                  {100, 0.7083708470192157352846246},
                  {1000, 0.8531923029779943090284405}};
  for (const auto& row : coverage) {
    check_close(exact(checked(1, row.k, 1 / 3.3, 0.3 / 2.3, 1, 1)).ok, row.coverage);
  }
}

TEST_CASE("the figures the founding pages print") {
  const Pipeline item = under_item(
      make_pipeline({repeat(20, {make_step(StepKind::retry, {{Param::max, 3}}, {work(0.95), validate(0.9, 0.98)})})}),
      0.51);
  CHECK(exact(item).ok == doctest::Approx(0.911).epsilon(5e-4));
  CHECK(exact(under_item(chain(20, 0.95), 0.5)).ok == doctest::Approx(0.834).epsilon(5e-4));
  CHECK(exact(reference_pipeline(0.51)).ok == doctest::Approx(0.629).epsilon(1e-3));
  // [inverse_retries]: 20 steps reach .999 with 4 attempts if independent, 36 at rho .3
  CHECK(exact(checked(20, 3, 0, 0.95, 1, 1)).ok < 0.999);
  CHECK(exact(checked(20, 4, 0, 0.95, 1, 1)).ok >= 0.999);
  CHECK(exact(checked(20, 35, 0.3, 0.95, 1, 1)).ok < 0.999);
  CHECK(exact(checked(20, 36, 0.3, 0.95, 1, 1)).ok >= 0.999);
}

TEST_CASE("limits of rho: 0 is a point, 1 is all or nothing, tiny is close to 0") {
  const SimulateReport none = exact(checked(1, 3, 0, 0.9, 1, 1));
  const SimulateReport full = exact(checked(1, 3, 1, 0.9, 1, 1));
  check_close(full.ok, 0.9);
  check_close(full.detected, 0.1);
  check_close(none.detected, 1e-3);
  for (const double rho : {1e-18, 1e-12, 1e-9}) {
    // E (1 - theta)^3 = q (q + rho (1 - q)) (q (1 - rho) + 2 rho) / (1 + rho) to first order in rho
    const double q = 0.1;
    const double expect = q * (q * (1 - rho) + rho) * (q * (1 - rho) + 2 * rho) / (1 + rho);
    check_close(exact(checked(1, 3, rho, 1 - q, 1, 1)).detected, expect);
  }
  check_close(exact(checked(1, 3, 1 - 1e-12, 0.9, 1, 1)).ok, 0.9, 1e-11);
  // a rare step whose attempts share a cause: q (1 + ...) / ..., in closed form, at 1e-12
  Pipeline rare = make_pipeline({retry(3, 0.5, {rare_work(1e-12), validate(1, 1)})});
  check_close(exact(rare).failure, 1e-12 * (1e-12 * 0.5 + 0.5) / 1.0 * (1e-12 * 0.5 + 1.0) / 1.5);
}

TEST_CASE("a hundred attempts at f close to 1, and ten thousand") {
  check_close(exact(checked(1, 1e4, 0, 1e-6, 1, 1)).ok, 0.00995017120108440251686582298, 1e-12);
  check_close(exact(checked(1, 100, 0, 0.01, 1, 1)).detected, 0.36603234127322950, 1e-12);
}

TEST_CASE("a pipeline that never succeeds has zero nines, not minus zero") {
  RunContext run;
  const Result<SimulateReport> report = simulate_pipeline(make_pipeline({work(0)}), {}, run);
  REQUIRE(report);
  CHECK(report->nines == 0);
  CHECK_FALSE(std::signbit(report->nines));
}

TEST_CASE("flags, crashes and where they go") {
  const SimulateReport rejected = exact(make_pipeline({work(0.9), validate(0.8, 0.95)}));
  check_close(rejected.detected, 0.9 * 0.05 + 0.1 * 0.8);
  CHECK(rejected.detected_by[0].first == DetectedReason::rejected);
  const Step loud = work({{Param::p, 0.9}, {Param::d, 1}});
  const SimulateReport crash = exact(make_pipeline({retry(3, 0, {loud})}));
  check_close(crash.detected, 0.1);
  CHECK(crash.detected_by[0].first == DetectedReason::crash);
  const SimulateReport again = exact(make_pipeline({with(retry(3, 0, {loud}), choice(Param::on, "flagged_or_crash"))}));
  check_close(again.detected, 1e-3);
  CHECK(again.detected_by[0].first == DetectedReason::exhausted);
  // a flag inside a repeat inside a retry abandons the attempt of that retry
  check_close(exact(make_pipeline({retry(2, 0, {repeat(2, {work(0.9), validate(1, 1)})})})).detected,
              (1 - 0.81) * (1 - 0.81));
  // a check sees own work only: what came in wrong passes as inherited
  check_close(exact(make_pipeline({work(0), retry(3, 0, {work(1), validate(1, 1)})})).silent, 1);
}
