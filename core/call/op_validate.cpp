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
};

Result<Inputs> read_texts(CallContext& call, ObjectReader& in) {
  const TextSplit split = in.choice("as", codec::kSplitNames, TextSplit::text);
  const std::string select = in.text("select");
  Inputs out;
  if (in.has("texts")) {
    Result<TextItems> texts = inline_texts(call, in);
    if (!texts) return texts.error();
    out.texts = std::move(texts).value();
    return out;
  }
  const std::uint32_t node = in.required("input");
  if (call.read.error) return *call.read.error;
  Result<Input> input = read_input(call, node);
  if (!input) return input.error();
  out.input = std::move(input).value();
  Result<TextItems> texts = split_texts(out.input, split, select);
  if (!texts) return texts.error();
  out.texts = std::move(texts).value();
  return out;
}

}  // namespace

Result<Json> op_validate(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  const std::uint32_t contract_node = in.required("contract");
  in.allow("input");
  ValidateOptions options;
  options.repair = in.choice("repair", codec::kRepairNames, RepairLevel::b);
  const bool include_text = in.boolean("include_text", false);
  const Result<Inputs> inputs = read_texts(call, in);
  if (!inputs) return inputs.error();
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<Contract> contract = read_contract_input(call, contract_node);
  if (!contract) return contract.error();
  const Result<CompiledContract> compiled = compile_contract(*contract);
  if (!compiled) return compiled.error();

  std::vector<std::string_view> texts;
  for (const TextItem& item : inputs->texts.items)
    texts.push_back(item.owned.empty() ? item.view : std::string_view(item.owned));
  Result<ValidateReport> report = validate_texts(*compiled, texts, options, call.run);
  if (!report) return report.error();
  for (Verdict& verdict : report.value().verdicts) {
    verdict.origin = inputs->texts.items[verdict.index].origin;
    verdict.has_text = include_text;
    if (include_text) verdict.text = std::string(texts[verdict.index]);
  }
  Issues& issues = report.value().issues;
  issues.insert(issues.end(), inputs->texts.issues.begin(), inputs->texts.issues.end());
  return codec::to_json(*report);
}

}  // namespace nines::call
