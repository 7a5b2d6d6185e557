// Accuracy of a checker given right and wrong work (nines/checker.h).
#include "nines/checker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/stats.h"
#include "disagree/resample/item_rows.h"
#include "nines/disagree.h"

namespace nines {
namespace {

using base::ItemSample;
using disagree::ratio;

// Sums over judgements, in the order of the columns of an item.
enum Column : std::size_t { kRightAccepted, kRightRejected, kWrongAccepted, kWrongRejected, kColumns };
using Sums = std::span<const double>;

double sensitivity(Sums s) { return ratio(s[kRightAccepted], s[kRightAccepted] + s[kRightRejected]); }
double specificity(Sums s) { return ratio(s[kWrongRejected], s[kWrongAccepted] + s[kWrongRejected]); }

// How an interval is made without resampling: for a share, or for a x sensitivity + b x specificity.
enum class Form : std::uint8_t { share, contrast };

struct MeasureInfo {
  const char* id;
  const char* method;
  Form form;
  Column hits[2];    // share: the columns of its numerator and
  Column misses[2];  // the rest of its denominator
  double scale;      // contrast: a = scale, b = sign * scale
  double sign;
  double (*value)(Sums);
  const char* absent;  // why there is no value
};

constexpr const char* kNoRight = "The solver was never right.";
constexpr const char* kNoWrong = "The solver was never wrong.";
constexpr const char* kNoBoth = "Needs both right and wrong answers of the solver.";

constexpr std::array kMeasures{
    MeasureInfo{"sensitivity",
                "accepted / right",
                Form::share,
                {kRightAccepted, kColumns},
                {kRightRejected, kColumns},
                0,
                0,
                sensitivity,
                kNoRight},
    MeasureInfo{"specificity",
                "rejected / wrong",
                Form::share,
                {kWrongRejected, kColumns},
                {kWrongAccepted, kColumns},
                0,
                0,
                specificity,
                kNoWrong},
    MeasureInfo{"gap",
                "sensitivity - specificity",
                Form::contrast,
                {},
                {},
                1,
                -1,
                [](Sums s) { return sensitivity(s) - specificity(s); },
                kNoBoth},
    MeasureInfo{"youden_j",
                "sensitivity + specificity - 1",
                Form::contrast,
                {},
                {},
                1,
                1,
                [](Sums s) { return sensitivity(s) + specificity(s) - 1; },
                kNoBoth},
    MeasureInfo{"balanced_accuracy",
                "(sensitivity + specificity) / 2",
                Form::contrast,
                {},
                {},
                0.5,
                1,
                [](Sums s) { return 0.5 * (sensitivity(s) + specificity(s)); },
                kNoBoth},
    MeasureInfo{"accuracy",
                "(right accepted + wrong rejected) / all",
                Form::share,
                {kRightAccepted, kWrongRejected},
                {kRightRejected, kWrongAccepted},
                0,
                0,
                [](Sums s) { return ratio(s[0] + s[3], s[0] + s[1] + s[2] + s[3]); },
                "There are no judgements."},
    MeasureInfo{"precision",
                "right / accepted",
                Form::share,
                {kRightAccepted, kColumns},
                {kWrongAccepted, kColumns},
                0,
                0,
                [](Sums s) { return ratio(s[0], s[0] + s[2]); },
                "The checker accepted nothing."},
    MeasureInfo{"negative_precision",
                "wrong / rejected",
                Form::share,
                {kWrongRejected, kColumns},
                {kRightRejected, kColumns},
                0,
                0,
                [](Sums s) { return ratio(s[3], s[1] + s[3]); },
                "The checker rejected nothing."},
    MeasureInfo{"share_right",
                "right / all",
                Form::share,
                {kRightAccepted, kRightRejected},
                {kWrongAccepted, kWrongRejected},
                0,
                0,
                [](Sums s) { return ratio(s[0] + s[1], s[0] + s[1] + s[2] + s[3]); },
                "There are no judgements."},
};

using Counts = std::array<std::int64_t, kColumns>;

std::int64_t sum_of(const Column (&columns)[2], const Counts& counts) {
  std::int64_t sum = 0;
  for (const Column column : columns) sum += column == kColumns ? 0 : counts[column];
  return sum;
}

// Newcombe's interval for a p + b q from the Wilson intervals of p and q, each end as far from the value as the ends
// that pull there are from theirs.
Interval newcombe(const MeasureInfo& info, double value, const Counts& c, double level) {
  const Interval p = base::wilson_interval(c[kRightAccepted], c[kRightAccepted] + c[kRightRejected], level);
  const Interval q = base::wilson_interval(c[kWrongRejected], c[kWrongAccepted] + c[kWrongRejected], level);
  const double p_hat =
      static_cast<double>(c[kRightAccepted]) / static_cast<double>(c[kRightAccepted] + c[kRightRejected]);
  const double q_hat =
      static_cast<double>(c[kWrongRejected]) / static_cast<double>(c[kWrongAccepted] + c[kWrongRejected]);
  const bool is_sum = info.sign > 0;
  const double p_down = p_hat - p.low;
  const double p_up = p.high - p_hat;
  const double q_down = is_sum ? q_hat - q.low : q.high - q_hat;
  const double q_up = is_sum ? q.high - q_hat : q_hat - q.low;
  Interval out;
  out.low = value - info.scale * std::sqrt(p_down * p_down + q_down * q_down);
  out.high = value + info.scale * std::sqrt(p_up * p_up + q_up * q_up);
  out.level = level;
  out.method = "Newcombe 1998, method 10";
  return out;
}

struct Gathered {
  Counts counts{};
  std::int64_t items = 0;
  bool is_clustered = false;
  base::BootstrapResult bootstrap;  // when clustered
  Counts items_with{};              // by solver right (0, 1) or wrong (2, 3): items that have such a judgement
};

// Judgements that the estimate rests on; the smaller group of a contrast.
std::int64_t support(const MeasureInfo& info, const Counts& c) {
  if (info.form == Form::share) return sum_of(info.hits, c) + sum_of(info.misses, c);
  return std::min(c[kRightAccepted] + c[kRightRejected], c[kWrongAccepted] + c[kWrongRejected]);
}

// Items behind the smaller of the groups that the estimate rests on, when items have several judgements.
std::int64_t supporting_items(const MeasureInfo& info, const Gathered& from) {
  if (info.form == Form::contrast) return std::min(from.items_with[kRightAccepted], from.items_with[kWrongRejected]);
  const bool is_given_truth = info.hits[1] == kColumns && info.misses[0] / 2 == info.hits[0] / 2;
  return is_given_truth ? from.items_with[info.hits[0]] : from.items;
}

Estimate estimate_of(std::size_t index, const Gathered& from, double level) {
  const MeasureInfo& info = kMeasures[index];
  const std::int64_t rests_on = support(info, from.counts);
  ItemSample sample{from.is_clustered ? supporting_items(info, from) : rests_on, from.items, 0, base::Bounds::none};
  if (from.items == 0)
    return base::no_estimate(EstimateStatus::no_data, "There are no judgements.", sample, info.method);
  std::array<double, kColumns> sums{};
  for (std::size_t i = 0; i < kColumns; ++i) sums[i] = static_cast<double>(from.counts[i]);
  const double value = info.value(sums);
  if (!base::is_defined(value)) return base::no_estimate(EstimateStatus::no_data, info.absent, sample, info.method);
  if (from.is_clustered)
    return base::item_estimate(from.bootstrap.values[index], from.bootstrap.intervals[index], sample, info.method);
  Estimate out = base::no_estimate(EstimateStatus::ok, "", sample, info.method);
  out.value = value;
  if (rests_on < kFewItems) {
    out.status = EstimateStatus::too_few_items;
    out.reason = "It rests on " + std::to_string(rests_on) + (rests_on == 1 ? " judgement" : " judgements") +
                 "; an interval needs at least " + std::to_string(kFewItems) + ".";
  } else if (info.form == Form::share) {
    out.ci = base::wilson_interval(sum_of(info.hits, from.counts), rests_on, level);
  } else {
    out.ci = newcombe(info, value, from.counts, level);
  }
  return out;
}

}  // namespace

Result<CheckerReport> checker_gap(const std::vector<CheckedAnswer>& answers, const ResampleOptions& options,
                                  RunContext& run) {
  if (std::optional<Error> error = disagree::bad_options(options)) return *error;
  std::map<std::string, std::array<double, kColumns>> items;
  Gathered gathered;
  for (const CheckedAnswer& answer : answers) {
    const Column column = answer.solver_is_right ? (answer.checker_accepts ? kRightAccepted : kRightRejected)
                                                 : (answer.checker_accepts ? kWrongAccepted : kWrongRejected);
    items[answer.item][column] += 1;
    ++gathered.counts[column];
  }
  gathered.items = static_cast<std::int64_t>(items.size());
  gathered.is_clustered = items.size() < answers.size();
  if (gathered.is_clustered) {
    disagree::ItemRows rows(kColumns);
    for (const auto& [item, row] : items) {
      rows.add(row);
      for (const Column first : {kRightAccepted, kWrongAccepted}) {
        const std::int64_t has_any = row[first] + row[first + 1] > 0 ? 1 : 0;
        gathered.items_with[first] += has_any;
        gathered.items_with[first + 1] += has_any;
      }
    }
    const auto finish = [](std::span<const double> sums, std::span<double> out) {
      for (std::size_t i = 0; i < kMeasures.size(); ++i) out[i] = kMeasures[i].value(sums);
    };
    gathered.bootstrap =
        rows.bootstrap(kMeasures.size(), finish, disagree::plan_of(options, disagree::Stream::checker), run);
  }
  if (gathered.bootstrap.cancelled || run.cancelled()) return disagree::cancelled_error();
  CheckerReport report;
  report.table = {gathered.counts[0], gathered.counts[1], gathered.counts[2], gathered.counts[3]};
  report.items = gathered.items;
  for (std::size_t i = 0; i < kMeasures.size(); ++i)
    report.estimates.emplace_back(kMeasures[i].id, estimate_of(i, gathered, options.level));
  return report;
}

}  // namespace nines
