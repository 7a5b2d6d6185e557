// Distances between categories (scale.h). Weights after Gwet 2014, Handbook of Inter-Rater Reliability, chapter 3.
#include "disagree/agree/scale.h"

#include <algorithm>
#include <cmath>

#include "base/order_free_sum.h"
#include "base/stats.h"

namespace nines::disagree {
namespace {

constexpr double kPi = 3.14159265358979323846;

// Taylor series on [0, pi / 2], the only range that circular distances need (AS 4.3.65).
double sine(double x) {
  double term = x;
  double sum = x;
  for (int k = 1; k < 16; ++k) {
    term *= -x * x / ((2.0 * k) * (2.0 * k + 1.0));
    sum += term;
  }
  return sum;
}

double circular(double difference, double circumference) {
  double turn = std::fabs(difference) / circumference;  // share of the circle, below 1
  if (turn > 0.5) turn = 1.0 - turn;
  const double s = sine(kPi * turn);
  return s * s;
}

double squared(double x) { return x * x; }

double dense_distance(Scale scale, double a, double b, double low, double high) {
  if (a == b) return 0;
  switch (scale) {
    case Scale::radical: return std::sqrt(std::fabs(a - b));
    case Scale::ratio: return squared((a - b) / (a + b));
    case Scale::circular: return circular(a - b, high - low + 1.0);
    case Scale::bipolar: return squared(a - b) / ((a + b - 2.0 * low) * (2.0 * high - a - b));
    default: return 1;
  }
}

}  // namespace

bool needs_matrix(Scale scale) {
  return scale == Scale::radical || scale == Scale::ratio || scale == Scale::circular || scale == Scale::bipolar;
}

std::vector<double> places_of(const Ratings& ratings) {
  if (!ratings.numbers.empty()) return ratings.numbers;
  std::vector<double> places;
  for (std::size_t v = 0; v < ratings.values.size(); ++v) places.push_back(static_cast<double>(v) + 1.0);
  return places;
}

std::vector<double> unit_places(std::span<const double> places) {
  std::vector<double> out(places.size(), 0);
  if (places.empty()) return out;
  const auto [low, high] = std::minmax_element(places.begin(), places.end());
  const double half_range = 0.5 * *high - 0.5 * *low;
  for (std::size_t v = 0; v < places.size() && half_range > 0; ++v)
    out[v] = (0.5 * places[v] - 0.5 * *low) / half_range;
  return out;
}

Distance::Distance(Scale scale, std::span<const double> places) : scale_(scale), x_(unit_places(places)) {
  const double q = static_cast<double>(places.size());
  ordinal_scale_ = q > 1 ? 1.0 / (q * (q - 1.0)) : 0;  // (d^2 + d) / 2 over q (q - 1) / 2
  if (needs_matrix(scale)) fill_matrix(places);
  std::vector<double> ones(places.size(), 1.0);
  std::vector<double> sums(places.size());
  marginal(ones, sums);
  base::OrderFreeSum total;
  for (const double sum : sums) total.add(sum);
  total_ = total.value();
}

void Distance::fill_matrix(std::span<const double> places) {
  const std::size_t q = places.size();
  matrix_.assign(std::max<std::size_t>(1, q * q), 0);
  if (q == 0) return;
  const double low = *std::min_element(places.begin(), places.end());
  const double high = *std::max_element(places.begin(), places.end());
  double largest = 0;
  for (std::size_t a = 0; a < q; ++a) {
    for (std::size_t b = 0; b < q; ++b) {
      matrix_[a * q + b] = dense_distance(scale_, places[a], places[b], low, high);
      largest = std::max(largest, matrix_[a * q + b]);
    }
  }
  for (double& cell : matrix_) cell = largest > 0 ? cell / largest : 0;
}

double Distance::between(std::uint32_t a, std::uint32_t b) const {
  if (a == b) return 0;
  const double d = std::fabs(x_[a] - x_[b]);
  const double steps = a > b ? static_cast<double>(a - b) : static_cast<double>(b - a);
  switch (scale_) {
    case Scale::nominal: return 1;
    case Scale::linear: return d;
    case Scale::rank:
    case Scale::interval: return d * d;
    case Scale::ordinal: return (steps * steps + steps) * ordinal_scale_;
    default: return matrix_[a * x_.size() + b];
  }
}

double Distance::pair_sum(const ValueCounts& counts) const {
  if (scale_ == Scale::nominal) {
    std::int64_t answers = 0;
    std::int64_t squares = 0;
    for (const auto& [value, count] : counts) {
      answers += count;
      squares += count * count;
    }
    return static_cast<double>(answers * answers - squares);
  }
  if (is_dense()) return dense_pair_sum(counts);
  // Sum of |x - y| by prefix sums, of (x - y)^2 as 2 m sum (x - mean)^2: linear in the distinct values of the item.
  base::CompensatedSum linear;
  base::CompensatedSum first;
  double below = 0;
  for (const auto& [value, count] : counts) {
    const double r = static_cast<double>(count);
    linear.add(2.0 * r * (place(value) * below - first.value()));
    first.add(r * place(value));
    below += r;
  }
  if (scale_ == Scale::linear) return linear.value();
  const double mean = below > 0 ? first.value() / below : 0;
  base::CompensatedSum around_mean;
  for (const auto& [value, count] : counts) around_mean.add(static_cast<double>(count) * squared(place(value) - mean));
  const double quadratic = 2.0 * below * around_mean.value();
  return scale_ == Scale::ordinal ? (linear.value() + quadratic) * ordinal_scale_ : quadratic;
}

double Distance::dense_pair_sum(const ValueCounts& counts) const {
  base::CompensatedSum sum;
  for (std::size_t a = 0; a < counts.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      sum.add(2.0 * static_cast<double>(counts[a].second * counts[b].second) *
              between(counts[a].first, counts[b].first));
    }
  }
  return sum.value();
}

void Distance::marginal(std::span<const double> p, std::span<double> out) const {
  const std::size_t q = x_.size();
  if (is_dense()) {
    for (std::size_t a = 0; a < q; ++a) {
      base::CompensatedSum sum;
      for (std::size_t b = 0; b < q; ++b) sum.add(matrix_[a * q + b] * p[b]);
      out[a] = sum.value();
    }
    return;
  }
  if (scale_ == Scale::nominal) {
    base::OrderFreeSum all;  // renaming categories changes no bit
    for (const double share : p) all.add(share);
    for (std::size_t a = 0; a < q; ++a) out[a] = all.value() - p[a];
    return;
  }
  base::CompensatedSum mass;
  base::CompensatedSum first;
  base::CompensatedSum second;
  for (std::size_t a = 0; a < q; ++a) {
    mass.add(p[a]);
    first.add(p[a] * place(a));
    second.add(p[a] * place(a) * place(a));
  }
  double below = 0;
  double first_below = 0;
  for (std::size_t a = 0; a < q; ++a) {
    const double x = place(a);
    const double linear = x * (2.0 * below - mass.value()) + first.value() - 2.0 * first_below;
    const double quadratic = x * x * mass.value() - 2.0 * x * first.value() + second.value();
    out[a] = scale_ == Scale::linear    ? linear
             : scale_ == Scale::ordinal ? (linear + quadratic) * ordinal_scale_
                                        : quadratic;
    below += p[a];
    first_below += p[a] * x;
  }
}

}  // namespace nines::disagree
