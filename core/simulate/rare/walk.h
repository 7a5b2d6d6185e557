// One run of a plan, row by row, as LANGUAGE.md tells it, each draw under a twist. Independent of both engines: it has
// their plan and the classes of its latents, and no kernel, lane or threshold of theirs. Used by rare.cpp only.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "nines/run_context.h"
#include "simulate/plan.h"
#include "simulate/rare/coins.h"

namespace nines::simulate {

class RareWalk {
 public:
  // In: a prepared plan that outlives this, as do the coins.
  RareWalk(const Plan& plan, Coins& coins, const RunContext& run);

  enum class End : std::uint8_t { ok, silent, detected };
  // Plays a run with coins that have been started.
  End play();
  [[nodiscard]] bool is_stopped() const { return is_stopped_; }  // cancelled, or too long
  [[nodiscard]] bool is_overrun() const { return is_overrun_; }

 private:
  // Wrong since before this visit, or wrong by work of this visit.
  enum class Artifact : std::uint8_t { right, inherited, own };
  // From `exhausted` on nothing listens.
  enum class Signal : std::uint8_t { go_on, flagged, abstained, crash, exhausted, escalated, over_budget, over_time };
  struct Carried {
    Artifact artifact = Artifact::right;
    bool is_tainted = false;
  };
  struct Played {
    Signal signal = Signal::go_on;
    Carried carried;
  };
  // What the blocks around a row have settled for it.
  struct Around {
    std::int64_t position = 0;    // repetition of the innermost repeat
    std::uint64_t situation = 0;  // how those blocks stand: attempts, votes and so on, for the names of draws
    bool is_hot = false;          // something has gone wrong in one of them
  };
  struct Luck {
    bool is_blind = false;
    bool solves = true;
  };
  struct Answer {
    bool is_right = false;
    bool is_own = false;  // wrong by work of its visit
  };
  // What is asked at once takes as long as the longest, and is late if any of it is.
  struct AtOnce {
    explicit AtOnce(double now) : entered(now), longest(now) {}
    void add(double& now, Signal signal);
    bool finish(double& now) const;
    double entered;
    double longest;
    bool is_late = false;
  };
  // Numbers of a work step, looked up once.
  struct Work {
    Probability success, tainted, decay, loud, repair, loud_on_wrong;
    const std::vector<Probability>* by_class = nullptr;
    std::size_t law = kNone;
    bool is_shy = false;  // has a rate of its own in a tainted context
    bool has_loud_on_wrong = false;
  };
  struct Crowd;    // answers heard so far
  struct Ballots;  // votes by answer

  // Draws of one row.
  enum class Draw : std::uint8_t {
    success,
    loud,
    repair,
    loud_on_wrong,
    stays,
    flag,
    blind,
    solves,
    share,
    object,
    fix,
    fail,
    mend,
    corrupt,
    accept,
    taken,
    rival,
    popular,
    tie,
    join,
    latent,
  };
  bool toss(Probability rate, std::size_t row, Draw draw, Carried carried, const Around& around,
            std::uint64_t more = 0);

  // Lists and visits.
  Signal pass(std::size_t begin, std::size_t end, bool graph, Carried& carried, const Around& around);
  Signal pass_graph(std::size_t begin, std::size_t end, Carried& carried, const Around& around);
  Signal pass_row(std::size_t i, Carried& carried, const Around& around);
  Played visit(std::size_t begin, std::size_t end, bool graph, Carried entered, const Around& around);
  Signal visit_in_series(std::size_t begin, std::size_t end, bool graph, Carried& carried, const Around& around);
  Signal body(std::size_t i, Carried& carried, const Around& around);
  static Carried leaving(Carried entered, Carried inside);
  static Around within(const Around& around, std::size_t block, std::uint64_t standing, bool is_hot);
  bool keeps_on();

  // Leaves.
  [[nodiscard]] bool is_affordable(std::size_t i) const;
  bool executes(std::size_t i);
  [[nodiscard]] Work work_of(const Node& node) const;
  [[nodiscard]] Probability success(const Work& work, bool is_tainted, const Around& around) const;
  Signal work(std::size_t i, Carried& carried, const Around& around);
  Signal work_on_wrong(std::size_t i, Carried& carried, const Around& around, Probability s);
  Signal validate(std::size_t i, Carried& carried, const Around& around);
  Signal human(std::size_t i, Carried& carried, const Around& around);
  Signal format_gate(std::size_t i, Carried& carried, const Around& around);
  Luck draw_luck(std::size_t i, const Around& around);

  // Blocks in series.
  void draw_class(std::size_t law, std::size_t row, const Around& around);
  Around enter(std::size_t i, const Around& around);
  Signal repeat(std::size_t i, Carried& carried, const Around& around);
  Signal retry(std::size_t i, Carried& carried, const Around& around);
  Signal used_up(std::size_t i, Signal last) const;
  Signal checkpoint(std::size_t i, Carried& carried, const Around& around);
  Signal segment(std::size_t i, std::int64_t passes, Carried& carried, const Around& around);
  Signal loop(std::size_t i, Carried& carried, const Around& around);
  Signal branch(std::size_t i, Carried& carried, const Around& around);

  // Blocks side by side.
  static Carried result_of(Answer answer, Carried entered);
  bool hear(std::size_t begin, std::size_t end, bool graph, Carried entered, const Around& around, Crowd& crowd,
            AtOnce* together);
  Signal vote(std::size_t i, Carried& carried, const Around& around);
  Signal weighted_vote(std::size_t i, Carried& carried, const Around& around);
  std::optional<bool> winner(std::size_t i, const Ballots& ballots, Carried carried, const Around& around);
  void cast(std::size_t i, Ballots& ballots, bool is_right, Carried carried, const Around& around);
  Signal best_of(std::size_t i, Carried& carried, const Around& around);
  Signal argmax(std::size_t i, Carried& carried, const Around& around);
  Signal parallel(std::size_t i, Carried& carried, const Around& around);

  const Plan& plan_;
  Coins& coins_;
  const RunContext& run_;
  const bool is_limited_;              // by a budget or a deadline
  std::vector<Work> works_;            // by row
  std::vector<std::uint64_t> groups_;  // by row: the name shared by its kind in blocks of one shape
  std::vector<std::size_t> class_of_;  // by law
  std::vector<Luck> luck_;             // by row: of checks that draw theirs once a visit
  std::vector<std::vector<double>> class_sums_;  // by law: weights up to each class
  std::int64_t calls_ = 0;
  double cost_usd_ = 0;
  double time_ms_ = 0;
  std::int64_t steps_ = 0;
  std::int64_t next_ask_ = 0;
  bool is_stopped_ = false;
  bool is_overrun_ = false;
};

// What a row's name and its standing come to.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b);

}  // namespace nines::simulate
