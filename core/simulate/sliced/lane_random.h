// Random bits for 512 trials at once, and biased coins from them. A block of trials draws from eight lanes of
// xoshiro256++ (Blackman & Vigna 2021) whose states are Philox4x32-10 of (seed, block), so any split of the trials
// plays the same bits. How many words a draw takes depends on the whole block, never on which of its trials are asked
// for.
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

  [[nodiscard]] NINES_LANES std::uint64_t digit(int i) const {
    return i < 64 ? (high >> (63 - i)) & 1 : (low >> (127 - i)) & 1;
  }
  [[nodiscard]] NINES_LANES bool never() const { return digits == 0 && !sure; }
};
Threshold threshold_of(Probability p);
// Both of two independent events.
NINES_LANES Probability product(Probability a, Probability b) { return {a.p * b.p, a.q + a.p * b.q}; }

class LaneRandom {
 public:
  void start(std::uint64_t seed, std::uint64_t block);

  // One fresh bit for each lane.
  NINES_LANES LaneSet next() {
    LaneSet out;
    low_.next(out.low);
    high_.next(out.high);
    return out;
  }

  // Four generators.
  struct Generators {
    Quad s0, s1, s2, s3;
    Generators() = default;
    NINES_LANES Generators(const Generators& b) : s0(b.s0), s1(b.s1), s2(b.s2), s3(b.s3) {}
    NINES_LANES Generators& operator=(const Generators& b) {
      s0 = b.s0;
      s1 = b.s1;
      s2 = b.s2;
      s3 = b.s3;
      return *this;
    }
    NINES_LANES void next(Quad& out) {
      const Quad sum = s0 + s3;
      out = ((sum << 23) | (sum >> 41)) + s0;
      const Quad shifted = s1 << 17;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 45) | (s3 >> 19);
    }
  };
  Generators low_;  // of lanes 0 to 255; open to the loops that seed them
  Generators high_;
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
    return words_.word(at_++);
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
// until no lane is open: about 10 of them for 512 lanes.
LaneSet toss(LaneRandom& random, const LaneSet& lanes, const Threshold& p);
// The same with p where `first` and q elsewhere, from one uniform number.
LaneSet toss_either(LaneRandom& random, const LaneSet& lanes, const LaneSet& first, const Threshold& p,
                    const Threshold& q);
// The same with a threshold for each lane: `planes` holds its first `digits` digits, the lanes where p = 1 are not
// among `open`. Goes on from digit `from`; out: the digit it stopped at, with the lanes still open.
int toss_planes(LaneRandom& random, LaneSet& open, LaneSet& below, const LaneSet* planes, int from, int digits);

}  // namespace nines::simulate
