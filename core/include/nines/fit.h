// Fits beyond p and rho of one row (simulate.h): success against the length of a task, rates per step from traces, and
// what pass^1 and pass^2 of a published table foretell. Pure functions over plain data; every number names its
// estimator. Called by `bridge`, `call` and tests, never by the UI thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "nines/values.h"

namespace nines {

// ---------------------------------------------------------------- success against length

inline constexpr std::size_t kMaxHorizons = 32;
inline constexpr std::size_t kMaxLengthPoints = 200'000;

// exponential: S(t) = 2^(-t / half_life), constant hazard (Ord 2025). weibull: S(t) = exp(-(t / scale)^shape).
// logistic: logit S = slope log2(t / t50), slope per doubling of the length (Kwa et al. 2025).
enum class LengthFamily : std::uint8_t { weibull, exponential, logistic };
inline constexpr std::array kLengthFamilies{LengthFamily::weibull, LengthFamily::exponential, LengthFamily::logistic};

struct LengthFamilyInfo {
  LengthFamily family;
  const char* id;
  const char* formula;
  const char* reference;
  std::array<const char*, 2> parameters;  // "" = it has one only
};
std::span<const LengthFamilyInfo> length_family_table();
const LengthFamilyInfo& length_family_info(LengthFamily family);

// items: every item weighs 1 however often it was run, so that one often repeated task cannot outvote the rest.
// runs: every run weighs 1.
enum class LengthWeights : std::uint8_t { items, runs };

// `successes` of `trials` runs of one item of this length; successes may be a fraction (a mean of runs).
struct LengthPoint {
  std::string item;
  double length = 0;  // > 0, in the unit of the caller
  double successes = 0;
  double trials = 1;
};

struct LengthFitOptions {
  LengthWeights weights = LengthWeights::items;
  std::vector<double> horizons{0.5, 0.8, 0.99};  // success levels, 0 < q < 1
  std::vector<double> at;                        // lengths at which success is predicted
  std::uint64_t seed = 1;
  std::int64_t bootstrap = 2'000;
};

// The length at which success has fallen to `level`.
struct Horizon {
  double level = 0;
  Estimate length;
  bool extrapolated = false;  // beyond every length that was tried
};
struct LengthPrediction {
  double length = 0;
  Estimate success;
};

struct LengthFamilyFit {
  LengthFamily family = LengthFamily::weibull;
  std::vector<std::pair<std::string, Estimate>> parameters;
  std::optional<double> log_likelihood;  // absent when there is no maximum
  std::optional<double> aic;             // 2 parameters - 2 log likelihood
  std::vector<Horizon> horizons;
  std::vector<LengthPrediction> predictions;
};

struct LengthFit {
  std::string group;  // the model whose rows these are, "" = no model named
  std::int64_t items = 0;
  double runs = 0;
  Estimate mean;  // success over all lengths, weighted as the fit
  double shortest = 0;
  double longest = 0;
  std::optional<LengthFamily> best;  // smallest AIC
  std::vector<LengthFamilyFit> families;
  Issues issues;
};

// Maximum likelihood by safeguarded Newton steps (the log likelihoods are concave), intervals by item bootstrap; the
// same bytes for any order of points. Fails: no_records without points, limit_exceeded, out_of_range (length not above
// 0, successes outside [0, trials]), cancelled. Where a maximum does not exist (all right, all wrong, right and wrong
// apart by length) the family's estimates say so. Cost: O(points · families · bootstrap).
Result<LengthFit> fit_length(std::vector<LengthPoint> points, const LengthFitOptions& options, RunContext& run);

// ---------------------------------------------------------------- rates per step

inline constexpr std::size_t kMaxFittedSteps = 1'000;

// c of n of one step on one item, over its runs, where the run was right so far.
struct StepItemCount {
  std::size_t step = 0;  // index in `steps`
  std::string item;
  ItemCount count;
};
struct StepCounts {
  std::vector<std::string> steps;      // in order of first appearance
  std::vector<StepItemCount> counts;   // input right
  std::vector<ItemCount> after_error;  // per step: rows after an error of the same run, over all items
  std::vector<std::int64_t> missing;   // per step: runs that were right so far and have later steps, but not it
  std::int64_t runs = 0;
  std::int64_t dropped = 0;  // rows without step or without known outcome
  Issues issues;
};

struct StepFit {
  std::string step;
  std::int64_t k = 0;  // right of n runs whose earlier steps were all right
  std::int64_t n = 0;
  Interval ci;  // Jeffreys
  ItemCount after_error;
  Estimate rho;  // item scope, of this step alone
};

struct StepsFit {
  std::vector<StepFit> steps;
  Estimate rho;       // item scope, pooled over the steps
  Pipeline pipeline;  // one work a step in series, p as k of n
  std::int64_t items = 0;
  std::int64_t runs = 0;
  std::int64_t dropped = 0;
  Issues issues;
};

// In: counts by step and item. `shared`: whether the counts of the pipeline are one unknown rate for all uses of a
// step. Fails: no_records, limit_exceeded, cancelled. Cost: O(items · steps · bootstrap).
Result<StepsFit> fit_steps(const StepCounts& counts, bool shared, const FitOptions& options, RunContext& run);

// ---------------------------------------------------------------- published pass^k

inline constexpr std::size_t kMaxPassHatRows = 100'000;

struct PassHatRow {
  std::string label;
  std::vector<double> pass_hat;  // pass^1, pass^2, …
  Where where;
};

struct PassHatFit {
  std::string label;
  double p = 0;
  double rho = 0;  // clipped to [0, 1]
  std::vector<double> observed;
  std::vector<double> predicted;    // from pass^1 and pass^2 alone
  std::vector<double> independent;  // p^k
};
// How far off at k >= 3, over the rows that have it.
struct PassHatError {
  std::int64_t k = 0;
  std::int64_t rows = 0;
  double predicted = 0;  // mean absolute error
  double independent = 0;
  double bias = 0;  // mean of predicted - observed
};
struct PassHatReport {
  std::vector<PassHatFit> rows;
  std::vector<PassHatError> errors;
  double rho_median = 0;
  std::string method;
  std::vector<Pipeline> pipelines;  // of each row: one work under one item latent
  std::int64_t dropped = 0;
  Issues issues;
};

// Beta-binomial through pass^1 and pass^2: rho = (pass^2 - p^2)/(p(1-p)). Rows that no trials can give (a value outside
// [0, 1], a pass^k that grows with k, fewer than two values) are left out with an issue. Fails: no_records,
// limit_exceeded. Cost: O(rows).
Result<PassHatReport> fit_pass_hat(const std::vector<PassHatRow>& rows);

}  // namespace nines
