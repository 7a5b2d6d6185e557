// Seeding and thresholds (lane_random.h).
#include "simulate/sliced/lane_random.h"

#include <bit>
#include <cmath>

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

}  // namespace nines::simulate
