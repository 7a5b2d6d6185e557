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
  std::vector<double> column(n);
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t i = j + 1; i < n; ++i) column[i] = m[i * n + j];
    for (std::size_t i = j + 1; i < n; ++i) {
      const double ratio = column[i] / m[j * n + j];
      for (std::size_t k = j + 1; k <= i; ++k) m[i * n + k] -= ratio * column[k];
      m[i * n + j] = ratio;
    }
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
std::vector<double> stiffness(const std::vector<LatentClass>& classes, Probability mean, double rho) {
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
std::vector<double> weight_motion(const std::vector<LatentClass>& classes, const std::vector<double>& node_motion) {
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

// f(0) from f(h), f(2h), f(3h) by the parabola through them.
constexpr std::array<std::pair<double, double>, 3> kExtension{{{1, 3}, {2, -3}, {3, 1}}};

// How nodes and weights move along one direction, given how the charges pull at the nodes.
struct Motion {
  std::vector<double> nodes;
  std::vector<double> weights;
};

Motion motion_of(const std::vector<LatentClass>& classes, const std::vector<double>& factors,
                 std::vector<double> pull) {
  Motion out;
  out.nodes = classes.size() > 1 ? solve(factors, std::move(pull)) : std::move(pull);
  out.weights = weight_motion(classes, out.nodes);
  return out;
}

// How much of each derivative a set of classes contributes.
struct Share {
  double p = 0;
  double rho = 0;
};

// For 0 < p < 1 and 0 < rho < 1.
void add_motion(std::vector<MovingClass>& out, const Law& law, Probability mean, double rho, Share share) {
  const std::size_t count = latent_class_count(mean, rho, law.degree, law.extra);
  const bool known = mean.p == law.mean.p && mean.q == law.mean.q && rho == law.rho && law.classes.size() == count;
  const std::vector<LatentClass> classes = known ? law.classes : latent_classes(mean, rho, count);
  // A single class sits on the mean and moves with it.
  std::vector<double> pull_p(count, 1);
  std::vector<double> pull_rho(count, 0);
  std::vector<double> factors;
  if (count > 1) {
    factors = stiffness(classes, mean, rho);
    factorise(factors, count);
    for (std::size_t k = 0; k < count; ++k) {
      const Probability theta = classes[k].theta;
      pull_p[k] = (1 - rho) / (2 * rho) / (theta.p * theta.q);
      pull_rho[k] = -difference(mean, theta) / (2 * rho * rho) / (theta.p * theta.q);
    }
  }
  const Motion p = motion_of(classes, factors, std::move(pull_p));
  const Motion r = motion_of(classes, factors, std::move(pull_rho));
  for (std::size_t k = 0; k < count; ++k) {
    const double weight = classes[k].weight;
    out.push_back({classes[k].theta, share.p * p.weights[k], share.p * weight * p.nodes[k], share.rho * r.weights[k],
                   share.rho * weight * r.nodes[k]});
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
    add_motion(out, law, mean, law.rho, {1, 0});
  } else {
    const double h = 1e-3 / std::max(1.0, static_cast<double>(law.degree));
    for (const auto& [times, share] : kExtension) {
      const double near = times * h;
      const Probability inside = mean.p > 0 ? Probability{1 - near, near} : Probability{near, 1 - near};
      add_motion(out, law, inside, law.rho, {share, 0});
    }
  }
}

constexpr double kNearOne = 1e-3;  // step of the extension at rho = 1

// Whether the derivative in rho can be taken where the law stands.
bool is_inside(const Law& law) { return law.rho >= rho_near_zero(law) && law.rho <= 1 - kNearOne; }

void add_rho_motion(std::vector<MovingClass>& out, const Law& law) {
  const double h = law.rho < 0.5 ? rho_near_zero(law) : -kNearOne;
  for (const auto& [times, share] : kExtension) add_motion(out, law, law.mean, law.rho + times * h, {0, share});
}

}  // namespace

double rho_near_zero(const Law& law) {
  const double degree = std::max(1.0, static_cast<double>(law.degree));
  return 3e-3 * std::max(std::min(law.mean.p, law.mean.q), 0.05) / (degree * degree);
}

std::vector<MovingClass> moving_classes(const Law& law) {
  std::vector<MovingClass> out;
  const bool varies = law.mean.p > 0 && law.mean.q > 0;
  if (varies && is_inside(law)) {
    add_motion(out, law, law.mean, law.rho, {1, 1});
  } else {
    add_mean_motion(out, law);
    if (varies) add_rho_motion(out, law);
  }
  return out;
}

}  // namespace nines::simulate
