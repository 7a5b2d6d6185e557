// Time, money and value of a pipeline: what SimulateReport (simulate.h) says beside the three ends. Plain data and the
// limits of what is kept exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nines/values.h"

namespace nines {

// Limits. Each has a test at the limit and one past it.
inline constexpr std::size_t kMaxGridBins = 4'096;  // longest distribution on a grid of time or money
inline constexpr std::size_t kMaxLawPoints = 257;   // points of a reported distribution

// Distribution of what one run takes. `at` ascends; below[i] = P(X <= at[i]), in [0, 1]. Where `is_lattice`, all mass
// sits on points of `at` (draw steps); else the points lie on a curve. Quantiles: the smallest x with P(X <= x) >= q;
// absent where that lies beyond what was kept.
struct RunLaw {
  double mean = 0;
  std::optional<double> p50;
  std::optional<double> p90;
  std::optional<double> p99;
  bool is_lattice = false;
  std::vector<double> at;
  std::vector<double> below;
  double error = 0;    // what a quantile may be off by at most, in the unit of x; 0: exact
  std::string method;  // "exact", "exact on a grid of 50 ms", "grid of 2.5 ms, …"
};

// Where runs first go wrong: masses over all rows with a leaf's or block's own end. The masses of all rows sum to
// 1 - P(never wrong, never stopped).
struct FirstFailing {
  std::string pointer;  // a top-level row
  std::string label;
  double wrong = 0;    // the artifact was right before this row and is wrong after it, for the first time
  double stopped = 0;  // never wrong before, and the run ended here
};

// After how many units (SurvivalUnits) the share of runs still right falls below `share`. Absent: it never does.
struct SurvivalQuantile {
  double share = 0.5;  // .5, .8, .95, .99
  std::optional<std::int64_t> units;
};

// What a run is worth, in the unit of `values`.
struct ValueReport {
  double ok = 0;  // v_ok P(OK), …
  double silent = 0;
  double detected = 0;
  double cost_usd = 0;
  double mean = 0;  // ok + silent + detected - cost_usd
  std::string method;
};

// What the volume makes of it. `runs` = runs_per_day * days.
struct VolumeReport {
  double runs = 0;
  double silent_per_day = 0;  // expected wrong answers delivered
  double silent = 0;          // over all days
  double detected_per_day = 0;
  double detected = 0;
  double cost_usd_per_day = 0;
  double cost_usd = 0;
  double p_any_silent_per_day = 0;  // P(at least one wrong answer is delivered)
  double p_any_silent = 0;
  double silent_per_day_sd = 0;              // spread of one day's count
  std::optional<Interval> silent_rate;       // batch scope: share of silent runs of a batch, 5 % to 95 % of batches
  std::optional<Interval> silent_per_batch;  // the same as a count, a batch a day
  std::string method;
};

// The pipeline beside the same work done by hand.
struct BaselineReport {
  double manual_silent = 0;  // error of the manual work
  double manual_cost_usd = 0;
  double manual_minutes = 0;
  double cost_difference_usd = 0;          // pipeline less manual, a run
  double silent_difference = 0;            // pipeline less manual
  std::optional<double> minutes_reviewed;  // of people, a run: reviews_mean * minutes
  std::optional<double>
      break_even_review_share;             // reviews a run at which the pipeline costs as much as the manual work
  bool supervision_costs_more = false;     // reviews a run are above that share
  std::optional<double> value_difference;  // when `values` are given
  std::string method;
};

// Sourced odds factors for `shift`, from the laboratory to production.
struct ShiftPreset {
  const char* id;
  const char* label;
  const char* help;
  double p_from;  // a success rate of p_from measured in the laboratory …
  double p_to;    // … was p_to in production; the factor is the ratio of their odds
  const char* source;
};

}  // namespace nines
