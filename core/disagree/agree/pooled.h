// Coefficients that do not tell raters apart: percent agreement, Krippendorff's alpha, Fleiss' kappa (Scott's pi),
// Brennan-Prediger, Gwet's AC1 and AC2, on any scale. Used by measure_agreement only.
#pragma once

#include <span>
#include <vector>

#include "base/bootstrap.h"
#include "disagree/agree/item_types.h"
#include "nines/agreement.h"

namespace nines::disagree {

// What a coefficient is made of: 1 - disagreement seen / disagreement by chance.
struct Parts {
  double value = base::kUndefined;
  double seen = base::kUndefined;    // agreement seen
  double chance = base::kUndefined;  // agreement by chance
};

class PooledCoefficients {
 public:
  // `types` and `rows` must outlive this.
  PooledCoefficients(const ItemTypes& types, std::span<const double> places,
                     std::span<const AgreementInfo* const> rows);

  [[nodiscard]] std::vector<Parts> parts() const;             // of the sample
  [[nodiscard]] base::ItemStatistics statistics() const;      // values, in the order of rows
  [[nodiscard]] std::vector<double> standard_errors() const;  // linearised, over items; kUndefined where there is none

 private:
  struct Sums;
  void add_up(std::span<const std::int64_t> weights, Sums& sums) const;
  void subtract(std::size_t type, Sums& sums) const;
  [[nodiscard]] std::vector<Parts> finish(const Sums& sums, std::span<const std::int64_t> weights) const;
  [[nodiscard]] Parts rank_alpha(const Sums& sums, std::span<const std::int64_t> weights) const;
  [[nodiscard]] Parts row_parts(const AgreementInfo& row, std::size_t scale, const Sums& sums) const;
  [[nodiscard]] double standard_error(const AgreementInfo& row, std::size_t scale, const Sums& sums) const;
  [[nodiscard]] double alpha_error(std::size_t scale, const Sums& sums) const;

  const ItemTypes& types_;
  std::span<const AgreementInfo* const> rows_;
  std::vector<Scale> scales_;              // distinct, of rows_
  std::vector<std::size_t> scale_of_row_;  // in scales_
  std::vector<Distance> distances_;        // by scale
  std::vector<double> pair_sums_;          // [type][scale]
};

}  // namespace nines::disagree
