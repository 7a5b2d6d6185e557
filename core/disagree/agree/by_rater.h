// Coefficients that tell raters apart: Conger's kappa (two raters: Cohen's), two-way ICC, Kendall's W. They read the
// items that every rater rated exactly once. Used by measure_agreement only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/bootstrap.h"
#include "disagree/agree/pooled.h"
#include "disagree/agree/scale.h"
#include "nines/agreement.h"

namespace nines::disagree {

// Distinct rows of values, one per rater, in order of the first item that has them.
struct RaterRows {
  std::size_t raters = 0;
  std::size_t value_count = 0;
  std::vector<std::uint32_t> cells;  // [type][rater]
  std::vector<std::int64_t> multiplicity;
  std::int64_t items = 0;    // complete
  std::int64_t dropped = 0;  // with a rating, but not exactly one of every rater
  bool is_too_large = false;

  [[nodiscard]] std::span<const std::uint32_t> row(std::size_t type) const {
    return std::span(cells).subspan(type * raters, raters);
  }
};
RaterRows rater_rows(const Ratings& ratings);

class RaterCoefficients {
 public:
  // `rows` and `infos` must outlive this. Cells need numbers for ICC: `places` are taken for them.
  RaterCoefficients(const RaterRows& rows, std::span<const double> places, std::span<const AgreementInfo* const> infos);

  [[nodiscard]] std::vector<Parts> parts() const;
  [[nodiscard]] base::ItemStatistics statistics() const;
  [[nodiscard]] std::vector<double> standard_errors() const;  // of Cohen's kappa; kUndefined for the others
  [[nodiscard]] std::vector<std::optional<Interval>> intervals(double level) const;  // analytic

 private:
  struct Squares;
  [[nodiscard]] std::vector<Parts> evaluate(std::span<const std::int64_t> weights) const;
  [[nodiscard]] Parts conger(const Distance& distance, std::span<const std::int64_t> weights) const;
  [[nodiscard]] double kendall(std::span<const std::int64_t> weights) const;
  [[nodiscard]] Squares mean_squares(std::span<const std::int64_t> weights) const;
  [[nodiscard]] std::vector<std::vector<double>> shares(std::span<const std::int64_t> weights, double items) const;
  [[nodiscard]] double cohen_error(const Distance& distance) const;

  const RaterRows& rows_;
  std::vector<double> x_;  // places in [-1/2, 1/2]: intraclass correlations do not mind, and less is lost to rounding
  std::span<const AgreementInfo* const> infos_;
  std::vector<Distance> distances_;  // by info
};

// ICC(1) and ICC(1,k) from items with any number of ratings (one-way analysis of variance; Donner 1986 for unequal
// numbers). Types as in item_types.h.
base::ItemStatistics one_way_statistics(const ItemTypes& types, std::span<const double> places);  // {icc1, icc1k}
// Exact F intervals of both where every item has the same number of ratings (Shrout & Fleiss 1979).
std::vector<std::optional<Interval>> one_way_intervals(const ItemTypes& types, std::span<const double> places,
                                                       double level);

}  // namespace nines::disagree
