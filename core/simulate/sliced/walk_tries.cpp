// The walker's quick way through a loop of work and check (walker.h, checked_tries.h).
#include <bit>

#include "base/rng.h"
#include "simulate/sliced/walker.h"

namespace nines::simulate {
namespace {

constexpr std::uint64_t kAttemptsPerAsk = 256;
constexpr std::uint64_t kStepsOfAttempt = 3;                    // the pass, the work, the check
constexpr std::uint64_t kTraceStream = std::uint64_t{1} << 63;  // beside those of the blocks

}  // namespace

LaneSet Walker::quick_tries(const CheckedTries& how, const LaneSet& lanes) {
  const bool is_watching = watcher_ != nullptr && has_lane(lanes, watched_);
  std::int64_t attempt = 1;  // of the watched lane
  TriesState state(how, lanes, wrong_, own_);
  while (any(state.todo)) {
    const LaneSet todo = state.todo;
    const bool was_wrong = is_watching && has_lane(state.wrong, watched_);
    const std::uint64_t before = state.played;
    play_tries(how, random_, state, is_watching ? 1 : kAttemptsPerAsk);
    steps_ += kStepsOfAttempt * (state.played - before);
    if (!keeps_on()) return no_lanes();
    if (is_watching && has_lane(todo, watched_)) watch_tries(how, state, was_wrong, attempt);
  }
  wrong_ = state.wrong;
  own_ = state.own;
  end(Exit::crash, state.crashed);
  end(program_.tries[rows_[how.retry].at].escalate ? Exit::escalated : Exit::exhausted, state.exhausted);
  add_tries(how, state);
  return state.done;
}

void Walker::add_tries(const CheckedTries& how, const TriesState& state) {
  const auto planes = static_cast<std::size_t>(std::bit_width(state.played));
  calls_.add(state.calls, planes);
  checks_.add(state.calls, planes);
  const bool is_paid = rows_[how.work].paid != kNone || rows_[how.check].paid != kNone;
  std::uint64_t calls = 0;
  for (std::size_t p = 0; p < planes && is_paid; ++p) calls += count_in(state.calls[p], counted_) << p;
  settle_checked(how.work, how.check, calls, state.crashed);
}

// A call that crashed has had no check.
void Walker::settle_checked(std::size_t work, std::size_t check, std::uint64_t calls, const LaneSet& crashed) {
  if (any(crashed)) checks_.take(crashed);
  if (rows_[work].paid != kNone) executions_[rows_[work].paid] += calls;
  if (rows_[check].paid != kNone) executions_[rows_[check].paid] += calls - count_in(crashed, counted_);
}

// Tells the last attempt of the watched lane as if it had been walked row by row.
void Walker::watch_tries(const CheckedTries& how, const TriesState& state, bool was_wrong, std::int64_t& attempt) {
  const TriesRow& retry = program_.tries[rows_[how.retry].at];
  const auto in = [&](const LaneSet& lanes) { return has_lane(lanes, watched_); };
  const bool flagged = in(state.flagged);
  const bool crashed = in(state.crashed);
  bool bad = in(state.bad);
  if (flagged && how.tells_flagged) bad = in(state.wrong_and_flagged);
  if (flagged && !how.tells_flagged) {  // the draw leaves open which of the two it was
    base::PhiloxReader words(seed_ ^ block_, kTraceStream + state.played);
    const Threshold& p = how.wrong_if_flagged;
    const std::uint64_t high = words.next();
    bad = p.sure || high < p.high || (high == p.high && words.next() < p.low);
  }
  const bool is_wrong = was_wrong || bad;
  const Exit crash = Exit::crash;
  const Exit flag = Exit::flagged;
  const bool tainted = in(taint_);
  watcher_->see(how.work, was_wrong, is_wrong, bad, tainted, crashed ? &crash : nullptr, attempt);
  if (!crashed) watcher_->see(how.check, is_wrong, is_wrong, bad, tainted, flagged ? &flag : nullptr, attempt);
  const bool passed = in(state.passed);
  const bool exhausted = in(state.exhausted);
  if (flagged && (passed || !retry.fresh)) add_lane(taint_, watched_);
  if (flagged && !passed && !exhausted && retry.fresh) take_lane(taint_, watched_);
  ++attempt;
  if (!passed && !exhausted && !crashed) return;
  attempt = 1;
  if (&program_.quick[rows_[how.retry].quick] == &how) return;  // step() tells of the retry
  const Exit used_up = retry.escalate ? Exit::escalated : Exit::exhausted;
  watcher_->see(how.retry, was_wrong, is_wrong, bad, in(taint_),
                passed    ? nullptr
                : crashed ? &crash
                          : &used_up,
                attempt_);
}

}  // namespace nines::simulate
