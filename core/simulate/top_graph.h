// A run of a graph cut open at each row of the top list: how likely each state is when a row's turn comes, and what
// each outcome of it leads to. Then a derivative along a parameter costs the evaluation of the row around it alone. One
// sweep forward, one backward (reverse accumulation: Griewank & Walther 2008, ch. 3). Used by derivative.cpp.
#pragma once

#include <vector>

#include "nines/run_context.h"
#include "simulate/evaluate.h"
#include "simulate/plan.h"

namespace nines::simulate {

// Rows times classes of the run that fit in memory (5 kB each).
inline constexpr std::size_t kMaxCuts = 20'000;
inline bool fits_cut_open(const Plan& plan) { return plan.nodes.size() * plan.run_classes.size() <= kMaxCuts; }

class TopGraph {
 public:
  // In: a prepared plan that is a graph at the top and must outlive this. Cost: O(rows 3^live) for each class of the
  // run.
  TopGraph(const Plan& plan, const RunContext& run);

  // How a run changes when the row at `top` is evaluated by `evaluator` (of a plan changed inside that row).
  [[nodiscard]] Row<double> change_with(const Evaluator<double>& evaluator, std::size_t top) const;
  // How a run moves with the row at `top`.
  [[nodiscard]] Row<double> slope_with(const Evaluator<Dual>& evaluator, std::size_t top) const;

 private:
  // What enters a row (state of its inputs and context) and what may come of it.
  struct Cut {
    std::array<double, kStates> mass{};
    std::array<Row<double>, kStates * kStates> leads_to{};  // [in * kStates + out], weighted by the mass
    Kernel<double> kernel{};                                // of the row now
  };
  void cut_class(const RunClass& one);
  [[nodiscard]] std::size_t place_of(std::size_t top) const;
  static Row<double> follow_change(const Cut& cut, const Kernel<double>& change);

  const Plan& plan_;
  const RunContext& run_;
  GraphOrder order_;
  std::vector<std::vector<Cut>> cuts_;  // by class of the run, by row
};

}  // namespace nines::simulate
