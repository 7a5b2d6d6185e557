// Sorted types of item rows and their bootstrap (item_rows.h).
#include "disagree/resample/item_rows.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "nines/disagree.h"

namespace nines::disagree {

std::optional<Error> bad_options(const ResampleOptions& options) {
  if (options.level > 0 && options.level < 1) return std::nullopt;
  return Error{ErrorCode::out_of_range, "the confidence level must lie between 0 and 1", {"", "/level", 0, 0, 0}};
}

base::BootstrapPlan plan_of(const ResampleOptions& options, Stream stream) {
  base::BootstrapPlan plan;
  plan.seed = options.seed;
  plan.stream = static_cast<std::uint32_t>(stream);
  plan.draws = std::clamp<std::int64_t>(options.bootstrap, 0, kMaxBootstrap);
  plan.level = options.level;
  return plan;
}

Error cancelled_error() { return {ErrorCode::cancelled, "cancelled while comparing answers", {}}; }

void ItemRows::add(std::span<const double> row) {
  NINES_ASSERT(row.size() == columns_);
  for (const double x : row) rows_.push_back(x + 0.0);  // no negative zero: equal rows have equal bits
}

base::BootstrapResult ItemRows::bootstrap(std::size_t count, Finish finish, const base::BootstrapPlan& plan,
                                          const RunContext& run) const {
  std::vector<std::size_t> order(rows_.size() / columns_);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto row = [this](std::size_t i) { return std::span(rows_).subspan(i * columns_, columns_); };
  std::sort(order.begin(), order.end(), [&row](std::size_t a, std::size_t b) {
    return std::lexicographical_compare(row(a).begin(), row(a).end(), row(b).begin(), row(b).end());
  });
  base::AdditiveStatistics table;
  std::vector<std::int64_t> multiplicity;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto values = row(order[i]);
    if (i > 0 && std::equal(values.begin(), values.end(), row(order[i - 1]).begin())) {
      ++multiplicity.back();
      continue;
    }
    table.rows.insert(table.rows.end(), values.begin(), values.end());
    multiplicity.push_back(1);
  }
  table.columns = columns_;
  table.count = count;
  table.finish = std::move(finish);
  const base::ItemStatistics statistics = base::additive_statistics(std::move(table), multiplicity);
  return base::item_bootstrap(multiplicity, statistics, plan, run);
}

}  // namespace nines::disagree
