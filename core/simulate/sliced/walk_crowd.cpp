// The walker's blocks that hear many and choose (walker.h): vote, best_of.
#include <algorithm>

#include "base/special.h"
#include "simulate/sliced/walker.h"

namespace nines::simulate {
namespace {

Threshold half() { return threshold_of({0.5, 0.5}); }

}  // namespace

void RivalBallots::start(std::int64_t rivals) {
  rivals_ = static_cast<std::size_t>(rivals);
  for (const std::size_t at : touched_) counts_[at] = 0;
  touched_.clear();
  if (counts_.size() < rivals_ * kLanes) counts_.resize(rivals_ * kLanes);
  best_.fill(0);
  leaders_.fill(0);
}

void RivalBallots::add(std::size_t lane, std::size_t answer) {
  const std::size_t at = lane * rivals_ + answer;
  if (counts_[at] == 0) touched_.push_back(at);
  const std::uint16_t votes = ++counts_[at];
  if (votes > best_[lane]) {
    best_[lane] = votes;
    leaders_[lane] = 1;
  } else if (votes == best_[lane]) {
    ++leaders_[lane];
  }
}

LaneSet Walker::hear(std::size_t begin, std::size_t end, bool graph, const Entered& entered, const LaneSet& lanes) {
  ++steps_;
  if (!keeps_on()) return no_lanes();
  restart(entered, lanes, Context::as_entered);
  const LaneSet live = pass(begin, end, graph, lanes);
  const LaneSet silent = lanes - live;
  if (any(silent)) forget_exits(silent);
  return live;
}

LaneSet Walker::hear(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& verdict) {
  const LaneSet live = hear(i + 1, rows_[i].end, rows_[i].graph, entered, lanes);
  const LaneSet wrong = live & wrong_;
  verdict.own |= (wrong & own_) - verdict.first_wrong;
  verdict.first_wrong |= wrong;
  return live;
}

// Puts the verdict in the place of what entered. `own`: where a wrong result is own although something wrong entered.
LaneSet Walker::deliver(const Entered& entered, const LaneSet& lanes, const LaneSet& right, const LaneSet& wrong,
                        const LaneSet& own) {
  const LaneSet made_here = (wrong & own) | (wrong - entered.wrong);
  wrong_ = choose(lanes, wrong, wrong_);
  own_ = choose(lanes, made_here, own_);
  taint_ = choose(lanes, entered.taint, taint_);
  if (program_.tainting) taint_ |= made_here;
  end(Exit::abstained, playing(lanes - (right | wrong)));
  leave(entered, lanes);
  return right | wrong;
}

// ---- vote

LaneSet Walker::vote(std::size_t i, const LaneSet& lanes) {
  const CrowdRow& crowd = program_.crowds[rows_[i].at];
  draw_visit(rows_[i], lanes);
  const Entered entered = enter(lanes);
  const std::int64_t outside = attempt_;
  Verdict out;
  if (crowd.rule == word::weighted)
    weigh_votes(i, entered, lanes, out);
  else if (crowd.rule == word::ahead)
    hear_until_ahead(i, entered, lanes, out);
  else
    count_votes(i, entered, lanes, out);
  attempt_ = outside;
  return deliver(entered, lanes, playing(out.right), playing(out.wrong), out.own);
}

void Walker::count_votes(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out) {
  const CrowdRow& crowd = program_.crowds[rows_[i].at];
  const bool many = !crowd.scattered && crowd.rivals > 1;
  if (ballots_.size() == open_votes_) ballots_.push_back(std::make_unique<RivalBallots>());
  RivalBallots& rivals = *ballots_[open_votes_++];
  if (many) rivals.start(crowd.rivals);
  LaneCounter right;
  LaneCounter wrong;   // of the only wrong answer, or of the popular one
  LaneCounter unique;  // wrong answers nobody else gives
  LaneSet todo = lanes;
  WordReader words(random_);
  LaneClock::Mark mark = begin_at_once();
  for (std::int64_t voter = 1; voter <= crowd.n && any(todo); ++voter, todo = playing(todo)) {
    attempt_ = voter;
    const LaneSet live = hear(i, entered, todo, out);
    if (stopped_) break;
    next_at_once(mark, todo);
    right.add(live - wrong_);
    const LaneSet bad = live & wrong_;
    if (many) {
      for_each_lane(bad, [&](std::size_t lane) {
        rivals.add(lane, static_cast<std::size_t>(words.below(static_cast<std::uint64_t>(crowd.rivals))));
      });
    } else if (crowd.scattered) {
      const LaneSet popular = toss(random_, bad, crowd.popular);
      wrong.add(popular);
      unique.add(bad - popular);
    } else {
      wrong.add(bad);
    }
  }
  finish_at_once(mark, lanes);
  --open_votes_;
  if (crowd.rule != word::plurality) {
    const auto need = static_cast<std::uint64_t>(crowd.k);
    out.right = lanes & right.at_least(need);
    out.wrong = (lanes & wrong.at_least(need)) - out.right;
    if (need == 1) out.wrong |= lanes & unique.at_least(1);
    for_each_lane(many ? lanes : no_lanes(), [&](std::size_t lane) {
      if (rivals.best(lane) >= need) add_lane(out.wrong, lane);
    });
    return;
  }
  if (!many && !crowd.scattered) {
    LaneSet even;
    right.compare(wrong, out.right, even);
    const LaneSet tied = lanes & even & right.at_least(1);
    const LaneSet lucky = toss(random_, tied, half());
    out.wrong = ((lanes - out.right) - even) | (tied - lucky);
    out.right = (lanes & out.right) | lucky;
    return;
  }
  for_each_lane(lanes, [&](std::size_t lane) {
    const std::uint64_t a = right.of(lane);
    const std::uint64_t alone = unique.of(lane);
    std::uint64_t best = many ? rivals.best(lane) : wrong.of(lane);
    std::uint64_t leaders = many ? rivals.leaders(lane) : best > 0 ? 1 : 0;
    if (best == 0 && alone > 0) best = 1;
    if (best == 1) leaders += alone;
    if (a == 0 && best == 0) return;
    const bool wins = a > best || (a == best && words.below(leaders + 1) == 0);
    add_lane(wins ? out.right : out.wrong, lane);
  });
}

void Walker::hear_until_ahead(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out) {
  const CrowdRow& crowd = program_.crowds[rows_[i].at];
  const auto need = static_cast<std::uint64_t>(crowd.k);
  LaneCounter lead;  // of the right answer, from `need` on
  lead.set_all(need);
  LaneSet todo = lanes;
  for (std::int64_t voter = 1; any(todo) && (!crowd.has_end || voter <= crowd.n); ++voter) {
    attempt_ = voter;
    const LaneSet live = hear(i, entered, todo, out);
    if (stopped_) return;
    lead.add(live - wrong_);
    lead.take(live & wrong_);
    const LaneSet right = todo & lead.equal_to(2 * need);
    const LaneSet wrong = todo & lead.equal_to(0);
    out.right |= right;
    out.wrong |= wrong;
    todo = playing((todo - right) - wrong);
  }
}

void Walker::weigh_votes(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out) {
  const CrowdRow& crowd = program_.crowds[rows_[i].at];
  std::vector<std::int64_t> lead(kLanes);
  LaneSet heard = no_lanes();
  LaneSet todo = lanes;
  std::size_t voter = 0;
  LaneClock::Mark mark = begin_at_once();
  for (std::size_t r = i + 1; r < rows_[i].end; r = rows_[r].end, ++voter) {
    attempt_ = static_cast<std::int64_t>(voter) + 1;
    const LaneSet live = hear(r, rows_[r].end, false, entered, todo);
    if (stopped_) return;
    next_at_once(mark, todo);
    const LaneSet bad = live & wrong_;
    out.own |= (bad & own_) - out.first_wrong;
    out.first_wrong |= bad;
    heard |= live;
    const std::int64_t weight = voter < crowd.weights.size() ? crowd.weights[voter] : 0;
    for_each_lane(live, [&](std::size_t lane) { lead[lane] += has_lane(bad, lane) ? -weight : weight; });
    todo = playing(todo);
  }
  finish_at_once(mark, lanes);
  LaneSet tied = no_lanes();
  for_each_lane(heard, [&](std::size_t lane) {
    add_lane(lead[lane] > 0 ? out.right : lead[lane] < 0 ? out.wrong : tied, lane);
  });
  const LaneSet lucky = toss(random_, tied, half());
  out.right |= lucky;
  out.wrong |= tied - lucky;
}

// ---- best_of

LaneSet Walker::best_of(std::size_t i, const LaneSet& lanes) {
  const CrowdRow& crowd = program_.crowds[rows_[i].at];
  draw_visit(rows_[i], lanes);
  const Entered entered = enter(lanes);
  const std::int64_t outside = attempt_;
  Verdict out;
  if (crowd.rule == word::first_accepted)
    take_first_accepted(i, entered, lanes, out);
  else if (crowd.rule == word::argmax)
    take_highest(i, entered, lanes, out);
  else
    take_right(i, entered, lanes, out);
  attempt_ = outside;
  return deliver(entered, lanes, playing(out.right), playing(out.wrong), out.own);
}

void Walker::take_first_accepted(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out) {
  const CrowdRow& crowd = program_.crowds[rows_[i].at];
  LaneSet todo = lanes;
  for (std::int64_t one = 1; one <= crowd.n && any(todo); ++one) {
    attempt_ = one;
    const LaneSet live = hear(i + 1, rows_[i].end, rows_[i].graph, entered, todo);
    if (stopped_) return;
    checks_.add(live);
    const LaneSet accepted = toss_either(random_, live, wrong_, crowd.wrong, crowd.right);
    out.right |= accepted - wrong_;
    out.wrong |= accepted & wrong_;
    out.own |= accepted & own_;
    todo = playing(todo - accepted);
  }
}

// Among right candidates the one with the highest score has the smallest upper tail, and so among wrong ones; only
// those two need their scores. A score is the normal quantile of a tail drawn as 64 bits.
void Walker::take_highest(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out) {
  const CrowdRow& crowd = program_.crowds[rows_[i].at];
  constexpr std::uint64_t kNone64 = ~std::uint64_t{0};
  std::vector<std::uint64_t> right_tail(kLanes, kNone64);
  std::vector<std::uint64_t> wrong_tail(kLanes, kNone64);
  LaneSet right = no_lanes();
  LaneSet wrong = no_lanes();
  LaneSet todo = lanes;
  WordReader words(random_);
  LaneClock::Mark mark = begin_at_once();
  for (std::int64_t one = 1; one <= crowd.n && any(todo); ++one, todo = playing(todo)) {
    attempt_ = one;
    const LaneSet live = hear(i + 1, rows_[i].end, rows_[i].graph, entered, todo);
    if (stopped_) return;
    next_at_once(mark, todo);
    checks_.add(live);
    right |= live - wrong_;
    wrong |= live & wrong_;
    for_each_lane(live, [&](std::size_t lane) {
      const std::uint64_t tail = words.next();
      const bool is_wrong = has_lane(wrong_, lane);
      std::uint64_t& best = is_wrong ? wrong_tail[lane] : right_tail[lane];
      if (tail > best) return;
      best = tail;
      if (!is_wrong) return;
      if (has_lane(own_, lane))
        add_lane(out.own, lane);
      else
        take_lane(out.own, lane);
    });
  }
  finish_at_once(mark, lanes);
  const auto quantile = [](std::uint64_t tail) {
    return base::normal_quantile((static_cast<double>(tail) + 0.5) * 0x1p-64);
  };
  out.right = right - wrong;
  out.wrong = wrong - right;
  for_each_lane(right & wrong, [&](std::size_t lane) {
    const bool wins = crowd.gap > 0 ? quantile(right_tail[lane]) - crowd.gap < quantile(wrong_tail[lane])
                                    : right_tail[lane] < wrong_tail[lane];
    add_lane(wins ? out.right : out.wrong, lane);
  });
}

void Walker::take_right(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out) {
  const CrowdRow& crowd = program_.crowds[rows_[i].at];
  LaneSet todo = lanes;
  LaneClock::Mark mark = begin_at_once();
  for (std::int64_t one = 1; one <= crowd.n && any(todo); ++one, todo = playing(todo)) {
    attempt_ = one;
    const LaneSet live = hear(i, entered, todo, out);
    if (stopped_) return;
    next_at_once(mark, todo);
    out.right |= live - wrong_;
    out.wrong |= live & wrong_;
  }
  finish_at_once(mark, lanes);
  out.wrong -= out.right;
}

}  // namespace nines::simulate
