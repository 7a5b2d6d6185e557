// plan_pipeline: the front of all combinations, the cheapest that meets the target, and both in words
// (nines/questions.h).
#include <algorithm>
#include <cmath>

#include "nines/questions.h"
#include "simulate/check_params.h"
#include "simulate/exact.h"
#include "simulate/questions/outcome.h"
#include "simulate/questions/plan_changes.h"
#include "simulate/questions/plan_stages.h"

namespace nines::simulate {
namespace {

// A bound is met when it is up to the rounding of a run.
constexpr double kSame = 1e-12;

struct Weighed {
  Outcome outcome;
  std::vector<std::size_t> choice;
};

bool has_price(const std::vector<Step>& steps);
bool has_price(const Step& step) {
  const ParamValue* price = given_param(step, Param::cost_usd);
  return (price != nullptr && (price->value > 0 || price->form == ValueForm::variable)) || has_price(step.body);
}
bool has_price(const std::vector<Step>& steps) {
  return std::any_of(steps.begin(), steps.end(), [](const Step& step) { return has_price(step); });
}
bool has_price(const PlanChange& change) {
  if (change.wrap && has_price(*change.wrap)) return true;
  return std::any_of(change.options.begin(), change.options.end(), [](const PlanOption& option) {
    return std::any_of(option.params.begin(), option.params.end(),
                       [](const ParamValue& one) { return one.id == Param::cost_usd && one.value > 0; });
  });
}

PlanCost cost_of(const Pipeline& pipeline, const PlanQuestion& question, const std::vector<PlanChange>& changes) {
  if (question.cost != PlanCost::automatic) return question.cost;
  const bool priced = has_price(pipeline.steps) || question.budget.cost_usd ||
                      std::any_of(changes.begin(), changes.end(), [](const PlanChange& one) { return has_price(one); });
  return priced ? PlanCost::usd : PlanCost::executions;
}

double cost_in(const Outcome& of, PlanCost unit) {
  if (unit == PlanCost::usd) return of.cost_usd;
  return unit == PlanCost::calls ? of.calls : of.calls + of.checks + of.reviews;
}

Criterion failure_criterion() {
  Criterion out;
  for (std::size_t c = kStates; c < kMasses; ++c) out.column[c] = 1;
  out.delivered_wrong = 1;
  return out;
}
Criterion silent_criterion() {
  Criterion out;
  out.delivered_wrong = 1;
  return out;
}
Criterion column_criterion(const std::vector<Column>& columns) {
  Criterion out;
  for (const Column c : columns) out.column[c] = 1;
  return out;
}

std::vector<Criterion> criteria_for(const PlanQuestion& question, PlanCost cost) {
  std::vector<Criterion> out{failure_criterion()};
  if (cost == PlanCost::usd) out.push_back(column_criterion({kCost}));
  if (cost == PlanCost::calls) out.push_back(column_criterion({kCalls}));
  if (cost == PlanCost::executions) out.push_back(column_criterion({kCalls, kChecks, kReviews}));
  if (question.target.silent) out.push_back(silent_criterion());
  if (question.budget.calls && cost != PlanCost::calls) out.push_back(column_criterion({kCalls}));
  if (question.budget.cost_usd && cost != PlanCost::usd) out.push_back(column_criterion({kCost}));
  return out;
}

bool is_at_most(double value, const std::optional<double>& bound) {
  return !bound || value <= *bound + kSame * std::max(1.0, std::fabs(*bound));
}
bool is_quiet(const Outcome& of, const PlanTarget& target) { return is_at_most(of.ends.silent, target.silent); }
bool is_within(const Outcome& of, const PlanBudget& budget) {
  return is_at_most(of.calls, budget.calls) && is_at_most(of.cost_usd, budget.cost_usd);
}
bool is_reached(const Outcome& of, const PlanTarget& target) {
  return !target.ok || of.failure() <= (1 - *target.ok) + kSame;
}

// The search over one setting of the variables.
class Search {
 public:
  Search(const PlanQuestion& question, PlanCost cost, RunContext& run) : question_(question), cost_(cost), run_(run) {}

  std::optional<Error> add(const Pipeline& pipeline, const std::vector<PlanChange>& changes,
                           const std::vector<PlacedChange>& places, const std::vector<std::size_t>& outer) {
    Result<StagedPlan> staged = stage_plan(pipeline, changes, places, run_);
    if (!staged) return staged.error();
    if (!staged->reason.empty()) {
      reason = staged->reason;
      return try_all(pipeline, changes, places, outer);
    }
    staged.value().stages.criteria = criteria_for(question_, cost_);
    combinations += staged->combinations;
    refused.count += staged->refused.count;
    if (!refused.first) refused.first = staged->refused.first;
    const Front front = pareto_front(staged->stages, most_states(staged->stages), run_);
    if (run_.cancelled()) return error_at(ErrorCode::cancelled, "", "cancelled while planning");
    bound = std::max(bound, front.bound);
    rows = std::max(rows, staged->stages.stages.size());
    for (const FrontPlan& plan : front.plans) {
      Weighed one{outcome_of(row_along(staged->stages, plan.option)), outer};
      for (std::size_t s = 0; s < plan.option.size(); ++s) {
        for (std::size_t i = 0; i < staged->changes[s].size(); ++i)
          one.choice[staged->changes[s][i]] = staged->choices[s][plan.option[s]][i];
      }
      weighed.push_back(std::move(one));
    }
    return std::nullopt;
  }

  std::vector<Weighed> weighed;
  Refused refused;
  double combinations = 0;
  double bound = 0;
  std::size_t rows = 0;
  std::string reason;

 private:
  // Partial plans with many classes are long; what is kept of them is limited by size as well.
  static std::size_t most_states(const Stages& stages) {
    constexpr std::size_t kMostNumbers = 2'500'000;
    const std::size_t size = stages.weights.size() * kStates * stages.criteria.size();
    return std::clamp<std::size_t>(kMostNumbers / size, 64, kMaxPlanStates);
  }

  std::optional<Error> try_all(const Pipeline& pipeline, const std::vector<PlanChange>& changes,
                               const std::vector<PlacedChange>& places, const std::vector<std::size_t>& outer) {
    std::vector<std::size_t> which;
    for (std::size_t c = 0; c < changes.size(); ++c) {
      if (!places[c].path.empty()) which.push_back(c);
    }
    const double count = count_choices(changes, which);
    combinations += count;
    if (combinations > static_cast<double>(kMaxPlanCombinations)) {
      return error_at(ErrorCode::limit_exceeded, "/plan/changes",
                      short_number(combinations) + " combinations, and " + reason + "; so at most " +
                          std::to_string(kMaxPlanCombinations) + " can be tried one by one");
    }
    std::vector<std::size_t> at = first_choice(changes, which);
    do {
      if (run_.cancelled()) return error_at(ErrorCode::cancelled, "", "cancelled while planning");
      Weighed one{{}, outer};
      for (std::size_t i = 0; i < which.size(); ++i) one.choice[which[i]] = at[i];
      std::vector<std::size_t> inner = one.choice;
      for (std::size_t c = 0; c < inner.size(); ++c) inner[c] = places[c].path.empty() ? 0 : inner[c];
      const Result<Outcome> outcome = run_exactly(apply_choice(pipeline, changes, places, inner), run_);
      if (!outcome && outcome.error().code == ErrorCode::cancelled) return outcome.error();
      if (!outcome) {
        ++refused.count;
        if (!refused.first) refused.first = outcome.error();
        continue;
      }
      one.outcome = *outcome;
      weighed.push_back(std::move(one));
    } while (next_choice(changes, which, at));
    return std::nullopt;
  }

  const PlanQuestion& question_;
  PlanCost cost_;
  RunContext& run_;
};

// Cheapest first; of equals the one that changes least.
void sort_by_cost(std::vector<Weighed>& all, PlanCost cost) {
  std::stable_sort(all.begin(), all.end(), [cost](const Weighed& a, const Weighed& b) {
    const double ca = cost_in(a.outcome, cost);
    const double cb = cost_in(b.outcome, cost);
    if (ca != cb) return ca < cb;
    const double fa = a.outcome.failure();
    const double fb = b.outcome.failure();
    return fa != fb ? fa < fb : a.choice < b.choice;
  });
}

std::vector<std::size_t> front_of(const std::vector<Weighed>& sorted, const PlanTarget& target) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (!is_quiet(sorted[i].outcome, target)) continue;
    const double least = out.empty() ? 2 : sorted[out.back()].outcome.failure();
    if (sorted[i].outcome.failure() < least * (1 - kSame)) out.push_back(i);
  }
  return out;
}

std::optional<std::size_t> choose(const std::vector<Weighed>& sorted, const PlanQuestion& question) {
  std::optional<std::size_t> out;
  const bool has_target = question.target.ok || question.target.silent;
  if (!has_target && !question.budget.calls && !question.budget.cost_usd) return out;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const Outcome& one = sorted[i].outcome;
    if (!is_quiet(one, question.target) || !is_within(one, question.budget) || !is_reached(one, question.target))
      continue;
    if (has_target) return i;
    if (!out || one.failure() < sorted[*out].outcome.failure() * (1 - kSame)) out = i;
  }
  return out;
}

class Teller {
 public:
  Teller(const Pipeline& pipeline, const PlanQuestion& question, const std::vector<PlanChange>& changes,
         const std::vector<PlacedChange>& places, PlanCost cost)
      : pipeline_(pipeline), question_(question), changes_(changes), places_(places), cost_(cost) {}

  PlanPoint point(const Outcome& of, std::vector<std::size_t> choice) const {
    PlanPoint out;
    out.ends = of.ends;
    out.failure = of.failure();
    out.calls_mean = of.calls;
    out.checks_mean = of.checks;
    out.reviews_mean = of.reviews;
    out.cost_usd_mean = of.cost_usd;
    out.cost = cost_in(of, cost_);
    out.feasible =
        is_quiet(of, question_.target) && is_within(of, question_.budget) && is_reached(of, question_.target);
    for (std::size_t c = 0; c < choice.size(); ++c) {
      if (choice[c] == 0) continue;
      out.changes.push_back(
          {c, choice[c], places_[c].pointer, words_of_change(pipeline_, changes_[c], places_[c], choice[c])});
    }
    out.choice = std::move(choice);
    return out;
  }

 private:
  const Pipeline& pipeline_;
  const PlanQuestion& question_;
  const std::vector<PlanChange>& changes_;
  const std::vector<PlacedChange>& places_;
  PlanCost cost_;
};

// Evenly along the front, both ends kept.
std::vector<std::size_t> thinned(const std::vector<std::size_t>& all, std::size_t most) {
  if (all.size() <= most) return all;
  if (most == 1) return {all.back()};
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < most; ++i) out.push_back(all[i * (all.size() - 1) / (most - 1)]);
  return out;
}

Issue note(const char* code, std::string message, Severity severity = Severity::note) {
  Issue out;
  out.severity = severity;
  out.code = code;
  out.message = std::move(message);
  return out;
}

std::string method_of(const Search& search) {
  if (!search.reason.empty()) return "exact: every combination tried (" + search.reason + ")";
  const std::string how =
      "Pareto dynamic programming over " + std::to_string(search.rows) + (search.rows == 1 ? " row" : " rows");
  if (search.bound == 0) return "exact: " + how;
  return how + "; thinned: every plan has one here within a factor of 1 + " + short_number(search.bound) +
         " in failure, cost and whatever is bounded, so the chosen one is that close to the cheapest for a target that "
         "much stricter";
}

void add_issues(PlanReport& out, const Search& search, const PlanQuestion& question) {
  if (search.refused.count > 0) {
    out.issues.push_back(
        note("plan_refused",
             std::to_string(search.refused.count) +
                 " combinations are no legal pipeline and are left out; the first: " + search.refused.first->message,
             Severity::warning));
  }
  if (static_cast<std::size_t>(out.front_size) > out.front.size()) {
    out.issues.push_back(note("front_thinned", "the front has " + std::to_string(out.front_size) + " points; " +
                                                   std::to_string(out.front.size()) + " of them are told"));
  }
  const bool asks = question.target.ok || question.target.silent || question.budget.calls || question.budget.cost_usd;
  if (asks && !out.chosen)
    out.issues.push_back(
        note("plan_none", "no combination of these changes meets the target within the budget", Severity::warning));
}

std::optional<Error> check_share(const std::optional<double>& value, const char* at) {
  if (!value || (*value >= 0 && *value <= 1)) return std::nullopt;
  return error_at(ErrorCode::out_of_range, at, short_number(*value) + "; expected 0 to 1");
}
std::optional<Error> check_positive(const std::optional<double>& value, const char* at) {
  if (!value || *value >= 0) return std::nullopt;
  return error_at(ErrorCode::out_of_range, at, short_number(*value) + "; expected 0 or more");
}

std::optional<Error> check_question(const PlanQuestion& question) {
  if (auto error = check_share(question.target.ok, "/plan/target/ok")) return error;
  if (auto error = check_share(question.target.silent, "/plan/target/silent")) return error;
  if (auto error = check_positive(question.budget.calls, "/plan/budget/calls")) return error;
  if (auto error = check_positive(question.budget.cost_usd, "/plan/budget/cost_usd")) return error;
  if (question.points >= 1 && question.points <= kMaxPlanPoints) return std::nullopt;
  return error_at(ErrorCode::out_of_range, "/plan/points",
                  std::to_string(question.points) + " points; expected 1 to " + std::to_string(kMaxPlanPoints));
}

// Every setting of the variables, and below each the search over the rows.
std::optional<Error> search_all(const Pipeline& pipeline, const std::vector<PlanChange>& changes,
                                const std::vector<PlacedChange>& places, Search& search) {
  std::vector<std::size_t> outer;
  for (std::size_t c = 0; c < changes.size(); ++c) {
    if (places[c].path.empty()) outer.push_back(c);
  }
  if (count_choices(changes, outer) > static_cast<double>(kMaxPlanCombinations)) {
    return error_at(ErrorCode::limit_exceeded, "/plan/changes",
                    "the variables have more than " + std::to_string(kMaxPlanCombinations) + " combinations");
  }
  std::vector<std::size_t> at = first_choice(changes, outer);
  do {
    std::vector<std::size_t> choice(changes.size(), 0);
    for (std::size_t i = 0; i < outer.size(); ++i) choice[outer[i]] = at[i];
    const Pipeline here = outer.empty() ? pipeline : apply_choice(pipeline, changes, places, choice);
    std::optional<Error> error = search.add(here, changes, places, choice);
    if (!error) continue;
    if (outer.empty() || error->code == ErrorCode::cancelled || error->code == ErrorCode::limit_exceeded) return error;
    ++search.refused.count;
    if (!search.refused.first) search.refused.first = std::move(error);
  } while (next_choice(changes, outer, at));
  return std::nullopt;
}

}  // namespace

Result<PlanReport> plan(const Pipeline& pipeline, const PlanQuestion& question, RunContext& run) {
  if (std::optional<Error> error = check_question(question)) return *error;
  const Result<Outcome> now = run_exactly(pipeline, run);
  if (!now) return now.error();
  PlanReport out;
  out.changes = question.changes.empty() ? default_changes(pipeline) : question.changes;
  const auto places = place_changes(pipeline, out.changes);
  if (!places) return places.error();
  out.cost = cost_of(pipeline, question, out.changes);
  Search search(question, out.cost, run);
  if (std::optional<Error> error = search_all(pipeline, out.changes, *places, search)) return *error;
  if (search.weighed.empty()) return *search.refused.first;
  sort_by_cost(search.weighed, out.cost);

  const Teller teller(pipeline, question, out.changes, *places, out.cost);
  out.now = teller.point(*now, std::vector<std::size_t>(out.changes.size(), 0));
  const std::vector<std::size_t> front = front_of(search.weighed, question.target);
  out.front_size = static_cast<std::int64_t>(front.size());
  for (const std::size_t i : thinned(front, question.points))
    out.front.push_back(teller.point(search.weighed[i].outcome, search.weighed[i].choice));
  if (const std::optional<std::size_t> best = choose(search.weighed, question)) {
    out.chosen = teller.point(search.weighed[*best].outcome, search.weighed[*best].choice);
    out.pipeline = apply_choice(pipeline, out.changes, *places, out.chosen->choice);
  }
  out.combinations = search.combinations;
  out.bound = search.bound;
  out.method = method_of(search);
  add_issues(out, search, question);
  return out;
}

}  // namespace nines::simulate

namespace nines {

Result<PlanReport> plan_pipeline(const Pipeline& pipeline, const PlanQuestion& question, RunContext& run) {
  return simulate::plan(pipeline, question, run);
}

}  // namespace nines
