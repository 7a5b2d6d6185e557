// Estimates over items with their status and one sentence of reason (bootstrap.h).
#include <utility>

#include "base/bootstrap.h"
#include "base/stats.h"
#include "nines/disagree.h"

namespace nines::base {

Estimate no_estimate(EstimateStatus status, std::string reason, const ItemSample& sample, std::string method) {
  Estimate out;
  out.status = status;
  out.reason = std::move(reason);
  out.n_items = sample.used;
  out.n_pairable = sample.pairable;
  out.dropped = sample.dropped;
  out.method = std::move(method);
  return out;
}

Estimate item_estimate(double value, const std::optional<Interval>& interval, const ItemSample& sample,
                       std::string method) {
  if (sample.used == 0 || !is_defined(value)) {
    return no_estimate(EstimateStatus::no_data, "No item can be used for this.", sample, std::move(method));
  }
  Estimate out = no_estimate(EstimateStatus::ok, "", sample, std::move(method));
  out.value = value;
  if (sample.used < kFewItems) {
    out.status = EstimateStatus::too_few_items;
    out.reason = sample.used == 1 ? "Only one item, so nothing says how much the value varies between items."
                                  : "Only " + std::to_string(sample.used) + " items; an interval needs at least " +
                                        std::to_string(kFewItems) + ".";
  } else if (interval) {
    out.ci = interval;
  } else if (sample.bounds == Bounds::unit && (value == 0 || value == 1)) {
    // All N items at 1: that has probability <= mean^N for any values in [0, 1], so the exact
    // binomial bound holds; 0 alike.
    out.ci = clopper_pearson(value == 0 ? 0 : sample.used, sample.used);
    out.ci->method = "Clopper-Pearson over items (all equal)";
  } else {
    out.status = EstimateStatus::degenerate_ci;
    out.reason = "Resampling the items never changes the value, so no interval can be given.";
  }
  return out;
}

}  // namespace nines::base
