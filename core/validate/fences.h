// Markdown fences in a text: ``` or ~~~ of three or more, any info string, closed or not. Used by
// the search for candidates and to name the wrapper. Never looks inside the body.
#pragma once

#include <string_view>
#include <vector>

#include "nines/validate.h"

namespace nines::validate {

inline constexpr std::size_t kMaxFences = 1'000;  // per text; what follows is taken as prose

struct Fence {
  Span open;   // the opening line without its line ending
  Span body;   // after that line ending, up to the closing fence
  Span close;  // the closing run; empty at the end of the text when the fence is not closed
  bool closed = false;
  bool cut = false;  // the text ends within the closing run: `close` is what there is of it
};

// In document order. Linear. An opening line that already holds a value is no fence. What lies in `skipped` (sorted) is
// not looked at.
std::vector<Fence> find_fences(std::string_view text, const std::vector<Span>& skipped = {});

}  // namespace nines::validate
