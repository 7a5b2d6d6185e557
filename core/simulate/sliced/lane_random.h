// Random bits for 512 trials at once, and biased coins from them. A block of trials draws from eight lanes of
// xoshiro256++ (Blackman & Vigna 2021) whose states are Philox4x32-10 of (seed, block), so any split of the trials plays
// the same bits. How many words a draw takes depends on the whole block, never on which of its trials are asked for.
#pragma once

#include <cstdint>

#include "base/rng.h"
#include "simulate/plan.h"
#include "simulate/sliced/lane_set.h"

namespace nines::simulate {

// The event "a uniform number of 128 bits is below p 2^128": a probability to 2^-128, and to a relative 2^-53 down to
// 2^-75.
struct Threshold {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  int digits = 0;     // up to the last digit that is 1
  bool sure = false;  // p = 1

  [[nodiscard]] std::uint64_t digit(int i) const { return i < 64 ? (high >> (63 - i)) & 1 : (low >> (127 - i)) & 1; }
  [[nodiscard]] bool never() const { return digits == 0 && !sure; }
};
Threshold threshold_of(Probability p);

class LaneRandom {
 public:
  void start(std::uint64_t seed, std::uint64_t block);

  // One fresh bit for each lane.
  LaneSet next() {
    LaneSet out;
    for (std::size_t i = 0; i < kLaneWords; ++i) {
      const std::uint64_t sum = s0_[i] + s3_[i];
      out.w[i] = ((sum << 23) | (sum >> 41)) + s0_[i];
      const std::uint64_t shifted = s1_[i] << 17;
      s2_[i] ^= s0_[i];
      s3_[i] ^= s1_[i];
      s1_[i] ^= s2_[i];
      s0_[i] ^= s3_[i];
      s2_[i] ^= shifted;
      s3_[i] = (s3_[i] << 45) | (s3_[i] >> 19);
    }
    return out;
  }

 private:
  using Words = std::array<std::uint64_t, kLaneWords>;
  alignas(64) Words s0_{};
  alignas(64) Words s1_{};
  alignas(64) Words s2_{};
  alignas(64) Words s3_{};
};

// Single words, eight to a draw of all lanes: for the few places that treat lanes one by one.
class WordReader {
 public:
  explicit WordReader(LaneRandom& random) : random_(random) {}
  std::uint64_t next() {
    if (at_ == kLaneWords) {
      words_ = random_.next();
      at_ = 0;
    }
    return words_.w[at_++];
  }
  // Uniform on 0 … n - 1 to a relative 2^-64 n.
  std::uint64_t below(std::uint64_t n) {
    const std::uint64_t word = next();
    const std::uint64_t high = (word >> 32) * n;
    const std::uint64_t low = (word & 0xFFFF'FFFFU) * n;
    return (high + (low >> 32)) >> 32;
  }

 private:
  LaneRandom& random_;
  LaneSet words_{};
  std::size_t at_ = kLaneWords;
};

// Of `lanes`, those where the event happens; each on its own. Digits of a uniform number are compared from the first on
// until no lane is open.
inline LaneSet toss(LaneRandom& random, const LaneSet& lanes, const Threshold& p) {
  if (p.sure) return lanes;
  LaneSet below = no_lanes();
  LaneSet open = lanes;
  LaneRandom local = random;
  for (int i = 0; i < p.digits && any(open); ++i) {
    const LaneSet bits = local.next();
    const std::uint64_t one = 0 - p.digit(i);
    for (std::size_t w = 0; w < kLaneWords; ++w) {
      below.w[w] |= open.w[w] & ~bits.w[w] & one;
      open.w[w] &= ~(bits.w[w] ^ one);
    }
  }
  random = local;
  return below;
}

// The same with p where `first` and q elsewhere, from one uniform number.
inline LaneSet toss_either(LaneRandom& random, const LaneSet& lanes, const LaneSet& first, const Threshold& p,
                           const Threshold& q) {
  LaneSet below = no_lanes();
  LaneSet open = lanes;
  if (p.sure) {
    below |= lanes & first;
    open -= first;
  }
  if (q.sure) {
    below |= lanes - first;
    open &= first;
  }
  if (p.never()) open -= first;
  if (q.never()) open &= first;
  const int digits = p.digits > q.digits ? p.digits : q.digits;
  LaneRandom local = random;
  for (int i = 0; i < digits && any(open); ++i) {
    const LaneSet bits = local.next();
    const std::uint64_t one = 0 - p.digit(i);
    const std::uint64_t other = 0 - q.digit(i);
    for (std::size_t w = 0; w < kLaneWords; ++w) {
      const std::uint64_t digit = (first.w[w] & one) | (~first.w[w] & other);
      below.w[w] |= open.w[w] & ~bits.w[w] & digit;
      open.w[w] &= ~(bits.w[w] ^ digit);
    }
  }
  random = local;
  return below;
}

}  // namespace nines::simulate
