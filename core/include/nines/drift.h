// Change over time and over position: control charts of rates with their run lengths, where a series changed, how any
// measure moves with position or turn, and sustained operation against a single run. Called by `call` and tests.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nines/compare.h"
#include "nines/resample.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

// ---------------------------------------------------------------- control charts

// One period in time order: k events of n.
struct PeriodCount {
  std::string label;
  std::int64_t k = 0;
  std::int64_t n = 0;
};

inline constexpr std::size_t kMaxPeriods = 1'000'000;

struct ControlOptions {
  std::optional<double> centre;  // rate in control, in (0, 1); absent: pooled over the baseline
  std::int64_t baseline = 0;     // first so many periods with data; 0 = all
  double sigmas = 3;             // p-chart, > 0
  double ewma_lambda = 0.2;      // in (0, 1]
  double ewma_limit = 2.962;     // in standard deviations of the EWMA, > 0
  double cusum_allowance = 0.5;  // k, in standard deviations, >= 0
  double cusum_limit = 5;        // h, > 0
};

// Limits of the p-chart lie in [0, 1]: a limit below 0 cannot be crossed. EWMA and CUSUM run on z = (rate - centre) /
// sd; a period without data has no z and leaves both where they were.
struct ControlPoint {
  std::string label;
  std::optional<double> rate;
  double low = 0;
  double high = 1;
  std::optional<double> z;
  double ewma = 0;
  double ewma_limit = 0;  // signal when |ewma| exceeds it
  double cusum_up = 0;    // signal when above h
  double cusum_down = 0;
  bool is_out = false;  // p-chart
  bool ewma_signals = false;
  bool cusum_signals = false;
};

struct ControlReport {
  Estimate centre;  // no_data; no_variation at 0 or 1 without a given centre: then there are no points
  std::vector<ControlPoint> points;
  std::int64_t empty_periods = 0;
  std::vector<std::size_t> out;  // indices of points outside the p-chart's limits
  std::optional<std::size_t> first_ewma;
  std::optional<std::size_t> first_cusum;
  double ewma_run_length = 0;  // mean periods to a false alarm at these settings (normal z)
  double cusum_run_length = 0;
};

// Fails: out_of_range (k outside [0, n], options). Sources: Shewhart 1931 (p-chart); Roberts 1959 (EWMA, exact
// limits); Page 1954 (CUSUM); Montgomery, Introduction to Statistical Quality Control, chapters 7 and 9.
Result<ControlReport> control_charts(const std::vector<PeriodCount>& periods, const ControlOptions& options);

// Average run length until a signal from start at 0, for independent normal z with mean `shift` (in sd), two-sided. By
// the Markov chain of `states` cells; error falls with the square of their width. In: states in [3,
// kMaxChainStates]. Cost: O(states^3). Fails: out_of_range. Sources: Brook & Evans 1972 (CUSUM; the two sides combine
// as 1/ARL = 1/ARL+ + 1/ARL-, Van Dobben de Bruyn 1968); Lucas & Saccucci 1990 (EWMA).
inline constexpr std::int64_t kChainStates = 201;
inline constexpr std::int64_t kMaxChainStates = 1'001;
Result<double> cusum_run_length(double allowance, double limit, double shift, std::int64_t states = kChainStates);
Result<double> ewma_run_length(double lambda, double limit, double shift, std::int64_t states = kChainStates);

// ---------------------------------------------------------------- change point

struct ChangePointOptions {
  std::uint64_t seed = 1;
  std::int64_t permutations = 2'000;  // in [1, kMaxPermutations]
};

struct ChangePointReport {
  EstimateStatus status = EstimateStatus::ok;  // no_data, too_few_items (< 4 values), no_variation
  std::string reason;
  std::size_t index = 0;          // first value of the new regime
  std::vector<std::size_t> ties;  // all such indices when several splits are equally good
  double mean_before = 0;
  double mean_after = 0;
  double statistic = 0;  // max over splits of |sum of deviations| / sqrt(t (n - t) / n)
  double p = 1;          // (1 + hits) / (1 + permutations)
};

// In: values in time order, finite. Fails: bad_value, out_of_range, cancelled. Cost: O(n * permutations). Source:
// Pettitt 1979 in the form of a standardised maximum; permutation p: Phipson & Smyth 2010.
Result<ChangePointReport> change_point(std::span<const double> values, const ChangePointOptions& options,
                                       RunContext& run);

// ---------------------------------------------------------------- position

// One value (correctness, grounding: any measure) of an item at a position: turn, step, place in a context.
struct PositionValue {
  std::string item;
  double position = 0;
  double value = 0;
};

inline constexpr std::size_t kMaxListedPositions = 256;  // listed; more distinct positions give the trend alone

struct PositionMean {
  double position = 0;
  Estimate mean;  // over the items that have it
};

struct TrendReport {
  Estimate slope;                       // change of the value per unit of position, within items
  TestResult test;                      // sign flips of what items add to the slope
  std::vector<PositionMean> positions;  // ascending
  Issues issues;                        // many_positions
};

// Items with one position say nothing of the slope and are counted in `dropped`: so a slope never comes from long items
// differing from short ones. Fails: bad_value, out_of_range, cancelled. Source: within-group least squares (fixed
// effects).
Result<TrendReport> position_trend(const std::vector<PositionValue>& values, const CompareOptions& options,
                                   RunContext& run);

// Sustained operation: an item is a session, its positions the runs in order.
struct SustainedReport {
  Estimate single;     // share of sessions whose first run passes
  Estimate sustained;  // share of sessions all of whose runs pass
  Estimate
      independent;  // mean of single^runs: what sustained were if runs failed independently at the first run's rate
  Estimate gap;     // sustained - single
};

// A run passes when its value >= pass_mark; sessions of one run are left out and counted. Fails: as above.
Result<SustainedReport> sustained_operation(const std::vector<PositionValue>& values, double pass_mark,
                                            const ResampleOptions& options, RunContext& run);

}  // namespace nines
