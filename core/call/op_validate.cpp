// Op of the validation family: validate.
#include "call/ops.h"
#include "call/text_args.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::kNoNode;
using codec::ObjectReader;
using codec::UnknownMembers;

SummaryOptions read_summary_options(CallContext& call, ObjectReader& in) {
  SummaryOptions out;
  out.calls = in.whole("calls", 0, 0, codec::kManyCounts);
  out.volume = in.number("volume", 0, 0, codec::kAny);
  for (const std::uint32_t node : in.array("allowed")) {
    if (call.read.tree.node(node).kind != base::JsonKind::string)
      call.read.fail(ErrorCode::wrong_type, node,
                     "allowed holds " + call.read.quote(node) + "; each must be a pointer");
    else
      out.allowed.push_back(call.read.tree.string_value(node));
  }
  return out;
}

// The set of texts that drift is measured from: split as the input, judged by the same contract.
std::optional<Error> add_drift(CallContext& call, std::uint32_t node, const TextPlaces& places,
                               const CompiledContract& contract, const ValidateOptions& options, const Snapshot& now,
                               ValidateReport& report) {
  const Result<TextInputs> inputs = read_file(call, node, places);
  if (!inputs) return inputs.error();
  const std::vector<std::string_view> before = inputs->views();
  const Result<ValidateReport> judged = validate_texts(contract, before, options, call.run);
  if (!judged) return judged.error();
  const std::vector<TextFacts> facts = inputs->facts();
  report.drift = validation_drift({judged->verdicts, before, facts}, now);
  return std::nullopt;
}

void place(const TextInputs& inputs, const std::vector<std::string_view>& texts, bool include_text,
           ValidateReport& report) {
  for (Verdict& verdict : report.verdicts) {
    verdict.origin = inputs.texts.items[verdict.index].origin;
    verdict.has_text = include_text;
    if (include_text) verdict.text = std::string(texts[verdict.index]);
  }
  report.issues.insert(report.issues.end(), inputs.texts.issues.begin(), inputs.texts.issues.end());
}

}  // namespace

Result<Json> op_validate(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  const std::uint32_t contract_node = in.required("contract");
  in.allow("input");
  ValidateOptions options;
  options.repair = in.choice("repair", codec::kRepairNames, RepairLevel::b);
  const bool include_text = in.boolean("include_text", false);
  const bool with_summary = in.boolean("summary", false);
  const SummaryOptions summary = read_summary_options(call, in);
  const std::uint32_t baseline = in.member("baseline");
  const TextPlaces places = read_places(in);
  if (!summary.allowed.empty() && places.before.empty()) {
    call.read.fail(ErrorCode::missing_field, in.member("allowed"),
                   "allowed says what may differ from before; give before, the pointer of the value to edit");
    return *call.read.error;
  }
  const Result<TextInputs> inputs = read_texts(call, in, places);
  if (!inputs) return inputs.error();
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<CompiledContract> contract = compile_input(call, contract_node);
  if (!contract) return contract.error();

  const std::vector<std::string_view> texts = inputs->views();
  Result<ValidateReport> judged = validate_texts(*contract, texts, options, call.run);
  if (!judged) return judged.error();
  ValidateReport& report = judged.value();
  const std::vector<TextFacts> facts = inputs->facts();
  report.usable = usable_share(report.verdicts, facts, summary.level);
  if (!summary.allowed.empty()) mark_outside_allowed(report.verdicts, facts, summary.allowed);
  if (with_summary) report.summary = summarize(*contract, report.verdicts, texts, facts, summary);
  if (baseline != kNoNode) {
    if (auto error = add_drift(call, baseline, places, *contract, options, {report.verdicts, texts, facts}, report))
      return *error;
  }
  place(*inputs, texts, include_text, report);
  return codec::to_json(report);
}

}  // namespace nines::call
