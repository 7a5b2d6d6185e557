// The loops of lane_loops.h, once for each register width: included by lane_loops*.cpp only, each in a namespace of its
// own and with flags of its own. Calls nothing that is not inlined here.
#pragma once

#include "simulate/sliced/lane_loops.h"

namespace nines::simulate {
namespace {

// ---------------------------------------------------------------- biased coins

NINES_LANES LaneSet tossed(LaneRandom& random, const LaneSet& lanes, const Threshold& p) {
  LaneSet below = p.sure ? lanes : no_lanes();
  LaneSet open = lanes;
  for (int i = 0; i < p.digits && any(open); ++i) {
    const LaneSet bits = random.next();
    if (p.digit(i) != 0) {
      below |= open - bits;
      open &= bits;
    } else {
      open -= bits;
    }
  }
  return below;
}

void toss(LaneRandom& random, const LaneSet& lanes, const Threshold& p, LaneSet& out) {
  LaneRandom local = random;
  out = tossed(local, lanes, p);
  random = local;
}

NINES_LANES LaneSet tossed_either(LaneRandom& random, const LaneSet& lanes, const LaneSet& first, const Threshold& p,
                                  const Threshold& q) {
  LaneSet below = no_lanes();
  LaneSet open = lanes;
  if (p.sure) {
    below |= lanes & first;
    open -= first;
  }
  if (q.sure) {
    below |= lanes - first;
    open &= first;
  }
  if (p.never()) open -= first;
  if (q.never()) open &= first;
  const int digits = p.digits > q.digits ? p.digits : q.digits;
  for (int i = 0; i < digits && any(open); ++i) {
    const LaneSet bits = random.next();
    const Quad one = Quad{} - p.digit(i);
    const Quad other = Quad{} - q.digit(i);
    const LaneSet digit{other ^ (first.low & (one ^ other)), other ^ (first.high & (one ^ other))};
    below |= (open & digit) - bits;
    open -= bits ^ digit;
  }
  return below;
}

void toss_either(LaneRandom& random, const LaneSet& lanes, const LaneSet& first, const Threshold& p, const Threshold& q,
                 LaneSet& out) {
  LaneRandom local = random;
  out = tossed_either(local, lanes, first, p, q);
  random = local;
}

int toss_planes(LaneRandom& random, LaneSet& open, LaneSet& below, const LaneSet* planes, int from, int digits) {
  LaneRandom local = random;
  LaneSet left = open;
  int i = from;
  for (; i < digits && any(left); ++i) {
    const LaneSet bits = local.next();
    const LaneSet& digit = planes[i];
    below |= (left & digit) - bits;
    left -= bits ^ digit;
  }
  open = left;
  random = local;
  return i;
}

// ---------------------------------------------------------------- loops of work and check

// The first digit left of an edge against that of the uniform numbers.
NINES_LANES void compare(std::uint64_t& digits, const LaneSet& bits, LaneSet& open, LaneSet& below) {
  const bool is_one = static_cast<std::int64_t>(digits) < 0;
  digits <<= 1;
  if (is_one) {
    below |= open - bits;
    open &= bits;
  } else {
    open -= bits;
  }
}

// Goes on with the next 64 digits of the edges; false: nothing is open any more.
template <std::size_t kEdges>
NINES_LANES bool compare_word(std::uint64_t (&edge)[kEdges], int count, LaneRandom& random, LaneSet (&open)[kEdges],
                              LaneSet (&below)[kEdges]) {
  for (int i = 0; i < count; ++i) {
    const LaneSet bits = random.next();
    compare(edge[0], bits, open[0], below[0]);
    compare(edge[1], bits, open[1], below[1]);
    LaneSet left = open[0] | open[1];
    if constexpr (kEdges > 2) {
      compare(edge[2], bits, open[2], below[2]);
      left |= open[2];
    }
    if constexpr (kEdges > 3) {
      compare(edge[3], bits, open[3], below[3]);
      left |= open[3];
    }
    if (!any(left)) return false;
  }
  return true;
}

// Of `todo`, the lanes below each edge, from one uniform number. Loops over edges are written out: compilers keep what
// has constant places in registers.
template <std::size_t kEdges>
NINES_LANES void draw(const CheckedTries& how, LaneRandom& random, const LaneSet& todo, LaneSet (&below)[kEdges]) {
  LaneSet open[kEdges];
  std::uint64_t edge[kEdges];
  int digits = 0;
  for (std::size_t e = 0; e < kEdges; ++e) {
    const Threshold& one = how.below[e];
    below[e] = no_lanes();
    open[e] = no_lanes();
    if (one.sure) below[e] = todo;
    if (one.digits > 0) open[e] = todo;
    if (one.digits > digits) digits = one.digits;
    edge[e] = one.high;
  }
  if (!compare_word<kEdges>(edge, digits < 64 ? digits : 64, random, open, below) || digits <= 64) return;
  for (std::size_t e = 0; e < kEdges; ++e) edge[e] = how.below[e].low;
  compare_word<kEdges>(edge, digits - 64, random, open, below);
}

// Adds 1 where `lanes`; returns where the number overflows.
NINES_LANES LaneSet count_up(LaneSet* planes, std::size_t used, const LaneSet& lanes) {
  LaneSet carry = lanes;
  for (std::size_t p = 0; p < used; ++p) {
    const LaneSet next = planes[p] & carry;
    planes[p] ^= carry;
    carry = next;
  }
  return carry;
}

template <bool kTellsFlagged, bool kCanCrash>
void play(const CheckedTries& how, LaneRandom& from, TriesState& state, std::uint64_t most) {
  constexpr std::size_t kEdges = 2 + (kTellsFlagged ? 1 : 0) + (kCanCrash ? 1 : 0);
  LaneRandom random = from;
  for (; most > 0 && any(state.todo); --most) {
    const LaneSet todo = state.todo;
    LaneSet below[kEdges];
    draw<kEdges>(how, random, todo, below);
    LaneSet crash = no_lanes();
    LaneSet stayed = todo;
    if constexpr (kCanCrash) {
      stayed = below[kEdges - 1];
      crash = todo - stayed;
      state.crashed |= crash;
    }
    const LaneSet caught = below[kTellsFlagged ? 2 : 1];
    const LaneSet flagged = caught - below[0];
    const LaneSet bad = stayed - caught;
    const LaneSet accepted = stayed - flagged;
    const LaneSet last = count_up(&state.attempts[0], state.attempt_planes, flagged);
    LaneSet through = accepted;
    state.wrong |= bad;
    state.own |= bad;
    if constexpr (kTellsFlagged) {
      state.wrong_and_flagged = caught - below[1];
      state.wrong |= last & state.wrong_and_flagged;
      state.own |= last & state.wrong_and_flagged;
      through |= last;
    } else {
      state.exhausted |= last;
    }
    for (std::size_t p = 0; p < state.attempt_planes; ++p) {
      if (state.first_attempt[p])
        state.attempts[p] |= through;
      else
        state.attempts[p] -= through;
    }
    const LaneSet over = count_up(&state.passes[0], state.pass_planes, through);
    state.done |= over;
    LaneSet gone = over | crash;
    if constexpr (!kTellsFlagged) gone |= last;
    state.todo = todo - gone;
    ++state.played;
    std::size_t plane = 0;
    for (std::uint64_t t = state.played; t != 0; t >>= 1, ++plane) {
      if ((t & 1) != 0) state.calls[plane] |= gone;
    }
    state.flagged = flagged;
    state.bad = bad;
    state.passed = through;
  }
  from = random;
}

void play_tries(const CheckedTries& how, LaneRandom& random, TriesState& state, std::uint64_t most) {
  if (how.tells_flagged && how.can_crash) return play<true, true>(how, random, state, most);
  if (how.tells_flagged) return play<true, false>(how, random, state, most);
  if (how.can_crash) return play<false, true>(how, random, state, most);
  play<false, false>(how, random, state, most);
}

}  // namespace
}  // namespace nines::simulate

#include "simulate/sliced/visit_loops_body.h"

namespace nines::simulate {
namespace {

// ---------------------------------------------------------------- seeds

// Philox4x32-10 of base/rng.h for four counters at once, as 32-bit numbers in 64-bit places.
struct FourBlocks {
  Quad c0, c1, c2, c3;
};

NINES_LANES void philox(FourBlocks& x, std::uint64_t seed) {
  constexpr std::uint64_t kLow = 0xFFFF'FFFFU;
  std::uint64_t key0 = seed & kLow;
  std::uint64_t key1 = seed >> 32;
  for (int round = 0; round < 10; ++round) {
    const Quad a = x.c0 * 0xD251'1F53U;
    const Quad b = x.c2 * 0xCD9E'8D57U;
    const Quad c0 = (b >> 32) ^ x.c1 ^ key0;
    const Quad c2 = (a >> 32) ^ x.c3 ^ key1;
    x.c1 = b & kLow;
    x.c3 = a & kLow;
    x.c0 = c0;
    x.c2 = c2;
    key0 = (key0 + 0x9E37'79B9U) & kLow;
    key1 = (key1 + 0xBB67'AE85U) & kLow;
  }
}

// Words of the row of (seed, block): generator i takes the four from word 4i on.
void start(LaneRandom& random, std::uint64_t seed, std::uint64_t block) {
  constexpr std::uint64_t kLow = 0xFFFF'FFFFU;
  for (std::uint64_t half = 0; half < 2; ++half) {
    FourBlocks first{};
    first.c0 = Quad{8 * half, 8 * half + 2, 8 * half + 4, 8 * half + 6};
    first.c2 = Quad{} + (block & kLow);
    first.c3 = Quad{} + (block >> 32);
    FourBlocks second = first;
    second.c0 = first.c0 + 1;
    philox(first, seed);
    philox(second, seed);
    LaneRandom::Generators& out = half == 0 ? random.low_ : random.high_;
    out.s0 = first.c0 | (first.c1 << 32);
    out.s1 = first.c2 | (first.c3 << 32);
    out.s2 = second.c0 | (second.c1 << 32);
    out.s3 = second.c2 | (second.c3 << 32);
  }
}

// ---------------------------------------------------------------- sums

std::uint64_t sum(const LaneSet* planes, std::size_t count, const LaneSet& lanes) {
  std::uint64_t out = 0;
  for (std::size_t p = 0; p < count; ++p) {
    const LaneSet here = planes[p] & lanes;
    if (any(here)) out += count_of(here) << p;
  }
  return out;
}

// Of the squares: digits times digits.
std::uint64_t sum_of_squares(const LaneSet* planes, std::size_t count, const LaneSet& lanes) {
  std::uint64_t out = 0;
  for (std::size_t p = 0; p < count; ++p) {
    const LaneSet here = planes[p] & lanes;
    out += count_of(here) << (2 * p);
    for (std::size_t q = p + 1; q < count; ++q) out += count_of(here & planes[q]) << (p + q + 1);
  }
  return out;
}

constexpr LaneLoops kLoops{start, toss, toss_either, toss_planes, play_tries, play_visits, sum, sum_of_squares};

}  // namespace
}  // namespace nines::simulate
