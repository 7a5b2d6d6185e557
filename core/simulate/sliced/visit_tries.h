// The other loop that is played in one go: a retry of one work and one check whose work has a hidden cause, drawn for
// each visit or once for the run, alone or as the whole body of a repeat. Takes the same random words in the same order
// as the walk row by row, so that single runs are told by that. Compiled by program.cpp, played by walk_visits.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "simulate/sliced/lane_random.h"

namespace nines::simulate {

struct VisitTries {
  static constexpr std::size_t kMostClasses = 16;  // laws with more are walked row by row

  std::size_t work = 0;  // rows
  std::size_t check = 0;
  std::size_t retry = 0;
  bool repeated = false;
  std::uint64_t passes = 1;
  std::uint64_t attempts = 1;
  bool accepts_last = false;
  bool draws = false;                     // each visit draws its class
  std::size_t law = 0;                    // of the work
  std::vector<std::uint64_t> edges;       // of its classes
  std::vector<Threshold> success;         // by class
  std::vector<std::uint64_t> success_at;  // its digits as whole words of them: [digit * classes + class]
  Threshold loud;
  Threshold detect;
  Threshold alarm;
};
void lay_out_digits(VisitTries& out);

// Where 512 lanes stand in such a loop.
struct VisitsState {
  static constexpr std::size_t kCountPlanes = 32;
  static constexpr std::size_t kDigits = 128;

  VisitsState(const VisitTries& how, const LaneSet& lanes, const LaneSet& entered_wrong, const LaneSet& entered_own);

  LaneSet todo;  // at work, between passes
  LaneSet wrong;
  LaneSet own;
  LaneSet exhausted;
  LaneSet crashed;
  std::uint64_t passes = 0;  // so far
  std::uint64_t steps = 0;   // rows and passes walked
  // How many passes the lanes began that left before the last one, and how many more attempts all lanes made.
  LaneSet begun[kCountPlanes];
  LaneSet more[kCountPlanes];
  std::size_t more_planes = 0;
  // Lanes by class, those that succeed for sure, and the thresholds of the others as far as they were needed.
  std::array<LaneSet, VisitTries::kMostClasses> classes;
  LaneSet sure{};
  LaneSet digits[kDigits];
  int digits_made = 0;
  int most_digits = 0;
};

// Plays passes of all lanes still at work until `most` more rows and passes have been walked.
void play_visits(const VisitTries& how, LaneRandom& random, VisitsState& state, std::uint64_t most);

}  // namespace nines::simulate
