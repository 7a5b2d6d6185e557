// Philox4x32-10 and integer thresholds (rng.h).
#include "base/rng.h"

#include <cmath>

namespace nines::base {
namespace {

constexpr std::uint32_t kMultiplier0 = 0xD2511F53U;
constexpr std::uint32_t kMultiplier1 = 0xCD9E8D57U;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9U;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85U;
constexpr int kRounds = 10;

std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }
std::uint64_t join(std::uint32_t lower, std::uint32_t upper) { return (std::uint64_t{upper} << 32) | lower; }

}  // namespace

PhiloxBlock philox4x32_10(PhiloxBlock counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t a = std::uint64_t{kMultiplier0} * counter[0];
    const std::uint64_t b = std::uint64_t{kMultiplier1} * counter[2];
    counter = {high(b) ^ counter[1] ^ key[0], low(b), high(a) ^ counter[3] ^ key[1], low(a)};
    key[0] += kWeyl0;
    key[1] += kWeyl1;
  }
  return counter;
}

std::array<std::uint64_t, 2> Philox::pair(std::uint64_t b) const {
  const PhiloxBlock out = philox4x32_10({low(b), high(b), low(stream_), high(stream_)}, {low(seed_), high(seed_)});
  return {join(out[0], out[1]), join(out[2], out[3])};
}

Coin::Coin(double p, double q) {
  if (!(p > 0) || !(q > 0)) {
    inverted_ = p > 0;
    return;
  }
  inverted_ = q < p;
  const double rarer = inverted_ ? q : p;
  kind_ = rarer < 0x1p-53 ? Kind::rare : Kind::plain;
  limit_ = static_cast<std::uint64_t>(std::ldexp(rarer, kind_ == Kind::rare ? 64 + 53 : 64));
}

}  // namespace nines::base
