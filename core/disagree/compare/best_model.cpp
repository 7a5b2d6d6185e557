// Which model is best, by item bootstrap (nines/compare.h).
#include <algorithm>
#include <map>
#include <set>

#include "base/stats.h"
#include "disagree/resample/item_rows.h"
#include "nines/compare.h"
#include "nines/disagree.h"

namespace nines {
namespace {

// Items that every model answered: one mean a model, models by name. Equal rows are one type.
struct Grid {
  std::vector<std::string> models;
  std::map<std::vector<double>, std::int64_t> types;
  std::int64_t items = 0;
  std::int64_t dropped = 0;
};

double mean_of(std::vector<double> scores) {
  std::sort(scores.begin(), scores.end());
  return base::compensated_sum(scores) / static_cast<double>(scores.size());
}

Result<Grid> grid_of(const std::vector<ModelScore>& scores) {
  std::map<std::string, std::map<std::string, std::vector<double>>> items;
  std::set<std::string> models;
  for (const ModelScore& row : scores) {
    if (!(row.score - row.score == 0))
      return Error{ErrorCode::bad_value, "the score of item \"" + row.item + "\" is not a finite number", {}};
    items[row.item][row.model].push_back(row.score + 0.0);
    models.insert(row.model);
  }
  Grid grid;
  grid.models.assign(models.begin(), models.end());
  for (const auto& [item, by_model] : items) {
    if (by_model.size() < grid.models.size()) {
      ++grid.dropped;
      continue;
    }
    std::vector<double> row;
    for (const auto& [model, values] : by_model) row.push_back(mean_of(values));
    ++grid.types[row];
    ++grid.items;
  }
  return grid;
}

// Shares of draws with the highest sum; ties are shared equally. False when cancelled.
bool count_firsts(const Grid& grid, const base::BootstrapPlan& plan, const RunContext& run, BestReport& report) {
  std::vector<std::int64_t> multiplicity;
  std::vector<const std::vector<double>*> rows;
  for (const auto& [row, count] : grid.types) {
    rows.push_back(&row);
    multiplicity.push_back(count);
  }
  const base::ItemResampler resampler(multiplicity);
  std::vector<std::int64_t> weights(multiplicity.size());
  const std::size_t models = grid.models.size();
  // firsts[m][t - 1]: draws in which model m shares the first place with t - 1 others; whole numbers, so exact.
  std::vector<std::vector<std::int64_t>> firsts(models, std::vector<std::int64_t>(models, 0));
  std::int64_t tied = 0;
  for (std::int64_t draw = 0; draw < plan.draws; ++draw) {
    if (run.cancelled()) return false;
    resampler.draw(plan.seed, (std::uint64_t{plan.stream} << 32) | static_cast<std::uint64_t>(draw), weights);
    std::vector<base::CompensatedSum> sums(models);
    for (std::size_t t = 0; t < rows.size(); ++t) {
      for (std::size_t m = 0; m < models && weights[t] > 0; ++m)
        sums[m].add(static_cast<double>(weights[t]) * (*rows[t])[m]);
    }
    double best = sums[0].value();
    double size = 1;
    for (const base::CompensatedSum& sum : sums) {
      best = std::max(best, sum.value());
      size = std::max(size, std::max(sum.value(), -sum.value()));
    }
    std::vector<std::size_t> at_top;
    for (std::size_t m = 0; m < models; ++m) {
      if (sums[m].value() >= best - 1e-12 * size) at_top.push_back(m);
    }
    for (const std::size_t m : at_top) ++firsts[m][at_top.size() - 1];
    tied += at_top.size() > 1 ? 1 : 0;
  }
  for (std::size_t m = 0; m < models; ++m) {
    for (std::size_t t = 0; t < models; ++t)
      report.models[m].p_best += static_cast<double>(firsts[m][t]) / static_cast<double>(t + 1);
    report.models[m].p_best /= static_cast<double>(plan.draws);
  }
  report.tied_share = static_cast<double>(tied) / static_cast<double>(plan.draws);
  report.draws = plan.draws;
  return true;
}

void set_status(const Grid& grid, BestReport& report) {
  const auto set = [&report](EstimateStatus status, std::string reason) {
    report.status = status;
    report.reason = std::move(reason);
  };
  if (grid.models.empty()) return set(EstimateStatus::no_data, "There are no scores.");
  if (grid.models.size() == 1) return set(EstimateStatus::one_rater, "There is only one model.");
  if (grid.items == 0) return set(EstimateStatus::no_pairable, "No item was answered by every model.");
  if (grid.items < kFewItems)
    set(EstimateStatus::too_few_items,
        "Only " + std::to_string(grid.items) +
            " items were answered by every model; the chances to be best need at least " + std::to_string(kFewItems) +
            ".");
}

}  // namespace

Result<BestReport> p_each_best(const std::vector<ModelScore>& scores, const ResampleOptions& options, RunContext& run) {
  if (std::optional<Error> error = disagree::bad_options(options)) return *error;
  const Result<Grid> grid = grid_of(scores);
  if (!grid) return grid.error();
  BestReport report;
  report.items = grid->items;
  report.dropped = grid->dropped;
  const std::size_t models = grid->models.size();
  disagree::ItemRows rows(models + 1);
  for (const auto& [row, count] : grid->types) {
    std::vector<double> with_count = row;
    with_count.push_back(1);
    for (std::int64_t i = 0; i < count; ++i) rows.add(with_count);
  }
  const base::BootstrapPlan plan = disagree::plan_of(options, disagree::Stream::best_model);
  const auto finish = [models](std::span<const double> sums, std::span<double> out) {
    for (std::size_t m = 0; m < models; ++m) out[m] = disagree::ratio(sums[m], sums[models]);
  };
  base::BootstrapResult result;
  if (grid->items > 0) result = rows.bootstrap(models, finish, plan, run);
  if (result.cancelled) return disagree::cancelled_error();
  const base::ItemSample sample{grid->items, grid->items, grid->dropped, base::Bounds::none};
  for (std::size_t m = 0; m < models; ++m) {
    const char* const method = "mean over the items that every model answered";
    report.models.push_back(
        {grid->models[m],
         grid->items == 0
             ? base::no_estimate(EstimateStatus::no_pairable, "No item was answered by every model.", sample, method)
             : base::item_estimate(result.values[m], result.intervals[m], sample, method),
         0});
  }
  set_status(*grid, report);
  if (report.status == EstimateStatus::ok && plan.draws == 0) {
    report.status = EstimateStatus::degenerate_ci;
    report.reason = "No resamples were asked for, so nothing says how sure the first place is.";
  }
  if (report.status == EstimateStatus::ok && !count_firsts(*grid, plan, run, report))
    return disagree::cancelled_error();
  return report;
}

}  // namespace nines
