// Slices of trials (sampled.h, nines/simulate.h).
#include "simulate/sliced/sampled.h"

#include <algorithm>

#include "simulate/check_params.h"
#include "simulate/exact.h"
#include "simulate/sliced/walker.h"

namespace nines::simulate {
namespace {

// A block of trials walks on while any of its runs does, so it may walk longer than most.
constexpr std::uint64_t kMostSteps = 64 * static_cast<std::uint64_t>(kMaxSampledVisits);
constexpr std::uint64_t kLanesOfBlock = kLanes;

Error too_long() {
  return error_at(ErrorCode::limit_exceeded, "/pipeline/steps",
                  "a sampled run may walk more than " + std::to_string(kMaxSampledVisits) +
                      " steps; the exact engine has no such limit: ask for 0 trials");
}

Error cancelled() { return error_at(ErrorCode::cancelled, "", "cancelled while sampling"); }

}  // namespace

Result<SlicedProgram> sampled_program(const Plan& plan, std::uint64_t trials, const RunContext& run) {
  SlicedProgram program = compile_sliced(plan);
  auto walk = static_cast<std::uint64_t>(kMaxSampledVisits);
  if (program.worst_walk > static_cast<double>(kMaxSampledVisits)) {
    Walker walker(program, run);
    walker.play(0, 0, walk);
    if (walker.is_overrun()) return too_long();
    if (walker.is_stopped()) return cancelled();
    walk = walker.steps();
  } else {
    walk = static_cast<std::uint64_t>(program.worst_walk);
  }
  if (walk > 0 && trials > (std::uint64_t{1} << 63) / (walk * walk)) {
    return error_at(
        ErrorCode::limit_exceeded, "/pipeline/steps",
        std::to_string(trials) + " trials of up to " + std::to_string(walk) + " steps do not fit one tally");
  }
  return program;
}

Result<SampleTally> run_trials(const SlicedProgram& program, std::uint64_t seed, std::uint64_t first,
                               std::uint64_t trials, const RunContext& run, LaneWatcher* watcher) {
  SampleTally tally;
  tally.first = first;
  tally.executions.resize(program.paid_count);
  Walker walker(program, run);
  if (watcher != nullptr) walker.watch(watcher, static_cast<std::size_t>(first % kLanesOfBlock));
  const std::uint64_t end = first + trials;
  for (std::uint64_t block = first / kLanesOfBlock; trials > 0 && block * kLanesOfBlock < end; ++block) {
    const std::uint64_t begin = block * kLanesOfBlock;
    const auto from = static_cast<std::size_t>(std::max(first, begin) - begin);
    const auto to = static_cast<std::size_t>(std::min(end, begin + kLanesOfBlock) - begin);
    const LaneSet lanes = lanes_between(from, to);
    walker.count_leaves_of(lanes);
    walker.play(seed, block, kMostSteps);
    if (walker.is_overrun()) return too_long();
    if (walker.is_stopped()) return cancelled();
    walker.count(lanes, tally);
  }
  return tally;
}

double executions_cost_usd(const Plan& plan, const SampleTally& tally) {
  double sum = 0;
  std::size_t paid = 0;
  for (const Node& node : plan.nodes) {
    if (!node.has(Param::cost_usd) || !(node.real(Param::cost_usd) > 0)) continue;
    if (paid < tally.executions.size()) sum += static_cast<double>(tally.executions[paid]) * node.real(Param::cost_usd);
    ++paid;
  }
  return sum;
}

}  // namespace nines::simulate

namespace nines {
namespace {

using simulate::Plan;
using simulate::SlicedProgram;

std::optional<Error> check_trials(std::uint64_t first, std::uint64_t trials) {
  if (trials <= kMaxTrials && first <= kMaxTrials) return std::nullopt;
  return simulate::error_at(ErrorCode::out_of_range, "",
                            "trials " + std::to_string(first) + " to " + std::to_string(first + trials) + "; at most " +
                                std::to_string(kMaxTrials));
}

}  // namespace

Result<SampleTally> sample_slice(const Pipeline& pipeline, std::uint64_t seed, std::uint64_t first,
                                 std::uint64_t trials, RunContext& run) {
  Result<Plan> plan = simulate::build_plan(pipeline);
  if (!plan) return plan.error();
  if (std::optional<Error> error = check_trials(first, trials)) return *error;
  simulate::prepare(plan.value(), run);
  if (run.cancelled()) return simulate::error_at(ErrorCode::cancelled, "", "cancelled while sampling");
  const Result<SlicedProgram> program = simulate::sampled_program(*plan, trials, run);
  if (!program) return program.error();
  return simulate::run_trials(*program, seed, first, trials, run);
}

SampleTally merge_tallies(const SampleTally& a, const SampleTally& b) {
  SampleTally out = a;
  out.first = std::min(a.first, b.first);
  out.trials += b.trials;
  out.ok += b.ok;
  out.silent += b.silent;
  for (std::size_t i = 0; i < kDetectedReasons; ++i) out.detected[i] += b.detected[i];
  out.calls += b.calls;
  out.checks += b.checks;
  out.reviews += b.reviews;
  out.calls_squared += b.calls_squared;
  out.executions.resize(std::max(a.executions.size(), b.executions.size()));
  for (std::size_t i = 0; i < b.executions.size(); ++i) out.executions[i] += b.executions[i];
  return out;
}

Result<double> tally_cost_usd(const Pipeline& pipeline, const SampleTally& tally) {
  const Result<Plan> plan = simulate::build_plan(pipeline);
  if (!plan) return plan.error();
  return simulate::executions_cost_usd(*plan, tally);
}

}  // namespace nines
