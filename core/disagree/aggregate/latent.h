// What the latent-truth models share: posteriors of items as a flat table, confusion tables laid out by rating, the two
// halves of an EM step and the loop that runs them. Called by the models of this folder; knows no model itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "nines/aggregate.h"

namespace nines::disagree {

struct FitInput {
  const Ratings& ratings;
  const AggregateOptions& options;
  RunContext& run;

  [[nodiscard]] std::size_t items() const { return ratings.items.size(); }
  [[nodiscard]] std::size_t raters() const { return ratings.raters.size(); }
  [[nodiscard]] std::size_t values() const { return ratings.values.size(); }
};

struct LatentFit {
  std::vector<double> posterior;    // items x values, rows of unrated items are 0
  std::vector<double> prevalence;   // values
  std::vector<double> confusion;    // log P(value | truth) at [(rater * values + value) * values + truth]; may be empty
  std::vector<double> vote_weight;  // of each rating; empty: all 1
  std::vector<double> trace;
  std::int64_t iterations = 0;
  bool converged = true;
  bool cancelled = false;
  Issues issues;
};

// Shares of the (weighted) votes of each item: the beginning of every EM. `weight` may be empty.
std::vector<double> vote_shares(const Ratings& ratings, std::span<const double> weight);
// Mean of the rows of rated items.
std::vector<double> mean_row(const Ratings& ratings, std::span<const double> posterior);
// Turns log terms into shares that sum to 1; the log of their sum is returned (log-sum-exp).
double normalise_log_row(std::span<double> row);

// A model of conditional independence given the truth, as tables of logs: one look-up per rating and value.
struct ConfusionModel {
  std::vector<double> log_prior;  // values
  std::vector<double> log_p;      // as LatentFit::confusion
};
inline std::size_t cell(std::size_t values, const Rating& rating) {
  return (std::size_t{rating.rater} * values + rating.value) * values;
}
inline constexpr double kLeastProbability = 1e-300;  // the log of an impossible answer stays finite
double safe_log(double p);

// E: posteriors from the model; returns the log-likelihood. Weighted ratings count as that share of one.
double expect(const Ratings& ratings, const ConfusionModel& model, std::span<const double> weight,
              std::vector<double>& posterior);
// Half of M: expected counts of (rater, value, truth), laid out as log_p.
void count_answers(const Ratings& ratings, std::span<const double> posterior, std::span<const double> weight,
                   std::vector<double>& counts);

// M: fills the model from counts and posteriors; returns the log prior of what it chose (0 for maximum likelihood).
using Maximise =
    std::function<double(std::span<const double> counts, std::span<const double> posterior, ConfusionModel& model)>;
// Alternates M and E from `posterior` until the objective rests. Adds to fit.trace and fit.iterations.
void run_em(const FitInput& input, const Maximise& maximise, LatentFit& fit, ConfusionModel& model);
// Whether `trace` has come to rest: its last step rose by no more than tolerance of the objective.
bool is_at_rest(std::span<const double> trace, double tolerance);

// What is wrong with a request, or nothing.
std::optional<Error> check_options(const Ratings& ratings, const AggregateOptions& options);

// The models, one file each.
LatentFit fit_majority(const FitInput& input);
LatentFit fit_worker_agreement(const FitInput& input);
LatentFit fit_dawid_skene(const FitInput& input);
LatentFit fit_one_coin(const FitInput& input);
LatentFit fit_mace(const FitInput& input);
LatentFit fit_glad(const FitInput& input);
LatentFit fit_pooled(const FitInput& input);

}  // namespace nines::disagree
