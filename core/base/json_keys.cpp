// Finds keys that stand twice in one object. See json_keys.h.
#include "base/json_keys.h"

#include <algorithm>

#include "base/json_reader.h"

namespace nines::base {

void DuplicateKeyFinder::check(JsonTree& tree, std::uint32_t object) {
  const std::uint32_t count = tree.nodes[object].child_count;
  if (count < 2) return;
  keys_.clear();
  decoded_.clear();
  decoded_.reserve(count);  // views into the strings must stay valid while they are collected
  for (std::uint32_t i = tree.nodes[object].first_child; i != kNoNode; i = tree.nodes[i].next_sibling) {
    const JsonNode& node = tree.nodes[i];
    std::string_view raw = tree.text.substr(node.key_begin + 1, node.key_end - node.key_begin - 2);
    if (raw.find('\\') != std::string_view::npos) raw = decoded_.emplace_back(tree.key(i));
    keys_.emplace_back(raw, i);
  }
  std::sort(keys_.begin(), keys_.end());
  for (std::size_t k = 1; k < keys_.size(); ++k) {
    if (keys_[k].first == keys_[k - 1].first) tree.duplicate_keys.push_back(keys_[k].second);
  }
}

}  // namespace nines::base
