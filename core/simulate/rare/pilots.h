// Pilot runs that teach a twist (twist.h) what leads to a rare end: first the written numbers are tempered
// (rare^exponent) until the end is often seen, then the exponent goes back to 1 in steps that the weights of the runs
// allow, and the factors are learned again at each. Used by rare.cpp only.
#pragma once

#include "nines/rare.h"
#include "nines/status.h"
#include "simulate/plan.h"
#include "simulate/rare/twist.h"
#include "simulate/rare/walk.h"

namespace nines::simulate {

struct Learned {
  Twist twist;
  bool is_tilted = false;  // false: the end is no rarer than kPlainShare
  std::uint64_t runs = 0;
};

inline constexpr double kPlainShare = 0.05;

bool is_met(RareEnd end, RareWalk::End by);
// Fails: limit_exceeded where a run walks too long, cancelled.
Result<Learned> learn_twist(const Plan& plan, RareEnd end, std::uint64_t seed, const RunContext& run);
Error stopped_error(const RareWalk& walk);

}  // namespace nines::simulate
