// A corpus as the measures see it: items in name order, and for each the answers that count, with
// compared value and outcome. All policies about rows stand here once: what is correct, what is
// compared, duplicates, means, missing values. Called by every measure of this family; depends only
// on the set of records, not on their order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "disagree/compared_values.h"
#include "nines/disagree.h"
#include "nines/values.h"

namespace nines::disagree {

inline constexpr std::int32_t kNoValue = -1;

struct Answer {
  std::uint32_t record = 0;       // index in the corpus
  std::uint32_t model = 0;        // index in model_names
  std::int32_t value = kNoValue;  // index in values
  Outcome outcome = Outcome::unknown;
};

struct TrialSet {
  CompareBy by = CompareBy::output;
  std::vector<std::string> item_names;   // ascending; every item of the corpus
  std::vector<std::string> model_names;  // ascending
  std::vector<std::string> values;       // compared texts, ascending
  std::vector<Answer> answers;           // by item, then model, trial, paraphrase, step, run
  std::vector<std::size_t> item_begin;   // answers of item i are [item_begin[i], item_begin[i + 1])
  Issues issues;

  [[nodiscard]] std::span<const Answer> of_item(std::size_t item) const {
    return std::span(answers).subspan(item_begin[item], item_begin[item + 1] - item_begin[item]);
  }
};

// Issues: mean_rows, duplicate_rows, unnumbered_trials, missing_values. Cost: O(records log
// records).
TrialSet make_trials(const Corpus& corpus, CompareBy by, double pass_mark);

// Right answers and known outcomes of each item, in item_names order (n = 0: no known outcome).
std::vector<ItemCount> outcome_counts(const TrialSet& trials);

}  // namespace nines::disagree
