// Temperature by left-out ratings (temperature.h). Guo et al. 2017, "On calibration of modern neural networks", scale
// with gold; here the left-out rater stands in for the gold, seen through his own confusion table.
#include "disagree/aggregate/temperature.h"

#include <algorithm>

#include "base/special.h"
#include "base/stats.h"
#include "disagree/aggregate/quick_exp.h"

namespace nines::disagree {
namespace {

// What one left-out rating is predicted from: the others' log posterior of the truth and its chance under each truth.
struct LeftOut {
  std::vector<double> others;  // log, values per rating
  std::vector<double> chance;  // values per rating
  std::int64_t items = 0;
};

LeftOut leave_out_each(const FitInput& input, const LatentFit& fit, const Copying& copying) {
  const Ratings& ratings = input.ratings;
  const std::size_t values = input.values();
  LeftOut out;
  for (std::size_t item = 0; item < input.items() && !input.run.cancelled(); ++item) {
    const std::size_t before = out.chance.size();
    const std::size_t from = ratings.item_begin[item];
    const std::size_t to = ratings.item_begin[item + 1];
    for (std::size_t r = from; r < to; ++r) {
      const std::uint32_t rater = ratings.ratings[r].rater;
      std::vector<double> row(values);
      for (std::size_t k = 0; k < values; ++k) row[k] = safe_log(fit.posterior[item * values + k]);
      std::size_t left = to - from;
      for (std::size_t o = from; o < to; ++o) {
        const std::uint32_t other = ratings.ratings[o].rater;
        if (other != rater && copying.of(rater, other) == 0) continue;
        --left;
        const double weight = fit.vote_weight.empty() ? 1 : fit.vote_weight[o];
        const double* terms = fit.confusion.data() + cell(values, ratings.ratings[o]);
        for (std::size_t k = 0; k < values; ++k) row[k] -= weight * terms[k];
      }
      if (left == 0) continue;
      const double* own = fit.confusion.data() + cell(values, ratings.ratings[r]);
      out.others.insert(out.others.end(), row.begin(), row.end());
      for (std::size_t k = 0; k < values; ++k) out.chance.push_back(quick_exp(own[k]));
    }
    out.items += out.chance.size() > before ? 1 : 0;
  }
  return out;
}

double likelihood_at(const LeftOut& from, std::size_t values, double temperature) {
  base::CompensatedSum sum;
  std::vector<double> row(values);
  for (std::size_t at = 0; at < from.others.size(); at += values) {
    for (std::size_t k = 0; k < values; ++k) row[k] = from.others[at + k] / temperature;
    normalise_log_row(row);
    double p = 0;
    for (std::size_t k = 0; k < values; ++k) p += row[k] * from.chance[at + k];
    sum.add(safe_log(p));
  }
  return sum.value();
}

}  // namespace

Temperature best_temperature(const FitInput& input, const LatentFit& fit, const Copying& copying) {
  const std::size_t values = input.values();
  const LeftOut from = leave_out_each(input, fit, copying);
  Temperature out;
  out.ratings = static_cast<std::int64_t>(from.chance.size() / std::max<std::size_t>(1, values));
  out.items = from.items;
  if (out.ratings == 0) return out;
  const double plain = likelihood_at(from, values, 1);
  double best = plain;
  // A ladder is enough: the likelihood is flat near its top, and a probability does not depend on the third digit.
  for (double t = 1.125; t <= kMaxTemperature; t *= 1.125) {
    const double now = likelihood_at(from, values, t);
    if (now <= best) continue;
    best = now;
    out.value = t;
  }
  out.gain = (best - plain) / static_cast<double>(out.ratings);
  return out;
}

Temperature temperature_of_report(const FitInput& input, const AggregateReport& report) {
  const std::size_t values = input.values();
  LatentFit fit;
  fit.posterior = report.posterior;
  fit.vote_weight = report.vote_weight;
  count_answers(input.ratings, fit.posterior, {}, fit.confusion);
  std::vector<double> total(input.raters() * values, 0.5 * static_cast<double>(values));
  const auto column = [values](std::size_t c) { return c / (values * values) * values + c % values; };
  for (std::size_t c = 0; c < fit.confusion.size(); ++c) total[column(c)] += fit.confusion[c];
  for (std::size_t c = 0; c < fit.confusion.size(); ++c)
    fit.confusion[c] = safe_log((fit.confusion[c] + 0.5) / total[column(c)]);
  // Rebuilt from prior and tables, so that what a rating added can be taken off again.
  ConfusionModel model;
  for (const double share : report.prevalence) model.log_prior.push_back(safe_log(share));
  model.log_p = fit.confusion;
  expect(input.ratings, model, fit.vote_weight, fit.posterior);
  return best_temperature(input, fit, {});
}

void temper(const Ratings& ratings, double temperature, std::vector<double>& posterior) {
  const std::size_t values = ratings.values.size();
  if (temperature == 1) return;
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    if (ratings.of_item(item).empty()) continue;
    const std::span<double> row(posterior.data() + item * values, values);
    for (double& p : row) p = safe_log(p) / temperature;
    normalise_log_row(row);
  }
}

}  // namespace nines::disagree
