// How long each artifact of a graph is needed. Used by build_plan.cpp (width) and evaluate_graph.h.
#pragma once

#include <cstddef>
#include <vector>

#include "simulate/plan.h"

namespace nines::simulate {

// Artifacts alive at once, the one just made included. Beyond, the joint state does not fit: 3^12 = 531,441.
inline constexpr std::size_t kMaxLive = 12;

struct GraphOrder {
  std::vector<std::size_t> rows;
  std::vector<std::size_t> last_use;  // by row: place of the last row that takes it; of the last row: past the end
  std::size_t last_use_of_entry = 0;
  std::size_t widest = 0;
};
GraphOrder graph_order(const Plan& plan, std::size_t begin, std::size_t end);
// Which of the live artifacts (rows, kNone = what entered) anybody needs after place r.
std::vector<bool> needed_after(const GraphOrder& order, const std::vector<std::size_t>& live, std::size_t r);

}  // namespace nines::simulate
