// Lists, graphs, visits, and the run of a block of trials (walker.h).
#include "simulate/sliced/walker.h"

#include "nines/simulate.h"

namespace nines::simulate {
namespace {

constexpr std::uint64_t kStepsPerAsk = 4'096;  // of 512 runs each: about a millisecond

DetectedReason reason_of(Exit exit) {
  switch (exit) {
    case Exit::flagged: return DetectedReason::rejected;
    case Exit::abstained: return DetectedReason::abstained;
    case Exit::crash: return DetectedReason::crash;
    case Exit::exhausted: return DetectedReason::exhausted;
    case Exit::escalated: return DetectedReason::escalated;
    case Exit::timeout: return DetectedReason::timeout;
    case Exit::budget: break;
  }
  return DetectedReason::budget;
}

}  // namespace

Walker::Walker(const SlicedProgram& program, const RunContext& run)
    : program_(program),
      rows_(program.rows),
      run_(run),
      classes_(program.edges.size()),
      sets_(program.sets),
      thresholds_(program.sets.size()),
      works_(program.works),
      reviews_rows_(program.reviews),
      blind_(program.checks.size()),
      unsolved_(program.checks.size()),
      executions_(program.paid_count) {
  if (program.most_cost) spent_.resize(kLanes);
  if (program.deadline) clock_ = std::make_unique<LaneClock>(*program.deadline);
}

void Walker::play(std::uint64_t seed, std::uint64_t block, std::uint64_t most_steps) {
  random_.start(seed, block);
  seed_ = seed;
  block_ = block;
  wrong_ = own_ = taint_ = no_lanes();
  exits_.fill(no_lanes());
  calls_.clear();
  checks_.clear();
  reviews_.clear();
  position_ = 0;
  attempt_ = 1;
  executions_.assign(executions_.size(), 0);
  spent_.assign(spent_.size(), 0);
  if (clock_) clock_->start(seed, block);
  next_ask_ = next_ask_ > steps_ ? next_ask_ - steps_ : 0;
  steps_ = 0;
  most_steps_ = most_steps;
  overrun_ = stopped_ = false;
  for (const std::size_t law : program_.plan->item_laws) {
    if (law != kNone) classes_[law].draw(random_, all_lanes(), program_.edges[law]);
  }
  live_ = pass(0, rows_.size(), program_.graph, all_lanes());
}

void Walker::count(const LaneSet& lanes, SampleTally& tally) const {
  tally.trials += count_in(lanes, lanes);
  const LaneSet delivered = live_ & lanes;
  tally.silent += count_in(delivered, wrong_);
  tally.ok += count_in(delivered - wrong_, delivered);
  for (std::size_t e = 0; e < kExits; ++e)
    tally.detected[static_cast<std::size_t>(reason_of(static_cast<Exit>(e)))] += count_in(exits_[e], lanes);
  tally.calls += calls_.sum(lanes);
  tally.calls_squared += calls_.sum_of_squares(lanes);
  tally.checks += checks_.sum(lanes);
  tally.reviews += reviews_.sum(lanes);
  tally.executions.resize(executions_.size());
  for (std::size_t i = 0; i < executions_.size(); ++i) tally.executions[i] += executions_[i];
}

// False once the walk is over: cancelled, or too long.
bool Walker::keeps_on() {
  if (steps_ > most_steps_) stopped_ = overrun_ = true;
  if (steps_ >= next_ask_) {
    next_ask_ = steps_ + kStepsPerAsk;
    if (run_.cancelled()) stopped_ = true;
  }
  return !stopped_;
}

// ---- lists

LaneSet Walker::pass(std::size_t begin, std::size_t end, bool graph, const LaneSet& lanes) {
  if (graph) return pass_graph(begin, end, lanes);
  LaneSet live = lanes;
  for (std::size_t i = begin; i < end && any(live); i = rows_[i].end) live = step(i, live);
  return live;
}

LaneSet Walker::pass_graph(std::size_t begin, std::size_t end, const LaneSet& lanes) {
  struct Artifact {
    LaneSet wrong;
    LaneSet own;
  };
  const Artifact entered{wrong_, own_};
  std::vector<Artifact> made;
  LaneSet live = lanes;
  for (std::size_t i = begin; i < end && any(live); i = rows_[i].end) {
    LaneSet wrong = no_lanes();
    LaneSet own = no_lanes();
    for (const std::size_t place : rows_[i].from) {
      wrong |= (place == kNone ? entered : made[place]).wrong;
      own |= (place == kNone ? entered : made[place]).own;
    }
    wrong_ = choose(live, wrong, wrong_);
    own_ = choose(live, own, own_);
    live = step(i, live);
    made.push_back({wrong_, own_});
  }
  return live;
}

LaneSet Walker::step(std::size_t i, const LaneSet& lanes) {
  if (rows_[i].idle) return lanes;
  ++steps_;
  if (!keeps_on()) return no_lanes();
  if (watcher_ == nullptr || !has_lane(lanes, watched_)) return dispatch(i, lanes);
  const bool was_wrong = has_lane(wrong_, watched_);
  const LaneSet live = dispatch(i, lanes);
  report(i, live, was_wrong);
  return live;
}

LaneSet Walker::dispatch(std::size_t i, const LaneSet& lanes) {
  if (rows_[i].quick != kNone) return quick_tries(program_.quick[rows_[i].quick], lanes);
  // With a lane watched, row by row: that takes the same random words.
  if (rows_[i].visits != kNone && watcher_ == nullptr) return quick_visits(program_.visits[rows_[i].visits], lanes);
  switch (rows_[i].kind) {
    case StepKind::work: return work(i, lanes);
    case StepKind::validate: return validate(i, lanes);
    case StepKind::human: return human(i, lanes);
    case StepKind::format_gate: return format_gate(i, lanes);
    case StepKind::group: return group(i, lanes);
    case StepKind::repeat: return repeat(i, lanes);
    case StepKind::retry:
    case StepKind::fallback: return retry(i, lanes);
    case StepKind::vote: return vote(i, lanes);
    case StepKind::best_of: return best_of(i, lanes);
    case StepKind::checkpoint: return checkpoint(i, lanes);
    case StepKind::loop: return loop(i, lanes);
    case StepKind::branch: return branch(i, lanes);
    case StepKind::parallel:
    case StepKind::map: return parallel(i, lanes);
    case StepKind::rollback: break;  // a plan has made rows in its place
  }
  return lanes;
}

void Walker::report(std::size_t i, const LaneSet& live, bool was_wrong) {
  if (stopped_) return;
  Exit exit = Exit::flagged;
  for (std::size_t e = 0; e < kExits; ++e) {
    if (has_lane(exits_[e], watched_)) exit = static_cast<Exit>(e);
  }
  watcher_->see(i, was_wrong, has_lane(wrong_, watched_), has_lane(own_, watched_), has_lane(taint_, watched_),
                has_lane(live, watched_) ? nullptr : &exit, attempt_);
}

// ---- visits

Walker::Entered Walker::enter(const LaneSet& lanes) {
  Entered out{wrong_, own_, taint_};
  own_ -= lanes;
  return out;
}

// What entered, once more.
void Walker::restart(const Entered& entered, const LaneSet& lanes, Context context) {
  wrong_ = choose(lanes, entered.wrong, wrong_);
  own_ -= lanes;
  switch (context) {
    case Context::as_entered: taint_ = choose(lanes, entered.taint, taint_); break;
    case Context::tainted: taint_ |= lanes; break;
    case Context::clean: taint_ -= lanes; break;
  }
}

void Walker::leave(const Entered& entered, const LaneSet& lanes) { own_ |= lanes & wrong_ & entered.own; }

void Walker::forget_exits(const LaneSet& lanes) {
  for (std::size_t e = 0; e < kExits; ++e) {
    if (static_cast<Exit>(e) < Exit::budget) exits_[e] -= lanes;
  }
}

// ---- time

// Lanes that are done before the deadline; the others end.
LaneSet Walker::within_deadline(std::size_t i, const LaneSet& lanes) {
  if (!clock_) return lanes;
  const LaneSet late = clock_->spend(i, lanes);
  end(Exit::timeout, late);
  return lanes - late;
}

// A lane that is late ends the run when all that is played beside it is over.
void Walker::next_at_once(LaneClock::Mark& mark, const LaneSet& played) {
  if (!clock_) return;
  clock_->next(mark, played);
  mark.late |= played & ended(Exit::timeout);
  exits_[static_cast<std::size_t>(Exit::timeout)] -= played;
}

void Walker::finish_at_once(const LaneClock::Mark& mark, const LaneSet& lanes) {
  if (!clock_) return;
  clock_->finish(mark, lanes);
  end(Exit::timeout, playing(mark.late));
}

}  // namespace nines::simulate
