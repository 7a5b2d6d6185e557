// Op rare: a rare end by importance sampling, then the exact engine's value beside it.
#include "call/pipeline_args.h"
#include "codec/questions.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::ObjectReader;

// Where the exact engine has no answer the estimate stands alone, and says so.
void add_exact(RareReport& report, const Pipeline& pipeline, RunContext& run) {
  SimulateOptions options;
  options.exact_only = true;
  options.band = false;
  const Result<SimulateReport> exact = simulate_pipeline(pipeline, options, run);
  if (exact) {
    compare_rare(report, *exact);
    return;
  }
  Issue issue;
  issue.severity = Severity::note;
  issue.code = "no_exact";
  issue.message = "not compared with the exact engine: " + exact.error().message;
  issue.where = exact.error().where;
  report.issues.push_back(std::move(issue));
}

}  // namespace

Result<Json> op_rare(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.required("pipeline");
  RareOptions options;
  options.end = in.choice("end", codec::kRareEndNames, options.end);
  options.trials = static_cast<std::uint64_t>(
      in.whole("trials", static_cast<std::int64_t>(options.trials), 2, static_cast<std::int64_t>(kMaxRareTrials)));
  options.seed = read_seed(in);
  in.finish(codec::UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<PipelineInput> input = read_some_pipeline(call);
  if (!input) return input.error();
  Result<RareReport> report = sample_rare(input->pipeline, options, call.run);
  if (!report) return place_error(*input, report.error());
  add_exact(report.value(), input->pipeline, call.run);
  if (call.run.cancelled()) return Error{ErrorCode::cancelled, "cancelled", {}};
  place_issues(*input, report.value().issues);
  return codec::to_json(*report);
}

}  // namespace nines::call
