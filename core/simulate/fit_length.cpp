// Success against length: points to curves, horizons and their intervals (nines/fit.h). The likelihoods are in
// length_likelihood.cpp; what a record is, bridge knows.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <tuple>
#include <utility>

#include "base/bootstrap.h"
#include "base/special.h"
#include "nines/disagree.h"
#include "nines/fit.h"
#include "simulate/length_likelihood.h"

namespace nines {
namespace {

using base::kUndefined;
using simulate::CurveResult;
using simulate::LengthCurve;
using simulate::LengthData;
using simulate::NoCurve;

constexpr std::uint32_t kLengthStream = 3;      // of the item bootstrap
constexpr std::int64_t kStepsOfAResample = 24;  // multiply-adds a row, about, times Newton steps

constexpr std::array kFamilies{
    LengthFamilyInfo{LengthFamily::weibull,
                     "weibull",
                     "S(t) = exp(-(t / scale)^shape)",
                     "Weibull 1951; shape 1 is the exponential",
                     {"scale", "shape"}},
    LengthFamilyInfo{LengthFamily::exponential,
                     "exponential",
                     "S(t) = 2^(-t / half_life)",
                     "Ord 2025, arXiv 2505.05115",
                     {"half_life", ""}},
    LengthFamilyInfo{LengthFamily::logistic,
                     "logistic",
                     "logit S(t) = slope log2(t / t50)",
                     "Kwa et al. 2025, arXiv 2503.14499",
                     {"t50", "slope"}},
};

double count_of(const LengthFamilyInfo& info) { return *info.parameters[1] == '\0' ? 1 : 2; }

// Where each statistic stands: the mean, then per family parameters, horizons, predictions.
struct Layout {
  std::size_t horizons = 0;
  std::size_t at = 0;
  [[nodiscard]] std::size_t of_family() const { return 2 + horizons + at; }
  [[nodiscard]] std::size_t begin(std::size_t family) const { return 1 + family * of_family(); }
  [[nodiscard]] std::size_t count() const { return begin(kFamilies.size()); }
};

Result<bool> check_points(const std::vector<LengthPoint>& points) {
  if (points.empty()) return Error{ErrorCode::no_records, "no run has a length and a known outcome", {}};
  if (points.size() > kMaxLengthPoints) {
    return Error{ErrorCode::limit_exceeded,
                 std::to_string(points.size()) + " runs with a length; at most " + std::to_string(kMaxLengthPoints),
                 {}};
  }
  constexpr double kMost = std::numeric_limits<double>::max();
  for (const LengthPoint& point : points) {
    const bool has_length = point.length > 0 && point.length <= kMost;
    const bool has_count =
        point.trials > 0 && point.trials <= kMost && point.successes >= 0 && point.successes <= point.trials;
    if (!has_length || !has_count) {
      return Error{ErrorCode::out_of_range,
                   "a length must be above 0 and successes between 0 and the trials, at item " + point.item,
                   {}};
    }
  }
  return true;
}

// Items in name order, rows by length, so that the order of points changes nothing.
LengthData data_of(std::vector<LengthPoint>& points, LengthWeights weights) {
  std::sort(points.begin(), points.end(), [](const LengthPoint& a, const LengthPoint& b) {
    return std::tie(a.item, a.length, a.trials, a.successes) < std::tie(b.item, b.length, b.trials, b.successes);
  });
  LengthData out;
  for (std::size_t i = 0; i < points.size();) {
    std::size_t end = i;
    double trials = 0;
    for (; end < points.size() && points[end].item == points[i].item; ++end) trials += points[end].trials;
    for (; i < end; ++i) {
      const double unit = weights == LengthWeights::items ? 1 / trials : 1;
      const LengthPoint& point = points[i];
      out.rows.push_back(
          {base::log(point.length), point.successes * unit, (point.trials - point.successes) * unit, out.items});
    }
    ++out.items;
  }
  std::stable_sort(out.rows.begin(), out.rows.end(),
                   [](const auto& a, const auto& b) { return std::tie(a.x, a.item) < std::tie(b.x, b.item); });
  out.center = out.rows[out.rows.size() / 2].x;
  for (simulate::LengthRow& row : out.rows) row.x -= out.center;
  return out;
}

// The two figures people know a family by.
std::pair<double, double> parameters_of(const LengthCurve& curve, double center, LengthFamily family) {
  const auto length = [&](double level) {
    const std::optional<double> log_length = log_length_at(curve, center, family, level);
    return log_length ? base::exp(*log_length) : kUndefined;
  };
  switch (family) {
    case LengthFamily::exponential: return {length(0.5), kUndefined};
    case LengthFamily::weibull: return {curve.b > 0 ? base::exp(center - curve.a / curve.b) : kUndefined, curve.b};
    case LengthFamily::logistic: break;
  }
  return {length(0.5), -curve.b * base::log(2)};
}

void put_family(const LengthData& data, const LengthFitOptions& options, const LengthCurve& curve, LengthFamily family,
                std::span<double> out) {
  std::tie(out[0], out[1]) = parameters_of(curve, data.center, family);
  std::size_t next = 2;
  for (const double level : options.horizons) {
    const std::optional<double> log_length = log_length_at(curve, data.center, family, level);
    out[next++] = log_length ? base::exp(*log_length) : kUndefined;
  }
  for (const double length : options.at) out[next++] = success_at(curve, data.center, family, base::log(length));
}

void put_all(const LengthData& data, const LengthFitOptions& options, std::span<const std::int64_t> weights,
             std::span<double> out) {
  const Layout layout{options.horizons.size(), options.at.size()};
  std::fill(out.begin(), out.end(), kUndefined);
  double right = 0;
  double all = 0;
  for (const simulate::LengthRow& row : data.rows) {
    const auto weight = static_cast<double>(weights[row.item]);
    right += weight * row.right;
    all += weight * (row.right + row.wrong);
  }
  if (all > 0) out[0] = right / all;
  for (std::size_t i = 0; i < kFamilies.size(); ++i) {
    const CurveResult fit = fit_curve(data, weights, kFamilies[i].family);
    if (fit.curve)
      put_family(data, options, *fit.curve, kFamilies[i].family, out.subspan(layout.begin(i), layout.of_family()));
  }
}

base::ItemStatistics statistics_of(const LengthData& data, const LengthFitOptions& options) {
  base::ItemStatistics out;
  out.count = Layout{options.horizons.size(), options.at.size()}.count();
  out.cost = static_cast<std::int64_t>(data.rows.size() * kFamilies.size()) * kStepsOfAResample;
  out.evaluate = [&data, &options](std::span<const std::int64_t> weights, std::span<double> row) {
    put_all(data, options, weights, row);
  };
  out.leave_one_out = [&data, &options](std::size_t type, std::span<double> row) {
    std::vector<std::int64_t> weights(data.items, 1);
    weights[type] = 0;
    put_all(data, options, weights, row);
  };
  return out;
}

const char* reason_text(NoCurve reason) {
  switch (reason) {
    case NoCurve::no_variation: return "Every run ended the same way, so nothing tells how success falls with length.";
    case NoCurve::one_length: return "All runs have one length, so nothing tells how success changes with it.";
    case NoCurve::separated:
      return "Right and wrong runs are apart by length, so the likelihood has no maximum: the steeper the better.";
    case NoCurve::not_converged: return "Newton's method did not settle.";
    case NoCurve::none: break;
  }
  return "";
}

// Everything needed to turn statistic number i into an Estimate.
struct Estimates {
  const base::BootstrapResult& from;
  base::ItemSample sample;
  std::string method;
  NoCurve reason = NoCurve::none;

  [[nodiscard]] Estimate at(std::size_t i, base::Bounds bounds) const {
    base::ItemSample with = sample;
    with.bounds = bounds;
    if (reason != NoCurve::none) {
      const EstimateStatus status =
          reason == NoCurve::not_converged ? EstimateStatus::not_converged : EstimateStatus::no_variation;
      return base::no_estimate(status, reason_text(reason), with, method);
    }
    if (!base::is_defined(from.values[i])) {
      return base::no_estimate(EstimateStatus::no_variation,
                               "Success does not fall with length here, so there is no such length.", with, method);
    }
    Estimate out = base::item_estimate(from.values[i], from.intervals[i], with, method);
    if (from.draws == 0 && out.status == EstimateStatus::degenerate_ci) {  // nobody asked for an interval
      out.status = EstimateStatus::ok;
      out.reason.clear();
    }
    return out;
  }
};

LengthFamilyFit family_fit(const LengthFamilyInfo& info, const CurveResult& fit, const LengthFitOptions& options,
                           Estimates estimates, std::size_t begin, const LengthFit& of) {
  LengthFamilyFit out;
  out.family = info.family;
  estimates.reason = fit.reason;
  if (fit.curve) {
    out.log_likelihood = fit.curve->log_likelihood;
    out.aic = 2 * count_of(info) - 2 * fit.curve->log_likelihood;
  }
  for (std::size_t i = 0; i < info.parameters.size(); ++i) {
    if (*info.parameters[i] != '\0')
      out.parameters.emplace_back(info.parameters[i], estimates.at(begin + i, base::Bounds::none));
  }
  for (std::size_t i = 0; i < options.horizons.size(); ++i) {
    Horizon row{options.horizons[i], estimates.at(begin + 2 + i, base::Bounds::none), false};
    row.extrapolated = row.length.value && (*row.length.value < of.shortest || *row.length.value > of.longest);
    out.horizons.push_back(std::move(row));
  }
  for (std::size_t i = 0; i < options.at.size(); ++i) {
    out.predictions.push_back(
        {options.at[i], estimates.at(begin + 2 + options.horizons.size() + i, base::Bounds::unit)});
  }
  return out;
}

std::string method_of(const LengthFamilyInfo& info, LengthWeights weights) {
  return std::string("maximum likelihood, ") + info.formula +
         (weights == LengthWeights::items ? ", every item weighs 1" : ", every run weighs 1");
}

void note_rising(LengthFit& out, const LengthCurve& curve) {
  if (curve.b > 0) return;
  out.issues.push_back(
      {Severity::warning,
       "rises_with_length",
       "success does not fall with length" + (out.group.empty() ? "" : " for " + out.group) + ": horizons do not exist",
       {}});
}

}  // namespace

std::span<const LengthFamilyInfo> length_family_table() { return kFamilies; }

const LengthFamilyInfo& length_family_info(LengthFamily family) {
  for (const LengthFamilyInfo& row : kFamilies) {
    if (row.family == family) return row;
  }
  return kFamilies.front();
}

Result<LengthFit> fit_length(std::vector<LengthPoint> points, const LengthFitOptions& options, RunContext& run) {
  if (const Result<bool> checked = check_points(points); !checked) return checked.error();
  const LengthData data = data_of(points, options.weights);
  base::BootstrapPlan plan;
  plan.seed = options.seed;
  plan.stream = kLengthStream;
  plan.draws = std::clamp<std::int64_t>(options.bootstrap, 0, kMaxBootstrap);
  const std::vector<std::int64_t> all(data.items, 1);
  const base::BootstrapResult result = base::item_bootstrap(all, statistics_of(data, options), plan, run);
  if (result.cancelled) return Error{ErrorCode::cancelled, "cancelled while fitting", {}};
  LengthFit out;
  out.items = static_cast<std::int64_t>(data.items);
  for (const LengthPoint& point : points) out.runs += point.trials;
  const auto by_length = [](const LengthPoint& a, const LengthPoint& b) { return a.length < b.length; };
  out.shortest = std::min_element(points.begin(), points.end(), by_length)->length;
  out.longest = std::max_element(points.begin(), points.end(), by_length)->length;
  Estimates estimates{result, {}, options.weights == LengthWeights::items ? "mean over items" : "mean over runs"};
  estimates.sample.used = out.items;
  estimates.sample.pairable = out.items;
  out.mean = estimates.at(0, base::Bounds::unit);
  const Layout layout{options.horizons.size(), options.at.size()};
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < kFamilies.size(); ++i) {
    const CurveResult fit = fit_curve(data, all, kFamilies[i].family);
    estimates.method = method_of(kFamilies[i], options.weights);
    out.families.push_back(family_fit(kFamilies[i], fit, options, estimates, layout.begin(i), out));
    if (kFamilies[i].family == LengthFamily::weibull && fit.curve) note_rising(out, *fit.curve);
    if (const auto& aic = out.families.back().aic; aic && *aic < least) {
      least = *aic;
      out.best = kFamilies[i].family;
    }
  }
  return out;
}

}  // namespace nines
