// Who wins among answers that are alike and independent once the hidden causes are fixed (LANGUAGE.md: vote, best_of,
// map). Templates over double, Dual and, where said, Poly. No pipeline, no state: three probabilities in, verdict out.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "base/special.h"
#include "nines/simulate.h"
#include "simulate/kernel.h"

namespace nines::simulate {

// What one voter, candidate or item gives: a right answer, a wrong one, or none. They sum to 1.
template <class T>
struct Answer {
  T right{};
  T wrong{};
  T none{};
};

// The winner, and how many were heard on average.
template <class T>
struct Verdict {
  T right{};
  T wrong{};
  T none{};
  T heard{};
};

template <class T>
std::vector<T> powers(const T& x, std::int64_t n) {
  std::vector<T> out{T(1)};
  for (std::int64_t i = 0; i < n; ++i) out.push_back(out.back() * x);
  return out;
}

inline double lifted(double value, double, double) { return value; }
inline Dual lifted(double value, double slope, const Dual& x) { return {value, slope * x.slope}; }

// P(at least k of n), each with `x`. `rest` = 1 - x. Sums positive terms of whichever tail is asked.
inline constexpr std::int64_t kFewVoters = 400;
template <class T>
T tail_at_least(std::int64_t k, std::int64_t n, const T& x, const T& rest) {
  if (k <= 0) return T(1);
  if (k > n) return T{};
  T sum{};
  if (n <= kFewVoters) {
    const std::vector<T> up = powers(x, n);
    const std::vector<T> down = powers(rest, n - k);
    double ways = 1;  // C(n, a), from a = n down
    for (std::int64_t a = n; a >= k; --a) {
      sum += T(ways) * up[static_cast<std::size_t>(a)] * down[static_cast<std::size_t>(n - a)];
      ways = ways * static_cast<double>(a) / static_cast<double>(n - a + 1);
    }
    return sum;
  }
  if constexpr (!std::is_same_v<T, Poly>) {
    const double p = value_of(x);
    const auto trials = static_cast<double>(n);
    double value = 0;
    const bool above = static_cast<double>(k) > trials * p;
    if (above) {
      for (std::int64_t a = k; a <= n; ++a) value += base::binomial_pmf(static_cast<double>(a), trials, p);
    } else {
      for (std::int64_t a = 0; a < k; ++a) value += base::binomial_pmf(static_cast<double>(a), trials, p);
      value = 1 - value;
    }
    const double slope = trials * base::binomial_pmf(static_cast<double>(k - 1), trials - 1, p);
    return lifted(value, slope, x);
  }
  return sum;
}

// How wrong answers meet: `rivals` equally likely ones, or one popular one with share sqrt(collision).
struct Rivals {
  std::int64_t count = 1;
  double popular = -1;  // negative: not used
};

// Wins with at least k of n votes, k > n / 2.
template <class T>
Verdict<T> quorum(const Answer<T>& one, std::int64_t n, std::int64_t k, const Rivals& rivals) {
  Verdict<T> out;
  out.heard = T(static_cast<double>(n));
  out.right = tail_at_least(k, n, one.right, one.wrong + one.none);
  const double share = rivals.popular >= 0 ? rivals.popular : 1 / static_cast<double>(rivals.count);
  const double many = rivals.popular >= 0 ? 1 : static_cast<double>(rivals.count);
  const T same = T(share) * one.wrong;
  out.wrong = T(many) * tail_at_least(k, n, same, one.right + one.none + T(1 - share) * one.wrong);
  // A quorum of one vote: somebody's own wrong answer wins as well.
  if (k == 1 && rivals.popular >= 0) out.wrong += T(1 - share) * one.wrong;
  return out;
}

// Share of the wins of the right answer when a votes are right and b wrong, rivals alike: the others' highest count by
// counting sequences.
std::vector<std::vector<double>> plurality_wins(std::int64_t n, std::int64_t rivals);

// The most votes wins, ties drawn evenly.
template <class T>
Verdict<T> plurality(const Answer<T>& one, std::int64_t n, const Rivals& rivals) {
  Verdict<T> out;
  out.heard = T(static_cast<double>(n));
  const bool scattered = rivals.popular >= 0;
  const T popular = scattered ? T(rivals.popular) * one.wrong : one.wrong;
  const T unique = scattered ? T(1 - rivals.popular) * one.wrong : T{};
  const std::vector<std::vector<double>> wins = plurality_wins(n, scattered ? 1 : rivals.count);
  const std::vector<T> right = powers(one.right, n);
  const std::vector<T> wrong = powers(popular, n);
  const std::vector<T> other = powers(one.none + unique, n);
  const auto at = [](std::int64_t i) { return static_cast<std::size_t>(i); };
  double ways_right = 1;  // C(n, a)
  for (std::int64_t a = 0; a <= n; ++a) {
    double ways = ways_right;  // C(n, a) C(n - a, b)
    for (std::int64_t b = 0; a + b <= n; ++b) {
      if (std::max(a, b) >= 2 || (!scattered && a + b > 0)) {
        const T mass = T(ways) * right[at(a)] * wrong[at(b)] * other[at(n - a - b)];
        const double share = wins[at(a)][at(b)];
        out.right += T(share) * mass;
        out.wrong += T(1 - share) * mass;
      }
      ways = ways * static_cast<double>(n - a - b) / static_cast<double>(b + 1);
    }
    ways_right = ways_right * static_cast<double>(n - a) / static_cast<double>(a + 1);
  }
  if (!scattered) return out;
  // Nobody agrees with anybody: one vote each for right and popular, and the unique ones, all tie.
  const std::vector<T> alone = powers(unique, n);
  const std::vector<T> silent = powers(one.none, n);
  for (std::int64_t a = 0; a <= 1; ++a) {
    for (std::int64_t b = 0; b <= 1; ++b) {
      for (std::int64_t u = 0; a + b + u <= n; ++u) {
        if (a + b + u == 0) continue;
        const auto m = static_cast<double>(n - a - b);
        double ways = a + b == 2   ? static_cast<double>(n) * static_cast<double>(n - 1)
                      : a + b == 1 ? static_cast<double>(n)
                                   : 1;
        for (std::int64_t i = 0; i < u; ++i) ways *= (m - static_cast<double>(i)) / static_cast<double>(i + 1);
        const T mass = T(ways) * right[at(a)] * wrong[at(b)] * alone[at(u)] * silent[at(n - a - b - u)];
        const double share = static_cast<double>(a) / static_cast<double>(a + b + u);
        out.right += T(share) * mass;
        out.wrong += T(1 - share) * mass;
      }
    }
  }
  return out;
}

// First to lead by k, without end. P = 1 / (1 + (w/r)^k), as in the gambler's ruin.
template <class T>
Verdict<T> ahead(const Answer<T>& one, std::int64_t k) {
  Verdict<T> out;
  const T answers = one.right + one.wrong;
  if (!(value_of(answers) > 0)) {
    out.none = T(1);
    return out;
  }
  const bool likely = value_of(one.right) >= value_of(one.wrong);
  const T odds = likely ? one.wrong / one.right : one.right / one.wrong;
  const Geometric<T> g = geometric(odds, k);
  const T sum = T(1) + g.power;
  const T favourite = T(1) / sum;
  const T other = g.power / sum;
  out.right = likely ? favourite : other;
  out.wrong = likely ? other : favourite;
  out.heard = T(static_cast<double>(k)) * (T(1) + odds) * g.sum / sum / answers;
  return out;
}

// First to lead by k, at most `cap` heard. Cost: O(cap k).
template <class T>
Verdict<T> ahead_capped(const Answer<T>& one, std::int64_t k, std::int64_t cap) {
  Verdict<T> out;
  const auto width = static_cast<std::size_t>(2 * k + 1);
  std::vector<T> lead(width);
  std::vector<T> next(width);
  lead[static_cast<std::size_t>(k)] = T(1);
  for (std::int64_t i = 0; i < cap; ++i) {
    std::fill(next.begin(), next.end(), T{});
    for (std::size_t at = 1; at + 1 < width; ++at) {
      if (is_zero(lead[at])) continue;
      out.heard += lead[at];
      next[at] += lead[at] * one.none;
      next[at + 1] += lead[at] * one.right;
      next[at - 1] += lead[at] * one.wrong;
    }
    out.wrong += next.front();
    out.right += next.back();
    next.front() = next.back() = T{};
    std::swap(lead, next);
  }
  for (const T& x : lead) out.none += x;
  return out;
}

// Of laws there is no closed form; whoever is still tied when next to no mass is left, within the highest power kept,
// is dropped.
inline Verdict<Poly> ahead(const Answer<Poly>& one, std::int64_t k) {
  constexpr double kLeft = 1e-18;
  const auto width = static_cast<std::size_t>(2 * k + 1);
  Verdict<Poly> out;
  std::vector<Poly> lead(width);
  lead[static_cast<std::size_t>(k)] = Poly(1);
  for (std::int64_t i = 0; i < kMaxVoters; ++i) {
    std::vector<Poly> next(width);
    double left = 0;
    for (std::size_t at = 1; at + 1 < width; ++at) {
      if (is_zero(lead[at])) continue;
      left += lead[at].sum();
      out.heard += lead[at];
      next[at] += lead[at] * one.none;
      next[at + 1] += lead[at] * one.right;
      next[at - 1] += lead[at] * one.wrong;
    }
    if (left < kLeft) break;
    out.wrong += next.front();
    out.right += next.back();
    next.front() = next.back() = Poly();
    lead = std::move(next);
  }
  return out;
}

// x^n - y^n for x = y + d with d >= 0 as a sum of positive terms: d (x^(n-1) + x^(n-2) y + … + y^(n-1)).
template <class T>
T power_difference(const T& x, const T& y, const T& d, std::int64_t n) {
  T sum{};  // of the first m powers
  T xm(1);
  T ym(1);
  int bit = 63;
  while (bit > 0 && ((n >> bit) & 1) == 0) --bit;
  for (; bit >= 0 && n > 0; --bit) {
    sum = sum * (xm + ym);
    xm = xm * xm;
    ym = ym * ym;
    if (((n >> bit) & 1) != 0) {
      sum = sum * x + ym;
      xm = xm * x;
      ym = ym * y;
    }
  }
  return d * sum;
}

// The first candidate that a verifier accepts; right with tpr, wrong with fpr.
template <class T>
struct Accepts {
  T tpr{}, tpr_not{}, fpr{}, fpr_not{};
};
template <class T>
Verdict<T> first_accepted(const Answer<T>& one, const Accepts<T>& by, std::int64_t n) {
  const T refused = one.right * by.tpr_not + one.wrong * by.fpr_not + one.none;
  const Geometric<T> g = geometric(refused, n);
  return {one.right * by.tpr * g.sum, one.wrong * by.fpr * g.sum, g.power, g.sum};
}

// Right if any of n is.
template <class T>
Verdict<T> oracle_choice(const Answer<T>& one, std::int64_t n) {
  Verdict<T> out;
  out.heard = T(static_cast<double>(n));
  const T not_right = one.wrong + one.none;
  if constexpr (std::is_same_v<T, Poly>) {  // all of them are played and paid for
    out.right = power_difference(one.right + not_right, not_right, one.right, n);
  } else {
    out.right = one.right * geometric(not_right, n).sum;
  }
  out.wrong = power_difference(not_right, one.none, one.wrong, n);
  out.none = power_of(one.none, n);
  return out;
}

// The trapezoidal grid over scores: densities and distributions of right and wrong candidates. Its error falls faster
// than any power for such integrands.
struct ScoreGrid {
  struct Point {
    double right_density = 0;
    double right_below = 0;
    double right_slope = 0;  // of the density in gap
    double wrong_density = 0;
    double wrong_below = 0;
  };
  double step = 0;
  std::vector<Point> points;
};
ScoreGrid score_grid(double gap);

// The highest score of n, right ones Normal(gap, 1), wrong ones Normal(0, 1): n p int phi(x - gap) F(x)^(n-1) dx.
template <class T>
Verdict<T> highest_score(const Answer<T>& one, std::int64_t n, const T& gap, const ScoreGrid& grid) {
  Verdict<T> out;
  out.heard = T(static_cast<double>(n));
  out.none = power_of(one.none, n);
  for (const ScoreGrid::Point& at : grid.points) {
    const T right_below = lifted(at.right_below, -at.right_density, gap);
    const T below = one.right * right_below + one.wrong * T(at.wrong_below) + one.none;
    const T others = power_of(below, n - 1);
    out.right += lifted(at.right_density, at.right_slope, gap) * others;
    out.wrong += T(at.wrong_density) * others;
  }
  const T scale(grid.step * static_cast<double>(n));
  out.right = out.right * one.right * scale;
  out.wrong = out.wrong * one.wrong * scale;
  return out;
}

}  // namespace nines::simulate
