// The draws of one run under a twist, and the likelihood ratios that they add up to. A run is played under the learned
// twist or, with a share, under the broad one; its weight is its density by the written numbers over that of the
// mixture (balance heuristic), so no weight is larger than what the broad twist allows.
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
// target / (share · a + (1 - share) · b)
double mixture_weight(const Product& target, double share, const Product& a, const Product& b);

using Exponents = std::array<double, kTargets>;

// One of the two sides of a draw, over the written probability of that side.
struct SideRatios {
  double learned = 1;
  double broad = 1;
};

class Coins {
 public:
  // In: a twist that outlives this; for pilots the exponents of the laws that runs are weighed under.
  explicit Coins(const Twist& twist, const Exponents* targets = nullptr);

  void start(std::uint64_t seed, std::uint64_t stream, std::uint64_t trial);

  bool toss(Probability rate, DrawName name);
  bool toss_plainly(Probability rate);
  // Draws that are never raised.
  std::uint64_t word() { return words_.next(); }
  double uniform() { return (static_cast<double>(words_.next() >> 11) + 0.5) * 0x1p-53; }
  std::uint64_t below(std::uint64_t n);

  [[nodiscard]] double weight() const;
  [[nodiscard]] double weight(std::size_t target) const;
  // Pilots: adds the draws of this run, a hit, to the sums.
  void add_hit();
  PilotSums take_sums() { return std::move(sums_); }

 private:
  struct Side {
    DrawName name;
    double rare = 0;
    std::uint64_t limit = 0;  // learned
    std::uint64_t broad_limit = 0;
    std::size_t place = 0;  // pilots: among the sums
    SideRatios ratios[2];   // common, rare
  };
  using TargetRatios = std::array<std::array<double, kTargets>, 2>;
  struct Drawn {
    std::size_t place;
    double rare;
    bool happened;
  };
  void prepare(std::size_t at, double rare, double common, DrawName name);

  const Twist& twist_;
  const bool is_pilot_;
  Exponents exponents_{};
  base::PhiloxReader words_{0, 0};
  bool is_broad_ = false;
  Product learned_;
  Product broad_;
  std::array<Product, kTargets> targets_;
  std::vector<Side> sides_;                  // by a part of the name: what was met last
  std::vector<TargetRatios> target_ratios_;  // pilots: of the sides
  std::vector<Drawn> drawn_;
  PilotSums sums_;
};

}  // namespace nines::simulate
