// Draws and ratios (coins.h).
#include "simulate/rare/coins.h"

#include <algorithm>

namespace nines::simulate {
namespace {

constexpr std::size_t kSides = 8'192;
constexpr int kSideShift = 51;  // leaves 13 bits
constexpr std::uint64_t kSpread = 0x9E37'79B9'7F4A'7C15;

std::uint64_t limit_of(double p) { return static_cast<std::uint64_t>(std::ldexp(p, 64)); }

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

double mixture_weight(const Product& target, double share, const Product& a, const Product& b) {
  const double over_a = share > 0 ? scaled(a.mantissa() / target.mantissa(), a.exponent() - target.exponent()) : 0;
  const double over_b = share < 1 ? scaled(b.mantissa() / target.mantissa(), b.exponent() - target.exponent()) : 0;
  return 1 / (share * over_a + (1 - share) * over_b);
}

Coins::Coins(const Twist& twist, const Exponents* targets)
    : twist_(twist), is_pilot_(targets != nullptr), sides_(kSides) {
  if (targets == nullptr) return;
  exponents_ = *targets;
  target_ratios_.resize(kSides);
}

void Coins::start(std::uint64_t seed, std::uint64_t stream, std::uint64_t trial) {
  constexpr int kTrialBits = 40;
  words_ = base::PhiloxReader(seed, (stream << kTrialBits) | trial);
  is_broad_ = !twist_.has_learned() || words_.next() < limit_of(twist_.broad_share);
  learned_ = broad_ = Product();
  targets_.fill(Product());
  drawn_.clear();
}

// Probabilities as they are played, to the last bit, so that no ratio is off by what a limit rounds away.
void Coins::prepare(std::size_t at, double rare, double common, DrawName name) {
  Side& side = sides_[at];
  side.name = name;
  if (is_pilot_) side.place = sums_.place_of(name);
  side.rare = rare;
  side.limit = limit_of(twist_.raised(rare, name));
  side.broad_limit = limit_of(twist_.broad(rare, name));
  const double learned = std::ldexp(static_cast<double>(side.limit), -64);
  const double broad = std::ldexp(static_cast<double>(side.broad_limit), -64);
  side.ratios[0] = {(1 - learned) / common, (1 - broad) / common};
  side.ratios[1] = {learned / rare, broad / rare};
  for (std::size_t k = 0; k < kTargets && is_pilot_; ++k) {
    const double target = tempered(rare, exponents_[k]);
    target_ratios_[at][0][k] = (1 - target) / common;
    target_ratios_[at][1][k] = target / rare;
  }
}

bool Coins::toss(Probability rate, DrawName name) {
  if (!(rate.p > 0)) return false;
  if (!(rate.q > 0)) return true;
  const bool is_rare_event = rate.p <= rate.q;
  const double rare = is_rare_event ? rate.p : rate.q;
  if (!is_rare_event) name = {~name.fine, ~name.coarse};  // what is raised is another side
  const auto at = static_cast<std::size_t>((name.fine * kSpread) >> kSideShift);
  const Side& side = sides_[at];
  if (side.name.fine != name.fine || side.rare != rare) prepare(at, rare, is_rare_event ? rate.q : rate.p, name);
  const bool happened = words_.next() < (is_broad_ ? side.broad_limit : side.limit);
  const SideRatios& ratios = side.ratios[happened ? 1 : 0];
  learned_.times(ratios.learned);
  broad_.times(ratios.broad);
  if (is_pilot_) {
    for (std::size_t k = 0; k < kTargets; ++k) targets_[k].times(target_ratios_[at][happened ? 1 : 0][k]);
    drawn_.push_back({side.place, rare, happened});
  }
  return happened == is_rare_event;
}

bool Coins::toss_plainly(Probability rate) { return base::Coin(rate.p, rate.q).toss(words_); }

std::uint64_t Coins::below(std::uint64_t n) {
  const std::uint64_t word = words_.next();
  const std::uint64_t high = (word >> 32) * n;
  const std::uint64_t low = (word & 0xFFFF'FFFFU) * n;
  return (high + (low >> 32)) >> 32;
}

double Coins::weight() const {
  if (!twist_.has_learned()) return mixture_weight(Product(), 1, broad_, learned_);
  return mixture_weight(Product(), twist_.broad_share, broad_, learned_);
}

double Coins::weight(std::size_t target) const {
  return mixture_weight(targets_[target], twist_.has_learned() ? twist_.broad_share : 1, broad_, learned_);
}

void Coins::add_hit() {
  std::array<double, kTargets> weights{};
  for (std::size_t k = 0; k < kTargets; ++k) {
    weights[k] = weight(k);
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
