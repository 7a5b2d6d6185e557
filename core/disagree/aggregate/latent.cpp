// The halves of an EM step over ratings and the loop around them (latent.h).
#include "disagree/aggregate/latent.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "base/stats.h"
#include "disagree/aggregate/quick_exp.h"

namespace nines::disagree {
namespace {

// Adds weight * (log of each truth's chance to give this answer) for the ratings of one item.
void add_terms(std::span<const Rating> ratings, const double* weight, const std::vector<double>& log_p,
               std::span<double> row) {
  const std::size_t values = row.size();
  for (std::size_t r = 0; r < ratings.size(); ++r) {
    const double* terms = log_p.data() + cell(values, ratings[r]);
    if (weight == nullptr) {
      for (std::size_t k = 0; k < values; ++k) row[k] += terms[k];
    } else {
      for (std::size_t k = 0; k < values; ++k) row[k] += weight[r] * terms[k];
    }
  }
}

// The log of a row's total is top + log(sum), 1 <= sum <= size of the row.
struct LogSum {
  double top = 0;
  double sum = 1;
};
LogSum scale_log_row(std::span<double> row) {
  double top = row[0];
  for (const double term : row) top = std::max(top, term);
  double sum = 0;
  for (double& term : row) {
    term = term == top ? 1.0 : quick_exp(term - top);
    sum += term;
  }
  const double inverse = 1.0 / sum;
  for (double& term : row) term *= inverse;
  return {top, sum};
}

constexpr double kFullProduct = 1e200;  // times one more sum it is still finite

}  // namespace

double safe_log(double p) { return base::log(std::max(p, kLeastProbability)); }

std::vector<double> vote_shares(const Ratings& ratings, std::span<const double> weight) {
  const std::size_t values = ratings.values.size();
  std::vector<double> out(ratings.items.size() * values, 0);
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    double* row = out.data() + item * values;
    double sum = 0;
    for (std::size_t r = ratings.item_begin[item]; r < ratings.item_begin[item + 1]; ++r) {
      const double vote = weight.empty() ? 1 : weight[r];
      row[ratings.ratings[r].value] += vote;
      sum += vote;
    }
    for (std::size_t k = 0; k < values && sum > 0; ++k) row[k] /= sum;
  }
  return out;
}

std::vector<double> mean_row(const Ratings& ratings, std::span<const double> posterior) {
  const std::size_t values = ratings.values.size();
  std::vector<base::CompensatedSum> sums(values);
  double rated = 0;
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    if (ratings.of_item(item).empty()) continue;
    rated += 1;
    for (std::size_t k = 0; k < values; ++k) sums[k].add(posterior[item * values + k]);
  }
  std::vector<double> out(values, 0);
  for (std::size_t k = 0; k < values && rated > 0; ++k) out[k] = sums[k].value() / rated;
  return out;
}

double normalise_log_row(std::span<double> row) {
  const LogSum total = scale_log_row(row);
  return total.top + base::log(total.sum);
}

double expect(const Ratings& ratings, const ConfusionModel& model, std::span<const double> weight,
              std::vector<double>& posterior) {
  const std::size_t values = ratings.values.size();
  base::CompensatedSum likelihood;
  double product = 1;
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    const std::span<const Rating> own = ratings.of_item(item);
    if (own.empty()) continue;
    const std::span<double> row(posterior.data() + item * values, values);
    std::copy(model.log_prior.begin(), model.log_prior.end(), row.begin());
    add_terms(own, weight.empty() ? nullptr : weight.data() + ratings.item_begin[item], model.log_p, row);
    const LogSum total = scale_log_row(row);
    likelihood.add(total.top);
    // One logarithm for many items: their sums are multiplied first.
    product *= total.sum;
    if (product < kFullProduct) continue;
    likelihood.add(base::log(product));
    product = 1;
  }
  likelihood.add(base::log(product));
  return likelihood.value();
}

void count_answers(const Ratings& ratings, std::span<const double> posterior, std::span<const double> weight,
                   std::vector<double>& counts) {
  const std::size_t values = ratings.values.size();
  counts.assign(ratings.raters.size() * values * values, 0);
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    const double* row = posterior.data() + item * values;
    for (std::size_t r = ratings.item_begin[item]; r < ratings.item_begin[item + 1]; ++r) {
      double* into = counts.data() + cell(values, ratings.ratings[r]);
      if (weight.empty()) {
        for (std::size_t k = 0; k < values; ++k) into[k] += row[k];
      } else {
        for (std::size_t k = 0; k < values; ++k) into[k] += weight[r] * row[k];
      }
    }
  }
}

bool is_at_rest(std::span<const double> trace, double tolerance) {
  if (trace.size() < 2) return false;
  const double last = trace.back();
  return last - trace[trace.size() - 2] <= tolerance * std::max(1.0, std::fabs(last));
}

void run_em(const FitInput& input, const Maximise& maximise, LatentFit& fit, ConfusionModel& model) {
  std::vector<double> counts;
  std::vector<double> trace;
  fit.converged = false;
  for (std::int64_t step = 0; step < input.options.max_iterations && !fit.converged; ++step) {
    if (input.run.cancelled()) {
      fit.cancelled = true;
      return;
    }
    count_answers(input.ratings, fit.posterior, fit.vote_weight, counts);
    const double prior = maximise(counts, fit.posterior, model);
    trace.push_back(expect(input.ratings, model, fit.vote_weight, fit.posterior) + prior);
    fit.converged = is_at_rest(trace, input.options.tolerance);
  }
  fit.iterations += static_cast<std::int64_t>(trace.size());
  fit.trace = std::move(trace);
}

}  // namespace nines::disagree
