// The classes of every law and what they mean for the works they drive (plan.h).
#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "simulate/latent.h"
#include "simulate/plan.h"

namespace nines::simulate {
namespace {

// The normal variable of a logit-normal law on an even grid: the trapezoidal rule, whose error falls exponentially with
// the distance of the logistic function's poles, pi / (loading sd), over the step (Trefethen & Weideman 2014).
constexpr double kReach = 8.25;
constexpr double kWidestStep = 0.25;

double grid_step(const Law& law) {
  double steepest = 0;
  for (const RateTable& table : law.tables) steepest = std::max(steepest, std::fabs(table.loading) * law.sd);
  const double step = steepest > 0 ? std::min(kWidestStep, 0.6 / steepest) : kWidestStep;
  return std::max(step, 2 * kReach / static_cast<double>(kMaxLatentClasses - 2));
}

Probability logistic(double x) {
  const double small = base::exp(-std::fabs(x));
  const Probability out{1 / (1 + small), small / (1 + small)};
  return x >= 0 ? out : complement_of(out);
}

// The rates at grid points z with location mu; mean over the classes.
double mean_at(const std::vector<double>& z, const std::vector<LatentClass>& classes, double slope, double mu) {
  double sum = 0;
  for (std::size_t k = 0; k < z.size(); ++k) sum += classes[k].weight * logistic(mu + slope * z[k]).p;
  return sum;
}

// mu with the wanted mean, by bisection: the mean rises with mu.
double location(const std::vector<double>& z, const std::vector<LatentClass>& classes, double slope, double mean) {
  double low = -800;
  double high = 800;
  for (int i = 0; i < 200; ++i) {
    const double mid = low + (high - low) / 2;
    if (!(mid > low && mid < high)) break;
    (mean_at(z, classes, slope, mid) < mean ? low : high) = mid;
  }
  return low + (high - low) / 2;
}

void fill_logit_normal(Law& law) {
  const double step = grid_step(law);
  const auto half = static_cast<int>(kReach / step);
  std::vector<double> z;
  double sum = 0;
  for (int i = -half; i <= half; ++i) {
    z.push_back(i * step);
    law.classes.push_back({{0, 1}, base::exp(-z.back() * z.back() / 2)});
    sum += law.classes.back().weight;
  }
  for (LatentClass& one : law.classes) one.weight /= sum;
  const double rest = 1 - law.never;
  for (RateTable& table : law.tables) {
    const Probability mean = latent_mean(table.p, table.transient);
    const double wanted = rest > 0 ? mean.p / rest : 0;
    const double slope = table.loading * law.sd;
    const bool fixed = !(wanted > 0) || !(wanted < 1);
    const double mu = fixed ? 0 : location(z, law.classes, slope, wanted);
    for (const double x : z) {
      const Probability theta = fixed ? Probability{wanted, 1 - wanted} : logistic(mu + slope * x);
      table.rates.push_back(rate_under(table, theta));
    }
  }
}

void fill_given(Law& law) {
  for (const WeightedRate& one : law.given) law.classes.push_back({{one.p, 1 - one.p}, one.weight});
  for (RateTable& table : law.tables) {
    for (const LatentClass& one : law.classes) table.rates.push_back(rate_under(table, one.theta));
  }
}

void fill_beta(Law& law) {
  law.classes = latent_classes(law.mean, law.rho, latent_class_count(law.mean, law.rho, law.degree, law.extra));
  for (RateTable& table : law.tables) {
    for (const LatentClass& one : law.classes) table.rates.push_back(rate_under(table, one.theta));
  }
}

// Items that nothing solves are a class of their own, last.
void add_never(Law& law) {
  if (!(law.never > 0)) return;
  for (LatentClass& one : law.classes) one.weight *= 1 - law.never;
  law.classes.push_back({{0, 1}, law.never});
  for (RateTable& table : law.tables) table.rates.push_back(rate_under(table, {0, 1}));
}

void add_run_class(const Plan& plan, std::vector<RunClass>& out, RunClass at, std::size_t latent) {
  if (latent == plan.item_laws.size()) return out.push_back(at);
  if (plan.item_laws[latent] == kNone) return add_run_class(plan, out, at, latent + 1);
  const Law& law = plan.laws[plan.item_laws[latent]];
  const double weight = at.weight;
  for (std::size_t k = 0; k < law.classes.size(); ++k) {
    at.weight = weight * law.classes[k].weight;
    at.at[latent] = static_cast<std::uint16_t>(k);
    add_run_class(plan, out, at, latent + 1);
  }
}

double class_count(const Law& law) {
  const double never = law.never > 0 ? 1 : 0;
  if (law.family == LatentFamily::classes) return never + static_cast<double>(law.given.size());
  if (law.family == LatentFamily::logit_normal) return never + 2 * kReach / grid_step(law) + 1;
  return never + static_cast<double>(latent_class_count(law.mean, law.rho, law.degree, law.extra));
}

}  // namespace

bool has_few_run_classes(const Plan& plan) {
  double product = 1;
  for (const std::size_t law : plan.item_laws) product *= law == kNone ? 1 : class_count(plan.laws[law]);
  return product <= static_cast<double>(kMaxRunClasses);
}

void fill_law(Law& law) {
  law.classes.clear();
  for (RateTable& table : law.tables) table.rates.clear();
  switch (law.family) {
    case LatentFamily::beta: fill_beta(law); break;
    case LatentFamily::logit_normal: fill_logit_normal(law); break;
    case LatentFamily::classes: fill_given(law); break;
  }
  add_never(law);
}

void fill_laws(Plan& plan, const RunContext& run) {
  for (Law& law : plan.laws) {
    if (run.cancelled()) return;
    fill_law(law);
  }
  plan.run_classes.clear();
  add_run_class(plan, plan.run_classes, RunClass{}, 0);
}

}  // namespace nines::simulate
