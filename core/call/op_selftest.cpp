// Ops of the self-test: mutants (broken texts for another checker to judge) and selftest (a contract as the judge, or
// the fates that another checker gave).
#include "call/ops.h"
#include "call/text_args.h"
#include "codec/selftest_codec.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::kNoNode;
using codec::ObjectReader;

SelftestOptions read_options(ObjectReader& in) {
  SelftestOptions out;
  out.seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, codec::kManyCounts));
  out.per_cause = in.whole("per_cause", out.per_cause, 1, kMaxMutantsPerCause);
  out.family = in.choice("of", codec::kMutantFamilyNames, MutantFamily::causes);
  return out;
}

std::vector<MutantFate> read_fates(CallContext& call, ObjectReader& in) {
  std::vector<MutantFate> out;
  for (const std::uint32_t node : in.array("fates")) {
    const bool string = call.read.tree.node(node).kind == base::JsonKind::string;
    const auto fate =
        string ? codec::find_enum(codec::kMutantFateNames, call.read.tree.string_value(node)) : std::nullopt;
    if (!fate) {
      call.read.fail(ErrorCode::bad_value, node,
                     "a fate is " + codec::enum_choices(codec::kMutantFateNames) + ", found " + call.read.quote(node));
      return {};
    }
    out.push_back(*fate);
  }
  return out;
}

// The mutants are made again from the same texts and options, so only their fates travel.
Result<SelftestReport> tally(CallContext& call, const TextInputs& inputs, const std::vector<MutantFate>& fates,
                             std::uint32_t fates_node, const SelftestOptions& options) {
  const std::vector<std::string_view> texts = inputs.views();
  const std::vector<Mutant> mutants = make_mutants(texts, options);
  if (mutants.size() != fates.size()) {
    call.read.fail(ErrorCode::bad_value, fates_node,
                   std::to_string(fates.size()) + " fates for " + std::to_string(mutants.size()) +
                       " mutants; give one for each that the op mutants gave for these texts and options");
    return *call.read.error;
  }
  return tally_mutants(texts, mutants, fates, options);
}

// A contract that makes sense, and what mutants are made with it.
Result<CompiledContract> read_contract(CallContext& call, std::uint32_t node, SelftestOptions& options) {
  const Result<Contract> contract = read_contract_input(call, node);
  if (!contract) return contract.error();
  if (contract->kind == ContractKind::json_schema) options.schema = contract->schema;
  options.registry = contract->registry;
  options.form = contract->form;
  Result<CompiledContract> compiled = compile_contract(*contract);
  if (!compiled) return placed_in_contract(call, node, compiled.error());
  return compiled;
}

Result<SelftestReport> judge(CallContext& call, std::uint32_t contract_node, const TextInputs& inputs,
                             SelftestOptions options) {
  const Result<CompiledContract> compiled = read_contract(call, contract_node, options);
  if (!compiled) return compiled.error();
  return selftest(*compiled, inputs.views(), options, call.run);
}

}  // namespace

Result<Json> op_mutants(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.allow("input");
  SelftestOptions options = read_options(in);
  const std::uint32_t contract = in.member("contract");
  const TextPlaces places = read_places(in);
  const Result<TextInputs> inputs = read_texts(call, in, places);
  if (!inputs) return inputs.error();
  if (contract != kNoNode) {
    const Result<CompiledContract> compiled = read_contract(call, contract, options);
    if (!compiled) return compiled.error();
  }
  in.finish(codec::UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  Json out = codec::to_json(make_mutants(inputs->views(), options));
  out["issues"] = codec::to_json(inputs->texts.issues);
  return out;
}

Result<Json> op_selftest(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.allow("input");
  SelftestOptions options = read_options(in);
  const std::uint32_t contract = in.member("contract");
  const std::uint32_t fates_node = contract == kNoNode ? in.required("fates") : in.member("fates");
  const std::vector<MutantFate> fates = read_fates(call, in);
  const TextPlaces places = read_places(in);
  const Result<TextInputs> inputs = read_texts(call, in, places);
  if (!inputs) return inputs.error();
  in.finish(codec::UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  if (contract != kNoNode && fates_node != kNoNode) {
    const Result<CompiledContract> compiled = read_contract(call, contract, options);
    if (!compiled) return compiled.error();
  }
  Result<SelftestReport> report = fates_node == kNoNode ? judge(call, contract, *inputs, options)
                                                        : tally(call, *inputs, fates, fates_node, options);
  if (!report) return report.error();
  report.value().issues.insert(report.value().issues.end(), inputs->texts.issues.begin(), inputs->texts.issues.end());
  return codec::to_json(*report);
}

}  // namespace nines::call
