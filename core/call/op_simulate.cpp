// Ops of the simulation family: simulate, sample.
#include "call/pipeline_args.h"
#include "codec/questions.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::ObjectReader;
using codec::UnknownMembers;

// What `merge` needs to print the report of the whole: the pipeline as its user gave it.
Json given_pipeline(const CallContext& call, const PipelineInput& input) {
  const codec::JsonTree& tree = call.read.tree;
  const std::uint32_t node = tree.member(call.args, "pipeline");
  const bool object = tree.node(node).kind == base::JsonKind::object;
  if (object && tree.member(node, "link") != codec::kNoNode)
    return {{"link", tree.string_value(tree.member(node, "link"))}};
  if (object && tree.member(node, "steps") == codec::kNoNode) return {{"text", input.text}, {"name", input.source}};
  return codec::to_json(input.pipeline);
}

}  // namespace

Result<Json> op_simulate(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.required("pipeline");
  SimulateOptions options;
  options.trials = static_cast<std::uint64_t>(in.whole("trials", 0, 0, static_cast<std::int64_t>(kMaxTrials)));
  options.seed = read_seed(in);
  read_details(in, options);
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
  const std::uint64_t seed = read_seed(in);
  const auto first = static_cast<std::uint64_t>(in.whole("first", 0, 0, most));
  in.required("trials");
  const auto trials = static_cast<std::uint64_t>(in.whole("trials", 0, 1, most));
  const bool is_part = in.boolean("part", false);
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<PipelineInput> input = read_some_pipeline(call);
  if (!input) return input.error();
  const Result<SampleTally> tally = sample_slice(input->pipeline, seed, first, trials, call.run);
  if (!tally) return place_error(*input, tally.error());
  if (is_part) {
    return Json{{"part", 1},
                {"configuration", sample_configuration(input->pipeline, seed)},
                {"seed", seed},
                {"tally", codec::to_json(*tally)},
                {"pipeline", given_pipeline(call, *input)},
                {"issues", codec::to_json(input->issues)}};
  }
  return Json{
      {"ok", true}, {"seed", seed}, {"tally", codec::to_json(*tally)}, {"issues", codec::to_json(input->issues)}};
}

}  // namespace nines::call
