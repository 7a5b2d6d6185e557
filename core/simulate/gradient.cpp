// Tangents of kernels (gradient.h).
#include "simulate/gradient.h"

#include <algorithm>
#include <map>

#include "nines/catalog.h"
#include "simulate/latent.h"
#include "simulate/moving.h"
#include "simulate/shadow.h"
#include "simulate/step_kernels.h"

namespace nines::simulate {
namespace {

bool is_written(const Node& node, Param id) { return given_param(*node.step, id) != nullptr; }

void move_rate(WorkRates<Dual>& rates, Param id) {
  Rate<Dual>& rate = id == Param::p ? rates.p : id == Param::d ? rates.d : id == Param::h ? rates.h : rates.e;
  rate = moving_rate({rate.p.value, rate.q.value});
}

// Walks a plan as Evaluator does, with slopes. `plan` arguments are the plan itself or one of its
// shadows.
class Walker {
 public:
  Walker(const Plan& values, const Shadow& shadow, const RunContext& run) : plan_(values), shadow_(shadow), run_(run) {}

  Moving visit(const Plan& plan, std::size_t begin, std::size_t end, const Theta& theta) {
    std::vector<Moving> rows;
    for (std::size_t i = begin; i < end && !run_.cancelled(); i = plan.nodes[i].end) {
      rows.push_back(step(plan, i, theta));
    }
    std::vector<Kernel<double>> after(rows.size() + 1, identity_kernel<double>());
    for (std::size_t j = rows.size(); j-- > 0;) after[j] = compose(rows[j].value, after[j + 1]);
    Moving out;
    out.value = after[0];
    Kernel<double> before = identity_kernel<double>();
    for (std::size_t j = 0; j < rows.size(); ++j) {
      const auto carried = [&](const Slope& slope) { return follow(lead(before, slope), after[j + 1]); };
      for (const Tangent& one : rows[j].tangents) out.tangents.push_back({one.node, one.param, carried(one.slope)});
      add_weighted(out.with_visit, 1, carried(rows[j].with_visit));
      add_weighted(out.with_item, 1, carried(rows[j].with_item));
      before = compose(before, rows[j].value);
    }
    return out;
  }

  // d/dp (of row `first_work`) and d/drho (of row `owner`) of the law's expectation of the kernel
  // that `at` gives, with its slope, for a theta.
  template <class At>
  void add_law_motion(Moving& sum, const Law& law, std::size_t first_work, std::size_t owner, const At& at) {
    Slope along_p{};
    Slope along_rho{};
    for (const MovingClass& one : motion(law)) {
      if (run_.cancelled()) return;
      std::pair<Kernel<double>, Slope> here = at(one.theta);
      // Weights of classes move by sums of 0, so only what differs from the mean counts: a constant
      // would be all rounding.
      add_weighted(here.first, -1, sum.value);
      add_weighted(along_p, one.p_value, here.first);
      add_weighted(along_p, one.p_slope, here.second);
      add_weighted(along_rho, one.rho_value, here.first);
      add_weighted(along_rho, one.rho_slope, here.second);
    }
    if (first_work != kNone) sum.tangents.push_back({first_work, Param::p, balanced(sum.value, along_p)});
    sum.tangents.push_back({owner, Param::rho, balanced(sum.value, along_rho)});
  }

 private:
  Moving step(const Plan& plan, std::size_t i, const Theta& theta) {
    const Node& node = plan.nodes[i];
    switch (node.kind) {
      case StepKind::work:
      case StepKind::validate:
      default: break;
      case StepKind::retry: return leave(retry(plan, i, theta));
      case StepKind::repeat: {
        const Moving body = leave(visit(plan, body_of(i), node.end, theta));
        Moving out = transform(body, [&](const Kernel<Dual>& k) { return power_kernel(k, node.times); });
        out.value = power_kernel(body.value, node.times);
        return out;
      }
    }
    return leaf(node, i, theta);
  }

  Moving leaf(const Node& node, std::size_t i, const Theta& theta) {
    Moving out;
    out.value = leaf_kernel(node, theta);
    const bool is_work = node.kind == StepKind::work;
    for (const ParamInfo& info : step_info(node.kind).params) {
      if (info.type != ParamType::probability || !is_written(node, info.id)) continue;
      Slope slope{};
      if (is_work) {
        WorkRates<Dual> rates = work_rates<Dual>(node, theta);
        move_rate(rates, info.id);
        slope = slope_of(work_kernel(rates));
      } else {
        const bool first = info.id == Param::sensitivity;
        const Rate<Dual> hit = first ? moving_rate(node.sensitivity) : constant_rate(node.sensitivity, Dual());
        const Rate<Dual> pass = first ? constant_rate(node.specificity, Dual()) : moving_rate(node.specificity);
        slope = slope_of(validate_kernel(hit, pass));
      }
      if (info.id == Param::p && node.cause == Cause::visit)
        out.with_visit = slope;
      else if (info.id == Param::p && node.cause == Cause::item)
        out.with_item = slope;
      else
        out.tangents.push_back({i, info.id, slope});
    }
    return out;
  }

  Moving attempts(const Plan& plan, std::size_t i, const Theta& theta) {
    const Node& node = plan.nodes[i];
    const Moving body = visit(plan, body_of(i), node.end, theta);
    const auto map = [&](const Kernel<Dual>& k) { return retry_kernel(k, node.times, node.on_crash); };
    Moving out = transform(body, map);
    out.value = retry_kernel(body.value, node.times, node.on_crash);
    return out;
  }

  Moving retry(const Plan& plan, std::size_t i, const Theta& theta) {
    const Node& node = plan.nodes[i];
    const bool in_shadow = &plan != &plan_;
    const Law* near = in_shadow || node.law != kNone ? nullptr : shadow_.law_at(i);
    const Plan& moved = near != nullptr ? shadow_.plan : plan;
    const auto at = [&](Probability rate) {
      const Moving here = attempts(moved, i, {rate, theta.item});
      return std::pair(here.value, here.with_visit);
    };
    if (node.law != kNone) {
      Moving sum;
      for (const LatentClass& one : plan.laws[node.law].classes) {
        if (run_.cancelled()) break;
        add(sum, one.weight, attempts(plan, i, {one.theta, theta.item}));
      }
      restore_sum(sum.value);
      sum.with_visit = {};
      if (!in_shadow) add_law_motion(sum, plan.laws[node.law], first_driven(plan, i, Cause::visit), i, at);
      return sum;
    }
    Moving out = attempts(plan, i, theta);
    if (near != nullptr) add_law_motion(out, *near, kNone, i, at);
    return out;
  }

  static Moving leave(Moving inner) {
    inner.value = leave_visit(inner.value);
    inner.with_visit = leave_visit(inner.with_visit);
    inner.with_item = leave_visit(inner.with_item);
    for (Tangent& one : inner.tangents) one.slope = leave_visit(one.slope);
    return inner;
  }

  const std::vector<MovingClass>& motion(const Law& law) {
    const auto [at, is_new] = motions_.emplace(&law, std::vector<MovingClass>());
    if (is_new) at->second = moving_classes(law);
    return at->second;
  }

  const Plan& plan_;
  const Shadow& shadow_;
  const RunContext& run_;
  std::map<const Law*, std::vector<MovingClass>> motions_;
};

std::size_t count_driven(const Plan& plan, std::size_t begin, std::size_t end, Cause cause) {
  std::size_t out = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (plan.nodes[i].kind == StepKind::work && plan.nodes[i].cause == cause) ++out;
  }
  return out;
}

// Work rows that move with the p of row `work`.
std::size_t moved_with(const Plan& plan, std::size_t work) {
  if (plan.nodes[work].cause == Cause::item) return count_driven(plan, 0, plan.nodes.size(), Cause::item);
  if (plan.nodes[work].cause == Cause::none) return 1;
  std::size_t up = plan.nodes[work].parent;
  while (plan.nodes[up].law == kNone) up = plan.nodes[up].parent;
  return count_driven(plan, body_of(up), plan.nodes[up].end, Cause::visit);
}

}  // namespace

std::vector<Derivative> run_derivatives(const Plan& plan, const RunContext& run) {
  const Shadow shadow = make_shadow(plan);
  Walker walker(plan, shadow, run);
  const std::size_t rows = plan.nodes.size();
  Moving sum;
  for (const LatentClass& one : item_classes(plan)) {
    if (run.cancelled()) return {};
    add(sum, one.weight, walker.visit(plan, 0, rows, {{}, one.theta}));
  }
  const Plan& moved = shadow.item_law ? shadow.item_plan : plan;
  const auto at = [&](Probability rate) {
    const Moving here = walker.visit(moved, 0, rows, {{}, rate});
    return std::pair(here.value, here.with_item);
  };
  if (plan.item_law != kNone) {
    walker.add_law_motion(sum, plan.laws[plan.item_law], first_driven(plan, kNone, Cause::item), kNone, at);
  } else if (shadow.item_law) {
    walker.add_law_motion(sum, *shadow.item_law, kNone, kNone, at);
  }
  std::vector<Derivative> out;
  for (const Tangent& one : sum.tangents) {
    const bool is_p = one.node != kNone && one.param == Param::p;
    out.push_back({one.node, one.param, is_p ? moved_with(plan, one.node) : 1, one.slope[kRight]});
  }
  std::stable_sort(out.begin(), out.end(), [](const Derivative& a, const Derivative& b) {
    return a.node != b.node ? a.node < b.node : a.param < b.param;  // the item latent, kNone, comes last
  });
  return out;
}

}  // namespace nines::simulate
