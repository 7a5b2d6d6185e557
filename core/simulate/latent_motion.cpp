// How the classes of a Beta law move with its mean and correlation (latent.h). The nodes of
// Gauss-Jacobi quadrature are the equilibrium of unit charges between charges alpha / 2 at 0 and
// beta / 2 at 1 (Szego 1939, section 6.7); differentiating that equilibrium gives their motion from
// one symmetric positive definite system, and the weights follow from the nodes.
#include <algorithm>
#include <array>
#include <utility>

#include "simulate/latent.h"

namespace nines::simulate {
namespace {

// L D L^T of a symmetric positive definite matrix, in place (row-major, lower triangle).
void factorise(std::vector<double>& m, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t i = j + 1; i < n; ++i) {
      const double ratio = m[i * n + j] / m[j * n + j];
      for (std::size_t k = j + 1; k <= i; ++k) m[i * n + k] -= ratio * m[k * n + j];
    }
    for (std::size_t i = j + 1; i < n; ++i) m[i * n + j] /= m[j * n + j];
  }
}

std::vector<double> solve(const std::vector<double>& m, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) b[i] -= m[i * n + j] * b[j];
  }
  for (std::size_t i = 0; i < n; ++i) b[i] /= m[i * n + i];
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = i + 1; j < n; ++j) b[i] -= m[j * n + i] * b[j];
  }
  return b;
}

// Hessian of the energy: how strongly each node resists.
std::vector<double> stiffness(const std::vector<LatentClass>& classes, Probability mean,
                              double rho) {
  const std::size_t n = classes.size();
  const double alpha = mean.p * (1 - rho) / rho;
  const double beta = mean.q * (1 - rho) / rho;
  std::vector<double> out(n * n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const Probability theta = classes[i].theta;
    out[i * n + i] += alpha / (2 * theta.p * theta.p) + beta / (2 * theta.q * theta.q);
    for (std::size_t j = 0; j < n; ++j) {
      if (j == i) continue;
      const double gap = difference(theta, classes[j].theta);
      out[i * n + i] += 1 / (gap * gap);
      out[i * n + j] = -1 / (gap * gap);
    }
  }
  return out;
}

// Change of the weights that goes with a change of the nodes, the sum of weights staying 1.
std::vector<double> weight_motion(const std::vector<LatentClass>& classes,
                                  const std::vector<double>& node_motion) {
  std::vector<double> out(classes.size());
  double mean = 0;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    const Probability theta = classes[k].theta;
    double log_motion = node_motion[k] * (1 / theta.q - 1 / theta.p);
    for (std::size_t j = 0; j < classes.size(); ++j) {
      if (j == k) continue;
      log_motion -= 2 * (node_motion[k] - node_motion[j]) / difference(theta, classes[j].theta);
    }
    out[k] = log_motion;
    mean += classes[k].weight * log_motion;
  }
  for (std::size_t k = 0; k < classes.size(); ++k) out[k] = classes[k].weight * (out[k] - mean);
  return out;
}

enum class Along { p, rho };

// f(0) from f(h), f(2h), f(3h) by the parabola through them.
constexpr std::array<std::pair<double, double>, 3> kExtension{{{1, 3}, {2, -3}, {3, 1}}};

// One derivative, for 0 < p < 1 and 0 < rho < 1.
void add_motion(std::vector<MovingClass>& out, const Law& law, Probability mean, double rho,
                Along along, double share) {
  const std::size_t count = latent_class_count(mean, rho, law.degree, law.extra);
  const std::vector<LatentClass> classes = latent_classes(mean, rho, count);
  std::vector<double> node_motion(count, along == Along::p ? 1 : 0);  // one class sits on the mean
  if (count > 1) {
    std::vector<double> matrix = stiffness(classes, mean, rho);
    factorise(matrix, count);
    for (std::size_t k = 0; k < count; ++k) {
      const Probability theta = classes[k].theta;
      const double pull =
          along == Along::p ? (1 - rho) / (2 * rho) : -difference(mean, theta) / (2 * rho * rho);
      node_motion[k] = pull / (theta.p * theta.q);
    }
    node_motion = solve(matrix, std::move(node_motion));
  }
  const std::vector<double> weights = weight_motion(classes, node_motion);
  for (std::size_t k = 0; k < count; ++k) {
    const double value = share * weights[k];
    const double slope = share * classes[k].weight * node_motion[k];
    if (along == Along::p) out.push_back({classes[k].theta, value, slope, 0, 0});
    if (along == Along::rho) out.push_back({classes[k].theta, 0, 0, value, slope});
  }
}

void add_mean_motion(std::vector<MovingClass>& out, const Law& law) {
  const Probability mean = law.mean;
  if (!(law.rho > 0)) {
    out.push_back({mean, 0, 1, 0, 0});
  } else if (!(law.rho < 1)) {
    out.push_back({{1, 0}, 1, 0, 0, 0});
    out.push_back({{0, 1}, -1, 0, 0, 0});
  } else if (mean.p > 0 && mean.q > 0) {
    add_motion(out, law, mean, law.rho, Along::p, 1);
  } else {
    const double h = 1e-3 / std::max(1.0, static_cast<double>(law.degree));
    for (const auto& [times, share] : kExtension) {
      const double near = times * h;
      add_motion(out, law, mean.p > 0 ? Probability{1 - near, near} : Probability{near, 1 - near},
                 law.rho, Along::p, share);
    }
  }
}

void add_rho_motion(std::vector<MovingClass>& out, const Law& law) {
  const double margin = std::min(law.mean.p, law.mean.q);
  if (!(margin > 0)) return;  // theta does not vary
  const double from_zero = rho_near_zero(law);
  const double from_one = 1e-3;
  if (law.rho >= from_zero && law.rho <= 1 - from_one)
    return add_motion(out, law, law.mean, law.rho, Along::rho, 1);
  const double h = law.rho < from_zero ? from_zero : -from_one;
  for (const auto& [times, share] : kExtension) {
    add_motion(out, law, law.mean, law.rho + times * h, Along::rho, share);
  }
}

}  // namespace

double rho_near_zero(const Law& law) {
  const double degree = std::max(1.0, static_cast<double>(law.degree));
  return 3e-3 * std::max(std::min(law.mean.p, law.mean.q), 0.05) / (degree * degree);
}

std::vector<MovingClass> moving_classes(const Law& law) {
  std::vector<MovingClass> out;
  add_mean_motion(out, law);
  add_rho_motion(out, law);
  return out;
}

}  // namespace nines::simulate
