// A run of a graph cut open at each row of the top list: how likely each state is when a row's turn comes, and what
// each outcome of it leads to. Then a derivative along a parameter costs the evaluation of the row around it alone. One
// sweep forward, one backward (reverse accumulation: Griewank & Walther 2008, ch. 3). Used by cut_run.cpp.
#pragma once

#include <vector>

#include "nines/run_context.h"
#include "simulate/evaluate.h"
#include "simulate/plan.h"

namespace nines::simulate {

// Rows times classes of the run that fit in memory (5 kB each at most).
inline constexpr std::size_t kMaxCuts = 20'000;
inline bool fits_cut_open(const Plan& plan) { return plan.nodes.size() * plan.run_classes.size() <= kMaxCuts; }

class TopGraph {
 public:
  // In: a prepared plan that is a graph at the top and must outlive this, as must `top`. Cost: O(rows 3^live) for each
  // class of the run.
  TopGraph(const Plan& plan, const TopList& top, const RunContext& run);

  // How a run changes when the row at `place` goes as `kernels` (by class of the run).
  [[nodiscard]] Row<double> change_with(const std::vector<Kernel<double>>& kernels, std::size_t place) const;
  // How a run moves when that row's kernels move by `slopes`.
  [[nodiscard]] Row<double> slope_with(const std::vector<Kernel<double>>& slopes, std::size_t place) const;

 private:
  // What comes of an outcome: one number for each column that anything leads to, padded with zeros.
  using Worth = std::vector<double>;
  // What enters a row (state of its inputs and context) and what may come of it.
  struct Cut {
    Arrived<double> mass{};
    Worth leads_to;  // [in][out, contexts together where nobody can tell them apart], weighted by the mass
  };
  struct Track {
    std::vector<Kernel<double>> kernels;  // by kind of row
    std::vector<Joint<double>> before;    // by row
    std::vector<Cut> cuts;                // likewise
  };

  void sweep_forward(const RunClass& one, const RunContext& run);
  void find_columns();
  void sweep_backward(Track& track, const RunContext& run) const;
  [[nodiscard]] std::array<Worth, 2> worth_before(const SweepRow& row, const Kernel<double>& kernel,
                                                  const std::array<Worth, 2>& after) const;
  [[nodiscard]] Cut cut_at(const SweepRow& row, const Joint<double>& before, const std::array<Worth, 2>& after) const;
  void add_change(Row<double>& out, double weight, const Cut& cut, const Kernel<double>& change) const;

  const Plan& plan_;
  const TopList& top_;
  std::size_t contexts_;  // that anybody can tell apart
  std::vector<std::size_t> columns_;
  std::size_t width_ = 0;
  std::vector<Track> tracks_;  // by class of the run
};

}  // namespace nines::simulate
