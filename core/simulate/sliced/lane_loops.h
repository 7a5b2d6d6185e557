// The inner loops of the sampled engine, compiled for several register widths and chosen when they are first asked for.
// All give the same integers. Used by core/simulate/sliced only.
#pragma once

#include <cstddef>
#include <cstdint>

#include "simulate/sliced/checked_tries.h"
#include "simulate/sliced/lane_random.h"
#include "simulate/sliced/visit_tries.h"

namespace nines::simulate {

// What each does stands where its wrapper is declared: lane_random.h, checked_tries.h, visit_tries.h,
// lane_set.h.
struct LaneLoops {
  void (*start)(LaneRandom& random, std::uint64_t seed, std::uint64_t block);
  void (*toss)(LaneRandom& random, const LaneSet& lanes, const Threshold& p, LaneSet& out);
  void (*toss_either)(LaneRandom& random, const LaneSet& lanes, const LaneSet& first, const Threshold& p,
                      const Threshold& q, LaneSet& out);
  int (*toss_planes)(LaneRandom& random, LaneSet& open, LaneSet& below, const LaneSet* planes, int from, int digits);
  void (*play_tries)(const CheckedTries& how, LaneRandom& random, TriesState& state, std::uint64_t most);
  void (*play_visits)(const VisitTries& how, LaneRandom& random, VisitsState& state, std::uint64_t most);
  std::uint64_t (*sum)(const LaneSet* planes, std::size_t count, const LaneSet& lanes);
  std::uint64_t (*sum_of_squares)(const LaneSet* planes, std::size_t count, const LaneSet& lanes);
};

const LaneLoops& portable_loops();
// Nothing where they were not compiled or this machine lacks the registers.
const LaneLoops* avx2_loops();
const LaneLoops* avx512_loops();

// The widest that runs here.
const LaneLoops& lane_loops();

}  // namespace nines::simulate
