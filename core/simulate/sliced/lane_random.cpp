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
  Words* const states[] = {&s0_, &s1_, &s2_, &s3_};
  for (std::size_t i = 0; i < kLaneWords; ++i) {
    for (std::size_t j = 0; j < 4; j += 2) {
      const std::array<std::uint64_t, 2> pair = row.pair(2 * i + j / 2);
      (*states[j])[i] = pair[0];
      (*states[j + 1])[i] = pair[1];
    }
  }
}

}  // namespace nines::simulate
