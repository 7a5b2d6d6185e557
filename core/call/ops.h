// The op table: what Engine::call can do, one row per op. Each function reads its own arguments (nobody else does),
// calls one family, and writes the answer. An error comes back as Error; places are in terms of the user's text.
#pragma once

#include "call/inputs.h"

namespace nines::call {

using OpFunction = Result<codec::Json> (*)(CallContext& call);

struct Op {
  OpInfo info;
  OpFunction run;
};
std::span<const Op> ops();

Result<codec::Json> op_simulate(CallContext& call);
Result<codec::Json> op_sample(CallContext& call);
Result<codec::Json> op_plan(CallContext& call);
Result<codec::Json> op_solve(CallContext& call);
Result<codec::Json> op_versus(CallContext& call);
Result<codec::Json> op_influence(CallContext& call);
Result<codec::Json> op_merge(CallContext& call);
Result<codec::Json> op_replay(CallContext& call);
Result<codec::Json> op_rare(CallContext& call);
Result<codec::Json> op_validate(CallContext& call);
Result<codec::Json> op_mutants(CallContext& call);
Result<codec::Json> op_selftest(CallContext& call);
Result<codec::Json> op_prefix(CallContext& call);
Result<codec::Json> op_infer(CallContext& call);
Result<codec::Json> op_strict(CallContext& call);
Result<codec::Json> op_disagree(CallContext& call);
Result<codec::Json> op_compare(CallContext& call);
Result<codec::Json> op_drift(CallContext& call);
Result<codec::Json> op_hard(CallContext& call);
Result<codec::Json> op_fit(CallContext& call);
Result<codec::Json> op_open(CallContext& call);
Result<codec::Json> op_link(CallContext& call);
Result<codec::Json> op_catalog(CallContext& call);
Result<codec::Json> op_schema(CallContext& call);
Result<codec::Json> op_version(CallContext& call);

}  // namespace nines::call
