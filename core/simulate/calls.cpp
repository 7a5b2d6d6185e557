// The distribution of calls: the same kernels over generating functions (exact.h).
#include <algorithm>
#include <string>

#include "simulate/evaluate.h"
#include "simulate/exact.h"

namespace nines::simulate {
namespace {

// Multiply-adds one distribution may cost; beyond, it is not worth a pause of seconds.
constexpr double kMaxWork = 2e9;

std::int64_t most_calls(const Plan& plan) {
  return most_visits(plan, 0, plan.nodes.size(),
                     [](const Node& node) { return node.kind == StepKind::work; });
}

// Rough: each row multiplies polynomials as long as its share of the run, for every class that
// meets it.
double work_estimate(const Plan& plan, std::int64_t most) {
  double classes = static_cast<double>(item_classes(plan).size());
  for (const Law& law : plan.laws) classes += static_cast<double>(law.classes.size());
  const auto length = static_cast<double>(most);
  return 10 * classes * length * (length + static_cast<double>(plan.nodes.size()));
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
  if (work_estimate(plan, most) > kMaxWork)
    return not_kept("too many latent classes for a run this long");
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
