// Item bootstrap: intervals for any statistic of a sample of items, by resampling whole items (the
// clusters), never their answers. Items with the same sufficient statistics form one type, so a
// resample is a vector of weights per type and costs no more than the number of types. Called by
// disagree and simulate (fit). Counter-based draws: the same data and seed give the same interval
// whatever the platform or the order of rows. Sources: Efron 1987, "Better bootstrap confidence
// intervals" (BCa); Davison & Hinkley 1997, section 2.4 (clusters).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nines/run_context.h"
#include "nines/values.h"

namespace nines::base {

// What a statistic is where it is not defined (no variation in this resample, no item with k
// trials). Never leaves the core.
inline constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
inline bool is_defined(double value) { return value == value; }

inline constexpr std::int64_t kMinBootstrap = 200;              // draws kept even when the data are huge
inline constexpr std::int64_t kMaxBootstrapWork = 200'000'000;  // draws * cost of one; more is cut, and said

// Statistics of one sample. `evaluate` fills `out` (size `count`) from weights per type;
// `leave_one_out` does so for the whole sample without one item of `type`. Both write kUndefined
// where a statistic does not exist.
struct ItemStatistics {
  std::size_t count = 0;
  std::int64_t cost = 1;  // of one evaluate, in multiply-adds
  std::function<void(std::span<const std::int64_t> weights, std::span<double> out)> evaluate;
  std::function<void(std::size_t type, std::span<double> out)> leave_one_out;
};

// Statistics that are functions of sums over items. `rows` holds, type after type, what one item of
// the type adds to each of `columns` sums; `finish` turns the sums into `count` statistics.
struct AdditiveStatistics {
  std::size_t columns = 0;
  std::size_t count = 0;
  std::vector<double> rows;
  std::function<void(std::span<const double> sums, std::span<double> out)> finish;
};
ItemStatistics additive_statistics(AdditiveStatistics from, std::span<const std::int64_t> multiplicity);

struct BootstrapPlan {
  std::uint64_t seed = 1;
  std::uint32_t stream = 0;    // one per use, so that no two share draws
  std::int64_t draws = 2'000;  // <= 0: no intervals
  double level = 0.95;
  double progress_from = 0;  // share of the caller's progress that this run covers
  double progress_to = 1;
};

struct BootstrapResult {
  std::vector<double> values;                      // of the sample itself
  std::vector<std::optional<Interval>> intervals;  // absent: undefined, or the draws do not spread
  std::int64_t draws = 0;                          // made; fewer than planned for huge data
  bool cancelled = false;
};

// Draws resamples of sum(multiplicity) items. Exposed for tests; item_bootstrap is the use.
class ItemResampler {
 public:
  explicit ItemResampler(std::span<const std::int64_t> multiplicity);
  // Fills weights (one per type, summing to the number of items) for draw number `draw`. Cost:
  // O(cost()).
  void draw(std::uint64_t seed, std::uint64_t stream, std::span<std::int64_t> weights) const;
  [[nodiscard]] std::int64_t cost() const { return cost_; }

 private:
  std::vector<std::int64_t> multiplicity_;
  std::vector<std::uint32_t> type_of_item_;  // empty when types are drawn by binomials instead
  std::int64_t items_ = 0;
  std::int64_t cost_ = 0;
};

// In: multiplicity[t] >= 1 items of type t. Out: sample values and BCa intervals (percentile where
// the correction is not defined). Cost: O(draws * (items or types) + types * leave_one_out). Cancel
// is asked at every draw.
BootstrapResult item_bootstrap(std::span<const std::int64_t> multiplicity, const ItemStatistics& statistics,
                               const BootstrapPlan& plan, const RunContext& run);

// An Estimate over items with its status: no_data without items, too_few_items below kFewItems
// (value kept, no interval), no interval for a value that does not spread: exact bounds where it is
// 0 or 1 and lies in [0, 1], else degenerate_ci.
enum class Bounds : std::uint8_t { unit, none };
struct ItemSample {
  std::int64_t used = 0;      // items the value rests on
  std::int64_t pairable = 0;  // of these, items with two or more answers
  std::int64_t dropped = 0;   // items that could not be used
  Bounds bounds = Bounds::unit;
};
Estimate item_estimate(double value, const std::optional<Interval>& interval, const ItemSample& sample,
                       std::string method);
// An Estimate without value.
Estimate no_estimate(EstimateStatus status, std::string reason, const ItemSample& sample, std::string method);

}  // namespace nines::base
