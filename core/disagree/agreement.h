// Chance-corrected agreement between raters (a rater is a model's trial) on the compared value.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/bootstrap.h"
#include "disagree/trials.h"

namespace nines::disagree {

// Nominal Krippendorff alpha with what it is made of: observed and expected agreement and the share
// of the commonest value. In: answers with values; items with fewer than two are left out (and
// counted). Out: ids and estimates in fixed order. alpha: no_pairable without a pair, no_variation
// when every pairable value is the same. `cancelled` is set when cancelled. Cost: O(answers + draws
// * (distinct item patterns * values per item + values)). Source: Krippendorff 2011, "Computing
// Krippendorff's alpha-reliability", section C (coincidence matrix, missing data).
std::vector<std::pair<std::string, Estimate>> agreement_estimates(const TrialSet& trials,
                                                                  const base::BootstrapPlan& plan,
                                                                  const RunContext& run, bool& cancelled);

}  // namespace nines::disagree
