// 512 trials side by side: one bit of state of each, as eight words, and counters with one bit plane per digit. Plain
// loops that every compiler turns into the widest registers it has; the same integers whatever their width. Used by the
// sampled engine only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

// Always inlined, as this header is compiled for several register widths: no copy of these may serve another width.
#define NINES_LANES [[gnu::always_inline]] inline
// So wide vectors never cross a call, and how calls would pass them does not matter.
#ifdef __clang__
#pragma clang diagnostic ignored "-Wpsabi"
#endif

namespace nines::simulate {

inline constexpr std::size_t kLanes = 512;
inline constexpr std::size_t kLaneWords = 8;

// Four words that the compiler puts in whatever registers it has; gcc and clang lower what is wider than the machine.
using Quad = std::uint64_t __attribute__((vector_size(32)));

// Aligned by name: left to the compiler a Quad needs 16 bytes where the machine's registers are narrow and 32 where
// they are wide, and what one file allocates another file loads.
struct alignas(32) LaneSet {
  Quad low;   // lanes 0 to 255; two members, because compilers keep members in registers and arrays in memory
  Quad high;  // lanes 256 to 511

  LaneSet() = default;
  NINES_LANES LaneSet(Quad first, Quad second) : low(first), high(second) {}
  // Written out, so that copies are made in whole registers: half of one cannot be read back as a whole at once.
  NINES_LANES LaneSet(const LaneSet& b) : low(b.low), high(b.high) {}
  NINES_LANES LaneSet& operator=(const LaneSet& b) {
    low = b.low;
    high = b.high;
    return *this;
  }

  [[nodiscard]] NINES_LANES std::uint64_t word(std::size_t i) const { return i < 4 ? low[i] : high[i - 4]; }

  NINES_LANES LaneSet& operator|=(const LaneSet& b) {
    low |= b.low;
    high |= b.high;
    return *this;
  }
  NINES_LANES LaneSet& operator&=(const LaneSet& b) {
    low &= b.low;
    high &= b.high;
    return *this;
  }
  NINES_LANES LaneSet& operator^=(const LaneSet& b) {
    low ^= b.low;
    high ^= b.high;
    return *this;
  }
  // Takes the lanes of b out.
  NINES_LANES LaneSet& operator-=(const LaneSet& b) {
    low &= ~b.low;
    high &= ~b.high;
    return *this;
  }
};

NINES_LANES LaneSet operator|(LaneSet a, const LaneSet& b) { return a |= b; }
NINES_LANES LaneSet operator&(LaneSet a, const LaneSet& b) { return a &= b; }
NINES_LANES LaneSet operator^(LaneSet a, const LaneSet& b) { return a ^= b; }
NINES_LANES LaneSet operator-(LaneSet a, const LaneSet& b) { return a -= b; }

NINES_LANES LaneSet no_lanes() { return LaneSet{}; }
NINES_LANES LaneSet all_lanes() { return {~Quad{}, ~Quad{}}; }
// `yes` where chosen, else `no`.
NINES_LANES LaneSet choose(const LaneSet& chosen, const LaneSet& yes, const LaneSet& no) {
  return {no.low ^ (chosen.low & (yes.low ^ no.low)), no.high ^ (chosen.high & (yes.high ^ no.high))};
}

NINES_LANES bool any(const LaneSet& x) {
  const Quad sum = x.low | x.high;
#if defined(__AVX2__)
  using Signed = long long __attribute__((vector_size(32)));
  return __builtin_ia32_ptestz256((Signed)sum, (Signed)sum) == 0;
#elif defined(__wasm_simd128__)
  using Bytes = signed char __attribute__((vector_size(16)));
  const auto half = __builtin_shufflevector(sum, sum, 0, 1) | __builtin_shufflevector(sum, sum, 2, 3);
  return __builtin_wasm_any_true_v128((Bytes)half) != 0;
#else
  return (sum[0] | sum[1] | sum[2] | sum[3]) != 0;
#endif
}
NINES_LANES bool has_lane(const LaneSet& x, std::size_t lane) { return ((x.word(lane / 64) >> (lane % 64)) & 1) != 0; }
NINES_LANES void add_lane(LaneSet& x, std::size_t lane) {
  (lane < 256 ? x.low : x.high)[lane / 64 % 4] |= std::uint64_t{1} << (lane % 64);
}
NINES_LANES void take_lane(LaneSet& x, std::size_t lane) {
  (lane < 256 ? x.low : x.high)[lane / 64 % 4] &= ~(std::uint64_t{1} << (lane % 64));
}

// Lanes [from, to).
NINES_LANES LaneSet lanes_between(std::size_t from, std::size_t to) {
  if (from == 0 && to == kLanes) return all_lanes();
  LaneSet out = no_lanes();
  for (std::size_t lane = from; lane < to; ++lane) add_lane(out, lane);
  return out;
}

NINES_LANES std::uint64_t ones_in(std::uint64_t x) { return static_cast<std::uint64_t>(__builtin_popcountll(x)); }
NINES_LANES std::uint64_t count_of(const LaneSet& x) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kLaneWords; ++i) sum += ones_in(x.word(i));
  return sum;
}

// Lanes of both, by the fastest way this machine has.
std::uint64_t count_in(const LaneSet& set, const LaneSet& lanes);

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
  // Adds a number to each lane, given by bit planes.
  void add(const LaneSet* planes, std::size_t count) {
    LaneSet carry = no_lanes();
    for (std::size_t p = 0; p < count || any(carry); ++p) {
      if (p == used_) planes_[used_++] = no_lanes();
      const LaneSet b = p < count ? planes[p] : no_lanes();
      const LaneSet either = planes_[p] ^ b;
      const LaneSet next = (planes_[p] & b) | (either & carry);
      planes_[p] = either ^ carry;
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
  [[nodiscard]] std::uint64_t sum(const LaneSet& lanes) const;
  [[nodiscard]] std::uint64_t sum_of_squares(const LaneSet& lanes) const;

 private:
  static constexpr std::size_t kPlanes = 32;
  std::array<LaneSet, kPlanes> planes_;
  std::size_t used_ = 0;
};

}  // namespace nines::simulate
