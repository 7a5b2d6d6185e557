// Visits with a hidden cause, lanes side by side (visit_tries.h).
#include "simulate/sliced/visit_tries.h"

#include <bit>

#include "simulate/sliced/lane_loops.h"

namespace nines::simulate {

void lay_out_digits(VisitTries& out) {
  out.success_at.clear();
  for (int i = 0; i < static_cast<int>(VisitsState::kDigits); ++i) {
    for (const Threshold& one : out.success) out.success_at.push_back(0 - one.digit(i));
  }
}

VisitsState::VisitsState(const VisitTries& how, const LaneSet& lanes, const LaneSet& entered_wrong,
                         const LaneSet& entered_own)
    : todo(lanes), wrong(entered_wrong), own(entered_own), exhausted(no_lanes()), crashed(no_lanes()) {
  const auto planes = static_cast<std::size_t>(std::bit_width(how.passes));
  for (std::size_t p = 0; p < planes; ++p) begun[p] = no_lanes();
  for (std::size_t k = 0; k < how.success.size(); ++k) classes[k] = no_lanes();
}

void play_visits(const VisitTries& how, LaneRandom& random, VisitsState& state, std::uint64_t most) {
  lane_loops().play_visits(how, random, state, most);
}

}  // namespace nines::simulate
