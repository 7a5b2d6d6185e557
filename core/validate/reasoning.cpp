// Blocks of reasoning in a text. See reasoning.h.
#include "validate/reasoning.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace nines::validate {

namespace {

constexpr std::array<std::string_view, 9> kNames{"think",    "thinking",   "thought",    "thoughts", "reasoning",
                                                 "analysis", "scratchpad", "reflection", "rationale"};

// The name of the reasoning tag that begins at text[at] == '<', or "".
std::string_view tag_name(std::string_view text, std::size_t at, bool closing) {
  std::size_t from = at + 1;
  if (closing && (from >= text.size() || text[from++] != '/')) return "";
  std::size_t end = from;
  while (end < text.size() && base::is_ascii_letter(text[end])) ++end;
  if (end >= text.size() || text[end] != '>') return "";
  const std::string_view name = text.substr(from, end - from);
  const bool known = std::any_of(kNames.begin(), kNames.end(),
                                 [&](std::string_view row) { return base::equal_ignoring_ascii_case(row, name); });
  return known ? name : "";
}

// At the start of a line or of the text: elsewhere a tag is talked about.
bool leads_line(std::string_view text, std::size_t at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
  return at == 0 || text[at - 1] == '\n';
}

}  // namespace

std::vector<ReasoningBlock> find_reasoning(std::string_view text) {
  std::vector<ReasoningBlock> out;
  std::string_view open;  // name of the block under way
  bool first_tag = true;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (open.empty()) {
      const std::string_view name = leads_line(text, at) ? tag_name(text, at, false) : "";
      if (!name.empty() && out.size() < kMaxReasoningBlocks) {
        out.push_back({{at, text.size()}, {at, at + name.size() + 2}, false});
        open = name;
        first_tag = false;
        continue;
      }
      // The opening tag may have been part of the prompt.
      const std::string_view closed = first_tag ? tag_name(text, at, true) : "";
      if (closed.empty()) continue;
      out.push_back({{0, at + closed.size() + 3}, {0, 0}, true});
      first_tag = false;
      continue;
    }
    const std::string_view name = tag_name(text, at, true);
    if (name.empty() || !base::equal_ignoring_ascii_case(name, open)) continue;
    out.back().span.to = at + name.size() + 3;
    out.back().closed = true;
    open = {};
  }
  return out;
}

}  // namespace nines::validate
