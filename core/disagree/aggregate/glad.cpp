// GLAD (Whitehill et al. 2009, "Whose vote should count more"): P(right) = 1 / (1 + exp(-skill * ease)), wrong answers
// spread evenly, skill ~ N(1, 1), log ease ~ N(0, 1). EM whose M takes one bounded Newton step per skill and per ease:
// the curvature is replaced by a bound (Bohning & Lindsay 1988), so the objective cannot fall by more than rounding.
#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "base/stats.h"
#include "disagree/aggregate/latent.h"
#include "disagree/aggregate/quick_exp.h"

namespace nines::disagree {
namespace {

struct Glad {
  std::vector<double> skill;     // per rater
  std::vector<double> log_ease;  // per item
  std::vector<double> ease;      // exp(log_ease)
};

// log(1 + e^x) and 1 / (1 + e^-x), from one exponential.
struct Logistic {
  double softplus = 0;
  double sigmoid = 0;
};
Logistic logistic(double x) {
  const double e = quick_exp(-std::fabs(x));
  return {std::max(x, 0.0) + base::log1p(e), (x >= 0 ? 1.0 : e) / (1.0 + e)};
}
double sigmoid(double x) {
  const double e = quick_exp(-std::fabs(x));
  return (x >= 0 ? 1.0 : e) / (1.0 + e);
}

double log_prior(const Glad& glad) {
  base::CompensatedSum sum;
  for (const double a : glad.skill) sum.add(-0.5 * (a - 1.0) * (a - 1.0));
  for (const double b : glad.log_ease) sum.add(-0.5 * b * b);
  return sum.value();
}

double expect_truth(const FitInput& input, const Glad& glad, std::vector<double>& posterior) {
  const std::size_t values = input.values();
  const double log_each = -base::log(static_cast<double>(values));
  const double log_others = values > 1 ? base::log(static_cast<double>(values - 1)) : 0;
  base::CompensatedSum likelihood;
  for (std::size_t item = 0; item < input.items(); ++item) {
    const std::span<const Rating> own = input.ratings.of_item(item);
    if (own.empty()) continue;
    const std::span<double> row(posterior.data() + item * values, values);
    std::fill(row.begin(), row.end(), 0);
    double shared = log_each;
    for (const Rating& rating : own) {
      const double x = glad.skill[rating.rater] * glad.ease[item];
      const double wrong = -logistic(x).softplus - log_others;
      shared += wrong;
      row[rating.value] += x + log_others;  // log P(right) - log P(this wrong answer)
    }
    likelihood.add(shared + normalise_log_row(row));
  }
  return likelihood.value() + log_prior(glad);
}

// One bounded step for every skill given the eases: concave, curvature at most ease^2 / 4 per rating.
void step_skills(const FitInput& input, const std::vector<double>& posterior, double reach, Glad& glad) {
  std::vector<double> slope(input.raters());
  std::vector<double> bound(input.raters(), 1);
  for (std::size_t rater = 0; rater < input.raters(); ++rater) slope[rater] = 1.0 - glad.skill[rater];
  for (std::size_t item = 0; item < input.items(); ++item) {
    const double ease = glad.ease[item];
    for (const Rating& rating : input.ratings.of_item(item)) {
      const double right = posterior[item * input.values() + rating.value];
      slope[rating.rater] += (right - sigmoid(glad.skill[rating.rater] * ease)) * ease;
      bound[rating.rater] += 0.25 * ease * ease;
    }
  }
  for (std::size_t rater = 0; rater < input.raters(); ++rater) glad.skill[rater] += reach * slope[rater] / bound[rater];
}

// One step for every log ease given the skills, at most half a unit, with a bound that covers that distance.
void step_ease(const FitInput& input, const std::vector<double>& posterior, double reach, Glad& glad) {
  constexpr double kReach = 1.65;  // e^0.5, rounded up
  for (std::size_t item = 0; item < input.items(); ++item) {
    double slope = -glad.log_ease[item];
    double bound = 1;
    for (const Rating& rating : input.ratings.of_item(item)) {
      const double x = glad.skill[rating.rater] * glad.ease[item];
      const double surprise = posterior[item * input.values() + rating.value] - sigmoid(x);
      slope += surprise * x;
      bound += kReach * (kReach * 0.25 * x * x + std::fabs(x));
    }
    glad.log_ease[item] += std::clamp(reach * slope / bound, -0.5, 0.5);
    glad.ease[item] = base::exp(glad.log_ease[item]);
  }
}

}  // namespace

LatentFit fit_glad(const FitInput& input) {
  LatentFit fit;
  Glad glad{std::vector<double>(input.raters(), 1), std::vector<double>(input.items(), 0),
            std::vector<double>(input.items(), 1)};
  fit.posterior.assign(input.items() * input.values(), 0);
  fit.converged = false;
  // Bounded steps crawl, so they are lengthened while the objective rises and taken back when one was too long
  // (adaptive over-relaxation, Salakhutdinov & Roweis 2003). This model rests earlier than the others all the same.
  const double tolerance = std::max(input.options.tolerance, 1e-6);
  double reach = 1;
  fit.trace.push_back(expect_truth(input, glad, fit.posterior));
  for (std::int64_t step = 1; step < input.options.max_iterations && !fit.converged; ++step) {
    if (input.run.cancelled()) {
      fit.cancelled = true;
      return fit;
    }
    const Glad before = glad;
    const std::vector<double> posterior = fit.posterior;
    step_skills(input, posterior, reach, glad);
    step_ease(input, posterior, reach, glad);
    const double now = expect_truth(input, glad, fit.posterior);
    if (reach > 1 && now < fit.trace.back()) {
      glad = before;
      fit.posterior = posterior;
      reach = 1;
      continue;
    }
    reach *= 1.5;
    fit.trace.push_back(now);
    fit.converged = is_at_rest(fit.trace, tolerance);
  }
  fit.iterations = static_cast<std::int64_t>(fit.trace.size());
  fit.prevalence = mean_row(input.ratings, fit.posterior);
  return fit;
}

}  // namespace nines::disagree
