// Measures of a table of confidence levels (confidence_levels.h).
#include "disagree/selective/confidence_levels.h"

#include <algorithm>
#include <cmath>

#include "base/bootstrap.h"
#include "base/stats.h"

namespace nines::disagree {
namespace {

LevelCount total_of(std::span<const LevelCount> counts) {
  LevelCount total;
  for (const LevelCount& level : counts) {
    total.right += level.right;
    total.wrong += level.wrong;
  }
  return total;
}

double share(std::int64_t part, std::int64_t all) { return static_cast<double>(part) / static_cast<double>(all); }

}  // namespace

double accuracy_of(std::span<const LevelCount> counts) {
  const LevelCount total = total_of(counts);
  return total.all() > 0 ? share(total.right, total.all()) : base::kUndefined;
}

double aurc_of(std::span<const LevelCount> counts) {
  base::CompensatedSum risks;
  LevelCount before;
  for (const LevelCount& level : counts) {
    if (level.all() == 0) continue;
    const double wrong_share = share(level.wrong, level.all());
    for (std::int64_t j = 1; j <= level.all(); ++j) {
      const double wrong = static_cast<double>(before.wrong) + static_cast<double>(j) * wrong_share;
      risks.add(wrong / static_cast<double>(before.all() + j));
    }
    before.right += level.right;
    before.wrong += level.wrong;
  }
  return before.all() > 0 ? risks.value() / static_cast<double>(before.all()) : base::kUndefined;
}

double auroc_of(std::span<const LevelCount> counts) {
  const LevelCount total = total_of(counts);
  if (total.right == 0 || total.wrong == 0) return base::kUndefined;
  std::int64_t twice_won = 0;  // pairs won count 2, tied pairs 1
  std::int64_t wrong_below = total.wrong;
  for (const LevelCount& level : counts) {
    wrong_below -= level.wrong;
    twice_won += level.right * (2 * wrong_below + level.wrong);
  }
  return static_cast<double>(twice_won) / (2.0 * static_cast<double>(total.right) * static_cast<double>(total.wrong));
}

double brier_of(std::span<const double> confidence, std::span<const LevelCount> counts) {
  base::CompensatedSum sum;
  std::int64_t all = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double c = confidence[i];
    sum.add(static_cast<double>(counts[i].right) * (1 - c) * (1 - c));
    sum.add(static_cast<double>(counts[i].wrong) * c * c);
    all += counts[i].all();
  }
  return all > 0 ? sum.value() / static_cast<double>(all) : base::kUndefined;
}

std::size_t calibration_bin(double confidence, std::int64_t bins) {
  const double place = std::floor(confidence * static_cast<double>(bins));
  return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(bins - 1)));
}

double ece_of(std::span<const double> confidence, std::span<const LevelCount> counts, std::int64_t bins) {
  base::CompensatedSum gaps;
  base::CompensatedSum claimed;
  std::int64_t right = 0;
  std::int64_t all = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    claimed.add(confidence[i] * static_cast<double>(counts[i].all()));
    right += counts[i].right;
    all += counts[i].all();
    const bool is_last =
        i + 1 == counts.size() || calibration_bin(confidence[i + 1], bins) != calibration_bin(confidence[i], bins);
    if (!is_last) continue;
    gaps.add(std::fabs(claimed.value() - static_cast<double>(right)));
    claimed = {};
    right = 0;
  }
  return all > 0 ? gaps.value() / static_cast<double>(all) : base::kUndefined;
}

}  // namespace nines::disagree
