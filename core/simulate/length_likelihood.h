// Maximum likelihood of success against log length for three families, as binary regressions with one or two
// coefficients. Called by fit_length.cpp for the sample and for every resample; knows no names, no horizons.
// Sources: McCullagh & Nelder 1989, section 4.3 (links); Albert & Anderson 1984 (when a maximum exists).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "nines/fit.h"

namespace nines::simulate {

// `right` and `wrong` are weights of outcomes at x = log length - center.
struct LengthRow {
  double x = 0;
  double right = 0;
  double wrong = 0;
  std::size_t item = 0;
};

// Rows ascending in x; `weights` counts each item. The linear predictor of failure is a + b x.
struct LengthData {
  std::vector<LengthRow> rows;
  double center = 0;
  std::size_t items = 0;
};

struct LengthCurve {
  double a = 0;
  double b = 1;
  double log_likelihood = 0;
};

// Why there is no maximum.
enum class NoCurve : std::uint8_t { none, no_variation, one_length, separated, not_converged };

struct CurveResult {
  std::optional<LengthCurve> curve;
  NoCurve reason = NoCurve::none;
};

// Newton on a concave function with step halving. Cost: O(rows) a step, at most kMaxNewtonSteps.
inline constexpr int kMaxNewtonSteps = 100;
CurveResult fit_curve(const LengthData& data, std::span<const std::int64_t> weights, LengthFamily family);

// log length at which success is `level`; nothing where the curve does not fall with length.
std::optional<double> log_length_at(const LengthCurve& curve, double center, LengthFamily family, double level);
// Success at a log length.
double success_at(const LengthCurve& curve, double center, LengthFamily family, double log_length);

}  // namespace nines::simulate
