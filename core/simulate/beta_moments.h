// p and rho of a Beta law from its first two moments, and the moments that follow. Called by fit.cpp and
// fit_pass_hat.cpp. Source: beta-binomial (Skellam 1948).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "nines/values.h"

namespace nines::simulate {

// rho = (pass^2 - p^2) / (p (1 - p)), p over the same items as pass^2, so that who was asked twice cannot look like
// rho. Undefined (base::kUndefined) for p = 0 and p = 1.
double rho_from(double p, double pass_two);

// E[theta^k] for k = 1 … max_k: prod over i < k of (p (1 - rho) + i rho) / ((1 - rho) + i rho); p^k at rho = 0, p at
// rho = 1. In: p and rho in [0, 1].
std::vector<double> beta_pass_hat(double p, double rho, std::size_t max_k);

// One work under one item latent, ready to simulate.
Pipeline one_work_pipeline(double p, double rho, std::string source);

}  // namespace nines::simulate
