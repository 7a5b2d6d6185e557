// Texts as small whole numbers whose order is the order of the texts, so that sorting and comparing
// records costs the same however long their ids and answers are. Used by trials only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace nines::disagree {

// add() gives numbers by first appearance; finish() returns the sorted texts and, for each such
// number, its rank.
class Interner {
 public:
  std::uint32_t add(std::string text) {
    const auto [place, is_new] = numbers_.try_emplace(std::move(text), static_cast<std::uint32_t>(numbers_.size()));
    if (is_new) texts_.push_back(&place->first);  // keys of an unordered_map stay where they are
    return place->second;
  }

  std::vector<std::string> finish(std::vector<std::uint32_t>& rank) const {
    std::vector<std::uint32_t> order(texts_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) { return *texts_[a] < *texts_[b]; });
    rank.assign(texts_.size(), 0);
    std::vector<std::string> sorted;
    sorted.reserve(texts_.size());
    for (const std::uint32_t number : order) {
      rank[number] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(*texts_[number]);
    }
    return sorted;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> texts_;
};

}  // namespace nines::disagree
