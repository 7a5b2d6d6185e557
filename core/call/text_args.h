// The texts of a request: "texts" given inline, or an "input" that "as" and "select" take apart. Used by the ops that
// look at model outputs one by one.
#pragma once

#include "call/inputs.h"

namespace nines::call {

// Keeps the input alive for as long as its texts are looked at.
struct TextArgs {
  Input input;
  TextItems texts;
  [[nodiscard]] std::string_view text(std::size_t index) const {
    const TextItem& item = texts.items[index];
    return item.owned.empty() ? item.view : std::string_view(item.owned);
  }
  [[nodiscard]] std::vector<std::string_view> views() const;
};

// Reads "texts" or "input", "as", "select". Fails: missing_field, wrong_type, bad_value, not_found.
Result<TextArgs> read_text_args(CallContext& call, codec::ObjectReader& in);

}  // namespace nines::call
