// How long each artifact of a graph is needed (graph.h).
#include "simulate/graph.h"

#include <algorithm>

namespace nines::simulate {

GraphOrder graph_order(const Plan& plan, std::size_t begin, std::size_t end) {
  GraphOrder out;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) out.rows.push_back(i);
  out.last_use.assign(out.rows.size(), 0);
  for (std::size_t r = 0; r < out.rows.size(); ++r) {
    for (const std::size_t input : plan.nodes[out.rows[r]].inputs) {
      if (input == kNone) {
        out.last_use_of_entry = r;
        continue;
      }
      const auto found = std::find(out.rows.begin(), out.rows.end(), input);
      out.last_use[static_cast<std::size_t>(found - out.rows.begin())] = r;
    }
  }
  if (!out.rows.empty()) out.last_use.back() = out.rows.size();  // the result
  for (std::size_t r = 0; r < out.rows.size(); ++r) {
    std::size_t live = out.last_use_of_entry >= r ? 1 : 0;
    for (std::size_t j = 0; j < r; ++j) live += out.last_use[j] >= r ? 1U : 0U;
    out.widest = std::max(out.widest, live + 1);
  }
  return out;
}

std::vector<bool> needed_after(const GraphOrder& order, const std::vector<std::size_t>& live, std::size_t r) {
  std::vector<bool> out;
  for (const std::size_t row : live) {
    const auto place =
        static_cast<std::size_t>(std::lower_bound(order.rows.begin(), order.rows.end(), row) - order.rows.begin());
    out.push_back((row == kNone ? order.last_use_of_entry : order.last_use[place]) > r);
  }
  return out;
}

}  // namespace nines::simulate
