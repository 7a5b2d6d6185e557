// Dawid & Skene 1979 by EM: every rater has a full confusion table, nothing is assumed about it. And its poor relation,
// the one-coin model: one accuracy per rater, wrong answers spread evenly. Maximum likelihood, several beginnings, and
// a check that no classes have swapped names.
#include <algorithm>
#include <string>

#include "base/rng.h"
#include "disagree/aggregate/latent.h"

namespace nines::disagree {
namespace {

double maximise_full(std::span<const double> counts, std::size_t raters, std::size_t values, ConfusionModel& model) {
  model.log_p.resize(counts.size());
  std::vector<double> total(values);
  for (std::size_t rater = 0; rater < raters; ++rater) {
    const std::size_t from = rater * values * values;
    std::fill(total.begin(), total.end(), 0);
    for (std::size_t c = 0; c < values * values; ++c) total[c % values] += counts[from + c];
    for (std::size_t c = 0; c < values * values; ++c) {
      const double of = total[c % values];
      model.log_p[from + c] = safe_log(of > 0 ? counts[from + c] / of : 1.0 / static_cast<double>(values));
    }
  }
  return 0;
}

double maximise_coin(std::span<const double> counts, std::size_t raters, std::size_t values, ConfusionModel& model) {
  model.log_p.resize(counts.size());
  const double others = values > 1 ? static_cast<double>(values - 1) : 1;
  for (std::size_t rater = 0; rater < raters; ++rater) {
    const std::size_t from = rater * values * values;
    double right = 0;
    double all = 0;
    for (std::size_t c = 0; c < values * values; ++c) {
      all += counts[from + c];
      right += c / values == c % values ? counts[from + c] : 0;
    }
    const double accuracy = all > 0 ? right / all : 1.0 / static_cast<double>(values);
    const double log_right = safe_log(accuracy);
    const double log_wrong = safe_log(std::max(0.0, 1.0 - accuracy) / others);
    for (std::size_t c = 0; c < values * values; ++c)
      model.log_p[from + c] = c / values == c % values ? log_right : log_wrong;
  }
  return 0;
}

using Kind = double (*)(std::span<const double>, std::size_t, std::size_t, ConfusionModel&);

LatentFit fit_from(const FitInput& input, Kind kind, std::vector<double> posterior) {
  LatentFit fit;
  fit.posterior = std::move(posterior);
  ConfusionModel model;
  const auto maximise = [&](std::span<const double> counts, std::span<const double> now, ConfusionModel& into) {
    into.log_prior.clear();
    for (const double share : mean_row(input.ratings, now)) into.log_prior.push_back(safe_log(share));
    return kind(counts, input.raters(), input.values(), into);
  };
  run_em(input, maximise, fit, model);
  fit.confusion = std::move(model.log_p);
  return fit;
}

// Vote shares, pulled towards a random row: a beginning that still knows the names of the classes.
std::vector<double> shaken_votes(const FitInput& input, std::int64_t start) {
  std::vector<double> out = vote_shares(input.ratings, {});
  base::PhiloxReader words(input.options.seed, 0xA66'0000 + static_cast<std::uint64_t>(start));
  const std::size_t values = input.values();
  for (std::size_t item = 0; item < input.items(); ++item) {
    if (input.ratings.of_item(item).empty()) continue;
    double sum = 0;
    for (std::size_t k = 0; k < values; ++k) {
      double& share = out[item * values + k];
      share = (share + 0.05) * (0.25 + static_cast<double>(words.next() >> 12) * 0x1p-52);
      sum += share;
    }
    for (std::size_t k = 0; k < values; ++k) out[item * values + k] /= sum;
  }
  return out;
}

// The order of classes in which the raters together are most often right: swaps of two until none helps.
std::vector<std::size_t> best_names(const FitInput& input, const std::vector<double>& posterior) {
  const std::size_t values = input.values();
  std::vector<double> all;
  count_answers(input.ratings, posterior, {}, all);
  std::vector<double> pooled(values * values, 0);
  for (std::size_t c = 0; c < all.size(); ++c) pooled[c % (values * values)] += all[c];
  std::vector<std::size_t> name(values);
  for (std::size_t k = 0; k < values; ++k) name[k] = k;
  const auto right = [&](std::size_t k, std::size_t as) { return pooled[as * values + k]; };
  for (bool moved = true; moved;) {
    moved = false;
    for (std::size_t a = 0; a < values; ++a) {
      for (std::size_t b = a + 1; b < values; ++b) {
        const double gain = right(a, name[b]) + right(b, name[a]) - right(a, name[a]) - right(b, name[b]);
        if (gain <= 1e-6) continue;
        std::swap(name[a], name[b]);
        moved = true;
      }
    }
  }
  return name;
}

// Gives the classes back their names where EM has swapped them; the likelihood does not change by that.
void undo_switch(const FitInput& input, LatentFit& fit) {
  const std::size_t values = input.values();
  const std::vector<std::size_t> name = best_names(input, fit.posterior);
  if (std::is_sorted(name.begin(), name.end())) return;
  const auto rename = [&](std::vector<double>& table) {
    const std::vector<double> old = table;
    for (std::size_t c = 0; c < table.size(); ++c) table[c - c % values + name[c % values]] = old[c];
  };
  rename(fit.posterior);
  rename(fit.confusion);
  fit.issues.push_back({Severity::warning,
                        "class_labels_switched",
                        "The likeliest solution had classes under each other's names; they were named so that raters "
                        "agree with them most",
                        {}});
}

}  // namespace

LatentFit fit_dawid_skene(const FitInput& input) {
  LatentFit best = fit_from(input, maximise_full, vote_shares(input.ratings, {}));
  std::int64_t iterations = best.iterations;
  for (std::int64_t start = 1; start < input.options.starts && !best.cancelled; ++start) {
    LatentFit other = fit_from(input, maximise_full, shaken_votes(input, start));
    iterations += other.iterations;
    if (other.cancelled) return other;
    // A rise that rounding alone could explain does not replace the solution that began from the votes.
    const double now = best.trace.back();
    if (other.converged && other.trace.back() > now + 1e-7 * std::max(1.0, -now)) best = std::move(other);
  }
  best.iterations = iterations;
  if (!best.cancelled) undo_switch(input, best);
  best.prevalence = mean_row(input.ratings, best.posterior);
  return best;
}

LatentFit fit_one_coin(const FitInput& input) {
  LatentFit fit = fit_from(input, maximise_coin, vote_shares(input.ratings, {}));
  fit.prevalence = mean_row(input.ratings, fit.posterior);
  return fit;
}

}  // namespace nines::disagree
