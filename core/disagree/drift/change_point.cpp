// Where a series changed, with a permutation p (nines/drift.h).
#include <algorithm>
#include <cmath>
#include <functional>

#include "base/rng.h"
#include "base/stats.h"
#include "disagree/resample/item_rows.h"
#include "nines/drift.h"

namespace nines {
namespace {

constexpr std::size_t kFewValues = 4;
constexpr double kTieTolerance = 1e-12;

// Calls `visit(t, statistic)` for every split before value t.
void each_split(std::span<const double> deviations, const std::function<void(std::size_t, double)>& visit) {
  const auto n = static_cast<double>(deviations.size());
  base::CompensatedSum sum;
  for (std::size_t t = 1; t < deviations.size(); ++t) {
    sum.add(deviations[t - 1]);
    const auto before = static_cast<double>(t);
    visit(t, std::fabs(sum.value()) / std::sqrt(before * (n - before) / n));
  }
}

double largest(std::span<const double> deviations) {
  double best = 0;
  each_split(deviations, [&best](std::size_t, double x) { best = std::max(best, x); });
  return best;
}

// A whole number below `bound` (< 2^32), the same on every platform; uneven by at most bound / 2^32.
std::size_t below(std::uint64_t word, std::size_t bound) {
  return static_cast<std::size_t>(((word >> 32) * bound) >> 32);
}

void shuffle(std::vector<double>& values, base::PhiloxReader& words) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(words.next(), i)]);
}

double mean_of(std::span<const double> part) {
  std::vector<double> sorted(part.begin(), part.end());
  std::sort(sorted.begin(), sorted.end());
  return base::compensated_sum(sorted) / static_cast<double>(sorted.size());
}

bool set_status(std::span<const double> values, ChangePointReport& report) {
  if (values.empty()) {
    report.status = EstimateStatus::no_data;
    report.reason = "There are no values.";
  } else if (values.size() < kFewValues) {
    report.status = EstimateStatus::too_few_items;
    report.reason = "A change needs at least " + std::to_string(kFewValues) + " values to be looked for.";
  } else if (std::all_of(values.begin(), values.end(), [&](double x) { return x == values.front(); })) {
    report.status = EstimateStatus::no_variation;
    report.reason = "All values are the same, so nothing changed.";
  }
  return report.status == EstimateStatus::ok;
}

}  // namespace

Result<ChangePointReport> change_point(std::span<const double> values, const ChangePointOptions& options,
                                       RunContext& run) {
  if (options.permutations < 1 || options.permutations > kMaxPermutations)
    return Error{ErrorCode::out_of_range,
                 "permutations must lie in [1, " + std::to_string(kMaxPermutations) + "]",
                 {"", "/permutations", 0, 0, 0}};
  for (const double x : values) {
    if (!(x - x == 0)) return Error{ErrorCode::bad_value, "a value of the series is not a finite number", {}};
  }
  ChangePointReport report;
  if (!set_status(values, report)) return report;
  const double mean = mean_of(values);
  std::vector<double> deviations;
  for (const double x : values) deviations.push_back(x - mean);
  report.statistic = largest(deviations);
  const double bar = report.statistic * (1 - kTieTolerance);
  each_split(deviations, [&](std::size_t t, double x) {
    if (x >= bar) report.ties.push_back(t);
  });
  report.index = report.ties.front();
  if (report.ties.size() == 1) report.ties.clear();
  report.mean_before = mean_of(values.first(report.index));
  report.mean_after = mean_of(values.subspan(report.index));
  std::sort(deviations.begin(), deviations.end());  // so that p depends on the values, not on their order
  std::int64_t hits = 0;
  for (std::int64_t draw = 0; draw < options.permutations; ++draw) {
    if (run.cancelled()) return disagree::cancelled_error();
    std::vector<double> order = deviations;
    base::PhiloxReader words(options.seed, (static_cast<std::uint64_t>(disagree::Stream::change_point) << 32) |
                                               static_cast<std::uint64_t>(draw));
    shuffle(order, words);
    hits += largest(order) >= bar ? 1 : 0;
  }
  report.p = static_cast<double>(1 + hits) / static_cast<double>(1 + options.permutations);
  return report;
}

}  // namespace nines
