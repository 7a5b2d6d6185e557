// Walks a plan with the algebra of kernel.h: leaves to kernels, bodies to products, retries and
// repetitions to their closed forms, hidden causes to weighted sums over classes (of whole kernels,
// never at the mean). A template over the number type: double gives means, Poly the distribution of
// calls. Used by exact.cpp and calls.cpp.
#pragma once

#include "nines/run_context.h"
#include "simulate/kernel.h"
#include "simulate/plan.h"
#include "simulate/step_kernels.h"

namespace nines::simulate {

// A leaf's kernel in the evaluator's number type. For Poly a work execution is one power of z.
template <class T>
Kernel<T> lift(const Kernel<double>& from);
template <>
inline Kernel<double> lift(const Kernel<double>& from) {
  return from;
}
template <>
inline Kernel<Poly> lift(const Kernel<double>& from) {
  Kernel<Poly> out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    const std::size_t power = from[s][kCalls] > 0 ? 1 : 0;
    for (std::size_t i = 0; i < kMasses; ++i) out[s][i] = Poly(from[s][i], power);
  }
  return out;
}

// Cancelled evaluators return early with meaningless numbers; the caller asks run.cancelled()
// before using any.
template <class T>
class Evaluator {
 public:
  Evaluator(const Plan& plan, const RunContext& run) : plan_(plan), run_(run) {}

  // One pass of the rows [begin, end), seen from inside that visit.
  Kernel<T> visit(std::size_t begin, std::size_t end, const Theta& theta) const {
    Kernel<T> out = identity_kernel<T>();
    for (std::size_t i = begin; i < end; i = plan_.nodes[i].end) {
      if (i == begin)
        out = step(i, theta);
      else
        out = compose(out, step(i, theta));
    }
    return out;
  }

  // One row, seen from the visit it stands in.
  Kernel<T> step(std::size_t i, const Theta& theta) const {
    const Node& node = plan_.nodes[i];
    switch (node.kind) {
      case StepKind::work:
      case StepKind::validate:
      default: break;
      case StepKind::retry: return retry(i, theta);
      case StepKind::repeat: return power_kernel(leave_visit(visit(body_of(i), node.end, theta)), node.times);
    }
    return lift<T>(leaf_kernel(node, theta));
  }

  // The whole run from a right start, averaged over the classes of the run.
  Row<T> run_row() const {
    Row<T> out{};
    for (const LatentClass& one : item_classes(plan_)) {
      if (run_.cancelled()) break;
      Row<T> row{};
      row[kRight] = T(1);
      const Theta theta{{}, one.theta};
      for (std::size_t i = 0; i < plan_.nodes.size(); i = plan_.nodes[i].end) {
        row = follow(row, step(i, theta));
        restore_sum(row);
      }
      add_weighted(out, one.weight, row);
    }
    restore_sum(out);
    return out;
  }

 private:
  Kernel<T> retry(std::size_t i, const Theta& theta) const {
    const Node& node = plan_.nodes[i];
    if (run_.cancelled()) return {};
    if (node.law == kNone) {
      return leave_visit(retry_kernel(visit(body_of(i), node.end, theta), node.times, node.on_crash));
    }
    Kernel<T> sum{};
    for (const LatentClass& one : plan_.laws[node.law].classes) {
      if (run_.cancelled()) break;
      const Kernel<T> attempt = visit(body_of(i), node.end, {one.theta, theta.item});
      add_weighted(sum, one.weight, retry_kernel(attempt, node.times, node.on_crash));
    }
    restore_sum(sum);
    return leave_visit(sum);
  }

  const Plan& plan_;
  const RunContext& run_;
};

}  // namespace nines::simulate
