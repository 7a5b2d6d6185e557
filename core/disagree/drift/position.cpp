// A measure against position, and sustained operation (nines/drift.h).
#include <algorithm>
#include <map>
#include <set>

#include "base/special.h"
#include "base/stats.h"
#include "disagree/compare/sign_flip.h"
#include "disagree/resample/item_rows.h"
#include "nines/drift.h"

namespace nines {
namespace {

using base::ItemSample;

// By item: (position, value), ascending.
using Sessions = std::map<std::string, std::vector<std::pair<double, double>>>;

Result<Sessions> sessions_of(const std::vector<PositionValue>& values) {
  Sessions out;
  for (const PositionValue& row : values) {
    if (!(row.position - row.position == 0) || !(row.value - row.value == 0))
      return Error{ErrorCode::bad_value, "a position or value of item \"" + row.item + "\" is not a finite number", {}};
    out[row.item].emplace_back(row.position + 0.0, row.value + 0.0);
  }
  for (auto& [item, points] : out) std::sort(points.begin(), points.end());
  return out;
}

struct Moments {
  double xy = 0;
  double xx = 0;
};

Moments moments_of(const std::vector<std::pair<double, double>>& points) {
  base::CompensatedSum x_sum;
  base::CompensatedSum y_sum;
  for (const auto& [x, y] : points) {
    x_sum.add(x);
    y_sum.add(y);
  }
  const auto n = static_cast<double>(points.size());
  const double x_mean = x_sum.value() / n;
  const double y_mean = y_sum.value() / n;
  base::CompensatedSum xy;
  base::CompensatedSum xx;
  for (const auto& [x, y] : points) {
    xy.add((x - x_mean) * (y - y_mean));
    xx.add((x - x_mean) * (x - x_mean));
  }
  return {xy.value(), xx.value()};
}

// Means by position, one pair of columns (count, sum of the item's mean there) each.
bool add_positions(const Sessions& sessions, const std::set<double>& positions, const CompareOptions& options,
                   const RunContext& run, TrendReport& report) {
  const std::vector<double> places(positions.begin(), positions.end());
  disagree::ItemRows rows(2 * places.size());
  std::vector<std::int64_t> items(places.size(), 0);
  for (const auto& [item, points] : sessions) {
    std::vector<double> row(2 * places.size(), 0);
    for (std::size_t i = 0; i < points.size();) {
      base::CompensatedSum sum;
      std::size_t end = i;
      for (; end < points.size() && points[end].first == points[i].first; ++end) sum.add(points[end].second);
      const auto place =
          static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), points[i].first) - places.begin());
      row[2 * place] = 1;
      row[2 * place + 1] = sum.value() / static_cast<double>(end - i);
      ++items[place];
      i = end;
    }
    rows.add(row);
  }
  const auto finish = [](std::span<const double> sums, std::span<double> out) {
    for (std::size_t p = 0; p < out.size(); ++p) out[p] = disagree::ratio(sums[2 * p + 1], sums[2 * p]);
  };
  const base::BootstrapResult result =
      rows.bootstrap(places.size(), finish, disagree::plan_of(options.resample, disagree::Stream::position), run);
  if (result.cancelled) return false;
  for (std::size_t p = 0; p < places.size(); ++p) {
    const ItemSample sample{items[p], items[p], 0, base::Bounds::none};
    report.positions.push_back({places[p], base::item_estimate(result.values[p], result.intervals[p], sample,
                                                               "mean over the items that have the position")});
  }
  return true;
}

Estimate without_slope(const Sessions& sessions, const ItemSample& sample, const std::string& method) {
  if (sessions.empty()) return base::no_estimate(EstimateStatus::no_data, "There are no values.", sample, method);
  return base::no_estimate(EstimateStatus::no_pairable, "No item has values at two positions.", sample, method);
}

}  // namespace

Result<TrendReport> position_trend(const std::vector<PositionValue>& values, const CompareOptions& options,
                                   RunContext& run) {
  if (std::optional<Error> error = disagree::bad_options(options.resample)) return *error;
  if (options.permutations < 1 || options.permutations > kMaxPermutations)
    return Error{ErrorCode::out_of_range, "permutations is out of range", {"", "/permutations", 0, 0, 0}};
  const Result<Sessions> sessions = sessions_of(values);
  if (!sessions) return sessions.error();
  TrendReport report;
  std::set<double> positions;
  disagree::ItemRows rows(2);
  std::vector<double> contributions;
  ItemSample sample;
  sample.bounds = base::Bounds::none;
  for (const auto& [item, points] : *sessions) {
    for (const auto& [position, value] : points) positions.insert(position);
    if (points.front().first == points.back().first) {
      ++sample.dropped;
      continue;
    }
    const Moments moments = moments_of(points);
    rows.add({moments.xy, moments.xx});
    contributions.push_back(moments.xy);
    ++sample.used;
  }
  sample.pairable = sample.used;
  const std::string method = "least squares within items: sum of S_xy over sum of S_xx";
  base::BootstrapResult result;
  if (sample.used > 0) {
    const auto finish = [](std::span<const double> sums, std::span<double> out) {
      out[0] = disagree::ratio(sums[0], sums[1]);
    };
    result = rows.bootstrap(1, finish, disagree::plan_of(options.resample, disagree::Stream::position), run);
  }
  if (result.cancelled ||
      !disagree::sign_flip(contributions, options.permutations, options.resample.seed, run, report.test))
    return disagree::cancelled_error();
  report.slope = sample.used == 0 ? without_slope(*sessions, sample, method)
                                  : base::item_estimate(result.values[0], result.intervals[0], sample, method);
  if (positions.size() > kMaxListedPositions) {
    report.issues.push_back({Severity::note,
                             "many_positions",
                             std::to_string(positions.size()) + " different positions are too many to list",
                             {}});
  } else if (!positions.empty() && !add_positions(*sessions, positions, options, run, report)) {
    return disagree::cancelled_error();
  }
  return report;
}

Result<SustainedReport> sustained_operation(const std::vector<PositionValue>& values, double pass_mark,
                                            const ResampleOptions& options, RunContext& run) {
  if (std::optional<Error> error = disagree::bad_options(options)) return *error;
  const Result<Sessions> sessions = sessions_of(values);
  if (!sessions) return sessions.error();
  std::set<std::size_t> seen;
  for (const auto& [item, points] : *sessions) {
    if (points.size() > 1) seen.insert(points.size());
  }
  const std::vector<std::size_t> lengths(seen.begin(), seen.end());
  disagree::ItemRows rows(3 + lengths.size());  // sessions, first passes, all pass, sessions of each length
  ItemSample sample;
  for (const auto& [item, points] : *sessions) {
    if (points.size() < 2) {
      ++sample.dropped;
      continue;
    }
    std::vector<double> row(3 + lengths.size(), 0);
    row[0] = 1;
    row[1] = points.front().second >= pass_mark ? 1 : 0;
    row[2] = std::all_of(points.begin(), points.end(), [&](const auto& p) { return p.second >= pass_mark; }) ? 1 : 0;
    const auto place = std::lower_bound(lengths.begin(), lengths.end(), points.size()) - lengths.begin();
    row[3 + static_cast<std::size_t>(place)] = 1;
    rows.add(row);
    ++sample.used;
  }
  sample.pairable = sample.used;
  const auto finish = [&lengths](std::span<const double> sums, std::span<double> out) {
    out[0] = disagree::ratio(sums[1], sums[0]);
    out[1] = disagree::ratio(sums[2], sums[0]);
    base::CompensatedSum powers;
    for (std::size_t i = 0; i < lengths.size(); ++i)
      powers.add(sums[3 + i] * base::pow(out[0], static_cast<double>(lengths[i])));
    out[2] = disagree::ratio(powers.value(), sums[0]);
    out[3] = out[1] - out[0];
  };
  base::BootstrapResult result;
  if (sample.used > 0) result = rows.bootstrap(4, finish, disagree::plan_of(options, disagree::Stream::position), run);
  if (result.cancelled || run.cancelled()) return disagree::cancelled_error();
  SustainedReport report;
  const char* const methods[] = {"share of sessions whose first run passes", "share of sessions all of whose runs pass",
                                 "mean over sessions of (first-run rate)^runs", "sustained - single"};
  Estimate* const places[] = {&report.single, &report.sustained, &report.independent, &report.gap};
  for (std::size_t i = 0; i < 4; ++i) {
    sample.bounds = i < 2 ? base::Bounds::unit : base::Bounds::none;
    *places[i] = sample.used == 0
                     ? base::no_estimate(sessions->empty() ? EstimateStatus::no_data : EstimateStatus::no_pairable,
                                         sessions->empty() ? "There are no values." : "No session has two runs.",
                                         sample, methods[i])
                     : base::item_estimate(result.values[i], result.intervals[i], sample, methods[i]);
  }
  return report;
}

}  // namespace nines
