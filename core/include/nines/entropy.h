// How scattered the answers are: entropy of counts by four estimators, coverage of the answers seen, and the divergence
// of two distributions. Pure functions; the order of categories changes nothing. Called by `call` and tests.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "nines/resample.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

// `estimates` by id, in the order of the table: plug_in, miller_madow, chao_shen, jackknife (nats), coverage (0..1).
struct EntropyReport {
  std::int64_t answers = 0;     // n
  std::int64_t distinct = 0;    // categories seen
  std::int64_t singletons = 0;  // f1, categories seen once
  std::vector<std::pair<std::string, Estimate>> estimates;
};

// One item. In: how often each category was seen (>= 0; zeros count for nothing). Out: values without interval (one
// item has none); no_data without answers; too_few_items, value kept, when every answer was seen once: then the numbers
// only tell how many answers there are. Fails: bad_value (a negative count). Cost: O(n categories log).
// Sources: Miller 1955; Chao & Shen 2003 (Horvitz-Thompson; all singletons use f1 = n - 1); Zahl 1977
// (jackknife); coverage 1 - f1/n: Good 1953.
Result<EntropyReport> entropy_of_counts(std::span<const std::int64_t> counts);

// Mean over items of each estimator, by item bootstrap. Items with fewer than two answers say nothing and are counted
// in `dropped`; counts of the report are summed over the rest. Fails: bad_value, out_of_range, cancelled.
Result<EntropyReport> mean_entropy(std::span<const std::vector<std::int64_t>> items, const ResampleOptions& options,
                                   RunContext& run);

// Jensen-Shannon divergence in bits, 0 (same) to 1 (nothing in common). In: two rows over the same categories, each
// >= 0 and finite; each is divided by its sum, so counts do too. no_data when a row sums to 0. Fails: bad_value
// (lengths differ, a negative or infinite weight). Source: Lin 1991.
Result<Estimate> jensen_shannon_bits(std::span<const double> p, std::span<const double> q);

}  // namespace nines
