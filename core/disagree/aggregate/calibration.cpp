// Calibration of posteriors, with gold and without (nines/aggregate.h). ECE: Naeini, Cooper & Hauskrecht 2015, equal
// widths, the last bin closed on the right; Brier 1950.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "base/bootstrap.h"
#include "base/canonical.h"
#include "base/special.h"
#include "base/stats.h"
#include "disagree/aggregate/temperature.h"
#include "nines/aggregate.h"
#include "nines/disagree.h"

namespace nines {
namespace {

// Sums of one item: per bin the items, their probability and their right ones; then right and Brier of all.
constexpr std::size_t kRightColumn = 3 * kCalibrationBins;
constexpr std::size_t kBrierColumn = kRightColumn + 1;
constexpr std::size_t kItemColumn = kRightColumn + 2;
constexpr std::size_t kColumns = kRightColumn + 3;
constexpr std::uint32_t kStream = 0xCA1B;

std::array<double, kColumns> row_of(const AggregateReport& report, std::size_t item, std::uint32_t gold) {
  std::array<double, kColumns> row{};
  const ItemConsensus& consensus = report.items[item];
  double right = consensus.value && *consensus.value == gold ? 1 : 0;
  if (std::find(consensus.ties.begin(), consensus.ties.end(), gold) != consensus.ties.end())
    right = 1.0 / static_cast<double>(consensus.ties.size());
  const double p = std::min(1.0, consensus.probability);
  const std::size_t bin =
      std::min(kCalibrationBins - 1, static_cast<std::size_t>(p * static_cast<double>(kCalibrationBins)));
  row[3 * bin] = 1;
  row[3 * bin + 1] = p;
  row[3 * bin + 2] = right;
  row[kRightColumn] = right;
  for (std::size_t k = 0; k < report.values; ++k) {
    const double d = report.posterior[item * report.values + k] - (k == gold ? 1.0 : 0.0);
    row[kBrierColumn] += d * d;
  }
  if (gold >= report.values) row[kBrierColumn] += 1;  // the truth itself, which has no posterior
  row[kItemColumn] = 1;
  return row;
}

void finish(std::span<const double> sums, std::span<double> out) {
  const double items = sums[kItemColumn];
  double gap = 0;
  for (std::size_t bin = 0; bin < kCalibrationBins; ++bin) {
    const double d = sums[3 * bin + 1] - sums[3 * bin + 2];
    gap += d < 0 ? -d : d;
  }
  out[0] = items > 0 ? sums[kRightColumn] / items : base::kUndefined;
  out[1] = items > 0 ? gap / items : base::kUndefined;
  out[2] = items > 0 ? sums[kBrierColumn] / items : base::kUndefined;
}

}  // namespace

std::vector<std::uint32_t> gold_of(const Corpus& corpus, const Ratings& ratings) {
  std::vector<std::uint32_t> out(ratings.items.size(), kNoGold);
  std::vector<bool> contradicted(ratings.items.size(), false);
  std::map<std::string_view, std::uint32_t> places;
  for (std::uint32_t k = 0; k < ratings.values.size(); ++k) places.emplace(ratings.values[k], k);
  for (const Record& record : corpus.records) {
    const auto item = std::lower_bound(ratings.items.begin(), ratings.items.end(), record.item);
    if (record.expected.empty() || item == ratings.items.end() || *item != record.item) continue;
    const auto at = static_cast<std::size_t>(item - ratings.items.begin());
    const std::string text = base::compared_text(record.expected);
    const auto value = places.find(text);
    const std::uint32_t gold = value != places.end() ? value->second : kOtherGold;
    if (out[at] != kNoGold && out[at] != gold) contradicted[at] = true;
    out[at] = gold;
  }
  for (std::size_t item = 0; item < out.size(); ++item) {
    if (contradicted[item]) out[item] = kNoGold;
  }
  return out;
}

Result<CalibrationReport> calibrate_with_gold(const AggregateReport& report, std::span<const std::uint32_t> gold,
                                              std::uint64_t seed, std::int64_t draws, RunContext& run) {
  NINES_ASSERT(gold.size() == report.items.size());
  base::AdditiveStatistics table;
  table.columns = kColumns;
  table.count = 3;
  table.finish = finish;
  base::ItemSample sample;
  for (std::size_t item = 0; item < gold.size(); ++item) {
    if (gold[item] == kNoGold || report.items[item].probability == 0) {
      ++sample.dropped;
      continue;
    }
    ++sample.used;
    const std::array<double, kColumns> row = row_of(report, item, gold[item]);
    table.rows.insert(table.rows.end(), row.begin(), row.end());
  }
  sample.pairable = sample.used;
  const std::vector<std::int64_t> multiplicity(static_cast<std::size_t>(sample.used), 1);
  base::BootstrapPlan plan;
  plan.seed = seed;
  plan.stream = kStream;
  plan.draws = draws;
  const base::BootstrapResult result =
      base::item_bootstrap(multiplicity, base::additive_statistics(std::move(table), multiplicity), plan, run);
  if (result.cancelled) return Error{ErrorCode::cancelled, "cancelled", {}};
  const auto estimate = [&](std::size_t i, const char* method) {
    if (sample.used == 0) return base::no_estimate(EstimateStatus::no_data, "No item has gold.", sample, method);
    return base::item_estimate(result.values[i], result.intervals[i], sample, method);
  };
  CalibrationReport out;
  out.accuracy = estimate(0, "share of items whose consensus is the gold; a tie counts 1 / ties");
  out.calibration_error = estimate(1, "expected calibration error of the consensus, 10 bins of equal width");
  out.brier = estimate(2, "Brier score, summed over values");
  return out;
}

Result<SelfCalibration> calibrate_without_gold(const Ratings& ratings, const AggregateReport& report, RunContext& run) {
  AggregateOptions options;
  if (std::optional<Error> error = disagree::check_options(ratings, options)) return *std::move(error);
  NINES_ASSERT(report.posterior.size() == ratings.items.size() * ratings.values.size());
  const disagree::FitInput input{ratings, options, run};
  const disagree::Temperature temperature = disagree::temperature_of_report(input, report);
  if (run.cancelled()) return Error{ErrorCode::cancelled, "cancelled", {}};
  SelfCalibration out;
  base::ItemSample sample;
  sample.used = temperature.items;
  sample.pairable = temperature.items;
  sample.dropped = static_cast<std::int64_t>(ratings.items.size()) - temperature.items;
  const char* method = "mean log-likelihood of a left-out rating, best temperature against 1";
  if (temperature.ratings == 0) {
    out.gain = base::no_estimate(EstimateStatus::no_pairable, "No item has two raters.", sample, method);
    return out;
  }
  out.temperature = temperature.value;
  out.gain = base::no_estimate(EstimateStatus::ok, "", sample, method);
  out.gain.value = temperature.gain;
  if (temperature.items < kFewItems) {
    out.gain.status = EstimateStatus::too_few_items;
    out.gain.reason = "Only " + std::to_string(temperature.items) + " items with two raters.";
  }
  return out;
}

}  // namespace nines
