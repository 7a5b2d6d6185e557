// Draws and ratios (coins.h).
#include "simulate/rare/coins.h"

#include <algorithm>

namespace nines::simulate {
namespace {

constexpr std::size_t kSides = 16'384;
constexpr int kSideShift = 50;  // leaves 14 bits
constexpr std::uint64_t kSpread = 0x9E37'79B9'7F4A'7C15;

std::uint64_t limit_of(double p) { return static_cast<std::uint64_t>(std::ldexp(p, 64)); }

// Draws of one kind share a factor only where they are about as rare: within 2^8.
int magnitude_of(double rare) {
  int exponent = 0;
  std::frexp(rare, &exponent);
  return (-exponent) / 8;
}

std::int64_t clamp_exponent(std::int64_t x) { return std::clamp<std::int64_t>(x, -5'000, 5'000); }
double scaled(double mantissa, std::int64_t exponent) {
  return std::ldexp(mantissa, static_cast<int>(clamp_exponent(exponent)));
}

}  // namespace

void Product::rescale() {
  if (!(value_ > 0)) return;
  int exponent = 0;
  value_ = std::frexp(value_, &exponent);
  exponent_ += exponent;
}

Coins::Coins(const Twist& twist, const Exponents* targets)
    : twist_(twist), is_pilot_(targets != nullptr), sides_(kSides) {
  if (targets == nullptr) return;
  exponents_ = *targets;
  target_ratios_.resize(kSides);
}

void Coins::start(std::uint64_t seed, std::uint64_t stream, std::uint64_t trial) {
  constexpr int kTrialBits = 40;
  words_ = TrialWords(seed, (stream << kTrialBits) | trial);
  const std::uint64_t word = words_.next();
  way_ = kBroad;
  if (twist_.has_learned() && word >= limit_of(kShares[kBroad]))
    way_ = word < limit_of(kShares[kBroad] + kShares[kCold]) ? kCold : kLearned;
  played_.fill(Product());
  draws_ = 0;
  targets_.fill(Product());
  drawn_.clear();
}

// Probabilities as they are played, to the last bit, so that no ratio is off by what a limit rounds away.
void Coins::prepare(std::size_t at, double rare, double common, DrawName name) {
  Side& side = sides_[at];
  name.coarse += kSpread * static_cast<std::uint64_t>(magnitude_of(rare));
  side.name = name;
  if (is_pilot_) side.place = sums_.place_of(name);
  side.rare = rare;
  const std::array<double, kWays> wanted{twist_.raised(rare, name), twist_.cold(rare, name), twist_.broad(rare, name)};
  for (std::size_t way = 0; way < kWays; ++way) {
    side.limits[way] = limit_of(wanted[way]);
    const double played = std::ldexp(static_cast<double>(side.limits[way]), -64);
    side.ratios[0][way] = (1 - played) / common;
    side.ratios[1][way] = played / rare;
  }
  for (std::size_t k = 0; k < kTargets && is_pilot_; ++k) {
    const double target = tempered(rare, exponents_[k]) * tempered(wanted[kBroad], 1 - exponents_[k]);
    target_ratios_[at][0][k] = (1 - target) / common;
    target_ratios_[at][1][k] = target / rare;
  }
}

bool Coins::toss(Probability rate, DrawName name) {
  if (!(rate.p > 0)) return false;
  if (!(rate.q > 0)) return true;
  const bool is_rare_event = rate.p <= rate.q;
  const double rare = is_rare_event ? rate.p : rate.q;
  ++draws_;
  if (draws_ > twist_.most_draws) return (words_.next() < limit_of(rare)) == is_rare_event;
  if (!is_rare_event) name = {~name.fine, ~name.coarse, name.is_hot};  // what is raised is another side
  auto at = static_cast<std::size_t>((name.fine * kSpread) >> kSideShift);
  if (sides_[at].name.fine != name.fine && sides_[at].rare > 0) at ^= 1;  // two places, lest two names take turns
  const Side& side = sides_[at];
  if (side.name.fine != name.fine || side.rare != rare) prepare(at, rare, is_rare_event ? rate.q : rate.p, name);
  const bool happened = words_.next() < side.limits[way_];
  for (std::size_t way = 0; way < kWays; ++way) played_[way].times(side.ratios[happened ? 1 : 0][way]);
  if (is_pilot_) {
    for (std::size_t k = 0; k < kTargets; ++k) targets_[k].times(target_ratios_[at][happened ? 1 : 0][k]);
    drawn_.push_back({side.place, rare, happened});
  }
  return happened == is_rare_event;
}

std::uint64_t Coins::below(std::uint64_t n) {
  const std::uint64_t word = words_.next();
  const std::uint64_t high = (word >> 32) * n;
  const std::uint64_t low = (word & 0xFFFF'FFFFU) * n;
  return (high + (low >> 32)) >> 32;
}

// The target over the mixture of all ways that the run may have been played.
double Coins::weight_of(const Product& target) const {
  double sum = 0;
  for (std::size_t way = 0; way < kWays; ++way) {
    const double share = twist_.has_learned() ? kShares[way] : way == kBroad ? 1 : 0;
    if (share > 0)
      sum += share * scaled(played_[way].mantissa() / target.mantissa(), played_[way].exponent() - target.exponent());
  }
  return 1 / sum;
}

void Coins::add_hit() {
  std::array<double, kTargets> weights{};
  for (std::size_t k = 0; k < kTargets; ++k) {
    weights[k] = weight_of(targets_[k]);
    sums_.of[k].weight += weights[k];
    sums_.of[k].square += weights[k] * weights[k];
  }
  for (const Drawn& one : drawn_) {
    std::array<DrawSums, kTargets>& sums = sums_.draws[one.place];
    for (std::size_t k = 0; k < kTargets; ++k) {
      sums[k].happened += one.happened ? weights[k] : 0;
      sums[k].draws += weights[k];
      sums[k].expected += weights[k] * one.rare;
    }
  }
}

}  // namespace nines::simulate
