// Blocks of reasoning in a text. See reasoning.h.
#include "validate/reasoning.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.h"

namespace nines::validate {

namespace {

constexpr std::array<std::string_view, 9> kNames{"think",    "thinking",   "thought",    "thoughts", "reasoning",
                                                 "analysis", "scratchpad", "reflection", "rationale"};

// What a tag stands between: <think>, [THINK] (in capitals: small words in brackets are lists), ◁think▷.
struct Brackets {
  std::string_view open;
  std::string_view close;
  bool upper;
};
constexpr std::array kBrackets{Brackets{"<", ">", false}, Brackets{"[", "]", true},
                               Brackets{"\xE2\x97\x81", "\xE2\x96\xB7", false}};
constexpr std::string_view kFirstBytes = "<[\xE2";

struct Tag {
  std::string_view name;             // "" = none
  const Brackets* brackets = nullptr;
  std::size_t end = 0;
};

// The reasoning tag that begins at text[at].
Tag tag_at(std::string_view text, std::size_t at, bool closing) {
  for (const Brackets& row : kBrackets) {
    if (!text.substr(at).starts_with(row.open)) continue;
    std::size_t from = at + row.open.size();
    if (closing && (from >= text.size() || text[from++] != '/')) return {};
    std::size_t end = from;
    while (end < text.size() && base::is_ascii_letter(text[end])) ++end;
    if (!text.substr(end).starts_with(row.close)) return {};
    const std::string_view name = text.substr(from, end - from);
    const bool is_upper = std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool known = std::any_of(kNames.begin(), kNames.end(),
                                   [&](std::string_view one) { return base::equal_ignoring_ascii_case(one, name); });
    return known && (is_upper || !row.upper) ? Tag{name, &row, end + row.close.size()} : Tag{};
  }
  return {};
}

// At the start of a line, of the text, or right behind another block: elsewhere a tag is talked about.
bool leads(std::string_view text, std::size_t at, const std::vector<ReasoningBlock>& blocks) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
  return at == 0 || text[at - 1] == '\n' || (!blocks.empty() && blocks.back().closed && blocks.back().span.to == at);
}

constexpr std::string_view kChannel = "<|channel|>";

// One past the header of the channel that begins at `at`: its name, what is asked of its text, <|message|>.
std::size_t header_end(std::string_view text, std::size_t at) {
  constexpr std::string_view kMessage = "<|message|>";
  constexpr std::size_t kMaxHeaderBytes = 128;
  std::size_t name = at + kChannel.size();
  while (name < text.size() && base::is_ascii_letter(text[name])) ++name;
  const std::string_view rest = text.substr(name, kMaxHeaderBytes);
  const std::size_t message = rest.find(kMessage);
  const bool same_line = message != std::string_view::npos && rest.find_first_of("\n{[") > message;
  return same_line ? name + message + kMessage.size() : name;
}

// <|channel|>analysis … up to the answer's channel, whose header goes with it; nothing when none begins at `at`. Other
// channels (a call of a tool) keep their headers.
std::optional<ReasoningBlock> channel_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kStart = "<|start|>assistant";
  constexpr std::string_view kThought = "analysis";
  const std::size_t channel = at + (text.substr(at).starts_with(kStart) ? kStart.size() : 0);
  const auto is_thought = [&](std::size_t from) {
    return text.substr(from).starts_with(kChannel) && text.substr(from + kChannel.size()).starts_with(kThought);
  };
  if (!is_thought(channel)) return std::nullopt;
  const Span open{at, header_end(text, channel)};
  std::size_t next = text.find(kChannel, open.to);
  while (next != std::string_view::npos && is_thought(next)) next = text.find(kChannel, next + 1);
  if (next == std::string_view::npos) return ReasoningBlock{{at, text.size()}, open, false};
  const bool is_final = text.substr(next + kChannel.size()).starts_with("final");
  return ReasoningBlock{{at, is_final ? header_end(text, next) : next}, open, true};
}

}  // namespace

std::vector<ReasoningBlock> find_reasoning(std::string_view text) {
  std::vector<ReasoningBlock> out;
  Tag open;  // of the block under way
  bool first_tag = true;
  for (std::size_t at = text.find_first_of(kFirstBytes); at < text.size();
       at = text.find_first_of(kFirstBytes, at + 1)) {
    if (open.name.empty()) {
      const bool may_open = out.size() < kMaxReasoningBlocks && leads(text, at, out);
      const std::optional<ReasoningBlock> channel = may_open ? channel_at(text, at) : std::nullopt;
      if (channel) {
        out.push_back(*channel);
        at = channel->span.to - 1;
        first_tag = false;
        continue;
      }
      const Tag tag = may_open ? tag_at(text, at, false) : Tag{};
      if (!tag.name.empty()) {
        out.push_back({{at, text.size()}, {at, tag.end}, false});
        open = tag;
        first_tag = false;
        continue;
      }
      // The opening tag may have been part of the prompt.
      const Tag closed = first_tag ? tag_at(text, at, true) : Tag{};
      if (closed.name.empty()) continue;
      out.push_back({{0, closed.end}, {0, 0}, true});
      first_tag = false;
      continue;
    }
    const Tag tag = tag_at(text, at, true);
    if (tag.brackets != open.brackets || !base::equal_ignoring_ascii_case(tag.name, open.name)) continue;
    out.back().span.to = tag.end;
    out.back().closed = true;
    open = {};
  }
  return out;
}

}  // namespace nines::validate
