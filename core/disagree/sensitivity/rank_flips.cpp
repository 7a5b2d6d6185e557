// How often the order of two models depends on the wording (nines/sensitivity.h).
#include <algorithm>

#include "base/stats.h"
#include "disagree/resample/item_rows.h"
#include "disagree/sensitivity/wordings.h"

namespace nines {
namespace {

using Wordings = std::map<std::string, disagree::Cell>;

// Wordings of one item by how they order two models.
struct Orders {
  std::int64_t first = 0;
  std::int64_t second = 0;
  std::int64_t tied = 0;

  [[nodiscard]] double pairs() const {
    const auto n = static_cast<double>(first + second + tied);
    return 0.5 * n * (n - 1);
  }
  [[nodiscard]] double flips() const { return static_cast<double>(first) * static_cast<double>(second); }
  [[nodiscard]] double ties() const {
    const auto t = static_cast<double>(tied);
    return 0.5 * t * (t - 1) + t * static_cast<double>(first + second);
  }
};

Orders orders_of(const Wordings& a, const Wordings& b) {
  Orders out;
  for (const auto& [wording, cell] : a) {
    const auto other = b.find(wording);
    if (other == b.end()) continue;
    (cell.mean > other->second.mean ? out.first : cell.mean < other->second.mean ? out.second : out.tied) += 1;
  }
  return out;
}

struct PairSum {
  base::CompensatedSum rates;
  std::int64_t items = 0;
};

std::vector<ModelPairFlips> list_pairs(const std::map<std::pair<std::string, std::string>, PairSum>& sums) {
  std::vector<ModelPairFlips> out;
  for (const auto& [names, sum] : sums) {
    base::ItemSample sample{sum.items, sum.items, 0, base::Bounds::none};
    Estimate rate = base::no_estimate(EstimateStatus::ok, "", sample,
                                      "share of pairs of wordings that order the two differently, mean over items");
    rate.value = sum.rates.value() / static_cast<double>(sum.items);
    out.push_back({names.first, names.second, std::move(rate)});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const ModelPairFlips& a, const ModelPairFlips& b) { return *a.rate.value > *b.rate.value; });
  if (out.size() > kMaxListedPairs) out.resize(kMaxListedPairs);
  return out;
}

}  // namespace

Result<RankFlipReport> rank_flips(const std::vector<WordingScore>& rows, const ResampleOptions& options,
                                  RunContext& run) {
  if (std::optional<Error> error = disagree::bad_options(options)) return *error;
  const Result<disagree::Cells> cells = disagree::gather_cells(rows, "", true);
  if (!cells) return cells.error();
  disagree::ItemRows table(3);
  std::map<std::pair<std::string, std::string>, PairSum> sums;
  base::ItemSample sample;
  for (const auto& [item, models] : *cells) {
    double pairs = 0;
    double flips = 0;
    double ties = 0;
    for (auto a = models.begin(); a != models.end(); ++a) {
      if (run.cancelled()) return disagree::cancelled_error();
      for (auto b = std::next(a); b != models.end(); ++b) {
        const Orders orders = orders_of(a->second, b->second);
        if (orders.pairs() == 0) continue;
        pairs += orders.pairs();
        flips += orders.flips();
        ties += orders.ties();
        PairSum& sum = sums[{a->first, b->first}];
        sum.rates.add(orders.flips() / orders.pairs());
        ++sum.items;
      }
    }
    if (pairs == 0) {
      ++sample.dropped;
      continue;
    }
    ++sample.used;
    table.add({1, flips / pairs, ties / pairs});
  }
  sample.pairable = sample.used;
  RankFlipReport report;
  const std::string rate = "share of (pair of models, pair of wordings) ordered differently, mean over items";
  const std::string tied = "share of (pair of models, pair of wordings) with a tie, mean over items";
  if (sample.used == 0) {
    const bool is_empty = cells->empty();
    const char* const why = is_empty ? "There are no scores." : "No two models answered two wordings of one item.";
    const EstimateStatus status = is_empty ? EstimateStatus::no_data : EstimateStatus::no_pairable;
    report.rate = base::no_estimate(status, why, sample, rate);
    report.tied = base::no_estimate(status, why, sample, tied);
    return report;
  }
  const auto finish = [](std::span<const double> s, std::span<double> out) {
    out[0] = disagree::ratio(s[1], s[0]);
    out[1] = disagree::ratio(s[2], s[0]);
  };
  const base::BootstrapResult result =
      table.bootstrap(2, finish, disagree::plan_of(options, disagree::Stream::rank_flips), run);
  if (result.cancelled || run.cancelled()) return disagree::cancelled_error();
  report.rate = base::item_estimate(result.values[0], result.intervals[0], sample, rate);
  report.tied = base::item_estimate(result.values[1], result.intervals[1], sample, tied);
  report.pairs = list_pairs(sums);
  return report;
}

}  // namespace nines
