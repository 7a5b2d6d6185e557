// Time of 512 runs under a deadline: what each has used, in ticks, and how bodies played at once take as long as the
// longest. Exponential times come from a stream of their own, Philox4x32-10 of (seed, trial, execution), so that the
// rest of a sample is the same with and without a deadline. Used by the walker where a deadline is set.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "simulate/plan.h"
#include "simulate/sliced/lane_set.h"

namespace nines::simulate {

// What an execution of one row takes.
struct SlicedTime {
  double ticks = 0;  // mean
  bool is_exponential = false;
};

// The deadline in ticks, and what its rows take; nothing without a deadline.
struct SlicedDeadline {
  std::uint64_t most = 0;
  std::vector<SlicedTime> rows;  // by node of the plan
};
std::shared_ptr<const SlicedDeadline> deadline_of(const Plan& plan);

class LaneClock {
 public:
  // Where bodies played at once began, and how long the longest has taken.
  struct Mark {
    std::vector<std::uint64_t> entered;
    std::vector<std::uint64_t> longest;
    LaneSet late{};
  };

  explicit LaneClock(const SlicedDeadline& deadline) : deadline_(deadline), used_(kLanes), executions_(kLanes) {}
  void start(std::uint64_t seed, std::uint64_t block);

  // Adds one execution of a row. Out: the lanes that it takes beyond the deadline.
  LaneSet spend(std::size_t row, const LaneSet& lanes);

  [[nodiscard]] Mark begin() const { return {used_, used_, no_lanes()}; }
  // One body has been played: back to the start for the next one.
  void next(Mark& mark, const LaneSet& played);
  void finish(const Mark& mark, const LaneSet& lanes);

 private:
  std::uint64_t draw(std::size_t lane, double mean);

  const SlicedDeadline& deadline_;
  std::uint64_t seed_ = 0;
  std::uint64_t first_ = 0;  // trial of lane 0
  std::vector<std::uint64_t> used_;
  std::vector<std::uint64_t> executions_;  // with an exponential time
};

}  // namespace nines::simulate
