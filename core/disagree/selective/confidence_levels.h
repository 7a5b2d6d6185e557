// Answers by confidence: how many are right and wrong at each distinct level, and the measures that are functions of
// that table alone. Used by selective and its bootstrap, where the counts are those of resampled items.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace nines::disagree {

struct LevelCount {
  std::int64_t right = 0;
  std::int64_t wrong = 0;
  [[nodiscard]] std::int64_t all() const { return right + wrong; }
};

// `confidence` descends, one per level; `counts` beside it. Whole-number tallies; kUndefined where not defined.
double accuracy_of(std::span<const LevelCount> counts);
double aurc_of(std::span<const LevelCount> counts);
double auroc_of(std::span<const LevelCount> counts);
double brier_of(std::span<const double> confidence, std::span<const LevelCount> counts);
double ece_of(std::span<const double> confidence, std::span<const LevelCount> counts, std::int64_t bins);

// Bin of a confidence in [0, 1]: equal width, the last one closed.
std::size_t calibration_bin(double confidence, std::int64_t bins);

}  // namespace nines::disagree
