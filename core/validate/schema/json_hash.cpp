// Hashes of JSON values. See json_hash.h.
#include "validate/schema/json_hash.h"

#include <algorithm>

#include "validate/decimal.h"
#include "validate/json_equal.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonNode;
using base::JsonTree;
using base::kNoNode;

std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 33U;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33U;
  value *= 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33U);
}

std::uint64_t hash_of_bytes(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t out = seed ^ 0xcbf29ce484222325ULL;
  for (const char c : bytes) out = (out ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return mixed(out);
}

std::uint64_t hash_of_string(std::string_view literal) {
  const std::string_view raw = literal.substr(1, literal.size() - 2);
  const std::uint64_t seed = static_cast<std::uint64_t>(JsonKind::string);
  if (raw.find('\\') == std::string_view::npos) return hash_of_bytes(raw, seed);
  return hash_of_bytes(base::json_unquote(literal), seed);
}

std::uint64_t hash_of_scalar(const JsonTree& tree, std::uint32_t node) {
  const auto kind = static_cast<std::uint64_t>(tree.node(node).kind);
  switch (tree.node(node).kind) {
    case JsonKind::string: return hash_of_string(tree.source(node));
    case JsonKind::number: {
      const Decimal value = decimal_from_json(tree.source(node));
      return hash_of_bytes(value.digits, kind + (value.negative ? 16 : 0)) +
             mixed(static_cast<std::uint64_t>(value.exponent));
    }
    default: return hash_of_bytes(tree.source(node), kind);
  }
}

// Members in any order give the same sum; elements count by their place.
std::uint64_t part_of_parent(const JsonTree& tree, std::uint32_t node, std::uint64_t hash) {
  const JsonNode& at = tree.node(node);
  if (!at.has_key) return mixed(hash + at.index_in_parent * 0x9e3779b97f4a7c15ULL);
  return mixed(hash + 3 * hash_of_string(tree.text.substr(at.key_begin, at.key_end - at.key_begin)));
}

// Nodes stand in document order, so a value's are contiguous.
std::uint32_t end_of_value(const JsonTree& tree, std::uint32_t node) {
  const std::size_t end = tree.node(node).end;
  const auto first = tree.nodes.begin() + node + 1;
  const auto past =
      std::partition_point(first, tree.nodes.end(), [end](const JsonNode& other) { return other.begin < end; });
  return static_cast<std::uint32_t>(past - tree.nodes.begin());
}

// hashes[i] belongs to node `root` + i. Children stand behind their parents.
std::vector<std::uint64_t> hashes_below(const JsonTree& tree, std::uint32_t root) {
  const std::uint32_t end = end_of_value(tree, root);
  std::vector<std::uint64_t> hashes(end - root);
  for (std::uint32_t i = end; i-- > root;) {
    const JsonKind kind = tree.node(i).kind;
    const bool container = kind == JsonKind::array || kind == JsonKind::object;
    std::uint64_t& own = hashes[i - root];
    own = container ? mixed(own + static_cast<std::uint64_t>(kind) + 8 * tree.node(i).child_count)
                    : hash_of_scalar(tree, i);
    if (i > root) hashes[tree.node(i).parent - root] += part_of_parent(tree, i, own);
  }
  return hashes;
}

}  // namespace

std::uint64_t json_hash(const JsonTree& tree, std::uint32_t node) {
  const JsonKind kind = tree.node(node).kind;
  if (kind != JsonKind::array && kind != JsonKind::object) return hash_of_scalar(tree, node);
  return hashes_below(tree, node).front();
}

std::vector<std::uint64_t> element_hashes(const JsonTree& tree, std::uint32_t array) {
  const std::vector<std::uint64_t> all = hashes_below(tree, array);
  std::vector<std::uint64_t> out;
  out.reserve(tree.node(array).child_count);
  for (std::uint32_t i = tree.node(array).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    out.push_back(all[i - array]);
  }
  return out;
}

EqualPair find_equal_elements(const JsonTree& tree, std::uint32_t array) {
  if (tree.node(array).child_count < 2) return {};
  const std::vector<std::uint64_t> hashes = element_hashes(tree, array);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;  // hash, node
  std::size_t index = 0;
  for (std::uint32_t i = tree.node(array).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    order.emplace_back(hashes[index++], i);
  }
  std::sort(order.begin(), order.end());
  EqualPair out;
  for (std::size_t k = 1; k < order.size(); ++k) {
    if (order[k].second >= out.second) continue;
    for (std::size_t earlier = k; earlier-- > 0 && order[earlier].first == order[k].first;) {
      if (!json_equal(tree, order[earlier].second, tree, order[k].second)) continue;
      out = {order[earlier].second, order[k].second};
      break;
    }
  }
  return out;
}

}  // namespace nines::validate
