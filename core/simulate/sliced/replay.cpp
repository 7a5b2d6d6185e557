// One trial of a sample, told step by step (nines/simulate.h): its block is played again with its lane watched.
#include <algorithm>

#include "nines/simulate.h"
#include "simulate/check_params.h"
#include "simulate/exact.h"
#include "simulate/sliced/sampled.h"
#include "simulate/sliced/walker.h"

namespace nines::simulate {
namespace {

const char* name_of(Exit exit) {
  switch (exit) {
    case Exit::flagged: return "flagged";
    case Exit::abstained: return "abstained";
    case Exit::crash: return "crash";
    case Exit::exhausted: return "exhausted";
    case Exit::escalated: return "escalated";
    case Exit::timeout: return "timeout";
    case Exit::budget: break;
  }
  return "budget";
}

class Recorder : public LaneWatcher {
 public:
  Recorder(const Plan& plan, TrialTrace& out) : plan_(plan), out_(out) {}

  void see(std::size_t row, bool was_wrong, bool is_wrong, bool is_own, bool is_tainted, const Exit* exit,
           std::int64_t attempt) override {
    if (out_.events.size() == kMaxTraceEvents) {
      out_.truncated = true;
      return;
    }
    TraceEvent event;
    event.pointer = pointer_of(plan_, row);
    event.what = exit != nullptr ? name_of(*exit) : outcome(plan_.nodes[row], was_wrong, is_wrong);
    event.state = !is_wrong ? "right" : is_own ? "own" : "inherited";
    event.tainted = is_tainted;
    event.attempt = attempt;
    out_.events.push_back(std::move(event));
  }

 private:
  static const char* outcome(const Node& node, bool was_wrong, bool is_wrong) {
    if (was_wrong && !is_wrong) return "repaired";
    if (!was_wrong && is_wrong) return "wrong";
    if (node.kind == StepKind::work) return is_wrong ? "wrong" : "right";
    return "passed";
  }

  const Plan& plan_;
  TrialTrace& out_;
};

}  // namespace
}  // namespace nines::simulate

namespace nines {

Result<TrialTrace> replay_trial(const Pipeline& pipeline, std::uint64_t seed, std::uint64_t trial, RunContext& run) {
  Result<simulate::Plan> plan = simulate::build_plan(pipeline);
  if (!plan) return plan.error();
  if (trial > kMaxTrials)
    return simulate::error_at(ErrorCode::out_of_range, "",
                              "trial " + std::to_string(trial) + "; at most " + std::to_string(kMaxTrials));
  simulate::prepare(plan.value(), run);
  const Result<simulate::SlicedProgram> program = simulate::sampled_program(*plan, 1, run);
  if (!program) return program.error();
  TrialTrace out;
  out.trial = trial;
  simulate::Recorder recorder(*plan, out);
  Result<SampleTally> tally = simulate::run_trials(*program, seed, trial, 1, run, &recorder);
  if (!tally) return tally.error();
  out.tally = std::move(tally).value();
  return out;
}

}  // namespace nines
