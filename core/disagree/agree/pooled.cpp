// Coefficients of items by their counts (pooled.h). Formulas for any number of raters, missing ratings and weights:
// Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition, chapters 4 and 5; Krippendorff 2011.
#include "disagree/agree/pooled.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/order_free_sum.h"
#include "base/stats.h"

namespace nines::disagree {
namespace {

constexpr double kNoChance = 1e-15;  // smallest disagreement by chance that tells anything

Parts parts_of(double disagreement, double chance_disagreement) {
  Parts out;
  out.seen = 1.0 - disagreement;
  out.chance = 1.0 - chance_disagreement;
  if (chance_disagreement > kNoChance) out.value = 1.0 - disagreement / chance_disagreement;
  return out;
}

double dot(std::span<const double> a, std::span<const double> b) {
  base::OrderFreeSum sum;
  for (std::size_t i = 0; i < a.size(); ++i) sum.add(a[i] * b[i]);
  return sum.value();
}

}  // namespace

// Of one weighting of the types. Whole numbers and order-free sums wherever categories are added up.
struct PooledCoefficients::Sums {
  std::int64_t items = 0;
  std::int64_t pairable = 0;
  std::int64_t answers = 0;                      // of pairable items
  std::vector<std::int64_t> counts;              // by value, of pairable items
  std::vector<base::OrderFreeSum> shares;        // by value: sum over items of r / m
  std::vector<base::CompensatedSum> mean_pairs;  // by scale: sum of pair sums / m (m - 1)
  std::vector<base::CompensatedSum> item_pairs;  // by scale: sum of pair sums / (m - 1)

  [[nodiscard]] std::vector<double> mean_shares() const {
    std::vector<double> out;
    for (const base::OrderFreeSum& share : shares) out.push_back(share.value() / static_cast<double>(items));
    return out;
  }
  [[nodiscard]] std::vector<double> count_shares() const {
    std::vector<double> out;
    for (const std::int64_t count : counts) out.push_back(static_cast<double>(count) / static_cast<double>(answers));
    return out;
  }
};

PooledCoefficients::PooledCoefficients(const ItemTypes& types, std::span<const double> places,
                                       std::span<const AgreementInfo* const> rows)
    : types_(types), rows_(rows) {
  for (const AgreementInfo* row : rows) {
    const auto known = std::find(scales_.begin(), scales_.end(), row->scale);
    scale_of_row_.push_back(static_cast<std::size_t>(known - scales_.begin()));
    if (known != scales_.end()) continue;
    scales_.push_back(row->scale);
    distances_.emplace_back(row->scale, places);
  }
  for (const ItemType& type : types.types) {
    for (const Distance& distance : distances_) pair_sums_.push_back(distance.pair_sum(type.counts));
  }
}

void PooledCoefficients::add_up(std::span<const std::int64_t> weights, Sums& sums) const {
  const std::size_t scales = scales_.size();
  sums.counts.assign(types_.value_count, 0);
  sums.shares.assign(types_.value_count, {});
  sums.mean_pairs.assign(scales, {});
  sums.item_pairs.assign(scales, {});
  for (std::size_t t = 0; t < weights.size(); ++t) {
    const std::int64_t weight = weights[t];
    if (weight == 0) continue;
    const ItemType& type = types_.types[t];
    const double m = static_cast<double>(type.answers);
    sums.items += weight;
    for (const auto& [value, count] : type.counts) sums.shares[value].add(static_cast<double>(count) / m, weight);
    if (type.answers < 2) continue;
    sums.pairable += weight;
    sums.answers += weight * type.answers;
    for (const auto& [value, count] : type.counts) sums.counts[value] += weight * count;
    for (std::size_t s = 0; s < scales; ++s) {
      const double per_rater = static_cast<double>(weight) * pair_sums_[t * scales + s] / (m - 1.0);
      sums.item_pairs[s].add(per_rater);
      sums.mean_pairs[s].add(per_rater / m);
    }
  }
}

void PooledCoefficients::subtract(std::size_t type_index, Sums& sums) const {
  const ItemType& type = types_.types[type_index];
  const double m = static_cast<double>(type.answers);
  --sums.items;
  for (const auto& [value, count] : type.counts) sums.shares[value].add(static_cast<double>(count) / m, -1);
  if (type.answers < 2) return;
  --sums.pairable;
  sums.answers -= type.answers;
  for (const auto& [value, count] : type.counts) sums.counts[value] -= count;
  for (std::size_t s = 0; s < scales_.size(); ++s) {
    const double per_rater = pair_sums_[type_index * scales_.size() + s] / (m - 1.0);
    sums.item_pairs[s].add(-per_rater);
    sums.mean_pairs[s].add(-per_rater / m);
  }
}

Parts PooledCoefficients::row_parts(const AgreementInfo& row, std::size_t scale, const Sums& sums) const {
  if (sums.pairable == 0) return {};
  const double q = static_cast<double>(types_.value_count);
  const Distance& distance = distances_[scale];
  const double seen = std::max(0.0, sums.mean_pairs[scale].value()) / static_cast<double>(sums.pairable);
  std::vector<double> marginal(types_.value_count);
  switch (row.coefficient) {
    case Coefficient::percent: return {1.0 - seen, 1.0 - seen, base::kUndefined};
    case Coefficient::krippendorff: {
      const double n = static_cast<double>(sums.answers);
      const std::vector<double> shares = sums.count_shares();
      distance.marginal(shares, marginal);
      return parts_of(std::max(0.0, sums.item_pairs[scale].value()) / n, dot(shares, marginal) * n / (n - 1.0));
    }
    case Coefficient::fleiss: {
      const std::vector<double> shares = sums.mean_shares();
      distance.marginal(shares, marginal);
      return parts_of(seen, dot(shares, marginal));
    }
    case Coefficient::brennan_prediger: return parts_of(seen, distance.total() / (q * q));
    case Coefficient::gwet: {
      const std::vector<double> shares = sums.mean_shares();
      std::vector<double> others;
      for (const double share : shares) others.push_back(1.0 - share);
      if (q < 2) return parts_of(seen, 0);
      return parts_of(seen, 1.0 - (q * q - distance.total()) / (q * (q - 1.0)) * dot(shares, others));
    }
    default: return {};
  }
}

// Krippendorff's ordinal alpha: the distance of two categories is the squared difference of their mid-ranks among all
// pairable ratings (Krippendorff 2011, section D), so it moves with every resample.
Parts PooledCoefficients::rank_alpha(const Sums& sums, std::span<const std::int64_t> weights) const {
  if (sums.pairable == 0) return {};
  std::vector<double> ranks;
  double below = 0;
  for (const std::int64_t count : sums.counts) {
    ranks.push_back(below + 0.5 * static_cast<double>(count));
    below += static_cast<double>(count);
  }
  const double n = static_cast<double>(sums.answers);
  base::CompensatedSum seen;
  for (std::size_t t = 0; t < weights.size(); ++t) {
    const ItemType& type = types_.types[t];
    if (weights[t] == 0 || type.answers < 2) continue;
    const double m = static_cast<double>(type.answers);
    double first = 0;
    for (const auto& [value, count] : type.counts) first += static_cast<double>(count) * ranks[value];
    double around = 0;
    for (const auto& [value, count] : type.counts) {
      const double d = ranks[value] - first / m;
      around += static_cast<double>(count) * d * d;
    }
    seen.add(static_cast<double>(weights[t]) * 2.0 * m * around / (m - 1.0));
  }
  base::CompensatedSum chance;  // around the mean rank, n / 2
  for (std::size_t v = 0; v < ranks.size(); ++v) {
    const double d = ranks[v] - 0.5 * n;
    chance.add(static_cast<double>(sums.counts[v]) * d * d);
  }
  const double scale = n * n;
  return parts_of(seen.value() / n / scale, 2.0 * chance.value() / (n - 1.0) / scale);
}

std::vector<Parts> PooledCoefficients::finish(const Sums& sums, std::span<const std::int64_t> weights) const {
  std::vector<Parts> out;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    out.push_back(rows_[r]->scale == Scale::rank ? rank_alpha(sums, weights)
                                                 : row_parts(*rows_[r], scale_of_row_[r], sums));
  }
  return out;
}

std::vector<Parts> PooledCoefficients::parts() const {
  Sums sums;
  add_up(types_.multiplicity, sums);
  return finish(sums, types_.multiplicity);
}

base::ItemStatistics PooledCoefficients::statistics() const {
  base::ItemStatistics out;
  out.count = rows_.size();
  for (const ItemType& type : types_.types) out.cost += static_cast<std::int64_t>(type.counts.size() + scales_.size());
  out.cost += static_cast<std::int64_t>(types_.value_count * (rows_.size() + 1));
  const auto write = [](const std::vector<Parts>& from, std::span<double> to) {
    for (std::size_t r = 0; r < from.size(); ++r) to[r] = from[r].value;
  };
  out.evaluate = [this, write](std::span<const std::int64_t> weights, std::span<double> row) {
    Sums sums;
    add_up(weights, sums);
    write(finish(sums, weights), row);
  };
  const auto all = std::make_shared<Sums>();
  add_up(types_.multiplicity, *all);
  const auto others = std::make_shared<std::vector<std::int64_t>>(types_.multiplicity);
  const bool is_affordable =
      static_cast<std::int64_t>(types_.types.size()) * std::max<std::int64_t>(1, out.cost) <= base::kMaxBootstrapWork;
  out.leave_one_out = [this, write, all, others, is_affordable](std::size_t type, std::span<double> row) {
    std::fill(row.begin(), row.end(), base::kUndefined);
    if (!is_affordable) return;  // the intervals are then bias-corrected only, and say so
    Sums sums = *all;
    subtract(type, sums);
    --(*others)[type];
    write(finish(sums, *others), row);
    ++(*others)[type];
  };
  return out;
}

// Variance of the linearised coefficient over items (Gwet 2014, section 5.4), as a standard error.
double PooledCoefficients::standard_error(const AgreementInfo& row, std::size_t scale, const Sums& sums) const {
  const Parts parts = row_parts(row, scale, sums);
  const bool is_percent = row.coefficient == Coefficient::percent;
  if (!base::is_defined(parts.value) || sums.items < 2 || sums.pairable < 1) return base::kUndefined;
  const double n = static_cast<double>(sums.items);
  const double per_pairable = n / static_cast<double>(sums.pairable);
  const double chance = is_percent ? 0 : 1.0 - parts.chance;
  std::vector<double> slope(types_.value_count, 0);  // of chance disagreement, by share of a value
  const double q = static_cast<double>(types_.value_count);
  const std::vector<double> shares = sums.mean_shares();
  if (row.coefficient == Coefficient::fleiss) distances_[scale].marginal(shares, slope);
  if (row.coefficient == Coefficient::gwet) {
    const double weight = (q * q - distances_[scale].total()) / (q * (q - 1.0));
    for (std::size_t v = 0; v < slope.size(); ++v) slope[v] = 1.0 - weight * (1.0 - shares[v]);
  }
  base::CompensatedSum squares;
  for (std::size_t t = 0; t < types_.types.size(); ++t) {
    const ItemType& type = types_.types[t];
    const double m = static_cast<double>(type.answers);
    double own = 0;  // kappa of this item against common chance
    if (type.answers >= 2) {
      const double seen = pair_sums_[t * scales_.size() + scale] / (m * (m - 1.0));
      own = per_pairable * (is_percent ? 1.0 - seen : (chance - seen) / chance);
    }
    double own_chance = 0;
    for (const auto& [value, count] : type.counts) own_chance += static_cast<double>(count) / m * slope[value];
    const bool has_slope = row.coefficient == Coefficient::fleiss || row.coefficient == Coefficient::gwet;
    if (has_slope) own -= 2.0 * (1.0 - parts.value) * (chance - own_chance) / chance;
    const double d = own - parts.value;
    squares.add(static_cast<double>(types_.multiplicity[t]) * d * d);
  }
  return std::sqrt(squares.value() / (n * (n - 1.0)));
}

// Of alpha, whose items weigh by their number of ratings. With the small-sample term 1 / N as the reference
// implementation of Gwet's package has it.
double PooledCoefficients::alpha_error(std::size_t scale, const Sums& sums) const {
  if (sums.pairable < 2) return base::kUndefined;
  const double n = static_cast<double>(sums.pairable);
  const double mean_size = static_cast<double>(sums.answers) / n;
  const std::vector<double> shares = sums.count_shares();
  std::vector<double> marginal(types_.value_count);
  distances_[scale].marginal(shares, marginal);
  const double chance = dot(shares, marginal);  // disagreement, 1 - p_e
  if (chance <= kNoChance) return base::kUndefined;
  const double seen = sums.item_pairs[scale].value() / static_cast<double>(sums.answers);
  const double plain = 1.0 - seen / chance;  // alpha without the small-sample term
  const double small = 1.0 / static_cast<double>(sums.answers);
  const double agreement = (1.0 - small) * (1.0 - seen) + small;
  base::CompensatedSum squares;
  for (std::size_t t = 0; t < types_.types.size(); ++t) {
    const ItemType& type = types_.types[t];
    if (type.answers < 2) continue;
    const double m = static_cast<double>(type.answers);
    const double excess = (m - mean_size) / mean_size;
    // sum over values of r (weighted r - 1) / (mean m (m - 1)) = (m - pair sum / (m - 1)) / mean m
    const double own = (m - pair_sums_[t * scales_.size() + scale] / (m - 1.0)) / mean_size - agreement * excess;
    double own_chance = 0;
    for (const auto& [value, count] : type.counts)
      own_chance += static_cast<double>(count) * (1.0 - marginal[value]) / mean_size;
    own_chance -= (1.0 - chance) * excess;
    const double x = (own - (1.0 - chance)) / chance - 2.0 * (1.0 - plain) * (own_chance - (1.0 - chance)) / chance;
    squares.add(static_cast<double>(types_.multiplicity[t]) * (x - plain) * (x - plain));
  }
  return std::sqrt(squares.value() / (n * (n - 1.0)));
}

std::vector<double> PooledCoefficients::standard_errors() const {
  Sums sums;
  add_up(types_.multiplicity, sums);
  std::vector<double> out;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (rows_[r]->scale == Scale::rank) {
      out.push_back(base::kUndefined);
    } else if (rows_[r]->coefficient == Coefficient::krippendorff) {
      out.push_back(alpha_error(scale_of_row_[r], sums));
    } else {
      out.push_back(standard_error(*rows_[r], scale_of_row_[r], sums));
    }
  }
  return out;
}

}  // namespace nines::disagree
