// The texts of a request. See text_args.h.
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

std::vector<std::string_view> TextArgs::views() const {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < texts.items.size(); ++i) out.push_back(text(i));
  return out;
}

Result<TextArgs> read_text_args(CallContext& call, ObjectReader& in) {
  TextPlaces places;
  places.split = in.choice("as", codec::kSplitNames, TextSplit::text);
  places.select = in.text("select");
  in.allow("input");
  TextArgs out;
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
  Result<TextItems> texts = split_texts(out.input, places);
  if (!texts) return texts.error();
  out.texts = std::move(texts).value();
  return out;
}

}  // namespace nines::call
