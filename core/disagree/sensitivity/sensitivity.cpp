// Variance components and spread over wordings (nines/sensitivity.h).
#include "nines/sensitivity.h"

#include <algorithm>
#include <array>

#include "base/stats.h"
#include "disagree/resample/item_rows.h"
#include "disagree/sensitivity/wordings.h"

namespace nines {
namespace {

using base::ItemSample;
using base::kUndefined;
using disagree::Cell;
using disagree::ratio;
using Wordings = std::map<std::string, Cell>;

// What an item adds: the sums of the nested analysis of variance, then spread and noise with their counts.
enum Column : std::size_t {
  kItems,
  kCells,
  kTrials,
  kCellSquaresOverItem,
  kCellSquares,
  kItemSquares,
  kWithin,
  kBetween,
  kItemMean,
  kItemMeanSquare,
  kSpreadItems,
  kSpread,
  kNoiseItems,
  kObserved,
  kNoise,
  kColumns
};
enum Statistic : std::size_t {
  kVarItem,
  kVarParaphrase,
  kVarRepeat,
  kSpreadOf,
  kObservedOf,
  kNoiseOf,
  kExcess,
  kCount
};

constexpr std::array<const char*, kCount> kMethods{
    "variance between items: nested ANOVA estimator, clipped at 0",
    "variance between wordings of an item: nested ANOVA estimator, clipped at 0",
    "variance between repeats of a wording: mean square within",
    "expected range of the means of a fixed number of wordings, mean over items",
    "variance of the means of an item's wordings, mean over items",
    "mean of s^2/n of an item's wordings, mean over items",
    "observed - noise variance of wording means, mean over items",
};

// Expected largest minus smallest of m drawn without replacement from ascending values.
double expected_range(const std::vector<double>& sorted, std::int64_t m) {
  const auto count = static_cast<std::int64_t>(sorted.size());
  double weight = static_cast<double>(m) / static_cast<double>(count);  // the largest of all is the largest drawn
  base::CompensatedSum range;
  for (std::int64_t k = count; k >= m; --k) {
    const auto place = static_cast<std::size_t>(k - 1);
    range.add(weight * (sorted[place] - sorted[sorted.size() - 1 - place]));
    weight *= k > 1 ? static_cast<double>(k - m) / static_cast<double>(k - 1) : 0;
  }
  return range.value();
}

void add_noise(const Wordings& wordings, std::array<double, kColumns>& row) {
  base::CompensatedSum sum;
  base::CompensatedSum noise;
  for (const auto& [name, cell] : wordings) {
    if (cell.n < 2) return;
    const auto n = static_cast<double>(cell.n);
    sum.add(cell.mean);
    noise.add(cell.squares / (n * (n - 1)));
  }
  const auto count = static_cast<double>(wordings.size());
  const double mean = sum.value() / count;
  base::CompensatedSum squares;
  for (const auto& [name, cell] : wordings) squares.add((cell.mean - mean) * (cell.mean - mean));
  row[kNoiseItems] = 1;
  row[kObserved] = squares.value() / (count - 1);
  row[kNoise] = noise.value() / count;
}

std::array<double, kColumns> row_of(const Wordings& wordings, double centre, std::int64_t spread_of) {
  std::array<double, kColumns> row{};
  base::CompensatedSum sum;
  base::CompensatedSum within;
  std::vector<double> means;
  double n = 0;
  double cell_squares = 0;
  for (const auto& [name, cell] : wordings) {
    const auto trials = static_cast<double>(cell.n);
    n += trials;
    cell_squares += trials * trials;
    sum.add(trials * (cell.mean - centre));
    within.add(cell.squares);
    means.push_back(cell.mean);
  }
  const double mean = sum.value() / n;
  base::CompensatedSum between;
  for (const auto& [name, cell] : wordings) {
    const double d = cell.mean - centre - mean;
    between.add(static_cast<double>(cell.n) * d * d);
  }
  row[kItems] = 1;
  row[kCells] = static_cast<double>(wordings.size());
  row[kTrials] = n;
  row[kCellSquaresOverItem] = cell_squares / n;
  row[kCellSquares] = cell_squares;
  row[kItemSquares] = n * n;
  row[kWithin] = within.value();
  row[kBetween] = between.value();
  row[kItemMean] = n * mean;
  row[kItemMeanSquare] = n * mean * mean;
  std::sort(means.begin(), means.end());
  if (static_cast<std::int64_t>(means.size()) >= spread_of) {
    row[kSpreadItems] = 1;
    row[kSpread] = expected_range(means, spread_of);
  }
  if (means.size() >= 2) add_noise(wordings, row);
  return row;
}

// Expected mean squares of the unbalanced nested design, solved from the inside out.
void finish(std::span<const double> s, std::span<double> out) {
  const double within_df = s[kTrials] - s[kCells];
  const double between_df = s[kCells] - s[kItems];
  const double item_df = s[kItems] - 1;
  out[kVarRepeat] = ratio(s[kWithin], within_df);
  const double repeat = within_df > 0 ? out[kVarRepeat] : 0;
  const double between_weight = s[kTrials] - s[kCellSquaresOverItem];
  const double wording = between_weight > 0 ? (s[kBetween] - between_df * repeat) / between_weight : 0;
  out[kVarParaphrase] = within_df > 0 && between_weight > 0 ? wording : kUndefined;
  const double item_squares = s[kItemMeanSquare] - s[kItemMean] * s[kItemMean] / s[kTrials];
  const double item_weight = s[kTrials] - s[kItemSquares] / s[kTrials];
  const double wording_weight = s[kCellSquaresOverItem] - s[kCellSquares] / s[kTrials];
  out[kVarItem] = item_df > 0 && item_weight > 0
                      ? (item_squares - wording_weight * wording - item_df * repeat) / item_weight
                      : kUndefined;
  out[kSpreadOf] = ratio(s[kSpread], s[kSpreadItems]);
  out[kObservedOf] = ratio(s[kObserved], s[kNoiseItems]);
  out[kNoiseOf] = ratio(s[kNoise], s[kNoiseItems]);
  out[kExcess] = ratio(s[kObserved] - s[kNoise], s[kNoiseItems]);
}

struct Counted {
  std::int64_t items = 0;
  std::int64_t spread_items = 0;
  std::int64_t noise_items = 0;
  std::int64_t wording_items = 0;  // with two wordings
};

const char* why_absent(Statistic which) {
  switch (which) {
    case kVarItem: return "One item has no variance between items.";
    case kVarParaphrase:
      return "No wording was asked twice, or no item has two wordings, so wording looks like chance.";
    case kVarRepeat: return "No wording was asked twice.";
    case kSpreadOf: return "No item has so many wordings.";
    default: return "No item has two wordings that were each asked twice.";
  }
}

Estimate estimate_of(Statistic which, const base::BootstrapResult& from, const Counted& counted) {
  ItemSample sample;
  sample.used = which == kSpreadOf ? counted.spread_items : which >= kObservedOf ? counted.noise_items : counted.items;
  sample.pairable = which <= kVarRepeat ? counted.wording_items : sample.used;
  sample.dropped = counted.items - sample.used;
  sample.bounds = base::Bounds::none;
  if (counted.items == 0)
    return base::no_estimate(EstimateStatus::no_data, "There are no scores.", sample, kMethods[which]);
  if (!base::is_defined(from.values[which]))
    return base::no_estimate(EstimateStatus::no_pairable, why_absent(which), sample, kMethods[which]);
  return base::item_estimate(from.values[which], from.intervals[which], sample, kMethods[which]);
}

VarianceComponent clipped(Estimate estimate) {
  VarianceComponent out;
  if (estimate.value) {
    out.unclipped = *estimate.value;
    out.is_clipped = out.unclipped < 0;
    estimate.value = std::max(0.0, out.unclipped);
  }
  if (estimate.ci) {
    estimate.ci->low = std::max(0.0, estimate.ci->low);
    estimate.ci->high = std::max(0.0, estimate.ci->high);
  }
  out.estimate = std::move(estimate);
  return out;
}

double centre_of(const disagree::Cells& cells) {
  base::CompensatedSum sum;
  double n = 0;
  for (const auto& [item, models] : cells) {
    for (const auto& [name, cell] : models.begin()->second) {
      sum.add(static_cast<double>(cell.n) * cell.mean);
      n += static_cast<double>(cell.n);
    }
  }
  return n > 0 ? sum.value() / n : 0;
}

}  // namespace

Result<SensitivityReport> wording_sensitivity(const std::vector<WordingScore>& rows, const std::string& model,
                                              const SensitivityOptions& options, RunContext& run) {
  if (std::optional<Error> error = disagree::bad_options(options.resample)) return *error;
  if (options.wordings < 2)
    return Error{ErrorCode::out_of_range, "a spread needs two wordings", {"", "/wordings", 0, 0, 0}};
  const Result<disagree::Cells> cells = disagree::gather_cells(rows, model, false);
  if (!cells) return cells.error();
  const double centre = centre_of(*cells);
  disagree::ItemRows table(kColumns);
  SensitivityReport report;
  Counted counted;
  for (const auto& [item, models] : *cells) {
    const std::array<double, kColumns> row = row_of(models.begin()->second, centre, options.wordings);
    table.add(row);
    ++counted.items;
    counted.spread_items += row[kSpreadItems] > 0 ? 1 : 0;
    counted.noise_items += row[kNoiseItems] > 0 ? 1 : 0;
    counted.wording_items += row[kCells] > 1 ? 1 : 0;
    report.wordings += static_cast<std::int64_t>(row[kCells]);
    report.trials += static_cast<std::int64_t>(row[kTrials]);
  }
  report.items = counted.items;
  base::BootstrapResult result;
  if (counted.items > 0)
    result = table.bootstrap(kCount, finish, disagree::plan_of(options.resample, disagree::Stream::sensitivity), run);
  if (result.cancelled || run.cancelled()) return disagree::cancelled_error();
  report.item = clipped(estimate_of(kVarItem, result, counted));
  report.paraphrase = clipped(estimate_of(kVarParaphrase, result, counted));
  report.repeat = clipped(estimate_of(kVarRepeat, result, counted));
  report.spread = estimate_of(kSpreadOf, result, counted);
  report.observed_variance = estimate_of(kObservedOf, result, counted);
  report.noise_variance = estimate_of(kNoiseOf, result, counted);
  report.excess_variance = estimate_of(kExcess, result, counted);
  return report;
}

}  // namespace nines
