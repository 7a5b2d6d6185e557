// A run cut open at each row of a top-level list in series: what stands before it and what follows, for each class of
// the run. Then a change inside one row costs an evaluation of that row alone. Used by cut_run.cpp.
#pragma once

#include <vector>

#include "nines/run_context.h"
#include "simulate/evaluate.h"
#include "simulate/plan.h"

namespace nines::simulate {

class TopRows {
 public:
  // In: a prepared plan that must outlive this and is not a graph at the top. Cost: one run and a kernel product a row.
  TopRows(const Plan& plan, const TopList& top, const RunContext& run);

  [[nodiscard]] const Row<double>& now() const { return now_; }
  // A run in which the row at `place` goes as `kernels` (by class of the run).
  [[nodiscard]] Row<double> row_with(const std::vector<Kernel<double>>& kernels, std::size_t place) const;
  // How a run moves when that row's kernels move by `slopes`.
  [[nodiscard]] Row<double> slope_with(const std::vector<Kernel<double>>& slopes, std::size_t place) const;

 private:
  struct Track {
    std::vector<Row<double>> before;
    std::vector<Kernel<double>> after;
  };

  const Plan& plan_;
  std::vector<Track> tracks_;  // by class of the run
  Row<double> now_{};
};

// Kernel products that evaluating a list takes, roughly.
double work_of(const Plan& plan, std::size_t begin, std::size_t end);

}  // namespace nines::simulate
