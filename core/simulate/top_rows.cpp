// Runs cut open (top_rows.h).
#include "simulate/top_rows.h"

#include <algorithm>

namespace nines::simulate {

TopRows::TopRows(const Plan& plan, const TopList& top, const RunContext& run) : plan_(plan) {
  const Evaluator<double> evaluator(plan, run);
  for (const RunClass& one : plan.run_classes) {
    if (run.cancelled()) return;
    Evaluator<double>::Here here;
    here.item = &one;
    RowKernels<double> of_rows(evaluator, top, here);
    Track track;
    std::vector<Kernel<double>> kernels;
    Row<double> state{};
    state[kRight] = 1;
    for (std::size_t r = 0; r < top.rows.size(); ++r) {
      kernels.push_back(of_rows.at(r));
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

Row<double> TopRows::row_with(const std::vector<Kernel<double>>& kernels, std::size_t place) const {
  Row<double> out{};
  for (std::size_t k = 0; k < tracks_.size(); ++k) {
    Row<double> state = follow(tracks_[k].before[place], kernels[k]);
    restore_sum(state);
    state = follow(state, tracks_[k].after[place]);
    restore_sum(state);
    add_weighted(out, plan_.run_classes[k].weight, state);
  }
  restore_sum(out);
  return out;
}

Row<double> TopRows::slope_with(const std::vector<Kernel<double>>& slopes, std::size_t place) const {
  Row<double> out{};
  for (std::size_t k = 0; k < tracks_.size(); ++k) {
    Row<double> slope{};
    for (std::size_t s = 0; s < kStates; ++s) add_product(slope, tracks_[k].before[place][s], slopes[k][s]);
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
