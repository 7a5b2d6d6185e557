// The top-level rows of a plan, and which of them are equal: a chain of a hundred equal retries evaluates one. Used by
// evaluate.h, top_rows.cpp, top_graph.cpp, derivative.cpp and one_more.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulate/graph.h"
#include "simulate/plan.h"

namespace nines::simulate {

// Rows are equal when nothing that an evaluation reads tells them apart; names and inputs do not count.
struct TopList {
  std::vector<std::size_t> rows;
  std::vector<std::size_t> kind;  // by row: which of the kinds of rows it is
  std::vector<std::size_t> size;  // by kind: rows of it
  std::vector<SweepRow> sweep;    // of a graph

  [[nodiscard]] std::size_t place_of(std::size_t top) const;
};
// In: a prepared plan. Cost: O(nodes log(rows)), unless many unequal rows collide.
TopList top_list(const Plan& plan);

// The top-level row around a row.
std::size_t top_of(const Plan& plan, std::size_t node);

}  // namespace nines::simulate
