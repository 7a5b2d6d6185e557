// What a run comes to, as the questions compare it. Used by core/simulate/questions only.
#pragma once

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/exact.h"

namespace nines::simulate {

struct Outcome {
  Ends ends;
  double calls = 0;
  double checks = 0;
  double reviews = 0;
  double cost_usd = 0;
  [[nodiscard]] double failure() const { return ends.silent + ends.detected; }
};

inline Outcome outcome_of(const Row<double>& row) {
  return {ends_of(row), row[kCalls], row[kChecks], row[kReviews], row[kCost]};
}

// The exact engine on a whole pipeline, whatever stands around its steps; without the intervals of measured rates.
// Fails: as simulate_pipeline.
Result<Outcome> run_exactly(const Pipeline& pipeline, RunContext& run);

// The same ends by less work: every shared k of n as the number k / n, and nothing that only values what comes out.
Pipeline without_counts(const Pipeline& pipeline);

}  // namespace nines::simulate
