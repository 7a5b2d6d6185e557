// Walks 512 runs at once over a program, as masks: every row turns the lanes that reach it into those that go on, and
// marks the others with why they stopped. Blocks walk their bodies again while any lane still needs it. What each kind
// means stands in LANGUAGE.md; how often random words are drawn depends on the whole block of runs only.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "nines/run_context.h"
#include "simulate/sliced/lane_classes.h"
#include "simulate/sliced/program.h"

namespace nines::simulate {

// Why a lane left its list. From `exhausted` on no block listens.
enum class Exit : std::uint8_t {
  flagged,
  abstained,
  crash,
  exhausted,
  escalated,
  budget,   // ends the run from whatever depth
  timeout,  // likewise, once all that is played at once is over
};
inline constexpr std::size_t kExits = 7;

// Wrong answers of a vote with several of them: how many of each, lane by lane.
class RivalBallots {
 public:
  void start(std::int64_t rivals);
  void add(std::size_t lane, std::size_t answer);
  [[nodiscard]] std::uint64_t best(std::size_t lane) const { return best_[lane]; }
  [[nodiscard]] std::uint64_t leaders(std::size_t lane) const { return leaders_[lane]; }

 private:
  std::size_t rivals_ = 0;
  std::vector<std::uint16_t> counts_;
  std::vector<std::size_t> touched_;
  std::array<std::uint16_t, kLanes> best_{};
  std::array<std::uint16_t, kLanes> leaders_{};  // answers with the best count
};

// What happened to the one lane that is watched.
class LaneWatcher {
 public:
  virtual ~LaneWatcher() = default;
  virtual void see(std::size_t row, bool was_wrong, bool is_wrong, bool is_own, bool is_tainted, const Exit* exit,
                   std::int64_t attempt) = 0;
};

class Walker {
 public:
  Walker(const SlicedProgram& program, const RunContext& run);

  // Plays the 512 runs of a block; at most `most_steps` rows and passes, else is_overrun().
  void play(std::uint64_t seed, std::uint64_t block, std::uint64_t most_steps);
  // Adds the given lanes of the block just played.
  void count(const LaneSet& lanes, SampleTally& tally) const;

  // Runs of the block just played that delivered a right artifact.
  [[nodiscard]] LaneSet right() const { return live_ - wrong_; }

  void watch(LaneWatcher* watcher, std::size_t lane) {
    watcher_ = watcher;
    watched_ = lane;
  }
  // Only these lanes are counted by leaf (for costs).
  void count_leaves_of(const LaneSet& lanes) { counted_ = lanes; }

  [[nodiscard]] bool is_stopped() const { return stopped_; }
  [[nodiscard]] bool is_overrun() const { return overrun_; }
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

 private:
  // What a visit began with.
  struct Entered {
    LaneSet wrong;
    LaneSet own;
    LaneSet taint;
  };
  enum class Context : std::uint8_t { as_entered, tainted, clean };

  LaneSet pass(std::size_t begin, std::size_t end, bool graph, const LaneSet& lanes);
  LaneSet pass_graph(std::size_t begin, std::size_t end, const LaneSet& lanes);
  LaneSet body(std::size_t i, const LaneSet& lanes) { return pass(i + 1, rows_[i].end, rows_[i].graph, lanes); }
  LaneSet step(std::size_t i, const LaneSet& lanes);
  LaneSet dispatch(std::size_t i, const LaneSet& lanes);
  void report(std::size_t i, const LaneSet& live, bool was_wrong);
  bool keeps_on();

  LaneSet work(std::size_t i, const LaneSet& lanes);
  LaneSet work_on_wrong(std::size_t i, const WorkRow& row, const LaneSet& wrong, LaneSet& crashed);
  LaneSet within_budget(std::size_t i, const LaneSet& lanes);
  LaneSet within_cost(std::size_t i, const LaneSet& lanes);
  LaneSet execute(std::size_t i, const LaneSet& lanes, LaneCounter& counter);
  LaneSet toss_rate(const SlicedRate& rate, const LaneSet& lanes);
  LaneSet validate(std::size_t i, const LaneSet& lanes);
  LaneSet human(std::size_t i, const LaneSet& lanes);
  LaneSet format_gate(std::size_t i, const LaneSet& lanes);
  void pay(std::size_t i, const LaneSet& lanes);
  void go_wrong(const LaneSet& lanes);

  LaneSet group(std::size_t i, const LaneSet& lanes);
  LaneSet repeat(std::size_t i, const LaneSet& lanes);
  LaneSet retry(std::size_t i, const LaneSet& lanes);
  LaneSet quick_tries(const CheckedTries& how, const LaneSet& lanes);
  void watch_tries(const CheckedTries& how, const TriesState& state, bool was_wrong, std::int64_t& attempt);
  void add_tries(const CheckedTries& how, const TriesState& state);
  LaneSet quick_visits(const VisitTries& how, const LaneSet& lanes);
  void add_attempts(const VisitTries& how, VisitsState& state);
  // What `calls` of a work row and the check behind it come to, in checks and money.
  void settle_checked(std::size_t work, std::size_t check, std::uint64_t calls, const LaneSet& crashed);
  LaneSet checkpoint(std::size_t i, const LaneSet& lanes);
  LaneSet segment(std::size_t i, std::int64_t passes, const LaneSet& lanes);
  LaneSet loop(std::size_t i, const LaneSet& lanes);
  LaneSet branch(std::size_t i, const LaneSet& lanes);
  LaneSet objected(const TriesRow& how, const LaneSet& lanes) const;
  LaneSet use_up(const TriesRow& how, const LaneSet& lanes);
  void draw_visit(const SlicedRow& row, const LaneSet& lanes);
  void draw_judges(const TriesRow& row, const LaneSet& lanes);

  // What a crowd comes to, and which first wrong answer was own.
  struct Verdict {
    LaneSet right{};
    LaneSet wrong{};
    LaneSet first_wrong{};
    LaneSet own{};
  };
  LaneSet vote(std::size_t i, const LaneSet& lanes);
  void count_votes(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out);
  void hear_until_ahead(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out);
  void weigh_votes(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out);
  LaneSet best_of(std::size_t i, const LaneSet& lanes);
  void take_first_accepted(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out);
  void take_highest(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out);
  void take_right(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& out);
  LaneSet parallel(std::size_t i, const LaneSet& lanes);
  // One voter, candidate or lane; whoever stopped gives no answer. Out: lanes with an answer, seen from inside.
  LaneSet hear(std::size_t begin, std::size_t end, bool graph, const Entered& entered, const LaneSet& lanes);
  LaneSet hear(std::size_t i, const Entered& entered, const LaneSet& lanes, Verdict& verdict);
  [[nodiscard]] LaneSet playing(const LaneSet& lanes) const {
    return (lanes - ended(Exit::budget)) - ended(Exit::timeout);
  }

  Entered enter(const LaneSet& lanes);
  void restart(const Entered& entered, const LaneSet& lanes, Context context);
  void leave(const Entered& entered, const LaneSet& lanes);
  LaneSet deliver(const Entered& entered, const LaneSet& lanes, const LaneSet& right, const LaneSet& wrong,
                  const LaneSet& own);
  void end(Exit exit, const LaneSet& lanes) { exits_[static_cast<std::size_t>(exit)] |= lanes; }
  [[nodiscard]] const LaneSet& ended(Exit exit) const { return exits_[static_cast<std::size_t>(exit)]; }
  void forget_exits(const LaneSet& lanes);

  // Under a deadline: an execution, and bodies that are played at once.
  LaneSet within_deadline(std::size_t i, const LaneSet& lanes);
  [[nodiscard]] LaneClock::Mark begin_at_once() const { return clock_ ? clock_->begin() : LaneClock::Mark{}; }
  void next_at_once(LaneClock::Mark& mark, const LaneSet& played);
  void finish_at_once(const LaneClock::Mark& mark, const LaneSet& lanes);

  const SlicedProgram& program_;
  const std::vector<SlicedRow>& rows_;
  const RunContext& run_;
  LaneRandom random_;

  LaneSet wrong_{};
  LaneSet own_{};  // wrong by work of this visit; a part of wrong_
  LaneSet taint_{};
  std::array<LaneSet, kExits> exits_{};
  LaneSet live_{};
  LaneSet counted_{};
  LaneCounter calls_;
  LaneCounter checks_;
  LaneCounter reviews_;
  std::int64_t position_ = 0;
  std::int64_t attempt_ = 1;

  std::vector<DrawnClasses> classes_;       // by law
  std::vector<RateSet> sets_;               // moved along where success decays
  std::vector<LaneThresholds> thresholds_;  // by set
  std::vector<WorkRow> works_;              // likewise
  std::vector<ReviewRow> reviews_rows_;
  std::vector<LaneSet> blind_;  // by check
  std::vector<LaneSet> unsolved_;
  std::vector<std::unique_ptr<RivalBallots>> ballots_;  // by nesting of votes
  std::size_t open_votes_ = 0;
  std::vector<std::uint64_t> executions_;  // of the counted lanes, by leaf with a price
  std::vector<std::uint64_t> spent_;       // by lane, where a budget in USD holds
  std::unique_ptr<LaneClock> clock_;       // where a deadline holds

  std::uint64_t seed_ = 0;
  std::uint64_t block_ = 0;
  std::uint64_t steps_ = 0;
  std::uint64_t most_steps_ = 0;
  std::uint64_t next_ask_ = 0;
  bool stopped_ = false;
  bool overrun_ = false;

  LaneWatcher* watcher_ = nullptr;
  std::size_t watched_ = 0;
};

}  // namespace nines::simulate
