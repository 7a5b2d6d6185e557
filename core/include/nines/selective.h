// Selective answers: what is gained by answering only when confident, and whether confidence means what it says.
// Ties of confidence are ties: no measure depends on the order of rows. Called by `call` and tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nines/resample.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

// One answer. A confidence that is not finite counts as none: the answer is left out and counted. Any scale will do for
// ranking; probabilities in [0, 1] are needed for calibration.
struct ConfidentAnswer {
  std::string item;
  double confidence = 0;  // larger = more sure
  bool is_right = false;
};

inline constexpr std::int64_t kMaxCalibrationBins = 1'000;

struct SelectiveOptions {
  ResampleOptions resample;
  double target_risk = 0.05;  // of the answers given, in (0, 1)
  std::int64_t bins = 10;     // of equal width
};

// Answering everything with confidence >= threshold.
struct RiskCoveragePoint {
  double threshold = 0;
  std::int64_t answered = 0;
  std::int64_t wrong = 0;
  double coverage = 0;  // answered / all
  double risk = 0;      // wrong / answered
};

// Bin [low, high); the last includes 1.
struct CalibrationBin {
  double low = 0;
  double high = 0;
  std::int64_t answers = 0;
  double mean_confidence = 0;  // 0 in an empty bin
  double accuracy = 0;
};

// The largest share of answers that can be given with risk <= target, at the confidence of the options. `bound` is the
// Clopper-Pearson bound of the risk there. `coverage` is 0 without threshold when nothing can be promised.
struct CoverageAtRisk {
  double target_risk = 0;
  Estimate coverage;
  std::optional<double> threshold;
  std::int64_t answered = 0;
  std::int64_t wrong = 0;
  std::optional<double> bound;
};

// `estimates` by id, in the order of the table: accuracy, aurc, auroc, brier, ece.
struct SelectiveReport {
  std::int64_t answers = 0;
  std::int64_t dropped = 0;
  std::vector<std::pair<std::string, Estimate>> estimates;
  std::vector<RiskCoveragePoint> curve;  // thresholds descending
  std::vector<CalibrationBin> calibration;
  CoverageAtRisk at_target;
  Issues issues;  // missing_confidence, clustered_answers
};

// Out: aurc in [0, 1]: mean over coverages 1/N..1 of the risk expected when ties are answered in random order; auroc =
// P(a right answer is more confident than a wrong one), ties half, no_variation when all are right or all wrong; brier
// and ece no_data when a confidence lies outside [0, 1]. Intervals resample items. Fails: out_of_range, cancelled.
// Cost: O(answers log answers + draws * answers).
// Sources: Geifman & El-Yaniv 2017 (risk-coverage; algorithm 1 for the target risk, with log2 of the number of
// thresholds tests); Naeini et al. 2015 (ECE); Brier 1950; Hanley & McNeil 1982 (AUROC).
Result<SelectiveReport> selective_answers(const std::vector<ConfidentAnswer>& answers, const SelectiveOptions& options,
                                          RunContext& run);

}  // namespace nines
