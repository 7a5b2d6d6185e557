// Time of 512 runs (lane_clock.h).
#include "simulate/sliced/lane_clock.h"

#include <algorithm>
#include <cmath>

#include "base/rng.h"
#include "base/special.h"

namespace nines::simulate {
namespace {

constexpr double kTicks = 0x1p40;                             // of the deadline
constexpr std::uint64_t kOwnStream = std::uint64_t{1} << 63;  // blocks of trials draw from the lower half

std::uint64_t whole_ticks(double ticks) {
  return ticks >= 2 * kTicks ? static_cast<std::uint64_t>(2 * kTicks)
                             : static_cast<std::uint64_t>(std::floor(ticks + 0.5));
}

}  // namespace

std::shared_ptr<const SlicedDeadline> deadline_of(const Plan& plan) {
  if (!plan.pipeline->deadline_ms) return nullptr;
  auto out = std::make_shared<SlicedDeadline>();
  const double deadline = *plan.pipeline->deadline_ms;
  out->most = deadline > 0 ? static_cast<std::uint64_t>(kTicks * (1 + 1e-9)) : 0;  // sums of times are rounded
  for (const Node& node : plan.nodes) {
    SlicedTime time;
    const double mean = node.has(Param::latency_ms) ? node.real(Param::latency_ms) : 0;
    if (mean > 0) {
      time.ticks = deadline > 0 ? std::min(mean / deadline, 0x1p40) * kTicks : kTicks;
      time.is_exponential = node.word(Param::latency) == word::kExponential;
    }
    out->rows.push_back(time);
  }
  return out;
}

void LaneClock::start(std::uint64_t seed, std::uint64_t block) {
  seed_ = seed;
  first_ = block * kLanes;
  std::fill(used_.begin(), used_.end(), std::uint64_t{0});
  std::fill(executions_.begin(), executions_.end(), std::uint64_t{0});
}

std::uint64_t LaneClock::draw(std::size_t lane, double mean) {
  const std::uint64_t trial = first_ + static_cast<std::uint64_t>(lane);
  const std::uint64_t word = base::Philox(seed_, kOwnStream | trial).at(executions_[lane]++);
  const double u = (static_cast<double>(word >> 11) + 0.5) * 0x1p-53;
  return whole_ticks(mean * (0 - base::log(u)));
}

LaneSet LaneClock::spend(std::size_t row, const LaneSet& lanes) {
  const SlicedTime& time = deadline_.rows[row];
  LaneSet late = no_lanes();
  if (!(time.ticks > 0)) return late;
  const std::uint64_t constant = whole_ticks(time.ticks);
  for_each_lane(lanes, [&](std::size_t lane) {
    used_[lane] += time.is_exponential ? draw(lane, time.ticks) : constant;
    if (used_[lane] > deadline_.most) add_lane(late, lane);
  });
  return late;
}

void LaneClock::next(Mark& mark, const LaneSet& played) {
  for_each_lane(played, [&](std::size_t lane) {
    mark.longest[lane] = std::max(mark.longest[lane], used_[lane]);
    used_[lane] = mark.entered[lane];
  });
}

void LaneClock::finish(const Mark& mark, const LaneSet& lanes) {
  for_each_lane(lanes, [&](std::size_t lane) { used_[lane] = mark.longest[lane]; });
}

}  // namespace nines::simulate
