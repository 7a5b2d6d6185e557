// Entropy of counts and divergence of distributions (nines/entropy.h).
#include "nines/entropy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "base/special.h"
#include "base/stats.h"
#include "disagree/item_reports.h"
#include "disagree/resample/item_rows.h"

namespace nines {
namespace {

using base::ItemSample;

// What every estimator reads: counts ascending, without zeros.
struct Counts {
  std::vector<std::int64_t> sorted;
  std::int64_t n = 0;
  std::int64_t singletons = 0;
};

double plug_in(const Counts& counts) { return disagree::plug_in_entropy(counts.sorted); }

double miller_madow(const Counts& counts) {
  return plug_in(counts) + static_cast<double>(counts.sorted.size() - 1) / (2.0 * static_cast<double>(counts.n));
}

double chao_shen(const Counts& counts) {
  const auto n = static_cast<double>(counts.n);
  const std::int64_t f1 = std::min(counts.singletons, counts.n - 1);  // all singletons: coverage 1/n instead of 0
  const double coverage = 1.0 - static_cast<double>(f1) / n;
  base::CompensatedSum sum;
  for (const std::int64_t count : counts.sorted) {
    const double p = coverage * static_cast<double>(count) / n;
    if (p >= 1) continue;  // one category, seen throughout: log 1
    const double seen = -base::expm1(n * base::log1p(-p));
    sum.add(-p * base::log(p) / seen);
  }
  return sum.value();
}

double jackknife(const Counts& counts) {
  if (counts.n < 2) return plug_in(counts);
  const auto n = static_cast<double>(counts.n);
  base::CompensatedSum left_out;
  for (std::size_t i = 0; i < counts.sorted.size(); ++i) {
    if (i > 0 && counts.sorted[i] == counts.sorted[i - 1]) continue;
    const std::int64_t same = std::count(counts.sorted.begin(), counts.sorted.end(), counts.sorted[i]);
    std::vector<std::int64_t> fewer = counts.sorted;
    --fewer[i];
    std::erase(fewer, 0);
    left_out.add(static_cast<double>(same * counts.sorted[i]) * disagree::plug_in_entropy(std::move(fewer)));
  }
  return n * plug_in(counts) - (n - 1) / n * left_out.value();
}

double coverage(const Counts& counts) {
  return static_cast<double>(counts.n - counts.singletons) / static_cast<double>(counts.n);
}

struct EstimatorInfo {
  const char* id;
  const char* method;
  double (*value)(const Counts&);
  base::Bounds bounds;
};
constexpr std::array kEstimators{
    EstimatorInfo{"plug_in", "-sum p ln p, nats, plug-in: biased downwards", plug_in, base::Bounds::none},
    EstimatorInfo{"miller_madow", "plug-in + (K - 1)/(2n), nats (Miller 1955)", miller_madow, base::Bounds::none},
    EstimatorInfo{"chao_shen", "coverage-adjusted Horvitz-Thompson, nats (Chao & Shen 2003)", chao_shen,
                  base::Bounds::none},
    EstimatorInfo{"jackknife", "n H - (n-1) mean of H without one answer, nats (Zahl 1977)", jackknife,
                  base::Bounds::none},
    EstimatorInfo{"coverage", "1 - f1/n: share of future answers that were already seen (Good 1953)", coverage,
                  base::Bounds::unit},
};

std::optional<Error> read_counts(std::span<const std::int64_t> counts, Counts& out) {
  for (const std::int64_t count : counts) {
    if (count < 0)
      return Error{ErrorCode::bad_value, "a count cannot be negative: " + std::to_string(count), {"", "", 0, 0, 0}};
    if (count == 0) continue;
    out.sorted.push_back(count);
    out.n += count;
    out.singletons += count == 1 ? 1 : 0;
  }
  std::sort(out.sorted.begin(), out.sorted.end());
  return std::nullopt;
}

Estimate estimate_of(const EstimatorInfo& info, const Counts& counts) {
  ItemSample sample;
  sample.used = 1;
  sample.pairable = counts.n >= 2 ? 1 : 0;
  if (counts.n == 0) {
    sample.used = 0;
    return base::no_estimate(EstimateStatus::no_data, "There are no answers.", sample, info.method);
  }
  Estimate out = base::no_estimate(EstimateStatus::ok, "", sample, info.method);
  out.value = info.value(counts) + 0.0;
  if (counts.singletons == counts.n) {
    out.status = EstimateStatus::too_few_items;
    out.reason = counts.n == 1 ? "One answer says nothing about how answers scatter."
                               : "Each of the " + std::to_string(counts.n) +
                                     " answers was seen once, so the value only tells how many answers there are.";
  }
  return out;
}

struct Totals {
  std::int64_t items = 0;
  std::int64_t dropped = 0;
  bool has_repeat = false;  // some category of some item was seen twice
};

Estimate mean_estimate(const EstimatorInfo& info, const base::BootstrapResult& from, std::size_t index,
                       const Totals& totals) {
  const ItemSample sample{totals.items, totals.items, totals.dropped, info.bounds};
  if (totals.items == 0)
    return base::no_estimate(totals.dropped > 0 ? EstimateStatus::no_pairable : EstimateStatus::no_data,
                             totals.dropped > 0 ? "No item has two answers." : "There are no answers.", sample,
                             info.method);
  Estimate out = base::item_estimate(from.values[index], from.intervals[index], sample,
                                     "mean over items of " + std::string(info.method));
  if (!totals.has_repeat) {
    out.status = EstimateStatus::too_few_items;
    out.ci.reset();
    out.reason = "No item has the same answer twice, so the value only tells how many answers an item has.";
  }
  return out;
}

std::optional<Error> bad_weights(std::span<const double> p, std::span<const double> q) {
  if (p.size() != q.size())
    return Error{ErrorCode::bad_value,
                 "two distributions over the same categories have as many numbers: " + std::to_string(p.size()) +
                     " and " + std::to_string(q.size()),
                 {}};
  for (const std::span<const double> row : {p, q}) {
    for (const double x : row) {
      if (!(x >= 0) || x > 1e300)
        return Error{ErrorCode::bad_value, "weights of a distribution are finite and not negative", {}};
    }
  }
  return std::nullopt;
}

double sorted_sum(std::vector<double> terms) {
  std::sort(terms.begin(), terms.end());
  return base::compensated_sum(terms);
}

}  // namespace

Result<EntropyReport> entropy_of_counts(std::span<const std::int64_t> counts) {
  Counts read;
  if (std::optional<Error> error = read_counts(counts, read)) return *error;
  EntropyReport report;
  report.answers = read.n;
  report.distinct = static_cast<std::int64_t>(read.sorted.size());
  report.singletons = read.singletons;
  for (const EstimatorInfo& info : kEstimators) report.estimates.emplace_back(info.id, estimate_of(info, read));
  return report;
}

Result<EntropyReport> mean_entropy(std::span<const std::vector<std::int64_t>> items, const ResampleOptions& options,
                                   RunContext& run) {
  if (std::optional<Error> error = disagree::bad_options(options)) return *error;
  EntropyReport report;
  Totals totals;
  disagree::ItemRows rows(kEstimators.size() + 1);
  for (const std::vector<std::int64_t>& item : items) {
    Counts counts;
    if (std::optional<Error> error = read_counts(item, counts)) return *error;
    if (counts.n < 2) {
      ++totals.dropped;
      continue;
    }
    ++totals.items;
    totals.has_repeat = totals.has_repeat || counts.singletons < counts.n;
    report.answers += counts.n;
    report.distinct += static_cast<std::int64_t>(counts.sorted.size());
    report.singletons += counts.singletons;
    std::array<double, kEstimators.size() + 1> row{};
    for (std::size_t i = 0; i < kEstimators.size(); ++i) row[i] = kEstimators[i].value(counts);
    row.back() = 1;
    rows.add(row);
  }
  const auto finish = [](std::span<const double> sums, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = disagree::ratio(sums[i], sums[out.size()]);
  };
  base::BootstrapResult result;
  if (totals.items > 0)
    result = rows.bootstrap(kEstimators.size(), finish, disagree::plan_of(options, disagree::Stream::entropy), run);
  if (result.cancelled || run.cancelled()) return disagree::cancelled_error();
  for (std::size_t i = 0; i < kEstimators.size(); ++i)
    report.estimates.emplace_back(kEstimators[i].id, mean_estimate(kEstimators[i], result, i, totals));
  return report;
}

Result<Estimate> jensen_shannon_bits(std::span<const double> p, std::span<const double> q) {
  if (std::optional<Error> error = bad_weights(p, q)) return *error;
  const char* const method = "Jensen-Shannon divergence, bits (Lin 1991)";
  const double p_sum = sorted_sum({p.begin(), p.end()});
  const double q_sum = sorted_sum({q.begin(), q.end()});
  const ItemSample sample{1, 1, 0, base::Bounds::unit};
  if (!(p_sum > 0) || !(q_sum > 0)) {
    return base::no_estimate(EstimateStatus::no_data, "A distribution without any weight cannot be compared.",
                             ItemSample{}, method);
  }
  std::vector<double> terms;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double a = p[i] / p_sum;
    const double b = q[i] / q_sum;
    const double middle = 0.5 * (a + b);
    if (a > 0) terms.push_back(a * base::log(a / middle));
    if (b > 0) terms.push_back(b * base::log(b / middle));
  }
  Estimate out = base::no_estimate(EstimateStatus::ok, "", sample, method);
  // The divergence lies in [0, 1]; what stands outside is the last digit of the sum.
  out.value = std::clamp(0.5 * sorted_sum(std::move(terms)) / base::log(2.0), 0.0, 1.0);
  return out;
}

}  // namespace nines
