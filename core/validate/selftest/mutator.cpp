// What the ways of breaking a text share. See mutator.h.
#include "validate/selftest/mutator.h"

namespace nines::validate {

std::size_t drawn(base::PhiloxReader& draws, std::size_t count) {
  return static_cast<std::size_t>(draws.next() % count);
}

std::vector<std::uint32_t> nodes_of(const Passing& passing, base::JsonKind kind) {
  std::vector<std::uint32_t> out;
  if (passing.tree == nullptr) return out;
  for (std::uint32_t i = 0; i < passing.tree->nodes.size(); ++i) {
    if (passing.tree->node(i).kind == kind) out.push_back(i);
  }
  return out;
}

std::vector<std::uint32_t> members_of(const Passing& passing) {
  std::vector<std::uint32_t> out;
  if (passing.tree == nullptr) return out;
  for (std::uint32_t i = 0; i < passing.tree->nodes.size(); ++i) {
    if (passing.tree->node(i).has_key) out.push_back(i);
  }
  return out;
}

Span with_comma(const base::JsonTree& tree, std::uint32_t node) {
  const base::JsonNode& at = tree.node(node);
  Span out{at.has_key ? at.key_begin : at.begin, at.end};
  if (at.next_sibling != base::kNoNode) {
    const base::JsonNode& next = tree.node(at.next_sibling);
    out.to = next.has_key ? next.key_begin : next.begin;
  } else if (at.index_in_parent > 0) {
    while (tree.text[out.from] != ',') --out.from;
  }
  return out;
}

Edit replaced(const Passing& passing, std::uint32_t node, std::string text) {
  const base::JsonNode& at = passing.tree->node(node);
  return {{at.begin, at.end}, std::move(text)};
}

}  // namespace nines::validate
