// Which mixtures of states can arrive at each cut of a series of stages, whatever was chosen before: a box that holds
// them all. Used by plan_front.cpp only.
#pragma once

#include <vector>

#include "simulate/questions/plan_front.h"

namespace nines::simulate {

// Per class: right mass in [low, high]; every other state in [least, most] of it.
struct Arrival {
  double low = 1;
  double high = 1;
  std::array<double, kStates> least{};
  std::array<double, kStates> most{};
};
// [cut][class]; cut j stands before stage j, the last one after all of them.
using Arrivals = std::vector<std::vector<Arrival>>;

// In: at least one option a stage. Cost: O(stages · options · classes · 2^states).
Arrivals find_arrivals(const Stages& stages);

// Mass that moves from state to state, the contexts taken together where nobody can tell them apart.
inline double moved(const Kernel<double>& kernel, std::size_t from, std::size_t to, bool tainting) {
  return tainting ? kernel[from][to] : kernel[from][to] + kernel[from][to + kTaint];
}
inline std::size_t states_of(const Stages& stages) { return stages.tainting ? kStates : kTaint; }

}  // namespace nines::simulate
