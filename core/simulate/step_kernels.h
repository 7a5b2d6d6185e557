// The kernels of the step kinds that have no body: what LANGUAGE.md says of them, as rows of kernel.h. Templates over
// double and Dual, so that the derivative in every parameter follows from the same lines. Used by evaluate.h.
#pragma once

#include "simulate/kernel.h"
#include "simulate/plan.h"

namespace nines::simulate {

// A probability and its complement in the number type of the kernel.
template <class T>
struct Rate {
  T p{};
  T q{};
};
template <class T>
Rate<T> constant_rate(Probability x) {
  return {T(x.p), T(x.q)};
}
inline Rate<Dual> moving_rate(Probability x) { return {{x.p, 1}, {x.q, -1}}; }

// A leaf's kernel in two parts: where it is executed and its price paid, and where it is passed by.
template <class T>
struct LeafKernel {
  Kernel<T> executed{};
  Kernel<T> passed{};
  bool may_pass = false;
};

// All of work's numbers; `p` is theta where a hidden cause drives the step.
template <class T>
struct WorkRates {
  Rate<T> p, d, h, e;
  bool e_given = false;
};

// One context: `base` is its first state, `own` where an own error leads.
template <class T>
void add_work_rows(Kernel<T>& out, const WorkRates<T>& rate, std::size_t base, std::size_t own) {
  const T silent = rate.p.q * rate.d.q;
  const T quiet = rate.p.p + silent;
  out[base + kRight][base + kRight] += rate.p.p;
  out[base + kRight][own] += silent;
  out[base + kRight][kCrash] += rate.p.q * rate.d.p;
  // What arrives wrong stays wrong, as inherited where this step's own part was right.
  const T loud = rate.e_given ? rate.e.p : rate.p.q * rate.d.p;
  const T stays = rate.h.q * (rate.e_given ? rate.e.q : quiet);
  const bool never_quiet = !(value_of(quiet) > 0);
  const T own_right = never_quiet ? T(0) : rate.p.p / quiet;
  const T own_wrong = never_quiet ? T(1) : silent / quiet;
  out[base + kInherited][base + kRight] += rate.h.p;
  out[base + kInherited][kCrash] += rate.h.q * loud;
  out[base + kInherited][base + kInherited] += rate.e_given ? stays * own_right : rate.h.q * rate.p.p;
  out[base + kInherited][own] += rate.e_given ? stays * own_wrong : rate.h.q * silent;
  out[base + kOwn][base + kRight] += rate.h.p;
  out[base + kOwn][kCrash] += rate.h.q * loud;
  out[base + kOwn][base + kOwn] += stays;
}

// `tainted` are the rates in a tainted context; without `tainting` nobody can tell the contexts apart.
template <class T>
Kernel<T> work_kernel(const WorkRates<T>& clean, const WorkRates<T>& tainted, bool tainting) {
  Kernel<T> out{};
  add_work_rows(out, clean, 0, tainting ? kOwnTainted : kOwn);
  if (tainting) {
    add_work_rows(out, tainted, kTaint, kOwnTainted);
  } else {
    for (std::size_t s = 0; s < kTaint; ++s) out[s + kTaint] = out[s];
  }
  for (Row<T>& row : out) row[kCalls] = T(1);
  return out;
}

// A check: flags each state with its own rate.
template <class T>
Kernel<T> flag_kernel(const Rate<T>& right, const Rate<T>& inherited, const Rate<T>& own) {
  const Rate<T>* flag[] = {&right, &inherited, &own};
  Kernel<T> out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    out[s][s] = flag[s % kTaint]->q;
    out[s][kFlaggedRight + s % kTaint] = flag[s % kTaint]->p;
  }
  for (Row<T>& row : out) row[kChecks] = T(1);
  return out;
}

template <class T>
Rate<T> swapped(const Rate<T>& x) {
  return {x.q, x.p};
}

template <class T>
Kernel<T> validate_kernel(const Rate<T>& sensitivity, const Rate<T>& specificity, bool sees_artifact) {
  const Rate<T> alarm = swapped(specificity);
  return flag_kernel(alarm, sees_artifact ? sensitivity : alarm, sensitivity);
}

template <class T>
struct ReviewRates {
  Rate<T> catches, false_alarm, fix;
};

// A person who looks at an artifact; reviewed or not is for the caller.
template <class T>
Kernel<T> review_kernel(const ReviewRates<T>& rate) {
  Kernel<T> out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    const Rate<T>& objects = s % kTaint == kRight ? rate.false_alarm : rate.catches;
    out[s][s] = objects.q;
    out[s][s - s % kTaint] += objects.p * rate.fix.p;
    out[s][kFlaggedRight + s % kTaint] = objects.p * rate.fix.q;
    out[s][kReviews] = T(1);
  }
  return out;
}

template <class T>
Kernel<T> gate_kernel(const Rate<T>& fail, const T& repair, const T& corrupt, const T& rest, bool tainting) {
  Kernel<T> out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    out[s][s] += fail.q + fail.p * repair;
    out[s][tainting ? kOwnTainted : kOwn + s - s % kTaint] += fail.p * corrupt;
    out[s][kFlaggedRight + s % kTaint] = fail.p * rest;
    out[s][kChecks] = T(1);
  }
  return out;
}

}  // namespace nines::simulate
