// How a request names its inputs: inline JSON, {"text"}, {"blob": sha-256} put before the call, or {"link"}. Used by
// the op files; gives bytes, names and a way to put a place (file, line, column) on errors that only know a JSON
// pointer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codec/structs.h"
#include "codec/write.h"
#include "nines/call.h"

namespace nines::call {

struct CallContext {
  const Engine& engine;
  codec::ReadContext& read;
  std::uint32_t args;
  RunContext& run;
};

// Bytes and the name to show for them. `bytes` points into the engine's blobs or into `owned`.
struct Input {
  std::string name;
  std::string owned;
  const std::string* blob = nullptr;
  [[nodiscard]] std::string_view bytes() const {
    return blob != nullptr ? std::string_view(*blob) : std::string_view(owned);
  }
};

// {"blob" | "text", "name"?}. Fails missing_field, not_found.
Result<Input> read_input(CallContext& call, std::uint32_t node);

// A pipeline with a way back to its text. Inline ({"steps": …}), {"blob" | "text", "name"?} of a document file or a
// bare pipeline, or {"link"}.
struct PipelineInput {
  Pipeline pipeline;
  Issues issues;
  std::string source;
  std::string text;                    // "" when the pipeline came from a link
  std::string root;                    // pointer of the object that holds "pipeline"
  std::string inline_at = "pipeline";  // inline: the argument it is
  bool bare = false;                   // the text is the pipeline object itself
};
// `name` is the argument it stands in.
Result<PipelineInput> read_pipeline_input(CallContext& call, const char* name = "pipeline");
// Turns a place relative to the document ("/pipeline/steps/…") into one in the user's text, with line and column.
Where place(const PipelineInput& input, const Where& where);

// A contract inline, or a contract file / bare JSON Schema as an Input.
Result<Contract> read_contract_input(CallContext& call, std::uint32_t node);

// An error about that contract, whose place is inside of it, placed in its file with line and column. Of a contract
// inline the place stays inside the contract.
Error placed_in_contract(CallContext& call, std::uint32_t node, Error error);

// One text to validate, where it stood, and what its record says of it.
struct TextItem {
  std::string owned;
  std::string_view view;  // into owned or the input
  Where origin;
  TextFacts facts;
};
struct TextItems {
  std::vector<TextItem> items;
  Issues issues;
};
// Where in a record the texts and what is known of them stand: JSON pointers. `select` may hold '*', which matches
// every child; the others may hold as many, which then stand for the same steps. "" = the record's own member of that
// name.
struct TextPlaces {
  TextSplit split = TextSplit::text;
  std::string select;
  std::string step;
  std::string expected;
  std::string before;
};
// Splits an input: the whole text, its lines, or one value (or several) per record. A selected string is decoded,
// anything else is the exact source without white space.
Result<TextItems> split_texts(const Input& input, const TextPlaces& places);

}  // namespace nines::call
