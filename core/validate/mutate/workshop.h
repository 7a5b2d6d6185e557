// What every mutator works with: the tree of the text, random draws, the edits made so far. Included by this folder
// alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "base/rng.h"
#include "nines/mutate.h"

namespace nines::validate {

using base::JsonKind;
using base::JsonNode;
using base::JsonTree;

struct Workshop {
  const JsonTree& tree;
  base::PhiloxReader draws;
  Mutation out;
  Span place{};        // in the original; where() follows from it and the edits
  bool whole = false;  // `where` was set by hand

  [[nodiscard]] std::string_view text() const { return tree.text; }
  std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(draws.next() % n); }
  template <std::size_t kSize>
  const char* one_of(const char* const (&list)[kSize]) {
    return list[below(kSize)];
  }
  // One replacement, which is also the broken place.
  bool replace(Span span, std::string with) {
    out.edits.push_back({span, std::move(with)});
    place = span;
    return true;
  }
  bool insert(std::size_t at, std::string with) { return replace({at, at}, std::move(with)); }
  // A second replacement that belongs to the same defect; edits are kept in order.
  void also(Span span, std::string with) { out.edits.push_back({span, std::move(with)}); }
  // Cuts the text at `at`.
  bool cut(std::size_t at) { return replace({at, text().size()}, ""); }
};

// A random node for which `fits` holds, or kNoNode.
template <class Fits>
std::uint32_t pick_node(Workshop& shop, const Fits& fits) {
  std::vector<std::uint32_t> sites;
  for (std::uint32_t i = 0; i < shop.tree.nodes.size(); ++i) {
    if (fits(i, shop.tree.node(i))) sites.push_back(i);
  }
  return sites.empty() ? base::kNoNode : sites[shop.below(sites.size())];
}

// A random place for which `fits` holds, inside a string (content, not quotes), or npos.
template <class Fits>
std::size_t pick_in_strings(Workshop& shop, const Fits& fits) {
  std::vector<std::size_t> sites;
  for (const JsonNode& node : shop.tree.nodes) {
    if (node.kind != JsonKind::string) continue;
    bool escaped = false;
    for (std::size_t at = node.begin + 1; at + 1 < node.end; ++at) {
      if (!escaped && fits(at)) sites.push_back(at);
      escaped = !escaped && shop.text()[at] == '\\';
    }
  }
  return sites.empty() ? std::string_view::npos : sites[shop.below(sites.size())];
}

// A random structural byte (outside strings) among `signs`, or npos.
std::size_t pick_sign(Workshop& shop, std::string_view signs);
bool is_container(const JsonNode& node);

using Mutator = bool (*)(Workshop&);
bool bad_utf8(Workshop& shop);
bool byte_order_mark(Workshop& shop);
bool control_character(Workshop& shop);
bool invisible_character(Workshop& shop);
bool mojibake(Workshop& shop);
bool fence(Workshop& shop);
bool open_fence(Workshop& shop);
bool prose_before(Workshop& shop);
bool prose_after(Workshop& shop);
bool reasoning_block(Workshop& shop);
bool tags(Workshop& shop);
bool emphasis(Workshop& shop);
bool second_candidate(Workshop& shop);
bool encoded_twice(Workshop& shop);
bool wrong_container(Workshop& shop);
bool other_quotes(Workshop& shop);
bool bare_key(Workshop& shop);
bool bare_word(Workshop& shop);
bool other_literal(Workshop& shop);
bool no_json_value(Workshop& shop);
bool number_dialect(Workshop& shop);
bool bad_escape(Workshop& shop);
bool raw_control(Workshop& shop);
bool comment(Workshop& shop);
bool expression(Workshop& shop);
bool ellipsis(Workshop& shop);
bool inner_quote(Workshop& shop);
bool trailing_comma(Workshop& shop);
bool missing_comma(Workshop& shop);
bool double_comma(Workshop& shop);
bool missing_colon(Workshop& shop);
bool missing_closer(Workshop& shop);
bool extra_closer(Workshop& shop);
bool mismatched_closer(Workshop& shop);
bool duplicate_key(Workshop& shop);
bool depth_bomb(Workshop& shop);
bool cut_in_string(Workshop& shop);
bool cut_after_key(Workshop& shop);
bool cut_after_colon(Workshop& shop);
bool cut_between(Workshop& shop);
bool cut_in_word(Workshop& shop);
bool cut_in_fence(Workshop& shop);
bool runaway(Workshop& shop);
bool blank(Workshop& shop);
bool refusal(Workshop& shop);

}  // namespace nines::validate
