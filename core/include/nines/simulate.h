// Simulation: what happens when steps are chained. Pure functions over a Pipeline; the exact engine answers by kernel
// algebra, the sampled engine by counting, and each checks the other. Called by `call` and tests, never by the UI
// thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nines/economics.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

// Limits. Each has a test at the limit and one past it.
inline constexpr std::size_t kMaxPipelineSteps = 10'000;  // rows, nested ones included
inline constexpr std::size_t kMaxPipelineDepth = 32;      // nesting of blocks
inline constexpr std::int64_t kMaxRetryAttempts = 10'000;
inline constexpr std::int64_t kMaxRepeatCount = 1'000'000'000;
inline constexpr std::int64_t kMaxLatentDegree = 1'000'000;  // item scope: work visits that one theta can meet
inline constexpr std::size_t kMaxLatentClasses = 512;        // Gauss-Jacobi nodes; more is refused, never truncated
inline constexpr std::size_t kMaxCallsBins = 4'096;          // longest calls distribution kept exactly
inline constexpr std::size_t kMaxSurvivalPoints = 513;
inline constexpr std::uint64_t kMaxTrials = 100'000'000'000;
inline constexpr std::int64_t kMaxSampledVisits = 1'000'000;  // steps one sampled run may walk
inline constexpr std::uint64_t kAnsweringTrials = 102'400;    // runs that answer where the exact engine cannot
inline constexpr double kAssumedRho = 0.5;                    // retry, vote, best_of without rho; issue `assumed_rho`
inline constexpr std::int64_t kMaxVoters = 10'000;
inline constexpr std::int64_t kMaxCandidates = 1'000'000;
inline constexpr std::size_t kMaxWeightedVoters = 16;
inline constexpr std::size_t kMaxLatentsOfPipeline = 8;
inline constexpr std::size_t kMaxVariables = 1'000;
inline constexpr std::size_t kMaxLatentClassesGiven = 64;

// Why a run was DETECTED.
enum class DetectedReason : std::uint8_t { exhausted, rejected, crash, abstained, escalated, budget, timeout };
inline constexpr std::size_t kDetectedReasons = 7;

struct SimulateOptions {
  std::uint64_t trials = 0;  // 0: exact only; else the sampled engine runs too and is compared
  std::uint64_t seed = 1;
  bool exact_only = false;     // fails where otherwise sampled runs alone would answer
  bool band = true;            // while a rho is assumed, the ends over its values and scopes: four exact runs more
  bool survival = false;       // state after each top-level step or repetition
  bool influence = false;      // gradient by step and parameter
  bool variants = false;       // the same pipeline under other assumptions (rho 0, item scope, unchecked, …)
  bool calls = false;          // distribution of model calls per run
  bool latency = false;        // distribution of the time a run takes; the mean is always there when a leaf takes time
  bool cost = false;           // distribution of USD per run
  bool first_failing = false;  // where runs first go wrong, and the share that recovers
};

// The three ends. ok + silent + detected = 1; each is summed from positive terms, so small ones keep their digits.
struct Ends {
  double ok = 0;
  double silent = 0;
  double detected = 0;
};

// After `after` units (top-level steps, or repetitions of a lone top-level repeat): still right, silently wrong,
// stopped.
struct SurvivalPoint {
  std::int64_t after = 0;
  Ends ends;
};

// d(end)/d(parameter) for real parameters; for whole-number parameters the exact change when it grows by one.
struct Influence {
  std::string pointer;  // JSON pointer of the parameter, e.g. /pipeline/steps/0/body/0/p
  std::string label;    // e.g. "Call tool: succeeds"
  Param param = Param::p;
  bool per_unit_step = false;  // true: change for +1; false: derivative
  double value = 0;            // the parameter now
  double ok = 0;
  double silent = 0;
  double detected = 0;
  double calls = 0;
  double cost_usd = 0;
  std::string method;
};

// P(calls = first_bin + i) = probability[i]; what lies above the last bin is `above`.
struct CallsDistribution {
  std::int64_t first_bin = 0;
  std::vector<double> probability;
  double above = 0;
  std::optional<std::int64_t> p50;  // smallest n with P(calls <= n) >= .5; absent where beyond what is kept
  std::optional<std::int64_t> p90;
  std::optional<std::int64_t> p99;
  std::string method;
};

struct Variant {
  std::string id;     // "independent", "item_scope", "visit_scope", "unchecked"
  std::string label;  // sentence case, short: "if tries are independent"
  Ends ends;
  double calls_mean = 0;
  std::vector<SurvivalPoint> survival;
};

// What the ends come to while a rho is assumed: least and most over values and scopes of it.
struct AssumedBand {
  Ends low;  // each end by itself: they are not of one run
  Ends high;
  std::string method;
};

// Integer counts of a slice of trials [first, first + trials). Slices of one configuration add up in any order.
struct SampleTally {
  std::uint64_t first = 0;
  std::uint64_t trials = 0;
  std::uint64_t ok = 0;
  std::uint64_t silent = 0;
  std::array<std::uint64_t, kDetectedReasons> detected{};  // by DetectedReason
  std::uint64_t calls = 0;
  std::uint64_t checks = 0;
  std::uint64_t reviews = 0;
  std::uint64_t calls_squared = 0;
  std::vector<std::uint64_t> executions;  // of each leaf that costs something, in the order of rows
  bool operator==(const SampleTally&) const = default;
};

struct SampledResult {
  SampleTally tally;
  std::uint64_t seed = 0;
  Interval ok_ci;  // Wilson
  Interval silent_ci;
  Interval detected_ci;
  double max_abs_z = 0;  // largest |z| of the three ends and the mean calls against the exact engine; NaN without it
  std::string method;
};

struct SimulateReport {
  double ok = 0;
  double silent = 0;
  double detected = 0;
  double failure = 0;  // 1 - ok, summed directly
  double nines = 0;    // -log10(failure); absent from JSON when failure = 0
  std::vector<std::pair<DetectedReason, double>> detected_by;
  double calls_mean = 0;
  double checks_mean = 0;
  double reviews_mean = 0;
  double cost_usd_mean = 0;
  bool sampled_only = false;      // the exact engine has no answer: shares and means of runs, with their intervals
  std::optional<Interval> ok_ci;  // when probabilities are measured (k of n), or the answer is sampled
  std::optional<Interval> silent_ci;
  std::optional<Interval> detected_ci;
  std::optional<Ends> posterior_mean;  // ends averaged over the posteriors of what is measured; ok above is at k / n
  std::string posterior_mean_method;
  std::string method;
  std::vector<std::string> assumptions;
  Issues issues;
  std::int64_t units = 0;  // number of survival units
  std::string unit_label;  // "step" or "repetition"
  std::vector<SurvivalPoint> survival;
  std::vector<Influence> influence;
  std::vector<Variant> variants;
  std::optional<AssumedBand> band;  // when a rho is assumed
  std::optional<CallsDistribution> calls;
  std::optional<SampledResult> sampled;
  double coverage = 0;                    // 1 - detected: share of runs that deliver
  std::optional<double> precision;        // ok / (ok + silent): right given delivered; absent when nothing is
  std::optional<double> cost_usd_per_ok;  // cost_usd_mean / ok; absent without OK
  std::optional<double> calls_per_ok;
  std::optional<RunLaw> latency_ms;  // when a leaf takes time; without `latency` the mean alone
  std::optional<RunLaw> cost;        // USD a run; option `cost`
  std::optional<ValueReport> value;  // when the pipeline has values, volume, baseline
  std::optional<VolumeReport> volume;
  std::optional<BaselineReport> baseline;
  std::optional<double> recovered;          // share of runs that were wrong or objected to at some time and ended OK
  std::vector<FirstFailing> first_failing;  // by top-level row
  std::vector<SurvivalQuantile> survival_quantiles;  // with survival
};

// Puts the values of `vars` in the place of {"var": name}. Fails: unknown_variable at the place of a name nobody
// defines.
Result<Pipeline> resolve_variables(const Pipeline& pipeline);

// Checks ranges, limits, nesting, latents. In: any pipeline. Out: issues that do not stop it (assumed_rho, …).
// Fails: out_of_range, limit_exceeded, mixed_p, nested_latent, unknown_step, missing_field, bad_value; `where.pointer`
// is relative to the document root (/pipeline/steps/…). Cost: O(steps).
Result<Issues> check_pipeline(const Pipeline& pipeline);

// The whole answer in one call: exact, or by `trials` (else kAnsweringTrials) sampled runs where the exact engine
// cannot give it (two limits at once, graphs with more than 12 live artifacts, …; issue `sampled_only` says why).
// Fails as check_pipeline, or `cancelled`; under exact_only also not_supported, limit_exceeded.
// Cost: exact O(steps · log(count) · classes); sampled O(trials · visits).
Result<SimulateReport> simulate_pipeline(const Pipeline& pipeline, const SimulateOptions& options, RunContext& run);

// One slice of trials: the unit that threads, workers and processes share. The tally depends only on (pipeline, seed,
// trial numbers), so any split of [0, N) sums to the same integers.
Result<SampleTally> sample_slice(const Pipeline& pipeline, std::uint64_t seed, std::uint64_t first,
                                 std::uint64_t trials, RunContext& run);

// One thing that happened in a run, in order. `pointer` is the row's; of a block, what it came to after its rows.
struct TraceEvent {
  std::string pointer;
  std::string what;      // right, wrong, repaired, passed, or why it stopped: flagged, abstained, crash, exhausted, …
  std::string state;     // of the artifact then: right, inherited, own
  bool tainted = false;  // context
  std::int64_t attempt = 1;  // of the block around it that tries, hears or plays its rows more than once
};
inline constexpr std::size_t kMaxTraceEvents = 10'000;

struct TrialTrace {
  std::uint64_t trial = 0;
  std::vector<TraceEvent> events;
  bool truncated = false;  // more than kMaxTraceEvents
  SampleTally tally;       // of this trial alone: how it ended, what it took
};

// Plays one trial of a sample again and tells what happened. Fails as sample_slice.
Result<TrialTrace> replay_trial(const Pipeline& pipeline, std::uint64_t seed, std::uint64_t trial, RunContext& run);

// What the leaves counted in a tally cost together. In: the pipeline of the tally, or any with the same rows.
Result<double> tally_cost_usd(const Pipeline& pipeline, const SampleTally& tally);

// Adds two slices of one configuration. `first` is the smaller one.
SampleTally merge_tallies(const SampleTally& a, const SampleTally& b);

// Intervals and comparison of a (merged, possibly partial) tally against an exact report. No randomness.
SampledResult sampled_result(const SampleTally& tally, std::uint64_t seed, const SimulateReport& exact);

// ---------------------------------------------------------------- fit

// c right of n trials of one item.
struct ItemCount {
  std::int64_t c = 0;
  std::int64_t n = 0;
};

struct FitOptions {
  std::uint64_t seed = 1;
  std::int64_t bootstrap = 2'000;  // item bootstrap draws for the intervals
};

// p = pass^1 and rho = (pass^2 - p^2) / (p (1 - p)) at item scope, from C(c,k)/C(n,k) means.
struct FitReport {
  Estimate p;
  Estimate rho;
  LatentScope scope = LatentScope::item;
  std::vector<Estimate> observed;   // pass^1, pass^2, …
  std::vector<double> predicted;    // beta-binomial prediction of the same, from p and rho alone
  std::vector<double> independent;  // p^k, for comparison
  Pipeline pipeline;                // one work step under one item latent, ready to simulate
  Issues issues;
};

// In: counts per item, n >= 1. Fails: no_records. rho outside [0, 1] is clipped with an issue. Cost: O(items ·
// bootstrap).
Result<FitReport> fit_item_counts(const std::vector<ItemCount>& items, const FitOptions& options, RunContext& run);

}  // namespace nines
