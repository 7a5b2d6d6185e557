// What raters share, and how strongly (hierarchy.h). Strengths are chosen on a short grid by the evidence of the
// (expected) counts: beta-binomial for the accuracies, Dirichlet-multinomial for the rows of the tables (Minka 2000,
// "Estimating a Dirichlet distribution").
#include "disagree/aggregate/hierarchy.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/special.h"
#include "base/stats.h"

namespace nines::disagree {
namespace {

constexpr double kClassPull = 50;  // pseudo-answers that draw a class's accuracy to that of all classes
constexpr double kWrongPull = 10;  // pseudo-answers that draw the wrong answers to an even spread
constexpr std::array kStrengths{1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0};

double clamp_probability(double p) { return std::clamp(p, 1e-4, 1.0 - 1e-4); }
double logit(double p) { return base::log(p) - base::log1p(-p); }
double sigmoid(double x) { return x >= 0 ? 1.0 / (1.0 + base::exp(-x)) : base::exp(x) / (1.0 + base::exp(x)); }

// log Gamma(a + n) - log Gamma(a), 0 when nothing was counted.
double log_rise(double a, double n) { return n > 0 ? base::lgamma(a + n) - base::lgamma(a) : 0; }

}  // namespace

double Hierarchy::maximise(std::span<const double> counts, std::span<const double> prevalence, double items,
                           ConfusionModel& model) {
  if (!frozen_) {
    learn_classes(counts);
    learn_raters(counts);
    if (steps_ % 5 == 0) learn_strength(counts);
    make_means();
    ++steps_;
  }
  // One pseudo-item per class: a class nobody was given keeps a chance.
  const double total = items + static_cast<double>(values_);
  model.log_prior.resize(values_);
  double log_prior = 0;
  for (std::size_t k = 0; k < values_; ++k) {
    model.log_prior[k] = base::log((prevalence[k] * items + 1.0) / total);
    log_prior += model.log_prior[k];
  }
  log_prior += fill(counts, model);
  return frozen_ ? log_prior : 0;
}

void Hierarchy::learn_classes(std::span<const double> counts) {
  std::vector<double> pooled(values_ * values_, 0);
  for (std::size_t c = 0; c < counts.size(); ++c) pooled[c % pooled.size()] += counts[c];
  double right = 0;
  double all = 0;
  for (std::size_t c = 0; c < pooled.size(); ++c) {
    all += pooled[c];
    right += c / values_ == c % values_ ? pooled[c] : 0;
  }
  accuracy_ = clamp_probability((right + 1.0) / (all + 1.0 + 1.0 / 2.0));
  class_accuracy_.assign(values_, accuracy_);
  wrong_.assign(values_ * values_, 0);
  for (std::size_t k = 0; k < values_; ++k) {
    double of_class = 0;
    for (std::size_t l = 0; l < values_; ++l) of_class += pooled[l * values_ + k];
    const double own = pooled[k * values_ + k];
    class_accuracy_[k] = clamp_probability((own + kClassPull * accuracy_) / (of_class + kClassPull));
    const double others = values_ > 1 ? static_cast<double>(values_ - 1) : 1;
    for (std::size_t l = 0; l < values_; ++l) {
      if (l == k) continue;
      wrong_[l * values_ + k] = (pooled[l * values_ + k] + kWrongPull) / (of_class - own + kWrongPull * others);
    }
  }
}

void Hierarchy::learn_raters(std::span<const double> counts) {
  std::vector<double> right(raters_, 0);
  std::vector<double> given(raters_, 0);
  const std::size_t table = values_ * values_;
  for (std::size_t c = 0; c < counts.size(); ++c) {
    const std::size_t in = c % table;
    given[c / table] += counts[c];
    right[c / table] += in / values_ == in % values_ ? counts[c] : 0;
  }
  double best = -1e300;
  for (const double strength : kStrengths) {
    if (strength < 2 || strength > 64) continue;
    double evidence = 0;
    for (std::size_t j = 0; j < raters_; ++j) {
      evidence += log_rise(strength * accuracy_, right[j]) +
                  log_rise(strength * (1.0 - accuracy_), std::max(0.0, given[j] - right[j])) -
                  log_rise(strength, given[j]);
    }
    if (evidence <= best) continue;
    best = evidence;
    coin_strength_ = strength;
  }
  rater_accuracy_.resize(raters_);
  for (std::size_t j = 0; j < raters_; ++j) {
    rater_accuracy_[j] = clamp_probability((right[j] + coin_strength_ * accuracy_) / (given[j] + coin_strength_));
  }
}

void Hierarchy::make_means() {
  means_.resize(raters_ * values_ * values_);
  std::vector<double> shift(values_);
  for (std::size_t k = 0; k < values_; ++k) shift[k] = logit(class_accuracy_[k]) - logit(accuracy_);
  for (std::size_t j = 0; j < raters_; ++j) {
    const double own = logit(rater_accuracy_[j]);
    for (std::size_t k = 0; k < values_; ++k) {
      const double right = values_ > 1 ? sigmoid(own + shift[k]) : 1.0;
      for (std::size_t l = 0; l < values_; ++l) {
        means_[(j * values_ + l) * values_ + k] = l == k ? right : (1.0 - right) * wrong_[l * values_ + k];
      }
    }
  }
}

void Hierarchy::learn_strength(std::span<const double> counts) {
  make_means();
  double best = -1e300;
  const std::size_t table = values_ * values_;
  for (const double strength : kStrengths) {
    base::CompensatedSum evidence;
    for (std::size_t j = 0; j < raters_; ++j) {
      for (std::size_t k = 0; k < values_; ++k) {
        double given = 0;
        for (std::size_t l = 0; l < values_; ++l) {
          const std::size_t c = j * table + l * values_ + k;
          given += counts[c];
          if (counts[c] > 1e-9) evidence.add(log_rise(strength * means_[c], counts[c]));
        }
        evidence.add(-log_rise(strength, given));
      }
    }
    if (evidence.value() <= best) continue;
    best = evidence.value();
    table_strength_ = strength;
  }
}

double Hierarchy::fill(std::span<const double> counts, ConfusionModel& model) const {
  model.log_p.resize(counts.size());
  base::CompensatedSum log_prior;
  const std::size_t table = values_ * values_;
  for (std::size_t j = 0; j < raters_; ++j) {
    for (std::size_t k = 0; k < values_; ++k) {
      double given = table_strength_;
      for (std::size_t l = 0; l < values_; ++l) given += counts[j * table + l * values_ + k];
      for (std::size_t l = 0; l < values_; ++l) {
        const std::size_t c = j * table + l * values_ + k;
        const double pseudo = table_strength_ * means_[c];
        model.log_p[c] = safe_log((counts[c] + pseudo) / given);
        log_prior.add(pseudo * model.log_p[c]);
      }
    }
  }
  return log_prior.value();
}

}  // namespace nines::disagree
