// Coefficients that tell raters apart (by_rater.h).
#include "disagree/agree/by_rater.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/order_free_sum.h"
#include "base/special.h"
#include "base/stats.h"
#include "disagree/agree/variance.h"

namespace nines::disagree {
namespace {

bool is_rated_once_by_all(std::span<const Rating> ratings, std::size_t raters) {
  if (ratings.size() != raters) return false;
  for (std::size_t i = 1; i < ratings.size(); ++i) {
    if (ratings[i].rater == ratings[i - 1].rater) return false;
  }
  return true;
}

std::string key_of(std::span<const Rating> ratings) {
  std::string key;
  for (const Rating& rating : ratings) {
    for (unsigned shift = 0; shift < 32; shift += 8) key += static_cast<char>((rating.value >> shift) & 0xffU);
  }
  return key;
}

ValueCounts counts_of(std::span<const std::uint32_t> row) {
  std::vector<std::uint32_t> sorted(row.begin(), row.end());  // the order of raters changes no bit
  std::sort(sorted.begin(), sorted.end());
  ValueCounts counts;
  for (const std::uint32_t value : sorted) {
    if (counts.empty() || counts.back().first != value) counts.emplace_back(value, 0);
    ++counts.back().second;
  }
  return counts;
}

double quadratic_form(const Distance& distance, std::span<const double> a, std::span<const double> b) {
  std::vector<double> marginal(a.size());
  distance.marginal(a, marginal);
  base::OrderFreeSum sum;
  for (std::size_t v = 0; v < b.size(); ++v) sum.add(marginal[v] * b[v]);
  return sum.value();
}

}  // namespace

RaterRows rater_rows(const Ratings& ratings) {
  RaterRows out;
  out.raters = ratings.raters.size();
  out.value_count = ratings.values.size();
  out.is_too_large = out.raters * std::max(ratings.items.size(), out.value_count) > kMaxRaterCells;
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    const std::span<const Rating> all = ratings.of_item(item);
    if (all.empty()) continue;
    if (out.is_too_large || !is_rated_once_by_all(all, out.raters)) {
      ++out.dropped;
      continue;
    }
    ++out.items;
    const auto [place, is_new] = known.try_emplace(key_of(all), out.multiplicity.size());
    if (is_new) {
      for (const Rating& rating : all) out.cells.push_back(rating.value);
      out.multiplicity.push_back(0);
    }
    ++out.multiplicity[place->second];
  }
  return out;
}

struct RaterCoefficients::Squares {
  TwoWay ms;
  bool is_defined = false;
};

RaterCoefficients::RaterCoefficients(const RaterRows& rows, std::span<const double> places,
                                     std::span<const AgreementInfo* const> infos)
    : rows_(rows), x_(unit_places(places)), infos_(infos) {
  for (const AgreementInfo* info : infos) distances_.emplace_back(info->scale, places);
  for (double& x : x_) x -= 0.5;
}

std::vector<std::vector<double>> RaterCoefficients::shares(std::span<const std::int64_t> weights, double items) const {
  std::vector<std::vector<std::int64_t>> counts(rows_.raters, std::vector<std::int64_t>(rows_.value_count, 0));
  for (std::size_t t = 0; t < weights.size(); ++t) {
    const std::span<const std::uint32_t> row = rows_.row(t);
    for (std::size_t g = 0; g < rows_.raters; ++g) counts[g][row[g]] += weights[t];
  }
  std::vector<std::vector<double>> out;
  for (const std::vector<std::int64_t>& of_rater : counts) {
    out.emplace_back();
    for (const std::int64_t count : of_rater) out.back().push_back(static_cast<double>(count) / items);
  }
  return out;
}

// Conger 1980: chance is the mean over pairs of different raters of what their own habits give.
Parts RaterCoefficients::conger(const Distance& distance, std::span<const std::int64_t> weights) const {
  const double k = static_cast<double>(rows_.raters);
  double items = 0;
  base::CompensatedSum seen;
  for (std::size_t t = 0; t < weights.size(); ++t) {
    if (weights[t] == 0) continue;
    items += static_cast<double>(weights[t]);
    seen.add(static_cast<double>(weights[t]) * distance.pair_sum(counts_of(rows_.row(t))) / (k * (k - 1.0)));
  }
  if (items <= 0) return {};
  const std::vector<std::vector<double>> by_rater = shares(weights, items);
  std::vector<base::OrderFreeSum> all(rows_.value_count);
  base::OrderFreeSum own;
  for (const std::vector<double>& p : by_rater) {
    for (std::size_t v = 0; v < p.size(); ++v) all[v].add(p[v]);
    own.add(quadratic_form(distance, p, p));
  }
  std::vector<double> total;
  for (const base::OrderFreeSum& sum : all) total.push_back(sum.value());
  const double chance = (quadratic_form(distance, total, total) - own.value()) / (k * (k - 1.0));
  Parts out;
  out.seen = 1.0 - seen.value() / items;
  out.chance = 1.0 - chance;
  if (chance > 1e-15) out.value = 1.0 - seen.value() / items / chance;
  return out;
}

// Kendall's W with mid-ranks and the correction for ties (Kendall & Gibbons 1990, section 6.8).
double RaterCoefficients::kendall(std::span<const std::int64_t> weights) const {
  std::int64_t items = 0;
  for (const std::int64_t weight : weights) items += weight;
  if (items < 2) return base::kUndefined;
  const double n = static_cast<double>(items);
  const double k = static_cast<double>(rows_.raters);
  base::OrderFreeSum ties;
  std::vector<std::vector<double>> rank;  // [rater][value]
  for (std::vector<double> p : shares(weights, 1.0)) {
    double below = 0;
    for (double& count : p) {
      ties.add((count * count * count - count) / (n * n * n));
      const double mid = below + 0.5 * (count + 1.0);
      below += count;
      count = mid;
    }
    rank.push_back(std::move(p));
  }
  base::CompensatedSum spread;
  for (std::size_t t = 0; t < weights.size(); ++t) {
    base::OrderFreeSum sum;
    const std::span<const std::uint32_t> row = rows_.row(t);
    for (std::size_t g = 0; g < row.size(); ++g) sum.add(rank[g][row[g]] - 0.5 * (n + 1.0));
    spread.add(static_cast<double>(weights[t]) * sum.value() * sum.value());
  }
  const double room = k * k * (n * n * n - n) - k * ties.value() * n * n * n;
  return room > 1e-9 * n * n * n ? 12.0 * spread.value() / room : base::kUndefined;
}

RaterCoefficients::Squares RaterCoefficients::mean_squares(std::span<const std::int64_t> weights) const {
  const double k = static_cast<double>(rows_.raters);
  double n = 0;
  base::CompensatedSum squares;
  base::CompensatedSum row_squares;
  std::vector<base::CompensatedSum> column(rows_.raters);
  for (std::size_t t = 0; t < weights.size(); ++t) {
    if (weights[t] == 0) continue;
    const double weight = static_cast<double>(weights[t]);
    n += weight;
    base::OrderFreeSum sum;
    base::OrderFreeSum own;
    const std::span<const std::uint32_t> row = rows_.row(t);
    for (std::size_t g = 0; g < row.size(); ++g) {
      const double x = x_[row[g]];
      sum.add(x);
      own.add(x * x);
      column[g].add(weight * x);
    }
    squares.add(weight * own.value());
    row_squares.add(weight * sum.value() * sum.value() / k);
  }
  Squares out;
  if (n < 2 || k < 2) return out;
  base::OrderFreeSum total;
  base::OrderFreeSum column_squares;
  for (const base::CompensatedSum& sum : column) {
    total.add(sum.value());
    column_squares.add(sum.value() * sum.value() / n);
  }
  const double mean_part = total.value() * total.value() / (n * k);
  const double of_rows = std::max(0.0, row_squares.value() - mean_part);
  const double of_columns = std::max(0.0, column_squares.value() - mean_part);
  const double of_error = std::max(0.0, squares.value() - mean_part - of_rows - of_columns);
  out.ms = {n, k, of_rows / (n - 1.0), of_columns / (k - 1.0), of_error / ((n - 1.0) * (k - 1.0))};
  out.is_defined = squares.value() - mean_part > 1e-14 * squares.value();
  return out;
}

std::vector<Parts> RaterCoefficients::evaluate(std::span<const std::int64_t> weights) const {
  std::vector<Parts> out;
  for (std::size_t i = 0; i < infos_.size(); ++i) {
    Parts parts;
    if (infos_[i]->coefficient == Coefficient::conger) {
      parts = conger(distances_[i], weights);
    } else if (infos_[i]->coefficient == Coefficient::kendall_w) {
      parts.value = kendall(weights);
    } else if (const Squares squares = mean_squares(weights); squares.is_defined) {
      parts.value = icc(infos_[i]->coefficient, squares.ms);
    }
    out.push_back(parts);
  }
  return out;
}

std::vector<Parts> RaterCoefficients::parts() const { return evaluate(rows_.multiplicity); }

base::ItemStatistics RaterCoefficients::statistics() const {
  base::ItemStatistics out;
  out.count = infos_.size();
  const std::size_t per_row = 24 * rows_.raters;
  out.cost = static_cast<std::int64_t>(infos_.size() *
                                       (rows_.multiplicity.size() * per_row + 16 * rows_.value_count * rows_.raters));
  const auto write = [this](std::span<const std::int64_t> weights, std::span<double> row) {
    const std::vector<Parts> parts = evaluate(weights);
    for (std::size_t i = 0; i < parts.size(); ++i) row[i] = parts[i].value;
  };
  out.evaluate = write;
  const bool is_affordable =
      static_cast<std::int64_t>(rows_.multiplicity.size()) * std::max<std::int64_t>(1, out.cost) <=
      base::kMaxBootstrapWork;
  out.leave_one_out = [this, write, is_affordable](std::size_t type, std::span<double> row) {
    std::fill(row.begin(), row.end(), base::kUndefined);
    if (!is_affordable) return;
    std::vector<std::int64_t> others = rows_.multiplicity;
    --others[type];
    write(others, row);
  };
  return out;
}

// Large-sample error of Cohen's (weighted) kappa (Fleiss, Cohen & Everitt 1969).
double RaterCoefficients::cohen_error(const Distance& distance) const {
  const double n = static_cast<double>(rows_.items);
  const Parts parts = conger(distance, rows_.multiplicity);
  if (rows_.raters != 2 || rows_.items < 2 || !base::is_defined(parts.value)) return base::kUndefined;
  const std::vector<std::vector<double>> p = shares(rows_.multiplicity, n);
  std::vector<double> first(rows_.value_count);  // mean distance of a value of rater 0 to what rater 1 says
  std::vector<double> second(rows_.value_count);
  distance.marginal(p[1], first);
  distance.marginal(p[0], second);
  base::CompensatedSum sum;
  const double kappa = parts.value;
  for (std::size_t t = 0; t < rows_.multiplicity.size(); ++t) {
    const std::span<const std::uint32_t> row = rows_.row(t);
    const double weight = 1.0 - distance.between(row[0], row[1]);
    const double d = weight - (2.0 - first[row[0]] - second[row[1]]) * (1.0 - kappa);
    sum.add(static_cast<double>(rows_.multiplicity[t]) / n * d * d);
  }
  const double rest = kappa - parts.chance * (1.0 - kappa);
  return std::sqrt(std::max(0.0, sum.value() - rest * rest) / n) / (1.0 - parts.chance);
}

std::vector<double> RaterCoefficients::standard_errors() const {
  std::vector<double> out;
  for (std::size_t i = 0; i < infos_.size(); ++i) {
    out.push_back(infos_[i]->coefficient == Coefficient::conger ? cohen_error(distances_[i]) : base::kUndefined);
  }
  return out;
}

std::vector<std::optional<Interval>> RaterCoefficients::intervals(double level) const {
  const std::vector<Parts> all = parts();
  const std::vector<double> errors = standard_errors();
  const Squares squares = mean_squares(rows_.multiplicity);
  std::vector<std::optional<Interval>> out;
  for (std::size_t i = 0; i < infos_.size(); ++i) {
    out.emplace_back();
    if (infos_[i]->coefficient == Coefficient::conger && base::is_defined(errors[i])) {
      const double reach = base::normal_quantile(0.5 * (1.0 + level)) * errors[i];
      out.back() = Interval{all[i].value - reach, std::min(1.0, all[i].value + reach), level, "large-sample normal"};
    } else if (squares.is_defined) {
      out.back() = icc_interval(infos_[i]->coefficient, squares.ms, level);
    }
  }
  return out;
}

}  // namespace nines::disagree
