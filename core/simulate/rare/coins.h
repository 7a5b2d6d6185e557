// The draws of one run under a twist, and the likelihood ratios that they add up to. A run is played under the learned
// twist or, with shares, under one of two that cover what it may have missed; its weight is its density by the written
// numbers over that of the mixture (balance heuristic), so no weight is larger than what the broad twist allows.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/rng.h"
#include "simulate/plan.h"
#include "simulate/rare/twist.h"

namespace nines::simulate {

// A product of many ratios that neither overflows nor underflows.
class Product {
 public:
  void times(double x) {
    value_ *= x;
    if (!(value_ > 0x1p-400 && value_ < 0x1p400)) rescale();
  }
  // exp2 part kept apart, so that sums of products can be taken.
  [[nodiscard]] double mantissa() const { return value_; }
  [[nodiscard]] std::int64_t exponent() const { return exponent_; }

 private:
  void rescale();
  double value_ = 1;
  std::int64_t exponent_ = 0;
};

// Random words of one trial: xoshiro256++ (Blackman & Vigna 2021) that starts from Philox4x32-10 of (seed, trial).
class TrialWords {
 public:
  TrialWords(std::uint64_t seed, std::uint64_t trial) {
    const base::Philox row(seed, trial);
    const auto a = row.pair(0);
    const auto b = row.pair(1);
    state_ = {a[0], a[1], b[0], b[1] | 1};  // never all 0
  }
  std::uint64_t next() {
    const std::uint64_t sum = state_[0] + state_[3];
    const std::uint64_t out = ((sum << 23) | (sum >> 41)) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = (state_[3] << 45) | (state_[3] >> 19);
    return out;
  }

 private:
  std::array<std::uint64_t, 4> state_{};
};

enum Way : std::size_t { kLearned, kCold, kBroad, kWays };  // twists that a run may be played under
inline constexpr std::array<double, kWays> kShares{0.8, 0.1, 0.1};

using Exponents = std::array<double, kTargets>;

class Coins {
 public:
  // In: a twist that outlives this; for pilots the exponents of the laws that runs are weighed under.
  explicit Coins(const Twist& twist, const Exponents* targets = nullptr);

  void start(std::uint64_t seed, std::uint64_t stream, std::uint64_t trial);

  bool toss(Probability rate, DrawName name);
  // Draws that are never raised.
  std::uint64_t word() { return words_.next(); }
  double uniform() { return (static_cast<double>(words_.next() >> 11) + 0.5) * 0x1p-53; }
  std::uint64_t below(std::uint64_t n);

  [[nodiscard]] std::uint64_t draws() const { return draws_; }
  // Of the run: its density as written over that of the mixture.
  [[nodiscard]] double weight() const { return weight_of(Product()); }
  // Pilots: adds the draws of this run, a hit, to the sums.
  void add_hit();
  PilotSums take_sums() { return std::move(sums_); }

 private:
  struct Side {
    DrawName name;
    double rare = 0;
    std::array<std::uint64_t, kWays> limits{};
    std::size_t place = 0;                // pilots: among the sums
    std::array<double, kWays> ratios[2];  // common, rare: as played over as written
  };
  using TargetRatios = std::array<std::array<double, kTargets>, 2>;
  struct Drawn {
    std::size_t place;
    double rare;
    bool happened;
  };
  [[nodiscard]] double weight_of(const Product& target) const;
  void prepare(std::size_t at, double rare, double common, DrawName name);

  const Twist& twist_;
  const bool is_pilot_;
  Exponents exponents_{};
  TrialWords words_{0, 0};
  Way way_ = kBroad;
  std::uint64_t draws_ = 0;
  std::array<Product, kWays> played_;
  std::array<Product, kTargets> targets_;
  std::vector<Side> sides_;                  // by a part of the name: what was met last
  std::vector<TargetRatios> target_ratios_;  // pilots: of the sides
  std::vector<Drawn> drawn_;
  PilotSums sums_;
};

}  // namespace nines::simulate
