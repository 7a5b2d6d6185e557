// Paired comparison of two systems (nines/compare.h).
#include "nines/compare.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/arcsine.h"
#include "base/special.h"
#include "base/stats.h"
#include "disagree/compare/aligned.h"
#include "disagree/compare/sign_flip.h"
#include "disagree/resample/item_rows.h"
#include "disagree/trials.h"
#include "nines/disagree.h"

namespace nines {
namespace {

using base::ItemSample;
using base::kUndefined;
using disagree::Aligned;
using disagree::AlignedItem;
using disagree::ratio;

enum Statistic : std::size_t { kMeanA, kMeanB, kDifference, kCohensH, kOddsRatio, kDetectable, kStatistics };

struct StatisticInfo {
  const char* method;
  const char* undefined;  // why there is no value although there are items
  bool needs_unit;        // scores in [0, 1]
};
constexpr std::array<StatisticInfo, kStatistics> kInfo{{
    {"mean over the compared items of the mean score of A", "", false},
    {"mean over the compared items of the mean score of B", "", false},
    {"mean over items of B - A, paired", "", false},
    {"Cohen's h: 2 asin sqrt(mean B) - 2 asin sqrt(mean A)", "", true},
    {"odds of the mean of B over odds of the mean of A", "A mean of 0 or 1 has no finite odds.", true},
    {"(z_level + z_power) sd of item differences / sqrt(items)", "Two items at least are needed for a spread.", false},
}};

double odds_ratio(double a, double b) {
  return a > 0 && a < 1 && b > 0 && b < 1 ? b * (1 - a) / ((1 - b) * a) : kUndefined;
}

// Columns: 1, a, b, (b - a)^2.
disagree::ItemRows::Finish statistics(double z) {
  return [z](std::span<const double> sums, std::span<double> out) {
    const double n = sums[0];
    const double a = ratio(sums[1], n);
    const double b = ratio(sums[2], n);
    out[kMeanA] = a;
    out[kMeanB] = b;
    out[kDifference] = b - a;
    out[kCohensH] = 2 * (base::share_angle(b) - base::share_angle(a));
    out[kOddsRatio] = odds_ratio(a, b);
    const double squares = sums[3] - n * (b - a) * (b - a);
    out[kDetectable] = n > 1 ? z * std::sqrt(std::max(squares, 0.0) / (n - 1) / n) : kUndefined;
  };
}

Estimate estimate_of(Statistic which, const Aligned& aligned, const base::BootstrapResult& from) {
  const StatisticInfo& info = kInfo[which];
  ItemSample sample;
  sample.used = sample.pairable = static_cast<std::int64_t>(aligned.items.size());
  sample.dropped = aligned.unmatched_items;
  const bool is_mean = which == kMeanA || which == kMeanB;
  sample.bounds = is_mean && aligned.in_unit ? base::Bounds::unit : base::Bounds::none;
  if (aligned.items.empty()) {
    const bool is_unmatched = aligned.unmatched_items > 0;
    return base::no_estimate(is_unmatched ? EstimateStatus::no_pairable : EstimateStatus::no_data,
                             is_unmatched ? "No item (and trial) was answered by both." : "There are no answers.",
                             sample, info.method);
  }
  if (info.needs_unit && !aligned.in_unit)
    return base::no_estimate(EstimateStatus::no_data, "Scores outside [0, 1] are not rates.", sample, info.method);
  if (!base::is_defined(from.values[which]))
    return base::no_estimate(which == kDetectable ? EstimateStatus::too_few_items : EstimateStatus::no_variation,
                             info.undefined, sample, info.method);
  return base::item_estimate(from.values[which], from.intervals[which], sample, info.method);
}

Discordance table_of(const Aligned& aligned) {
  Discordance out;
  for (const AlignedItem& item : aligned.items) {
    (item.a == 1 ? item.b == 1 ? out.both_right : out.only_a : item.b == 1 ? out.only_b : out.both_wrong) += 1;
  }
  return out;
}

// Exact interval: only_b of all discordant pairs is binomial, and odds = share / (1 - share).
Estimate paired_odds(const CompareReport& report, double level, std::int64_t dropped) {
  const std::string method = "only B right / only A right, interval from Clopper-Pearson of the discordant pairs";
  const ItemSample sample{report.items, report.items, dropped, base::Bounds::none};
  if (!report.table)
    return base::no_estimate(report.items == 0 ? EstimateStatus::no_data : EstimateStatus::no_pairable,
                             "Needs one trial of right or wrong a side and item.", sample, method);
  const Discordance& table = *report.table;
  if (table.only_a == 0 || table.only_b == 0)
    return base::no_estimate(EstimateStatus::no_variation,
                             "The items on which the two differ all favour one side, or there are none, so the ratio "
                             "has no finite value.",
                             sample, method);
  Estimate out = base::no_estimate(EstimateStatus::ok, "", sample, method);
  out.value = static_cast<double>(table.only_b) / static_cast<double>(table.only_a);
  Interval share = base::clopper_pearson(table.only_b, table.only_a + table.only_b, level);
  share.low = share.low / (1 - share.low);
  share.high = share.high / (1 - share.high);
  share.method += ", as odds";
  out.ci = share;
  return out;
}

std::optional<Error> bad_options(const CompareOptions& options) {
  if (std::optional<Error> error = disagree::bad_options(options.resample)) return error;
  if (options.permutations < 1 || options.permutations > kMaxPermutations)
    return Error{ErrorCode::out_of_range,
                 "permutations must lie in [1, " + std::to_string(kMaxPermutations) +
                     "]: " + std::to_string(options.permutations),
                 {"", "/permutations", 0, 0, 0}};
  if (!(options.power > 0 && options.power < 1))
    return Error{ErrorCode::out_of_range, "power must lie between 0 and 1", {"", "/power", 0, 0, 0}};
  return std::nullopt;
}

}  // namespace

double mcnemar_exact(std::int64_t only_a, std::int64_t only_b) {
  const std::int64_t n = only_a + only_b;
  const std::int64_t fewer = std::min(only_a, only_b);
  if (2 * fewer >= n) return 1.0;
  // P(X <= fewer), X ~ Binomial(n, 1/2), twice.
  return std::min(1.0, 2 * base::beta_cdf(static_cast<double>(n - fewer), static_cast<double>(fewer + 1), 0.5));
}

Result<CompareReport> compare_paired(const std::vector<TrialScore>& a, const std::vector<TrialScore>& b,
                                     const CompareOptions& options, RunContext& run) {
  if (std::optional<Error> error = bad_options(options)) return *error;
  Result<Aligned> aligned = disagree::align(a, b, options.align);
  if (!aligned) return aligned.error();
  CompareReport report;
  report.issues = aligned->issues;
  report.items = static_cast<std::int64_t>(aligned->items.size());
  report.trials = aligned->trials;
  disagree::ItemRows rows(4);
  std::vector<double> differences;
  for (const AlignedItem& item : aligned->items) {
    const double d = item.b - item.a;
    rows.add({1, item.a, item.b, d * d});
    differences.push_back(d);
  }
  const double z = base::normal_quantile(0.5 + 0.5 * options.resample.level) + base::normal_quantile(options.power);
  base::BootstrapResult result;
  if (report.items > 0)
    result =
        rows.bootstrap(kStatistics, statistics(z), disagree::plan_of(options.resample, disagree::Stream::compare), run);
  if (result.cancelled ||
      !disagree::sign_flip(differences, options.permutations, options.resample.seed, run, report.sign_flip))
    return disagree::cancelled_error();
  Estimate* const places[kStatistics] = {&report.mean_a,   &report.mean_b,     &report.difference,
                                         &report.cohens_h, &report.odds_ratio, &report.detectable_difference};
  for (std::size_t i = 0; i < kStatistics; ++i) *places[i] = estimate_of(static_cast<Statistic>(i), *aligned, result);
  report.mcnemar.method = "exact McNemar needs one trial of right or wrong a side and item";
  if (report.items > 0 && aligned->is_binary_single) {
    report.table = table_of(*aligned);
    report.mcnemar = {mcnemar_exact(report.table->only_a, report.table->only_b), "exact McNemar, two-sided"};
  }
  report.paired_odds_ratio = paired_odds(report, options.resample.level, aligned->unmatched_items);
  if (run.cancelled()) return disagree::cancelled_error();
  return report;
}

std::vector<TrialScore> trial_scores(const Corpus& corpus, const std::string& model, double pass_mark) {
  const disagree::TrialSet trials = disagree::make_trials(corpus, CompareBy::correctness, pass_mark);
  std::vector<TrialScore> out;
  for (std::size_t item = 0; item < trials.item_names.size(); ++item) {
    for (const disagree::Answer& answer : trials.of_item(item)) {
      if (answer.outcome == disagree::Outcome::unknown || trials.model_names[answer.model] != model) continue;
      const Record& record = corpus.records[answer.record];
      std::string trial = record.trial;
      for (const std::string* part : {&record.paraphrase, &record.step, &record.run}) {
        if (!part->empty()) trial += '/' + *part;
      }
      out.push_back({record.item, std::move(trial), answer.outcome == disagree::Outcome::right ? 1.0 : 0.0});
    }
  }
  return out;
}

}  // namespace nines
