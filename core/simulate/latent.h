// Classes of a hidden success rate theta ~ Beta(mean p, intraclass correlation rho = 1 / (alpha +
// beta + 1)): the nodes and weights of Gauss-Jacobi quadrature, which integrate polynomials of
// degree 2K - 1 exactly, so a beta-binomial comes out exact from K classes. Both engines use the
// same classes. Called by plan.cpp and gradient.cpp; knows no pipeline. Sources: Dette & Studden
// 1997, "The theory of canonical moments", section 1.5 (recurrence of the Beta law); Fernando &
// Parlett 1994 (pivots of the shifted matrix with relative accuracy); Szego 1939, section 6.7
// (electrostatics of the nodes).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulate/plan.h"

namespace nines::simulate {

// Classes needed for kernels of `degree` in theta. One for rho = 0 or a mean of 0 or 1, two for rho
// = 1; fewer than degree / 2 + 1 where rho is so small that the rest would change no digit. `extra`
// is added for rational parts.
std::size_t latent_class_count(Probability mean, double rho, std::int64_t degree, std::size_t extra);

// Extra classes for `visits` factors theta / (1 - d (1 - theta)), which are not polynomials: enough
// for 1e-16 by the decay of Gauss quadrature for functions analytic in an ellipse (Trefethen 2008,
// theorem 4.5).
std::size_t rational_classes(std::int64_t visits, double d);

// The classes, by ascending theta. Out: theta and 1 - theta each to a few ulps, weights positive
// and summing to 1. Cost: O(count^2).
std::vector<LatentClass> latent_classes(Probability mean, double rho, std::size_t count);

// a - b without cancellation when both are close to 1.
double difference(Probability a, Probability b);

// d/dp and d/drho of E f(theta) as sums over rates: d/dp = sum p_value f + p_slope f', d/drho
// likewise.
struct MovingClass {
  Probability theta;
  double p_value = 0;
  double p_slope = 0;
  double rho_value = 0;
  double rho_slope = 0;
};

// Inside 0 < rho < 1: how nodes and weights move, from the equilibrium of the nodes. At rho = 0 or
// 1 and p = 0 or 1: the one-sided limit, extended from three derivatives close by (relative error
// about 1e-6). Cost: O(count^3).
//
// `rho_near_zero` is the step of that extension at rho = 0: close enough for a parabola, far enough
// that differences of classes stand above rounding.
double rho_near_zero(const Law& law);
std::vector<MovingClass> moving_classes(const Law& law);

}  // namespace nines::simulate
