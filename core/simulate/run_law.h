// What a run takes, in money or in time: its law on a grid, its mean, and runs that are stopped beyond a limit. Called
// by simulate.cpp through exact.h's answers.
#pragma once

#include <optional>
#include <vector>

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "simulate/grid.h"
#include "simulate/plan.h"

namespace nines::simulate {

// What one execution of each row takes; blocks take nothing of their own.
struct Amounts {
  std::vector<double> mean;  // by node
  std::vector<bool> is_exponential;
  bool is_time = false;
  const char* unit = "";

  [[nodiscard]] bool any() const;
};
Amounts prices_of(const Plan& plan);
Amounts times_of(const Plan& plan);

// The mean over runs of what adds up in series: exact for money, and for time where nothing is played at once that
// takes any. In: amounts; out: nothing where it is not a sum. Cost: one run of the exact engine.
std::optional<double> summed_mean(const Plan& plan, const Amounts& amounts, const RunContext& run);

// The law of a run: exact on the common grid of constant amounts where that is fine enough, else on a coarser grid with
// its error; without points, and `method` says why, where neither is affordable. Cost: at most kMaxGridWork.
RunLaw run_law(const Plan& plan, const Amounts& amounts, const RunContext& run);

// Runs stopped before they take more than `most`: masses and costs of the others, and how often they are stopped.
// `error` > 0: amounts were moved to a grid of that step. Fails: not_supported where it is not affordable.
struct LimitedRow {
  Row<double> row{};
  double stopped = 0;
  double step = 0;
  bool is_exact = true;
};
Result<LimitedRow> limited_row(const Plan& plan, const Amounts& amounts, double most, const char* pointer,
                               const RunContext& run);

// Masses and costs of the runs whose price, a law per row, stays within `most` units.
LimitedRow row_within(const Plan& plan, const Price& price, std::size_t most, const RunContext& run);

// ---- time known at every moment, not on a grid only: one top-level row takes times of any kind, in branches, groups
// and lanes of single leaves; the others constant ones.
bool has_moments(const Plan& plan, const Amounts& times);
RunLaw moment_law(const Plan& plan, const Amounts& times, const RunContext& run);
// As limited_row, where no other row takes time; nothing elsewhere.
std::optional<LimitedRow> moment_row(const Plan& plan, const Amounts& times, double most, const RunContext& run);

}  // namespace nines::simulate
