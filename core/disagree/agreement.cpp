// Agreement estimates with status (agreement.h).
#include "disagree/agreement.h"

#include <utility>

#include "disagree/coincidences.h"

namespace nines::disagree {
namespace {

struct AgreementInfo {
  CoincidenceStatistic statistic;
  const char* id;
  const char* method;
  bool has_interval;  // what alpha is made of stands without: resampled items repeat, which biases
                      // chance agreement
};

constexpr AgreementInfo kAgreements[] = {
    {kAlpha, "krippendorff_nominal", "1 - D_o/D_e from the coincidence matrix, nominal; raters are (model, trial)",
     true},
    {kObserved, "observed", "1 - D_o: share of pairs of answers to one item that agree, items weighted by answers",
     true},
    {kExpected, "expected", "1 - D_e: share of pairs of all pairable answers that agree", false},
    {kPrevalence, "prevalence", "share of the commonest value among pairable answers", false},
};

Estimate without_pairs(const TrialSet& trials, const base::ItemSample& sample, std::int64_t valued_items,
                       const char* method) {
  if (valued_items == 0)
    return base::no_estimate(EstimateStatus::no_data, "No record has a value to compare.", sample, method);
  return base::no_estimate(EstimateStatus::no_pairable,
                           trials.has_one_rater ? "Only one rater answered, so no item has two values to compare."
                                                : "No item has two values to compare.",
                           sample, method);
}

Estimate without_interval(Estimate estimate) {
  estimate.ci.reset();
  estimate.status = EstimateStatus::ok;
  estimate.reason.clear();
  return estimate;
}

}  // namespace

std::vector<std::pair<std::string, Estimate>> agreement_estimates(const TrialSet& trials,
                                                                  const base::BootstrapPlan& plan,
                                                                  const RunContext& run, bool& cancelled) {
  const PatternTypes types = pattern_types(trials);
  base::ItemSample sample;
  sample.used = sample.pairable = types.pairable_items;
  sample.dropped = static_cast<std::int64_t>(trials.item_names.size()) - types.pairable_items;
  base::BootstrapResult result;
  if (types.pairable_items > 0)
    result = base::item_bootstrap(types.multiplicity, coincidence_statistics(types), plan, run);
  cancelled = result.cancelled;
  std::vector<std::pair<std::string, Estimate>> out;
  for (const AgreementInfo& info : kAgreements) {
    Estimate estimate;
    if (types.pairable_items == 0) {
      estimate = without_pairs(trials, sample, types.valued_items, info.method);
    } else if (!base::is_defined(result.values[info.statistic])) {
      estimate =
          base::no_estimate(EstimateStatus::no_variation,
                            "Every value is the same, so nothing tells agreement from chance.", sample, info.method);
    } else {
      // No exact bound here: items of different size weigh differently.
      sample.bounds = base::Bounds::none;
      estimate =
          base::item_estimate(result.values[info.statistic], result.intervals[info.statistic], sample, info.method);
      if (!info.has_interval) estimate = without_interval(std::move(estimate));
    }
    estimate.n_items = types.valued_items;
    out.emplace_back(info.id, std::move(estimate));
  }
  return out;
}

}  // namespace nines::disagree
