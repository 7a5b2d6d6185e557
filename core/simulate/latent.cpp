// Nodes by bisection on pivots that keep relative accuracy, weights by differences of nodes
// (latent.h). Everything is done in the distance to the nearer end of [0, 1], because a retry's
// failure lives on 1 - theta.
#include "simulate/latent.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"

namespace nines::simulate {
namespace {

// J = L U of the Jacobi matrix of a Beta law on [0, 1]: all entries positive, each to an ulp.
struct QdArray {
  std::vector<double> q;
  std::vector<double> e;
};

// Canonical moments of Beta(p s, q s), s = (1 - rho) / rho, multiplied through by rho so that rho
// -> 0 does not overflow.
QdArray qd_array(Probability mean, double rho, std::size_t count) {
  QdArray out;
  const double rest = 1 - rho;
  double even_complement = 1;  // 1 - canonical moment 2k
  for (std::size_t k = 0; k < count; ++k) {
    const auto i = static_cast<double>(k);
    const double total = rest + 2 * i * rho;
    const double odd = (mean.p * rest + i * rho) / total;
    const double odd_complement = (mean.q * rest + i * rho) / total;
    const double even = (i + 1) * rho / (total + rho);
    out.q.push_back(even_complement * odd);
    out.e.push_back(odd_complement * even);
    even_complement = (rest + i * rho) / (total + rho);
  }
  return out;
}

// The shifted matrix J - x through its pivots (differential stationary qd).
struct Shifted {
  std::size_t below = 0;  // nodes below x: negative pivots
  double log_slope = 0;   // derivative of log |det(J - x)|
};
Shifted shifted(const QdArray& qd, double x) {
  Shifted out;
  double shift = -x;
  double slope = -1;  // of shift, and so of the pivot
  for (std::size_t k = 0; k < qd.q.size(); ++k) {
    double pivot = qd.q[k] + shift;
    if (pivot < 0) ++out.below;
    if (pivot == 0) pivot = 1e-300;
    const double inverse = 1 / pivot;
    out.log_slope += slope * inverse;
    slope = qd.e[k] * inverse * (qd.q[k] * slope * inverse) - 1;
    shift = qd.e[k] * (shift * inverse) - x;
  }
  return out;
}

struct Bracket {
  double low = 0;
  double high = 1;
  std::size_t below_low = 0;
  std::size_t below_high = 0;
};

// Holds the index-th smallest node (from 1) and no other.
Bracket isolate(const QdArray& qd, std::size_t index) {
  Bracket out{0, 1, 0, qd.q.size()};
  const auto narrow = [&](double x) {
    const std::size_t below = shifted(qd, x).below;
    (below < index ? out.low : out.high) = x;
    (below < index ? out.below_low : out.below_high) = below;
  };
  while (out.low == 0 && out.high > 1e-300) narrow(out.high * 0x1p-4);
  while (out.below_high - out.below_low > 1) {
    const double mid = out.low + (out.high - out.low) / 2;
    if (!(mid > out.low && mid < out.high)) break;
    narrow(mid);
  }
  return out;
}

// A vanishing pivot can fake a tiny Newton step, so the counts must confirm it.
bool is_node(const QdArray& qd, std::size_t index, double x) {
  return shifted(qd, x * (1 - 0x1p-46)).below < index && shifted(qd, x * (1 + 0x1p-46)).below >= index;
}

// The index-th smallest node: Newton inside the bracket. Left of all nodes Newton moves by a K-th
// of the way at a time, so the bracket is halved as well every third time.
double find_node(const QdArray& qd, std::size_t index) {
  constexpr int kEnough = 1'000;
  Bracket in = isolate(qd, index);
  const auto narrow = [&](double x, std::size_t below) { (below < index ? in.low : in.high) = x; };
  const auto middle = [&] { return in.low + (in.high - in.low) / 2; };
  const auto is_inside = [&](double x) { return x > in.low && x < in.high; };
  double x = middle();
  for (int i = 1; i <= kEnough && is_inside(x); ++i) {
    const Shifted at = shifted(qd, x);
    narrow(x, at.below);
    const double next = x - 1 / at.log_slope;
    if (std::fabs(next - x) <= 0x1p-52 * x && is_node(qd, index, next)) return next;
    if (i % 3 == 0 && is_inside(middle())) narrow(middle(), shifted(qd, middle()).below);
    x = is_inside(next) ? next : middle();
  }
  return x;
}

// A product that may leave the range of doubles on the way.
struct Scaled {
  double mantissa = 1;
  int exponent = 0;
  void multiply(double factor) {
    int shift = 0;
    mantissa = std::frexp(mantissa * factor, &shift);
    exponent += shift;
  }
};

// Christoffel numbers up to a common factor: 1 / (theta (1 - theta) prod (theta - theta_j)^2).
void find_weights(std::vector<LatentClass>& classes) {
  std::vector<Scaled> inverse(classes.size());
  int smallest = 0;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    const Probability theta = classes[k].theta;
    inverse[k].multiply(theta.p);
    inverse[k].multiply(theta.q);
    for (std::size_t j = 0; j < classes.size(); ++j) {
      if (j == k) continue;
      const double gap = difference(theta, classes[j].theta);
      inverse[k].multiply(gap);
      inverse[k].multiply(gap);
    }
    if (k == 0 || inverse[k].exponent < smallest) smallest = inverse[k].exponent;
  }
  double sum = 0;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    classes[k].weight = std::ldexp(1 / inverse[k].mantissa, std::max(smallest - inverse[k].exponent, -1100));
    sum += classes[k].weight;
  }
  for (LatentClass& one : classes) one.weight /= sum;
}

bool is_degenerate(Probability mean, double rho) { return !(rho > 0) || !(mean.p > 0) || !(mean.q > 0); }

}  // namespace

double difference(Probability a, Probability b) { return a.q < 0.5 && b.q < 0.5 ? b.q - a.q : a.p - b.p; }

std::size_t latent_class_count(Probability mean, double rho, std::int64_t degree, std::size_t extra) {
  if (is_degenerate(mean, rho) || degree < 1) return 1;
  if (!(rho < 1)) return 2;
  const std::size_t full = static_cast<std::size_t>(degree) / 2 + 1 + extra;
  // Relative change of a kernel by the moments that k classes leave out: about (size^2 rho / min(p,
  // q))^k. A rational factor bends no more than two powers of theta do.
  const double size = static_cast<double>(degree) * (extra > 0 ? 2 : 1);
  const double spread = size * size * rho / std::min(mean.p, mean.q);
  std::size_t enough = 1;
  for (double left = spread; left > 1e-18 && enough < full; left *= spread) ++enough;
  return enough;
}

std::size_t rational_classes(std::int64_t visits, double d) {
  if (visits == 0 || !(d > 0) || !(d < 1)) return 0;
  // Pole at theta = -(1 - d) / d. On the ellipse half way to it (in log radius) each factor stays
  // below `bound`.
  const double reach = (2 - d) / d;
  const double radius = std::sqrt(reach + std::sqrt(reach * reach - 1));
  const double half_axis = (radius + 1 / radius) / 2;
  const double bound = (1 + half_axis) / 2 / (1 - d - d * (half_axis - 1) / 2);
  const double count = (37 + static_cast<double>(visits) * base::log(std::max(bound, 1.0))) / (2 * base::log(radius));
  return count < 1e6 ? static_cast<std::size_t>(count) + 1 : std::size_t{1'000'000};
}

std::vector<LatentClass> latent_classes(Probability mean, double rho, std::size_t count) {
  if (is_degenerate(mean, rho) || count < 2) return {{mean, 1}};
  if (!(rho < 1)) return {{{0, 1}, mean.q}, {{1, 0}, mean.p}};
  const QdArray from_zero = qd_array(mean, rho, count);
  const QdArray from_one = qd_array({mean.q, mean.p}, rho, count);
  const std::size_t lower = shifted(from_zero, 0.5).below;
  std::vector<LatentClass> out(count);
  for (std::size_t k = 0; k < count; ++k) {
    const double x = k < lower ? find_node(from_zero, k + 1) : find_node(from_one, count - k);
    out[k].theta = k < lower ? Probability{x, 1 - x} : Probability{1 - x, x};
  }
  find_weights(out);
  return out;
}

}  // namespace nines::simulate
