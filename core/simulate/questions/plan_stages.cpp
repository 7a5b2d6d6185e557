// Rows, their combinations, their kernels (plan_stages.h).
#include "simulate/questions/plan_stages.h"

#include <algorithm>
#include <map>

#include "simulate/check_params.h"
#include "simulate/evaluate.h"
#include "simulate/exact.h"

namespace nines::simulate {
namespace {

// One row of the series: the steps [first, last] of a list, one of them a rollback over the others if there are
// several.
struct Unit {
  std::size_t node = 0;   // in the plan as it is
  std::size_t place = 0;  // among the rows of its list
  std::optional<std::size_t> group;
  std::size_t group_place = 0;  // of the group among the top rows
  std::size_t first = 0;
  std::size_t last = 0;
  bool opens = false;
  bool closes = false;
  std::vector<std::size_t> changes;
};

std::vector<std::size_t> rows_of(const Plan& plan, std::size_t begin, std::size_t end) {
  std::vector<std::size_t> out;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) out.push_back(i);
  return out;
}

void add_units(const Plan& plan, const std::vector<std::size_t>& rows, std::optional<std::size_t> group,
               std::size_t group_place, std::vector<Unit>& out) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Unit unit;
    unit.node = rows[i];
    unit.place = i;
    unit.group = group;
    unit.group_place = group_place;
    unit.first = next;
    unit.last = plan.nodes[rows[i]].ordinal;
    unit.opens = group && i == 0;
    unit.closes = group && i + 1 == rows.size();
    next = unit.last + 1;
    out.push_back(unit);
  }
}

class Stager {
 public:
  Stager(const Pipeline& pipeline, const std::vector<PlanChange>& changes, const std::vector<PlacedChange>& places,
         const RunContext& run)
      : pipeline_(pipeline), changes_(changes), places_(places), run_(run) {}

  Result<StagedPlan> stage() {
    Result<Plan> base = build_plan(pipeline_);
    if (!base) return base.error();
    if (base->beyond_exact) return *base->beyond_exact;
    base_ = &base.value();
    find_units();
    if (why_not(*base_)) return std::move(out_);
    if (std::optional<Error> error = list_choices()) return *error;
    if (std::optional<Error> error = size_up()) return *error;
    if (!out_.reason.empty()) return std::move(out_);
    if (std::optional<Error> error = evaluate()) return *error;
    if (run_.cancelled()) return error_at(ErrorCode::cancelled, "", "cancelled");
    return std::move(out_);
  }

 private:
  bool give_up(std::string reason) {
    out_ = {};
    out_.reason = std::move(reason);
    return true;
  }

  // What makes the worth of a row depend on rows elsewhere.
  bool why_not(const Plan& plan) {
    if (plan.graph) return give_up("rows of a graph share artifacts");
    if (plan.pipeline->budget) return give_up("a budget runs across all rows");
    if (plan.pipeline->deadline_ms) return give_up("a deadline runs across all rows");
    for (const Node& node : plan.nodes) {
      if (node.kind == StepKind::human && node.rate(Param::prevalence).p > 0)
        return give_up("how a review sees rare errors hangs on the rows before it");
    }
    return false;
  }

  bool is_wrapped(const std::string& pointer) const {
    for (std::size_t c = 0; c < changes_.size(); ++c) {
      if (changes_[c].wrap && places_[c].pointer == pointer) return true;
    }
    return false;
  }

  bool is_open_group(std::size_t node) const {
    const Node& row = base_->nodes[node];
    return row.kind == StepKind::group && !row.made && !row.graph && row.end > body_of(node) &&
           !is_wrapped(pointer_of(*base_, node));
  }

  void find_units() {
    const std::vector<std::size_t> top = rows_of(*base_, 0, base_->nodes.size());
    add_units(*base_, top, std::nullopt, 0, units_);
    std::vector<Unit> flat;
    for (const Unit& unit : units_) {
      if (is_open_group(unit.node)) {
        add_units(*base_, rows_of(*base_, body_of(unit.node), base_->nodes[unit.node].end), unit.last, unit.place,
                  flat);
      } else {
        flat.push_back(unit);
      }
    }
    units_ = std::move(flat);
    std::map<std::string, std::size_t> unit_of;
    for (std::size_t u = 0; u < units_.size(); ++u) {
      for (std::size_t i = units_[u].node; i < base_->nodes[units_[u].node].end; ++i)
        unit_of.emplace(pointer_of(*base_, i), u);
    }
    for (std::size_t c = 0; c < changes_.size(); ++c) {
      if (places_[c].path.empty()) continue;
      const auto found = unit_of.find(places_[c].pointer);
      if (found != unit_of.end()) units_[found->second].changes.push_back(c);
    }
  }

  std::optional<Error> list_choices() {
    for (const Unit& unit : units_) {
      const double count = count_choices(changes_, unit.changes);
      if (count > static_cast<double>(kMaxPlanRowOptions)) {
        return error_at(ErrorCode::limit_exceeded, pointer_of(*base_, unit.node),
                        "the changes inside this row have " + short_number(count) + " combinations; at most " +
                            std::to_string(kMaxPlanRowOptions));
      }
      out_.combinations *= count;
      std::vector<std::size_t> choice = first_choice(changes_, unit.changes);
      std::vector<std::vector<std::size_t>> all;
      do {
        all.push_back(choice);
      } while (next_choice(changes_, unit.changes, choice));
      out_.choices.push_back(std::move(all));
      out_.changes.push_back(unit.changes);
    }
    return std::nullopt;
  }

  Pipeline changed(std::size_t u, std::size_t option) const {
    std::vector<std::size_t> choice(changes_.size(), 0);
    for (std::size_t i = 0; i < units_[u].changes.size(); ++i)
      choice[units_[u].changes[i]] = out_.choices[u][option][i];
    return apply_choice(pipeline_, changes_, places_, choice);
  }

  // Without a latent of the pipeline a row stands for itself; with one, its classes hang on all rows.
  Result<Plan> plan_of(std::size_t u, std::size_t option) const {
    Pipeline whole = changed(u, option);
    if (base_->has_item) return build_plan(whole);
    const Unit& unit = units_[u];
    std::vector<Step>& list = unit.group ? whole.steps[*unit.group].body : whole.steps;
    std::vector<Step> part(list.begin() + static_cast<std::ptrdiff_t>(unit.first),
                           list.begin() + static_cast<std::ptrdiff_t>(unit.last) + 1);
    if (unit.group) {
      Step group;
      group.kind = StepKind::group;
      group.body = std::move(part);
      part = {std::move(group)};
    }
    whole.steps = std::move(part);
    return build_plan(whole);
  }

  std::size_t node_of(const Plan& plan, std::size_t u) const {
    const Unit& unit = units_[u];
    if (!base_->has_item) return unit.group ? body_of(0) : 0;
    const std::vector<std::size_t> top = rows_of(plan, 0, plan.nodes.size());
    if (!unit.group) return top[unit.place];
    const std::size_t group = top[unit.group_place];
    return rows_of(plan, body_of(group), plan.nodes[group].end)[unit.place];
  }

  void refuse(const Error& error) {
    ++out_.refused.count;
    if (!out_.refused.first) out_.refused.first = error;
  }

  // First pass: which combinations are legal, whether contexts matter, how much work each theta meets at most.
  std::optional<Error> size_up() {
    tainting_ = base_->tainting;
    std::vector<std::int64_t> base_degree;
    for (const std::size_t law : base_->item_laws) {
      base_degree.push_back(law == kNone ? 0 : base_->laws[law].degree);
      degree_.push_back(base_degree.back());
      extra_.push_back(law == kNone ? 0 : base_->laws[law].extra);
    }
    for (std::size_t u = 0; u < units_.size(); ++u) {
      std::vector<std::int64_t> more(degree_.size(), 0);
      std::size_t more_extra = 0;
      std::vector<std::vector<std::size_t>> legal;
      for (std::size_t o = 0; o < out_.choices[u].size() && !run_.cancelled(); ++o) {
        if (units_[u].changes.empty() && base_->has_item) {
          legal.push_back(out_.choices[u][o]);
          continue;
        }
        const Result<Plan> plan = plan_of(u, o);
        if (!plan) {
          const bool is_shared = plan.error().code == ErrorCode::mixed_p && base_->has_item;
          if (is_shared && give_up("rows of one theta change their p together")) return std::nullopt;
          refuse(plan.error());
          continue;
        }
        if (why_not(*plan)) return std::nullopt;
        tainting_ = tainting_ || plan->tainting;
        for (std::size_t l = 0; l < more.size(); ++l) {
          if (plan->item_laws[l] == kNone) continue;
          const Law& law = plan->laws[plan->item_laws[l]];
          more[l] = std::max(more[l], law.degree - base_degree[l]);
          more_extra = std::max(more_extra, law.extra);
        }
        legal.push_back(out_.choices[u][o]);
      }
      if (legal.empty() && !run_.cancelled()) {
        Error error = *out_.refused.first;
        error.where.pointer = pointer_of(*base_, units_[u].node);
        return error;
      }
      out_.choices[u] = std::move(legal);
      for (std::size_t l = 0; l < more.size(); ++l) {
        degree_[l] = std::min(kManyVisits, degree_[l] + more[l]);
        extra_[l] += more_extra;
      }
    }
    return std::nullopt;
  }

  // Classes that serve every combination. Out: false when there are too many of them, or they differ after all.
  bool share_classes(Plan& plan) {
    plan.tainting = tainting_;
    for (std::size_t l = 0; l < plan.item_laws.size(); ++l) {
      if (plan.item_laws[l] == kNone) continue;
      Law& law = plan.laws[plan.item_laws[l]];
      law.degree = degree_[l];
      law.extra = extra_[l];
      if (!is_allowed(law)) return !give_up("one theta would meet too much work");
    }
    if (!has_few_run_classes(plan)) return !give_up("the latents would have too many classes together");
    prepare(plan, run_);
    if (run_.cancelled()) return true;
    std::vector<double> weights;
    for (const RunClass& one : plan.run_classes) weights.push_back(one.weight);
    std::vector<double> thetas;
    for (const std::size_t l : plan.item_laws) {
      if (l == kNone || plan.laws[l].family == LatentFamily::logit_normal)
        continue;  // there a class is a z, not a rate
      for (const LatentClass& one : plan.laws[l].classes) thetas.push_back(one.theta.p);
    }
    if (out_.stages.weights.empty()) {
      out_.stages.weights = std::move(weights);
      thetas_ = std::move(thetas);
      return true;
    }
    if (weights == out_.stages.weights && thetas == thetas_) return true;
    return !give_up("a change moves the classes of all rows");
  }

  std::vector<Kernel<double>> kernels_of(const Plan& plan, std::size_t u) const {
    const Evaluator<double> evaluator(plan, run_);
    std::vector<Kernel<double>> out;
    for (const RunClass& one : plan.run_classes) {
      if (run_.cancelled()) break;
      Evaluator<double>::Here here;
      here.item = &one;
      out.push_back(evaluator.step(node_of(plan, u), here));
    }
    return out;
  }

  std::optional<Error> evaluate() {
    std::optional<Plan> shared;  // rows that nothing changes, under a latent of the pipeline
    out_.stages.tainting = tainting_;
    for (std::size_t u = 0; u < units_.size() && !run_.cancelled(); ++u) {
      Stage stage;
      stage.opens = units_[u].opens;
      stage.closes = units_[u].closes;
      for (std::size_t o = 0; o < out_.choices[u].size() && !run_.cancelled(); ++o) {
        const bool is_shared = base_->has_item && units_[u].changes.empty();
        if (is_shared && shared) {
          stage.options.push_back({kernels_of(*shared, u)});
          continue;
        }
        Result<Plan> plan = plan_of(u, o);
        if (!plan) return plan.error();
        if (!share_classes(plan.value())) return std::nullopt;
        stage.options.push_back({kernels_of(*plan, u)});
        if (is_shared) shared = std::move(plan).value();
      }
      out_.stages.stages.push_back(std::move(stage));
    }
    return std::nullopt;
  }

  const Pipeline& pipeline_;
  const std::vector<PlanChange>& changes_;
  const std::vector<PlacedChange>& places_;
  const RunContext& run_;
  const Plan* base_ = nullptr;
  std::vector<Unit> units_;
  std::vector<std::int64_t> degree_;
  std::vector<std::size_t> extra_;
  std::vector<double> thetas_;
  bool tainting_ = false;
  StagedPlan out_;
};

}  // namespace

Result<StagedPlan> stage_plan(const Pipeline& pipeline, const std::vector<PlanChange>& changes,
                              const std::vector<PlacedChange>& places, const RunContext& run) {
  return Stager(pipeline, changes, places, run).stage();
}

bool next_choice(const std::vector<PlanChange>& changes, const std::vector<std::size_t>& which,
                 std::vector<std::size_t>& choice) {
  for (std::size_t i = which.size(); i-- > 0;) {
    const PlanChange& change = changes[which[i]];
    if (choice[i] < change.options.size()) {
      ++choice[i];
      return true;
    }
    choice[i] = change.keep ? 0 : 1;
  }
  return false;
}

std::vector<std::size_t> first_choice(const std::vector<PlanChange>& changes, const std::vector<std::size_t>& which) {
  std::vector<std::size_t> out;
  for (const std::size_t c : which) out.push_back(changes[c].keep ? 0 : 1);
  return out;
}

double count_choices(const std::vector<PlanChange>& changes, const std::vector<std::size_t>& which) {
  double out = 1;
  for (const std::size_t c : which) out *= static_cast<double>(changes[c].options.size() + (changes[c].keep ? 1 : 0));
  return out;
}

}  // namespace nines::simulate
