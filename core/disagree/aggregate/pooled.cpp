// Our own model: partially pooled confusion tables, and votes that copies have to share. Rounds of: fit with the votes
// as they are weighed now; see which pairs agree more than the truth explains; weigh again. Suspected copies start out
// sharing their votes and are released when the fit without their weight finds nothing, never the other way round: a
// copied majority that is believed once would confirm itself. At the end the posteriors are made as sure as left-out
// ratings bear out.
#include "disagree/aggregate/pooled.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "disagree/aggregate/hierarchy.h"
#include "disagree/aggregate/temperature.h"

namespace nines::disagree {
namespace {

constexpr std::int64_t kLearningSteps = 25;
constexpr int kRounds = 4;

double rated_items(const Ratings& ratings) {
  double out = 0;
  for (std::size_t item = 0; item < ratings.items.size(); ++item) out += ratings.of_item(item).empty() ? 0 : 1;
  return out;
}

LatentFit fit_weighted(const FitInput& input, std::vector<double> weight) {
  LatentFit fit;
  fit.vote_weight = std::move(weight);
  fit.posterior = vote_shares(input.ratings, fit.vote_weight);
  Hierarchy hierarchy(input.raters(), input.values());
  ConfusionModel model;
  const double items = rated_items(input.ratings);
  const auto maximise = [&](std::span<const double> counts, std::span<const double> posterior, ConfusionModel& into) {
    return hierarchy.maximise(counts, mean_row(input.ratings, posterior), items, into);
  };
  AggregateOptions learning = input.options;
  learning.max_iterations = std::min(kLearningSteps, learning.max_iterations);
  learning.tolerance = 1e-6;
  run_em({input.ratings, learning, input.run}, maximise, fit, model);
  hierarchy.freeze();
  if (!fit.cancelled) run_em(input, maximise, fit, model);
  fit.confusion = std::move(model.log_p);
  return fit;
}

// The same pairs, weighing about the same.
bool is_close(const Copying& a, const Copying& b) {
  if (std::fabs(a.common - b.common) > 0.02) return false;
  for (std::uint32_t x = 0; x < a.raters; ++x) {
    for (std::uint32_t y = x; y < a.raters; ++y) {
      if (std::fabs(a.of(x, y) - b.of(x, y)) > 0.1) return false;
    }
  }
  return true;
}

}  // namespace

PooledFit fit_pooled_with_pairs(const FitInput& input) {
  PooledFit out;
  out.copying = suspect_copies(input);
  const bool paired = is_paired(input);
  std::int64_t iterations = 0;
  for (int round = 0; round < kRounds; ++round) {
    out.fit = fit_weighted(input, vote_weights(input.ratings, out.copying));
    iterations += out.fit.iterations;
    if (out.fit.cancelled || !paired) break;
    out.pairs = pair_excess(input, out.fit, out.copying);
    Copying next = confirm_copies(input, out.pairs, common_excess(out.pairs, out.copying));
    const bool same = is_close(next, out.copying);
    out.copying = std::move(next);
    if (same) break;
  }
  out.fit.iterations = iterations;
  return out;
}

LatentFit fit_pooled(const FitInput& input) {
  PooledFit pooled = fit_pooled_with_pairs(input);
  LatentFit& fit = pooled.fit;
  if (fit.cancelled) return std::move(fit);
  temper(input.ratings, best_temperature(input, fit, pooled.copying).value, fit.posterior);
  fit.prevalence = mean_row(input.ratings, fit.posterior);
  if (!is_paired(input)) {
    fit.issues.push_back({Severity::note,
                          "pairs_not_tested",
                          "Too many raters or values to compare every pair: copies are not looked for",
                          {}});
  }
  return std::move(fit);
}

}  // namespace nines::disagree
