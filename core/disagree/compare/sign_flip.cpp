// All sign patterns, or random ones (sign_flip.h).
#include "disagree/compare/sign_flip.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <string>

#include "base/rng.h"
#include "base/stats.h"
#include "disagree/resample/item_rows.h"

namespace nines::disagree {
namespace {

constexpr double kTieTolerance = 1e-12;  // of the sum of sizes: sums that differ by rounding only are ties

double signed_sum(std::span<const double> sizes, const std::function<bool(std::size_t)>& is_negative) {
  double sum = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) sum += is_negative(i) ? -sizes[i] : sizes[i];
  return std::fabs(sum);
}

double exact_p(std::span<const double> sizes, double bar) {
  const std::uint64_t patterns = std::uint64_t{1} << (sizes.size() - 1);  // the sign of the first is free by symmetry
  std::uint64_t hits = 0;
  for (std::uint64_t pattern = 0; pattern < patterns; ++pattern)
    hits += signed_sum(sizes, [pattern](std::size_t i) { return ((pattern >> i) & 1) != 0; }) >= bar ? 1U : 0U;
  return static_cast<double>(hits) / static_cast<double>(patterns);
}

}  // namespace

bool sign_flip(std::vector<double> differences, std::int64_t draws, std::uint64_t seed, const RunContext& run,
               TestResult& out) {
  if (differences.empty()) {
    out = {std::nullopt, "no item to compare"};
    return true;
  }
  std::sort(differences.begin(), differences.end());
  const double observed = std::fabs(base::compensated_sum(differences));
  std::erase(differences, 0.0);
  if (differences.empty()) {
    out = {1.0, "sign flips: no item differs"};
    return true;
  }
  for (double& d : differences) d = std::fabs(d);
  std::sort(differences.begin(), differences.end());  // by size: which of two equal sizes flips cannot matter
  const double bar = observed - kTieTolerance * base::compensated_sum(differences);
  if (static_cast<std::int64_t>(differences.size()) <= kMaxExactSigns) {
    out = {exact_p(differences, bar), "sign flips of item differences, all patterns"};
    return true;
  }
  std::int64_t hits = 0;
  for (std::int64_t draw = 0; draw < draws; ++draw) {
    if (run.cancelled()) return false;
    const std::uint64_t stream =
        (static_cast<std::uint64_t>(Stream::sign_flip) << 32) | static_cast<std::uint64_t>(draw);
    base::PhiloxReader words(seed, stream);
    std::uint64_t word = 0;
    const double sum = signed_sum(differences, [&](std::size_t i) {
      if (i % 64 == 0) word = words.next();
      return ((word >> (i % 64)) & 1) != 0;
    });
    hits += sum >= bar ? 1 : 0;
  }
  out = {static_cast<double>(1 + hits) / static_cast<double>(1 + draws),
         "sign flips of item differences, " + std::to_string(draws) + " draws"};
  return true;
}

}  // namespace nines::disagree
