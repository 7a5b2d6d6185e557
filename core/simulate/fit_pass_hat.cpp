// What pass^1 and pass^2 of published rows foretell (nines/fit.h).
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "base/bootstrap.h"
#include "base/stats.h"
#include "nines/disagree.h"
#include "nines/fit.h"
#include "simulate/beta_moments.h"

namespace nines {
namespace {

// Published figures are rounded, so a pass^k may stand above the one before by this much.
constexpr double kRounding = 5e-4;

// Why no trials can give these figures, or "".
std::string impossible(const std::vector<double>& row) {
  if (row.size() < 2) return "it has " + std::to_string(row.size()) + " value; pass^1 and pass^2 are needed";
  if (row.size() > kMaxPassK) return "it has more than " + std::to_string(kMaxPassK) + " values";
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string name = "pass^" + std::to_string(i + 1);
    if (!(row[i] >= 0 && row[i] <= 1)) return name + " is not between 0 and 1";
    if (i > 0 && row[i] > row[i - 1] + kRounding) return name + " is above pass^" + std::to_string(i);
  }
  return "";
}

PassHatFit fit_row(const PassHatRow& row, Issues& issues) {
  PassHatFit out;
  out.label = row.label;
  out.observed = row.pass_hat;
  out.p = row.pass_hat[0];
  const double rho = simulate::rho_from(out.p, row.pass_hat[1]);
  out.rho = base::is_defined(rho) ? std::clamp(rho, 0.0, 1.0) : 0;
  if (base::is_defined(rho) && out.rho != rho) {
    issues.push_back({Severity::warning, "rho_clipped",
                      rho < 0 ? "pass^2 is below p^2: rho is taken as 0" : "pass^2 is above p: rho is taken as 1",
                      row.where});
  }
  out.predicted = simulate::beta_pass_hat(out.p, out.rho, row.pass_hat.size());
  out.independent = simulate::beta_pass_hat(out.p, 0, row.pass_hat.size());
  return out;
}

std::vector<PassHatError> errors_of(const std::vector<PassHatFit>& rows) {
  std::size_t most = 0;
  for (const PassHatFit& row : rows) most = std::max(most, row.observed.size());
  std::vector<PassHatError> out;
  for (std::size_t i = 2; i < most; ++i) {
    std::vector<double> off;
    std::vector<double> bias;
    std::vector<double> independent;
    for (const PassHatFit& row : rows) {
      if (row.observed.size() <= i) continue;
      bias.push_back(row.predicted[i] - row.observed[i]);
      off.push_back(std::fabs(bias.back()));
      independent.push_back(std::fabs(row.independent[i] - row.observed[i]));
    }
    const auto count = static_cast<double>(off.size());
    PassHatError error;
    error.k = static_cast<std::int64_t>(i + 1);
    error.rows = static_cast<std::int64_t>(off.size());
    error.predicted = base::compensated_sum(off) / count;
    error.independent = base::compensated_sum(independent) / count;
    error.bias = base::compensated_sum(bias) / count;
    out.push_back(error);
  }
  return out;
}

double median_rho(const std::vector<PassHatFit>& rows) {
  std::vector<double> rho;
  for (const PassHatFit& row : rows) {
    if (row.p > 0 && row.p < 1) rho.push_back(row.rho);
  }
  std::sort(rho.begin(), rho.end());
  return base::sorted_quantile(rho, 0.5);
}

}  // namespace

Result<PassHatReport> fit_pass_hat(const std::vector<PassHatRow>& rows) {
  if (rows.size() > kMaxPassHatRows) {
    return Error{ErrorCode::limit_exceeded,
                 std::to_string(rows.size()) + " rows of pass^k; at most " + std::to_string(kMaxPassHatRows),
                 {}};
  }
  PassHatReport out;
  out.method = "beta-binomial through pass^1 and pass^2, item scope";
  for (const PassHatRow& row : rows) {
    if (const std::string why = impossible(row.pass_hat); !why.empty()) {
      ++out.dropped;
      if (out.issues.size() < kMaxListedIssues) {
        out.issues.push_back({Severity::error, "bad_pass_hat", "the row is left out: " + why, row.where});
      }
      continue;
    }
    out.rows.push_back(fit_row(row, out.issues));
    const PassHatFit& fit = out.rows.back();
    out.pipelines.push_back(simulate::one_work_pipeline(
        fit.p, fit.rho, "fit: pass^1 and pass^2" + (fit.label.empty() ? "" : " of " + fit.label)));
  }
  if (out.rows.empty()) {
    Error error{ErrorCode::no_records, "no row has a usable pass^1 and pass^2", {}};
    if (!out.issues.empty()) {
      error.message += "; the first problem: " + out.issues.front().message;
      error.where = out.issues.front().where;
    }
    return error;
  }
  out.errors = errors_of(out.rows);
  out.rho_median = median_rho(out.rows);
  return out;
}

}  // namespace nines
