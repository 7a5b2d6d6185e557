// Classes of a Beta law against its moments in closed form, over the whole range of p, rho and
// degree; and their motion against differences of those moments.
#include <doctest/doctest.h>

#include <cmath>

#include "simulate/latent.h"

namespace {

using namespace nines::simulate;

// E theta^a (1 - theta)^b, every factor positive (beta-binomial, Skellam 1948).
double moment(double p, double q, double rho, int a, int b) {
  double out = 1;
  for (int i = 0; i < a; ++i) out *= (p * (1 - rho) + i * rho) / (1 - rho + i * rho);
  for (int i = 0; i < b; ++i) out *= (q * (1 - rho) + i * rho) / (1 - rho + (a + i) * rho);
  return out;
}

double power(double x, int n) {
  double out = 1;
  for (int i = 0; i < n; ++i) out *= x;
  return out;
}

// Worst relative error of the moments of total degree at most `degree` that the classes should give
// exactly.
double worst_moment(double q, double rho, int degree) {
  const Probability mean{1 - q, q};
  const auto classes = latent_classes(mean, rho, latent_class_count(mean, rho, degree, 0));
  double worst = 0;
  for (const int a : {0, 1, degree / 2, degree - 1, degree}) {
    for (const int b : {0, 1, degree - a}) {
      if (a + b > degree) continue;
      double sum = 0;
      for (const LatentClass& one : classes) sum += one.weight * power(one.theta.p, a) * power(one.theta.q, b);
      const double expect = moment(1 - q, q, rho, a, b);
      if (expect > 1e-290) worst = std::max(worst, std::fabs(sum / expect - 1));
    }
  }
  return worst;
}

struct Slopes {
  double p = 0;
  double rho = 0;
};

// What moving_classes says about E (1 - theta)^b theta^a.
Slopes moved(double q, double rho, int a, int b) {
  Law law;
  law.mean = {1 - q, q};
  law.rho = rho;
  law.degree = a + b;
  Slopes out;
  for (const MovingClass& one : moving_classes(law)) {
    const double f = power(one.theta.p, a) * power(one.theta.q, b);
    const double df = (a > 0 ? a * power(one.theta.p, a - 1) * power(one.theta.q, b) : 0) -
                      (b > 0 ? b * power(one.theta.p, a) * power(one.theta.q, b - 1) : 0);
    out.p += one.p_value * f + one.p_slope * df;
    out.rho += one.rho_value * f + one.rho_slope * df;
  }
  return out;
}

double difference_in_rho(double q, double rho, int a, int b) {
  const double h = 1e-5;
  const auto f = [&](double at) { return moment(1 - q, q, std::min(at, 1 - 1e-15), a, b); };
  if (rho < h) return (-3 * f(rho) + 4 * f(rho + h) - f(rho + 2 * h)) / (2 * h);
  if (rho > 1 - h) return (3 * f(rho) - 4 * f(rho - h) + f(rho - 2 * h)) / (2 * h);
  return (f(rho + h) - f(rho - h)) / (2 * h);
}

double difference_in_p(double q, double rho, int a, int b) {
  const double h = 1e-6;
  const double at = std::min(rho, 1 - 1e-15);
  const auto f = [&](double x) { return moment(1 - x, x, at, a, b); };
  if (q < h) return -(-3 * f(q) + 4 * f(q + h) - f(q + 2 * h)) / (2 * h);
  return -(f(q + h) - f(q - h)) / (2 * h);
}

}  // namespace

TEST_CASE("classes give every moment up to the degree, relative 1e-12") {
  double worst = 0;
  for (const double rho : {1e-14, 1e-9, 1e-5, 1e-2, 0.1, 0.51, 0.9, 0.999, 1 - 1e-9}) {
    for (const double q : {1e-12, 1e-6, 1e-3, 0.05, 0.3, 0.5, 0.7, 0.999}) {
      for (const int degree : {1, 2, 3, 5, 20, 60, 199}) {
        CAPTURE(rho);
        CAPTURE(q);
        CAPTURE(degree);
        const double error = worst_moment(q, rho, degree);
        CHECK(error < 1e-12);
        worst = std::max(worst, error);
      }
    }
  }
  for (const double q : {1e-9, 0.05, 0.5}) CHECK(worst_moment(q, 0.3, 1023) < 1e-12);
  MESSAGE("worst relative error of a moment: ", worst);
}

TEST_CASE("classes are ordered, inside, positive, and sum to 1") {
  for (const double rho : {1e-9, 0.1, 0.5, 0.99}) {
    const auto classes = latent_classes({0.95, 0.05}, rho, 31);
    double sum = 0;
    double before = 0;
    for (const LatentClass& one : classes) {
      CHECK(one.theta.p > before);
      CHECK(one.theta.p < 1);
      CHECK(one.theta.p + one.theta.q == doctest::Approx(1));
      CHECK(one.weight > 0);
      before = one.theta.p;
      sum += one.weight;
    }
    CHECK(sum == doctest::Approx(1).epsilon(1e-14));
  }
}

TEST_CASE("how many classes") {
  const Probability mean{0.9, 0.1};
  CHECK(latent_class_count(mean, 0, 100, 0) == 1);
  CHECK(latent_class_count(mean, 1, 100, 0) == 2);
  CHECK(latent_class_count({1, 0}, 0.5, 100, 0) == 1);
  CHECK(latent_class_count(mean, 0.5, 0, 0) == 1);
  CHECK(latent_class_count(mean, 0.5, 1, 0) == 1);
  CHECK(latent_class_count(mean, 0.5, 2, 0) == 2);
  CHECK(latent_class_count(mean, 0.5, 3, 0) == 2);
  CHECK(latent_class_count(mean, 0.5, 60, 0) == 31);
  CHECK(latent_class_count(mean, 0.5, 60, 5) == 36);
  CHECK(latent_class_count(mean, 1e-12, 60, 0) < 5);
  CHECK(rational_classes(0, 0.5) == 0);
  CHECK(rational_classes(3, 1) == 0);
  CHECK(rational_classes(3, 0.5) > 10);
  CHECK(rational_classes(3, 0.9) > rational_classes(3, 0.5));
}

TEST_CASE("extra classes are enough for parts that are rational in theta") {
  for (const double d : {0.1, 0.5, 0.9, 0.99}) {
    for (const int visits : {1, 3}) {
      CAPTURE(d);
      const Probability mean{0.8, 0.2};
      const std::size_t count = latent_class_count(mean, 0.3, visits, rational_classes(visits, d));
      const auto mean_of = [&](std::size_t n) {
        double sum = 0;
        for (const LatentClass& one : latent_classes(mean, 0.3, n)) {
          sum += one.weight * power(one.theta.p / (one.theta.p + one.theta.q * (1 - d)), visits);
        }
        return sum;
      };
      CHECK(mean_of(count) == doctest::Approx(mean_of(2 * count + 40)).epsilon(1e-13));
    }
  }
}

TEST_CASE("classes move as the moments do") {
  for (const double rho : {0.0, 1e-9, 1e-4, 0.1, 0.51, 0.9, 1 - 1e-7, 1.0}) {
    for (const double q : {0.0, 1e-3, 0.05, 0.5, 0.999}) {
      for (const int degree : {1, 2, 3, 5, 20, 60}) {
        for (const int a : {0, degree / 2, degree}) {
          CAPTURE(rho);
          CAPTURE(q);
          CAPTURE(degree);
          CAPTURE(a);
          const Slopes slopes = moved(q, rho, a, degree - a);
          CHECK(slopes.p == doctest::Approx(difference_in_p(q, rho, a, degree - a)).epsilon(2e-5));
          CHECK(slopes.rho == doctest::Approx(difference_in_rho(q, rho, a, degree - a)).epsilon(2e-5));
        }
      }
    }
  }
}
