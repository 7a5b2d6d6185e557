// A run cut open at its top-level rows, be they a list or a graph, for derivatives and changes of one row. What is
// known of one row is known of all that are equal to it. Used by influence.cpp, derivative.cpp and one_more.cpp.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "simulate/top_graph.h"
#include "simulate/top_rows.h"

namespace nines::simulate {

class CutRun {
 public:
  // In: a prepared plan that must outlive this. Cost: as TopRows or TopGraph.
  CutRun(const Plan& plan, const RunContext& run);

  // What is asked of a row: which number of which row inside it, seen from the top-level row, and in what way.
  struct Question {
    std::size_t node = kNone;  // of the plan
    Param param = Param::p;
    bool of_law = false;
    bool one_more = false;
  };
  using Kernels = std::vector<Kernel<double>>;  // by class of the run

  // How a run moves when the row around `question.node` moves by `slopes()`, which is called once for all equal rows.
  [[nodiscard]] Row<double> slope_of(const Question& question, const std::function<Kernels()>& slopes);
  // How a run changes when that row goes as `kernels()`, likewise; nothing where those are empty.
  [[nodiscard]] std::optional<Row<double>> change_of(const Question& question, const std::function<Kernels()>& kernels);

 private:
  // Kind of row, place inside it, the number, and how.
  using Key = std::tuple<std::size_t, std::size_t, Param, bool, bool>;
  const Kernels& kernels_for(const Question& question, std::size_t place, const std::function<Kernels()>& make);

  const Plan& plan_;
  TopList top_;
  std::optional<TopRows> list_;
  std::optional<TopGraph> graph_;
  std::map<Key, Kernels> known_;  // of rows that have equals
  Kernels last_;
};

}  // namespace nines::simulate
