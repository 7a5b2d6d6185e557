// Hashes of JSON values, equal where json_equal says that the values are: for enum look-ups and uniqueItems without
// comparing every pair. Used by the schema compiler and the evaluators. Never the last word: equal hashes are compared.
#pragma once

#include <cstdint>
#include <vector>

#include "base/json_reader.h"

namespace nines::validate {

// No recursion. Linear in the value.
std::uint64_t json_hash(const base::JsonTree& tree, std::uint32_t node);
// One hash for each element of an array, in order. Linear.
std::vector<std::uint64_t> element_hashes(const base::JsonTree& tree, std::uint32_t array);

// The first element that equals an earlier one with that earlier one, or kNoNode twice. n log n.
struct EqualPair {
  std::uint32_t first = base::kNoNode;
  std::uint32_t second = base::kNoNode;
};
EqualPair find_equal_elements(const base::JsonTree& tree, std::uint32_t array);

}  // namespace nines::validate
