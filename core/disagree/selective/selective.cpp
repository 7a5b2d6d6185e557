// Selective answers and calibration (nines/selective.h).
#include "nines/selective.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <utility>

#include "base/special.h"
#include "base/stats.h"
#include "disagree/resample/item_rows.h"
#include "disagree/selective/confidence_levels.h"

namespace nines {
namespace {

using base::kUndefined;
using disagree::LevelCount;

// Of leaving each item out in turn: it cannot be cancelled in between, so it must stay short.
constexpr std::int64_t kMaxLeaveOneOutWork = base::kMaxBootstrapWork / 8;

enum Measure : std::size_t { kAccuracy, kAurc, kAuroc, kBrier, kEce, kMeasures };

struct MeasureInfo {
  const char* id;
  const char* method;
  bool needs_probabilities;
};
constexpr std::array<MeasureInfo, kMeasures> kInfo{{
    {"accuracy", "right / answers", false},
    {"aurc", "area under the risk-coverage curve: mean expected risk over coverages 1/N..1, ties averaged", false},
    {"auroc", "P(a right answer is more confident than a wrong one), ties half", false},
    {"brier", "mean of (confidence - right)^2", true},
    {"ece", "expected calibration error: sum over bins of equal width of |confidence - accuracy| n_b / N", true},
}};

// What one item adds: its counts at each level, levels ascending by index (confidence descending).
using ItemLevels = std::vector<std::pair<std::size_t, std::pair<std::int64_t, std::int64_t>>>;

struct Table {
  std::vector<double> confidence;  // distinct, descending
  std::vector<LevelCount> counts;  // of all answers
  std::vector<ItemLevels> types;   // distinct items, ascending
  std::vector<std::int64_t> multiplicity;
  std::int64_t answers = 0;
  std::int64_t items = 0;
  std::int64_t dropped = 0;
  bool is_clustered = false;  // some item has several answers
  bool has_probabilities = true;
};

Table table_of(const std::vector<ConfidentAnswer>& answers) {
  Table table;
  for (const ConfidentAnswer& answer : answers) {
    if (!(answer.confidence - answer.confidence == 0)) {  // NaN or infinite
      ++table.dropped;
      continue;
    }
    table.confidence.push_back(answer.confidence + 0.0);
  }
  table.answers = static_cast<std::int64_t>(table.confidence.size());
  std::sort(table.confidence.begin(), table.confidence.end(), std::greater<>());
  table.confidence.erase(std::unique(table.confidence.begin(), table.confidence.end()), table.confidence.end());
  table.counts.resize(table.confidence.size());
  std::map<std::string, std::map<std::size_t, std::pair<std::int64_t, std::int64_t>>> items;
  for (const ConfidentAnswer& answer : answers) {
    if (!(answer.confidence - answer.confidence == 0)) continue;
    const auto place =
        std::lower_bound(table.confidence.begin(), table.confidence.end(), answer.confidence + 0.0, std::greater<>());
    const auto level = static_cast<std::size_t>(place - table.confidence.begin());
    auto& [right, wrong] = items[answer.item][level];
    (answer.is_right ? right : wrong) += 1;
    (answer.is_right ? table.counts[level].right : table.counts[level].wrong) += 1;
    table.has_probabilities = table.has_probabilities && answer.confidence >= 0 && answer.confidence <= 1;
  }
  std::map<ItemLevels, std::int64_t> types;
  for (const auto& [name, levels] : items) ++types[ItemLevels(levels.begin(), levels.end())];
  for (const auto& [type, count] : types) {
    table.types.push_back(type);
    table.multiplicity.push_back(count);
    table.items += count;
  }
  table.is_clustered = table.items < table.answers;
  return table;
}

void measure(const Table& table, std::span<const LevelCount> counts, std::int64_t bins, std::span<double> out) {
  out[kAccuracy] = disagree::accuracy_of(counts);
  out[kAurc] = disagree::aurc_of(counts);
  out[kAuroc] = disagree::auroc_of(counts);
  out[kBrier] = table.has_probabilities ? disagree::brier_of(table.confidence, counts) : kUndefined;
  out[kEce] = table.has_probabilities ? disagree::ece_of(table.confidence, counts, bins) : kUndefined;
}

void add_type(std::vector<LevelCount>& counts, const ItemLevels& type, std::int64_t weight) {
  for (const auto& [level, right_wrong] : type) {
    counts[level].right += weight * right_wrong.first;
    counts[level].wrong += weight * right_wrong.second;
  }
}

// `table` must outlive the result.
base::ItemStatistics statistics_of(const Table& table, std::int64_t bins) {
  base::ItemStatistics out;
  out.count = kMeasures;
  out.cost = 2 * table.answers + 3 * static_cast<std::int64_t>(table.confidence.size());
  out.evaluate = [&table, bins](std::span<const std::int64_t> weights, std::span<double> row) {
    std::vector<LevelCount> counts(table.confidence.size());
    for (std::size_t t = 0; t < weights.size(); ++t) {
      if (weights[t] > 0) add_type(counts, table.types[t], weights[t]);
    }
    measure(table, counts, bins, row);
  };
  // Leaving each item out costs a pass over all answers; beyond the budget of draws the interval goes without the
  // acceleration, which such large samples do not need.
  const bool is_affordable = static_cast<std::int64_t>(table.types.size()) <= kMaxLeaveOneOutWork / (1 + out.cost);
  out.leave_one_out = [&table, bins, is_affordable](std::size_t type, std::span<double> row) {
    if (!is_affordable) {
      std::fill(row.begin(), row.end(), kUndefined);
      return;
    }
    std::vector<LevelCount> counts = table.counts;
    add_type(counts, table.types[type], -1);
    measure(table, counts, bins, row);
  };
  return out;
}

Estimate estimate_of(Measure which, const Table& table, const base::BootstrapResult& from) {
  const MeasureInfo& info = kInfo[which];
  // Exact bounds over items hold for means of values in [0, 1] with one answer an item; of these that is accuracy.
  const base::Bounds bounds = which == kAccuracy ? base::Bounds::unit : base::Bounds::none;
  base::ItemSample sample{table.items, table.items, table.dropped, bounds};
  if (table.items == 0)
    return base::no_estimate(EstimateStatus::no_data, "No answer has a confidence.", sample, info.method);
  if (info.needs_probabilities && !table.has_probabilities)
    return base::no_estimate(EstimateStatus::no_data,
                             "Some confidence lies outside [0, 1], so confidences are not probabilities.", sample,
                             info.method);
  if (!base::is_defined(from.values[which]))
    return base::no_estimate(EstimateStatus::no_variation,
                             "All answers are right or all are wrong, so confidence has nothing to tell apart.", sample,
                             info.method);
  return base::item_estimate(from.values[which], from.intervals[which], sample, info.method);
}

std::vector<RiskCoveragePoint> curve_of(const Table& table) {
  std::vector<RiskCoveragePoint> curve;
  RiskCoveragePoint point;
  for (std::size_t i = 0; i < table.counts.size(); ++i) {
    point.threshold = table.confidence[i];
    point.answered += table.counts[i].all();
    point.wrong += table.counts[i].wrong;
    point.coverage = static_cast<double>(point.answered) / static_cast<double>(table.answers);
    point.risk = static_cast<double>(point.wrong) / static_cast<double>(point.answered);
    curve.push_back(point);
  }
  return curve;
}

std::vector<CalibrationBin> bins_of(const Table& table, std::int64_t bins) {
  if (!table.has_probabilities || table.answers == 0) return {};
  std::vector<CalibrationBin> out(static_cast<std::size_t>(bins));
  std::vector<base::CompensatedSum> claimed(out.size());
  std::vector<std::int64_t> right(out.size(), 0);
  for (std::size_t i = 0; i < table.counts.size(); ++i) {
    const std::size_t bin = disagree::calibration_bin(table.confidence[i], bins);
    out[bin].answers += table.counts[i].all();
    claimed[bin].add(table.confidence[i] * static_cast<double>(table.counts[i].all()));
    right[bin] += table.counts[i].right;
  }
  for (std::size_t b = 0; b < out.size(); ++b) {
    out[b].low = static_cast<double>(b) / static_cast<double>(bins);
    out[b].high = static_cast<double>(b + 1) / static_cast<double>(bins);
    if (out[b].answers == 0) continue;
    out[b].mean_confidence = claimed[b].value() / static_cast<double>(out[b].answers);
    out[b].accuracy = static_cast<double>(right[b]) / static_cast<double>(out[b].answers);
  }
  return out;
}

// Upper end of the risk that one test of `tests` may leave open.
double risk_bound(const RiskCoveragePoint& point, double level, std::int64_t tests) {
  const double tail = (1.0 - level) / static_cast<double>(tests);
  return base::clopper_pearson(point.wrong, point.answered, 1.0 - 2.0 * tail).high;
}

// Binary search over thresholds; each of its ceil(log2 m) tests takes its share of the error allowed.
CoverageAtRisk coverage_at_risk(const Table& table, const std::vector<RiskCoveragePoint>& curve,
                                const SelectiveOptions& options) {
  CoverageAtRisk out;
  out.target_risk = options.target_risk;
  const std::string method =
      "largest coverage whose Clopper-Pearson risk bound meets the target, binary search over "
      "thresholds (Geifman & El-Yaniv 2017)";
  const base::ItemSample sample{table.items, table.items, table.dropped, base::Bounds::unit};
  if (curve.empty()) {
    out.coverage = base::no_estimate(EstimateStatus::no_data, "No answer has a confidence.", sample, method);
    return out;
  }
  std::int64_t tests = 1;
  while ((std::size_t{1} << tests) <= curve.size()) ++tests;
  std::size_t low = 0;  // thresholds below this index are known to hold
  std::size_t high = curve.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const double bound = risk_bound(curve[middle], options.resample.level, tests);
    if (bound <= options.target_risk) {
      out.threshold = curve[middle].threshold;
      out.answered = curve[middle].answered;
      out.wrong = curve[middle].wrong;
      out.bound = bound;
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  out.coverage = base::no_estimate(EstimateStatus::ok, "", sample, method);
  out.coverage.value = static_cast<double>(out.answered) / static_cast<double>(table.answers);
  if (!out.threshold) {
    out.coverage.status = EstimateStatus::too_few_items;
    out.coverage.reason =
        "No threshold keeps the risk below the target with enough certainty; more answers or a "
        "higher target are needed.";
  }
  return out;
}

std::optional<Error> bad_options(const SelectiveOptions& options) {
  if (std::optional<Error> error = disagree::bad_options(options.resample)) return error;
  if (!(options.target_risk > 0 && options.target_risk < 1))
    return Error{ErrorCode::out_of_range, "target_risk must lie between 0 and 1", {"", "/target_risk", 0, 0, 0}};
  if (options.bins < 1 || options.bins > kMaxCalibrationBins)
    return Error{ErrorCode::out_of_range,
                 "bins must lie in [1, " + std::to_string(kMaxCalibrationBins) + "]: " + std::to_string(options.bins),
                 {"", "/bins", 0, 0, 0}};
  return std::nullopt;
}

}  // namespace

Result<SelectiveReport> selective_answers(const std::vector<ConfidentAnswer>& answers, const SelectiveOptions& options,
                                          RunContext& run) {
  if (std::optional<Error> error = bad_options(options)) return *error;
  const Table table = table_of(answers);
  base::BootstrapResult result;
  if (table.items > 0)
    result = base::item_bootstrap(table.multiplicity, statistics_of(table, options.bins),
                                  disagree::plan_of(options.resample, disagree::Stream::selective), run);
  if (result.cancelled || run.cancelled()) return disagree::cancelled_error();
  SelectiveReport report;
  report.answers = table.answers;
  report.dropped = table.dropped;
  for (std::size_t i = 0; i < kMeasures; ++i)
    report.estimates.emplace_back(kInfo[i].id, estimate_of(static_cast<Measure>(i), table, result));
  report.curve = curve_of(table);
  report.calibration = bins_of(table, options.bins);
  report.at_target = coverage_at_risk(table, report.curve, options);
  if (table.dropped > 0)
    report.issues.push_back({Severity::warning,
                             "missing_confidence",
                             std::to_string(table.dropped) + " answers have no confidence and are left out",
                             {}});
  if (table.is_clustered)
    report.issues.push_back({Severity::warning,
                             "clustered_answers",
                             "some items have several answers: the bound at the target risk takes answers as "
                             "independent and may be too narrow",
                             {}});
  return report;
}

}  // namespace nines
