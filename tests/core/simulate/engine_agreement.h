// How far counts of one engine lie from the exact answer. Used by the tests that set the engines side by side.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "nines/catalog.h"
#include "nines/simulate.h"
#include "oracle/third_engine.h"

namespace nines::test {

inline SampleTally tally_of(const oracle::Counts& counts) {
  SampleTally out;
  out.trials = counts.trials;
  out.ok = counts.ok;
  out.silent = counts.silent;
  out.detected = counts.detected;
  out.calls = counts.calls;
  out.calls_squared = counts.calls_squared;
  out.checks = counts.checks;
  return out;
}

inline double mass_of(const SimulateReport& report, DetectedReason reason) {
  for (const auto& [one, p] : report.detected_by) {
    if (one == reason) return p;
  }
  return 0;
}

// Each reason on its own, by the normal distance where counts are many; what is impossible never happened.
inline double worst_reason_z(const SampleTally& tally, const SimulateReport& exact) {
  double worst = 0;
  for (const DetectedReasonInfo& info : detected_reason_table()) {
    const double n = static_cast<double>(tally.trials);
    const double p = mass_of(exact, info.reason);
    const double seen = static_cast<double>(tally.detected[static_cast<std::size_t>(info.reason)]);
    if (n * p * (1 - p) > 50) worst = std::max(worst, std::fabs(seen - n * p) / std::sqrt(n * p * (1 - p)));
    if (p == 0) CHECK(seen == 0);
  }
  return worst;
}

}  // namespace nines::test
