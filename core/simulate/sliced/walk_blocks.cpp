// The walker's blocks in series (walker.h): group, repeat, retry, fallback, checkpoint, loop, branch.
#include <algorithm>

#include "simulate/sliced/walker.h"

namespace nines::simulate {

void Walker::draw_visit(const SlicedRow& row, const LaneSet& lanes) {
  if (row.law != kNone) classes_[row.law].draw(random_, lanes, program_.edges[row.law]);
}

LaneSet Walker::group(std::size_t i, const LaneSet& lanes) {
  const Entered entered = enter(lanes);
  const LaneSet live = body(i, lanes);
  leave(entered, lanes);
  return live;
}

LaneSet Walker::repeat(std::size_t i, const LaneSet& lanes) {
  const std::int64_t outside = position_;
  LaneSet live = lanes;
  for (std::int64_t pass = 0; pass < rows_[i].times && any(live); ++pass) {
    if (pass > 0) ++steps_;
    position_ = pass;
    const LaneSet begun = live;
    const LaneSet own = own_;
    own_ -= begun;
    live = body(i, begun);
    own_ |= begun & wrong_ & own;
  }
  position_ = outside;
  return live;
}

// ---- blocks that try again

LaneSet Walker::objected(const TriesRow& how, const LaneSet& lanes) const {
  LaneSet out = ended(Exit::flagged) | ended(Exit::abstained);
  if (how.on_crash) out |= ended(Exit::crash);
  return out & lanes;
}

// Lanes whose last attempt was objected to. Out: those that go on all the same.
LaneSet Walker::use_up(const TriesRow& how, const LaneSet& lanes) {
  if (!how.accept_last) {
    forget_exits(lanes);
    end(how.escalate ? Exit::escalated : Exit::exhausted, lanes);
    return no_lanes();
  }
  const LaneSet accepted = lanes & ended(Exit::flagged);
  forget_exits(accepted);  // the others raise their signal once more
  taint_ |= accepted;
  return accepted;
}

// Retry, and fallback, where each row is an attempt.
LaneSet Walker::retry(std::size_t i, const LaneSet& lanes) {
  const SlicedRow& row = rows_[i];
  const TriesRow& how = program_.tries[row.at];
  const bool is_fallback = row.kind == StepKind::fallback;
  if (is_fallback && row.end == i + 1) return lanes;
  draw_visit(row, lanes);
  draw_judges(how, lanes);
  const Entered entered = enter(lanes);
  const std::int64_t outside = attempt_;
  LaneSet todo = lanes;
  LaneSet done = no_lanes();
  std::size_t next = i + 1;
  for (std::int64_t attempt = 1; any(todo); ++attempt) {
    attempt_ = attempt;
    if (attempt > 1) {
      ++steps_;
      restart(entered, todo, how.fresh ? Context::clean : Context::tainted);
    }
    const LaneSet live = is_fallback ? pass(next, rows_[next].end, false, todo) : body(i, todo);
    done |= live;
    todo = objected(how, todo - live);
    next = is_fallback ? rows_[next].end : next;
    if (is_fallback ? next == row.end : attempt == row.times) {
      done |= use_up(how, todo);
      break;
    }
    forget_exits(todo);
  }
  attempt_ = outside;
  leave(entered, lanes);
  return done;
}

LaneSet Walker::checkpoint(std::size_t i, const LaneSet& lanes) {
  const TriesRow& how = program_.tries[rows_[i].at];
  LaneSet live = lanes;
  for (std::int64_t left = how.count; left > 0 && any(live); left -= how.every)
    live = segment(i, std::min(left, how.every), live);
  return live;
}

LaneSet Walker::segment(std::size_t i, std::int64_t passes, const LaneSet& lanes) {
  const TriesRow& how = program_.tries[rows_[i].at];
  const Entered entered = enter(lanes);
  const std::int64_t outside = attempt_;
  LaneSet todo = lanes;
  LaneSet done = no_lanes();
  for (std::int64_t attempt = 1; any(todo); ++attempt) {
    attempt_ = attempt;
    if (attempt > 1) restart(entered, todo, Context::clean);
    LaneSet live = todo;
    for (std::int64_t pass = 0; pass < passes && any(live); ++pass) {
      ++steps_;
      live = body(i, live);
    }
    checks_.add(live);
    const LaneSet flagged = toss_either(random_, live, own_, how.own, how.other);
    end(Exit::flagged, flagged);
    live -= flagged;
    taint_ -= live;
    done |= live;
    todo = objected(how, todo - live);
    forget_exits(todo);
    if (attempt < how.tries) continue;
    end(Exit::exhausted, todo);
    break;
  }
  attempt_ = outside;
  leave(entered, lanes);
  return done;
}

LaneSet Walker::loop(std::size_t i, const LaneSet& lanes) {
  const TriesRow& how = program_.tries[rows_[i].at];
  const std::int64_t outside = attempt_;
  LaneSet todo = lanes;
  LaneSet done = no_lanes();
  for (std::int64_t evaluation = 1; any(todo); ++evaluation) {
    attempt_ = evaluation;
    ++steps_;
    checks_.add(todo);
    const LaneSet accepted = toss_either(random_, todo, wrong_, how.own, how.other);
    done |= accepted;
    todo -= accepted;
    if (evaluation == how.count) {
      (how.accept_last ? done : exits_[static_cast<std::size_t>(Exit::exhausted)]) |= todo;
      break;
    }
    todo = any(todo) ? group(i, todo) : todo;
  }
  attempt_ = outside;
  return done;
}

LaneSet Walker::branch(std::size_t i, const LaneSet& lanes) {
  const std::size_t end = rows_[i].end;
  const LaneSet first = toss(random_, lanes, program_.branches[rows_[i].at]);
  const LaneSet second = lanes - first;
  if (end == i + 1) return lanes;
  const Entered entered = enter(lanes);
  const std::size_t next = rows_[i + 1].end;
  LaneSet live = pass(i + 1, next, false, first);
  live |= next < end ? pass(next, end, false, second) : second;
  leave(entered, lanes);
  return live;
}

}  // namespace nines::simulate
