// Counter-based random numbers: a draw is a pure function of (seed, stream, index), so no generator
// state crosses a slice of work and any split over threads, workers or processes gives the same
// bits. Called by the sampled engine, the bootstrap and the outer draws; decisions compare these
// integers with integer thresholds, never doubles with doubles. Source: Salmon, Moraes, Dror, Shaw
// 2011, "Parallel random numbers: as easy as 1, 2, 3" (Philox4x32-10).
#pragma once

#include <array>
#include <cstdint>

namespace nines::base {

using PhiloxBlock = std::array<std::uint32_t, 4>;

// One block of 128 random bits. In: any counter and key. Cost: ten rounds, about 20
// multiplications.
PhiloxBlock philox4x32_10(PhiloxBlock counter, std::array<std::uint32_t, 2> key);

// The endless row of 64-bit words that belongs to (seed, stream). Cheap to copy; holds no position.
class Philox {
 public:
  Philox(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}

  // Words 2b and 2b + 1 of the row.
  [[nodiscard]] std::array<std::uint64_t, 2> pair(std::uint64_t b) const;
  // Word `index` of the row.
  [[nodiscard]] std::uint64_t at(std::uint64_t index) const { return pair(index >> 1)[index & 1]; }

 private:
  std::uint64_t seed_;
  std::uint64_t stream_;
};

// Reads a Philox row in order, computing each block once.
class PhiloxReader {
 public:
  PhiloxReader(std::uint64_t seed, std::uint64_t stream) : row_(seed, stream) {}
  std::uint64_t next() {
    if ((index_ & 1) == 0) block_ = row_.pair(index_ >> 1);
    return block_[index_++ & 1];
  }

 private:
  Philox row_;
  std::array<std::uint64_t, 2> block_{};
  std::uint64_t index_ = 0;
};

// A biased coin by integer comparison. In: p and its complement q = 1 - p, both given so that the
// smaller one keeps its digits. The event has probability floor(p 2^64) / 2^64; p = 0 and p = 1 use
// no draw, and p or q below 2^-53 takes a second draw, so that it is met to a relative 2^-64
// instead of 2^-11.
class Coin {
 public:
  Coin() = default;
  Coin(double p, double q);

  bool toss(PhiloxReader& words) const {
    if (kind_ == Kind::constant) return inverted_;
    if (kind_ == Kind::rare && words.next() >= kRareGate) return inverted_;
    return (words.next() < limit_) != inverted_;
  }

 private:
  enum class Kind : std::uint8_t { constant, plain, rare };
  static constexpr std::uint64_t kRareGate = std::uint64_t{1} << 11;  // 2^-53 of all words lie below

  std::uint64_t limit_ = 0;
  Kind kind_ = Kind::constant;
  bool inverted_ = false;  // the coin is tossed for the complement
};

}  // namespace nines::base
