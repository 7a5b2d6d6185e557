// Blocks in which a model thinks aloud before it answers: <think>…</think> and its like ([THINK], ◁think▷), closed or
// not, or only closed; <|channel|>analysis … <|channel|>final.
// Used by the search for candidates, which never takes a value from a closed one, and to name the wrapper (W5).
#pragma once

#include <string_view>
#include <vector>

#include "nines/validate.h"

namespace nines::validate {

inline constexpr std::size_t kMaxReasoningBlocks = 1'000;  // per text

struct ReasoningBlock {
  Span span;  // both tags included; to the end of the text when it is not closed
  Span open;  // the opening tag; empty at 0 when only the closing one stands
  bool closed = false;
};

// In document order, not overlapping. Linear.
std::vector<ReasoningBlock> find_reasoning(std::string_view text);

}  // namespace nines::validate
