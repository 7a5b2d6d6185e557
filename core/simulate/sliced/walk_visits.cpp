// The walker's quick way through loops of work and check with a hidden cause (walker.h, visit_tries.h).
#include <bit>

#include "simulate/sliced/walker.h"

namespace nines::simulate {
namespace {

constexpr std::uint64_t kStepsPerAsk = 1'024;

}  // namespace

LaneSet Walker::quick_visits(const VisitTries& how, const LaneSet& lanes) {
  VisitsState state(how, lanes, wrong_, own_);
  if (!how.draws) {
    for (const DrawnClasses::Class& one : classes_[how.law].present()) state.classes[one.number] = one.lanes;
  }
  while (state.passes < how.passes && any(state.todo)) {
    const std::uint64_t before = state.steps;
    play_visits(how, random_, state, kStepsPerAsk);
    steps_ += state.steps - before;
    if (!keeps_on()) return no_lanes();
  }
  wrong_ = state.wrong;
  own_ = state.own;
  end(Exit::crash, state.crashed);
  end(program_.tries[rows_[how.retry].at].escalate ? Exit::escalated : Exit::exhausted, state.exhausted);
  add_attempts(how, state);
  return state.todo;
}

// One attempt for each pass that a lane began, and those it made beside.
void Walker::add_attempts(const VisitTries& how, VisitsState& state) {
  const auto planes = static_cast<std::size_t>(std::bit_width(how.passes));
  for (std::size_t p = 0; p < planes; ++p) {
    if (((how.passes >> p) & 1) != 0) state.begun[p] |= state.todo;
  }
  for (LaneCounter* counter : {&calls_, &checks_}) {
    counter->add(state.begun, planes);
    counter->add(state.more, state.more_planes);
  }
  const bool is_paid = rows_[how.work].paid != kNone || rows_[how.check].paid != kNone;
  std::uint64_t calls = 0;
  for (std::size_t p = 0; p < planes && is_paid; ++p) calls += count_in(state.begun[p], counted_) << p;
  for (std::size_t p = 0; p < state.more_planes && is_paid; ++p) calls += count_in(state.more[p], counted_) << p;
  settle_checked(how.work, how.check, calls, state.crashed);
}

}  // namespace nines::simulate
