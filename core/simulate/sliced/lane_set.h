// 512 trials side by side: one bit of state of each, as eight words, and counters with one bit plane per digit. Plain
// loops that every compiler turns into the widest registers it has; the same integers whatever their width. Used by the
// sampled engine only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace nines::simulate {

inline constexpr std::size_t kLanes = 512;
inline constexpr std::size_t kLaneWords = 8;

// Four words that the compiler puts in whatever registers it has; gcc and clang lower what is wider than the machine.
using Quad = std::uint64_t __attribute__((vector_size(32)));

struct LaneSet {
  Quad low;   // lanes 0 to 255; two members, because compilers keep members in registers and arrays in memory
  Quad high;  // lanes 256 to 511

  [[nodiscard]] std::uint64_t word(std::size_t i) const { return i < 4 ? low[i] : high[i - 4]; }

  LaneSet& operator|=(const LaneSet& b) {
    low |= b.low;
    high |= b.high;
    return *this;
  }
  LaneSet& operator&=(const LaneSet& b) {
    low &= b.low;
    high &= b.high;
    return *this;
  }
  LaneSet& operator^=(const LaneSet& b) {
    low ^= b.low;
    high ^= b.high;
    return *this;
  }
  // Takes the lanes of b out.
  LaneSet& operator-=(const LaneSet& b) {
    low &= ~b.low;
    high &= ~b.high;
    return *this;
  }
};

inline LaneSet operator|(LaneSet a, const LaneSet& b) { return a |= b; }
inline LaneSet operator&(LaneSet a, const LaneSet& b) { return a &= b; }
inline LaneSet operator^(LaneSet a, const LaneSet& b) { return a ^= b; }
inline LaneSet operator-(LaneSet a, const LaneSet& b) { return a -= b; }

inline LaneSet no_lanes() { return LaneSet{}; }
inline LaneSet all_lanes() { return {~Quad{}, ~Quad{}}; }
// `yes` where chosen, else `no`.
inline LaneSet choose(const LaneSet& chosen, const LaneSet& yes, const LaneSet& no) {
  return {no.low ^ (chosen.low & (yes.low ^ no.low)), no.high ^ (chosen.high & (yes.high ^ no.high))};
}

inline bool any(const LaneSet& x) {
  const Quad sum = x.low | x.high;
  return (sum[0] | sum[1] | sum[2] | sum[3]) != 0;
}
inline bool has_lane(const LaneSet& x, std::size_t lane) { return ((x.word(lane / 64) >> (lane % 64)) & 1) != 0; }
inline void add_lane(LaneSet& x, std::size_t lane) {
  (lane < 256 ? x.low : x.high)[lane / 64 % 4] |= std::uint64_t{1} << (lane % 64);
}
inline void take_lane(LaneSet& x, std::size_t lane) {
  (lane < 256 ? x.low : x.high)[lane / 64 % 4] &= ~(std::uint64_t{1} << (lane % 64));
}

// Lanes [from, to).
inline LaneSet lanes_between(std::size_t from, std::size_t to) {
  LaneSet out = no_lanes();
  for (std::size_t lane = from; lane < to; ++lane) add_lane(out, lane);
  return out;
}

inline std::uint64_t ones_in(std::uint64_t x) {
  x -= (x >> 1) & 0x5555'5555'5555'5555U;
  x = (x & 0x3333'3333'3333'3333U) + ((x >> 2) & 0x3333'3333'3333'3333U);
  x = (x + (x >> 4)) & 0x0F0F'0F0F'0F0F'0F0FU;
  return (x * 0x0101'0101'0101'0101U) >> 56;
}
inline std::uint64_t count_of(const LaneSet& x) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kLaneWords; ++i) sum += ones_in(x.word(i));
  return sum;
}

// f(lane) for each lane of the set, ascending.
template <class F>
void for_each_lane(const LaneSet& set, const F& f) {
  for (std::size_t i = 0; i < kLaneWords; ++i) {
    for (std::uint64_t rest = set.word(i); rest != 0; rest &= rest - 1) {
      f(i * 64 + static_cast<std::size_t>(ones_in((rest & (0 - rest)) - 1)));
    }
  }
}

// A number per lane, bit plane by bit plane: adding one to many lanes touches two planes on average.
class LaneCounter {
 public:
  void clear() { used_ = 0; }

  void add(const LaneSet& lanes) {
    LaneSet carry = lanes;
    for (std::size_t p = 0; any(carry); ++p) {
      if (p == used_) {
        planes_[used_++] = carry;
        return;
      }
      const LaneSet next = planes_[p] & carry;
      planes_[p] ^= carry;
      carry = next;
    }
  }
  // No lane of the set may stand at 0.
  void take(const LaneSet& lanes) {
    LaneSet borrow = lanes;
    for (std::size_t p = 0; p < used_ && any(borrow); ++p) {
      const LaneSet next = borrow - planes_[p];
      planes_[p] ^= borrow;
      borrow = next;
    }
  }
  void set_all(std::uint64_t value) {
    for (used_ = 0; (value >> used_) != 0; ++used_)
      planes_[used_] = ((value >> used_) & 1) != 0 ? all_lanes() : no_lanes();
  }

  [[nodiscard]] LaneSet equal_to(std::uint64_t value) const {
    if (used_ < kPlanes && (value >> used_) != 0) return no_lanes();
    LaneSet out = all_lanes();
    for (std::size_t p = 0; p < used_; ++p) {
      if (((value >> p) & 1) != 0)
        out &= planes_[p];
      else
        out -= planes_[p];
    }
    return out;
  }
  [[nodiscard]] LaneSet at_least(std::uint64_t value) const {
    if (value == 0) return all_lanes();
    if (used_ < kPlanes && (value >> used_) != 0) return no_lanes();
    LaneSet above = no_lanes();
    LaneSet even = all_lanes();
    for (std::size_t p = used_; p-- > 0;) {
      if (((value >> p) & 1) != 0) {
        even &= planes_[p];
      } else {
        above |= even & planes_[p];
        even -= planes_[p];
      }
    }
    return above | even;
  }

  // Where this stands above `other`, and where both stand alike.
  void compare(const LaneCounter& other, LaneSet& above, LaneSet& even) const {
    above = no_lanes();
    even = all_lanes();
    for (std::size_t p = used_ > other.used_ ? used_ : other.used_; p-- > 0;) {
      const LaneSet a = p < used_ ? planes_[p] : no_lanes();
      const LaneSet b = p < other.used_ ? other.planes_[p] : no_lanes();
      above |= even & (a - b);
      even -= a ^ b;
    }
  }

  [[nodiscard]] std::uint64_t of(std::size_t lane) const {
    std::uint64_t out = 0;
    for (std::size_t p = 0; p < used_; ++p) out |= std::uint64_t{has_lane(planes_[p], lane)} << p;
    return out;
  }
  [[nodiscard]] std::uint64_t sum(const LaneSet& lanes) const {
    std::uint64_t out = 0;
    for (std::size_t p = 0; p < used_; ++p) out += count_of(planes_[p] & lanes) << p;
    return out;
  }
  // Of the squares: digits times digits.
  [[nodiscard]] std::uint64_t sum_of_squares(const LaneSet& lanes) const {
    std::uint64_t out = 0;
    for (std::size_t p = 0; p < used_; ++p) {
      const LaneSet here = planes_[p] & lanes;
      out += count_of(here) << (2 * p);
      for (std::size_t q = p + 1; q < used_; ++q) out += count_of(here & planes_[q]) << (p + q + 1);
    }
    return out;
  }

 private:
  static constexpr std::size_t kPlanes = 32;
  std::array<LaneSet, kPlanes> planes_;
  std::size_t used_ = 0;
};

}  // namespace nines::simulate
