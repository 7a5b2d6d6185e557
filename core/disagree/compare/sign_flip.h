// Sign-flip test of a mean of item differences: if nothing differs, each difference might as well have the other sign.
#pragma once

#include <cstdint>
#include <vector>

#include "nines/compare.h"
#include "nines/run_context.h"

namespace nines::disagree {

// Two-sided p of sum(differences): all sign patterns when at most kMaxExactSigns differ from 0, else `draws` random
// ones (fewer for huge data; the method says how many). p = 1 when none differ; none without differences. Depends on
// the set of differences only. False when cancelled.
bool sign_flip(std::vector<double> differences, std::int64_t draws, std::uint64_t seed, const RunContext& run,
               TestResult& out);

}  // namespace nines::disagree
