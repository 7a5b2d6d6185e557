// Rare ends by importance sampling: a second opinion on P(failure) or P(SILENT) where plain runs never see one. Runs
// are played step by step from the written numbers with their rare draws raised, and each counts with its likelihood
// ratio. How far a draw is raised is learned from pilot runs of the same pipeline, never from the exact engine. Called
// by `call` and tests, never by the UI thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nines/run_context.h"
#include "nines/simulate.h"

namespace nines {

// Limits. Each has a test at the limit and one past it.
inline constexpr std::uint64_t kMaxRareTrials = 100'000'000;
inline constexpr std::uint64_t kRareBlock = 512;  // trials whose weights are added up first

enum class RareEnd : std::uint8_t { failure, silent, detected };  // failure: SILENT or DETECTED

struct RareOptions {
  RareEnd end = RareEnd::failure;
  std::uint64_t trials = 20'000;  // >= 2
  std::uint64_t seed = 1;
};

// Sums over a block of trials, in their order. Weights are doubles: likelihood ratio, 0 where the run ended otherwise.
struct RareSums {
  double weight = 0;
  double square = 0;
  double largest = 0;  // weight of one run
  std::uint64_t hits = 0;
  bool operator==(const RareSums&) const = default;
};
// Trials [first, first + trials) block by block. Parts that are cut where blocks begin add up to the same bytes as the
// whole.
struct RareTally {
  std::uint64_t first = 0;
  std::uint64_t trials = 0;
  bool is_tilted = false;        // false: the end is not rare, the runs are plain
  std::uint64_t pilot_runs = 0;  // played to learn the tilt
  std::vector<RareSums> blocks;
  bool operator==(const RareTally&) const = default;
};

struct RareReport {
  RareEnd end = RareEnd::failure;
  double estimate = 0;
  double standard_error = 0;
  double relative_error = 0;  // standard error over estimate; 0 without hits
  Interval ci;                // normal, on the mean of the weights; low is cut off at 0
  std::uint64_t trials = 0;
  std::uint64_t seed = 1;
  std::uint64_t pilot_runs = 0;
  double hit_share = 0;              // runs that met the end, as played
  double effective_sample_size = 0;  // of the hits: (sum w)^2 / sum w^2
  double largest_share = 0;          // of the whole weight, in one run
  std::string method;
  std::optional<double> exact;  // put there afterwards by compare_rare
  std::optional<double> z;      // (estimate - exact) / standard error
  Issues issues;
};

// The whole answer. In: any pipeline that plain runs can play. Out: an unbiased estimate (Hesterberg 1995, mixture of
// two twists; the twist by cross-entropy on tempered pilots, Rubinstein & Kroese 2004, sections 3.2 and 8); issues
// few_hits, heavy_weight or no_hits say when its error is not to be trusted. Fails: as sample_slice; out_of_range for
// trials. Cost: O((trials + pilot runs) · visits).
Result<RareReport> sample_rare(const Pipeline& pipeline, const RareOptions& options, RunContext& run);

// One slice of trials, and what slices come to. `first` must begin a block. Slices of one (pipeline, end, seed) that
// follow each other are merged in order.
Result<RareTally> rare_slice(const Pipeline& pipeline, const RareOptions& options, std::uint64_t first,
                             std::uint64_t trials, RunContext& run);
RareTally merge_rare(RareTally a, const RareTally& b);
RareReport rare_report(const RareTally& tally, const RareOptions& options);

// Puts the exact value and z beside the estimate. In: a report of simulate_pipeline of the same pipeline.
void compare_rare(RareReport& report, const SimulateReport& exact);

}  // namespace nines
