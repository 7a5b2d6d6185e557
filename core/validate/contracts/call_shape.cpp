// The shapes in which tool calls are written as JSON. See call_shape.h.
#include "validate/contracts/call_shape.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

struct Shape {
  const char* name;
  const char* arguments;
  bool text_is_usual;
};
// OpenAI and plain; Anthropic; Gemini; Llama.
constexpr std::array kShapes{Shape{"name", "arguments", true}, Shape{"name", "input", false},
                             Shape{"name", "args", false}, Shape{"name", "parameters", false}};
// Members that only wrap a call or a list of calls.
constexpr std::array<std::string_view, 12> kWrappers{"tool_calls",   "tool_call", "function",      "function_call",
                                                     "functionCall", "content",   "functionCalls", "parts",
                                                     "message",      "choices",   "candidates",    "tool_use"};

constexpr std::array<std::string_view, 5> kTags{"tool_call", "function_call", "functioncall", "tool_use", "tool"};

bool has_text(const JsonTree& tree, std::uint32_t node) {
  return node != kNoNode && tree.node(node).kind == JsonKind::string;
}

std::optional<CallSite> call_at(const JsonTree& tree, std::uint32_t object) {
  const std::uint32_t name = tree.member(object, "name");
  if (!has_text(tree, name)) return std::nullopt;
  for (const Shape& shape : kShapes) {
    const std::uint32_t arguments = tree.member(object, shape.arguments);
    if (arguments != kNoNode) return CallSite{object, name, arguments, shape.text_is_usual};
  }
  return CallSite{object, name, kNoNode, false};
}

struct Tag {
  Span open;
  Span body;
  std::size_t end = 0;
};

using DeadTags = std::array<bool, kTags.size()>;  // those that no closing tag follows any more

// A tag of the table that opens at `at`, with its closing tag.
std::optional<Tag> tag_at(std::string_view text, std::size_t at, DeadTags& dead) {
  if (at >= text.size() || text[at] != '<') return std::nullopt;
  for (std::size_t i = 0; i < kTags.size(); ++i) {
    const std::string_view name = kTags[i];
    const std::string_view rest = text.substr(at + 1);
    if (dead[i] || !rest.starts_with(name) || !rest.substr(name.size()).starts_with('>')) continue;
    const std::size_t body = at + name.size() + 2;
    const std::string closing = "</" + std::string(name) + ">";
    const std::size_t close = text.find(closing, body);
    dead[i] = close == std::string_view::npos;
    if (dead[i]) return std::nullopt;
    return Tag{{at, body}, {body, close}, close + closing.size()};
  }
  return std::nullopt;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && base::is_ascii_space(text[at])) ++at;
  return at;
}

}  // namespace

std::vector<CallSite> find_calls(const JsonTree& tree) {
  std::vector<CallSite> out;
  std::vector<std::uint32_t> todo{0};
  while (!todo.empty()) {
    const std::uint32_t at = todo.back();
    todo.pop_back();
    const base::JsonNode& node = tree.node(at);
    std::vector<std::uint32_t> inside;
    if (node.kind == JsonKind::object) {
      if (const std::optional<CallSite> call = call_at(tree, at)) {
        out.push_back(*call);
        continue;
      }
    } else if (node.kind != JsonKind::array) {
      continue;
    }
    for (std::uint32_t i = node.first_child; i != kNoNode; i = tree.node(i).next_sibling) {
      const bool wraps =
          node.kind == JsonKind::array || std::find(kWrappers.begin(), kWrappers.end(), tree.key(i)) != kWrappers.end();
      if (wraps) inside.push_back(i);
    }
    todo.insert(todo.end(), inside.rbegin(), inside.rend());
  }
  return out;
}

std::vector<Span> tagged_bodies(std::string_view text) {
  std::vector<Span> out;
  DeadTags dead{};
  std::size_t at = skip_space(text, 0);
  while (at < text.size()) {
    const std::optional<Tag> tag = tag_at(text, at, dead);
    if (!tag) return {};
    out.push_back(tag->body);
    at = skip_space(text, tag->end);
  }
  return out;
}

std::optional<Span> tagged_block(std::string_view text, std::size_t at) {
  std::optional<Span> out;
  DeadTags dead{};
  for (at = text.find('<', at); at < text.size(); at = text.find('<', at)) {
    const std::optional<Tag> tag = tag_at(text, at, dead);
    if (!tag && out) return out;
    if (!tag) {
      ++at;
      continue;
    }
    if (!out) out = Span{at, at};
    out->to = tag->end;
    const std::size_t next = skip_space(text, tag->end);
    if (!tag_at(text, next, dead)) return out;
    at = next;
  }
  return out;
}

}  // namespace nines::validate
