// Predictability of failure: a system that fails in few, steady, known ways is worth more than one that fails in ways
// nobody anticipated. Called by `call` and tests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nines/entropy.h"
#include "nines/resample.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

// One failed answer and the label of its cause; "" = no known cause. Answers that were right do not belong here.
struct Failure {
  std::string item;
  std::string cause;
};

struct CauseShare {
  std::string cause;  // "" = unknown
  std::int64_t failures = 0;
  std::int64_t items = 0;  // on which it occurred
  double share = 0;        // of all failures
};

struct FailureReport {
  std::int64_t failures = 0;
  std::int64_t items = 0;          // with a failure
  std::vector<CauseShare> causes;  // commonest first, then by name
  EntropyReport entropy;           // over known causes, all items pooled, nats
  Estimate effective_causes;       // exp(plug-in entropy) of known causes: 1 = always the same
  Estimate top_share;              // of the commonest known cause among all failures
  std::vector<std::string> top;    // the commonest known cause, or all that tie
  Estimate unknown_share;          // failures in no known cause
  Estimate stability;              // P(two failures of one item share their cause), known causes, mean over items
  Estimate chance;                 // the same for failures of any two items: sum of squared shares, unbiased
};

// Intervals resample items. top_share keeps the cause that is commonest in the sample: its interval is that of this
// cause, and there is none when several tie; chance and effective_causes have none. stability: no_pairable when no item
// failed twice with known causes. Fails: out_of_range, cancelled. Cost: O(failures log failures + draws * items).
Result<FailureReport> failure_predictability(const std::vector<Failure>& failures, const ResampleOptions& options,
                                             RunContext& run);

}  // namespace nines
