// A checker (validator, judge, reviewer) against the truth: does it see the errors, and does it do as well on wrong
// work as on right work? Called by `call` and tests.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "nines/resample.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

// One judgement: the solver was right or not, the checker accepted it or not.
struct CheckedAnswer {
  std::string item;
  bool solver_is_right = false;
  bool checker_accepts = false;
};

struct CheckTable {
  std::int64_t right_accepted = 0;
  std::int64_t right_rejected = 0;  // false alarms
  std::int64_t wrong_accepted = 0;  // what slips through
  std::int64_t wrong_rejected = 0;
};

// `estimates` by id, in the order of the table:
//   sensitivity: accuracy of the checker given the solver was right (accepted / right)
//   specificity: accuracy given the solver was wrong (rejected / wrong)
//   gap: sensitivity - specificity, in [-1, 1]: above 0 the checker is worse where it is needed
//   youden_j: sensitivity + specificity - 1: 0 = a checker that tosses a coin of any bias
//   balanced_accuracy, accuracy, precision (right / accepted), negative_precision (wrong / rejected), share_right
//   (right / all).
struct CheckerReport {
  CheckTable table;
  std::int64_t items = 0;
  std::vector<std::pair<std::string, Estimate>> estimates;
};

// One judgement an item: Wilson for shares, Newcombe for gap, J and balanced accuracy. Several of an item: item
// bootstrap. no_data for what rests on right or wrong answers that are not there; too_few_items (value without
// interval) below kFewItems judgements in one of the two groups. Fails: out_of_range, cancelled. Sources: Youden 1950;
// Newcombe 1998, method 10.
Result<CheckerReport> checker_gap(const std::vector<CheckedAnswer>& answers, const ResampleOptions& options,
                                  RunContext& run);

}  // namespace nines
