// Item-rest correlation with a permutation test (gold_suspicion.h).
#include "disagree/hard_items/gold_suspicion.h"

#include <algorithm>
#include <cmath>

#include "base/bootstrap.h"
#include "base/rng.h"
#include "base/stats.h"
#include "disagree/resample/item_rows.h"

namespace nines::disagree {
namespace {

constexpr std::size_t kFewRaters = 3;
constexpr double kTieTolerance = 1e-12;

using Points = std::vector<std::pair<double, double>>;  // skill elsewhere, share right here; ascending

Points points_of(const std::string& item, const std::vector<const RatedAnswer*>& answers, const Skills& skills) {
  std::map<std::string, Tally> here;
  for (const RatedAnswer* answer : answers) {
    if (!answer->is_right) continue;
    here[answer->rater].right += *answer->is_right ? 1 : 0;
    here[answer->rater].all += 1;
  }
  Points points;
  for (const auto& [rater, tally] : here) {
    const Tally other = skills.without(rater, item);
    if (other.all == 0) continue;
    points.emplace_back(static_cast<double>(other.right) / static_cast<double>(other.all),
                        static_cast<double>(tally.right) / static_cast<double>(tally.all));
  }
  std::sort(points.begin(), points.end());  // names of raters must not decide the order
  return points;
}

// Deviations from the mean, in the order given; the sum runs over sorted values.
std::vector<double> deviations(std::vector<double> values) {
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const double mean = base::compensated_sum(sorted) / static_cast<double>(values.size());
  for (double& x : values) x -= mean;
  return values;
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
  base::CompensatedSum sum;
  for (std::size_t i = 0; i < a.size(); ++i) sum.add(a[i] * b[i]);
  return sum.value();
}

bool permutation_p(const std::vector<double>& x, const std::vector<double>& y, double scale,
                   const HardItemOptions& options, const RunContext& run, double& p) {
  const double bar = product(x, y) + kTieTolerance * scale;
  std::vector<double> start = y;
  std::sort(start.begin(), start.end());
  std::int64_t hits = 0;
  for (std::int64_t draw = 0; draw < options.permutations; ++draw) {
    if (draw % 256 == 0 && run.cancelled()) return false;
    base::PhiloxReader words(
        options.seed, (static_cast<std::uint64_t>(Stream::suspect_gold) << 32) | static_cast<std::uint64_t>(draw));
    std::vector<double> order = start;
    for (std::size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[static_cast<std::size_t>(((words.next() >> 32) * i) >> 32)]);
    hits += product(x, order) <= bar ? 1 : 0;
  }
  p = static_cast<double>(1 + hits) / static_cast<double>(1 + options.permutations);
  return true;
}

bool measure(const Points& points, const HardItemOptions& options, const RunContext& run, GoldSuspicion& out) {
  const auto raters = static_cast<std::int64_t>(points.size());
  const base::ItemSample sample{1, raters >= 2 ? 1 : 0, 0, base::Bounds::none};
  const std::string method = "point-biserial correlation over " + std::to_string(raters) +
                             " raters of right here with skill on the other items";
  if (points.size() < kFewRaters) {
    out.correlation = base::no_estimate(EstimateStatus::no_pairable,
                                        "Fewer than three raters with other items answered this one.", sample, method);
    return true;
  }
  std::vector<double> skill;
  std::vector<double> right;
  for (const auto& [x, y] : points) {
    skill.push_back(x);
    right.push_back(y);
  }
  const std::vector<double> x = deviations(std::move(skill));
  const std::vector<double> y = deviations(std::move(right));
  const double scale = std::sqrt(product(x, x) * product(y, y));
  const bool varies = points.front().first != points.back().first &&
                      std::any_of(points.begin(), points.end(),
                                  [&points](const auto& point) { return point.second != points.front().second; });
  if (!varies || !(scale > 0)) {
    out.correlation = base::no_estimate(EstimateStatus::no_variation,
                                        "All raters are equally skilled or equally right here.", sample, method);
    return true;
  }
  out.correlation = base::no_estimate(EstimateStatus::ok, "", sample, method);
  out.correlation.value = std::clamp(product(x, y) / scale, -1.0, 1.0);
  return permutation_p(x, y, scale, options, run, out.p);
}

void adjust(const HardItemOptions& options, std::vector<GoldSuspicion>& rows) {
  std::vector<double> p;
  for (const GoldSuspicion& row : rows) {
    if (row.correlation.value) p.push_back(row.p);
  }
  const Result<std::vector<double>> adjusted = adjust_p_values(p, Adjustment::benjamini_hochberg);
  std::size_t next = 0;
  for (GoldSuspicion& row : rows) {
    if (!row.correlation.value || !adjusted) continue;
    row.adjusted_p = (*adjusted)[next++];
    row.is_suspect = *row.correlation.value < 0 && row.adjusted_p <= options.false_discovery;
  }
}

}  // namespace

bool gold_suspicions(const ItemAnswers& items, const Skills& skills, const HardItemOptions& options,
                     const RunContext& run, std::vector<GoldSuspicion>& out) {
  for (const auto& [item, answers] : items) {
    const bool is_known = std::any_of(answers.begin(), answers.end(),
                                      [](const RatedAnswer* answer) { return answer->is_right.has_value(); });
    if (!is_known) continue;
    GoldSuspicion row;
    row.item = item;
    if (!measure(points_of(item, answers, skills), options, run, row)) return false;
    out.push_back(std::move(row));
  }
  adjust(options, out);
  std::stable_sort(out.begin(), out.end(), [](const GoldSuspicion& a, const GoldSuspicion& b) {
    return a.correlation.value.value_or(2) < b.correlation.value.value_or(2);
  });
  return true;
}

}  // namespace nines::disagree
