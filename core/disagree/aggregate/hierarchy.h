// Partially pooled confusion tables: each rater's table is drawn towards what the raters have in common, as strongly as
// the data say that raters resemble each other. Between the one-coin model (everything shared) and Dawid-Skene
// (nothing). Called by the pooled model only.
#pragma once

#include <span>
#include <vector>

#include "disagree/aggregate/latent.h"

namespace nines::disagree {

class Hierarchy {
 public:
  Hierarchy(std::size_t raters, std::size_t values) : raters_(raters), values_(values) {}

  // M: learns what raters share from the counts unless frozen, then fills `model` with each rater's most likely table
  // under a Dirichlet prior around it. Returns the log prior (up to a constant) once frozen, else 0.
  double maximise(std::span<const double> counts, std::span<const double> prevalence, double items,
                  ConfusionModel& model);
  // From now on what raters share stays as it is, so that the objective of maximise is one function.
  void freeze() { frozen_ = true; }

 private:
  void learn_classes(std::span<const double> counts);
  void learn_raters(std::span<const double> counts);
  void learn_strength(std::span<const double> counts);
  void make_means();
  double fill(std::span<const double> counts, ConfusionModel& model) const;

  std::size_t raters_;
  std::size_t values_;
  bool frozen_ = false;
  int steps_ = 0;
  double accuracy_ = 0.7;               // of all raters
  std::vector<double> class_accuracy_;  // per truth, all raters
  std::vector<double> wrong_;           // [value * values + truth]: share of the wrong answers to this truth
  double coin_strength_ = 4;            // pseudo-answers behind accuracy_ in a rater's own accuracy
  std::vector<double> rater_accuracy_;
  double table_strength_ = 16;  // pseudo-answers behind the mean of each row of a rater's table
  std::vector<double> means_;   // as ConfusionModel::log_p, but probabilities
};

}  // namespace nines::disagree
