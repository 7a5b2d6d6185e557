// The distribution of calls: the same kernels over generating functions (exact.h).
#include <algorithm>
#include <string>

#include "simulate/evaluate.h"
#include "simulate/exact.h"

namespace nines::simulate {
namespace {

// Multiply-adds one distribution may cost; beyond, it is not worth the pause.
constexpr double kMaxWork = 5e8;

std::int64_t most_calls(const Plan& plan) {
  return most_visits(plan, 0, plan.nodes.size(), [](const Node& node) { return node.kind == StepKind::work; });
}

// Multiply-adds, roughly: a product of kernels is some ten products of polynomials as long as the calls they cover.
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
      here.length = body.length * static_cast<double>(node.times);
      here.work = classes * (body.work + kProducts * here.length * here.length / 2);
    }
    out.work += here.work + kProducts * out.length * here.length;
    out.length += here.length;
  }
  return out;
}

CallsDistribution not_kept(std::string why) {
  CallsDistribution out;
  out.above = 1;
  out.method = "not kept: " + why;
  return out;
}

}  // namespace

CallsDistribution calls_distribution(const Plan& plan, const RunContext& run) {
  const std::int64_t most = most_calls(plan);
  if (most >= static_cast<std::int64_t>(kMaxCallsBins)) {
    return not_kept("a run may take more than " + std::to_string(kMaxCallsBins - 1) + " calls");
  }
  const double work = estimate(plan, 0, plan.nodes.size()).work * static_cast<double>(item_classes(plan).size());
  if (work > kMaxWork) return not_kept("its distribution would take too long");
  const Row<Poly> row = Evaluator<Poly>(plan, run).run_row();
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
