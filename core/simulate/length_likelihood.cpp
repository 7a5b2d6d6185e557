// Newton's method for the three families (length_likelihood.h).
#include "simulate/length_likelihood.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/special.h"

namespace nines::simulate {
namespace {

constexpr double kSettled = 1e-12;  // the next step of a quadratic method would be below rounding

// Log likelihood with slope and curvature in the linear predictor, of one row.
struct Slope {
  double value = 0;
  double first = 0;
  double second = 0;
};

// Failure F = 1 - exp(-u), u = e^eta.
Slope survival_slope(const LengthRow& row, double eta) {
  const double u = base::exp(eta);
  const double up = base::expm1(u);
  const double g = u > 0 ? u / up : 1;  // u / (e^u - 1)
  Slope out;
  if (row.wrong > 0) {
    out.value += row.wrong * (u < 1 ? base::log(-base::expm1(-u)) : base::log1p(-base::exp(-u)));
    out.first += row.wrong * g;
    out.second += row.wrong * g * (1 - u - g);
  }
  if (row.right > 0) {
    out.value -= row.right * u;
    out.first -= row.right * u;
    out.second -= row.right * u;
  }
  return out;
}

// Failure F = 1 / (1 + e^-eta).
Slope logistic_slope(const LengthRow& row, double eta) {
  const double small = base::exp(-std::fabs(eta));
  const double near = 1 / (1 + small);
  const double failure = eta >= 0 ? near : small * near;
  const double success = eta >= 0 ? small * near : near;
  const double tail = base::log1p(small);  // -log of the likelier outcome
  Slope out;
  out.value = -row.wrong * (eta >= 0 ? tail : tail - eta) - row.right * (eta >= 0 ? tail + eta : tail);
  out.first = row.wrong * success - row.right * failure;
  out.second = -(row.wrong + row.right) * failure * success;
  return out;
}

struct Sums {
  double value = 0;
  double a = 0;
  double b = 0;
  double aa = 0;
  double ab = 0;
  double bb = 0;
};

Sums sums_at(const LengthData& data, std::span<const std::int64_t> weights, LengthFamily family, double a, double b) {
  Sums out;
  for (const LengthRow& row : data.rows) {
    const auto weight = static_cast<double>(weights[row.item]);
    if (weight == 0) continue;
    const double eta = a + b * row.x;
    const Slope slope = family == LengthFamily::logistic ? logistic_slope(row, eta) : survival_slope(row, eta);
    out.value += weight * slope.value;
    out.a += weight * slope.first;
    out.b += weight * slope.first * row.x;
    out.aa += weight * slope.second;
    out.ab += weight * slope.second * row.x;
    out.bb += weight * slope.second * row.x * row.x;
  }
  return out;
}

// Right and wrong outcomes by length: what decides whether a maximum exists.
struct Spread {
  double right = 0;
  double wrong = 0;
  double right_low = std::numeric_limits<double>::infinity();
  double right_high = -std::numeric_limits<double>::infinity();
  double wrong_low = std::numeric_limits<double>::infinity();
  double wrong_high = -std::numeric_limits<double>::infinity();
};

Spread spread_of(const LengthData& data, std::span<const std::int64_t> weights) {
  Spread out;
  for (const LengthRow& row : data.rows) {
    const auto weight = static_cast<double>(weights[row.item]);
    if (weight > 0 && row.right > 0) {
      out.right += weight * row.right;
      out.right_low = std::min(out.right_low, row.x);
      out.right_high = std::max(out.right_high, row.x);
    }
    if (weight > 0 && row.wrong > 0) {
      out.wrong += weight * row.wrong;
      out.wrong_low = std::min(out.wrong_low, row.x);
      out.wrong_high = std::max(out.wrong_high, row.x);
    }
  }
  return out;
}

NoCurve obstacle(const Spread& at, bool has_slope) {
  if (at.right == 0 || at.wrong == 0) return NoCurve::no_variation;
  if (!has_slope) return NoCurve::none;
  const double low = std::min(at.right_low, at.wrong_low);
  const double high = std::max(at.right_high, at.wrong_high);
  if (!(low < high)) return NoCurve::one_length;
  return at.right_high <= at.wrong_low || at.wrong_high <= at.right_low ? NoCurve::separated : NoCurve::none;
}

struct Step {
  double a = 0;
  double b = 0;
};

Step newton_step(const Sums& at, bool has_slope) {
  if (!has_slope) return {-at.a / at.aa, 0};
  const double determinant = at.aa * at.bb - at.ab * at.ab;
  return {-(at.bb * at.a - at.ab * at.b) / determinant, -(at.aa * at.b - at.ab * at.a) / determinant};
}

bool is_number(double x) { return x == x && std::fabs(x) < std::numeric_limits<double>::infinity(); }

}  // namespace

CurveResult fit_curve(const LengthData& data, std::span<const std::int64_t> weights, LengthFamily family) {
  const bool has_slope = family != LengthFamily::exponential;
  const Spread spread = spread_of(data, weights);
  if (const NoCurve reason = obstacle(spread, has_slope); reason != NoCurve::none) return {std::nullopt, reason};
  const double ratio = spread.wrong / (spread.right + spread.wrong);
  LengthCurve at;
  at.a = family == LengthFamily::logistic ? base::log(ratio / (1 - ratio)) : base::log(-base::log1p(-ratio));
  at.b = has_slope ? 0 : 1;
  Sums sums = sums_at(data, weights, family, at.a, at.b);
  for (int i = 0; i < kMaxNewtonSteps; ++i) {
    Step step = newton_step(sums, has_slope);
    if (!is_number(step.a) || !is_number(step.b)) break;
    const bool settled =
        std::fabs(step.a) <= kSettled * (1 + std::fabs(at.a)) && std::fabs(step.b) <= kSettled * (1 + std::fabs(at.b));
    Sums next = sums_at(data, weights, family, at.a + step.a, at.b + step.b);
    const double slack = kSettled * (1 + std::fabs(sums.value));
    for (int half = 0; half < 60 && !(next.value >= sums.value - slack); ++half) {
      step = {step.a / 2, step.b / 2};
      next = sums_at(data, weights, family, at.a + step.a, at.b + step.b);
    }
    if (!(next.value >= sums.value - slack)) break;
    at.a += step.a;
    at.b += step.b;
    sums = next;
    at.log_likelihood = sums.value;
    if (settled) return {at, NoCurve::none};
  }
  return {std::nullopt, NoCurve::not_converged};
}

std::optional<double> log_length_at(const LengthCurve& curve, double center, LengthFamily family, double level) {
  if (!(curve.b > 0)) return std::nullopt;
  const double eta =
      family == LengthFamily::logistic ? base::log1p(-level) - base::log(level) : base::log(-base::log(level));
  const double out = center + (eta - curve.a) / curve.b;
  constexpr double kMostLog = 700;  // a length of e^700 is no length
  return std::fabs(out) <= kMostLog ? std::optional<double>(out) : std::nullopt;
}

double success_at(const LengthCurve& curve, double center, LengthFamily family, double log_length) {
  const double eta = curve.a + curve.b * (log_length - center);
  if (family != LengthFamily::logistic) return base::exp(-base::exp(eta));
  const double small = base::exp(-std::fabs(eta));
  return (eta >= 0 ? small : 1) / (1 + small);
}

}  // namespace nines::simulate
