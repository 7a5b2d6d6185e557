// Distributions of costs by generating functions (exact.h).
#include <algorithm>

#include "nines/catalog.h"
#include "simulate/check_params.h"
#include "simulate/evaluate.h"
#include "simulate/exact.h"

namespace nines::simulate {
namespace {

// Multiply-adds one distribution may cost; beyond, it is not worth the pause.
constexpr double kMaxWork = 5e8;

Price calls_price(const Plan& plan) {
  Price out;
  for (const Node& node : plan.nodes) out.units.push_back(node.kind == StepKind::work ? 1 : 0);
  return out;
}

// Calls of one run at most, and multiply-adds, roughly: a product of kernels is some ten products of polynomials as
// long as the calls they cover.
struct Estimate {
  double length = 1;
  double work = 0;
};
Estimate estimate(const Plan& plan, std::size_t begin, std::size_t end) {
  constexpr double kProducts = 10;
  Estimate out;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) {
    const Node& node = plan.nodes[i];
    Estimate here{node.kind == StepKind::work ? 2.0 : 1.0, 0};
    if (plan.nodes[i].end > i + 1) {
      const Estimate body = estimate(plan, body_of(i), node.end);
      const double classes = node.law == kNone ? 1 : static_cast<double>(plan.laws[node.law].classes.size());
      const double voters = node.kind == StepKind::vote ? static_cast<double>(node.times) : 1;
      here.length = body.length * static_cast<double>(node.times);
      here.work = classes * (body.work + kProducts * voters * here.length * here.length / 2);
    }
    out.work += here.work + kProducts * out.length * here.length;
    out.length += here.length;
  }
  return out;
}

CallsDistribution not_kept(std::string why) {
  CallsDistribution out;
  out.above = 1;
  out.method = "not kept: " + std::move(why);
  return out;
}

// Votes of many or without end, and the choice by score, have no generating function here.
bool has_one(const Plan& plan) {
  return std::all_of(plan.nodes.begin(), plan.nodes.end(), [](const Node& node) {
    if (node.kind == StepKind::vote)
      return node.times <= 64 && (node.word(Param::rule) != word::ahead || node.given(Param::n));
    if (node.kind == StepKind::best_of) return node.word(Param::select) != word::argmax && node.times <= 4'096;
    return node.kind != StepKind::map || !node.given(Param::k);
  });
}

// Blocks whose costs are a product of means: the moment a call is made within them is not kept.
bool has_crowd(const Plan& plan) {
  return std::any_of(plan.nodes.begin(), plan.nodes.end(), [](const Node& node) {
    return node.kind == StepKind::vote || node.kind == StepKind::best_of || node.kind == StepKind::map ||
           node.kind == StepKind::parallel;
  });
}

}  // namespace

Result<BudgetRow> budget_row(const Plan& plan, const RunContext& run) {
  const Budget& budget = *plan.pipeline->budget;
  const auto refuse = [](const char* what, const char* why) {
    return error_at(ErrorCode::not_supported, std::string("/pipeline/budget") + what, why);
  };
  if (budget.cost_usd)
    return refuse("/cost_usd", "the exact engine keeps a budget of calls, not of dollars, in this version");
  if (!budget.calls) return refuse("", "the budget names neither calls nor cost_usd");
  if (has_crowd(plan)) return refuse("/calls", "a budget around votes, choices and lanes is not exact in this version");
  const double work = estimate(plan, 0, plan.nodes.size()).work * static_cast<double>(plan.run_classes.size());
  if (*budget.calls > static_cast<std::int64_t>(kMaxCallsBins) || work > kMaxWork)
    return refuse("/calls", "runs this long are beyond the exact engine's distribution of calls");
  const PolyLimit limit(static_cast<std::size_t>(*budget.calls));
  const Price price = calls_price(plan);
  const Row<Poly> row = Evaluator<Poly>(plan, run, {}, &price).run_row();
  BudgetRow out;
  double there = 0;
  for (std::size_t c = 0; c < kColumns; ++c) {
    out.row[c] = row[c].sum();
    if (c < kMasses) there += out.row[c];
  }
  out.stopped = std::max(0.0, 1 - there);
  return out;
}

CallsDistribution calls_distribution(const Plan& plan, const RunContext& run) {
  if (!has_one(plan)) return not_kept("a vote, a choice or a map in it is too large for it");
  const std::int64_t most =
      most_visits(plan, 0, plan.nodes.size(), [](const Node& node) { return node.kind == StepKind::work; });
  if (most >= static_cast<std::int64_t>(kMaxCallsBins))
    return not_kept("a run may take more than " + std::to_string(kMaxCallsBins - 1) + " calls");
  const double work = estimate(plan, 0, plan.nodes.size()).work * static_cast<double>(plan.run_classes.size());
  if (work > kMaxWork) return not_kept("its distribution would take too long");
  const Price price = calls_price(plan);
  const Evaluator<Poly> evaluator(plan, run, {}, &price);
  const Row<Poly> row = evaluator.run_row();
  Poly sum;
  for (std::size_t i = 0; i < kMasses; ++i) sum += row[i];
  std::vector<double>& p = sum.coefficient;
  while (!p.empty() && p.back() == 0) p.pop_back();
  const auto first = std::find_if(p.begin(), p.end(), [](double x) { return x != 0; });
  CallsDistribution out;
  out.first_bin = static_cast<std::int64_t>(sum.first) + (first - p.begin());
  out.probability.assign(first, p.end());
  out.method = "exact";
  return out;
}

}  // namespace nines::simulate
