// Intraclass correlations (variance.h).
#include "disagree/agree/variance.h"

#include <algorithm>

#include "base/bootstrap.h"
#include "base/special.h"

namespace nines::disagree {
namespace {

double ratio(double over, double under) { return under > 0 || under < 0 ? over / under : base::kUndefined; }

Interval f_interval(double low, double high, double level) {
  Interval out;
  out.low = low;
  out.high = std::min(1.0, high);
  out.level = level;
  out.method = "F";
  return out;
}

double of_mean(double single, double k) { return k * single / (1.0 + (k - 1.0) * single); }  // Spearman-Brown

// Bounds of ICC(2,1) (Shrout & Fleiss 1979, p. 424, after Satterthwaite).
std::optional<Interval> absolute_interval(const TwoWay& ms, double level) {
  const double n = ms.items;
  const double k = ms.raters;
  const double estimate = icc(Coefficient::icc2, ms);
  if (!(ms.error > 0) || !base::is_defined(estimate) || estimate >= 1) return std::nullopt;
  const double f = ms.columns / ms.error;
  const double a = k * estimate * f;
  const double b = n * (1.0 + (k - 1.0) * estimate) - k * estimate;
  const double df = (k - 1.0) * (n - 1.0) * (a + b) * (a + b) / ((n - 1.0) * a * a + b * b);
  if (!(df > 0)) return std::nullopt;
  const double upper = 0.5 * (1.0 + level);
  const double f_low = f_quantile(upper, n - 1.0, df);
  const double f_high = f_quantile(upper, df, n - 1.0);
  const double rest = k * ms.columns + (k * n - k - n) * ms.error;
  return f_interval(n * (ms.rows - f_low * ms.error) / (f_low * rest + n * ms.rows),
                    n * (f_high * ms.rows - ms.error) / (rest + n * f_high * ms.rows), level);
}

}  // namespace

double f_quantile(double u, double d1, double d2) {
  const double x = base::beta_quantile(0.5 * d1, 0.5 * d2, u);
  return x < 1 ? d2 * x / (d1 * (1.0 - x)) : 1e300;
}

double icc(Coefficient coefficient, const TwoWay& ms) {
  const double n = ms.items;
  const double k = ms.raters;
  switch (coefficient) {
    case Coefficient::icc2:
      return ratio(ms.rows - ms.error, ms.rows + (k - 1.0) * ms.error + k * (ms.columns - ms.error) / n);
    case Coefficient::icc2k: return ratio(ms.rows - ms.error, ms.rows + (ms.columns - ms.error) / n);
    case Coefficient::icc3: return ratio(ms.rows - ms.error, ms.rows + (k - 1.0) * ms.error);
    case Coefficient::icc3k: return ratio(ms.rows - ms.error, ms.rows);
    default: return base::kUndefined;
  }
}

std::optional<Interval> icc_interval(Coefficient coefficient, const TwoWay& ms, double level) {
  if (!(ms.error > 0) || ms.items < 2 || ms.raters < 2) return std::nullopt;
  const double k = ms.raters;
  if (coefficient == Coefficient::icc2 || coefficient == Coefficient::icc2k) {
    std::optional<Interval> out = absolute_interval(ms, level);
    if (out && coefficient == Coefficient::icc2k) {
      out->low = of_mean(out->low, k);
      out->high = of_mean(out->high, k);
    }
    return out;
  }
  const double upper = 0.5 * (1.0 + level);
  const double d1 = ms.items - 1.0;
  const double d2 = d1 * (k - 1.0);
  const double f = ms.rows / ms.error;
  const double low = f / f_quantile(upper, d1, d2);
  const double high = f * f_quantile(upper, d2, d1);
  if (coefficient == Coefficient::icc3k) return f_interval(1.0 - 1.0 / low, 1.0 - 1.0 / high, level);
  return f_interval((low - 1.0) / (low + k - 1.0), (high - 1.0) / (high + k - 1.0), level);
}

double icc_one_way(Coefficient coefficient, double between, double within, double k) {
  if (coefficient == Coefficient::icc1k) return ratio(between - within, between);
  return ratio(between - within, between + (k - 1.0) * within);
}

std::optional<Interval> icc_one_way_interval(Coefficient coefficient, double between, double within, double items,
                                             double k, double level) {
  if (!(within > 0) || items < 2 || k < 2) return std::nullopt;
  const double upper = 0.5 * (1.0 + level);
  const double d1 = items - 1.0;
  const double d2 = items * (k - 1.0);
  const double low = between / within / f_quantile(upper, d1, d2);
  const double high = between / within * f_quantile(upper, d2, d1);
  if (coefficient == Coefficient::icc1k) return f_interval(1.0 - 1.0 / low, 1.0 - 1.0 / high, level);
  return f_interval((low - 1.0) / (low + k - 1.0), (high - 1.0) / (high + k - 1.0), level);
}

}  // namespace nines::disagree
