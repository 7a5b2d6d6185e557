// Lists whose rows take artifacts by name (evaluate.h includes this): a sweep over the joint states of the artifacts
// still needed, so that one used twice is wrong once. Cost: O(rows 3^live).
#pragma once

namespace nines::simulate {

// Joint masses of the live artifacts: index = taint + 2 * sum of state * 3^slot.
template <class T>
struct Frontier {
  std::vector<std::size_t> live;  // rows, kNone = what entered; in the order of slots
  std::vector<T> mass;
};

inline std::size_t state_in(std::size_t code, std::size_t slot) {
  for (std::size_t i = 0; i < slot; ++i) code /= 3;
  return code % 3;
}

template <class T>
Frontier<T> without_dead(const Frontier<T>& from, const std::vector<bool>& keep) {
  Frontier<T> out;
  for (std::size_t slot = 0; slot < from.live.size(); ++slot) {
    if (keep[slot]) out.live.push_back(from.live[slot]);
  }
  std::size_t size = 2;
  for (std::size_t i = 0; i < out.live.size(); ++i) size *= 3;
  out.mass.resize(size);
  for (std::size_t at = 0; at < from.mass.size(); ++at) {
    if (is_zero(from.mass[at])) continue;
    std::size_t code = 0;
    std::size_t place = 1;
    std::size_t rest = at / 2;
    for (std::size_t slot = 0; slot < from.live.size(); ++slot, rest /= 3) {
      if (!keep[slot]) continue;
      code += place * (rest % 3);
      place *= 3;
    }
    out.mass[2 * code + at % 2] += from.mass[at];
  }
  return out;
}

// Own if any input is own, else inherited if any is, else right.
template <class T>
std::size_t joined_input(const Frontier<T>& frontier, std::size_t code, const std::vector<std::size_t>& inputs) {
  std::size_t out = kRight;
  for (std::size_t slot = 0; slot < frontier.live.size(); ++slot) {
    const bool used = std::find(inputs.begin(), inputs.end(), frontier.live[slot]) != inputs.end();
    if (used) out = std::max(out, state_in(code, slot));
  }
  return out;
}

template <class T>
Frontier<T> after_row(const Frontier<T>& from, std::size_t row, const std::vector<std::size_t>& inputs,
                      const Kernel<T>& kernel, Row<T>& left) {
  Frontier<T> out;
  out.live = from.live;
  out.live.push_back(row);
  out.mass.resize(from.mass.size() * 3);
  const std::size_t codes = from.mass.size() / 2;
  for (std::size_t at = 0; at < from.mass.size(); ++at) {
    const T& mass = from.mass[at];
    if (is_zero(mass)) continue;
    const std::size_t code = at / 2;
    const Row<T>& to = kernel[joined_input(from, code, inputs) + (at % 2) * kTaint];
    for (std::size_t s = 0; s < kStates; ++s) {
      if (is_zero(to[s])) continue;
      out.mass[2 * (code + codes * (s % kTaint)) + s / kTaint] += mass * to[s];
    }
    for (std::size_t c = kStates; c < kColumns; ++c) left[c] += mass * to[c];
  }
  return out;
}

// A sweep from one start over rows whose kernels are known.
template <class T>
Row<T> graph_row(const Plan& plan, const GraphOrder& order, const std::vector<Kernel<T>>& kernels, std::size_t start,
                 const RunContext& run) {
  Row<T> out{};
  Frontier<T> frontier;
  frontier.live = {kNone};
  frontier.mass.resize(6);
  frontier.mass[2 * (start % kTaint) + start / kTaint] = T(1);
  for (std::size_t r = 0; r < order.rows.size() && !run.cancelled(); ++r) {
    frontier = after_row(frontier, order.rows[r], plan.nodes[order.rows[r]].inputs, kernels[r], out);
    frontier = without_dead(frontier, needed_after(order, frontier.live, r));
  }
  for (std::size_t at = 0; at < frontier.mass.size(); ++at) out[(at / 2) % 3 + (at % 2) * kTaint] += frontier.mass[at];
  return out;
}

template <class T>
Kernel<T> Evaluator<T>::graph_visit(std::size_t begin, std::size_t end, const Here& here) const {
  const GraphOrder order = graph_order(plan_, begin, end);
  if (order.rows.empty()) return identity_kernel<T>();
  std::vector<Kernel<T>> kernels;
  for (const std::size_t row : order.rows) kernels.push_back(step(row, here));
  Kernel<T> out{};
  for (std::size_t s = 0; s < kStates; ++s) out[s] = graph_row(plan_, order, kernels, s, run_);
  restore_sum(out);
  return out;
}

// From a right and clean start only.
template <class T>
Row<T> Evaluator<T>::graph_run(const Here& here) const {
  const GraphOrder order = graph_order(plan_, 0, plan_.nodes.size());
  std::vector<Kernel<T>> kernels;
  for (const std::size_t row : order.rows) kernels.push_back(step(row, here));
  Row<T> out = graph_row(plan_, order, kernels, kRight, run_);
  restore_sum(out);
  return out;
}

}  // namespace nines::simulate
