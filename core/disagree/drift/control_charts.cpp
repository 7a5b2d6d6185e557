// p-chart, EWMA and CUSUM of rates (nines/drift.h).
#include <algorithm>
#include <cmath>

#include "base/bootstrap.h"
#include "base/stats.h"
#include "nines/drift.h"

namespace nines {
namespace {

std::optional<Error> bad_input(const std::vector<PeriodCount>& periods, const ControlOptions& options) {
  const auto bad = [](std::string message) { return Error{ErrorCode::out_of_range, std::move(message), {}}; };
  if (periods.size() > kMaxPeriods) return bad("more than " + std::to_string(kMaxPeriods) + " periods");
  for (const PeriodCount& period : periods) {
    if (period.k < 0 || period.k > period.n)
      return bad("period \"" + period.label + "\" has " + std::to_string(period.k) + " of " + std::to_string(period.n));
  }
  if (options.centre && !(*options.centre > 0 && *options.centre < 1)) return bad("centre must lie between 0 and 1");
  if (options.baseline < 0) return bad("baseline must not be negative");
  if (!(options.sigmas > 0 && options.sigmas < 1e6)) return bad("sigmas must be positive");
  return std::nullopt;
}

Estimate centre_of(const std::vector<PeriodCount>& periods, const ControlOptions& options) {
  std::int64_t k = 0;
  std::int64_t n = 0;
  base::ItemSample sample;
  for (const PeriodCount& period : periods) {
    if (period.n == 0) {
      ++sample.dropped;
      continue;
    }
    ++sample.used;
    if (options.baseline > 0 && sample.used > options.baseline) continue;
    k += period.k;
    n += period.n;
  }
  sample.pairable = sample.used;
  const std::string method = options.centre ? "given" : "k / n pooled over the baseline";
  if (n == 0) return base::no_estimate(EstimateStatus::no_data, "No period has data.", sample, method);
  Estimate out = base::no_estimate(EstimateStatus::ok, "", sample, method);
  out.value = options.centre ? *options.centre : static_cast<double>(k) / static_cast<double>(n);
  if (!options.centre && n > 1) out.ci = base::clopper_pearson(k, n);
  if (k == 0 || k == n) {
    if (options.centre) return out;
    out.status = EstimateStatus::no_variation;
    out.reason = "Every event of the baseline is the same, so there is no spread to set limits by; give a centre.";
  }
  return out;
}

class Charts {
 public:
  Charts(double centre, const ControlOptions& options) : centre_(centre), options_(options) {}

  ControlPoint next(const PeriodCount& period) {
    ControlPoint point;
    point.label = period.label;
    if (period.n > 0) {
      const double sd = std::sqrt(centre_ * (1 - centre_) / static_cast<double>(period.n));
      point.rate = static_cast<double>(period.k) / static_cast<double>(period.n);
      point.low = std::max(0.0, centre_ - options_.sigmas * sd);
      point.high = std::min(1.0, centre_ + options_.sigmas * sd);
      point.is_out = *point.rate < point.low || *point.rate > point.high;
      point.z = (*point.rate - centre_) / sd;
      step(*point.z);
    }
    const double lambda = options_.ewma_lambda;
    point.ewma = ewma_;
    point.ewma_limit = options_.ewma_limit * std::sqrt(lambda / (2 - lambda) * (1 - remembered_));
    point.cusum_up = up_;
    point.cusum_down = down_;
    point.ewma_signals = std::fabs(ewma_) > point.ewma_limit;
    point.cusum_signals = up_ > options_.cusum_limit || down_ > options_.cusum_limit;
    return point;
  }

 private:
  void step(double z) {
    const double kept = 1 - options_.ewma_lambda;
    ewma_ = options_.ewma_lambda * z + kept * ewma_;
    remembered_ *= kept * kept;
    up_ = std::max(0.0, up_ + z - options_.cusum_allowance);
    down_ = std::max(0.0, down_ - z - options_.cusum_allowance);
  }

  double centre_;
  const ControlOptions& options_;
  double ewma_ = 0;
  double remembered_ = 1;  // (1 - lambda)^(2t)
  double up_ = 0;
  double down_ = 0;
};

}  // namespace

Result<ControlReport> control_charts(const std::vector<PeriodCount>& periods, const ControlOptions& options) {
  if (std::optional<Error> error = bad_input(periods, options)) return *error;
  const Result<double> ewma = ewma_run_length(options.ewma_lambda, options.ewma_limit, 0);
  if (!ewma) return ewma.error();
  const Result<double> cusum = cusum_run_length(options.cusum_allowance, options.cusum_limit, 0);
  if (!cusum) return cusum.error();
  ControlReport report;
  report.ewma_run_length = *ewma;
  report.cusum_run_length = *cusum;
  report.centre = centre_of(periods, options);
  report.empty_periods = report.centre.dropped;
  if (report.centre.status != EstimateStatus::ok) return report;
  Charts charts(*report.centre.value, options);
  for (const PeriodCount& period : periods) {
    const std::size_t index = report.points.size();
    report.points.push_back(charts.next(period));
    const ControlPoint& point = report.points.back();
    if (point.is_out) report.out.push_back(index);
    if (point.ewma_signals && !report.first_ewma) report.first_ewma = index;
    if (point.cusum_signals && !report.first_cusum) report.first_cusum = index;
  }
  return report;
}

}  // namespace nines
