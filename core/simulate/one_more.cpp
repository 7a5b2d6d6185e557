// Runs with one block longer (one_more.h).
#include "simulate/one_more.h"

#include "nines/catalog.h"
#include "simulate/evaluate.h"
#include "simulate/latent.h"

namespace nines::simulate {
namespace {

std::size_t top_of(const Plan& plan, std::size_t node) {
  while (plan.nodes[node].parent != kNone) node = plan.nodes[node].parent;
  return node;
}

// The retry whose theta drives work inside `node`, itself included: at most one, thetas do not nest.
std::size_t law_owner(const Plan& plan, std::size_t node) {
  for (std::size_t up = node; up != kNone; up = plan.nodes[up].parent) {
    if (plan.nodes[up].law != kNone) return up;
  }
  return kNone;
}

bool holds_item_work(const Plan& plan, std::size_t node) {
  for (std::size_t i = body_of(node); i < plan.nodes[node].end; ++i) {
    if (plan.nodes[i].cause == Cause::item) return true;
  }
  return false;
}

double most_times(const Node& node) {
  const Param param = node.kind == StepKind::retry ? Param::max : Param::count;
  return find_param_info(step_info(node.kind), param)->max;
}

}  // namespace

OneMore::OneMore(const Plan& plan, const RunContext& run) : run_(run), plan_(plan) {
  const Evaluator<double> evaluator(plan, run);
  for (const LatentClass& one : item_classes(plan)) {
    Track track;
    std::vector<Kernel<double>> rows;
    Row<double> state{};
    state[kRight] = 1;
    for (std::size_t i = 0; i < plan.nodes.size() && !run.cancelled(); i = plan.nodes[i].end) {
      rows.push_back(evaluator.step(i, {{}, one.theta}));
      track.before.push_back(state);
      state = follow(state, rows.back());
      restore_sum(state);
    }
    track.after.assign(rows.size(), identity_kernel<double>());
    for (std::size_t j = rows.size(); j-- > 1;) track.after[j - 1] = compose(rows[j], track.after[j]);
    add_weighted(now_, one.weight, state);
    tracks_.push_back(std::move(track));
  }
  restore_sum(now_);
}

// Appends the law that `owner` has now; the caller takes it off again.
bool OneMore::replace_law(std::size_t owner, double rho) {
  std::optional<Law> law = driven_law(plan_, owner, rho);
  if (!law || !is_allowed(*law)) return false;
  fill_law(*law);
  (owner == kNone ? plan_.item_law : plan_.nodes[owner].law) = plan_.laws.size();
  plan_.laws.push_back(std::move(*law));
  return true;
}

Row<double> OneMore::row_with(std::size_t top, std::size_t position) const {
  const Evaluator<double> evaluator(plan_, run_);
  const std::vector<LatentClass>& classes = item_classes(plan_);
  Row<double> out{};
  for (std::size_t k = 0; k < tracks_.size() && !run_.cancelled(); ++k) {
    Row<double> state = follow(tracks_[k].before[position], evaluator.step(top, {{}, classes[k].theta}));
    restore_sum(state);
    state = follow(state, tracks_[k].after[position]);
    restore_sum(state);
    add_weighted(out, classes[k].weight, state);
  }
  restore_sum(out);
  return out;
}

std::optional<Row<double>> OneMore::longer_run(std::size_t node) {
  const std::size_t owner = law_owner(plan_, node);
  if (owner != kNone && !replace_law(owner, plan_.nodes[owner].rho)) return std::nullopt;
  if (plan_.item_law != kNone && holds_item_work(plan_, node)) {
    if (!replace_law(kNone, plan_.item_rho)) return std::nullopt;
    return Evaluator<double>(plan_, run_).run_row();
  }
  const std::size_t top = top_of(plan_, node);
  return row_with(top, plan_.nodes[top].ordinal);
}

std::optional<Row<double>> OneMore::change(std::size_t node) {
  if (static_cast<double>(plan_.nodes[node].times) >= most_times(plan_.nodes[node])) return std::nullopt;
  const std::size_t owner = law_owner(plan_, node);
  const std::size_t owner_law = owner == kNone ? kNone : plan_.nodes[owner].law;
  const std::size_t item_law = plan_.item_law;
  const std::size_t laws = plan_.laws.size();
  ++plan_.nodes[node].times;
  std::optional<Row<double>> out = longer_run(node);
  --plan_.nodes[node].times;
  plan_.laws.resize(laws);
  plan_.item_law = item_law;
  if (owner != kNone) plan_.nodes[owner].law = owner_law;
  for (std::size_t i = 0; out && i < kColumns; ++i) (*out)[i] -= now_[i];
  return out;
}

}  // namespace nines::simulate
