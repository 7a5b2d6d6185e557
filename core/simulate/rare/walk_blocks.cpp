// The rare walk's blocks in series (walk.h): repeat, retry, fallback, checkpoint, loop, branch.
#include <algorithm>

#include "simulate/rare/walk.h"

namespace nines::simulate {
namespace {

constexpr std::int64_t kAttemptsToldApart = 7;

std::uint64_t standing_of(std::int64_t attempt) {
  return static_cast<std::uint64_t>(std::min(attempt, kAttemptsToldApart));
}

}  // namespace

// A visit of a block that draws a theta.
RareWalk::Around RareWalk::enter(std::size_t i, const Around& around) {
  const Node& node = plan_.nodes[i];
  if (node.law != kNone) draw_class(node.law, i, around);
  return around;
}

RareWalk::Signal RareWalk::repeat(std::size_t i, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  if (node.end == body_of(i)) return Signal::go_on;
  Around inside = around;
  for (inside.position = 0; inside.position < node.whole(Param::count); ++inside.position) {
    if (!keeps_on()) return Signal::over_budget;
    const Signal signal = body(i, carried, inside);
    if (signal != Signal::go_on) return signal;
  }
  return Signal::go_on;
}

// Fallback too: there each row is an attempt.
RareWalk::Signal RareWalk::retry(std::size_t i, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  const bool is_fallback = node.kind == StepKind::fallback;
  if (is_fallback && node.end == body_of(i)) return Signal::go_on;
  const bool hears_crash = node.word(Param::on) == word::kOnCrash;
  Around inside = enter(i, around);
  for (const std::size_t judge : node.judges) {
    luck_[judge] = draw_luck(judge, inside);
    const std::uint64_t luck = (luck_[judge].is_blind ? 1U : 0U) + (luck_[judge].solves ? 0U : 2U);
    inside = within(inside, judge, luck, luck != 0);
  }
  const Carried entered = carried;
  Signal last = Signal::go_on;
  std::size_t row = body_of(i);
  for (std::int64_t attempt = 0; is_fallback ? row < node.end : attempt < node.whole(Param::max); ++attempt) {
    if (!keeps_on()) return Signal::over_budget;
    Carried begin = entered;
    if (attempt > 0) begin.is_tainted = node.word(Param::context) != word::kFresh;
    const std::size_t end = is_fallback ? plan_.nodes[row].end : node.end;
    const Around here = within(inside, i, standing_of(attempt), attempt > 0);
    const Played played = visit(row, end, !is_fallback && node.graph, begin, here);
    carried = leaving(entered, played.carried);
    last = played.signal;
    const bool is_heard =
        last == Signal::flagged || last == Signal::abstained || (last == Signal::crash && hears_crash);
    if (!is_heard) return last;
    if (is_fallback) row = end;
  }
  if (last == Signal::flagged && node.word(Param::exhausted) == word::kAcceptLast) carried.is_tainted = true;
  return used_up(i, last);
}

RareWalk::Signal RareWalk::used_up(std::size_t i, Signal last) const {
  const int how = plan_.nodes[i].word(Param::exhausted);
  if (how == word::kEscalate) return Signal::escalated;
  if (how != word::kAcceptLast) return Signal::exhausted;
  return last == Signal::abstained || last == Signal::crash ? last : Signal::go_on;
}

RareWalk::Signal RareWalk::checkpoint(std::size_t i, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  const std::int64_t every = node.whole(Param::every);
  for (std::int64_t left = node.whole(Param::count); left > 0; left -= every) {
    const Signal signal = segment(i, std::min(left, every), carried, around);
    if (signal != Signal::go_on) return signal;
  }
  return Signal::go_on;
}

RareWalk::Signal RareWalk::segment(std::size_t i, std::int64_t passes, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  const Carried entered = carried;
  for (std::int64_t attempt = 0; attempt < node.whole(Param::tries); ++attempt) {
    const Around here = within(around, i, standing_of(attempt), attempt > 0);
    Carried inside = entered;
    if (attempt > 0) inside.is_tainted = false;
    if (inside.artifact == Artifact::own) inside.artifact = Artifact::inherited;
    Signal signal = Signal::go_on;
    for (std::int64_t pass_number = 0; pass_number < passes && signal == Signal::go_on; ++pass_number) {
      if (!keeps_on()) return Signal::over_budget;
      signal = pass(body_of(i), node.end, node.graph, inside, here);
    }
    if (signal == Signal::go_on) {
      const bool is_own = inside.artifact == Artifact::own;
      const Probability flags = node.rate(is_own ? Param::detect : Param::false_alarm);
      if (toss(flags, i, Draw::flag, inside, here)) signal = Signal::flagged;
    }
    carried = leaving(entered, inside);
    if (signal == Signal::go_on) carried.is_tainted = false;
    if (signal != Signal::flagged && signal != Signal::abstained) return signal;
  }
  return Signal::exhausted;
}

RareWalk::Signal RareWalk::loop(std::size_t i, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  const std::int64_t max = node.whole(Param::max);
  for (std::int64_t evaluation = 1;; ++evaluation) {
    if (!keeps_on()) return Signal::over_budget;
    const Around here = within(around, i, standing_of(evaluation), evaluation > 1);
    const bool is_right = carried.artifact == Artifact::right;
    const Probability accepts = node.rate(is_right ? Param::accept : Param::accept_wrong);
    if (toss(accepts, i, Draw::accept, carried, here)) return Signal::go_on;
    if (evaluation >= max) return node.word(Param::exhausted) == word::kAcceptLast ? Signal::go_on : Signal::exhausted;
    const Signal signal = body(i, carried, here);
    if (signal != Signal::go_on) return signal;
  }
}

RareWalk::Signal RareWalk::branch(std::size_t i, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  const bool is_first = toss(node.rate(Param::p), i, Draw::taken, carried, around);
  if (node.end == body_of(i)) return Signal::go_on;
  const std::size_t second = plan_.nodes[body_of(i)].end;
  if (is_first) return visit_in_series(body_of(i), second, false, carried, around);
  if (second >= node.end) return Signal::go_on;
  return visit_in_series(second, plan_.nodes[second].end, false, carried, around);
}

}  // namespace nines::simulate
