// A against B on the same items: paired difference, exact tests, effect sizes, what a difference must exceed to mean
// something, how many items a wanted difference needs, many comparisons at once, and who is best. Resampling is by
// item; the order of rows changes nothing. Called by `call` and tests.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "nines/resample.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

// One scored trial of one system. `trial` may be empty when an item was asked once. Scores are finite; 0 and 1 for
// right and wrong.
struct TrialScore {
  std::string item;
  std::string trial;
  double score = 0;
};

// `item_and_trial`: only trials that both have are compared. `item`: the means of all trials of an item are.
enum class AlignBy : std::uint8_t { item_and_trial, item };

inline constexpr std::int64_t kMaxExactSigns = 20;  // items that differ; above, signs are drawn
inline constexpr std::int64_t kMaxPermutations = 100'000;

struct CompareOptions {
  ResampleOptions resample;
  AlignBy align = AlignBy::item_and_trial;
  std::int64_t permutations = 10'000;  // drawn where signs cannot all be listed; in [1, kMaxPermutations]
  double power = 0.8;                  // of detectable_difference, in (0, 1)
};

// A test: p in (0, 1], or nothing with the reason in `method`.
struct TestResult {
  std::optional<double> p;
  std::string method;
};

// 2 x 2 table of right and wrong, one trial an item.
struct Discordance {
  std::int64_t both_right = 0;
  std::int64_t only_a = 0;
  std::int64_t only_b = 0;
  std::int64_t both_wrong = 0;
};

struct CompareReport {
  std::int64_t items = 0;   // compared
  std::int64_t trials = 0;  // pairs of trials (item_and_trial), or trials of both (item)
  Estimate mean_a;          // over the compared items
  Estimate mean_b;
  Estimate difference;               // b - a
  std::optional<Discordance> table;  // one binary trial an item
  TestResult mcnemar;                // exact; the same items only
  TestResult sign_flip;              // mean of item differences, two-sided
  Estimate cohens_h;                 // 2 asin sqrt(b) - 2 asin sqrt(a); no_data unless scores lie in [0, 1]
  Estimate odds_ratio;               // of the means: b/(1-b) / (a/(1-a)); no_variation at 0 and 1
  Estimate paired_odds_ratio;        // only_b / only_a, exact interval; no_variation when either is 0
  Estimate detectable_difference;    // smallest true difference that so many items find at this level and power
  Issues issues;                     // duplicate_rows, unmatched_rows
};

// Fails: bad_value (a score that is not finite), out_of_range, cancelled. Cost: O(n log n + draws * items).
// Sources: McNemar 1947 (exact: binomial of discordant pairs); Fisher 1935 (sign flips; Phipson & Smyth 2010: p = (1 +
// hits)/(1 + draws)); Cohen 1988, chapter 6.
Result<CompareReport> compare_paired(const std::vector<TrialScore>& a, const std::vector<TrialScore>& b,
                                     const CompareOptions& options, RunContext& run);

// The right (1) and wrong (0) trials of one model of a corpus, after the policies of disagree_corpus about rows.
std::vector<TrialScore> trial_scores(const Corpus& corpus, const std::string& model, double pass_mark);

// Two-sided exact test of McNemar from the discordant pairs; p = 1 when there are none.
double mcnemar_exact(std::int64_t only_a, std::int64_t only_b);

// What two runs of one and the same system differ by: the `level` bound of |difference of means| when each item is run
// `trials_per_run` times, from the repeats of each item. In: at least two trials of an item. Items with one trial are
// dropped. no_pairable without repeats. The interval resamples items. Fails: bad_value, out_of_range, cancelled.
Result<Estimate> aa_noise_floor(const std::vector<TrialScore>& repeats, std::int64_t trials_per_run,
                                const ResampleOptions& options, RunContext& run);

// ---------------------------------------------------------------- planning

// How the items will be compared: two systems on the same items with right and wrong (discordant shares), on the same
// items with the standard deviation of the difference, or on different items with two rates.
enum class DesignKind : std::uint8_t { paired_binary, paired_sd, two_rates };

struct SampleSizeQuestion {
  DesignKind kind = DesignKind::paired_binary;
  double difference = 0.05;  // wanted, > 0 in size
  double discordant = 0.2;   // paired_binary: share of items on which the two disagree, >= |difference|
  double sd = 0.5;           // paired_sd: of the difference of an item
  double rate = 0.5;         // two_rates: of the first; the second is rate + difference, both in [0, 1]
  double level = 0.95;       // two-sided
  double power = 0.8;
};

// Items needed (for two_rates: in each group), rounded up. Fails: out_of_range. Sources: Connor 1987 (paired_binary);
// Cohen 1988; Fleiss, Levin & Paik 2003 (two_rates, no continuity correction).
Result<std::int64_t> sample_size(const SampleSizeQuestion& question);

// ---------------------------------------------------------------- many comparisons

enum class Adjustment : std::uint8_t { holm, benjamini_hochberg };

// Adjusted p-values in the order given, each >= its own p and <= 1; equal p get equal ones. Fails: bad_value (p outside
// [0, 1]). Sources: Holm 1979; Benjamini & Hochberg 1995.
Result<std::vector<double>> adjust_p_values(std::span<const double> p, Adjustment how);

// ---------------------------------------------------------------- who is best

struct ModelScore {
  std::string item;
  std::string model;
  double score = 0;  // several of one item and model are averaged
};

struct ModelRank {
  std::string model;
  Estimate mean;
  double p_best = 0;  // share of item resamples in which it has the highest mean; ties are shared
};

struct BestReport {
  std::vector<ModelRank> models;  // by name
  std::int64_t items = 0;         // with a score of every model
  std::int64_t dropped = 0;       // items that lack one
  std::int64_t draws = 0;
  double tied_share = 0;                       // of resamples whose first place is shared
  EstimateStatus status = EstimateStatus::ok;  // no_data, one_rater (one model), no_pairable, too_few_items,
                                               // degenerate_ci (no draws); p_best only when ok
  std::string reason;
};

// Fails: bad_value, out_of_range, cancelled.
Result<BestReport> p_each_best(const std::vector<ModelScore>& scores, const ResampleOptions& options, RunContext& run);

}  // namespace nines
