// Random pipelines over the whole language: every kind, word, latent family and scope, graphs, variables, budgets.
// Legal by construction of their numbers, and small: no run executes more than about kMostLeaves leaves. Only raw bits
// of mt19937_64 are used, at most one draw among the arguments of a call, so the same seed gives the same pipelines
// everywhere. random_histogram.h counts what comes out.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "nines/catalog.h"
#include "nines/simulate.h"
#include "oracle/pipelines.h"
#include "oracle/random_latents.h"

namespace nines::oracle {

class RandomLanguage {
 public:
  explicit RandomLanguage(std::uint64_t seed) : bits_(seed) {}

  // `interior`: every probability strictly inside (0, 1), for derivatives. What check_pipeline refuses loses its
  // budget, then its latents and rho; refused even so, it is replaced.
  Pipeline next(bool interior = false) {
    Pipeline out;
    for (int i = 0; i < 50; ++i) {
      out = make(interior);
      if (check_pipeline(out)) return out;
      out.budget.reset();
      if (check_pipeline(out)) return out;
      ++dropped_;
      out.latents.clear();
      clear_rho(out.steps);
      if (check_pipeline(out)) return out;
      ++replaced_;
    }
    return out;
  }
  int dropped() const { return dropped_; }    // lost their latents
  int replaced() const { return replaced_; }  // refused altogether

  // Without asking check_pipeline.
  Pipeline make(bool interior = false) {
    bits_.interior = interior;
    names_ = 0;
    vars_.clear();
    plan_ = LatentPlan(bits_);
    Pipeline out;
    out.steps = series({1, plan_.most_leaves()}, 2);
    out.latents = plan_.latents();
    if (bits_.one_in(8)) out.budget = Budget{static_cast<std::int64_t>(1 + bits_.below(20)), {}};
    if (bits_.one_in(6)) out.shift = bits_.of({0.5, 1.5, 2.0});
    out.vars = vars_;
    in_table_order(out.steps);
    return out;
  }

 private:
  // Where a row stands: how deep, how many leaf executions it may cost, and what drives its work.
  struct Place {
    int depth = 1;
    double leaves = 1;
    bool is_driven = false;   // by a theta of a block around it
    bool is_weighed = false;  // a weighted vote reads its rates: nothing extreme, nothing that changes with position
    double p = 0.9;           // of the theta
    double transient = 0;

    Place inside(double times) const {
      Place out = *this;
      ++out.depth;
      out.leaves /= times;
      return out;
    }
  };
  static constexpr int kDeepest = 6;

  // ---------------------------------------------------------------- lists

  std::vector<Step> series(Place place, std::uint64_t least = 1) {
    const bool goes_back = place.leaves >= 4 && bits_.one_in(5);
    const double times = goes_back ? 1 + static_cast<double>(bits_.below(2)) : 0;
    place.leaves /= times + 1;
    std::vector<Step> out = rows(place, least + bits_.below(place.leaves < 3 ? 1 : 3));
    if (goes_back)
      out.push_back(random_rollback(out, times));
    else if (out.size() > 1 && bits_.one_in(5))
      make_graph(out);
    return out;
  }

  std::vector<Step> rows(Place place, std::uint64_t count) {
    place.leaves /= static_cast<double>(count);
    std::vector<Step> out;
    for (std::uint64_t i = 0; i < count; ++i) out.push_back(row(place));
    return out;
  }

  void make_graph(std::vector<Step>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (bits_.one_in(3)) continue;
      rows[i].needs.emplace();
      for (std::size_t j = 0; j < i; ++j) {
        if (bits_.one_in(2)) rows[i].needs->push_back(rows[j].id);
      }
    }
  }

  Step random_rollback(const std::vector<Step>& before, double max) {
    const auto to = static_cast<std::size_t>(bits_.below(before.size()));
    Step out = named(rollback(before[to].id, bits_.rate()), next_id());
    if (bits_.one_in(2)) out = with(std::move(out), Param::false_alarm, bits_.small());
    return with(std::move(out), Param::max, max);
  }

  std::string next_id() { return "r" + std::to_string(names_++); }

  // ---------------------------------------------------------------- rows

  Step row(const Place& place) {
    const bool is_leaf = place.leaves < 3 || place.depth >= kDeepest || bits_.one_in(5);
    Step out = is_leaf ? leaf(place) : block(place);
    if (out.id.empty()) out.id = next_id();
    return out;
  }

  Step leaf(const Place& place) {
    switch (bits_.below(8)) {
      case 0:
      case 1: return priced(random_validate(place));
      case 2: return priced(random_human());
      case 3: return priced(random_format_gate());
      default: return priced(random_work(place));
    }
  }

  Step block(const Place& place) {
    switch (bits_.below(14)) {
      case 0: return group(series(place.inside(1)));
      case 1: return random_repeat(place);
      case 2:
      case 3: return random_retry(place);
      case 4: return random_fallback(place);
      case 5:
      case 6: return random_vote(place);
      case 7:
      case 8: return random_best_of(place);
      case 9: return random_checkpoint(place);
      case 10: return random_loop(place);
      case 11: return random_branch(place);
      case 12: return random_parallel(place);
      default: return random_map(place);
    }
  }

  Step priced(Step leaf) {
    return bits_.one_in(6) ? with(std::move(leaf), Param::cost_usd, bits_.of({0.01, 0.5, 2.0})) : leaf;
  }

  // ---- leaves

  WorkRate rate_at(const Place& place, const std::string& id) {
    if (place.is_driven) return {place.p, place.transient, false};
    return plan_.rate_of_work(id, place.is_weighed, bits_);
  }

  Step random_work(const Place& place) {
    const std::string id = next_id();
    const WorkRate rate = rate_at(place, id);
    Step out = named(work(rate.p), id);
    if (rate.is_free && !place.is_weighed && bits_.one_in(6)) out.params = {as_variable(bits_.rate())};
    if (bits_.one_in(3)) out = with(std::move(out), Param::d, place.is_weighed ? 0.3 : bits_.small());
    if (bits_.one_in(3)) out = with(std::move(out), Param::h, bits_.small());
    if (bits_.one_in(4)) out = with(std::move(out), Param::e, bits_.small());
    if (bits_.one_in(4)) out = with(std::move(out), Param::p_after_error, bits_.rate());
    if (!place.is_weighed && bits_.one_in(5)) out = with(std::move(out), Param::decay, bits_.of({0.05, 0.3}));
    const double transient = rate.is_free && bits_.one_in(6) ? 0.4 : rate.transient;
    return transient > 0 ? with(std::move(out), Param::transient, transient) : out;
  }

  // Every form that a probability can be written in.
  ParamValue as_variable(double value) {
    Variable variable{"v" + std::to_string(vars_.size()), number_value(Param::p, value)};
    if (bits_.one_in(3)) variable.value = by_complement(Param::p, 0.125);
    if (bits_.one_in(3)) variable.value = by_counts(Param::p, 17, 20);
    ParamValue out;
    out.form = ValueForm::variable;
    out.choice = variable.name;
    vars_.push_back(std::move(variable));
    return out;
  }

  Step random_validate(const Place& place) {
    const double sensitivity = place.is_weighed ? 0.8 : bits_.rate();
    Step out = validate(sensitivity, place.is_weighed ? 0.95 : bits_.rate());
    if (bits_.one_in(2)) out = with(std::move(out), Param::sees, bits_.word({"own", "artifact"}));
    if (bits_.one_in(4)) out = with(std::move(out), Param::blind, bits_.small());
    if (bits_.one_in(3)) out = with(std::move(out), Param::solves, bits_.rate());
    if (bits_.one_in(3)) out = with(std::move(out), Param::sensitivity_unsolved, bits_.small());
    return out;
  }

  Step random_human() {
    Step out = human(bits_.rate());
    if (bits_.one_in(2)) out = with(std::move(out), Param::false_alarm, bits_.small());
    if (bits_.one_in(2)) out = with(std::move(out), Param::fix, bits_.rate());
    if (bits_.one_in(3)) out = with(std::move(out), Param::share, bits_.rate());
    if (bits_.one_in(3)) out = with(std::move(out), Param::attention, bits_.rate());
    if (bits_.one_in(2)) out = with(std::move(out), Param::fatigue, bits_.of({0.05, 0.3}));
    if (bits_.one_in(3)) out = with(std::move(out), Param::capacity, bits_.rate());
    return out;
  }

  Step random_format_gate() {
    const double fail = bits_.small();
    const double repair = bits_.of({0.2, 0.5, 0.7});
    return format_gate(fail, repair, bits_.of({0.1, 0.25}));
  }

  // ---- blocks in series

  Step random_repeat(const Place& place) {
    const double count = 1 + static_cast<double>(bits_.below(4));
    return repeat(count, series(place.inside(count)));
  }

  Step random_retry(const Place& place) {
    const double max = 1 + static_cast<double>(bits_.below(3));
    Step out = make_step(StepKind::retry, {{Param::max, max}});
    give_body(out, place.inside(max));
    return objections(std::move(out));
  }

  Step random_fallback(const Place& place) { return objections(fallback(rows(place.inside(1), 2 + bits_.below(2)))); }

  Step objections(Step out) {
    if (bits_.one_in(3)) out = with(std::move(out), Param::on, bits_.word({"flagged", "flagged_or_crash"}));
    if (bits_.one_in(2)) out = with(std::move(out), Param::exhausted, bits_.word({"stop", "accept_last", "escalate"}));
    if (bits_.one_in(2)) out = with(std::move(out), Param::context, bits_.word({"kept", "fresh"}));
    return out;
  }

  Step random_checkpoint(const Place& place) {
    const double count = 1 + static_cast<double>(bits_.below(4));
    const double tries = 1 + static_cast<double>(bits_.below(3));
    const double every = 1 + static_cast<double>(bits_.below(3));
    Step out = checkpoint(every, count, series(place.inside(count * tries)));
    if (bits_.one_in(2)) out = with(std::move(out), Param::detect, bits_.rate());
    if (bits_.one_in(2)) out = with(std::move(out), Param::false_alarm, bits_.small());
    return with(std::move(out), Param::tries, tries);
  }

  Step random_loop(const Place& place) {
    const double max = 1 + static_cast<double>(bits_.below(4));
    const double accept = bits_.rate();
    const double accept_wrong = bits_.small();
    Step out = loop(accept, accept_wrong, max, series(place.inside(max)));
    return bits_.one_in(2) ? with(std::move(out), Param::exhausted, bits_.word({"stop", "accept_last"})) : out;
  }

  Step random_branch(const Place& place) {
    const double first = bits_.small();
    return branch(first, rows(place.inside(1), 1 + bits_.below(2)));
  }

  // ---- crowds

  // The body of a block with rho, and its rho: 0, given or assumed. One theta drives all work of the block or none.
  void give_body(Step& block, Place place) {
    const bool drives = !place.is_driven && plan_.allows_visits() && bits_.one_in(3);
    if (drives) {
      place.is_driven = true;
      place.p = place.is_weighed ? LatentPlan::weighed_rate(bits_) : bits_.rate();
      place.transient = bits_.one_in(4) ? 0.4 : 0;
    }
    block.body = place.is_weighed ? voters(place) : series(place);
    const bool is_left_out = drives ? bits_.one_in(4) : plan_.drives_all() && !place.is_driven && bits_.one_in(2);
    if (is_left_out) return;
    block = with(std::move(block), Param::rho, drives ? bits_.of({0.2, 0.51, 0.9}) : 0);
  }

  Step random_vote(const Place& place) {
    const std::uint64_t rule = bits_.below(6);
    if (rule == 0) return random_ahead(place);
    if (rule == 1 && place.leaves >= 8 && (place.is_driven ? place.p > 0.7 : plan_.allows_weighted()))
      return random_weighted(place);
    const std::uint64_t n = 1 + bits_.below(5);
    Step out = with(make_step(StepKind::vote, {}), Param::n, static_cast<double>(n));
    if (rule > 1) out = with(std::move(out), Param::rule, bits_.word({"majority", "plurality", "quorum"}));
    if (out.params.size() > 1 && out.params[1].choice == "quorum")
      out = with(std::move(out), Param::k, static_cast<double>(n / 2 + 1 + bits_.below(n - n / 2)));
    if (bits_.one_in(3))
      out = with(std::move(out), Param::collision, bits_.small());
    else if (bits_.one_in(2))
      out = with(std::move(out), Param::rivals, 1 + static_cast<double>(bits_.below(3)));
    give_body(out, place.inside(static_cast<double>(n)));
    return out;
  }

  // Without a cap only voters that always answer, or it might never end.
  Step random_ahead(const Place& place) {
    const double k = 1 + static_cast<double>(bits_.below(3));
    Step out = with(make_step(StepKind::vote, {{Param::k, k}}), Param::rule, "ahead");
    if (bits_.one_in(2)) {
      const std::string id = next_id();
      const WorkRate rate = rate_at(place, id);
      out.body = {named(work(rate.p), id)};
      if (rate.transient > 0) out.body[0] = with(out.body[0], Param::transient, rate.transient);
      return with(std::move(out), Param::rho, 0);
    }
    const double n = k + static_cast<double>(bits_.below(5));
    out = with(std::move(out), Param::n, n);
    give_body(out, place.inside(n));
    return out;
  }

  Step random_weighted(const Place& place) {
    Step out = with(make_step(StepKind::vote, {}), Param::rule, "weighted");
    Place voters = place.inside(1);
    voters.is_weighed = true;
    give_body(out, voters);
    return out;
  }

  // At most one is more than work: engines may measure what it weighs, and measured weights tie with nothing.
  std::vector<Step> voters(const Place& place) {
    std::vector<Step> out;
    for (std::uint64_t left = 2 + bits_.below(3); left > 0; --left) out.push_back(priced(random_work(place)));
    if (!bits_.one_in(3)) return out;
    Step check = named(validate(0.8, 0.95), next_id());
    out[0] = named(retry(2, 0, {std::move(out[0]), std::move(check)}), next_id());
    return out;
  }

  Step random_best_of(const Place& place) {
    const double n = 1 + static_cast<double>(bits_.below(4));
    Step out = make_step(StepKind::best_of, {{Param::n, n}});
    if (!bits_.one_in(4)) out = with(std::move(out), Param::select, bits_.word({"first_accepted", "argmax", "oracle"}));
    if (bits_.one_in(2)) out = with(std::move(out), Param::tpr, bits_.rate());
    if (bits_.one_in(2)) out = with(std::move(out), Param::fpr, bits_.small());
    if (bits_.one_in(2)) out = with(std::move(out), Param::gap, bits_.of({0.0, 0.5, 2.0}));
    give_body(out, place.inside(n));
    return out;
  }

  Step random_parallel(const Place& place) {
    const std::uint64_t lanes = 2 + bits_.below(2);
    const char* mode = bits_.word({"all", "any", "k_of_n"});
    Step out = parallel(mode, rows(place.inside(1), lanes));
    if (std::string(mode) == "k_of_n")
      out = with(std::move(out), Param::k, 1 + static_cast<double>(bits_.below(lanes)));
    return bits_.one_in(2) ? with(std::move(out), Param::join, bits_.rate()) : out;
  }

  Step random_map(const Place& place) {
    const std::uint64_t n = 1 + bits_.below(4);
    Step out = map(static_cast<double>(n), series(place.inside(static_cast<double>(n))));
    return bits_.one_in(2) ? with(std::move(out), Param::k, 1 + static_cast<double>(bits_.below(n))) : out;
  }

  // ---------------------------------------------------------------- afterwards

  static void clear_rho(std::vector<Step>& steps) {
    for (Step& step : steps) {
      if (find_param_info(step_info(step.kind), Param::rho) != nullptr) {
        std::erase_if(step.params, [](const ParamValue& value) { return value.id == Param::rho; });
        step.params.push_back(number_value(Param::rho, 0));
      }
      clear_rho(step.body);
    }
    in_table_order(steps);
  }

  static void in_table_order(std::vector<Step>& steps) {
    for (Step& step : steps) {
      const auto& table = step_info(step.kind).params;
      const auto place = [&table](const ParamValue& value) {
        return std::find_if(table.begin(), table.end(), [&](const ParamInfo& info) { return info.id == value.id; });
      };
      std::stable_sort(step.params.begin(), step.params.end(),
                       [&](const ParamValue& a, const ParamValue& b) { return place(a) < place(b); });
      in_table_order(step.body);
    }
  }

  Bits bits_;
  LatentPlan plan_;
  std::vector<Variable> vars_;
  int names_ = 0;
  int dropped_ = 0;
  int replaced_ = 0;
};

}  // namespace nines::oracle
