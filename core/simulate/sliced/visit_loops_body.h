// Loops of work and check with a hidden cause (visit_tries.h), once for each register width: a part of
// lane_loops_body.h, included by it only.
#pragma once

#include "simulate/sliced/lane_loops.h"

namespace nines::simulate {
namespace {

// ---- which class each lane draws

// Of `lanes`, those below the one edge between two classes.
NINES_LANES LaneSet below_edge(LaneRandom& random, const LaneSet& lanes, std::uint64_t edge) {
  LaneSet below = no_lanes();
  LaneSet open = lanes;
  for (int i = 0; i < 64; ++i, edge <<= 1) {
    const LaneSet bits = random.next();
    if ((edge >> 63) != 0) {
      below |= open - bits;
      open &= bits;
    } else {
      open -= bits;
    }
    if (!any(open)) break;
  }
  return below;
}

NINES_LANES void draw_many(const VisitTries& how, LaneRandom& random, VisitsState& state) {
  LaneSet below[VisitTries::kMostClasses];
  LaneSet open[VisitTries::kMostClasses];
  const std::size_t edges = how.edges.size();
  for (std::size_t k = 0; k < edges; ++k) {
    below[k] = no_lanes();
    open[k] = state.todo;
  }
  bool is_open = true;
  for (int i = 63; i >= 0 && is_open; --i) {
    const LaneSet bits = random.next();
    LaneSet sum = no_lanes();
    for (std::size_t k = 0; k < edges; ++k) {
      if (((how.edges[k] >> i) & 1) != 0) {
        below[k] |= open[k] - bits;
        open[k] &= bits;
      } else {
        open[k] -= bits;
      }
      sum |= open[k];
    }
    is_open = any(sum);
  }
  LaneSet left = state.todo;
  for (std::size_t k = 0; k < edges; ++k) {
    state.classes[k] = left & below[k];
    left -= below[k];
  }
  state.classes[edges] = left;
}

NINES_LANES void draw_classes(const VisitTries& how, LaneRandom& random, VisitsState& state) {
  if (how.edges.empty()) {
    state.classes[0] = state.todo;
  } else if (how.edges.size() == 1) {
    const LaneSet below = below_edge(random, state.todo, how.edges[0]);
    state.classes[0] = below;
    state.classes[1] = state.todo - below;
  } else {
    draw_many(how, random, state);
  }
}

// ---- coins whose bias is the class's

NINES_LANES void start_digits(const VisitTries& how, VisitsState& state) {
  state.sure = no_lanes();
  state.digits_made = 0;
  state.most_digits = 0;
  for (std::size_t k = 0; k < how.success.size(); ++k) {
    if (!any(state.classes[k])) continue;
    const Threshold& here = how.success[k];
    if (here.digits > state.most_digits) state.most_digits = here.digits;
    if (here.sure) state.sure |= state.classes[k];
  }
}

NINES_LANES void make_digits(const VisitTries& how, VisitsState& state, int to) {
  const std::size_t classes = how.success.size();
  for (int i = state.digits_made; i < to; ++i) {
    const std::uint64_t* at = &how.success_at[static_cast<std::size_t>(i) * classes];
    LaneSet digit = no_lanes();
    for (std::size_t k = 0; k < classes; ++k) digit |= state.classes[k] & LaneSet{Quad{} + at[k], Quad{} + at[k]};
    state.digits[i] = digit;
  }
  state.digits_made = to;
}

NINES_LANES LaneSet succeed(const VisitTries& how, LaneRandom& random, VisitsState& state, const LaneSet& lanes) {
  constexpr int kAtOnce = 8;
  LaneSet below = lanes & state.sure;
  LaneSet open = lanes - state.sure;
  for (int i = 0; i < state.most_digits && any(open);) {
    if (i == state.digits_made)
      make_digits(how, state, i + kAtOnce < state.most_digits ? i + kAtOnce : state.most_digits);
    for (; i < state.digits_made && any(open); ++i) {
      const LaneSet bits = random.next();
      const LaneSet& digit = state.digits[i];
      below |= (open & digit) - bits;
      open -= bits ^ digit;
    }
  }
  return below;
}

// ---- a visit

NINES_LANES void count_one_more(VisitsState& state, const LaneSet& lanes) {
  LaneSet carry = lanes;
  for (std::size_t p = 0; any(carry); ++p) {
    if (p == state.more_planes) {
      state.more[state.more_planes++] = carry;
      return;
    }
    const LaneSet here = state.more[p];
    state.more[p] = here ^ carry;
    carry &= here;
  }
}

// One pass. Out: the lanes that go on.
NINES_LANES LaneSet play_visit(const VisitTries& how, LaneRandom& random, VisitsState& state) {
  const LaneSet lanes = state.todo;
  const LaneSet entered = state.wrong;
  LaneSet wrong = entered;
  LaneSet own = state.own - lanes;
  LaneSet todo = lanes;
  LaneSet done = no_lanes();
  for (std::uint64_t attempt = 1; any(todo); ++attempt) {
    if (attempt > 1) {
      count_one_more(state, todo);
      wrong = choose(todo, entered, wrong);
      own -= todo;
    }
    state.steps += attempt > 1 ? 2 : 1;
    const LaneSet bad = todo - succeed(how, random, state, todo);
    LaneSet crashed = no_lanes();
    if (how.loud.digits > 0 || how.loud.sure) crashed = tossed(random, bad, how.loud);
    state.crashed |= crashed;
    wrong |= bad - crashed;
    own |= bad - crashed;
    const LaneSet delivered = todo - crashed;
    LaneSet flagged = no_lanes();
    if (any(delivered)) {
      ++state.steps;
      flagged = tossed_either(random, delivered, own, how.detect, how.alarm);
    }
    done |= delivered - flagged;
    todo = flagged;
    if (attempt == how.attempts) break;
  }
  if (how.accepts_last)
    done |= todo;
  else
    state.exhausted |= todo;
  state.own = own | (lanes & wrong & state.own);
  state.wrong = wrong;
  return done;
}

void play_visits(const VisitTries& how, LaneRandom& from, VisitsState& state, std::uint64_t most) {
  LaneRandom random = from;
  const std::uint64_t until = state.steps + most;
  while (state.steps < until && state.passes < how.passes && any(state.todo)) {
    if (how.repeated) state.steps += state.passes > 0 ? 2 : 1;
    if (how.draws) draw_classes(how, random, state);
    if (how.draws || state.passes == 0) start_digits(how, state);
    const LaneSet live = play_visit(how, random, state);
    ++state.passes;
    const LaneSet gone = state.todo - live;
    state.todo = live;
    if (!any(gone)) continue;
    std::size_t plane = 0;
    for (std::uint64_t t = state.passes; t != 0; t >>= 1, ++plane) {
      if ((t & 1) != 0) state.begun[plane] |= gone;
    }
  }
  from = random;
}

}  // namespace
}  // namespace nines::simulate
