// Ops that work on the beginnings of texts: prefix.
#include "call/ops.h"
#include "call/text_args.h"
#include "codec/prefix_codec.h"

namespace nines::call {

using codec::Json;
using codec::ObjectReader;
using codec::UnknownMembers;

Result<Json> op_prefix(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  const std::uint32_t contract_node = in.required("contract");
  const PrefixOptions options = codec::read_prefix_options(in);
  const Result<TextInputs> inputs = read_text_args(call, in);
  if (!inputs) return inputs.error();
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<Contract> contract = read_contract_input(call, contract_node);
  if (!contract) return contract.error();
  const Result<CompiledPrefix> compiled = compile_prefix(*contract);
  if (!compiled) return placed_in_contract(call, contract_node, compiled.error());
  Result<PrefixReport> report = check_prefixes(*compiled, inputs->views(), options, call.run);
  if (!report) return report.error();
  for (PrefixResult& row : report.value().results) row.origin = inputs->texts.items[row.index].origin;
  report.value().issues = inputs->texts.issues;
  return codec::to_json(*report);
}

}  // namespace nines::call
