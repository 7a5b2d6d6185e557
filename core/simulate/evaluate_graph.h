// Lists whose rows take artifacts by name (evaluate.h includes this): one sweep from each start (joint.h).
#pragma once

namespace nines::simulate {

template <class T>
Kernel<T> Evaluator<T>::graph_visit(std::size_t begin, std::size_t end, const Here& here) const {
  const std::vector<SweepRow> sweep = graph_sweep(plan_, begin, end);
  if (sweep.empty()) return identity_kernel<T>();
  std::vector<Kernel<T>> kernels;
  for (const SweepRow& one : sweep) kernels.push_back(step(one.row, here));
  Kernel<T> out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    if (!repeats_clean(out, s)) out[s] = graph_row<T>(sweep, kernels, s, run_);
  }
  restore_sum(out);
  return out;
}

}  // namespace nines::simulate
