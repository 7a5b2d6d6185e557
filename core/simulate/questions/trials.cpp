// One trial found by how it ends, and told in words (nines/questions.h).
#include <algorithm>

#include "nines/catalog.h"
#include "nines/questions.h"
#include "simulate/check_params.h"
#include "simulate/exact.h"
#include "simulate/questions/plan_changes.h"
#include "simulate/sliced/sampled.h"

namespace nines::simulate {
namespace {

std::uint64_t count_of_end(const SampleTally& tally, TrialEnd end) {
  if (end == TrialEnd::ok) return tally.ok;
  return end == TrialEnd::silent ? tally.silent : tally.trials - tally.ok - tally.silent;
}

class Finder {
 public:
  Finder(const SlicedProgram& program, std::uint64_t seed, TrialEnd end, const RunContext& run)
      : program_(program), seed_(seed), end_(end), run_(run) {}

  // Portions that double, then the one that has it halved.
  Result<std::uint64_t> find(std::uint64_t from, std::uint64_t most) {
    constexpr std::uint64_t kFirst = 512;
    constexpr std::uint64_t kLargest = std::uint64_t{1} << 20U;
    std::uint64_t portion = kFirst;
    for (std::uint64_t done = 0; done < most; portion = std::min(kLargest, 2 * portion)) {
      const std::uint64_t trials = std::min(portion, most - done);
      const Result<bool> there = has(from + done, trials);
      if (!there) return there.error();
      if (*there) return narrow(from + done, trials);
      done += trials;
    }
    return error_at(ErrorCode::not_found, "",
                    "none of the trials [" + std::to_string(from) + ", " + std::to_string(from + most) + ") ends so");
  }

 private:
  Result<bool> has(std::uint64_t first, std::uint64_t trials) const {
    const Result<SampleTally> tally = run_trials(program_, seed_, first, trials, run_);
    if (!tally) return tally.error();
    return count_of_end(*tally, end_) > 0;
  }
  Result<std::uint64_t> narrow(std::uint64_t first, std::uint64_t trials) const {
    while (trials > 1) {
      const std::uint64_t half = trials / 2;
      const Result<bool> there = has(first, half);
      if (!there) return there.error();
      first += *there ? 0 : half;
      trials = *there ? half : trials - half;
    }
    return first;
  }

  const SlicedProgram& program_;
  std::uint64_t seed_;
  TrialEnd end_;
  const RunContext& run_;
};

// Whether some work does worse after an error of its own.
bool minds_taint(const std::vector<Step>& steps) {
  return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
    return given_param(step, Param::p_after_error) != nullptr || minds_taint(step.body);
  });
}

const char* words_of(const std::string& what) {
  struct Row {
    const char* what;
    const char* words;
  };
  constexpr Row kRows[] = {
      {"right", "does it right"},     {"wrong", "goes wrong"},          {"repaired", "repairs what was wrong"},
      {"passed", "lets it pass"},     {"flagged", "objects"},           {"abstained", "gives no answer"},
      {"crash", "crashes visibly"},   {"exhausted", "is out of tries"}, {"escalated", "escalates"},
      {"budget", "is out of budget"}, {"timeout", "is out of time"}};
  for (const Row& row : kRows) {
    if (what == row.what) return row.words;
  }
  return what.c_str();
}

}  // namespace
}  // namespace nines::simulate

namespace nines {

Result<std::uint64_t> find_trial(const Pipeline& pipeline, std::uint64_t seed, TrialEnd end, std::uint64_t from,
                                 std::uint64_t most, RunContext& run) {
  using namespace simulate;
  if (most < 1 || most > kMaxTrialSearch || from > kMaxTrials - most) {
    return error_at(ErrorCode::out_of_range, "/most",
                    std::to_string(most) + " trials to search; expected 1 to " + std::to_string(kMaxTrialSearch));
  }
  Result<Plan> plan = build_plan(pipeline);
  if (!plan) return plan.error();
  prepare(plan.value(), run);
  const Result<SlicedProgram> program = sampled_program(*plan, most, run);
  if (!program) return program.error();
  return Finder(*program, seed, end, run).find(from, most);
}

std::vector<std::string> trace_lines(const Pipeline& pipeline, const TrialTrace& trace) {
  const bool matters = simulate::minds_taint(pipeline.steps);
  std::vector<std::string> out;
  for (const TraceEvent& event : trace.events) {
    const Result<const Step*> step = step_named(pipeline, event.pointer);
    std::string line = step ? simulate::name_of_step(**step) : event.pointer;
    if (step && step_info((*step)->kind).has_body && (*step)->label.empty())
      line = std::string(step_info((*step)->kind).label) + " around " + line;
    if (event.attempt > 1) line += " (time " + std::to_string(event.attempt) + ")";
    line += std::string(": ") + simulate::words_of(event.what);
    if (event.what == "passed") line += event.state == "right" ? ", right" : ", wrong";
    if (event.tainted && matters) line += ", context tainted";
    out.push_back(std::move(line));
  }
  if (trace.truncated) out.push_back("… more than " + std::to_string(kMaxTraceEvents) + " events");
  return out;
}

std::string trial_summary(const TrialTrace& trace) {
  std::string end = trace.tally.ok > 0 ? "OK" : trace.tally.silent > 0 ? "SILENT" : "DETECTED";
  for (const DetectedReasonInfo& row : detected_reason_table()) {
    if (trace.tally.detected[static_cast<std::size_t>(row.reason)] > 0) end += std::string(" (") + row.id + ")";
  }
  const auto counted = [](std::uint64_t n, const char* what) {
    return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
  };
  return "ends " + end + " after " + counted(trace.tally.calls, "call") + ", " + counted(trace.tally.checks, "check") +
         ", " + counted(trace.tally.reviews, "review");
}

}  // namespace nines
