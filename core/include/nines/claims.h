// Claimed rates against counted data: is what was said compatible with what was seen? Pure functions. Called by `call`
// and tests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nines/status.h"
#include "nines/values.h"

namespace nines {

struct Claim {
  std::string name;
  double claimed = 0;  // rate, in [0, 1]
  std::int64_t k = 0;  // successes seen
  std::int64_t n = 0;  // of so many independent trials
};

enum class ClaimVerdict : std::uint8_t { compatible, below, above, no_data };

struct ClaimResult {
  Claim claim;
  Estimate observed;                             // k / n with Clopper-Pearson interval; no_data when n = 0
  double p = 1;                                  // exact binomial, two-sided (1 when n = 0)
  double adjusted_p = 1;                         // by Holm over the claims that have data
  ClaimVerdict verdict = ClaimVerdict::no_data;  // below, above: what was seen lies there and p < 1 - level
};

struct ClaimReport {
  std::vector<ClaimResult> claims;  // in the order given
  std::int64_t tested = 0;
  std::int64_t not_reproduced = 0;  // below, by the unadjusted p
  std::int64_t not_reproduced_adjusted = 0;
  std::int64_t exceeded = 0;
  std::string summary;  // "4 of 7 claims not reproduced"
};

// Fails: out_of_range (a claim outside [0, 1], k outside [0, n], level outside (0, 1)). Cost: O(log n) a claim.
Result<ClaimReport> test_claims(const std::vector<Claim>& claims, double level = 0.95);

// Two-sided exact p of k of n under the rate p0: the chance of every count that is no likelier than k (ties within 1e-7
// count as equal). In: 0 <= k <= n, p0 in [0, 1]. Source: Clopper & Pearson 1934 in the form of Hirji 2006 (minimum
// likelihood).
double binomial_test(std::int64_t k, std::int64_t n, double p0);

}  // namespace nines
