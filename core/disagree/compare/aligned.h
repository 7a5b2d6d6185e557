// Trials of two systems brought together by item (and trial): what every paired measure reads. Used by compare,
// conditions and drift.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "nines/compare.h"
#include "nines/status.h"

namespace nines::disagree {

struct AlignedItem {
  std::string item;
  double a = 0;  // mean score
  double b = 0;
  std::int64_t trials_a = 0;
  std::int64_t trials_b = 0;
};

struct Aligned {
  std::vector<AlignedItem> items;  // ascending by name
  std::int64_t unmatched_items = 0;
  std::int64_t trials = 0;
  bool is_binary_single = true;  // one trial a side of every item, all scores 0 or 1
  bool in_unit = true;           // all scores in [0, 1]
  Issues issues;
};

// Rows that repeat an (item, trial) with a trial name: equal scores count once, contradicting ones are all left out;
// rows without trial name are repeats and count together. Fails: bad_value.
Result<Aligned> align(const std::vector<TrialScore>& a, const std::vector<TrialScore>& b, AlignBy by);

// Scores by item, ascending within each; duplicates as above. `issues` gets what was dropped.
Result<std::vector<std::pair<std::string, std::vector<double>>>> scores_by_item(const std::vector<TrialScore>& rows,
                                                                                Issues& issues);

}  // namespace nines::disagree
