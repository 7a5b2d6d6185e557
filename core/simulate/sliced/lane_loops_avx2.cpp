// Loops for machines with AVX2 (lane_loops.h); tools/cmake/wide_loops.cmake gives this file its flags.
#include "simulate/sliced/lane_loops_body.h"

namespace nines::simulate {

const LaneLoops* avx2_loops() {
#if defined(__AVX2__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) return &kLoops;
#endif
  return nullptr;
}

}  // namespace nines::simulate
