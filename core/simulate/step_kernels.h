// The kernels of the step kinds that have no body: what step_table.cpp says in words, as rows of
// kernel.h. Templates over double and Dual, so that the derivative in every parameter follows from
// the same lines. Used by exact.cpp, calls.cpp and gradient.cpp.
#pragma once

#include "simulate/kernel.h"
#include "simulate/plan.h"

namespace nines::simulate {

// A probability and its complement in the number type of the kernel.
template <class T>
struct Rate {
  T p;
  T q;
};
inline Rate<double> constant_rate(Probability x, double) { return {x.p, x.q}; }
inline Rate<Dual> constant_rate(Probability x, Dual) { return {Dual(x.p), Dual(x.q)}; }
inline Rate<Dual> moving_rate(Probability x) { return {{x.p, 1}, {x.q, -1}}; }

// All of work's numbers; `p` is theta where a hidden cause drives the step.
template <class T>
struct WorkRates {
  Rate<T> p, d, h, e;
  bool e_given = false;
};

template <class T>
Kernel<T> work_kernel(const WorkRates<T>& rate) {
  const T silent = rate.p.q * rate.d.q;
  const T quiet = rate.p.p + silent;
  const bool default_loudness = !rate.e_given;
  Kernel<T> out{};
  out[kRight][kRight] = rate.p.p;
  out[kRight][kOwn] = silent;
  out[kRight][kCrash] = rate.p.q * rate.d.p;
  // What arrives wrong stays wrong, as inherited where this step's own part was right.
  const T loud = default_loudness ? out[kRight][kCrash] : rate.e.p;
  const T stays = rate.h.q * (default_loudness ? quiet : rate.e.q);
  const bool never_quiet = !(value_of(quiet) > 0);
  const T own_right = never_quiet ? T(0) : rate.p.p / quiet;
  const T own_wrong = never_quiet ? T(1) : silent / quiet;
  out[kInherited][kRight] = rate.h.p;
  out[kInherited][kCrash] = rate.h.q * loud;
  out[kInherited][kInherited] = default_loudness ? rate.h.q * rate.p.p : stays * own_right;
  out[kInherited][kOwn] = default_loudness ? rate.h.q * silent : stays * own_wrong;
  out[kOwn][kRight] = rate.h.p;
  out[kOwn][kCrash] = rate.h.q * loud;
  out[kOwn][kOwn] = stays;
  for (Row<T>& row : out) row[kCalls] = T(1);
  return out;
}

// Sees own work: flags what this visit made wrong, and by mistake what it did not.
template <class T>
Kernel<T> validate_kernel(const Rate<T>& sensitivity, const Rate<T>& specificity) {
  Kernel<T> out{};
  for (const std::size_t s : {kRight, kInherited}) {
    out[s][s] = specificity.p;
    out[s][kFlagged] = specificity.q;
  }
  out[kOwn][kOwn] = sensitivity.q;
  out[kOwn][kFlagged] = sensitivity.p;
  for (Row<T>& row : out) row[kChecks] = T(1);
  return out;
}

// The rates theta has while one class of the run and one class of the visit are in force.
struct Theta {
  Probability visit;
  Probability item;
};

inline Probability success_rate(const Node& work, const Theta& theta) {
  if (work.cause == Cause::visit) return theta.visit;
  return work.cause == Cause::item ? theta.item : work.p;
}

// Kernel of a work or validate row.
template <class T>
WorkRates<T> work_rates(const Node& node, const Theta& theta) {
  const auto fixed = [](Probability x) { return constant_rate(x, T{}); };
  return {fixed(success_rate(node, theta)), fixed(node.d), fixed(node.h), fixed(node.e), node.e_given};
}
inline Kernel<double> leaf_kernel(const Node& node, const Theta& theta) {
  if (node.kind == StepKind::work) return work_kernel(work_rates<double>(node, theta));
  return validate_kernel(constant_rate(node.sensitivity, 0.0), constant_rate(node.specificity, 0.0));
}

}  // namespace nines::simulate
