// Op of the validation family: validate.
#include "call/ops.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::kNoNode;
using codec::ObjectReader;
using codec::UnknownMembers;

// "texts": ["…", …] given inline.
Result<TextItems> inline_texts(CallContext& call, ObjectReader& in) {
  TextItems out;
  for (const std::uint32_t node : in.array("texts")) {
    if (call.read.tree.node(node).kind != base::JsonKind::string) {
      call.read.fail(ErrorCode::wrong_type, node, "texts holds " + call.read.quote(node) + "; each must be text");
    }
    if (call.read.error) return *call.read.error;
    TextItem item;
    item.owned = call.read.tree.string_value(node);
    out.items.push_back(std::move(item));
  }
  for (TextItem& item : out.items) item.view = item.owned;
  return out;
}

struct Inputs {
  Input input;
  TextItems texts;
  [[nodiscard]] std::vector<std::string_view> views() const {
    std::vector<std::string_view> out;
    for (const TextItem& item : texts.items)
      out.push_back(item.owned.empty() ? item.view : std::string_view(item.owned));
    return out;
  }
  [[nodiscard]] std::vector<TextFacts> facts() const {
    std::vector<TextFacts> out;
    for (const TextItem& item : texts.items) out.push_back(item.facts);
    return out;
  }
};

TextPlaces read_places(ObjectReader& in) {
  TextPlaces out;
  out.split = in.choice("as", codec::kSplitNames, TextSplit::text);
  out.select = in.text("select");
  out.step = in.text("step");
  out.expected = in.text("expected");
  out.before = in.text("before");
  return out;
}

Result<Inputs> read_file(CallContext& call, std::uint32_t node, const TextPlaces& places) {
  Inputs out;
  Result<Input> input = read_input(call, node);
  if (!input) return input.error();
  out.input = std::move(input).value();
  Result<TextItems> texts = split_texts(out.input, places);
  if (!texts) return texts.error();
  out.texts = std::move(texts).value();
  return out;
}

Result<Inputs> read_texts(CallContext& call, ObjectReader& in, const TextPlaces& places) {
  if (in.has("texts")) {
    Inputs out;
    Result<TextItems> texts = inline_texts(call, in);
    if (!texts) return texts.error();
    out.texts = std::move(texts).value();
    return out;
  }
  const std::uint32_t node = in.required("input");
  if (call.read.error) return *call.read.error;
  return read_file(call, node, places);
}

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
  const Result<Inputs> inputs = read_file(call, node, places);
  if (!inputs) return inputs.error();
  const std::vector<std::string_view> before = inputs->views();
  const Result<ValidateReport> judged = validate_texts(contract, before, options, call.run);
  if (!judged) return judged.error();
  const std::vector<TextFacts> facts = inputs->facts();
  report.drift = validation_drift({judged->verdicts, before, facts}, now);
  return std::nullopt;
}

void place(const Inputs& inputs, const std::vector<std::string_view>& texts, bool include_text,
           ValidateReport& report) {
  for (Verdict& verdict : report.verdicts) {
    verdict.origin = inputs.texts.items[verdict.index].origin;
    verdict.has_text = include_text;
    if (include_text) verdict.text = std::string(texts[verdict.index]);
  }
  report.issues.insert(report.issues.end(), inputs.texts.issues.begin(), inputs.texts.issues.end());
}

Result<CompiledContract> compile_input(CallContext& call, std::uint32_t node) {
  const Result<Contract> contract = read_contract_input(call, node);
  if (!contract) return contract.error();
  return compile_contract(*contract);
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
  const Result<Inputs> inputs = read_texts(call, in, places);
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
  if (with_summary) report.summary = summarize(*contract, report.verdicts, texts, facts, summary);
  if (baseline != kNoNode) {
    if (auto error = add_drift(call, baseline, places, *contract, options, {report.verdicts, texts, facts}, report))
      return *error;
  }
  place(*inputs, texts, include_text, report);
  return codec::to_json(report);
}

}  // namespace nines::call
