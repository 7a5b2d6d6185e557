// Finds keys that stand twice in one object, in n log n time whatever the keys. Used by the JSON
// reader when an object closes. Keeps its buffers between objects so that small objects cost no
// allocation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nines::base {

class JsonTree;

class DuplicateKeyFinder {
 public:
  // Appends to tree.duplicate_keys every member of `object` whose decoded key stood earlier in it.
  void check(JsonTree& tree, std::uint32_t object);

 private:
  std::vector<std::pair<std::string_view, std::uint32_t>> keys_;
  std::vector<std::string> decoded_;
};

}  // namespace nines::base
