// The exact engine's answers over a plan whose laws are filled: ends, survival, distributions, derivatives. Called by
// simulate.cpp, measured.cpp, variants.cpp and influence.cpp. Each returns early when cancelled; the caller asks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/kernel.h"
#include "simulate/plan.h"

namespace nines::simulate {

// Laws, then what only a run of the exact engine can tell: the weights of voters, how rare errors are before a review.
void prepare(Plan& plan, const RunContext& run);

// Masses and expected costs of one run. Cost: O(rows · classes · log(count)).
Row<double> exact_row(const Plan& plan, const RunContext& run);

double silent_of(const Row<double>& row);
double detected_of(const Row<double>& row);
Ends ends_of(const Row<double>& row);
double mass_of(const Row<double>& row, DetectedReason reason);

// Units of survival: repetitions of a lone top-level repeat, else top-level rows.
struct SurvivalUnits {
  std::int64_t count = 0;
  const char* label = "step";
};
SurvivalUnits survival_units(const Plan& plan);

// State after each unit, first point after 0; evenly thinned to kMaxSurvivalPoints.
std::vector<SurvivalPoint> survival_points(const Plan& plan, const RunContext& run);

// A run under a limit: masses and costs, how often it is stopped, and why.
struct StoppedRow {
  Row<double> row{};
  double stopped = 0;
  DetectedReason reason = DetectedReason::budget;
  std::string method;
};
// Fails: not_supported at the limit that is not exact here and is left to sampled runs (two limits at once; what no
// generating function is kept of). Cost: as calls_distribution.
Result<StoppedRow> stopped_row(const Plan& plan, const RunContext& run);

// What a run takes in ms, when any leaf takes time: mean, and points where asked. Without points there is none where
// what is played at once takes time. Cost: as calls_distribution.
std::optional<RunLaw> latency_law(const Plan& plan, bool wants_points, const RunContext& run);
// In USD.
RunLaw cost_law(const Plan& plan, const RunContext& run);

// Distribution of calls where it is short enough to keep (kMaxCallsBins); else empty, and `method` says so.
CallsDistribution calls_distribution(const Plan& plan, const RunContext& run);

// Derivatives of a whole run in every probability, correlation and real number that was written or assumed.
struct Derivative {
  std::size_t node = kNone;
  std::size_t latent = kNone;  // of a latent of the pipeline: its rho
  Param param = Param::p;
  std::size_t together = 1;  // work rows that move with it, because one theta drives them
  Row<double> slope{};       // of masses and expected costs of a run
};
// Whether they can be had in reasonable time; likewise the changes for one more.
bool has_few_derivatives(const Plan& plan);
bool has_few_changes(const Plan& plan);

class CutRun;
// In the order of rows. Cost: one evaluation of the top-level row around it for each parameter; rows that are equal
// share theirs.
std::vector<Derivative> run_derivatives(const Plan& plan, CutRun& cut, const RunContext& run);

// What one pass or attempt more would change at each block that has a number of them.
struct OneMore {
  std::size_t node = kNone;
  Param param = Param::max;
  Row<double> change{};
};
// Without `cut` (a graph too large for it) each costs a whole run.
std::vector<OneMore> one_more_rows(const Plan& plan, CutRun* cut, const RunContext& run);

}  // namespace nines::simulate
