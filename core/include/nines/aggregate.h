// Aggregation without labels: who is right when several raters answer the same items and nobody holds the key. Votes,
// the classical latent-truth models, and one of our own that knows about copies. Beside the answer every report says
// how sure it is of each item, how good each rater seems, and check_assumptions() says, before any gold is seen,
// whether the raters look independent, honest and numerous enough. Called by `call` and tests. Ties stay ties.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "nines/ratings.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

inline constexpr std::size_t kMaxConfusionCells = std::size_t{1} << 26;  // raters * values * values
inline constexpr std::size_t kMaxPosteriorCells = std::size_t{1} << 27;  // items * values
inline constexpr std::size_t kMaxPairedRaters = 1'024;  // above: pairs are not tested, issue `pairs_not_tested`
inline constexpr double kTieTolerance = 1e-9;           // posteriors closer than this are equal

enum class AggregateMethod : std::uint8_t { majority, worker_agreement, dawid_skene, one_coin, mace, glad, pooled };

// One row per method, in the order they are shown.
struct AggregateMethodInfo {
  AggregateMethod method;
  const char* id;
  const char* label;
  const char* model;      // what it assumes, one sentence
  const char* reference;  // author, year
};
std::span<const AggregateMethodInfo> aggregate_method_table();
const AggregateMethodInfo& aggregate_method_info(AggregateMethod method);

struct AggregateOptions {
  AggregateMethod method = AggregateMethod::pooled;
  std::int64_t max_iterations = 2'000;
  double tolerance = 1e-10;  // stop when the log-likelihood rises by less than this share of itself; 0: until it rests
  std::int64_t starts = 3;   // dawid_skene and mace: the vote and starts - 1 random beginnings; the likeliest is kept
  std::uint64_t seed = 1;
  double level = 0.95;  // of the intervals, in (0, 1)
};

// What the raters together say of one item. Without a rating: no value, probability 0.
struct ItemConsensus {
  std::optional<std::uint32_t> value;  // index in Ratings::values; absent when tied or unrated
  double probability = 0;              // posterior of the value, or of each of the tied
  std::vector<std::uint32_t> ties;     // ascending, when more than one shares the top
};

struct AggregateReport {
  AggregateMethod method = AggregateMethod::pooled;
  std::size_t values = 0;
  std::vector<double> posterior;   // items x values; a row sums to 1, or is 0 throughout for an item without ratings
  std::vector<double> prevalence;  // of each value among the truths
  std::vector<ItemConsensus> items;
  std::vector<Estimate> rater_accuracy;  // share of a rater's answers that are the truth, one per rater
  std::vector<double> vote_weight;       // of each rating (order of Ratings::ratings): 1, less where raters copy
  std::vector<double> trace;             // objective after each step; empty for votes. Never falls
  std::int64_t iterations = 0;
  EstimateStatus status = EstimateStatus::ok;  // no_data, one_rater, not_converged
  std::string reason;
  Issues issues;  // class_labels_switched, pairs_not_tested
};

// In: ratings (any number of raters per item, repeats allowed), at least one value. Out: see AggregateReport; the
// result depends only on the set of ratings. Fails: cancelled; limit_exceeded past kMaxConfusionCells or
// kMaxPosteriorCells; out_of_range for level outside (0, 1), max_iterations < 1, starts < 1, tolerance < 0. Cost:
// O(iterations * ratings * values), for `pooled` plus O(sum over items of pairs * values).
Result<AggregateReport> aggregate_ratings(const Ratings& ratings, const AggregateOptions& options, RunContext& run);

// ---------------------------------------------------------------- before any gold is seen

inline constexpr double kAssumptionLevel = 0.05;  // chance that any alarm of one kind sounds on sound data, at most

// Two raters whose answers agree more than their being right explains.
struct CopiedPair {
  std::uint32_t a = 0;  // a <= b, indices in Ratings::raters; equal: repeats of one rater
  std::uint32_t b = 0;
  double copied = 0;   // share of the answers that look copied, 0..1
  double p_value = 1;  // one-sided, times the number of pairs tested
  std::int64_t shared_items = 0;
};

struct SuspectRater {
  std::uint32_t rater = 0;
  double accuracy = 0;  // against the others
  double chance = 0;    // what answering with the same frequencies blindly would reach
  double p_value = 1;   // one-sided, times the number of raters tested
};

struct AssumptionReport {
  std::vector<CopiedPair> copies;         // those alarmed, by a, then b
  std::vector<SuspectRater> adversaries;  // worse than chance, by rater
  std::int64_t raters_of_an_item = 0;     // median over rated items of distinct raters
  std::int64_t pairs_tested = 0;
  double shared_error = 0;  // mean excess agreement of all other pairs: hard items, shared sources
  Issues issues;            // copied_raters, adversaries, too_few_raters, pairs_not_tested
};

// Level: at most kAssumptionLevel for each of the two tests when raters err independently given the truth (checked by
// simulation in the tests, not proven). Fails and cost as aggregate_ratings with `pooled`.
Result<AssumptionReport> check_assumptions(const Ratings& ratings, const AggregateOptions& options, RunContext& run);

// ---------------------------------------------------------------- calibration

inline constexpr std::uint32_t kNoGold = 0xFFFF'FFFF;     // not known: the item is dropped
inline constexpr std::uint32_t kOtherGold = 0xFFFF'FFFE;  // known, and no rater's answer: everybody is wrong
inline constexpr std::size_t kCalibrationBins = 10;

// The gold value of each item of `ratings`: a record's `expected`, or its field `gold`, as an index in Ratings::values;
// kOtherGold where it is none of them, kNoGold where there is none or where records contradict each other.
std::vector<std::uint32_t> gold_of(const Corpus& corpus, const Ratings& ratings);

struct CalibrationReport {
  Estimate accuracy;           // share of items with gold whose consensus is right; a tie counts 1 / ties
  Estimate calibration_error;  // mean |probability - right| over kCalibrationBins equal-width bins, weighted by items
  Estimate brier;              // mean over items of sum over values (posterior - truth)^2
};

// In: gold per item. Intervals by item bootstrap of `draws`. Fails: cancelled.
Result<CalibrationReport> calibrate_with_gold(const AggregateReport& report, std::span<const std::uint32_t> gold,
                                              std::uint64_t seed, std::int64_t draws, RunContext& run);

struct SelfCalibration {
  double temperature = 1;  // posteriors^(1/temperature) predict left-out ratings best; > 1: over-confident
  Estimate gain;           // mean log-likelihood of a left-out rating gained by it, nats
};
// Without gold: every rating is predicted from the other ratings of its item, by the model of independent raters that
// the report's posteriors and vote weights imply (`pooled` has already cooled its own posteriors that way). It sees
// over-confidence that shows among raters; errors that all raters share stay invisible to it. Fails: as
// aggregate_ratings.
Result<SelfCalibration> calibrate_without_gold(const Ratings& ratings, const AggregateReport& report, RunContext& run);

}  // namespace nines
