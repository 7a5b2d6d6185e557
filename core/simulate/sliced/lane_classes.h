// Which class of a hidden cause each of 512 runs drew, and coins whose bias is that class's. A driven step compares one
// uniform number with a threshold that differs from lane to lane: its digits are laid out as bit planes, made when
// first needed. Used by the walker only.
#pragma once

#include <vector>

#include "simulate/sliced/program.h"

namespace nines::simulate {

// Of one law. Blocks that share a law never overlap in time, so they share this too.
class DrawnClasses {
 public:
  // Each of `lanes` draws its class anew.
  void draw(LaneRandom& random, const LaneSet& lanes, const std::vector<std::uint64_t>& edges);
  [[nodiscard]] std::uint64_t version() const { return version_; }

  struct Class {
    std::size_t number = 0;
    LaneSet lanes;
  };
  // Those that somebody drew.
  [[nodiscard]] const std::vector<Class>& present() const { return present_; }

 private:
  struct Edge {
    LaneSet below;
    LaneSet open;
  };
  std::vector<Edge> edges_;
  std::vector<Class> present_;
  std::uint64_t version_ = 0;
};

// The thresholds of one RateSet, lane by lane.
class LaneThresholds {
 public:
  void forget() { version_ = 0; }
  // Of `lanes`, those where the event happens.
  LaneSet toss(LaneRandom& random, const LaneSet& lanes, const RateSet& rates, const DrawnClasses& classes);

 private:
  void start(const RateSet& rates, const DrawnClasses& classes);
  void add_planes(const RateSet& rates, const DrawnClasses& classes);

  std::vector<LaneSet> planes_;
  LaneSet sure_{};
  int digits_ = 0;
  std::uint64_t version_ = 0;
};

}  // namespace nines::simulate
