// The walker's blocks whose bodies stand side by side (walker.h): parallel, map.
#include "simulate/sliced/walker.h"

namespace nines::simulate {

// All lanes of the block are played; where all are needed, the first that stops decides what the block does.
LaneSet Walker::parallel(std::size_t i, const LaneSet& lanes) {
  const SlicedRow& row = rows_[i];
  const CrowdRow& crowd = program_.crowds[row.at];
  const bool is_map = row.kind == StepKind::map;
  const Entered entered = enter(lanes);
  const std::int64_t outside = attempt_;
  LaneCounter right;
  LaneCounter delivered;
  LaneSet bad = no_lanes();  // some lane delivered something wrong
  LaneSet own = no_lanes();
  LaneSet stopped = no_lanes();
  Entered first_stop = entered;
  std::array<LaneSet, kExits> first_exit{};
  LaneSet todo = lanes;
  std::size_t r = i + 1;
  LaneClock::Mark mark = begin_at_once();
  for (std::int64_t lane = 1; lane <= crowd.n && any(todo) && !stopped_; ++lane, todo = playing(todo)) {
    attempt_ = lane;
    ++steps_;
    restart(entered, todo, Context::as_entered);
    const std::size_t end = is_map ? row.end : rows_[r].end;
    const LaneSet live = pass(r, end, is_map && row.graph, todo);
    const LaneSet left = todo - live;
    if (any(left)) {
      const LaneSet now = left - stopped;
      stopped |= left;
      first_stop = {choose(now, wrong_, first_stop.wrong), choose(now, own_, first_stop.own),
                    choose(now, taint_, first_stop.taint)};
      for (std::size_t e = 0; e < kExits; ++e) first_exit[e] |= exits_[e] & now;
      forget_exits(left);
    }
    next_at_once(mark, todo);
    bad |= live & wrong_;
    own |= live & own_;
    if (!crowd.needs_all) {
      right.add(live - wrong_);
      delivered.add(live);
    }
    if (!is_map) r = end;
  }
  attempt_ = outside;
  finish_at_once(mark, lanes);
  stopped = playing(stopped);
  LaneSet good = playing(lanes);
  LaneSet there = good;
  if (crowd.needs_all) {
    there -= stopped;
    good = there - bad;
  } else {
    there &= delivered.at_least(static_cast<std::uint64_t>(crowd.k));
    good = there & right.at_least(static_cast<std::uint64_t>(crowd.k));
    stopped = no_lanes();
  }
  const LaneSet joined = toss(random_, good, crowd.right);
  const LaneSet live = deliver(entered, lanes - stopped, joined, there - joined, own | (good - joined));
  if (any(stopped)) {
    wrong_ = choose(stopped, first_stop.wrong, wrong_);
    own_ = choose(stopped, first_stop.own, own_);
    taint_ = choose(stopped, first_stop.taint, taint_);
    for (std::size_t e = 0; e < kExits; ++e) exits_[e] |= first_exit[e] & stopped;
    leave(entered, stopped);
  }
  return live;
}

}  // namespace nines::simulate
