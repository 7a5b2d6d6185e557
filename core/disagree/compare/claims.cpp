// Claims against data (nines/claims.h).
#include "nines/claims.h"

#include <algorithm>

#include "base/bootstrap.h"
#include "base/special.h"
#include "base/stats.h"
#include "nines/compare.h"

namespace nines {
namespace {

constexpr double kLikelihoodTie = 1 + 1e-7;

// P(X <= k) and P(X >= k), X ~ Binomial(n, p).
double lower_tail(std::int64_t k, std::int64_t n, double p) {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return base::beta_cdf(static_cast<double>(n - k), static_cast<double>(k + 1), 1 - p);
}
double upper_tail(std::int64_t k, std::int64_t n, double p) {
  if (k <= 0) return 1;
  if (k > n) return 0;
  return base::beta_cdf(static_cast<double>(k), static_cast<double>(n - k + 1), p);
}

// How many counts on the falling side [from, to] are likelier than `bar`: the probabilities fall along it.
std::int64_t likelier(std::int64_t from, std::int64_t steps, std::int64_t sign, std::int64_t n, double p, double bar) {
  std::int64_t low = 0;
  std::int64_t high = steps;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const std::int64_t count = from + sign * middle;
    if (base::binomial_pmf(static_cast<double>(count), static_cast<double>(n), p) > bar) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::optional<Error> bad_claim(const Claim& claim) {
  if (!(claim.claimed >= 0 && claim.claimed <= 1))
    return Error{ErrorCode::out_of_range, "the claim \"" + claim.name + "\" is not a rate in [0, 1]", {}};
  if (claim.n < 0 || claim.k < 0 || claim.k > claim.n)
    return Error{ErrorCode::out_of_range,
                 "the claim \"" + claim.name + "\" has " + std::to_string(claim.k) + " of " + std::to_string(claim.n),
                 {}};
  return std::nullopt;
}

Estimate observed_rate(const Claim& claim, double level) {
  const base::ItemSample sample{claim.n, claim.n, 0, base::Bounds::unit};
  const char* const method = "k / n";
  if (claim.n == 0) return base::no_estimate(EstimateStatus::no_data, "There are no trials.", sample, method);
  Estimate out = base::no_estimate(EstimateStatus::ok, "", sample, method);
  out.value = static_cast<double>(claim.k) / static_cast<double>(claim.n);
  if (claim.n == 1) {
    out.status = EstimateStatus::too_few_items;
    out.reason = "One trial gives no interval.";
  } else {
    out.ci = base::clopper_pearson(claim.k, claim.n, level);
  }
  return out;
}

void adjust(ClaimReport& report, double level) {
  std::vector<double> p;
  for (const ClaimResult& result : report.claims) {
    if (result.claim.n > 0) p.push_back(result.p);
  }
  const Result<std::vector<double>> adjusted = adjust_p_values(p, Adjustment::holm);
  std::size_t next = 0;
  for (ClaimResult& result : report.claims) {
    if (result.claim.n == 0 || !adjusted) continue;
    result.adjusted_p = (*adjusted)[next++];
    if (result.verdict == ClaimVerdict::below && result.adjusted_p < 1 - level) ++report.not_reproduced_adjusted;
  }
}

}  // namespace

double binomial_test(std::int64_t k, std::int64_t n, double p0) {
  if (n <= 0) return 1;
  if (p0 <= 0) return k == 0 ? 1 : 0;
  if (p0 >= 1) return k == n ? 1 : 0;
  const double bar = base::binomial_pmf(static_cast<double>(k), static_cast<double>(n), p0) * kLikelihoodTie;
  const auto mode = std::min(n, static_cast<std::int64_t>(static_cast<double>(n + 1) * p0));
  double p = 1;
  if (k < mode) {  // the far side starts where counts above the mode are no likelier
    const std::int64_t first = mode + likelier(mode, n - mode + 1, 1, n, p0, bar);
    p = lower_tail(k, n, p0) + upper_tail(first, n, p0);
  } else if (k > mode) {
    const std::int64_t last = mode - likelier(mode, mode + 1, -1, n, p0, bar);
    p = upper_tail(k, n, p0) + lower_tail(last, n, p0);
  }
  return std::min(1.0, p);
}

Result<ClaimReport> test_claims(const std::vector<Claim>& claims, double level) {
  if (!(level > 0 && level < 1)) return Error{ErrorCode::out_of_range, "level must lie between 0 and 1", {}};
  ClaimReport report;
  for (const Claim& claim : claims) {
    if (std::optional<Error> error = bad_claim(claim)) return *error;
    ClaimResult result;
    result.claim = claim;
    result.observed = observed_rate(claim, level);
    if (claim.n > 0) {
      ++report.tested;
      result.p = binomial_test(claim.k, claim.n, claim.claimed);
      result.verdict = result.p >= 1 - level                    ? ClaimVerdict::compatible
                       : *result.observed.value < claim.claimed ? ClaimVerdict::below
                                                                : ClaimVerdict::above;
      report.not_reproduced += result.verdict == ClaimVerdict::below ? 1 : 0;
      report.exceeded += result.verdict == ClaimVerdict::above ? 1 : 0;
    }
    report.claims.push_back(std::move(result));
  }
  adjust(report, level);
  report.summary = report.tested == 0 ? "no claim has data"
                                      : std::to_string(report.not_reproduced) + " of " + std::to_string(report.tested) +
                                            (report.tested == 1 ? " claim" : " claims") + " not reproduced";
  return report;
}

}  // namespace nines
