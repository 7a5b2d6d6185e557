// Which of the suffixes kept so far are no worse than a given one at one arrival: the first thing asked of thousands,
// so they lie in blocks that are read from end to end. Used by plan_front.cpp only.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "simulate/questions/plan_front.h"

namespace nines::simulate {

class Sieve {
 public:
  using Values = std::array<double, kMaxCriteria>;
  explicit Sieve(std::size_t criteria) : criteria_(criteria) {}

  // `at`: the caller's number of what comes to these values.
  void insert(const Values& values, std::uint32_t at) {
    if (blocks_.empty()) blocks_.push_back(std::make_unique<Block>());
    const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), values[0],
                                        [](double x, const std::unique_ptr<Block>& block) { return x < block->low; });
    std::size_t place = after == blocks_.begin() ? 0 : static_cast<std::size_t>(after - blocks_.begin()) - 1;
    if (blocks_[place]->size == kSize && values[0] >= split(place)) ++place;
    Block& block = *blocks_[place];
    block.low = block.size == 0 ? values[0] : std::min(block.low, values[0]);
    put(block, block.size++, values, at);
  }

  // f(at) for those that exceed `most` nowhere, those of small first value first, until one is true.
  template <class F>
  bool any_below(const Values& most, const F& f) const {
    for (const std::unique_ptr<Block>& block : blocks_) {
      if (block->low > most[0]) return false;
      for (std::size_t first = 0; first < block->size; first += kGroup) {
        std::array<unsigned, kGroup> below;  // no branch until all are compared
        for (std::size_t i = 0; i < kGroup; ++i)
          below[i] = static_cast<unsigned>(block->value[0][first + i] <= most[0]);
        for (std::size_t c = 1; c < criteria_; ++c) {
          for (std::size_t i = 0; i < kGroup; ++i)
            below[i] &= static_cast<unsigned>(block->value[c][first + i] <= most[c]);
        }
        for (std::size_t i = 0; i < kGroup && first + i < block->size; ++i) {
          if (below[i] != 0 && f(block->at[first + i])) return true;
        }
      }
    }
    return false;
  }

 private:
  static constexpr std::size_t kSize = 64;
  static constexpr std::size_t kGroup = 8;
  // A range of first values, in any order.
  struct Block {
    double low = 0;
    std::size_t size = 0;
    std::array<std::array<double, kSize>, kMaxCriteria> value{};
    std::array<std::uint32_t, kSize> at{};
  };

  void put(Block& block, std::size_t i, const Values& values, std::uint32_t at) {
    for (std::size_t c = 0; c < criteria_; ++c) block.value[c][i] = values[c];
    block.at[i] = at;
  }

  // Out: where the second half begins.
  double split(std::size_t place) {
    const Block whole = *blocks_[place];
    std::array<std::size_t, kSize> order;
    for (std::size_t i = 0; i < kSize; ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return whole.value[0][a] < whole.value[0][b]; });
    auto second = std::make_unique<Block>();
    *blocks_[place] = Block{};
    for (std::size_t i = 0; i < kSize; ++i) {
      Block& half = i < kSize / 2 ? *blocks_[place] : *second;
      Values values{};
      for (std::size_t c = 0; c < criteria_; ++c) values[c] = whole.value[c][order[i]];
      if (half.size == 0) half.low = values[0];
      put(half, half.size++, values, whole.at[order[i]]);
    }
    const double low = second->low;
    blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(place) + 1, std::move(second));
    return low;
  }

  std::size_t criteria_;
  std::vector<std::unique_ptr<Block>> blocks_;  // by low
};

}  // namespace nines::simulate
