// Ops of the simulation family: simulate, sample.
#include "call/ops.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::ObjectReader;
using codec::UnknownMembers;

constexpr std::int64_t kMaxSeed = std::int64_t{1} << 53;

Error place_error(const PipelineInput& input, Error error) {
  if (!error.where.pointer.empty()) error.where = place(input, error.where);
  return error;
}

void place_issues(const PipelineInput& input, Issues& issues) {
  for (Issue& issue : issues) {
    if (!issue.where.pointer.empty()) issue.where = place(input, issue.where);
  }
  issues.insert(issues.end(), input.issues.begin(), input.issues.end());
}

// A document may hold no pipeline; a question about one needs it.
Result<PipelineInput> read_some_pipeline(CallContext& call) {
  Result<PipelineInput> input = read_pipeline_input(call);
  if (!input || !input->pipeline.steps.empty()) return input;
  Error error{ErrorCode::missing_field, "the pipeline has no steps", {}};
  error.where.pointer = "/pipeline/steps";
  return place_error(*input, std::move(error));
}

}  // namespace

Result<Json> op_simulate(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.required("pipeline");
  SimulateOptions options;
  options.trials = static_cast<std::uint64_t>(in.whole("trials", 0, 0, static_cast<std::int64_t>(kMaxTrials)));
  options.seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, kMaxSeed));
  options.survival = in.boolean("survival", false);
  options.influence = in.boolean("influence", false);
  options.variants = in.boolean("variants", false);
  options.calls = in.boolean("calls", false);
  options.latency = in.boolean("latency", false);
  options.cost = in.boolean("cost", false);
  options.first_failing = in.boolean("first_failing", false);
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<PipelineInput> input = read_some_pipeline(call);
  if (!input) return input.error();
  Result<SimulateReport> report = simulate_pipeline(input->pipeline, options, call.run);
  if (!report) return place_error(*input, report.error());
  place_issues(*input, report.value().issues);
  return codec::to_json(*report);
}

Result<Json> op_sample(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.required("pipeline");
  const std::int64_t most = static_cast<std::int64_t>(kMaxTrials);
  const auto seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, kMaxSeed));
  const auto first = static_cast<std::uint64_t>(in.whole("first", 0, 0, most));
  in.required("trials");
  const auto trials = static_cast<std::uint64_t>(in.whole("trials", 0, 1, most));
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<PipelineInput> input = read_some_pipeline(call);
  if (!input) return input.error();
  const Result<SampleTally> tally = sample_slice(input->pipeline, seed, first, trials, call.run);
  if (!tally) return place_error(*input, tally.error());
  return Json{
      {"ok", true}, {"seed", seed}, {"tally", codec::to_json(*tally)}, {"issues", codec::to_json(input->issues)}};
}

}  // namespace nines::call
