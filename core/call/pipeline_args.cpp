// See pipeline_args.h.
#include "call/pipeline_args.h"

namespace nines::call {

Error place_error(const PipelineInput& input, Error error) {
  if (error.where.pointer.empty()) return error;
  if (error.where.pointer.starts_with("/pipeline"))
    error.where = place(input, error.where);
  else
    error.where.pointer = "/args" + error.where.pointer;
  return error;
}

void place_issues(const PipelineInput& input, Issues& issues) {
  for (Issue& issue : issues) {
    if (!issue.where.pointer.empty()) issue.where = place(input, issue.where);
  }
  issues.insert(issues.end(), input.issues.begin(), input.issues.end());
}

// A document may hold no pipeline; a question about one needs it.
Result<PipelineInput> read_some_pipeline(CallContext& call, const char* name) {
  Result<PipelineInput> input = read_pipeline_input(call, name);
  if (!input || !input->pipeline.steps.empty()) return input;
  Error error{ErrorCode::missing_field, "the pipeline has no steps", {}};
  error.where.pointer = "/pipeline/steps";
  return place_error(*input, std::move(error));
}

std::uint64_t read_seed(codec::ObjectReader& in) {
  return static_cast<std::uint64_t>(in.whole("seed", 1, 0, kMaxSeed));
}

void read_details(codec::ObjectReader& in, SimulateOptions& options) {
  options.survival = in.boolean("survival", false);
  options.influence = in.boolean("influence", false);
  options.variants = in.boolean("variants", false);
  options.calls = in.boolean("calls", false);
  options.latency = in.boolean("latency", false);
  options.cost = in.boolean("cost", false);
  options.first_failing = in.boolean("first_failing", false);
}

}  // namespace nines::call
