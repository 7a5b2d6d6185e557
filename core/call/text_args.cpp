// Texts as arguments of an op. See text_args.h.
#include "call/text_args.h"

namespace nines::call {
namespace {

using codec::kNoNode;
using codec::ObjectReader;

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

}  // namespace

std::vector<std::string_view> TextInputs::views() const {
  std::vector<std::string_view> out;
  for (const TextItem& item : texts.items) out.push_back(item.owned.empty() ? item.view : std::string_view(item.owned));
  return out;
}

std::vector<TextFacts> TextInputs::facts() const {
  std::vector<TextFacts> out;
  for (const TextItem& item : texts.items) out.push_back(item.facts);
  return out;
}

TextPlaces read_places(ObjectReader& in) {
  TextPlaces out;
  out.split = in.choice("as", codec::kSplitNames, TextSplit::text);
  out.select = in.text("select");
  out.step = in.text("step");
  out.expected = in.text("expected");
  out.before = in.text("before");
  return out;
}

Result<TextInputs> read_file(CallContext& call, std::uint32_t node, const TextPlaces& places) {
  TextInputs out;
  Result<Input> input = read_input(call, node);
  if (!input) return input.error();
  out.input = std::move(input).value();
  Result<TextItems> texts = split_texts(out.input, places);
  if (!texts) return texts.error();
  out.texts = std::move(texts).value();
  return out;
}

Result<TextInputs> read_texts(CallContext& call, ObjectReader& in, const TextPlaces& places) {
  if (in.has("texts")) {
    TextInputs out;
    Result<TextItems> texts = inline_texts(call, in);
    if (!texts) return texts.error();
    out.texts = std::move(texts).value();
    return out;
  }
  const std::uint32_t node = in.required("input");
  if (call.read.error) return *call.read.error;
  return read_file(call, node, places);
}

Result<TextInputs> read_text_args(CallContext& call, ObjectReader& in) {
  TextPlaces places;
  places.split = in.choice("as", codec::kSplitNames, TextSplit::text);
  places.select = in.text("select");
  in.allow("input");
  return read_texts(call, in, places);
}

Result<CompiledContract> compile_input(CallContext& call, std::uint32_t node) {
  const Result<Contract> contract = read_contract_input(call, node);
  if (!contract) return contract.error();
  Result<CompiledContract> compiled = compile_contract(*contract);
  if (!compiled) return placed_in_contract(call, node, compiled.error());
  return compiled;
}

}  // namespace nines::call
