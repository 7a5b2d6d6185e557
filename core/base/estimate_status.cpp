// Names and meanings of the states an estimate can be in.
#include <array>

#include "nines/catalog.h"

namespace nines {
namespace {

constexpr std::array kStatuses{
    EstimateStatusInfo{EstimateStatus::ok, "ok", "The value and its interval can be used."},
    EstimateStatusInfo{EstimateStatus::no_data, "no_data", "Nothing to compute from."},
    EstimateStatusInfo{EstimateStatus::no_pairable, "no_pairable", "No item has two values to compare."},
    EstimateStatusInfo{EstimateStatus::one_rater, "one_rater", "Only one rater, so agreement is not defined."},
    EstimateStatusInfo{EstimateStatus::no_variation, "no_variation",
                       "Every value is the same, so the measure is not defined."},
    EstimateStatusInfo{EstimateStatus::too_few_items, "too_few_items",
                       "The value stands, but too few items for a sound interval."},
    EstimateStatusInfo{EstimateStatus::degenerate_ci, "degenerate_ci",
                       "The resampled values do not spread, so no interval is given."},
    EstimateStatusInfo{EstimateStatus::not_converged, "not_converged",
                       "The iteration did not settle; do not use the value."},
};

}  // namespace

std::span<const EstimateStatusInfo> estimate_status_table() { return kStatuses; }

}  // namespace nines
