// Runs cut open (top_rows.h).
#include "simulate/top_rows.h"

#include <algorithm>

namespace nines::simulate {

TopRows::TopRows(const Plan& plan, const RunContext& run) : plan_(plan), run_(run) {
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) tops_.push_back(i);
  const Evaluator<double> evaluator(plan, run);
  for (const RunClass& one : plan.run_classes) {
    if (run.cancelled()) return;
    Evaluator<double>::Here here;
    here.item = &one;
    Track track;
    std::vector<Kernel<double>> kernels;
    Row<double> state{};
    state[kRight] = 1;
    for (const std::size_t i : tops_) {
      kernels.push_back(evaluator.step(i, here));
      track.before.push_back(state);
      state = follow(state, kernels.back());
      restore_sum(state);
    }
    track.after.assign(kernels.size(), identity_kernel<double>());
    for (std::size_t j = kernels.size(); j-- > 1;) track.after[j - 1] = compose(kernels[j], track.after[j]);
    add_weighted(now_, one.weight, state);
    tracks_.push_back(std::move(track));
  }
  restore_sum(now_);
}

std::size_t TopRows::top_of(const Plan& plan, std::size_t node) {
  while (plan.nodes[node].parent != kNone) node = plan.nodes[node].parent;
  return node;
}

std::size_t TopRows::place_of(std::size_t top) const {
  return static_cast<std::size_t>(std::lower_bound(tops_.begin(), tops_.end(), top) - tops_.begin());
}

Row<double> TopRows::row_with(const Evaluator<double>& evaluator, std::size_t top) const {
  const std::size_t place = place_of(top);
  Row<double> out{};
  for (std::size_t k = 0; k < tracks_.size() && !run_.cancelled(); ++k) {
    Evaluator<double>::Here here;
    here.item = &plan_.run_classes[k];
    Row<double> state = follow(tracks_[k].before[place], evaluator.step(top, here));
    restore_sum(state);
    state = follow(state, tracks_[k].after[place]);
    restore_sum(state);
    add_weighted(out, plan_.run_classes[k].weight, state);
  }
  restore_sum(out);
  return out;
}

Row<double> TopRows::slope_with(const Evaluator<Dual>& evaluator, std::size_t top) const {
  const std::size_t place = place_of(top);
  Row<double> out{};
  for (std::size_t k = 0; k < tracks_.size() && !run_.cancelled(); ++k) {
    Evaluator<Dual>::Here here;
    here.item = &plan_.run_classes[k];
    const Kernel<Dual> step = evaluator.step(top, here);
    const Row<double>& before = tracks_[k].before[place];
    Row<double> slope{};
    for (std::size_t s = 0; s < kStates; ++s) {
      if (before[s] == 0) continue;
      for (std::size_t c = 0; c < kColumns; ++c) slope[c] += before[s] * step[s][c].slope;
    }
    add_weighted(out, plan_.run_classes[k].weight, follow(slope, tracks_[k].after[place]));
  }
  return out;
}

double work_of(const Plan& plan, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) {
    const Node& node = plan.nodes[i];
    const bool is_leaf = node.kind == StepKind::work || node.end == i + 1;
    double here = is_leaf ? 1 : 2 + work_of(plan, i + 1, node.end);
    if (node.kind == StepKind::repeat) here = node.varies ? here * static_cast<double>(node.times) : here + 30;
    if (node.kind == StepKind::checkpoint) here += 60;
    if (node.kind == StepKind::vote || node.kind == StepKind::best_of)
      here += 0.01 * static_cast<double>(std::min<std::int64_t>(node.times, 2'000));
    // A choice by score integrates over 160 scores; some hundred products of kernels.
    if (node.kind == StepKind::best_of && node.word(Param::select) == word::argmax) here += 100;
    if (!is_leaf && node.law != kNone) here *= static_cast<double>(plan.laws[node.law].classes.size());
    for (std::size_t j = 0; j < node.judges.size(); ++j) here *= 3;
    sum += here;
  }
  return sum;
}

}  // namespace nines::simulate
