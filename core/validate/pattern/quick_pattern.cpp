// Plain patterns settled without an engine; see quick_pattern.h.
#include "validate/pattern/quick_pattern.h"

#include "base/text.h"
#include "validate/pattern/pattern_text.h"

namespace nines::validate {

namespace {

bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

// The terms of the one concat between ^ and $.
struct Row {
  std::vector<std::uint32_t> terms;
  bool at_start = false;
  bool at_end = false;
};

std::optional<Row> row_of(const PatternTree& tree) {
  const PatternNode& body = tree.nodes[tree.nodes[tree.root].first_child];
  if (body.kind != PatternKind::concat) return std::nullopt;
  Row out;
  for (std::uint32_t i = body.first_child; i != kNoPatternNode; i = tree.nodes[i].next_sibling) {
    const PatternKind kind = tree.nodes[i].kind;
    if (kind == PatternKind::text_start && i == body.first_child) {
      out.at_start = true;
    } else if (kind == PatternKind::text_end && tree.nodes[i].next_sibling == kNoPatternNode) {
      out.at_end = true;
    } else {
      out.terms.push_back(i);
    }
    if (out.terms.size() > kMaxQuickItems) return std::nullopt;
  }
  return out;
}

std::optional<std::string> literal_of(const PatternTree& tree, const Row& row) {
  std::string out;
  for (const std::uint32_t term : row.terms) {
    const PatternNode& node = tree.nodes[term];
    if (node.kind != PatternKind::character || is_surrogate(node.value)) return std::nullopt;
    base::append_utf8(out, node.value);
  }
  return out;
}

std::optional<QuickItem> item_of(const PatternTree& tree, std::uint32_t term) {
  QuickItem out;
  const PatternNode* node = &tree.nodes[term];
  if (node->kind == PatternKind::repeat) {
    out.min = node->min;
    out.max = node->max;
    node = &tree.nodes[node->first_child];
  }
  if (node->kind == PatternKind::character) {
    out.set = single_char(node->value);
  } else if (node->kind == PatternKind::set) {
    out.set = tree.sets[node->value];
  } else {
    return std::nullopt;
  }
  return out;
}

// Whether taking each item as often as possible is right: see quick_pattern.h.
bool is_deterministic(const std::vector<QuickItem>& items) {
  for (std::size_t i = 0; i + 1 < items.size(); ++i) {
    if (items[i].min == items[i].max) continue;
    if (items[i + 1].min == 0 || !items[i].set.is_disjoint(items[i + 1].set)) return false;
  }
  return true;
}

bool take_item(const QuickItem& item, std::string_view text, std::size_t& at) {
  std::uint32_t count = 0;
  while (count < item.max && at < text.size()) {
    const TextStep step = step_forward(text, at);
    if (step.c == kNoCodePoint || !item.set.contains(step.c)) break;
    at = step.next;
    ++count;
  }
  return count >= item.min;
}

bool search_literal(const QuickPattern& pattern, std::string_view text) {
  if (pattern.at_start && pattern.at_end) return text == pattern.literal;
  if (pattern.at_start) return text.starts_with(pattern.literal);
  if (pattern.at_end) return text.ends_with(pattern.literal);
  return text.find(pattern.literal) != std::string_view::npos;
}

}  // namespace

std::optional<QuickPattern> quick_pattern(const PatternTree& tree) {
  if (tree.has_unknown_set) return std::nullopt;
  const std::optional<Row> row = row_of(tree);
  if (!row) return std::nullopt;
  QuickPattern out;
  out.at_start = row->at_start;
  out.at_end = row->at_end;
  if (std::optional<std::string> literal = literal_of(tree, *row)) {
    out.is_literal = true;
    out.literal = std::move(*literal);
    return out;
  }
  if (!row->at_start) return std::nullopt;
  for (const std::uint32_t term : row->terms) {
    std::optional<QuickItem> item = item_of(tree, term);
    if (!item) return std::nullopt;
    out.items.push_back(std::move(*item));
  }
  if (!is_deterministic(out.items)) return std::nullopt;
  return out;
}

bool quick_search(const QuickPattern& pattern, std::string_view text) {
  if (pattern.is_literal) return search_literal(pattern, text);
  std::size_t at = 0;
  for (const QuickItem& item : pattern.items) {
    if (!take_item(item, text, at)) return false;
  }
  return !pattern.at_end || at == text.size();
}

}  // namespace nines::validate
