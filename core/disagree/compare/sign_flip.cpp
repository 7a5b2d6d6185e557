// All sign patterns, or random ones (sign_flip.h).
#include "disagree/compare/sign_flip.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>
#include <string>

#include "base/rng.h"
#include "base/stats.h"
#include "disagree/resample/item_rows.h"

namespace nines::disagree {
namespace {

constexpr double kTieTolerance = 1e-12;  // of the sum of sizes: sums that differ by rounding only are ties

// Differences of one size: which of them flip does not matter, only how many.
struct SizeGroup {
  double size = 0;
  std::int64_t count = 0;
};

std::vector<SizeGroup> groups_of(std::span<const double> sizes) {
  std::vector<SizeGroup> groups;
  for (const double size : sizes) {
    if (groups.empty() || groups.back().size != size) groups.push_back({size, 0});
    ++groups.back().count;
  }
  return groups;
}

double exact_p(std::span<const double> sizes, double bar) {
  const std::uint64_t patterns = std::uint64_t{1} << (sizes.size() - 1);  // the sign of the last is free by symmetry
  std::uint64_t hits = 0;
  for (std::uint64_t pattern = 0; pattern < patterns; ++pattern) {
    double sum = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) sum += ((pattern >> i) & 1) != 0 ? -sizes[i] : sizes[i];
    hits += std::fabs(sum) >= bar ? 1U : 0U;
  }
  return static_cast<double>(hits) / static_cast<double>(patterns);
}

// How many of `count` fair coins show heads, a bit each.
class FairBits {
 public:
  FairBits(std::uint64_t seed, std::uint64_t stream) : words_(seed, stream) {}

  std::int64_t heads(std::int64_t count) {
    std::int64_t sum = 0;
    while (count > 0) {
      if (left_ == 0) {
        word_ = words_.next();
        left_ = 64;
      }
      const std::int64_t taken = std::min(count, left_);
      const std::uint64_t mask = taken == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << taken) - 1;
      sum += std::popcount(word_ & mask);
      word_ = taken == 64 ? 0 : word_ >> taken;
      left_ -= taken;
      count -= taken;
    }
    return sum;
  }

 private:
  base::PhiloxReader words_;
  std::uint64_t word_ = 0;
  std::int64_t left_ = 0;
};

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
  const std::vector<SizeGroup> groups = groups_of(differences);
  const auto cost = static_cast<std::int64_t>(groups.size() + differences.size() / 64 + 1);
  draws = std::min(draws, std::max(base::kMinBootstrap, base::kMaxBootstrapWork / cost));
  std::int64_t hits = 0;
  for (std::int64_t draw = 0; draw < draws; ++draw) {
    if (run.cancelled()) return false;
    FairBits bits(seed, (static_cast<std::uint64_t>(Stream::sign_flip) << 32) | static_cast<std::uint64_t>(draw));
    double sum = 0;
    for (const SizeGroup& group : groups)
      sum += group.size * static_cast<double>(group.count - 2 * bits.heads(group.count));
    hits += std::fabs(sum) >= bar ? 1 : 0;
  }
  out = {static_cast<double>(1 + hits) / static_cast<double>(1 + draws),
         "sign flips of item differences, " + std::to_string(draws) + " draws"};
  return true;
}

}  // namespace nines::disagree
