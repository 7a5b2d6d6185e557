// MACE (Hovy, Berg-Kirkpatrick, Vaswani & Hovy 2013, "Learning whom to trust with MACE"): a rater either knows the
// truth and says it, or answers from habits that do not depend on it. EM with their additive smoothing of 0.1 / values.
// A rating multiplies the odds of one value only, so a step costs one look-up per rating.
#include <algorithm>

#include "base/rng.h"
#include "base/special.h"
#include "base/stats.h"
#include "disagree/aggregate/latent.h"

namespace nines::disagree {
namespace {

struct Habits {
  std::vector<double> knows;      // per rater
  std::vector<double> habit;      // per rater and value: what is said without knowing
  std::vector<double> log_blind;  // log((1 - knows) * habit)
  std::vector<double> log_ratio;  // log(1 + knows / ((1 - knows) * habit)): what the answer adds to its own value
  std::vector<double> share;      // knows / (knows + (1 - knows) * habit): chance of knowing, given it was right
};

Habits starting_habits(const FitInput& input, std::int64_t start) {
  Habits out;
  base::PhiloxReader words(input.options.seed, 0x3ACE'0000 + static_cast<std::uint64_t>(start));
  const auto uniform = [&words] { return static_cast<double>(words.next() >> 12) * 0x1p-52; };
  for (std::size_t rater = 0; rater < input.raters(); ++rater) {
    out.knows.push_back(start == 0 ? 0.5 : 0.2 + 0.6 * uniform());
    for (std::size_t k = 0; k < input.values(); ++k) out.habit.push_back(1.0 / static_cast<double>(input.values()));
  }
  return out;
}

void make_tables(Habits& habits, std::size_t values) {
  const std::size_t cells = habits.habit.size();
  habits.log_blind.resize(cells);
  habits.log_ratio.resize(cells);
  habits.share.resize(cells);
  for (std::size_t c = 0; c < cells; ++c) {
    const double knows = habits.knows[c / values];
    const double blind = std::max((1.0 - knows) * habits.habit[c], kLeastProbability);
    habits.log_blind[c] = safe_log(blind);
    habits.log_ratio[c] = safe_log(knows + blind) - habits.log_blind[c];
    habits.share[c] = knows / (knows + blind);
  }
}

// Posteriors of the truths under equal priors; returns the log-likelihood.
double expect_truth(const FitInput& input, const Habits& habits, std::vector<double>& posterior) {
  const std::size_t values = input.values();
  const double log_prior = -base::log(static_cast<double>(values));
  base::CompensatedSum likelihood;
  for (std::size_t item = 0; item < input.items(); ++item) {
    const std::span<const Rating> own = input.ratings.of_item(item);
    if (own.empty()) continue;
    const std::span<double> row(posterior.data() + item * values, values);
    std::fill(row.begin(), row.end(), 0);
    double shared = log_prior;
    for (const Rating& rating : own) {
      const std::size_t c = rating.rater * values + rating.value;
      shared += habits.log_blind[c];
      row[rating.value] += habits.log_ratio[c];
    }
    likelihood.add(shared + normalise_log_row(row));
  }
  return likelihood.value();
}

// New habits by smoothed shares; returns the log prior that the smoothing stands for.
double maximise_habits(const FitInput& input, const std::vector<double>& posterior, Habits& habits) {
  const std::size_t values = input.values();
  const double smooth = 0.1 / static_cast<double>(values);
  std::vector<double> known(input.raters(), smooth);
  std::vector<double> blind(input.raters() * values, smooth);
  for (std::size_t item = 0; item < input.items(); ++item) {
    for (const Rating& rating : input.ratings.of_item(item)) {
      const std::size_t c = rating.rater * values + rating.value;
      const double knew = posterior[item * values + rating.value] * habits.share[c];
      known[rating.rater] += knew;
      blind[c] += 1.0 - knew;
    }
  }
  double log_prior = 0;
  for (std::size_t rater = 0; rater < input.raters(); ++rater) {
    double sum = 0;
    for (std::size_t k = 0; k < values; ++k) sum += blind[rater * values + k];
    // The unknown share keeps one pseudo-count `smooth` like the known one; the habits have one per value.
    const double unknown = sum - smooth * static_cast<double>(values) + smooth;
    habits.knows[rater] = known[rater] / (known[rater] + unknown);
    log_prior += smooth * (safe_log(habits.knows[rater]) + safe_log(1.0 - habits.knows[rater]));
    for (std::size_t k = 0; k < values; ++k) {
      habits.habit[rater * values + k] = blind[rater * values + k] / sum;
      log_prior += smooth * safe_log(habits.habit[rater * values + k]);
    }
  }
  return log_prior;
}

LatentFit fit_from(const FitInput& input, std::int64_t start) {
  LatentFit fit;
  fit.posterior.assign(input.items() * input.values(), 0);
  fit.converged = false;
  Habits habits = starting_habits(input, start);
  double log_prior = 0;
  for (std::int64_t step = 0; step < input.options.max_iterations && !fit.converged; ++step) {
    if (input.run.cancelled()) {
      fit.cancelled = true;
      return fit;
    }
    if (step > 0) log_prior = maximise_habits(input, fit.posterior, habits);
    make_tables(habits, input.values());
    const double likelihood = expect_truth(input, habits, fit.posterior);
    // The first step has no prior of its own making: the trace begins after the first M.
    if (step > 0) fit.trace.push_back(likelihood + log_prior);
    fit.converged = is_at_rest(fit.trace, input.options.tolerance);
  }
  fit.iterations = static_cast<std::int64_t>(fit.trace.size());
  fit.prevalence = mean_row(input.ratings, fit.posterior);
  return fit;
}

}  // namespace

LatentFit fit_mace(const FitInput& input) {
  LatentFit best = fit_from(input, 0);
  std::int64_t iterations = best.iterations;
  for (std::int64_t start = 1; start < input.options.starts && !best.cancelled; ++start) {
    LatentFit other = fit_from(input, start);
    iterations += other.iterations;
    if (other.cancelled) return other;
    if (other.trace.empty() || best.trace.empty()) continue;
    const double now = best.trace.back();
    if (other.converged && other.trace.back() > now + 1e-7 * std::max(1.0, -now)) best = std::move(other);
  }
  best.iterations = iterations;
  return best;
}

}  // namespace nines::disagree
