// Blocks that try again (LANGUAGE.md: retry, fallback, checkpoint, loop) in the algebra of kernel.h. What an attempt
// leaves behind is an objection (flagged or abstained, a crash too where the block listens) or an end.
#pragma once

#include <vector>

#include "simulate/kernel.h"

namespace nines::simulate {

// How a block goes on after an objection, and after the last one.
struct Persistence {
  bool on_crash = false;
  bool fresh = false;  // attempts after the first begin clean, else tainted
  bool accept_last = false;
  bool escalate = false;
};

template <class T>
T objections(const Row<T>& row, bool on_crash) {
  T out = row[kFlaggedRight] + row[kFlaggedInherited] + row[kFlaggedOwn] + row[kAbstained];
  if (on_crash) out += row[kCrash];
  return out;
}

// What `attempt` comes to when it is not objected to: everything but the objections; costs stay.
template <class T>
Row<T> settled(Row<T> attempt, bool on_crash) {
  for (const std::size_t i : {kFlaggedRight, kFlaggedInherited, kFlaggedOwn, kAbstained}) attempt[i] = T{};
  if (on_crash) attempt[kCrash] = T{};
  return attempt;
}

// What the last attempt's objections come to; no costs.
template <class T>
Row<T> used_up(const Row<T>& last, const Persistence& how) {
  Row<T> out{};
  if (!how.accept_last) {
    out[how.escalate ? kEscalated : kExhausted] = objections(last, how.on_crash);
    return out;
  }
  for (std::size_t i = 0; i < kTaint; ++i) out[kTaint + i] = last[kFlaggedRight + i];
  out[kAbstained] = last[kAbstained];
  if (how.on_crash) out[kCrash] = last[kCrash];
  return out;
}

template <class T>
void add_row(Row<T>& sum, const Row<T>& row) {
  for (std::size_t i = 0; i < kColumns; ++i) sum[i] += row[i];
}

// `attempt` until it is not objected to, at most `max` times; each attempt starts from what entered.
// Out: kernel of the retry seen from inside its own visit (leave_visit makes a step of it).
template <class T>
Kernel<T> retry_kernel(const Kernel<T>& attempt, std::int64_t max, const Persistence& how) {
  Kernel<T> out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    const Row<T>& first = attempt[s];
    const Row<T>& again = attempt[s % kTaint + (how.fresh ? 0 : kTaint)];
    const T f = objections(first, how.on_crash);
    out[s] = settled(first, how.on_crash);
    if (max == 1) {
      add_row(out[s], used_up(first, how));
    } else if (&first == &again) {  // the same every time
      const Geometric<T> g = geometric(f, max);
      for (T& x : out[s]) x = x * g.sum;
      add_product(out[s], power_of(f, max - 1), used_up(again, how));
    } else {
      const T f2 = objections(again, how.on_crash);
      add_product(out[s], f * geometric(f2, max - 1).sum, settled(again, how.on_crash));
      add_product(out[s], f * power_of(f2, max - 2), used_up(again, how));
    }
  }
  restore_sum(out);
  return out;
}

// Alternatives in order, each from what entered.
template <class T>
Kernel<T> fallback_kernel(const std::vector<Kernel<T>>& rows, const Persistence& how) {
  if (rows.empty()) return identity_kernel<T>();
  Kernel<T> out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    const std::size_t later = s % kTaint + (how.fresh ? 0 : kTaint);
    T reached(1);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const Row<T>& row = rows[r][r == 0 ? s : later];
      add_product(out[s], reached, settled(row, how.on_crash));
      if (r + 1 == rows.size()) add_product(out[s], reached, used_up(row, how));
      reached = reached * objections(row, how.on_crash);
    }
  }
  restore_sum(out);
  return out;
}

// Evaluate, revise, evaluate, …: `judge` flags what it rejects, `revise` is the body as one step.
template <class T>
Kernel<T> loop_kernel(const Kernel<T>& judge, const Kernel<T>& revise, std::int64_t max, bool accept_last) {
  Kernel<T> out{};
  for (std::size_t s = 0; s < kStates; ++s) {
    Row<T> now{};
    now[s] = T(1);
    for (std::int64_t i = 1; i <= max; ++i) {
      Row<T> judged = lead(now, judge);
      Row<T> rejected{};
      for (std::size_t t = 0; t < kTaint; ++t) {
        // A rejection hides the context; it is that of the state judged.
        for (const std::size_t taint : {std::size_t{0}, kTaint}) {
          rejected[t + taint] = now[t + taint] * judge[t + taint][kFlaggedRight + t];
        }
        judged[kFlaggedRight + t] = T{};
      }
      add_row(out[s], judged);
      if (i < max) {
        now = lead(rejected, revise);
        for (std::size_t c = kStates; c < kColumns; ++c) out[s][c] += now[c];
        continue;
      }
      for (std::size_t t = 0; t < kStates; ++t) {
        if (accept_last) {
          out[s][t] += rejected[t];
        } else {
          out[s][kExhausted] += rejected[t];
        }
      }
    }
  }
  restore_sum(out);
  return out;
}

template <class T>
void clear_taint(Kernel<T>& kernel) {
  for (Row<T>& row : kernel) {
    for (std::size_t t = 0; t < kTaint; ++t) {
      row[t] += row[t + kTaint];
      row[t + kTaint] = T{};
    }
  }
}

}  // namespace nines::simulate
