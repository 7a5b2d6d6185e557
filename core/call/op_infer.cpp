// Ops that make and look at contracts: infer.
#include "call/ops.h"
#include "call/text_args.h"
#include "nines/infer.h"

namespace nines::call {

using codec::Json;
using codec::ObjectReader;
using codec::UnknownMembers;

Result<Json> op_infer(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  const Result<TextArgs> inputs = read_text_args(call, in);
  if (!inputs) return inputs.error();
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  Result<InferReport> report = infer_contract(inputs->views(), call.run);
  if (!report) return report.error();
  Issues& issues = report.value().issues;
  issues.insert(issues.end(), inputs->texts.issues.begin(), inputs->texts.issues.end());
  return Json{{"ok", true},
              {"examples", report->examples},
              {"skipped", report->skipped},
              {"file", {{"nines", kDocumentVersion}, {"contract", codec::to_json(report->contract)}}},
              {"issues", codec::to_json(issues)}};
}

}  // namespace nines::call
