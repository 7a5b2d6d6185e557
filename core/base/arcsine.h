// Inverse trigonometry without libm, for effect sizes. Same bytes on every platform (special.h says why).
#pragma once

namespace nines::base {

// arctan(x). In: x >= 0, finite. Out: relative error <= 1e-15. Source: half-angle twice, then AS 4.4.42.
double arctangent(double x);

// arcsin(sqrt(p)), the angle of a share. In: p in [0, 1] (clamped). Out: [0, pi/2].
double share_angle(double p);

}  // namespace nines::base
