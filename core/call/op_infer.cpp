// Ops that make and look at contracts: infer, strict.
#include <array>

#include "call/ops.h"
#include "call/text_args.h"
#include "codec/summary_codec.h"
#include "nines/infer.h"
#include "nines/strict_subset.h"

namespace nines::call {

using codec::Json;
using codec::ObjectReader;
using codec::UnknownMembers;

namespace {

// Without a contract, whatever reads as JSON is an example, in a wrapper or not.
Result<CompiledContract> compile_usable(CallContext& call, std::uint32_t node) {
  return node == codec::kNoNode ? compile_contract(Contract{}) : compile_input(call, node);
}

}  // namespace

Result<Json> op_infer(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  const std::uint32_t contract_node = in.member("contract");
  const Result<TextInputs> inputs = read_text_args(call, in);
  if (!inputs) return inputs.error();
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<CompiledContract> usable = compile_usable(call, contract_node);
  if (!usable) return usable.error();
  Result<InferReport> report = infer_from_usable(*usable, inputs->views(), call.run);
  if (!report) return report.error();
  Json causes = Json::array();
  for (const CauseCount& row : report->causes) causes.push_back(codec::to_json(row));
  Issues& issues = report.value().issues;
  // With a contract, leaving out what breaks it is what was asked for.
  for (Issue& issue : issues) {
    if (contract_node != codec::kNoNode) issue.severity = Severity::note;
  }
  issues.insert(issues.end(), inputs->texts.issues.begin(), inputs->texts.issues.end());
  return Json{{"ok", true},
              {"examples", report->examples},
              {"skipped", report->skipped},
              {"causes", std::move(causes)},
              {"file", {{"nines", kDocumentVersion}, {"contract", codec::to_json(report->contract)}}},
              {"issues", codec::to_json(issues)}};
}

namespace {

constexpr std::array kVendorNames{codec::EnumName<StrictVendor>{StrictVendor::common, "common"},
                                  codec::EnumName<StrictVendor>{StrictVendor::openai, "openai"},
                                  codec::EnumName<StrictVendor>{StrictVendor::anthropic, "anthropic"}};

Json finding_json(const StrictFinding& finding) {
  Json edits = Json::array();
  for (const Edit& edit : finding.edits)
    edits.push_back({{"span", {edit.span.from, edit.span.to}}, {"text", edit.text}});
  return {{"rule", finding.rule},
          {"schema_pointer", finding.pointer},
          {"message", finding.message},
          {"proposal", finding.proposal},
          {"edits", std::move(edits)}};
}

}  // namespace

Result<Json> op_strict(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  const std::uint32_t node = in.required("contract");
  const StrictVendor vendor = in.choice("vendor", kVendorNames, StrictVendor::common);
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<Contract> contract = read_contract_input(call, node);
  if (!contract) return contract.error();
  if (contract->kind != ContractKind::json_schema)
    return Error{
        ErrorCode::not_supported, "the strict subset is one of JSON Schema; give a contract of kind json_schema", {}};
  const Result<StrictReport> report = check_strict_subset(contract->schema, vendor);
  if (!report) return placed_in_contract(call, node, report.error());
  const Result<std::string> prompt = prompt_schema(contract->schema, {false, vendor});
  if (!prompt) return prompt.error();
  const Result<std::string> strict = prompt_schema(contract->schema, {true, vendor});
  if (!strict) return strict.error();
  const StrictProfile& profile = strict_profiles()[static_cast<std::size_t>(vendor)];
  Json out = {{"ok", true},
              {"vendor", profile.name},
              {"source", profile.source},
              {"as_of", profile.as_of},
              {"accepted", report->accepted},
              {"findings", Json::array()}};
  for (const StrictFinding& finding : report->findings) out["findings"].push_back(finding_json(finding));
  out["prompt"] = *prompt;
  out["strict"] = *strict;
  out["issues"] = Json::array();
  return out;
}

}  // namespace nines::call
