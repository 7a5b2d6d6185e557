// How much the wording of a prompt matters: variance components of item, paraphrase and repeat, spread over wordings,
// what of it is more than chance, and how often the order of two models flips. Called by `call` and tests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nines/resample.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

// One score of a model on one wording of an item. n > 1: the mean of n trials that were each 0 or 1; then the score
// lies in [0, 1]. Rows of one (item, model, paraphrase) are repeats. A paraphrase id belongs to its item: "1" of two
// items are two wordings.
struct WordingScore {
  std::string item;
  std::string model;
  std::string paraphrase;
  double score = 0;
  std::int64_t n = 1;
};

struct SensitivityOptions {
  ResampleOptions resample;
  std::int64_t wordings = 2;  // of `spread`, >= 2
};

// A variance in squared score units. `estimate.value` is clipped at 0; `unclipped` is what the moments gave.
struct VarianceComponent {
  Estimate estimate;
  double unclipped = 0;
  bool is_clipped = false;
};

struct SensitivityReport {
  std::int64_t items = 0;
  std::int64_t wordings = 0;
  std::int64_t trials = 0;
  VarianceComponent item;
  VarianceComponent paraphrase;  // within items; no_pairable when no wording was asked twice: chance looks the same
  VarianceComponent repeat;      // within a wording
  Estimate spread;  // largest - smallest mean of `options.wordings` wordings drawn from an item's, mean over items
  Estimate observed_variance;  // of the means of an item's wordings
  Estimate noise_variance;     // what of it repeats alone explain (binomial for 0 and 1)
  Estimate excess_variance;    // observed - noise; may be negative
};

// In: rows of `model` ("" = of all models, pooled). Unbalanced designs are allowed. Items with one wording count for
// `item` and `repeat` only. Intervals resample items. Fails: bad_value, out_of_range, cancelled. Cost: O(rows log rows
// + draws * items). Source: Searle, Casella & McCulloch 1992 (nested classification, ANOVA estimators);
// spread: expected range of draws without replacement (David & Nagaraja 2003).
Result<SensitivityReport> wording_sensitivity(const std::vector<WordingScore>& rows, const std::string& model,
                                              const SensitivityOptions& options, RunContext& run);

struct ModelPairFlips {
  std::string first;  // by name
  std::string second;
  Estimate rate;  // share of pairs of wordings that order the two differently, mean over items
};

struct RankFlipReport {
  Estimate rate;                      // over all pairs of models and of wordings of an item, mean over items
  Estimate tied;                      // share of pairs of wordings of which one does not order the two at all
  std::vector<ModelPairFlips> pairs;  // values without intervals, at most kMaxListedPairs: those that flip most first
};
inline constexpr std::size_t kMaxListedPairs = 100;

// Compares wordings that both models of a pair answered. no_pairable without two models on two wordings of an item.
// Fails: bad_value, out_of_range, cancelled. Cost: O(items * models^2 * wordings).
Result<RankFlipReport> rank_flips(const std::vector<WordingScore>& rows, const ResampleOptions& options,
                                  RunContext& run);

}  // namespace nines
