// How many independent voters a panel really is, and what its members are worth to each other. Nine models that fail on
// the same items are hardly more than one voter; nine that fail on different items cover almost everything. With gold
// the errors are seen; without, they are errors against the consensus, and every estimate says which way that bends it.
// Called by `call` and tests. Intervals resample items.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "nines/aggregate.h"
#include "nines/ratings.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

inline constexpr std::size_t kMaxPanel = 128;  // raters of one panel

struct VoterOptions {
  std::uint64_t seed = 1;
  std::int64_t bootstrap = 2'000;
  double level = 0.95;
};

// What the answers are held against.
enum class TruthFrom : std::uint8_t { gold, consensus };

struct VoterPair {
  std::uint32_t a = 0;  // a < b, indices in Ratings::raters
  std::uint32_t b = 0;
  Estimate phi;                    // correlation of being wrong, -1..1
  Estimate double_fault;           // share of shared items on which both are wrong
  Estimate agree_when_both_wrong;  // share of these with the same wrong answer; no_variation when only two values exist
};

struct VoterReport {
  TruthFrom truth = TruthFrom::gold;
  std::int64_t raters = 0;
  std::vector<VoterPair> pairs;     // by a, then b
  Estimate mean_phi;                // over the pairs that have one
  Estimate mean_agree_wrong;        // over all pairs and items, both wrong: share with the same wrong answer
  double agree_wrong_chance = 0;    // 1 / (values - 1): wrong answers spread evenly
  Estimate kish_voters;             // n / (1 + (n - 1) mean phi)
  Estimate eigen_voters;            // (sum of eigenvalues)^2 / sum of squares of the correlation matrix of errors
  std::vector<double> eigenvalues;  // of that matrix, descending; empty when it is not defined
  Estimate majority_accuracy;       // observed: more than half are right, a tie counts half
  Estimate independent_majority;    // the same raters, were their errors independent (Poisson-binomial)
  Estimate beta_binomial_majority;  // from the mean and the intraclass correlation of the panel alone
  Estimate vote_of_three_low;       // accuracy of three votes, sharp bounds from what two answers to an item say
  Estimate vote_of_three_high;
  std::string sentence;  // "Nine models, 1.4 voters."; "" without an estimate
  Issues issues;
};

// In: ratings; gold per item (as of gold_of), or empty: the consensus of the pooled model stands in. A rater's
// repeats on an item count as his plurality; tied repeats are left out. Fails: limit_exceeded above kMaxPanel;
// out_of_range for level; cancelled. Cost: O(items * raters^2 + draws * patterns * raters^2), draws cut to stay
// affordable. Source: Kish 1965; Kuncheva & Whitaker 2003 (phi, double fault); Kim, Garg, Peng & Garg 2025, "Correlated
// errors in large language models" (agreement when both are wrong); Ladha 1992 (correlated Condorcet).
Result<VoterReport> measure_voters(const Ratings& ratings, std::span<const std::uint32_t> gold,
                                   const VoterOptions& options, RunContext& run);

// ---------------------------------------------------------------- the other side: what they cover together

struct CoverageStep {
  std::uint32_t rater = 0;
  Estimate coverage;  // share of items that this and the raters before it solve
  Estimate gain;      // over the step before
};

struct RaterCoverage {
  Estimate solved;                   // share of all items
  std::int64_t unique = 0;           // items that only this rater solves
  std::vector<std::uint32_t> beats;  // raters it dominates: solves all they solve, and more
};

struct CoverageReport {
  std::vector<RaterCoverage> raters;
  std::vector<CoverageStep> greedy;       // best first; ties go to the first name
  std::vector<Estimate> any_of_k;         // [k - 1]: k raters drawn at random, mean of 1 - C(n-c, k) / C(n, k)
  Estimate union_coverage;                // the oracle: best routing that picks a right rater wherever there is one
  Estimate best_single;                   // by observed rate; an optimistic pick, as always with a maximum
  Estimate routing_gain;                  // union less best single
  Estimate next_model;                    // what the last of n random raters brought; the next brings less on average
  std::vector<std::uint32_t> none_solve;  // items nobody solves
  std::vector<std::uint32_t> undominated;
  std::string sentence;  // "No model dominates: together they solve 91 % of the items, the best alone 74 %."
};

// In: as measure_voters, but gold is needed; an item that a rater did not answer is not solved by it, and items without
// gold are dropped and counted. Fails: as measure_voters.
Result<CoverageReport> measure_coverage(const Ratings& ratings, std::span<const std::uint32_t> gold,
                                        const VoterOptions& options, RunContext& run);

// ---------------------------------------------------------------- formulas

// Voters that n correlated ones are worth: n / (1 + (n - 1) rho). Nothing where the denominator is not above 0.
std::optional<double> kish_voters(double n, double rho);
// Accuracy of a majority of n voters, each right with mean probability p and intraclass correlation rho >= 0
// (beta-binomial; rho = 0: Condorcet 1785, binomial; rho = 1: all alike). A tie counts half. In: n >= 1, p and rho in
// [0, 1].
double majority_accuracy(std::int64_t n, double p, double rho);
// Bounds of the accuracy of three votes when one answer is right with probability m1 and two with m2: 3 m2 - 2 m3 with
// m3 between m2^2 / m1 and m2 - (m1 - m2)^2 / (1 - m1) (Hausdorff moments on [0, 1]). Nothing unless m1^2 <= m2 <= m1.
std::optional<std::pair<double, double>> vote_of_three(double m1, double m2);

}  // namespace nines
