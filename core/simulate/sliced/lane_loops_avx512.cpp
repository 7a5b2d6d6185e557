// Loops for machines with AVX-512 (lane_loops.h); tools/cmake/wide_loops.cmake gives this file its flags.
#include "simulate/sliced/lane_loops_body.h"

namespace nines::simulate {

const LaneLoops* avx512_loops() {
#if defined(__AVX512VL__)
  if (__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw"))
    return &kLoops;
#endif
  return nullptr;
}

}  // namespace nines::simulate
