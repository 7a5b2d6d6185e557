// Seeding and thresholds (lane_random.h).
#include "simulate/sliced/lane_random.h"

#include <bit>
#include <cmath>

#include "simulate/sliced/lane_loops.h"

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

void LaneRandom::start(std::uint64_t seed, std::uint64_t block) { lane_loops().start(*this, seed, block); }

LaneSet toss(LaneRandom& random, const LaneSet& lanes, const Threshold& p) {
  LaneSet out;
  lane_loops().toss(random, lanes, p, out);
  return out;
}

LaneSet toss_either(LaneRandom& random, const LaneSet& lanes, const LaneSet& first, const Threshold& p,
                    const Threshold& q) {
  LaneSet out;
  lane_loops().toss_either(random, lanes, first, p, q, out);
  return out;
}

int toss_planes(LaneRandom& random, LaneSet& open, LaneSet& below, const LaneSet* planes, int from, int digits) {
  return lane_loops().toss_planes(random, open, below, planes, from, digits);
}

std::uint64_t count_in(const LaneSet& set, const LaneSet& lanes) { return lane_loops().sum(&set, 1, lanes); }

std::uint64_t LaneCounter::sum(const LaneSet& lanes) const { return lane_loops().sum(planes_.data(), used_, lanes); }
std::uint64_t LaneCounter::sum_of_squares(const LaneSet& lanes) const {
  return lane_loops().sum_of_squares(planes_.data(), used_, lanes);
}

}  // namespace nines::simulate
