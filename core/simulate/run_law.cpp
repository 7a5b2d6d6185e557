// Laws of money and time on grids (run_law.h).
#include "simulate/run_law.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "simulate/check_params.h"
#include "simulate/exact.h"

namespace nines::simulate {
namespace {

constexpr double kEndless = std::numeric_limits<double>::infinity();
constexpr double kTailKept = 1e-9;  // mass beyond a coarse grid
constexpr std::size_t kRoughBins = 128;

bool takes(const Amounts& amounts, std::size_t i) { return amounts.mean[i] > 0; }

// The most that a run can take; for time, bodies at once count once.
double longest(const Plan& plan, const Amounts& amounts, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) {
    const Node& node = plan.nodes[i];
    double here = takes(amounts, i) ? (amounts.is_exponential[i] ? kEndless : amounts.mean[i]) : 0;
    const bool at_once = amounts.is_time && plays_at_once(node);
    if (at_once && has_row_lanes(node)) {
      for (std::size_t r = body_of(i); r < node.end; r = plan.nodes[r].end)
        here = std::max(here, longest(plan, amounts, r, plan.nodes[r].end));
    } else {
      const double body = longest(plan, amounts, body_of(i), node.end);
      const bool no_end = node.kind == StepKind::vote && node.word(Param::rule) == word::ahead && !node.given(Param::n);
      if (body > 0) here += no_end ? kEndless : body * (at_once ? 1 : static_cast<double>(node.times));
    }
    sum += here;
  }
  return sum;
}

// The same as a count of executions whose amounts a grid moves.
double most_moved(const Plan& plan, const Amounts& amounts, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) {
    const Node& node = plan.nodes[i];
    double here = takes(amounts, i) ? 1 : 0;
    const bool at_once = amounts.is_time && plays_at_once(node);
    const double times = at_once ? 1 : static_cast<double>(node.times);
    here += times * most_moved(plan, amounts, body_of(i), node.end);
    sum += here;
  }
  return sum;
}

std::optional<double> exact_step(const Amounts& amounts) {
  std::vector<double> values;
  for (std::size_t i = 0; i < amounts.mean.size(); ++i) {
    if (!takes(amounts, i)) continue;
    if (amounts.is_exponential[i]) return std::nullopt;
    values.push_back(amounts.mean[i]);
  }
  return common_step(values);
}

Price price_at(const Amounts& amounts, double step, std::size_t bins, bool is_exact) {
  Price out;
  out.is_time = amounts.is_time;
  for (std::size_t i = 0; i < amounts.mean.size(); ++i) {
    const double mean = amounts.mean[i];
    if (!takes(amounts, i))
      out.law.emplace_back(1.0);
    else if (amounts.is_exponential[i])
      out.law.push_back(exponential_steps(mean, step, bins));
    else
      out.law.push_back(is_exact ? Poly(1, steps_of(mean, step)) : between_steps(mean, step));
  }
  return out;
}

// Whether anything is taken at all.
Price price_at_zero(const Amounts& amounts) {
  Price out;
  out.is_time = amounts.is_time;
  for (std::size_t i = 0; i < amounts.mean.size(); ++i) out.law.emplace_back(1.0, takes(amounts, i) ? 1 : 0);
  return out;
}

RunLaw not_kept(std::string why) {
  RunLaw out;
  out.method = "not kept: " + std::move(why);
  return out;
}

Poly masses_within(const Plan& plan, Price price, std::size_t bins, const RunContext& run) {
  price.keeps_costs = false;
  const PolyLimit limit(bins - 1);
  return sum_of_masses(Evaluator<Poly>(plan, run, {}, &price).run_row());
}

// How far a grid must reach to hold all but kTailKept of the runs: found on rough grids.
double reach(const Plan& plan, const Amounts& amounts, const RunContext& run) {
  double most = longest(plan, amounts, 0, plan.nodes.size());
  double top = 0;
  for (const double mean : amounts.mean) top = std::max(top, mean);
  double guess = std::min(most, 16 * top);
  for (int i = 0; i < 40 && !run.cancelled(); ++i) {
    const double step = guess / static_cast<double>(kRoughBins - 2);
    const Poly masses = masses_within(plan, price_at(amounts, step, kRoughBins, false), kRoughBins, run);
    double below = 0;
    for (std::size_t j = 0; j < masses.coefficient.size(); ++j) {
      below += masses.coefficient[j];
      if (below < 1 - kTailKept) continue;
      return std::min(most, 1.1 * static_cast<double>(masses.first + j + 1) * step);
    }
    if (guess >= most) return most;
    guess = std::min(most, 4 * guess);
  }
  return guess;
}

std::string grid_text(double step, const char* unit) { return "grid of " + short_number(step) + " " + unit; }

RunLaw exact_law(const Plan& plan, const Price& price, double step, std::size_t bins, const char* unit,
                 const RunContext& run) {
  RunLaw out = law_from_grid(masses_within(plan, price, bins, run), step);
  out.method = "exact on a " + grid_text(step, unit);
  if (price.is_rounded) out.method += "; votes that arrive wrong pass on who was wrong first at its mean";
  return out;
}

RunLaw coarse_law(const Plan& plan, const Amounts& amounts, const RunContext& run) {
  if (grid_work(plan, price_at(amounts, 1, kRoughBins, false), kRoughBins) > kMaxCoarseWork)
    return not_kept("its distribution would take too long");
  const double moved = most_moved(plan, amounts, 0, plan.nodes.size());
  if (moved > static_cast<double>(kMaxGridBins))
    return not_kept("too many executions in a run for a grid of their sum");
  const double width = reach(plan, amounts, run);
  for (std::size_t bins = kMaxGridBins; bins >= 2 * kRoughBins; bins /= 2) {
    const double step = width / static_cast<double>(bins - 2);
    const Price price = price_at(amounts, step, bins, false);
    if (bins > 2 * kRoughBins && grid_work(plan, price, static_cast<double>(bins)) > kMaxCoarseWork) continue;
    RunLaw out = law_from_grid(masses_within(plan, price, bins, run), step);
    out.is_lattice = false;
    out.error = step * moved;
    out.method = grid_text(step, amounts.unit) + ", each execution within one step of its own";
    return out;
  }
  return not_kept("its distribution would take too long");
}

}  // namespace

bool Amounts::any() const {
  return std::any_of(mean.begin(), mean.end(), [](double x) { return x > 0; });
}

Amounts prices_of(const Plan& plan) {
  Amounts out;
  out.unit = "USD";
  for (const Node& node : plan.nodes) {
    out.mean.push_back(node.has(Param::cost_usd) ? node.real(Param::cost_usd) : 0);
    out.is_exponential.push_back(false);
  }
  return out;
}

Amounts times_of(const Plan& plan) {
  Amounts out;
  out.is_time = true;
  out.unit = "ms";
  for (const Node& node : plan.nodes) {
    const bool has = node.has(Param::latency_ms);
    out.mean.push_back(has ? node.real(Param::latency_ms) : 0);
    out.is_exponential.push_back(has && node.word(Param::latency) == word::kExponential);
  }
  return out;
}

std::optional<double> summed_mean(const Plan& plan, const Amounts& amounts, const RunContext& run) {
  for (std::size_t i = 0; i < plan.nodes.size() && amounts.is_time; ++i) {
    if (!plays_at_once(plan.nodes[i])) continue;
    if (has_row_lanes(plan.nodes[i]) ? plan.nodes[i].end <= plan.nodes[body_of(i)].end
                                     : copies_at_once(plan.nodes[i]) == 1)
      continue;
    for (std::size_t r = body_of(i); r < plan.nodes[i].end; ++r) {
      if (takes(amounts, r)) return std::nullopt;
    }
  }
  Plan priced = plan;
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    if (Setting* cost = priced.nodes[i].find(Param::cost_usd)) cost->real = amounts.mean[i];
  }
  return exact_row(priced, run)[kCost];
}

RunLaw run_law(const Plan& plan, const Amounts& amounts, const RunContext& run) {
  const std::string large = too_large_for_laws(plan, amounts.is_time, true);
  if (!large.empty()) return not_kept(large + " in it");
  const double most = longest(plan, amounts, 0, plan.nodes.size());
  if (!(most > 0)) {
    RunLaw out = law_from_grid(Poly(1), 1);
    out.method = "exact: nothing is taken";
    return out;
  }
  if (const std::optional<double> step = exact_step(amounts)) {
    const double bins = std::floor(most / *step + 0.5) + 1;
    if (bins <= static_cast<double>(kMaxGridBins)) {
      const Price price = price_at(amounts, *step, kMaxGridBins, true);
      if (grid_work(plan, price, bins) <= kMaxGridWork)
        return exact_law(plan, price, *step, static_cast<std::size_t>(bins), amounts.unit, run);
    }
  }
  return coarse_law(plan, amounts, run);
}

LimitedRow row_within(const Plan& plan, const Price& price, std::size_t most, const RunContext& run) {
  const PolyLimit limit(most);
  const Row<Poly> row = Evaluator<Poly>(plan, run, {}, &price).run_row();
  LimitedRow out;
  double there = 0;
  for (std::size_t c = 0; c < kColumns; ++c) {
    out.row[c] = row[c].sum();
    if (c < kMasses) there += out.row[c];
  }
  out.stopped = std::max(0.0, 1 - there);
  return out;
}

Result<LimitedRow> limited_row(const Plan& plan, const Amounts& amounts, double most, const char* pointer,
                               const RunContext& run) {
  const auto refuse = [&](const std::string& why) {
    return error_at(ErrorCode::not_supported, pointer,
                    why + "; ask for the sampled engine without this limit, or leave it out");
  };
  const std::string large = too_large_for_laws(plan, amounts.is_time, true);
  if (!large.empty()) return refuse("under a limit, " + large + " is beyond the exact engine");
  const auto within = [](double limit, double step) {  // sums of amounts are rounded
    return static_cast<std::size_t>(std::floor(limit / step * (1 + 1e-9)));
  };
  if (!(most > 0)) return row_within(plan, price_at_zero(amounts), 0, run);
  if (const std::optional<double> step = exact_step(amounts)) {
    const double reach = std::min(most, longest(plan, amounts, 0, plan.nodes.size()));
    if (reach / *step < static_cast<double>(kMaxGridBins)) {
      const std::size_t units = within(reach, *step);
      const Price price = price_at(amounts, *step, units + 1, true);
      if (grid_work(plan, price, static_cast<double>(units) + 1) <= kMaxGridWork) {
        LimitedRow out = row_within(plan, price, units, run);
        out.step = *step;
        out.is_exact = !price.is_rounded;
        return out;
      }
    }
  }
  for (std::size_t bins = kMaxGridBins; bins >= kRoughBins && most > 0; bins /= 2) {
    // The limit between two points: what lies half a step beyond it on the grid lies on it in the mean.
    const double step = most / (static_cast<double>(bins) - 0.5);
    const Price price = price_at(amounts, step, bins, false);
    if (bins > 2 * kRoughBins && grid_work(plan, price, static_cast<double>(bins)) > kMaxCoarseWork) continue;
    if (grid_work(plan, price, static_cast<double>(bins)) > kMaxGridWork) continue;
    LimitedRow out = row_within(plan, price, bins - 1, run);
    out.step = step;
    out.is_exact = false;
    return out;
  }
  return refuse("a run of this length is beyond the exact engine's distributions");
}

}  // namespace nines::simulate
