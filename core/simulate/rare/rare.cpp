// The estimate and what it rests on (nines/rare.h).
#include "nines/rare.h"

#include <algorithm>
#include <cmath>

#include "simulate/check_params.h"
#include "simulate/exact.h"
#include "simulate/rare/pilots.h"

namespace nines {
namespace {

using simulate::Coins;
using simulate::Learned;
using simulate::Plan;
using simulate::RareWalk;

std::optional<Error> check_range(std::uint64_t first, std::uint64_t trials) {
  if (first % kRareBlock != 0)
    return simulate::error_at(
        ErrorCode::out_of_range, "/first",
        "trials from " + std::to_string(first) + " on; a slice begins at a multiple of " + std::to_string(kRareBlock));
  if (trials >= 1 && trials <= kMaxRareTrials && first <= kMaxRareTrials - trials) return std::nullopt;
  return simulate::error_at(ErrorCode::out_of_range, "/trials",
                            std::to_string(first + trials) + " trials; from 2 to " + std::to_string(kMaxRareTrials));
}

// Blocks of trials, each added up in order.
Result<RareTally> play(const Plan& plan, const Learned& learned, const RareOptions& options, std::uint64_t first,
                       std::uint64_t trials, const RunContext& run) {
  RareTally out;
  out.first = first;
  out.trials = trials;
  out.is_tilted = learned.is_tilted;
  out.pilot_runs = learned.runs;
  Coins coins(learned.twist);
  RareWalk walk(plan, coins, run);
  for (std::uint64_t trial = first; trial < first + trials; ++trial) {
    if (trial % kRareBlock == 0) {
      out.blocks.emplace_back();
      run.progress(static_cast<double>(trial - first) / static_cast<double>(trials));
    }
    coins.start(options.seed, 0, trial);
    const RareWalk::End end = walk.play();
    if (walk.is_stopped()) return simulate::stopped_error(walk);
    if (!simulate::is_met(options.end, end)) continue;
    const double weight = learned.is_tilted ? coins.weight() : 1;
    RareSums& sums = out.blocks.back();
    sums.weight += weight;
    sums.square += weight * weight;
    sums.largest = std::max(sums.largest, weight);
    ++sums.hits;
  }
  return out;
}

RareSums sum_of(const std::vector<RareSums>& blocks) {
  RareSums out;
  for (const RareSums& one : blocks) {
    out.weight += one.weight;
    out.square += one.square;
    out.largest = std::max(out.largest, one.largest);
    out.hits += one.hits;
  }
  return out;
}

Issue warning(const char* code, std::string message) {
  Issue out;
  out.code = code;
  out.message = std::move(message);
  return out;
}

constexpr std::uint64_t kFewHits = 100;

void add_doubts(RareReport& report, std::uint64_t hits) {
  constexpr double kHeavy = 0.02;
  if (hits == 0) {
    report.issues.push_back(warning("no_hits",
                                    "no run met the end, not even with its rare draws raised: it cannot "
                                    "happen, or only in a way that the pilot runs did not find"));
  } else if (report.effective_sample_size < static_cast<double>(kFewHits)) {
    report.issues.push_back(
        warning("few_hits", "the estimate rests on " + simulate::short_number(report.effective_sample_size) +
                                " effective hits; its error is not to be trusted below " + std::to_string(kFewHits)));
  }
  if (hits > 0 && report.largest_share > kHeavy)
    report.issues.push_back(
        warning("heavy_weight",
                "one run carries " + simulate::short_number(100 * report.largest_share) + " % of the weight of all"));
}

// What is drawn as written whatever the end, and what was taken as known.
void add_notes(RareReport& report, const Plan& plan) {
  bool has_plain = false;
  bool has_known = false;
  for (const simulate::Node& node : plan.nodes) {
    has_plain = has_plain || (node.kind == StepKind::best_of && node.word(Param::select) == simulate::word::argmax);
    has_plain = has_plain || (plan.pipeline->deadline_ms && node.has(Param::latency_ms) &&
                              node.word(Param::latency) == simulate::word::kExponential);
    has_known = has_known || !node.weights.empty() || node.overlooked > 0;
  }
  if (has_plain) {
    report.issues.push_back(warning("plain_draws", "scores and exponential times are drawn as written"));
    report.issues.back().severity = Severity::note;
  }
  if (has_known) {
    report.issues.push_back(warning("known_beforehand",
                                    "weights of voters and the share that people overlook are "
                                    "taken from the exact engine, which defines them"));
    report.issues.back().severity = Severity::note;
  }
}

Result<Plan> prepared(const Pipeline& pipeline, const RunContext& run) {
  Result<Plan> plan = simulate::build_plan(pipeline);
  if (!plan) return plan;
  simulate::prepare(plan.value(), run);
  if (run.cancelled()) return simulate::error_at(ErrorCode::cancelled, "", "cancelled while sampling");
  return plan;
}

}  // namespace

Result<RareTally> rare_slice(const Pipeline& pipeline, const RareOptions& options, std::uint64_t first,
                             std::uint64_t trials, RunContext& run) {
  if (std::optional<Error> error = check_range(first, trials)) return *error;
  const Result<Plan> plan = prepared(pipeline, run);
  if (!plan) return plan.error();
  const Result<Learned> learned = simulate::learn_twist(*plan, options.end, options.seed, run);
  if (!learned) return learned.error();
  return play(*plan, *learned, options, first, trials, run);
}

RareTally merge_rare(RareTally a, const RareTally& b) {
  if (a.trials == 0) return b;
  a.trials += b.trials;
  a.blocks.insert(a.blocks.end(), b.blocks.begin(), b.blocks.end());
  return a;
}

RareReport rare_report(const RareTally& tally, const RareOptions& options) {
  constexpr double kZ95 = 1.959963984540054;
  const RareSums sums = sum_of(tally.blocks);
  const auto n = static_cast<double>(tally.trials);
  RareReport out;
  out.end = options.end;
  out.seed = options.seed;
  out.trials = tally.trials;
  out.pilot_runs = tally.pilot_runs;
  out.estimate = sums.weight / n;
  const double spread = std::max(0.0, sums.square - sums.weight * out.estimate);
  out.standard_error = n > 1 ? std::sqrt(spread / (n - 1) / n) : 0;
  out.relative_error = out.estimate > 0 ? out.standard_error / out.estimate : 0;
  out.ci = {std::max(0.0, out.estimate - kZ95 * out.standard_error), out.estimate + kZ95 * out.standard_error, 0.95,
            "normal, mean of weights"};
  out.hit_share = static_cast<double>(sums.hits) / n;
  out.effective_sample_size = sums.square > 0 ? sums.weight / sums.square * sums.weight : 0;
  if (out.effective_sample_size < static_cast<double>(kFewHits))
    out.ci = {0, 1, 0.95, "none: too few effective hits to tell"};
  out.largest_share = sums.weight > 0 ? sums.largest / sums.weight : 0;
  out.method = tally.is_tilted ? "importance sampling: rare draws raised as cross-entropy learned from tempered pilot "
                                 "runs, in a mixture with a broad raise"
                               : "plain runs: the end is not rare";
  add_doubts(out, sums.hits);
  return out;
}

Result<RareReport> sample_rare(const Pipeline& pipeline, const RareOptions& options, RunContext& run) {
  if (options.trials < 2) return *check_range(0, 0);
  const Result<RareTally> tally = rare_slice(pipeline, options, 0, options.trials, run);
  if (!tally) return tally.error();
  const Result<Plan> plan = prepared(pipeline, run);
  if (!plan) return plan.error();
  RareReport out = rare_report(*tally, options);
  add_notes(out, *plan);
  out.issues.insert(out.issues.end(), plan->issues.begin(), plan->issues.end());
  return out;
}

void compare_rare(RareReport& report, const SimulateReport& exact) {
  switch (report.end) {
    case RareEnd::failure: report.exact = exact.failure; break;
    case RareEnd::silent: report.exact = exact.silent; break;
    case RareEnd::detected: report.exact = exact.detected; break;
  }
  if (report.standard_error > 0) report.z = (report.estimate - *report.exact) / report.standard_error;
}

}  // namespace nines
