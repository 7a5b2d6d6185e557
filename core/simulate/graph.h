// How long each artifact of a graph is needed, and how the joint states of those still needed go on over its rows. Used
// by build_plan.cpp (width) and joint.h.
#pragma once

#include <cstddef>
#include <cstdint>
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

// One row of a graph as the joint states before it see it. A joint state is a code: the sum of state * 3^slot over the
// live artifacts, contexts apart. Of the slots, the first few and the others are looked up apart, which keeps the
// tables short where the codes are many.
struct SweepRow {
  std::size_t row = 0;                    // in the plan
  std::size_t codes_after = 1;            // joint states once whoever is needed no more is dropped
  std::size_t made_place = 0;             // what a state of the new artifact adds to the code; 0: nobody needs it
  std::vector<std::uint8_t> low_joined;   // by code of the first slots: the state of the inputs among them, joined
  std::vector<std::uint8_t> high_joined;  // likewise of the other slots
  std::vector<std::uint32_t> low_place;   // by code of the first slots: its part of the code after
  std::vector<std::uint32_t> high_place;
};
// The rows of a list in order, from what entered alone. Cost: O(rows (rows + 3^(live / 2))).
std::vector<SweepRow> graph_sweep(const Plan& plan, std::size_t begin, std::size_t end);

}  // namespace nines::simulate
