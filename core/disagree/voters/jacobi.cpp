// Cyclic Jacobi rotations (jacobi.h).
#include "disagree/voters/jacobi.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace nines::disagree {
namespace {

constexpr int kMaxSweeps = 60;

// Turns rows and columns p and q so that their common entry becomes 0.
void rotate(std::vector<double>& m, std::size_t n, std::size_t p, std::size_t q) {
  const double apq = m[p * n + q];
  if (apq == 0) return;
  const double theta = (m[q * n + q] - m[p * n + p]) / (2.0 * apq);
  const double root = std::sqrt(theta * theta + 1.0);
  const double t = theta >= 0 ? 1.0 / (theta + root) : 1.0 / (theta - root);
  const double c = 1.0 / std::sqrt(t * t + 1.0);
  const double s = t * c;
  for (std::size_t k = 0; k < n; ++k) {
    const double a = m[k * n + p];
    const double b = m[k * n + q];
    m[k * n + p] = c * a - s * b;
    m[k * n + q] = s * a + c * b;
  }
  for (std::size_t k = 0; k < n; ++k) {
    const double a = m[p * n + k];
    const double b = m[q * n + k];
    m[p * n + k] = c * a - s * b;
    m[q * n + k] = s * a + c * b;
  }
  m[p * n + q] = m[q * n + p] = 0;
}

}  // namespace

std::vector<double> symmetric_eigenvalues(std::vector<double> matrix, std::size_t n) {
  double scale = 0;
  for (const double x : matrix) scale += x * x;
  for (int sweep = 0; sweep < kMaxSweeps; ++sweep) {
    double off = 0;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) off += matrix[p * n + q] * matrix[p * n + q];
    }
    if (off <= 1e-30 * scale) break;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) rotate(matrix, n, p, q);
    }
  }
  std::vector<double> out;
  for (std::size_t k = 0; k < n; ++k) out.push_back(matrix[k * n + k]);
  std::sort(out.begin(), out.end(), std::greater<>());
  return out;
}

}  // namespace nines::disagree
