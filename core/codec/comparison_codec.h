// Comparison, drift and hard items as JSON. Written only.
#pragma once

#include "codec/write.h"
#include "nines/compare.h"
#include "nines/drift.h"
#include "nines/hard_items.h"

namespace nines::codec {

Json to_json(const TestResult& test);
// {items, trials, mean_a, mean_b, difference, table?, mcnemar, sign_flip, cohens_h, …, issues}
Json to_json(const CompareReport& report);

// {centre, points, empty_periods, out, first_ewma, first_cusum, ewma_run_length, cusum_run_length}; places as labels
Json to_json(const ControlReport& report);
// `labels` names the values in their order.
Json change_point_json(const ChangePointReport& report, const std::vector<std::string>& labels);
Json to_json(const TrendReport& report);
Json to_json(const SustainedReport& report);

// At most `most` rows a list, with the length of each in "counts"; the golden set and the corrections are whole where
// asked for, else only counted.
struct HardItemsShown {
  std::size_t most = 100;
  bool golden = false;
  bool corrections = false;
};
Json hard_items_json(const HardItemReport& report, const HardItemsShown& shown);

}  // namespace nines::codec
