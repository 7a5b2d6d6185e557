// How sure the posteriors should be, told without gold: each rating is predicted from the others of its item.
#pragma once

#include "disagree/aggregate/dependence.h"
#include "disagree/aggregate/latent.h"

namespace nines::disagree {

struct Temperature {
  double value = 1;
  double gain = 0;           // mean log-likelihood of a left-out rating gained over temperature 1, nats
  std::int64_t ratings = 0;  // that had others beside them
  std::int64_t items = 0;    // with such ratings
};
// The temperature in [1, kMaxTemperature] under which the left-out ratings are likeliest. `fit` needs its confusion.
inline constexpr double kMaxTemperature = 16;
Temperature best_temperature(const FitInput& input, const LatentFit& fit, const Copying& copying);
// The same for any method: the confusion tables are those that its posteriors imply, lightly smoothed.
Temperature temperature_of_report(const FitInput& input, const AggregateReport& report);
// posterior^(1 / temperature), normalised.
void temper(const Ratings& ratings, double temperature, std::vector<double>& posterior);

}  // namespace nines::disagree
