// A run cut open at each top-level row: what stands before it and what follows, for each class of the run. Then a
// change inside one row costs an evaluation of that row alone. Used by derivative.cpp and one_more.cpp.
#pragma once

#include <vector>

#include "nines/run_context.h"
#include "simulate/evaluate.h"
#include "simulate/plan.h"

namespace nines::simulate {

class TopRows {
 public:
  // In: a prepared plan that must outlive this and is not a graph at the top. Cost: one run and a kernel product a row.
  TopRows(const Plan& plan, const RunContext& run);

  [[nodiscard]] const Row<double>& now() const { return now_; }
  // The top-level row around a row, and its place.
  static std::size_t top_of(const Plan& plan, std::size_t node);
  // A run in which the row at `top` is evaluated by `evaluator` (of this plan or of one changed inside that row).
  [[nodiscard]] Row<double> row_with(const Evaluator<double>& evaluator, std::size_t top) const;
  // How a run moves with the row at `top`.
  [[nodiscard]] Row<double> slope_with(const Evaluator<Dual>& evaluator, std::size_t top) const;

 private:
  struct Track {
    std::vector<Row<double>> before;
    std::vector<Kernel<double>> after;
  };
  [[nodiscard]] std::size_t place_of(std::size_t top) const;

  const Plan& plan_;
  const RunContext& run_;
  std::vector<std::size_t> tops_;
  std::vector<Track> tracks_;  // by class of the run
  Row<double> now_{};
};

// Kernel products that evaluating a list takes, roughly.
double work_of(const Plan& plan, std::size_t begin, std::size_t end);

}  // namespace nines::simulate
