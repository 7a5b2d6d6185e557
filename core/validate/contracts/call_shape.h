// The shapes in which models and providers write tool calls: OpenAI, Anthropic, Gemini, plain
// {"name", "arguments"}, in lists and messages, in tags, and as Name(arg=value). Used by the tool_call
// contract. Finds the parts of each call; judges none of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "nines/validate.h"

namespace nines::validate {

struct CallSite {
  std::uint32_t object = base::kNoNode;  // the object that holds name and arguments
  std::uint32_t name = base::kNoNode;
  std::uint32_t arguments = base::kNoNode;  // kNoNode: there are none
  bool text_is_usual = false;               // this shape writes its arguments as JSON text
};

// Every call in a tree, in document order. Members of known wrappers are looked into, nothing else.
std::vector<CallSite> find_calls(const base::JsonTree& tree);

// Name(arg=value, …) as Python writes it, as {"name", "arguments"}; nothing when an argument has no
// name or a value is no literal.
struct WrittenCall {
  std::string name;
  std::string json;
};
std::optional<WrittenCall> read_written_call(std::string_view text);

// Bodies of <tool_call>…</tool_call> and the like; empty when the trimmed text is not made of them.
std::vector<Span> tagged_bodies(std::string_view text);
// From the first such tag at or after `at` to the end of the last that follows it directly.
std::optional<Span> tagged_block(std::string_view text, std::size_t at);

}  // namespace nines::validate
