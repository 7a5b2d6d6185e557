// Whether two JSON values are the same value. See json_equal.h.
#include "validate/json_equal.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "validate/decimal.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonNode;
using base::JsonTree;
using base::kNoNode;

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

bool equal_scalars(const JsonTree& a, std::uint32_t i, const JsonTree& b, std::uint32_t j) {
  if (a.source(i) == b.source(j)) return true;
  switch (a.node(i).kind) {
    case JsonKind::number: return decimal_from_json(a.source(i)) == decimal_from_json(b.source(j));
    case JsonKind::string: return a.string_value(i) == b.string_value(j);
    default: return false;
  }
}

// Members by decoded key, equal keys in document order.
std::vector<std::pair<std::string, std::uint32_t>> sorted_members(const JsonTree& tree, std::uint32_t object) {
  std::vector<std::pair<std::string, std::uint32_t>> out;
  for (std::uint32_t i = tree.node(object).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    out.emplace_back(tree.key(i), i);
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool pair_members(const JsonTree& a, std::uint32_t i, const JsonTree& b, std::uint32_t j, Pairs& out) {
  const auto left = sorted_members(a, i);
  const auto right = sorted_members(b, j);
  for (std::size_t k = 0; k < left.size(); ++k) {
    if (left[k].first != right[k].first) return false;
    out.emplace_back(left[k].second, right[k].second);
  }
  return true;
}

// Pairs up the children that must be equal; false when the containers cannot be.
bool pair_children(const JsonTree& a, std::uint32_t i, const JsonTree& b, std::uint32_t j, Pairs& out) {
  if (a.node(i).child_count != b.node(j).child_count) return false;
  if (a.node(i).kind == JsonKind::object) return pair_members(a, i, b, j, out);
  std::uint32_t y = b.node(j).first_child;
  for (std::uint32_t x = a.node(i).first_child; x != kNoNode; x = a.node(x).next_sibling) {
    out.emplace_back(x, y);
    y = b.node(y).next_sibling;
  }
  return true;
}

}  // namespace

bool json_equal(const JsonTree& a, std::uint32_t a_node, const JsonTree& b, std::uint32_t b_node) {
  const JsonKind whole = a.node(a_node).kind;
  if (whole != b.node(b_node).kind) return false;
  if (whole != JsonKind::array && whole != JsonKind::object) return equal_scalars(a, a_node, b, b_node);
  Pairs todo{{a_node, b_node}};
  while (!todo.empty()) {
    const auto [i, j] = todo.back();
    todo.pop_back();
    const JsonKind kind = a.node(i).kind;
    if (kind != b.node(j).kind) return false;
    const bool container = kind == JsonKind::array || kind == JsonKind::object;
    if (container ? !pair_children(a, i, b, j, todo) : !equal_scalars(a, i, b, j)) return false;
  }
  return true;
}

}  // namespace nines::validate
