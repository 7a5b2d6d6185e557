// Votes without a model: the share of votes, and votes weighted by how often a rater agrees with the majority (worker
// agreement with aggregate, one round).
#include <algorithm>

#include "disagree/aggregate/latent.h"

namespace nines::disagree {

LatentFit fit_majority(const FitInput& input) {
  LatentFit fit;
  fit.posterior = vote_shares(input.ratings, {});
  fit.prevalence = mean_row(input.ratings, fit.posterior);
  return fit;
}

LatentFit fit_worker_agreement(const FitInput& input) {
  const Ratings& ratings = input.ratings;
  const std::size_t values = input.values();
  LatentFit fit = fit_majority(input);
  std::vector<double> agreed(input.raters(), 0);
  std::vector<double> given(input.raters(), 0);
  for (std::size_t item = 0; item < input.items(); ++item) {
    const double* row = fit.posterior.data() + item * values;
    const double top = *std::max_element(row, row + values);
    const auto tied = static_cast<double>(
        std::count_if(row, row + values, [top](double share) { return share >= top - kTieTolerance; }));
    for (const Rating& rating : ratings.of_item(item)) {
      given[rating.rater] += 1;
      agreed[rating.rater] += row[rating.value] >= top - kTieTolerance ? 1.0 / tied : 0;
    }
  }
  std::vector<double> weight;
  for (const Rating& rating : ratings.ratings) weight.push_back(agreed[rating.rater] / given[rating.rater]);
  fit.posterior = vote_shares(ratings, weight);
  fit.prevalence = mean_row(ratings, fit.posterior);
  return fit;
}

}  // namespace nines::disagree
