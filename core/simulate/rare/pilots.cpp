// See pilots.h.
#include "simulate/rare/pilots.h"

#include <algorithm>
#include <optional>

#include "simulate/check_params.h"

namespace nines::simulate {
namespace {

constexpr std::uint64_t kPilotRuns = 2'048;
constexpr std::uint64_t kMorePilotRuns = 16'384;  // where those are too few
constexpr std::uint64_t kSearchRuns = 1'024;
constexpr double kLowestExponent = 1.0 / 256;
constexpr std::uint64_t kPlainRuns = 4;  // as long as so many of the longest plain run, raised draws may go on
constexpr std::uint64_t kFewDraws = 1'000;
constexpr double kSeenShare = 0.01;   // of the runs: enough to learn from
constexpr double kOftenEnough = 0.2;  // of the runs: less tempered ones would do
constexpr int kHalvings = 4;
constexpr int kMostSteps = 24;
constexpr int kRefinements = 2;       // at exponent 1
constexpr double kFewEffective = 80;  // hits; a step that leaves fewer is too long
constexpr double kEffectiveShare = 0.2;
constexpr std::uint64_t kAssignments = 256;
constexpr std::uint64_t kAssignedRuns = 16;
constexpr Exponents kStepsBack{1, 0.5, 0.2, 0.05};  // of the way back to 1

class Pilots {
 public:
  Pilots(const Plan& plan, RareEnd end, std::uint64_t seed, const RunContext& run)
      : plan_(plan), end_(end), seed_(seed), run_(run) {}

  std::optional<Error> learn() {
    const double plain = share_at(1);
    if (error_ || plain >= kPlainShare) return error_;
    out_.is_tilted = true;
    out_.twist.most_draws = kPlainRuns * longest_ + kFewDraws;
    find_exponent();
    double at = 0;
    for (int step = 0, refined = 0; step < kMostSteps && refined <= kRefinements && !error_; ++step) {
      if (step + kRefinements + 1 >= kMostSteps) at = 1;
      Exponents targets;
      for (std::size_t k = 0; k < kTargets; ++k) targets[k] = at + (1 - at) * kStepsBack[k];
      PilotSums sums = play(kPilotRuns, &targets);
      if (effective_of(sums) < kFewEffective && !error_) sums = play(kMorePilotRuns, &targets);
      if (error_ || sums.hits == 0) break;
      const std::size_t taken = longest_step(sums);
      out_.twist.learn(sums, taken);
      at = targets[taken];
      if (at >= 1) ++refined;
    }
    return error_;
  }

  Learned take() { return std::move(out_); }

 private:
  // Under the shortest step.
  static double effective_of(const PilotSums& sums) { return sums.of[kTargets - 1].effective(); }

  static std::size_t longest_step(const PilotSums& sums) {
    const double least =
        std::min(std::max(kFewEffective, kEffectiveShare * static_cast<double>(sums.hits)), 0.5 * effective_of(sums));
    for (std::size_t k = 0; k < kTargets; ++k) {
      if (sums.of[k].effective() >= least) return k;
    }
    return kTargets - 1;
  }

  // The largest exponent at which the end is seen often, but not so often that it is seen for many reasons at once.
  void find_exponent() {
    double low = 0.5;
    double high = 1;
    double share = share_at(low);
    while (share < kSeenShare && low > kLowestExponent && !error_) {
      high = low;
      low /= 2;
      share = share_at(low);
    }
    if (share < kSeenShare) return find_assignment();
    for (int i = 0; i < kHalvings && share > kOftenEnough && !error_; ++i) {
      const double middle = (low + high) / 2;
      const double here = share_at(middle);
      (here >= kSeenShare ? low : high) = middle;
      if (here >= kSeenShare) share = here;
    }
    out_.twist.exponent = low;
  }

  // Where raising everything raises what would prevent the end as well: kinds of draws raised or not by chance, until
  // the end is seen.
  void find_assignment() {
    std::uint64_t best = 0;
    std::uint64_t most = 0;
    for (std::uint64_t one = 1; one <= kAssignments && !error_; ++one) {
      out_.twist.assignment = one;
      const std::uint64_t hits = play(kAssignedRuns, nullptr).hits;
      if (hits > most) best = one;
      most = std::max(most, hits);
    }
    out_.twist.assignment = best;
  }

  double share_at(double exponent) {
    out_.twist.exponent = exponent;
    return static_cast<double>(play(kSearchRuns, nullptr).hits) / static_cast<double>(kSearchRuns);
  }

  PilotSums play(std::uint64_t runs, const Exponents* targets) {
    Coins coins(out_.twist, targets);
    RareWalk walk(plan_, coins, run_);
    ++stream_;
    std::uint64_t hits = 0;
    for (std::uint64_t trial = 0; trial < runs; ++trial) {
      coins.start(seed_, stream_, trial);
      const RareWalk::End end = walk.play();
      longest_ = std::max(longest_, coins.draws());
      if (walk.is_stopped()) {
        error_ = stopped_error(walk);
        break;
      }
      if (!is_met(end_, end)) continue;
      ++hits;
      if (targets != nullptr) coins.add_hit();
    }
    out_.runs += runs;
    PilotSums sums = coins.take_sums();
    sums.hits = hits;
    return sums;
  }

  const Plan& plan_;
  RareEnd end_;
  std::uint64_t seed_;
  const RunContext& run_;
  std::uint64_t longest_ = 0;  // run so far, in draws
  std::uint64_t stream_ = 0;   // the runs that count are stream 0
  Learned out_;
  std::optional<Error> error_;
};

}  // namespace

bool is_met(RareEnd end, RareWalk::End by) {
  switch (end) {
    case RareEnd::failure: return by != RareWalk::End::ok;
    case RareEnd::silent: return by == RareWalk::End::silent;
    case RareEnd::detected: break;
  }
  return by == RareWalk::End::detected;
}

Error stopped_error(const RareWalk& walk) {
  if (!walk.is_overrun()) return error_at(ErrorCode::cancelled, "", "cancelled while sampling");
  return error_at(ErrorCode::limit_exceeded, "/pipeline/steps",
                  "a sampled run may walk more than " + std::to_string(kMaxSampledVisits) +
                      " steps; the exact engine has no such limit");
}

Result<Learned> learn_twist(const Plan& plan, RareEnd end, std::uint64_t seed, const RunContext& run) {
  Pilots pilots(plan, end, seed, run);
  if (std::optional<Error> error = pilots.learn()) return *error;
  return pilots.take();
}

}  // namespace nines::simulate
