// Seeding and thresholds (lane_random.h).
#include "simulate/sliced/lane_random.h"

#include <bit>
#include <cmath>

// The hot loops are compiled twice where the machine may have wider registers; both give the same integers.
#if defined(__x86_64__) && defined(__ELF__) && !defined(__SANITIZE_ADDRESS__) && !defined(NINES_ONE_WIDTH)
#define NINES_WIDEST __attribute__((target_clones("avx2", "default")))
#else
#define NINES_WIDEST
#endif

namespace nines::simulate {
namespace {

// floor(x 2^128) for 0 <= x < 1; every step is exact.
void split(double x, std::uint64_t& high, std::uint64_t& low) {
  const double scaled = std::ldexp(x, 64);
  const double whole = std::floor(scaled);
  high = static_cast<std::uint64_t>(whole);
  low = static_cast<std::uint64_t>(std::ldexp(scaled - whole, 64));
}

}  // namespace

Threshold threshold_of(Probability p) {
  Threshold out;
  if (!(p.p > 0)) return out;
  if (p.p <= p.q) {
    split(p.p, out.high, out.low);
  } else {
    if (p.q > 0) split(p.q, out.high, out.low);
    out.sure = out.high == 0 && out.low == 0;
    out.low = 0 - out.low;
    out.high = ~out.high + (out.low == 0 ? 1 : 0);
  }
  if (out.low != 0)
    out.digits = 128 - std::countr_zero(out.low);
  else if (out.high != 0)
    out.digits = 64 - std::countr_zero(out.high);
  return out;
}

void LaneRandom::start(std::uint64_t seed, std::uint64_t block) {
  const base::Philox row(seed, block);
  for (std::size_t i = 0; i < kLaneWords; ++i) {
    Generators& quad = i < 4 ? low_ : high_;
    const std::array<std::uint64_t, 2> first = row.pair(2 * i);
    const std::array<std::uint64_t, 2> second = row.pair(2 * i + 1);
    quad.s0[i % 4] = first[0];
    quad.s1[i % 4] = first[1];
    quad.s2[i % 4] = second[0];
    quad.s3[i % 4] = second[1];
  }
}

NINES_WIDEST LaneSet toss(LaneRandom& random, const LaneSet& lanes, const Threshold& p) {
  if (p.sure) return lanes;
  LaneSet below = no_lanes();
  LaneSet open = lanes;
  LaneRandom local = random;
  for (int i = 0; i < p.digits && any(open); ++i) {
    const LaneSet bits = local.next();
    if (p.digit(i) != 0) {
      below |= open - bits;
      open &= bits;
    } else {
      open -= bits;
    }
  }
  random = local;
  return below;
}

NINES_WIDEST LaneSet toss_either(LaneRandom& random, const LaneSet& lanes, const LaneSet& first, const Threshold& p,
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
    const Quad one = Quad{} - p.digit(i);
    const Quad other = Quad{} - q.digit(i);
    const LaneSet digit{other ^ (first.low & (one ^ other)), other ^ (first.high & (one ^ other))};
    below |= (open & digit) - bits;
    open -= bits ^ digit;
  }
  random = local;
  return below;
}

NINES_WIDEST int toss_planes(LaneRandom& random, LaneSet& open, LaneSet& below, const LaneSet* planes, int from,
                             int digits) {
  LaneRandom local = random;
  LaneSet left = open;
  int i = from;
  for (; i < digits && any(left); ++i) {
    const LaneSet bits = local.next();
    const LaneSet& digit = planes[i];
    below |= (left & digit) - bits;
    left -= bits ^ digit;
  }
  open = left;
  random = local;
  return i;
}

}  // namespace nines::simulate
