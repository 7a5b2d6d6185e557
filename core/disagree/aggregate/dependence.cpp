// Excess agreement of pairs of raters (dependence.h). Sources: Kish 1965 (design effect); the idea that copies share
// their errors, Dong, Berti-Equille & Srivastava 2009, "Integrating conflicting data: the role of source dependence";
// the rest is derived here: with a share c copied, two answers are equal with probability c + (1 - c) e.
#include "disagree/aggregate/dependence.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "disagree/aggregate/quick_exp.h"

namespace nines::disagree {
namespace {

std::size_t pair_place(std::size_t raters, std::uint32_t a, std::uint32_t b) { return a * raters + b; }

// Visits each pair of ratings of one item once, the smaller rater first (ratings are sorted by rater).
template <class Visit>
void for_each_pair(const Ratings& ratings, Visit&& visit) {
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    for (std::size_t x = ratings.item_begin[item]; x < ratings.item_begin[item + 1]; ++x) {
      for (std::size_t y = x + 1; y < ratings.item_begin[item + 1]; ++y) visit(item, x, y);
    }
  }
}

struct RawPair {
  std::int64_t shared = 0;
  std::int64_t equal = 0;
  double chance = 1;  // of equal answers when both follow their habits blindly
  [[nodiscard]] bool is_usable() const { return shared >= kMinShared && chance < 0.999; }
  // Cohen's kappa.
  [[nodiscard]] double beyond_chance() const {
    return (static_cast<double>(equal) / static_cast<double>(shared) - chance) / (1.0 - chance);
  }
};

std::vector<RawPair> raw_pairs(const Ratings& ratings) {
  const std::size_t raters = ratings.raters.size();
  std::vector<RawPair> out(raters * raters);
  for_each_pair(ratings, [&](std::size_t, std::size_t x, std::size_t y) {
    RawPair& pair = out[pair_place(raters, ratings.ratings[x].rater, ratings.ratings[y].rater)];
    ++pair.shared;
    pair.equal += ratings.ratings[x].value == ratings.ratings[y].value ? 1 : 0;
  });
  return out;
}

// How often each rater gives each value.
std::vector<double> habits_of(const Ratings& ratings) {
  const std::size_t values = ratings.values.size();
  std::vector<double> out(ratings.raters.size() * values, 0);
  std::vector<double> given(ratings.raters.size(), 0);
  for (const Rating& rating : ratings.ratings) {
    out[rating.rater * values + rating.value] += 1;
    given[rating.rater] += 1;
  }
  for (std::size_t c = 0; c < out.size(); ++c) out[c] /= std::max(1.0, given[c / values]);
  return out;
}

double low_quantile(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  return values[(values.size() - 1) * 2 / 5];
}

// Raw agreement of every pair, with the chance of it; both orders filled.
std::vector<RawPair> pairs_with_chance(const Ratings& ratings) {
  const std::size_t raters = ratings.raters.size();
  const std::size_t values = ratings.values.size();
  const std::vector<double> habits = habits_of(ratings);
  std::vector<RawPair> out = raw_pairs(ratings);
  for (std::size_t a = 0; a < raters; ++a) {
    for (std::size_t b = a + 1; b < raters; ++b) {
      RawPair& pair = out[a * raters + b];
      pair.chance = 0;
      for (std::size_t k = 0; k < values; ++k) pair.chance += habits[a * values + k] * habits[b * values + k];
      out[b * raters + a] = pair;
    }
  }
  return out;
}

constexpr double kNotTypical = -2;

// A low quantile of each rater's kappas with the others: low, because copies raise the rest. kNotTypical: too few.
std::vector<double> typical_kappas(const std::vector<RawPair>& raw, std::size_t raters) {
  std::vector<double> out(raters, kNotTypical);
  for (std::size_t a = 0; a < raters; ++a) {
    std::vector<double> own;
    for (std::size_t b = 0; b < raters; ++b) {
      if (b != a && raw[a * raters + b].is_usable()) own.push_back(raw[a * raters + b].beyond_chance());
    }
    if (own.size() >= 3) out[a] = low_quantile(own);
  }
  return out;
}

// P(at least so many equal answers of n) where each is equal with probability p.
double upper_tail(std::int64_t equal, std::int64_t n, double p) {
  const double k = static_cast<double>(equal);
  return equal == 0 ? 1 : base::beta_cdf(k, static_cast<double>(n) - k + 1.0, p);
}

// log of the truth as seen without the two raters and all that copy from them, up to a constant.
void others_view(const Ratings& ratings, const LatentFit& fit, const Copying& copying, std::size_t item, std::size_t x,
                 std::size_t y, std::span<double> row) {
  const std::size_t values = row.size();
  const std::uint32_t a = ratings.ratings[x].rater;
  const std::uint32_t b = ratings.ratings[y].rater;
  for (std::size_t r = ratings.item_begin[item]; r < ratings.item_begin[item + 1]; ++r) {
    const std::uint32_t c = ratings.ratings[r].rater;
    if (c != a && c != b && copying.of(a, c) == 0 && copying.of(b, c) == 0) continue;
    const double* terms = fit.confusion.data() + cell(values, ratings.ratings[r]);
    const double weight = fit.vote_weight.empty() ? 1 : fit.vote_weight[r];
    for (std::size_t k = 0; k < values; ++k) row[k] -= weight * terms[k];
  }
}

// Chance of equal answers of raters a and b for each truth: values numbers.
std::vector<double> equal_chances(const LatentFit& fit, std::size_t values, std::uint32_t a, std::uint32_t b) {
  std::vector<double> out(values, 0);
  for (std::size_t l = 0; l < values; ++l) {
    const double* of_a = fit.confusion.data() + (a * values + l) * values;
    const double* of_b = fit.confusion.data() + (b * values + l) * values;
    for (std::size_t k = 0; k < values; ++k) out[k] += quick_exp(of_a[k] + of_b[k]);
  }
  return out;
}

}  // namespace

bool is_paired(const FitInput& input) {
  return input.raters() <= kMaxPairedRaters && input.raters() * input.raters() * input.values() <= kMaxPairCells;
}

Copying suspect_copies(const FitInput& input) {
  const std::size_t raters = input.raters();
  Copying out;
  out.raters = raters;
  if (!is_paired(input) || raters < 4) return out;
  out.share.assign(raters * raters, 0);
  const std::vector<RawPair> raw = pairs_with_chance(input.ratings);
  const std::vector<double> typical = typical_kappas(raw, raters);
  std::vector<double> all = typical;
  std::erase(all, kNotTypical);
  if (all.empty()) return out;
  const double centre = std::max(0.05, low_quantile(all));
  const auto usable =
      static_cast<double>(std::count_if(raw.begin(), raw.end(), [](const RawPair& pair) { return pair.is_usable(); }));
  for (std::size_t a = 0; a < raters; ++a) {
    for (std::size_t b = a + 1; b < raters; ++b) {
      const RawPair& pair = raw[a * raters + b];
      if (!pair.is_usable() || typical[a] == kNotTypical || typical[b] == kNotTypical) continue;
      // Agreement beyond chance factors into one term per rater when they are independent given the truth.
      const double expected = std::clamp(typical[a] * typical[b] / centre, -0.5, 0.95);
      const double share = (pair.beyond_chance() - expected) / (1.0 - expected);
      const double p = std::clamp(pair.chance + expected * (1.0 - pair.chance), 0.0, 1.0);
      // Liberal: half a false suspicion per table is welcome, the fit that follows releases it.
      if (share < 0.5 || 0.5 * usable * upper_tail(pair.equal, pair.shared, p) > 0.5) continue;
      out.share[a * raters + b] = out.share[b * raters + a] = std::min(1.0, share);
    }
  }
  return out;
}

std::vector<PairExcess> pair_excess(const FitInput& input, const LatentFit& fit, const Copying& copying) {
  const Ratings& ratings = input.ratings;
  const std::size_t raters = input.raters();
  const std::size_t values = input.values();
  const std::vector<RawPair> raw = raw_pairs(ratings);
  std::vector<double> expected(raw.size(), 0);
  std::vector<std::vector<double>> chances(raw.size());
  std::vector<double> log_posterior(fit.posterior.size());
  for (std::size_t c = 0; c < log_posterior.size(); ++c) log_posterior[c] = safe_log(fit.posterior[c]);
  std::vector<double> row(values);
  for_each_pair(ratings, [&](std::size_t item, std::size_t x, std::size_t y) {
    if (input.run.cancelled()) return;
    const std::uint32_t a = ratings.ratings[x].rater;
    const std::uint32_t b = ratings.ratings[y].rater;
    const std::size_t place = pair_place(raters, a, b);
    if (chances[place].empty()) chances[place] = equal_chances(fit, values, a, b);
    std::copy_n(log_posterior.begin() + static_cast<std::ptrdiff_t>(item * values), values, row.begin());
    others_view(ratings, fit, copying, item, x, y, row);
    normalise_log_row(row);
    for (std::size_t k = 0; k < values; ++k) expected[place] += row[k] * chances[place][k];
  });
  std::vector<PairExcess> out;
  for (std::uint32_t a = 0; a < raters; ++a) {
    for (std::uint32_t b = a; b < raters; ++b) {
      const std::size_t place = pair_place(raters, a, b);
      if (raw[place].shared > 0) out.push_back({a, b, raw[place].shared, raw[place].equal, expected[place]});
    }
  }
  return out;
}

std::int64_t tested_pairs(std::span<const PairExcess> pairs) {
  return std::count_if(pairs.begin(), pairs.end(), [](const PairExcess& pair) { return pair.shared >= kMinShared; });
}

double excess_share(const PairExcess& pair) {
  const double room = static_cast<double>(pair.shared) - pair.expected;
  return room > 1e-9 ? (static_cast<double>(pair.equal) - pair.expected) / room : 0;
}

double common_excess(std::span<const PairExcess> pairs, const Copying& copying) {
  double excess = 0;
  double room = 0;
  double variance = 0;
  for (const PairExcess& pair : pairs) {
    if (copying.of(pair.a, pair.b) > 0) continue;
    const double n = static_cast<double>(pair.shared);
    excess += static_cast<double>(pair.equal) - pair.expected;
    room += n - pair.expected;
    variance += pair.expected * (n - pair.expected) / n;
  }
  // What chance alone may bring is taken off, so that few answers are not weighed down by noise.
  const double beyond_noise = excess - std::sqrt(std::max(0.0, variance));
  return room > 0 ? std::clamp(beyond_noise / room, 0.0, 1.0) : 0;
}

double copy_p_value(const PairExcess& pair, double common) {
  const double e = pair.expected / static_cast<double>(pair.shared);
  const double allowed = std::min(1.0, common + kCopiedFloor);
  const double p = e + allowed * (1.0 - e);
  // Items differ in their chance of agreement, and a sum of unlike coins spreads less than a binomial (Hoeffding 1956).
  return upper_tail(pair.equal, pair.shared, std::clamp(p, 0.0, 1.0));
}

Copying confirm_copies(const FitInput& input, std::span<const PairExcess> pairs, double common) {
  const auto tested = static_cast<double>(tested_pairs(pairs));
  Copying out;
  out.raters = input.raters();
  out.share.assign(out.raters * out.raters, 0);
  for (const PairExcess& pair : pairs) {
    const double share = excess_share(pair);
    if (pair.shared < kMinShared || share <= 0 || copy_p_value(pair, common) * tested > kAssumptionLevel) continue;
    out.share[pair.a * out.raters + pair.b] = out.share[pair.b * out.raters + pair.a] = share;
  }
  out.common = common;
  return out;
}

std::vector<double> vote_weights(const Ratings& ratings, const Copying& copying) {
  std::vector<double> leaned(ratings.ratings.size(), 0);
  for_each_pair(ratings, [&](std::size_t, std::size_t x, std::size_t y) {
    const double share = std::max(copying.common, copying.of(ratings.ratings[x].rater, ratings.ratings[y].rater));
    leaned[x] += share;
    leaned[y] += share;
  });
  for (double& weight : leaned) weight = 1.0 / (1.0 + weight);
  return leaned;
}

}  // namespace nines::disagree
