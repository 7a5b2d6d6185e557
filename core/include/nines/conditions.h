// The same system under other conditions: slices reweighted to the mix met in production, clean against messy inputs,
// and the test for sandbagging. Resampling is by item. Called by `call` and tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nines/compare.h"
#include "nines/resample.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

// One score of an item that belongs to one slice; several of an item are averaged.
struct SliceScore {
  std::string item;
  std::string slice;
  double score = 0;
};
struct SliceShare {
  std::string slice;
  double share = 0;  // of production; >= 0, any scale
};

struct SliceMean {
  std::string slice;
  double share = 0;  // after scaling to 1
  Estimate mean;
};

struct ProductionReport {
  Estimate as_tested;             // plain mean over the items of the mix's slices
  Estimate in_production;         // sum of share * mean of the slice
  std::vector<SliceMean> slices;  // by name, those of the mix
  double covered = 0;             // share of production with data
  Issues issues;                  // mix_scaled, slice_not_in_mix, items_in_two_slices
};

// in_production is no_data as soon as one slice with a positive share has no item: its rate is unknown, not average.
// An item that stands in two slices counts in each and is noted. Fails: bad_value (scores or shares that are not
// finite, a negative share, a slice named twice, shares that sum to 0), out_of_range, cancelled. Source: Holt & Smith
// 1979 (post-stratification).
Result<ProductionReport> reweight_to_production(const std::vector<SliceScore>& scores,
                                                const std::vector<SliceShare>& mix, const ResampleOptions& options,
                                                RunContext& run);

// Clean against messy inputs (laboratory against production). With items in both: paired, over those items. With none:
// difference of two independent means.
struct GapReport {
  bool is_paired = false;
  Estimate clean;
  Estimate messy;
  Estimate gap;     // messy - clean
  TestResult test;  // sign flips where paired; none otherwise
  Issues issues;
};
Result<GapReport> condition_gap(const std::vector<TrialScore>& clean, const std::vector<TrialScore>& messy,
                                const CompareOptions& options, RunContext& run);

// One answer under one condition. `reasoning_is_right`: the reasoning holds the right answer, where that was judged.
struct ConditionAnswer {
  std::string item;
  std::string trial;
  double score = 0;
  std::optional<bool> reasoning_is_right;
};

enum class SandbagVerdict : std::uint8_t { no_data, no_drop_shown, drop_shown };

// `control`: asked plainly. `incentive`: the same items where doing well has a price. Hidden: the reasoning holds the
// right answer, the final one is wrong.
struct SandbagReport {
  CompareReport comparison;                          // a = control, b = incentive
  Estimate drop;                                     // control - incentive, paired over items
  SandbagVerdict verdict = SandbagVerdict::no_data;  // drop_shown: the whole interval lies above 0
  std::vector<std::string> hidden_items;             // under the incentive and not in control; ascending
  std::int64_t hidden_control = 0;                   // answers
  std::int64_t hidden_incentive = 0;
  std::int64_t judged_control = 0;  // wrong answers whose reasoning was judged
  std::int64_t judged_incentive = 0;
};
Result<SandbagReport> sandbagging_test(const std::vector<ConditionAnswer>& control,
                                       const std::vector<ConditionAnswer>& incentive, double pass_mark,
                                       const CompareOptions& options, RunContext& run);

}  // namespace nines
