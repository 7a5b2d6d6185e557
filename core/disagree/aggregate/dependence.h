// Which raters lean on each other: agreement of pairs beyond what their being right explains, copied shares with a
// stated level, and what a vote is then worth. Called by the pooled model and by check_assumptions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "disagree/aggregate/latent.h"

namespace nines::disagree {

// Symmetric shares of copied answers between raters, 0 unless suspected; empty when there are too many raters to pair.
struct Copying {
  std::size_t raters = 0;
  std::vector<double> share;  // raters x raters; the diagonal is for repeats of one rater
  double common = 0;          // of every pair: hard items and shared sources
  [[nodiscard]] double of(std::uint32_t a, std::uint32_t b) const {
    return share.empty() ? 0 : share[std::size_t{a} * raters + b];
  }
};

struct PairExcess {
  std::uint32_t a = 0;  // a <= b
  std::uint32_t b = 0;
  std::int64_t shared = 0;  // pairs of answers to one item
  std::int64_t equal = 0;
  double expected = 0;  // of `equal`, were the two independent given the truth
};

inline constexpr std::size_t kMaxPairCells = std::size_t{1}
                                             << 24;  // raters * raters * values held while pairs are tested
inline constexpr std::int64_t kMinShared = 8;        // fewer shared answers say nothing of a pair
inline constexpr double kCopiedFloor = 0.1;          // an excess up to this share may be a flaw of the model

// Whether pairs can be looked at within the limits of memory.
bool is_paired(const FitInput& input);
// Pairs whose raw agreement stands out of what each has with the others: a liberal first suspicion, made without any
// consensus, because a copied majority would pass for the truth.
Copying suspect_copies(const FitInput& input);
// Every pair that shares answers, by a, then b, against the truth as the others see it.
std::vector<PairExcess> pair_excess(const FitInput& input, const LatentFit& fit, const Copying& copying);
// Excess share of agreement over all pairs that are not suspected, not below 0.
double common_excess(std::span<const PairExcess> pairs, const Copying& copying);
std::int64_t tested_pairs(std::span<const PairExcess> pairs);  // those that share kMinShared answers
// Share (O - E) / (n - E) of a pair.
double excess_share(const PairExcess& pair);
// P(at least so many equal answers), with an excess up to common + kCopiedFloor allowed for. Not yet corrected for the
// number of pairs.
double copy_p_value(const PairExcess& pair, double common);
// Confirmed copies: those with p * pairs <= kAssumptionLevel.
Copying confirm_copies(const FitInput& input, std::span<const PairExcess> pairs, double common);
// Votes per rating: 1 / (1 + shares copied among the others of its item), Kish's design effect.
std::vector<double> vote_weights(const Ratings& ratings, const Copying& copying);

}  // namespace nines::disagree
