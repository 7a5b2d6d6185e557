// The items worth keeping: those nobody solves, those on which skilled raters disagree, those whose gold label looks
// wrong; and what to take away from them as a golden set and as pairs of failure and correction. Called by `call` and
// tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nines/compare.h"
#include "nines/disagree.h"
#include "nines/resample.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

// One answer. `answer` and `expected` are canonical texts; "" = none. `is_right` where it is known.
struct RatedAnswer {
  std::string item;
  std::string rater;
  std::string trial;
  std::string answer;
  std::string expected;
  std::optional<bool> is_right;
};

struct HardItemOptions {
  std::uint64_t seed = 1;
  std::int64_t permutations = 10'000;  // in [1, kMaxPermutations]
  double false_discovery = 0.05;       // of suspect gold labels, in (0, 1)
};

// Never right in `attempts` >= 1 known answers. `rate_bound`: upper Clopper-Pearson bound (95 %, two-sided) of the rate
// of right answers; absent for one attempt. `agreed` is the wrong answer that more than half gave: look at the gold.
struct UnsolvedItem {
  std::string item;
  std::int64_t attempts = 0;
  std::int64_t raters = 0;
  std::optional<double> rate_bound;
  std::string agreed;
};

// Posterior entropy x skill: high when good raters cannot settle the answer. Items with one answer are left out.
struct DisputedItem {
  std::string item;
  std::int64_t answers = 0;
  double posterior_entropy = 0;  // nats, over the answers given
  double skill = 0;              // mean of those who answered, in (0, 1), judged on the other items
  double score = 0;              // entropy * skill
  std::string consensus;         // the most probable answer; "" when tied
};

// Correlation over raters of being right here with skill on the other items. Negative: the better a rater, the more
// often "wrong" here.
struct GoldSuspicion {
  std::string item;
  Estimate correlation;   // point-biserial; no_pairable below 3 raters, no_variation when all are alike
  double p = 1;           // one-sided permutation p for a correlation this low
  double adjusted_p = 1;  // Benjamini-Hochberg over the items tested
  bool is_suspect = false;
};

// `expected` is kept as it is: items with a suspect gold label are not in the set.
struct GoldenItem {
  std::string item;
  std::string expected;
  std::string reason;  // "unsolved", "flaky", "disputed"
};
struct FailureCorrection {
  std::string item;
  std::string rater;
  std::string trial;
  std::string failure;
  std::string correction;  // the commonest right answer of the item (then the first by text), else `expected`
};

struct HardItemReport {
  EstimateStatus status = EstimateStatus::ok;  // no_data; one_rater: no disagreement and no suspicion to compute
  std::string reason;
  std::string skill_from;                      // "gold" or "consensus": what skill was judged by
  std::vector<UnsolvedItem> unsolved;          // most attempts first, then by name
  std::vector<DisputedItem> disputed;          // highest score first, then by name; score > 0 only
  std::vector<GoldSuspicion> gold;             // lowest correlation first, then by name; items without a value last
  std::vector<GoldenItem> golden_set;          // by item
  std::vector<FailureCorrection> corrections;  // by item, rater, trial
  std::int64_t without_correction = 0;         // wrong answers to which no right one is known
};

// Skill of a rater for an item: share right on the others with (k + 1)/(n + 2) (Laplace); where no correctness is known
// at all, share of agreement with the plurality of the other raters. Posterior: answers of the item under the one-coin
// model (Dawid & Skene 1979 with one accuracy a rater). Fails: out_of_range, cancelled. Cost: O(answers log answers +
// items * permutations * raters). Source of the suspicion: item-rest correlation (Lord & Novick 1968).
Result<HardItemReport> hard_items(const std::vector<RatedAnswer>& answers, const HardItemOptions& options,
                                  RunContext& run);

// The answers of a corpus after the policies of disagree_corpus about rows; compared by `by`.
std::vector<RatedAnswer> rated_answers(const Corpus& corpus, CompareBy by, double pass_mark);

}  // namespace nines
