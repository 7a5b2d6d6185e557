// The evaluator's leaves (evaluate.h includes this): which rates hold here, and the prices of executions.
#pragma once

namespace nines::simulate {

// 1 - (1 - d)^n without cancellation, as a rate together with its complement.
template <class T>
Rate<T> left_after(const Rate<T>& loss, std::int64_t times) {
  const Geometric<T> g = geometric(loss.q, times);
  return {g.power, loss.p * g.sum};
}

template <class T>
Rate<T> product(const Rate<T>& a, const Rate<T>& b) {
  return {a.p * b.p, a.q + a.p * b.q};
}

template <class T>
Rate<T> Evaluator<T>::success_rate(const Node& work, const Here& here) const {
  const auto index = static_cast<std::size_t>(&work - plan_.nodes.data());
  if (work.cause == Cause::none) return rate(index, Param::p);
  const RateTable& table = plan_.laws[work.law].tables[work.table];
  const bool visit = work.cause == Cause::visit;
  const Rate<T>* moving = visit ? here.visit_theta : along_.latent == work.latent ? here.item_theta : nullptr;
  if (moving == nullptr) return constant_rate<T>(table.rates[visit ? here.visit : here.item->at[work.latent]]);
  if (!(table.transient.p > 0)) return *moving;
  const T chance(table.transient.p * table.p.q);
  return {moving->p - chance * moving->p, moving->q + chance * moving->p};
}

template <class T>
Kernel<T> Evaluator<T>::work(std::size_t i, const Here& here) const {
  const Node& node = plan_.nodes[i];
  WorkRates<T> clean;
  clean.p = success_rate(node, here);
  clean.d = rate(i, Param::d);
  clean.h = rate(i, Param::h);
  clean.e_given = node.given(Param::e);
  if (clean.e_given) clean.e = rate(i, Param::e);
  WorkRates<T> tainted = clean;
  if (node.given(Param::p_after_error)) tainted.p = rate(i, Param::p_after_error);
  if (node.rate(Param::decay).p > 0 || along_.param == Param::decay) {
    const Rate<T> left = left_after(rate(i, Param::decay), here.position);
    clean.p = product(clean.p, left);
    tainted.p = product(tainted.p, left);
  }
  return work_kernel(clean, tainted, plan_.tainting);
}

template <class T>
Kernel<T> Evaluator<T>::validate(std::size_t i, const Here& here) const {
  const Node& node = plan_.nodes[i];
  Rate<T> sensitivity = rate(i, Param::sensitivity);
  const Rate<T> unsolved = node.given(Param::sensitivity_unsolved) ? rate(i, Param::sensitivity_unsolved) : sensitivity;
  if (node.judge == kNone) {
    const Rate<T> solves = rate(i, Param::solves);
    const Rate<T> blind = rate(i, Param::blind);
    sensitivity = {solves.p * sensitivity.p + solves.q * unsolved.p, solves.p * sensitivity.q + solves.q * unsolved.q};
    sensitivity = product(swapped(blind), sensitivity);
  } else if (here.judges[node.judge] == 1) {
    sensitivity = unsolved;
  } else if (here.judges[node.judge] == 2) {
    sensitivity = {T(0), T(1)};
  }
  return validate_kernel(sensitivity, rate(i, Param::specificity), node.word(Param::sees) == word::kSeesArtifact);
}

template <class T>
LeafKernel<T> Evaluator<T>::human(std::size_t i, const Here& here) const {
  const Node& node = plan_.nodes[i];
  ReviewRates<T> rates{rate(i, Param::catches), rate(i, Param::false_alarm), rate(i, Param::fix)};
  rates.catches = product(rates.catches, rate(i, Param::attention));
  if (node.rate(Param::fatigue).p > 0 || along_.param == Param::fatigue)
    rates.catches = product(rates.catches, left_after(rate(i, Param::fatigue), here.position));
  if (node.overlooked > 0)
    rates.catches = product(rates.catches, constant_rate<T>({1 - node.overlooked, node.overlooked}));
  const bool capped = node.rate(Param::capacity).p < node.rate(Param::share).p;
  const Rate<T> share = rate(i, capped ? Param::capacity : Param::share);
  LeafKernel<T> out;
  out.executed = review_kernel(rates);
  out.passed = identity_kernel<T>();
  for (std::size_t s = 0; s < kStates; ++s) {
    for (std::size_t c = 0; c < kColumns; ++c) {
      out.executed[s][c] = share.p * out.executed[s][c];
      out.passed[s][c] = share.q * out.passed[s][c];
    }
  }
  out.may_pass = true;
  return out;
}

template <class T>
Kernel<T> Evaluator<T>::gate(std::size_t i) const {
  const Rate<T> repair = rate(i, Param::repair);
  const Rate<T> corrupt = rate(i, Param::corrupt);
  return gate_kernel(rate(i, Param::fail), repair.p, corrupt.p, repair.q - corrupt.p, plan_.tainting);
}

template <class T>
LeafKernel<T> Evaluator<T>::leaf(std::size_t i, const Here& here) const {
  const StepKind kind = plan_.nodes[i].kind;
  LeafKernel<T> out;
  if (kind == StepKind::human) return human(i, here);
  if (kind == StepKind::work) out.executed = work(i, here);
  if (kind == StepKind::validate) out.executed = validate(i, here);
  if (kind == StepKind::format_gate) out.executed = gate(i);
  return out;
}

// The price of an execution: a column of its own, or a power of z.
template <class T>
Kernel<T> Evaluator<T>::priced(std::size_t i, const LeafKernel<T>& leaf) const {
  Kernel<T> out = leaf.executed;
  const T cost = real(i, Param::cost_usd);
  for (Row<T>& row : out) {
    T mass{};
    for (std::size_t c = 0; c < kMasses; ++c) mass += row[c];
    row[kCost] = cost * mass;
  }
  if (leaf.may_pass) add_weighted(out, T(1), leaf.passed);
  return out;
}

template <>
inline Kernel<Poly> Evaluator<Poly>::priced(std::size_t i, const LeafKernel<Poly>& leaf) const {
  const Poly& law = price_->law[i];
  const double cost = plan_.nodes[i].real(Param::cost_usd);
  Kernel<Poly> out = leaf.executed;
  for (Row<Poly>& row : out) {
    double mass = 0;
    for (std::size_t c = 0; c < kMasses; ++c) mass += row[c].sum();
    row[kCost] = Poly(cost * mass);
    for (std::size_t c = kMasses; c < kColumns && !price_->keeps_costs; ++c) row[c] = Poly();
    const std::size_t charged = price_->is_time ? kMasses : kColumns;
    for (std::size_t c = 0; c < charged; ++c) row[c] = row[c] * law;
  }
  if (leaf.may_pass) add_weighted(out, Poly(1), leaf.passed);
  return out;
}

// Of Poly, leaves are lifted from numbers.
template <>
inline LeafKernel<Poly> Evaluator<Poly>::leaf(std::size_t i, const Here& here) const {
  Evaluator<double>::Here plain;
  plain.visit = here.visit;
  plain.item = here.item;
  plain.position = here.position;
  plain.judges = here.judges;
  const LeafKernel<double> from = Evaluator<double>(plan_, run_).leaf_for(i, plain);
  LeafKernel<Poly> out;
  for (std::size_t s = 0; s < kStates; ++s) {
    for (std::size_t c = 0; c < kColumns; ++c) {
      out.executed[s][c] = Poly(from.executed[s][c]);
      out.passed[s][c] = Poly(from.passed[s][c]);
    }
  }
  out.may_pass = from.may_pass;
  return out;
}

template <class T>
Kernel<T> Evaluator<T>::step(std::size_t i, const Here& here) const {
  if constexpr (std::is_same_v<T, Poly>) {
    if (price_->is_time && plays_at_once(plan_.nodes[i])) return at_once(i, here);
  }
  switch (plan_.nodes[i].kind) {
    case StepKind::work:
    case StepKind::validate:
    case StepKind::human:
    case StepKind::format_gate:
    case StepKind::rollback: break;
    case StepKind::group: return leave_visit(body(i, here));
    case StepKind::repeat: return repeat(i, here);
    case StepKind::retry:
    case StepKind::fallback: return retry(i, here);
    case StepKind::vote:
      return plan_.nodes[i].word(Param::rule) == word::weighted ? weighted_vote(i, here) : vote(i, here);
    case StepKind::best_of: return best_of(i, here);
    case StepKind::checkpoint: return checkpoint(i, here);
    case StepKind::loop: return loop(i, here);
    case StepKind::branch: return branch(i, here);
    case StepKind::parallel: {
      const Node& node = plan_.nodes[i];
      const int mode = node.word(Param::mode);
      const auto need = static_cast<std::size_t>(mode == word::k_of_n ? node.whole(Param::k) : 1);
      return leave_visit(parallel_kernel(rows(i, here), need, mode == word::all, rate(i, Param::join), plan_.tainting));
    }
    case StepKind::map: {
      const Node& node = plan_.nodes[i];
      const std::int64_t n = node.whole(Param::n);
      const std::int64_t k = node.given(Param::k) ? node.whole(Param::k) : kAllCopies;
      return leave_visit(map_kernel(body(i, here), n, k, plan_.tainting));
    }
  }
  return priced(i, leaf(i, here));
}

}  // namespace nines::simulate
