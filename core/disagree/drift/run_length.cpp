// Average run lengths of CUSUM and EWMA by Markov chains (nines/drift.h).
#include <algorithm>
#include <cmath>
#include <vector>

#include "base/special.h"
#include "nines/drift.h"

namespace nines {
namespace {

// Solves (I - Q) x = 1 and gives x[start]. The matrix is an M-matrix, diagonally dominant by rows, so elimination needs
// no pivot. Every update runs in a fixed order.
double steps_to_signal(std::vector<double> q, std::size_t states, std::size_t start) {
  std::vector<double> x(states, 1.0);
  for (std::size_t i = 0; i < states; ++i) {
    for (std::size_t j = 0; j < states; ++j) q[i * states + j] = (i == j ? 1.0 : 0.0) - q[i * states + j];
  }
  for (std::size_t k = 0; k < states; ++k) {
    for (std::size_t i = k + 1; i < states; ++i) {
      const double factor = q[i * states + k] / q[k * states + k];
      if (factor == 0) continue;
      for (std::size_t j = k; j < states; ++j) q[i * states + j] -= factor * q[k * states + j];
      x[i] -= factor * x[k];
    }
  }
  for (std::size_t k = states; k-- > 0;) {
    for (std::size_t j = k + 1; j < states; ++j) x[k] -= q[k * states + j] * x[j];
    x[k] /= q[k * states + k];
  }
  return x[start];
}

// One side, S' = max(0, S + z - allowance). States 0..m-1 are cells of width w around i w, the first of half width.
double one_sided(double allowance, double limit, double shift, std::size_t states) {
  const double width = 2 * limit / (2 * static_cast<double>(states) - 1);
  std::vector<double> q(states * states);
  std::vector<double> below(2 * states);  // P(z <= d w + w/2 + allowance - shift) for d = 1 - states ... states
  for (std::size_t d = 0; d < 2 * states; ++d) {
    const double steps = static_cast<double>(d) - static_cast<double>(states);
    below[d] = base::normal_cdf((steps + 0.5) * width + allowance - shift);
  }
  for (std::size_t i = 0; i < states; ++i) {
    for (std::size_t j = 0; j < states; ++j) {
      const std::size_t d = j + states - i;
      q[i * states + j] = j == 0 ? below[d] : below[d] - below[d - 1];
    }
  }
  return steps_to_signal(std::move(q), states, 0);
}

bool is_positive(double x) { return x > 0 && x < 1e6; }

Error bad(const char* message) { return {ErrorCode::out_of_range, message, {}}; }

}  // namespace

Result<double> cusum_run_length(double allowance, double limit, double shift, std::int64_t states) {
  if (!(allowance >= 0 && allowance < 1e6) || !is_positive(limit) || !(std::fabs(shift) < 1e6))
    return bad("allowance must be >= 0, limit > 0, shift finite");
  if (states < 3 || states > kMaxChainStates) return bad("states must lie in [3, 1001]");
  const auto m = static_cast<std::size_t>(states);
  const double up = one_sided(allowance, limit, shift, m);
  const double down = shift == 0 ? up : one_sided(allowance, limit, -shift, m);
  return 1 / (1 / up + 1 / down);
}

Result<double> ewma_run_length(double lambda, double limit, double shift, std::int64_t states) {
  if (!(lambda > 0 && lambda <= 1) || !is_positive(limit) || !(std::fabs(shift) < 1e6))
    return bad("lambda must lie in (0, 1], limit > 0, shift finite");
  if (states < 3 || states > kMaxChainStates) return bad("states must lie in [3, 1001]");
  const std::size_t m = static_cast<std::size_t>(states) | 1;  // odd: the chain starts in the middle of a cell
  const double half = limit * std::sqrt(lambda / (2 - lambda));
  const double width = 2 * half / static_cast<double>(m);
  std::vector<double> q(m * m);
  for (std::size_t i = 0; i < m; ++i) {
    const double from = -half + (static_cast<double>(i) + 0.5) * width;
    double before = base::normal_cdf((-half - (1 - lambda) * from) / lambda - shift);
    for (std::size_t j = 0; j < m; ++j) {
      const double edge = -half + static_cast<double>(j + 1) * width;
      const double up_to = base::normal_cdf((edge - (1 - lambda) * from) / lambda - shift);
      q[i * m + j] = up_to - before;
      before = up_to;
    }
  }
  return steps_to_signal(std::move(q), m, m / 2);
}

}  // namespace nines
