// Steps, estimates and reports of laws on grids (grid.h).
#include "simulate/grid.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "base/special.h"

namespace nines::simulate {
namespace {

constexpr double kRounding = 1e-9;
constexpr double kMostUnits = 0x1p40;
constexpr double kFarSteps = 0x1p30;  // beyond every grid

// Whole numbers of 10^-places, or nothing.
std::optional<std::vector<std::uint64_t>> as_units(const std::vector<double>& values, double scale) {
  std::vector<std::uint64_t> out;
  for (const double value : values) {
    const double units = value * scale;
    const double whole = std::floor(units + 0.5);
    if (!(whole >= 1) || whole > kMostUnits || std::fabs(units - whole) > kRounding * std::fmin(whole, 1e3))
      return std::nullopt;
    out.push_back(static_cast<std::uint64_t>(whole));
  }
  return out;
}

double level_at(const std::vector<double>& below, const RunLaw& law, double q, bool& found) {
  for (std::size_t i = 0; i < below.size(); ++i) {
    if (below[i] < q) continue;
    found = true;
    return law.at[i];
  }
  found = false;
  return 0;
}

void set_quantile(std::optional<double>& out, const RunLaw& law, double q) {
  constexpr double kTail = 1e-12;  // sums of masses are rounded
  bool found = false;
  const double x = level_at(law.below, law, q - kTail, found);
  if (found) out = x;
}

void thin(RunLaw& law) {
  if (law.at.size() <= kMaxLawPoints) return;
  std::vector<double> at;
  std::vector<double> below;
  const std::size_t last = law.at.size() - 1;
  for (std::size_t i = 0; i < kMaxLawPoints; ++i) {
    const std::size_t from = i * last / (kMaxLawPoints - 1);
    at.push_back(law.at[from]);
    below.push_back(law.below[from]);
  }
  law.at = std::move(at);
  law.below = std::move(below);
  law.is_lattice = false;
}

double heard_work(const Node& node) {
  const auto times = static_cast<double>(node.times);
  if (node.kind == StepKind::vote && node.word(Param::rule) == word::plurality) return times * times;
  if (node.kind == StepKind::best_of && node.word(Param::select) == word::argmax) return 500;
  if (node.kind == StepKind::map) return 50;
  return 50 + times;
}

}  // namespace

std::optional<double> common_step(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  double scale = 1;
  for (int places = 0; places <= 9; ++places, scale *= 10) {
    const auto units = as_units(values, scale);
    if (!units) continue;
    std::uint64_t step = 0;
    for (const std::uint64_t one : *units) step = std::gcd(step, one);
    return static_cast<double>(step) / scale;
  }
  return std::nullopt;
}

std::size_t steps_of(double x, double step) {
  return static_cast<std::size_t>(std::fmin(kFarSteps, std::floor(x / step + 0.5)));
}

Poly between_steps(double x, double step) {
  const double units = std::fmin(kFarSteps, x / step);
  const double low = std::floor(units);
  const double up = units - low;
  const auto power = static_cast<std::size_t>(low);
  Poly out(1 - up, power);
  return out += Poly(up, power + 1);
}

Poly exponential_steps(double mean, double step, std::size_t bins) {
  // P(X_h = j) = (L(j - 1) - 2 L(j) + L(j + 1)) / h with L the integrated tail: the law of X spread to its neighbours.
  const double a = step / mean;
  const double fall = 0 - base::expm1(-a);  // 1 - e^-a
  Poly out;
  out.coefficient.push_back(1 - fall / a);
  double tail = fall * fall / a;
  const double ratio = base::exp(-a);
  for (std::size_t j = 1; j < bins && tail > 1e-30; ++j, tail *= ratio) out.coefficient.push_back(tail);
  return out;
}

GridEstimate grid_estimate(const Plan& plan, std::size_t begin, std::size_t end, const Price& price, double bins) {
  constexpr double kProducts = 10;  // of polynomials, a product of kernels
  GridEstimate out;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) {
    const Node& node = plan.nodes[i];
    const Poly& law = price.law[i];
    GridEstimate here{std::max<double>(1, static_cast<double>(law.end())), 0};
    if (node.end > i + 1) {
      const GridEstimate body = grid_estimate(plan, body_of(i), node.end, price, bins);
      const double classes = node.law == kNone ? 1 : static_cast<double>(plan.laws[node.law].classes.size());
      if (price.is_time && plays_at_once(node)) {
        here = {body.length, classes * (body.work + 6 * body.length * heard_work(node))};
      } else {
        here.length = std::min(bins, body.length * static_cast<double>(node.times));
        const double voters = node.kind == StepKind::vote ? static_cast<double>(node.times) : 1;
        here.work = classes * (body.work + kProducts * voters * here.length * here.length / 2);
      }
      if (node.kind == StepKind::repeat && node.varies) here.work *= static_cast<double>(node.times);
    }
    out.work += here.work + kProducts * out.length * here.length;
    out.length = std::min(bins, out.length + here.length);
  }
  return out;
}

double grid_work(const Plan& plan, const Price& price, double bins) {
  const double classes = static_cast<double>(plan.run_classes.size());
  return classes * grid_estimate(plan, 0, plan.nodes.size(), price, bins).work;
}

std::string too_large_for_laws(const Plan& plan, bool is_time, bool is_limited) {
  for (const Node& node : plan.nodes) {
    const bool at_once = plays_at_once(node);
    if (is_time && at_once) continue;
    const bool no_end = node.kind == StepKind::vote && node.word(Param::rule) == word::ahead && !node.given(Param::n);
    if (no_end && is_limited) continue;
    if (no_end) return "a vote without end";
    if (node.kind == StepKind::vote && node.times > 64) return "a vote of more than 64";
    if (node.kind == StepKind::best_of && node.word(Param::select) == word::argmax) return "a choice by score";
    if (node.kind == StepKind::best_of && node.times > 4'096) return "a choice of more than 4096";
    if (node.kind == StepKind::map && node.given(Param::k) && node.whole(Param::n) > 64)
      return "a map of more than 64, some of which are needed";
  }
  return "";
}

Poly sum_of_masses(const Row<Poly>& row) {
  Poly out;
  for (std::size_t i = 0; i < kMasses; ++i) out += row[i];
  for (double& mass : out.coefficient) mass = std::max(0.0, mass);  // what rounding left below
  while (!out.coefficient.empty() && out.coefficient.back() == 0) out.coefficient.pop_back();
  return out;
}

RunLaw law_from_grid(const Poly& masses, double step) {
  RunLaw out;
  out.is_lattice = true;
  double below = 0;
  for (std::size_t i = 0; i < masses.coefficient.size(); ++i) {
    if (masses.coefficient[i] == 0) continue;
    below += masses.coefficient[i];
    out.mean += masses.coefficient[i] * static_cast<double>(masses.first + i) * step;
    out.at.push_back(static_cast<double>(masses.first + i) * step);
    out.below.push_back(std::fmin(1, below));
  }
  set_quantile(out.p50, out, 0.5);
  set_quantile(out.p90, out, 0.9);
  set_quantile(out.p99, out, 0.99);
  thin(out);
  return out;
}

}  // namespace nines::simulate
