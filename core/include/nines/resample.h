// How intervals are made by resampling: the options that every measure over items shares.
#pragma once

#include <cstdint>

namespace nines {

// `level` is the confidence of intervals, in (0, 1). `bootstrap` draws per interval, cut to [0, kMaxBootstrap]; 0 gives
// values without intervals.
struct ResampleOptions {
  std::uint64_t seed = 1;
  std::int64_t bootstrap = 2'000;
  double level = 0.95;
};

}  // namespace nines
