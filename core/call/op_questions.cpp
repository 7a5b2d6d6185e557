// Ops that ask about pipelines: plan, solve, versus, influence, merge, replay.
#include <algorithm>

#include "call/pipeline_args.h"
#include "codec/questions.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::kNoNode;
using codec::ObjectReader;
using codec::UnknownMembers;

// A part file and what it holds; its pipeline is read only once.
struct ReadPart {
  SamplePart part;
  std::string text;
};

Result<ReadPart> read_part(CallContext& call, std::uint32_t node) {
  const Result<Input> input = read_input(call, node);
  if (!input) return input.error();
  ReadPart out;
  out.text = std::string(input->bytes().substr(base::bom_bytes(input->bytes())));
  const auto read =
      codec::read_text<SamplePart>(out.text, input->name, [&](codec::ReadContext& context, std::uint32_t root) {
        ObjectReader in(context, root, "a part of a sample");
        in.required("part");
        in.required("pipeline");
        SamplePart part;
        part.name = input->name;
        part.configuration = in.text("configuration");
        part.seed = read_seed(in);
        const std::uint32_t tally = in.required("tally");
        if (!context.error) part.tally = codec::read_tally(context, tally);
        return part;
      });
  if (!read) return read.error();
  out.part = read->first;
  return out;
}

// The pipeline inside a part, as its user gave it.
Result<PipelineInput> pipeline_of_part(CallContext& call, const ReadPart& part) {
  const base::JsonReadResult parsed = base::read_json(part.text);
  codec::ReadContext read{parsed.tree, part.part.name};
  CallContext inner{call.engine, read, 0, call.run};
  return read_some_pipeline(inner);
}

// A part says what it was made from; whoever edits one of the two is told.
std::optional<Error> check_made_from(CallContext& call, const ReadPart& part) {
  const Result<PipelineInput> input = pipeline_of_part(call, part);
  if (!input) return input.error();
  if (sample_configuration(input->pipeline, part.part.seed) == part.part.configuration) return std::nullopt;
  return Error{ErrorCode::bad_value,
               part.part.name + " was not made from the pipeline and the seed it holds, or by another version",
               {}};
}

Result<Json> merged_report(CallContext& call, const std::vector<ReadPart>& parts, SimulateOptions options) {
  std::vector<SamplePart> slices;
  for (const ReadPart& one : parts) slices.push_back(one.part);
  const Result<SampleTally> tally = merge_parts(std::move(slices));
  if (!tally) return tally.error();
  for (const ReadPart& one : parts) {
    if (std::optional<Error> error = check_made_from(call, one)) return *error;
  }
  const Result<PipelineInput> input = pipeline_of_part(call, parts.front());
  if (!input) return input.error();
  options.seed = parts.front().part.seed;
  Result<SimulateReport> report = report_of_tally(input->pipeline, *tally, options, call.run);
  if (!report) return place_error(*input, report.error());
  place_issues(*input, report.value().issues);
  return codec::to_json(*report);
}

// Errors of the two designs carry which one they are about.
Error placed_in_either(const PipelineInput& a, const PipelineInput& b, const Error& error) {
  return place_error(error.where.source == "b" ? b : a, error);
}

}  // namespace

Result<Json> op_plan(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.required("pipeline");
  const std::uint32_t plan = in.member("plan");
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<PipelineInput> input = read_some_pipeline(call);
  if (!input) return input.error();
  PlanQuestion question;
  if (plan != kNoNode) question = codec::read_plan_question(call.read, plan, input->pipeline);
  if (call.read.error) return *call.read.error;
  Result<PlanReport> report = plan_pipeline(input->pipeline, question, call.run);
  if (!report) return place_error(*input, report.error());
  place_issues(*input, report.value().issues);
  return codec::to_json(*report, input->pipeline);
}

Result<Json> op_solve(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.required("pipeline");
  SolveQuestion question;
  question.at = in.text("at");
  question.variable = in.text("var");
  if (question.at.empty() && question.variable.empty()) in.required("at");
  const std::uint32_t target = in.required("target");
  constexpr double kMost = 1e15;
  if (in.has("low")) question.low = in.number("low", 0, 0, kMost);
  if (in.has("high")) question.high = in.number("high", 0, 0, kMost);
  in.finish(UnknownMembers::fail);
  if (!call.read.error) codec::read_solve_target(call.read, target, question);
  if (call.read.error) return *call.read.error;
  const Result<PipelineInput> input = read_some_pipeline(call);
  if (!input) return input.error();
  Result<SolveReport> report = solve_pipeline(input->pipeline, question, call.run);
  if (!report) return place_error(*input, report.error());
  place_issues(*input, report.value().issues);
  return codec::to_json(*report);
}

Result<Json> op_versus(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.required("a");
  in.required("b");
  VersusOptions options;
  options.trials = static_cast<std::uint64_t>(in.whole("trials", 0, 0, static_cast<std::int64_t>(kMaxTrials)));
  options.seed = read_seed(in);
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<PipelineInput> a = read_some_pipeline(call, "a");
  if (!a) return a.error();
  const Result<PipelineInput> b = read_some_pipeline(call, "b");
  if (!b) return b.error();
  Result<VersusReport> report = versus_pipelines(a->pipeline, b->pipeline, options, call.run);
  if (!report) return placed_in_either(*a, *b, report.error());
  place_issues(*a, report.value().a.issues);
  place_issues(*b, report.value().b.issues);
  return codec::to_json(*report);
}

Result<Json> op_influence(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.required("pipeline");
  TornadoOptions options;
  options.by = in.choice("by", codec::kTornadoNames, TornadoBy::odds);
  constexpr double kMostFactor = 1e6;
  options.factor = in.number("factor", options.factor, 1, kMostFactor);
  options.level = in.number("level", options.level, 0, 1);
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<PipelineInput> input = read_some_pipeline(call);
  if (!input) return input.error();
  Result<TornadoReport> report = tornado(input->pipeline, options, call.run);
  if (!report) return place_error(*input, report.error());
  place_issues(*input, report.value().issues);
  return codec::to_json(*report);
}

Result<Json> op_merge(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.required("parts");
  const std::vector<std::uint32_t> nodes = in.array("parts");
  SimulateOptions options;
  read_details(in, options);
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  std::vector<ReadPart> parts;
  for (const std::uint32_t node : nodes) {
    Result<ReadPart> part = read_part(call, node);
    if (!part) return part.error();
    parts.push_back(std::move(part).value());
  }
  // The first trials' file stands for the pipeline.
  std::stable_sort(parts.begin(), parts.end(),
                   [](const ReadPart& a, const ReadPart& b) { return a.part.tally.first < b.part.tally.first; });
  if (parts.empty()) return Error{ErrorCode::missing_field, "no part to merge", {}};
  return merged_report(call, parts, options);
}

Result<Json> op_replay(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.required("pipeline");
  const auto most_trials = static_cast<std::int64_t>(kMaxTrials);
  ReplayReport out;
  out.seed = read_seed(in);
  auto trial = static_cast<std::uint64_t>(in.whole("trial", 0, 0, most_trials));
  const bool searches = in.has("first");
  const TrialEnd end = in.choice("first", codec::kTrialEndNames, TrialEnd::silent);
  const auto from = static_cast<std::uint64_t>(in.whole("from", 0, 0, most_trials));
  const auto most =
      static_cast<std::uint64_t>(in.whole("most", 10'000'000, 1, static_cast<std::int64_t>(kMaxTrialSearch)));
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<PipelineInput> input = read_some_pipeline(call);
  if (!input) return input.error();
  if (searches) {
    const Result<std::uint64_t> found = find_trial(input->pipeline, out.seed, end, from, most, call.run);
    if (!found) return place_error(*input, found.error());
    trial = *found;
  }
  Result<TrialTrace> trace = replay_trial(input->pipeline, out.seed, trial, call.run);
  if (!trace) return place_error(*input, trace.error());
  out.trace = std::move(trace).value();
  out.lines = trace_lines(input->pipeline, out.trace);
  out.summary = trial_summary(out.trace);
  place_issues(*input, out.issues);
  return codec::to_json(out);
}

}  // namespace nines::call
