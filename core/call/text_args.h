// Texts as arguments of an op: a list given inline, or a file split into them. Used by every op that looks at texts.
#pragma once

#include "call/inputs.h"

namespace nines::call {

// The texts and the input they are views of. Not to be copied once views were taken.
struct TextInputs {
  Input input;
  TextItems texts;
  [[nodiscard]] std::vector<std::string_view> views() const;
  [[nodiscard]] std::vector<TextFacts> facts() const;
};

// as?, select?, step?, expected?, before?
TextPlaces read_places(codec::ObjectReader& in);
// texts: [text…] | input: {blob | text, name?}. Fails missing_field, wrong_type, not_found, bad_value.
Result<TextInputs> read_texts(CallContext& call, codec::ObjectReader& in, const TextPlaces& places);
// as?, select?, and texts or input: for ops that look at the texts alone.
Result<TextInputs> read_text_args(CallContext& call, codec::ObjectReader& in);
// The same for a file named by another argument.
Result<TextInputs> read_file(CallContext& call, std::uint32_t node, const TextPlaces& places);
// A contract inline or as a file, compiled.
Result<CompiledContract> compile_input(CallContext& call, std::uint32_t node);

}  // namespace nines::call
