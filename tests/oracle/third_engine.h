// The third engine, for tests only: plays pipelines one run at a time, straight from the words of
// core/simulate/LANGUAGE.md, with latents drawn from their continuous laws. It shares nothing with the two engines of
// core/simulate but the plain data, resolve_variables() and the step table's defaults, so it can check what those two
// share: their classes of theta and their reading of a pipeline. Not played: `prevalence` (as 0).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "nines/simulate.h"
#include "oracle/third_crowd.h"
#include "oracle/third_leaves.h"
#include "oracle/third_reading.h"

namespace nines::oracle {

class ThirdEngine : ThirdLeaves {
 public:
  // Variables that nobody defines leave a pipeline without rows.
  ThirdEngine(const Pipeline& pipeline, std::uint64_t seed) : ThirdLeaves(pipeline, seed) {}
  ThirdEngine(const ThirdEngine&) = delete;
  ThirdEngine& operator=(const ThirdEngine&) = delete;

  Counts play(std::uint64_t trials) {
    Counts out;
    for (std::uint64_t i = 0; i < trials; ++i) play_one(out);
    return out;
  }

 private:
  // ---------------------------------------------------------------- a run

  void play_one(Counts& out) {
    spent_ = {};
    latents_.draw(draws_);
    Carried carried;
    const Signal end = pass(rows_, carried, {});
    ++out.trials;
    out.calls += static_cast<std::uint64_t>(spent_.calls);
    out.calls_squared += static_cast<std::uint64_t>(spent_.calls * spent_.calls);
    out.checks += spent_.checks;
    out.reviews += spent_.reviews;
    out.cost_usd += spent_.cost_usd;
    if (end != Signal::go_on)
      ++out.detected[static_cast<std::size_t>(reason_of(end))];
    else
      ++(carried.artifact == Artifact::right ? out.ok : out.silent);
  }

  // ---------------------------------------------------------------- lists and visits

  Signal pass(Rows rows, Carried& carried, const Around& around) {
    for (const Row& row : rows) {
      if (row.needs) return pass_graph(rows, carried, around);
    }
    for (const Row& row : rows) {
      const Signal signal = pass_row(row, carried, around);
      if (signal != Signal::go_on) return signal;
    }
    return Signal::go_on;
  }

  Signal pass_graph(Rows rows, Carried& carried, const Around& around) {
    const Artifact entered = carried.artifact;
    std::vector<Artifact> made;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].needs) carried.artifact = gathered(*rows[i].needs, made, entered);
      const Signal signal = pass_row(rows[i], carried, around);
      if (signal != Signal::go_on) return signal;
      made.push_back(carried.artifact);
    }
    return Signal::go_on;
  }

  static Artifact gathered(const std::vector<std::size_t>& needs, const std::vector<Artifact>& made, Artifact entered) {
    if (needs.empty()) return entered;
    Artifact out = Artifact::right;
    for (const std::size_t place : needs) out = std::max(out, made[place]);  // right < inherited < own
    return out;
  }

  Played visit(Rows rows, Carried entered, const Around& around) {
    Played out;
    out.carried = entered;
    if (entered.artifact == Artifact::own) out.carried.artifact = Artifact::inherited;
    out.signal = pass(rows, out.carried, around);
    return out;
  }

  static Carried leaving(Carried entered, Carried inside) {
    if (inside.artifact == Artifact::inherited) inside.artifact = entered.artifact;
    return inside;
  }

  // A visit whose signals are not listened to.
  Signal visit_in_series(Rows rows, Carried& carried, const Around& around) {
    const Played played = visit(rows, carried, around);
    carried = leaving(carried, played.carried);
    return played.signal;
  }

  static Rows one_row(const Row& block, std::size_t index) { return Rows(block.body).subspan(index, 1); }

  Signal pass_row(const Row& row, Carried& carried, const Around& around) {
    switch (row.kind) {
      case StepKind::work: return work(row, carried, around);
      case StepKind::validate: return validate(row, carried, around);
      case StepKind::human: return human(row, carried, around);
      case StepKind::format_gate: return format_gate(row, carried);
      case StepKind::group: return visit_in_series(row.body, carried, around);
      case StepKind::repeat: return repeat(row, carried, around);
      case StepKind::retry:
      case StepKind::fallback: return retry(row, carried, around);
      case StepKind::vote: return vote(row, carried, around);
      case StepKind::best_of: return best_of(row, carried, around);
      case StepKind::checkpoint: return checkpoint(row, carried, around);
      case StepKind::rollback: return own_check(row, carried);
      case StepKind::loop: return loop(row, carried, around);
      case StepKind::branch: return branch(row, carried, around);
      case StepKind::parallel:
      case StepKind::map: return parallel(row, carried, around);
    }
    return Signal::go_on;
  }

  // ---------------------------------------------------------------- blocks in series

  static bool is_objection(Signal signal) { return signal == Signal::flagged || signal == Signal::abstained; }

  Around with_theta(const Row& block, const Around& around) {
    Around out = around;
    if (block.rho > 0) {
      out.theta = draws_.beta(block.visit_mean, block.rho);
      out.theta_of = &block;
    }
    return out;
  }

  Signal repeat(const Row& row, Carried& carried, const Around& around) {
    Around inside = around;
    for (inside.position = 0; inside.position < row.whole(Param::count); ++inside.position) {
      const Signal signal = visit_in_series(row.body, carried, inside);
      if (signal != Signal::go_on) return signal;
    }
    return Signal::go_on;
  }

  // Fallback too: there each row is an attempt.
  Signal retry(const Row& row, Carried& carried, const Around& around) {
    const bool is_fallback = row.kind == StepKind::fallback;
    const std::size_t attempts = is_fallback ? row.body.size() : static_cast<std::size_t>(row.whole(Param::max));
    const bool hears_crash = row.says(Param::on, "flagged_or_crash");
    LuckOfVisit luck;
    Around inside = with_theta(row, around);
    inside.luck = &luck;
    const Carried entered = carried;
    Signal last = Signal::go_on;
    for (std::size_t i = 0; i < attempts; ++i) {
      Carried begin = entered;
      if (i > 0) begin.is_tainted = row.says(Param::context, "kept");
      const Played played = visit(is_fallback ? one_row(row, i) : Rows(row.body), begin, inside);
      carried = leaving(entered, played.carried);
      last = played.signal;
      if (!is_objection(last) && !(last == Signal::crash && hears_crash)) return last;
    }
    if (last == Signal::flagged && row.says(Param::exhausted, "accept_last")) carried.is_tainted = true;
    return used_up(row, last);
  }

  static Signal used_up(const Row& row, Signal last) {
    if (row.says(Param::exhausted, "stop")) return Signal::exhausted;
    if (row.says(Param::exhausted, "escalate")) return Signal::escalated;
    if (last == Signal::abstained || last == Signal::crash) return last;
    return Signal::go_on;
  }

  Signal checkpoint(const Row& row, Carried& carried, const Around& around) {
    const std::int64_t every = row.whole(Param::every);
    for (std::int64_t left = row.whole(Param::count); left > 0; left -= every) {
      const Signal signal = segment(row, std::min(left, every), carried, around);
      if (signal != Signal::go_on) return signal;
    }
    return Signal::go_on;
  }

  Signal segment(const Row& row, std::int64_t passes, Carried& carried, const Around& around) {
    const Carried entered = carried;
    for (std::int64_t i = 0; i < row.whole(Param::tries); ++i) {
      Carried inside = entered;
      if (i > 0) inside.is_tainted = false;
      if (inside.artifact == Artifact::own) inside.artifact = Artifact::inherited;
      Signal signal = Signal::go_on;
      for (std::int64_t j = 0; j < passes && signal == Signal::go_on; ++j) signal = pass(row.body, inside, around);
      if (signal == Signal::go_on) signal = own_check(row, inside);
      carried = leaving(entered, inside);
      if (signal == Signal::go_on) carried.is_tainted = false;
      if (!is_objection(signal)) return signal;
    }
    return Signal::exhausted;
  }

  Signal loop(const Row& row, Carried& carried, const Around& around) {
    const std::int64_t max = row.whole(Param::max);
    for (std::int64_t i = 1;; ++i) {
      ++spent_.checks;
      const bool is_right = carried.artifact == Artifact::right;
      if (draws_.happens(row.value(is_right ? Param::accept : Param::accept_wrong))) return Signal::go_on;
      if (i >= max) return row.says(Param::exhausted, "accept_last") ? Signal::go_on : Signal::exhausted;
      const Signal signal = visit_in_series(row.body, carried, around);
      if (signal != Signal::go_on) return signal;
    }
  }

  Signal branch(const Row& row, Carried& carried, const Around& around) {
    const std::size_t taken = draws_.happens(row.value(Param::p)) ? 0 : 1;
    if (taken >= row.body.size()) return Signal::go_on;
    return visit_in_series(one_row(row, taken), carried, around);
  }

  // ---------------------------------------------------------------- blocks side by side

  struct Lanes {  // what delivered lanes come to
    std::int64_t delivered = 0;
    std::int64_t right = 0;
    bool has_own = false;
    std::optional<Played> first_signal;
  };

  // Map too: its body is every lane.
  Signal parallel(const Row& row, Carried& carried, const Around& around) {
    const bool is_map = row.kind == StepKind::map;
    const std::int64_t count = is_map ? row.whole(Param::n) : static_cast<std::int64_t>(row.body.size());
    const bool needs_all = is_map ? !row.given(Param::k) : row.says(Param::mode, "all");
    const std::int64_t k = row.says(Param::mode, "any") ? 1 : row.whole(Param::k);
    const Carried entered = carried;
    Lanes lanes;
    AtOnce together(spent_.time_ms);
    for (std::int64_t i = 0; i < count; ++i) {
      const Rows lane = is_map ? Rows(row.body) : one_row(row, static_cast<std::size_t>(i));
      const Played played = visit(lane, entered, around);
      if (played.signal == Signal::over_budget) return played.signal;
      together.add(spent_.time_ms, played.signal);
      add_lane(lanes, played);
    }
    if (!together.finish(spent_.time_ms)) return Signal::over_time;
    if (needs_all && lanes.first_signal) {
      carried = leaving(entered, lanes.first_signal->carried);
      return lanes.first_signal->signal;
    }
    const std::int64_t needed = needs_all ? count : k;
    if (lanes.delivered < needed) return Signal::abstained;
    carried = joined(lanes, lanes.right >= needed, is_map ? 1 : row.value(Param::join), entered);
    return Signal::go_on;
  }

  static void add_lane(Lanes& lanes, const Played& played) {
    if (played.signal != Signal::go_on) {
      if (!lanes.first_signal) lanes.first_signal = played;
      return;
    }
    ++lanes.delivered;
    if (played.carried.artifact == Artifact::right) ++lanes.right;
    if (played.carried.artifact == Artifact::own) lanes.has_own = true;
  }

  Carried joined(const Lanes& lanes, bool is_right, double join, Carried entered) {
    if (!is_right) return result_of({false, lanes.has_own}, entered);
    return draws_.happens(join) ? result_of({true, false}, entered) : Carried{Artifact::own, true};
  }

  // An answer, seen from where the block stands: own work taints, anything else leaves the context as it entered.
  static Carried result_of(Answer answer, Carried entered) {
    if (answer.is_right) return {Artifact::right, entered.is_tainted};
    if (answer.is_own || entered.artifact == Artifact::right) return {Artifact::own, true};
    return entered;
  }

  // False when the run is over its budget or, asked one after another, its time, which ends it from whatever depth.
  bool hear(Rows rows, Carried entered, const Around& around, std::optional<Answer>& answer,
            AtOnce* together = nullptr) {
    const Played played = visit(rows, entered, around);
    answer.reset();
    heard_ = played.signal;
    if (together != nullptr) together->add(spent_.time_ms, played.signal);
    if (played.signal == Signal::go_on)
      answer = Answer{played.carried.artifact == Artifact::right, played.carried.artifact == Artifact::own};
    return played.signal != Signal::over_budget && (together != nullptr || played.signal != Signal::over_time);
  }

  Signal vote(const Row& row, Carried& carried, const Around& around) {
    const Around inside = with_theta(row, around);
    if (row.says(Param::rule, "weighted")) return weighted_vote(row, carried, inside);
    const bool is_ahead = row.says(Param::rule, "ahead");
    const bool has_end = !is_ahead || row.given(Param::n);
    Ballots ballots(row);
    AtOnce together(spent_.time_ms);
    std::optional<bool> winner;
    std::optional<Answer> answer;
    for (std::int64_t i = 0; (!has_end || i < row.whole(Param::n)) && !winner; ++i) {
      if (!hear(row.body, carried, inside, answer, is_ahead ? nullptr : &together)) return heard_;
      if (answer) ballots.add(*answer, draws_);
      if (is_ahead) winner = ballots.with_lead(row.value(Param::k));
    }
    if (!is_ahead && !together.finish(spent_.time_ms)) return Signal::over_time;
    if (row.says(Param::rule, "majority")) winner = ballots.with_votes(std::floor(row.value(Param::n) / 2) + 1);
    if (row.says(Param::rule, "quorum")) winner = ballots.with_votes(row.value(Param::k));
    if (row.says(Param::rule, "plurality")) winner = ballots.with_most(draws_);
    if (!winner) return Signal::abstained;
    carried = result_of({*winner, ballots.is_first_wrong_own()}, carried);
    return Signal::go_on;
  }

  Signal weighted_vote(const Row& row, Carried& carried, const Around& around) {
    WeightedBallots ballots;
    AtOnce together(spent_.time_ms);
    for (std::size_t i = 0; i < row.body.size(); ++i) {
      std::optional<Answer> answer;
      if (!hear(one_row(row, i), carried, around, answer, &together)) return heard_;
      if (answer) ballots.add(*answer, weight_of(row.body[i], around));
    }
    if (!together.finish(spent_.time_ms)) return Signal::over_time;
    const std::optional<bool> winner = ballots.winner(draws_);
    if (!winner) return Signal::abstained;
    carried = result_of({*winner, ballots.first_wrong && ballots.first_wrong->is_own}, carried);
    return Signal::go_on;
  }

  double weight_of(const Row& voter, const Around& around) {
    const auto found = weights_.find(&voter);
    if (found != weights_.end()) return found->second;
    double r = 0;
    if (voter.kind == StepKind::work) {  // exact, so that equal voters weigh the same
      const double s = latents_.mean_rate(voter);
      r = s / (s + (1 - s) * (1 - voter.value(Param::d)));
    } else {
      r = measured_rate(voter, around);
    }
    return weights_.emplace(&voter, std::log(r) - std::log1p(-r)).first->second;
  }

  // How often a voter is right given that it answers, by playing it on its own with every latent drawn anew.
  double measured_rate(const Row& voter, const Around& around) {
    constexpr int kPlays = 100'000;
    const Spent spent = spent_;
    const auto drawn = latents_.drawn();
    is_measuring_ = true;
    double right = 0;
    double given = 0;
    for (int i = 0; i < kPlays; ++i) {
      latents_.draw(draws_);
      Around alone;
      if (around.theta_of != nullptr) alone = with_theta(*around.theta_of, alone);
      std::optional<Answer> answer;
      hear(Rows(&voter, 1), {}, alone, answer);
      if (answer) ++given;
      if (answer && answer->is_right) ++right;
    }
    is_measuring_ = false;
    latents_.restore(drawn);
    spent_ = spent;
    return right / given;
  }

  Signal best_of(const Row& row, Carried& carried, const Around& around) {
    const Around inside = with_theta(row, around);
    const bool takes_first = row.says(Param::select, "first_accepted");
    const bool is_oracle = row.says(Param::select, "oracle");
    std::optional<Answer> best;
    double best_score = 0;
    AtOnce together(spent_.time_ms);
    for (std::int64_t i = 0; i < row.whole(Param::n); ++i) {
      std::optional<Answer> answer;
      if (!hear(row.body, carried, inside, answer, takes_first ? nullptr : &together)) return heard_;
      if (!answer) continue;
      if (!is_oracle) ++spent_.checks;
      if (takes_first && !draws_.happens(row.value(answer->is_right ? Param::tpr : Param::fpr))) continue;
      const double score = is_oracle     ? (answer->is_right ? 1 : 0)
                           : takes_first ? 0
                                         : draws_.normal() + (answer->is_right ? row.value(Param::gap) : 0);
      if (!best || score > best_score) {  // oracle: the first wrong one stays until a right one comes
        best = answer;
        best_score = score;
      }
      if (takes_first) break;
    }
    if (!takes_first && !together.finish(spent_.time_ms)) return Signal::over_time;
    if (!best) return Signal::abstained;
    carried = result_of(*best, carried);
    return Signal::go_on;
  }

  Signal heard_ = Signal::go_on;  // how the last voter or candidate ended
  std::unordered_map<const Row*, double> weights_;
};

}  // namespace nines::oracle
