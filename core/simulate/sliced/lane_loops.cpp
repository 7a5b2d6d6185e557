// Loops for any machine, and the choice (lane_loops.h).
#include "simulate/sliced/lane_loops_body.h"

namespace nines::simulate {

const LaneLoops& portable_loops() { return kLoops; }

const LaneLoops& lane_loops() {
  static const LaneLoops& widest = avx512_loops() != nullptr ? *avx512_loops()
                                   : avx2_loops() != nullptr ? *avx2_loops()
                                                             : portable_loops();
  return widest;
}

}  // namespace nines::simulate
