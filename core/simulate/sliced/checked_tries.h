// The commonest loop of all, played in registers: a retry whose attempt is one work and one check of constant rates,
// alone or as the whole body of a repeat. An attempt is one draw over everything it may come to, and lanes do not wait
// for each other: while some try again, others are passes ahead. Compiled by program.cpp, played by walk_tries.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "simulate/sliced/lane_random.h"

namespace nines::simulate {

// Edges between the outcomes of an attempt, as 128-bit numbers below which a uniform number gives
//   right and passed | right and flagged | wrong and flagged | wrong and passed | crashed.
// Each outcome keeps the relative precision of a Threshold; what rounding leaves over goes to the likeliest.
struct CheckedTries {
  std::size_t work = 0;  // rows
  std::size_t check = 0;
  std::size_t retry = 0;
  std::uint64_t passes = 1;
  std::uint64_t attempts = 1;
  bool tells_flagged = false;  // what was wrong when it was flagged matters, as the last one is accepted
  Threshold below[4];          // in order; only the first `edges` are used
  int edges = 0;
  bool can_crash = false;
  Threshold wrong_if_flagged;  // for a trace of what the draw does not tell
};

// Outcomes of one attempt from the rates of its parts; false: no such draw (nothing is left over).
struct AttemptRates {
  Probability success;
  Probability loud;
  Probability detect;
  Probability alarm;
};
void set_edges(CheckedTries& out, const AttemptRates& rates);

// Where 512 lanes stand in such a loop.
struct TriesState {
  static constexpr std::size_t kPassPlanes = 31;     // kMaxRepeatCount
  static constexpr std::size_t kAttemptPlanes = 15;  // kMaxRetryAttempts
  static constexpr std::size_t kCallPlanes = 32;

  // In: the lanes that enter, and what they carry.
  TriesState(const CheckedTries& how, const LaneSet& lanes, const LaneSet& entered_wrong, const LaneSet& entered_own);

  LaneSet todo;
  LaneSet wrong;
  LaneSet own;
  LaneSet done;  // through all passes
  LaneSet exhausted;
  LaneSet crashed;
  // of the last attempt
  LaneSet flagged{};
  LaneSet bad{};  // delivered wrong by it
  LaneSet passed{};
  LaneSet wrong_and_flagged{};
  std::uint64_t played = 0;  // attempts so far; each lane at work has made as many
  std::size_t pass_planes = 0;
  std::size_t attempt_planes = 0;
  // Numbers that overflow when the last pass or attempt is over.
  LaneSet passes[kPassPlanes];
  LaneSet attempts[kAttemptPlanes];
  bool first_attempt[kAttemptPlanes];
  LaneSet calls[kCallPlanes];  // of the lanes that are through
};

// Plays at most `most` more attempts of all lanes still at work.
void play_tries(const CheckedTries& how, LaneRandom& random, TriesState& state, std::uint64_t most);

}  // namespace nines::simulate
