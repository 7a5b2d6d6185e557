// What one more attempt or repetition would change, exactly: the top-level row that holds the block is evaluated anew
// between what stands before and after it. Called by influence.cpp.
#pragma once

#include <optional>
#include <vector>

#include "nines/run_context.h"
#include "simulate/kernel.h"
#include "simulate/plan.h"

namespace nines::simulate {

class OneMore {
 public:
  // In: a plan whose laws are filled; it must outlive this. Cost: one run.
  OneMore(const Plan& plan, const RunContext& run);

  // Change of a run's masses and costs when block `node` is passed or tried one time more. Nothing where that is
  // beyond a limit. Cost: the top-level row around the block, or a whole run when it widens the law of the run.
  std::optional<Row<double>> change(std::size_t node);

 private:
  // For one class of the run: states before each top-level row, and what follows after it.
  struct Track {
    std::vector<Row<double>> before;
    std::vector<Kernel<double>> after;
  };

  bool replace_law(std::size_t owner, double rho);
  std::optional<Row<double>> longer_run(std::size_t node);
  [[nodiscard]] Row<double> row_with(std::size_t top, std::size_t position) const;

  const RunContext& run_;
  Plan plan_;  // changed and restored by change()
  std::vector<Track> tracks_;
  Row<double> now_{};
};

}  // namespace nines::simulate
