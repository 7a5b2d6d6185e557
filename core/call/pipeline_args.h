// What every op about a pipeline does with it: read it, refuse an empty one, put places of the families' errors into
// the user's text. Used by the op files.
#pragma once

#include "call/ops.h"

namespace nines::call {

inline constexpr std::int64_t kMaxSeed = std::int64_t{1} << 53;

// Fails: as read_pipeline_input; missing_field without steps.
Result<PipelineInput> read_some_pipeline(CallContext& call, const char* name = "pipeline");
// "/pipeline/…" becomes a place in the text of the pipeline, any other pointer one below the arguments.
Error place_error(const PipelineInput& input, Error error);
void place_issues(const PipelineInput& input, Issues& issues);

std::uint64_t read_seed(codec::ObjectReader& in);
// survival, influence, variants, calls
void read_details(codec::ObjectReader& in, SimulateOptions& options);

}  // namespace nines::call
