// The panel behind the records: what its models are worth as voters, and their consensus. Used by op_disagree.cpp.
#pragma once

#include <optional>

#include "call/inputs.h"
#include "nines/aggregate.h"
#include "nines/disagree.h"

namespace nines::call {

// How the consensus is asked for; without a method it is made where it makes sense, by our own method.
struct PanelQuestion {
  const DisagreeOptions& options;
  std::optional<AggregateMethod> aggregate;
};

// The members "voters" and "consensus" of the answer, each only where there is a panel for it; issues are appended. In:
// raters are models whatever options.rater says; one model is no panel. Voters are held against the gold, else against
// known correctness, else against the consensus. The consensus needs three models and categories: values that stand for
// two items each on average, or declared ones. Fails: cancelled; what is too large is an issue.
Result<codec::Json> panel_json(const Corpus& corpus, const PanelQuestion& question, Issues& issues, RunContext& run);

}  // namespace nines::call
