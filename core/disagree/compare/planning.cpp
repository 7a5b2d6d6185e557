// How many items a difference needs, what repeats of one system differ by, many p-values (nines/compare.h).
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/special.h"
#include "base/stats.h"
#include "disagree/compare/aligned.h"
#include "disagree/resample/item_rows.h"
#include "nines/compare.h"

namespace nines {
namespace {

struct Quantiles {
  double level;  // z of the two-sided level
  double power;
};

double squared(double x) { return x * x; }

double paired_binary(const SampleSizeQuestion& q, const Quantiles& z) {
  const double d = squared(q.difference);
  return squared(z.level * std::sqrt(q.discordant) + z.power * std::sqrt(std::max(0.0, q.discordant - d))) / d;
}

double paired_sd(const SampleSizeQuestion& q, const Quantiles& z) {
  return squared((z.level + z.power) * q.sd / q.difference);
}

double two_rates(const SampleSizeQuestion& q, const Quantiles& z) {
  const double other = q.rate + q.difference;
  const double middle = 0.5 * (q.rate + other);
  const double pooled = std::sqrt(2 * middle * (1 - middle));
  const double apart = std::sqrt(q.rate * (1 - q.rate) + other * (1 - other));
  return squared((z.level * pooled + z.power * apart) / q.difference);
}

struct DesignInfo {
  DesignKind kind;
  double (*items)(const SampleSizeQuestion&, const Quantiles&);
  bool (*is_possible)(const SampleSizeQuestion&);
  const char* range;
};
constexpr std::array kDesigns{
    DesignInfo{DesignKind::paired_binary, paired_binary,
               [](const SampleSizeQuestion& q) {
                 return q.discordant > 0 && q.discordant <= 1 && std::fabs(q.difference) <= q.discordant;
               },
               "discordant must lie in [|difference|, 1]"},
    DesignInfo{DesignKind::paired_sd, paired_sd, [](const SampleSizeQuestion& q) { return q.sd > 0 && q.sd < 1e150; },
               "sd must be a positive number"},
    DesignInfo{DesignKind::two_rates, two_rates,
               [](const SampleSizeQuestion& q) {
                 return q.rate >= 0 && q.rate <= 1 && q.rate + q.difference >= 0 && q.rate + q.difference <= 1;
               },
               "rate and rate + difference must lie in [0, 1]"},
};

double unbiased_variance(const std::vector<double>& sorted) {
  const auto n = static_cast<double>(sorted.size());
  const double mean = base::compensated_sum(sorted) / n;
  base::CompensatedSum squares;
  for (const double x : sorted) squares.add((x - mean) * (x - mean));
  return squares.value() / (n - 1);
}

}  // namespace

Result<std::int64_t> sample_size(const SampleSizeQuestion& question) {
  const auto out_of_range = [](const char* message) { return Error{ErrorCode::out_of_range, message, {}}; };
  if (!(question.level > 0 && question.level < 1) || !(question.power > 0 && question.power < 1))
    return out_of_range("level and power must lie between 0 and 1");
  if (!(std::fabs(question.difference) >= 1e-9)) return out_of_range("the wanted difference must not be 0");
  for (const DesignInfo& design : kDesigns) {
    if (design.kind != question.kind) continue;
    if (!design.is_possible(question)) return out_of_range(design.range);
    const Quantiles z{base::normal_quantile(0.5 + 0.5 * question.level), base::normal_quantile(question.power)};
    const double items = std::ceil(design.items(question, z));
    if (!(items < 1e18)) return out_of_range("more than 1e18 items would be needed");
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(items));
  }
  return out_of_range("unknown design");
}

Result<Estimate> aa_noise_floor(const std::vector<TrialScore>& repeats, std::int64_t trials_per_run,
                                const ResampleOptions& options, RunContext& run) {
  if (std::optional<Error> error = disagree::bad_options(options)) return *error;
  if (trials_per_run < 1) return Error{ErrorCode::out_of_range, "trials_per_run must be at least 1", {}};
  Issues issues;
  const auto by_item = disagree::scores_by_item(repeats, issues);
  if (!by_item) return by_item.error();
  base::ItemSample sample;
  sample.bounds = base::Bounds::none;
  disagree::ItemRows rows(2);
  for (const auto& [item, scores] : *by_item) {
    if (scores.size() < 2) {
      ++sample.dropped;
      continue;
    }
    ++sample.used;
    rows.add({1, unbiased_variance(scores)});
  }
  sample.pairable = sample.used;
  const std::string method =
      "z sqrt(2 mean item variance / (trials per run * items)): bound of the difference of two "
      "runs of one system on these items";
  if (sample.used == 0)
    return base::no_estimate(by_item->empty() ? EstimateStatus::no_data : EstimateStatus::no_pairable,
                             by_item->empty() ? "There are no answers." : "No item was run twice.", sample, method);
  const double z = base::normal_quantile(0.5 + 0.5 * options.level);
  const double runs = static_cast<double>(trials_per_run);
  const auto finish = [z, runs](std::span<const double> sums, std::span<double> out) {
    out[0] = sums[0] > 0 ? z * std::sqrt(2 * std::max(sums[1], 0.0) / runs) / sums[0] : base::kUndefined;
  };
  const base::BootstrapResult result =
      rows.bootstrap(1, finish, disagree::plan_of(options, disagree::Stream::noise_floor), run);
  if (result.cancelled || run.cancelled()) return disagree::cancelled_error();
  return base::item_estimate(result.values[0], result.intervals[0], sample, method);
}

Result<std::vector<double>> adjust_p_values(std::span<const double> p, Adjustment how) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (const double x : p) {
    if (!(x >= 0 && x <= 1)) return Error{ErrorCode::bad_value, "a p-value must lie in [0, 1]", {}};
  }
  std::sort(order.begin(), order.end(), [p](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  const std::size_t m = p.size();
  std::vector<double> out(m);
  double bound = how == Adjustment::holm ? 0 : 1;
  for (std::size_t step = 0; step < m; ++step) {
    const bool is_holm = how == Adjustment::holm;
    const std::size_t rank = is_holm ? step : m - 1 - step;  // Holm walks up, Benjamini-Hochberg down
    const double x = p[order[rank]];
    const double factor =
        is_holm ? static_cast<double>(m - rank) : static_cast<double>(m) / static_cast<double>(rank + 1);
    bound = is_holm ? std::max(bound, std::min(1.0, x * factor)) : std::min(bound, std::min(1.0, x * factor));
    out[order[rank]] = bound;
  }
  return out;
}

}  // namespace nines
