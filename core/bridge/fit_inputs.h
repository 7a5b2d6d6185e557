// Records as what the fits of nines/fit.h take: lengths with outcomes, steps of runs, published pass^k. Called by
// `call`; knows records and plain structs, no estimator.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nines/disagree.h"
#include "nines/fit.h"

namespace nines::bridge {

// One group a model, in order of first appearance.
struct LengthGroup {
  std::string model;
  std::vector<LengthPoint> points;
};
struct LengthGroups {
  std::vector<LengthGroup> groups;
  std::int64_t dropped = 0;
  Issues issues;
};
// `field` names the length. Outcome: `k` of `n` where the row has both; a score as the mean of `n` > 1 runs; else as
// record_is_right. Rows without a length above 0 or without outcome are counted, the first ones told of. Cost: O(rows).
LengthGroups length_groups(const Corpus& corpus, std::string_view field, double pass_mark);

// Rows of one (item, model, run or trial) are a run, in file order. A row counts for its step's rate while every step
// before it in the run was right in the end (rows of one step right after each other are attempts at it); after that it
// counts as after_error. Issues: step_order (runs whose steps stand in
// another order than first seen), no_runs (rows that do not name their run), rows without step or outcome.
StepCounts step_counts(const Corpus& corpus, double pass_mark);
bool has_steps(const Corpus& corpus);

// {"pass_hat": […]} or {"pass_k": […]}, or columns pass_hat_1, pass_hat_2, … (pass^1, …): from JSON Lines, since such
// rows need no item. Other texts and numbers of the row name it. `known` is false when no row has any of these.
struct PassHatInput {
  std::vector<PassHatRow> rows;
  Issues issues;
  bool known = false;
};
PassHatInput pass_hat_rows(std::string_view bytes, std::string_view name);

}  // namespace nines::bridge
