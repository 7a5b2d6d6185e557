// Questions about pipelines: what to change for a target (plan), which value reaches it (solve), which of two designs
// is better (versus), what moves the ends most (tornado), how parts of one sample add up (merge), and which trial shows
// how a run dies (find). Pure functions over a Pipeline, answered by the two engines of simulate.h. Called by `call`
// and tests, never by the UI thread (but planned_pipeline and trace_lines, which compute nothing long).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nines/simulate.h"

namespace nines {

// ---------------------------------------------------------------- plan: what to change

// Limits. Each has a test at the limit and one past it.
inline constexpr std::size_t kMaxPlanChanges = 10'000;
inline constexpr std::size_t kMaxPlanOptions = 1'000;         // of one change
inline constexpr std::size_t kMaxPlanRowOptions = 4'096;      // combinations of the changes inside one top-level row
inline constexpr std::int64_t kMaxPlanCombinations = 20'000;  // where rows cannot be weighed one by one: all are tried
inline constexpr std::size_t kMaxPlanStates = 4'000;  // partial plans kept after a row, else coarser (see bound)
inline constexpr std::size_t kMaxPlanPoints = 1'000;  // points of the front that are told

// One way a change may go. For a step: these parameters in the place of its own. For a wrap: those of the block.
struct PlanOption {
  std::string name;  // "large model"; "" = told by its numbers
  std::vector<ParamValue> params;
};

// One place and what may stand there. Option 0 of its choice is "as it is", option i + 1 is options[i].
struct PlanChange {
  std::string at;            // JSON pointer of a step (/pipeline/steps/0/body/1), its id or its label
  std::string variable;      // instead of `at`: the name of a variable; options have one value each
  std::optional<Step> wrap;  // a block (retry, vote, best_of, …) put around the step; its body: rows after the step
  std::vector<PlanOption> options;
  bool keep = true;  // whether "as it is" is allowed
};

// Bounds on what a run comes to; what is absent does not bind.
struct PlanTarget {
  std::optional<double> ok;      // at least
  std::optional<double> silent;  // at most
};
// Means per run, at most.
struct PlanBudget {
  std::optional<double> calls;
  std::optional<double> cost_usd;
};
// What "cheap" means. automatic: dollars if some step or option has a price, else executions: calls, checks and reviews
// together.
enum class PlanCost : std::uint8_t { automatic, usd, calls, executions };

struct PlanQuestion {
  PlanTarget target;
  PlanBudget budget;
  PlanCost cost = PlanCost::automatic;
  std::vector<PlanChange> changes;  // empty: default_changes()
  std::size_t points = 100;         // of the front that are told at most, evenly along it; 1 … kMaxPlanPoints
};

struct PlannedChange {
  std::size_t change = 0;  // index into the changes
  std::size_t option = 0;  // 1-based: options[option - 1]
  std::string pointer;     // of the step, or /pipeline/vars/<name>
  std::string text;        // "Extract: attempts at most 3 instead of 1"
};

struct PlanPoint {
  Ends ends;
  double failure = 0;
  double calls_mean = 0;
  double checks_mean = 0;
  double reviews_mean = 0;
  double cost_usd_mean = 0;
  double cost = 0;                     // in the unit of the report
  bool feasible = true;                // meets the target and the budget
  std::vector<std::size_t> choice;     // option of each change, 0 = as it is
  std::vector<PlannedChange> changes;  // those that differ
};

// `front`: no plan within the silent bound is better in ok without costing more (Pareto), cheapest first.
// `chosen`: the cheapest plan that meets target and budget; with a budget alone the one of highest ok within it.
struct PlanReport {
  PlanCost cost = PlanCost::usd;  // never automatic
  PlanPoint now;
  std::vector<PlanPoint> front;
  std::int64_t front_size = 0;  // points of the whole front
  std::optional<PlanPoint> chosen;
  std::optional<Pipeline> pipeline;  // `chosen`, ready to simulate
  std::vector<PlanChange> changes;   // those weighed, in the order of `choice`
  double combinations = 0;           // plans weighed against each other
  // 0: exact, to a relative 1e-12. Else every plan has one among those weighed whose failure, cost and whatever else is
  // bounded are each within a factor of 1 + bound: `chosen` is that close to the cheapest for a target that much
  // stricter.
  double bound = 0;
  std::string method;
  Issues issues;
};

// The changes that the step table suggests where none are named: attempts, voters, candidates, spacing of checkpoints,
// share of reviews. Nothing is wrapped.
std::vector<PlanChange> default_changes(const Pipeline& pipeline);

// A pipeline with the options of `choice` (one per change, 0 = as it is) in place. Fails: unknown_step, bad_value.
Result<Pipeline> planned_pipeline(const Pipeline& pipeline, const std::vector<PlanChange>& changes,
                                  const std::vector<std::size_t>& choice);

// The step that a JSON pointer, an id or a label names. Fails: unknown_step; bad_value when several are called so.
Result<const Step*> step_named(const Pipeline& pipeline, const std::string& at);

// Every combination of the changes, the best of them found exactly. Rows in series are weighed one by one, from the
// last to the first: a choice for the rows that follow is dropped only when another is no worse for every state (of
// artifact, context and latent class) that the rows before can leave, so no optimum is lost (dynamic programming with
// Pareto dominance: Bellman 1957; bounds: Warburton 1987). Where a row's worth depends on the others (graphs, budgets,
// variables, reviews with prevalence, one theta with changing p) all combinations are tried.
// Fails: as check_pipeline of the pipeline as it is, unknown_step or bad_value in `changes`, limit_exceeded, cancelled.
// A combination that is no legal pipeline is left out, with an issue. Cost: O(rows · front · options · classes).
Result<PlanReport> plan_pipeline(const Pipeline& pipeline, const PlanQuestion& question, RunContext& run);

// ---------------------------------------------------------------- solve: which value reaches a target

enum class SolveEnd : std::uint8_t { ok, failure, silent, detected, calls, cost_usd };

struct SolveQuestion {
  std::string at;        // JSON pointer of a number of a step (/pipeline/steps/0/p), or of a latent's rho
  std::string variable;  // instead: a variable, wherever it is used
  SolveEnd end = SolveEnd::ok;
  double target = 0;           // ok: at least; the others: at most
  std::optional<double> low;   // range searched; left out: the parameter's
  std::optional<double> high;  // likewise; whole numbers without end: up to kMaxSolveWhole
};
inline constexpr std::int64_t kMaxSolveWhole =
    1'000'000;                                   // where the table's own limit is higher, unless `high` says so
inline constexpr std::int64_t kSolveScan = 256;  // whole numbers tried one by one before the search doubles

struct SolveReport {
  bool found = false;
  bool is_whole = false;
  bool at_most = false;  // the target is met up to `value`; false: from `value` on
  ParamValue value;      // the last value on the side that meets the target
  double crossing = 0;   // real value where the target is met exactly; whole: log-linear between neighbours
  double reached = 0;    // the end at `value`
  double now = 0;        // the end as the pipeline stands
  double at_low = 0;     // the end at the ends of the range
  double at_high = 0;
  std::string method;
  std::optional<Pipeline> pipeline;  // with `value` in place
  Issues issues;
};

// The value of one number for which an end just meets a target. Real numbers: bisection of the exact engine down to
// neighbouring doubles, probabilities from their nearer side, so that 1 - 5e-5 keeps its digits. Whole numbers: every
// one up to kSolveScan from the low end, then doubling and bisection. `crossing` between n - 1 and n is exact for a
// chain. Fails: unknown_step, bad_value, out_of_range, as simulate_pipeline. Cost: about 70 + kSolveScan runs.
Result<SolveReport> solve_pipeline(const Pipeline& pipeline, const SolveQuestion& question, RunContext& run);

// ---------------------------------------------------------------- versus: two designs on the same draws

// B minus A.
struct VersusDifference {
  Ends ends;
  double calls_mean = 0;
  double cost_usd_mean = 0;
  std::optional<Interval> ok_ci;  // when probabilities are measured: common posterior draws
  std::optional<Interval> silent_ci;
  std::optional<Interval> detected_ci;
};
// Trials of both designs under the same random words.
struct PairedTally {
  std::uint64_t trials = 0;
  std::uint64_t both_ok = 0;
  std::uint64_t only_a = 0;
  std::uint64_t only_b = 0;
  std::uint64_t neither = 0;
  SampleTally a;
  SampleTally b;
};
struct PairedResult {
  PairedTally tally;
  std::uint64_t seed = 1;
  double ok_difference = 0;  // (only_b - only_a) / trials
  Interval ok_ci;            // of the difference of two paired proportions
  double p_value = 1;        // exact McNemar test, two-sided
  double z = 0;              // of ok_difference against the exact engine
  std::string method;
};
struct VersusReport {
  SimulateReport a;
  SimulateReport b;
  VersusDifference difference;
  std::int64_t common = 0;  // measured rates that both designs share
  std::optional<PairedResult> paired;
  std::string method;
  Issues issues;
};
struct VersusOptions {
  std::uint64_t trials = 0;
  std::uint64_t seed = 1;
};
// Exact ends of both and their difference. A measured rate (k of n) that both designs name alike (by variable, or by
// the step's id or label and the parameter, with equal counts) has one posterior draw for both. Sampled: the same seed,
// so equal beginnings meet equal random words; the interval is that of paired proportions whatever the pairing gave.
// Fails: as simulate_pipeline; `where.source` is "a" or "b".
Result<VersusReport> versus_pipelines(const Pipeline& a, const Pipeline& b, const VersusOptions& options,
                                      RunContext& run);

// ---------------------------------------------------------------- tornado: what moves the ends most

inline constexpr std::size_t kMaxTornadoBars = 2'000;  // beyond, the rest is left out with an issue

enum class TornadoBy : std::uint8_t { odds, failure };
struct TornadoOptions {
  TornadoBy by = TornadoBy::odds;
  double factor = 1.5;  // > 1: plain probabilities move to odds / factor and odds · factor, or failure · and / factor
  double level = 0.9;   // measured rates move between these central posterior quantiles (5 % and 95 %)
};
struct TornadoBar {
  std::string pointer;  // of the parameter, or /pipeline/vars/<name>
  std::string label;
  Param param = Param::p;
  bool measured = false;  // moved along its posterior; else by the factor
  std::int64_t uses = 1;  // rows that move with it
  double value = 0;
  double low = 0;  // the value at either end
  double high = 0;
  Ends at_low;
  Ends at_high;
  double cost_usd_low = 0;
  double cost_usd_high = 0;
  double calls_low = 0;
  double calls_high = 0;
  double swing = 0;  // |ok at high - ok at low|
};
struct TornadoReport {
  Ends ends;
  double calls_mean = 0;
  double cost_usd_mean = 0;
  std::vector<TornadoBar> bars;  // widest swing first, then by pointer
  std::string method;
  Issues issues;
};
// Each probability moved alone, the others as written (measured ones at k / n). Works of one theta, and rows of one
// variable, move together. Fails: as simulate_pipeline; out_of_range for factor, level. Cost: two runs a bar.
Result<TornadoReport> tornado(const Pipeline& pipeline, const TornadoOptions& options, RunContext& run);

// ---------------------------------------------------------------- parts of one sample

struct SamplePart {
  std::string name;           // of the file, for messages
  std::string configuration;  // sample_configuration() in questions_codec.h
  std::uint64_t seed = 1;
  SampleTally tally;
};
// Adds parts of one sample, in any order. Fails: bad_value naming the files and ranges where configurations or seeds
// differ, trials are missing or counted twice; missing_field without parts. Out: a tally of [first, first + trials).
Result<SampleTally> merge_parts(std::vector<SamplePart> parts);

// The report of one run of the whole range, from its merged tally. The same as simulate_pipeline with
// `options.trials` = tally.trials and that seed. Fails: as simulate_pipeline; bad_value when the tally starts above 0.
Result<SimulateReport> report_of_tally(const Pipeline& pipeline, const SampleTally& tally,
                                       const SimulateOptions& options, RunContext& run);

// ---------------------------------------------------------------- one trial

enum class TrialEnd : std::uint8_t { ok, silent, detected };

inline constexpr std::uint64_t kMaxTrialSearch = 100'000'000;
// The first trial from `from` on that ends so. Fails: not_found after `most` trials (1 … kMaxTrialSearch); as
// sample_slice. Cost: O(trials searched).
Result<std::uint64_t> find_trial(const Pipeline& pipeline, std::uint64_t seed, TrialEnd end, std::uint64_t from,
                                 std::uint64_t most, RunContext& run);

// One line an event: "Extract (attempt 2): goes wrong". In: a trace of this pipeline. Linear.
std::vector<std::string> trace_lines(const Pipeline& pipeline, const TrialTrace& trace);
// "ends SILENT after 3 calls, 2 checks"
std::string trial_summary(const TrialTrace& trace);

}  // namespace nines
