// The evaluator's blocks (evaluate.h includes this).
#pragma once

namespace nines::simulate {

template <class T>
Kernel<T> Evaluator<T>::visit(std::size_t begin, std::size_t end, bool graph, const Here& here) const {
  if (graph) return graph_visit(begin, end, here);
  Kernel<T> out = identity_kernel<T>();
  for (std::size_t i = begin; i < end; i = plan_.nodes[i].end) {
    out = i == begin ? step(i, here) : compose(out, step(i, here));
  }
  return out;
}

template <class T>
template <class F>
Kernel<T> Evaluator<T>::over_judges(std::size_t i, Here here, std::size_t judge, const F& f) const {
  const std::vector<std::size_t>& judges = plan_.nodes[i].judges;
  if (judge == judges.size()) return f(here);
  const std::size_t check = judges[judge];
  const Rate<T> blind = rate(check, Param::blind);
  const Rate<T> solves = rate(check, Param::solves);
  const T shares[] = {blind.q * solves.p, blind.q * solves.q, blind.p};
  Kernel<T> sum{};
  for (std::uint8_t state = 0; state < 3; ++state) {
    if (is_zero(shares[state])) continue;
    here.judges[judge] = state;
    add_weighted(sum, shares[state], over_judges(i, here, judge + 1, f));
  }
  restore_sum(sum);
  return sum;
}

template <class T>
template <class F>
Kernel<T> Evaluator<T>::over_classes(std::size_t i, const Here& here, const F& f) const {
  const Node& node = plan_.nodes[i];
  if (node.law == kNone) return over_judges(i, here, 0, f);
  const Law& law = plan_.laws[node.law];
  Here at = here;
  Kernel<T> sum{};
  for (std::size_t k = 0; k < law.classes.size() && !run_.cancelled(); ++k) {
    at.visit = k;
    add_weighted(sum, T(law.classes[k].weight), over_judges(i, at, 0, f));
  }
  if constexpr (std::is_same_v<T, Dual>) {
    if (along_.of_law && along_.node == i) {
      for (const MovingClass& one : moving_classes(law)) {
        const Rate<Dual> theta = moving_rate(one.theta);
        at.visit_theta = &theta;
        const double value = along_.param == Param::p ? one.p_value : one.rho_value;
        const double slope = along_.param == Param::p ? one.p_slope : one.rho_slope;
        if (value == 0 && slope == 0) continue;
        const Kernel<Dual> part = over_judges(i, at, 0, f);
        for (std::size_t s = 0; s < kStates; ++s) {
          // Weights of classes move by sums of 0, so only what differs from the mean counts: a constant would be all
          // rounding.
          for (std::size_t c = 0; c < kColumns; ++c)
            sum[s][c].slope += value * (part[s][c].value - sum[s][c].value) + slope * part[s][c].slope;
        }
      }
    }
  }
  restore_sum(sum);
  return sum;
}

inline Persistence persistence_of(const Node& node) {
  Persistence out;
  out.on_crash = node.word(Param::on) == word::kOnCrash;
  out.fresh = node.word(Param::context) == word::kFresh;
  out.accept_last = node.word(Param::exhausted) == word::kAcceptLast;
  out.escalate = node.word(Param::exhausted) == word::kEscalate;
  return out;
}

template <class T>
Kernel<T> Evaluator<T>::retry(std::size_t i, const Here& here) const {
  const Node& node = plan_.nodes[i];
  const Persistence how = persistence_of(node);
  return leave_visit(over_classes(i, here, [&](const Here& at) {
    if (node.kind == StepKind::fallback) return fallback_kernel(rows(i, at), how);
    return retry_kernel(body(i, at), node.times, how);
  }));
}

template <class T>
Kernel<T> Evaluator<T>::repeat(std::size_t i, const Here& here) const {
  const Node& node = plan_.nodes[i];
  Here at = here;
  at.position = 0;
  if (!node.varies && along_.param != Param::decay && along_.param != Param::fatigue)
    return power_kernel(leave_visit(body(i, at)), node.times);
  Kernel<T> out = identity_kernel<T>();
  for (; at.position < node.times && !run_.cancelled(); ++at.position) out = compose(out, leave_visit(body(i, at)));
  return out;
}

// Segments of `every` passes, each tried until its check lets it through.
template <class T>
Kernel<T> Evaluator<T>::checkpoint(std::size_t i, const Here& here) const {
  const Node& node = plan_.nodes[i];
  const std::int64_t every = std::min(node.whole(Param::every), node.whole(Param::count));
  const Kernel<T> pass = body(i, here);
  const Rate<T> alarm = rate(i, Param::false_alarm);
  const Kernel<T> check = flag_kernel(alarm, alarm, rate(i, Param::detect));
  Persistence how;
  how.fresh = true;
  const auto segment = [&](std::int64_t passes) {
    Kernel<T> tried = retry_kernel(compose(power_kernel(pass, passes), check), node.whole(Param::tries), how);
    clear_taint(tried);
    return leave_visit(tried);
  };
  const std::int64_t count = node.whole(Param::count);
  Kernel<T> out = power_kernel(segment(every), count / every);
  if (count % every > 0) out = compose(out, segment(count % every));
  return out;
}

template <class T>
Kernel<T> Evaluator<T>::loop(std::size_t i, const Here& here) const {
  const Node& node = plan_.nodes[i];
  const Rate<T> refuses = swapped(rate(i, Param::accept_wrong));
  const Kernel<T> judge = flag_kernel(swapped(rate(i, Param::accept)), refuses, refuses);
  return loop_kernel(judge, leave_visit(body(i, here)), node.whole(Param::max),
                     node.word(Param::exhausted) == word::kAcceptLast);
}

template <class T>
Kernel<T> Evaluator<T>::branch(std::size_t i, const Here& here) const {
  const Rate<T> first = rate(i, Param::p);
  const std::vector<Kernel<T>> ways = rows(i, here);
  Kernel<T> out{};
  add_weighted(out, first.p, ways.empty() ? identity_kernel<T>() : ways[0]);
  add_weighted(out, first.q, ways.size() < 2 ? identity_kernel<T>() : ways[1]);
  return leave_visit(out);
}

// ---- crowds

template <class T>
Answer<T> answer_of(const Row<T>& row) {
  const Delivered<T> what = delivered_by(row);
  Answer<T> out{what.right, what.inherited + what.own, {}};
  for (std::size_t c = kStates; c < kMasses; ++c) out.none += row[c];
  return out;
}

// A wrong winner is own as often as a wrong answer is. As laws: every way to a wrong winner holds a first wrong answer,
// so the law of the others is the quotient by that of a wrong answer.
template <class T>
Delivered<T> split_verdict(const Verdict<T>& won, const Delivered<T>& one, bool* rounded) {
  const T wrong = one.inherited + one.own;
  Delivered<T> what{won.right, {}, won.wrong};
  if (is_zero(one.inherited) || is_zero(won.wrong)) return what;
  if constexpr (std::is_same_v<T, Poly>) {
    if (is_zero(one.own)) return {won.right, won.wrong, {}};
    Poly others;
    if (!divides(wrong, won.wrong, others)) {
      if (rounded != nullptr) *rounded = true;
      const double share = one.own.sum() / wrong.sum();
      return {won.right, Poly(1 - share) * won.wrong, Poly(share) * won.wrong};
    }
    return {won.right, others * one.inherited, others * one.own};
  } else {
    what.inherited = won.wrong * one.inherited / wrong;
    what.own = won.wrong * one.own / wrong;
    return what;
  }
}

template <class T>
void place_verdict(Row<T>& out, std::size_t start, const Verdict<T>& won, const Row<T>& voter, bool tainting,
                   bool* rounded = nullptr) {
  place(out, start, split_verdict(won, delivered_by(voter), rounded), tainting);
  out[kAbstained] += won.none;
}

inline Rivals rivals_of(const Node& node) {
  Rivals out;
  out.count = node.whole(Param::rivals);
  if (node.given(Param::collision)) out.popular = std::sqrt(node.rate(Param::collision).p);
  return out;
}

template <class T>
Verdict<T> verdict_of(const Node& node, const Answer<T>& one) {
  const std::int64_t n = node.whole(Param::n);
  switch (node.word(Param::rule)) {
    case word::plurality: return plurality(one, n, rivals_of(node));
    case word::quorum: return quorum(one, n, node.whole(Param::k), rivals_of(node));
    case word::ahead:
      if (node.given(Param::n)) return ahead_capped(one, node.whole(Param::k), n);
      return ahead(one, node.whole(Param::k));
    default: break;
  }
  return quorum(one, n, n / 2 + 1, rivals_of(node));
}

// What no winner takes is nobody's.
template <class T>
void fill_none(Verdict<T>& won, const Node& node, const Answer<T>& one) {
  if (node.word(Param::rule) == word::ahead) return;
  if (node.word(Param::rule) == word::plurality) {  // somebody wins unless nobody answers
    won.none = power_of(one.none, node.whole(Param::n));
    return;
  }
  T all(1);
  if constexpr (std::is_same_v<T, Poly>) all = power_of(one.right + one.wrong + one.none, node.whole(Param::n));
  won.none = all - won.right - won.wrong;
  if constexpr (!std::is_same_v<T, Poly>) {  // a difference of rounded numbers may fall below 0; its slope stands
    if (value_of(won.none) < 0) won.none = won.none - T(value_of(won.none));
  }
}

// From one start; costs are left to the caller. Out: how many were heard, as a law where costs have one: voter i is
// heard once those before it have answered.
template <class T>
T add_vote(Row<T>& out, const Node& node, std::size_t start, const Row<T>& voter, bool tainting, bool* rounded) {
  const Answer<T> one = answer_of(voter);
  Verdict<T> won = verdict_of(node, one);
  fill_none(won, node, one);
  place_verdict(out, start, won, voter, tainting, rounded);
  if constexpr (std::is_same_v<T, Poly>) {
    if (node.word(Param::rule) != word::ahead)
      return geometric(one.right + one.wrong + one.none, node.whole(Param::n)).sum;
  }
  return won.heard;
}

template <class T>
bool* rounding(const Price* price) {
  return price == nullptr ? nullptr : &price->is_rounded;
}

template <class T>
Kernel<T> Evaluator<T>::vote(std::size_t i, const Here& here) const {
  const Node& node = plan_.nodes[i];
  return leave_visit(over_classes(i, here, [&](const Here& at) {
    const Kernel<T> voter = body(i, at);
    Kernel<T> out{};
    for (std::size_t s = 0; s < kStates; ++s) {
      if (repeats_clean(out, s)) continue;
      const T heard = add_vote(out[s], node, s, voter[s], plan_.tainting, rounding<T>(price_));
      add_costs(out[s], heard, voter[s]);
    }
    restore_sum(out);
    return out;
  }));
}

// Every combination of right, wrong and silent voters; weights are whole numbers, so all engines agree on ties.
template <class T>
void add_weighted_votes(Verdict<T>& out, const std::vector<Answer<T>>& voters, const std::vector<std::int64_t>& weights,
                        std::size_t at, std::int64_t lead, bool heard, const T& mass) {
  if (at == voters.size()) {
    if (!heard) {
      out.none += mass;
    } else if (lead == 0) {
      out.right += T(0.5) * mass;
      out.wrong += T(0.5) * mass;
    } else {
      (lead > 0 ? out.right : out.wrong) += mass;
    }
    return;
  }
  const Answer<T>& one = voters[at];
  if (!is_zero(one.right)) add_weighted_votes(out, voters, weights, at + 1, lead + weights[at], true, mass * one.right);
  if (!is_zero(one.wrong)) add_weighted_votes(out, voters, weights, at + 1, lead - weights[at], true, mass * one.wrong);
  if (!is_zero(one.none)) add_weighted_votes(out, voters, weights, at + 1, lead, heard, mass * one.none);
}

// The first wrong answer decides whether a wrong winner is own. Of laws, where both can be: at its mean.
template <class T>
T own_share(const std::vector<Kernel<T>>& voters, std::size_t start, bool* rounded) {
  if constexpr (std::is_same_v<T, Poly>) {
    std::vector<Kernel<double>> means;
    double inherited = 0;
    for (const Kernel<Poly>& voter : voters) {
      means.emplace_back();
      for (std::size_t c = 0; c < kMasses; ++c) means.back()[start][c] = voter[start][c].sum();
      inherited += delivered_by(means.back()[start]).inherited;
    }
    if (inherited > 0 && rounded != nullptr) *rounded = true;
    return T(own_share(means, start, nullptr));
  } else {
    T own{};
    T none_yet(1);
    T wrong{};
    for (const Kernel<T>& voter : voters) {
      const Delivered<T> one = delivered_by(voter[start]);
      own += none_yet * one.own;
      wrong += none_yet * (one.own + one.inherited);
      none_yet = none_yet * (T(1) - one.own - one.inherited);
    }
    return value_of(wrong) > 0 ? own / wrong : T(1);
  }
}

// From one start; costs are left to the caller.
template <class T>
void add_weighted_vote(Row<T>& out, const Node& node, std::size_t start, const std::vector<Kernel<T>>& voters,
                       bool tainting, bool* rounded) {
  std::vector<Answer<T>> answers;
  for (const Kernel<T>& voter : voters) answers.push_back(answer_of(voter[start]));
  Verdict<T> won;
  add_weighted_votes(won, answers, node.weights, 0, 0, false, T(1));
  const T own = start % kTaint == kRight ? T(1) : own_share(voters, start, rounded);
  place(out, start, Delivered<T>{won.right, won.wrong * (T(1) - own), won.wrong * own}, tainting);
  out[kAbstained] += won.none;
}

template <class T>
Kernel<T> Evaluator<T>::weighted_vote(std::size_t i, const Here& here) const {
  const Node& node = plan_.nodes[i];
  return leave_visit(over_classes(i, here, [&](const Here& at) {
    const std::vector<Kernel<T>> voters = rows(i, at);
    Kernel<T> out{};
    for (std::size_t s = 0; s < kStates; ++s) {
      if (repeats_clean(out, s)) continue;
      add_costs_in_order(out[s], voters, s);
      add_weighted_vote(out[s], node, s, voters, plan_.tainting, rounding<T>(price_));
    }
    restore_sum(out);
    return out;
  }));
}

// From one start; costs are left to the caller. Out: how many were heard.
template <class T>
T add_choice(Row<T>& out, const Node& node, std::size_t start, const Row<T>& candidate, const Accepts<T>& by,
             const T& gap, const ScoreGrid& grid, bool tainting, bool* rounded) {
  const Answer<T> one = answer_of(candidate);
  Verdict<T> won;
  switch (node.word(Param::select)) {
    case word::first_accepted: {
      won = first_accepted(one, by, node.times);
      const Delivered<T> from = delivered_by(candidate);
      const T accepted = by.fpr * won.heard;
      place(out, start, Delivered<T>{won.right, from.inherited * accepted, from.own * accepted}, tainting);
      out[kAbstained] += won.none;
      return won.heard;
    }
    case word::oracle: won = oracle_choice(one, node.times); break;
    default:
      if constexpr (!std::is_same_v<T, Poly>) won = highest_score(one, node.times, gap, grid);
  }
  place_verdict(out, start, won, candidate, tainting, rounded);
  if constexpr (std::is_same_v<T, Poly>) return geometric(one.right + one.wrong + one.none, node.times).sum;
  return won.heard;
}

template <class T>
Kernel<T> Evaluator<T>::best_of(std::size_t i, const Here& here) const {
  const Node& node = plan_.nodes[i];
  const int select = node.word(Param::select);
  const ScoreGrid grid = select == word::argmax ? score_grid(node.real(Param::gap)) : ScoreGrid{};
  const Rate<T> tpr = rate(i, Param::tpr);
  const Rate<T> fpr = rate(i, Param::fpr);
  const T gap = select == word::argmax ? real(i, Param::gap) : T{};
  return leave_visit(over_classes(i, here, [&](const Here& at) {
    const Kernel<T> candidate = body(i, at);
    Kernel<T> out{};
    for (std::size_t s = 0; s < kStates; ++s) {
      if (repeats_clean(out, s)) continue;
      const T heard = add_choice(out[s], node, s, candidate[s], {tpr.p, tpr.q, fpr.p, fpr.q}, gap, grid, plan_.tainting,
                                 rounding<T>(price_));
      add_costs(out[s], heard, candidate[s]);
      const Answer<T> one = answer_of(candidate[s]);
      if (select != word::oracle) out[s][kChecks] += heard * (one.right + one.wrong);
    }
    restore_sum(out);
    return out;
  }));
}

// ---- time

template <class T>
Kernel<T> Evaluator<T>::at_once(std::size_t i, const Here& here) const {
  if constexpr (std::is_same_v<T, Poly>) {
    const bool by_row = has_row_lanes(plan_.nodes[i]);
    return leave_visit(over_classes(i, here, [&](const Here& at) {
      const std::vector<Kernel<Poly>> lanes = by_row ? rows(i, at) : std::vector<Kernel<Poly>>{body(i, at)};
      Kernel<Poly> out{};
      for (std::size_t s = 0; s < kStates; ++s) {
        if (!repeats_clean(out, s)) out[s] = longest_at_once(plan_, i, s, lanes);
      }
      return out;
    }));
  } else {
    return {};
  }
}

}  // namespace nines::simulate
