// Plurality among several wrong answers, and scores (crowd.h).
#include "simulate/crowd.h"

namespace nines::simulate {
namespace {

// Coefficients of x^0 … x^most of the product of two series.
std::vector<double> times(const std::vector<double>& a, const std::vector<double>& b, std::size_t most) {
  std::vector<double> out(most + 1, 0);
  for (std::size_t i = 0; i < a.size() && i <= most; ++i) {
    for (std::size_t j = 0; j < b.size() && i + j <= most; ++j) out[i + j] += a[i] * b[j];
  }
  return out;
}

// 1 / i!, cut after `last`.
std::vector<double> exponential(std::int64_t last) {
  std::vector<double> out;
  double term = 1;
  for (std::int64_t i = 0; i <= last; ++i) {
    out.push_back(term);
    term /= static_cast<double>(i + 1);
  }
  return out;
}

std::vector<double> power(std::vector<double> base, std::int64_t n, std::size_t most) {
  std::vector<double> out{1};
  for (; n > 0; n >>= 1) {
    if ((n & 1) != 0) out = times(out, base, most);
    if (n > 1) base = times(base, base, most);
  }
  out.resize(most + 1, 0);
  return out;
}

}  // namespace

ScoreGrid score_grid(double gap) {
  constexpr double kReach = 9;
  const auto density = [](double x) { return base::exp(-x * x / 2) * 0.3989422804014326779399461; };
  ScoreGrid out;
  out.step = 1.0 / 8;  // the narrowest integrand, of a million candidates, is 0.24 wide
  const auto last = static_cast<std::int64_t>((2 * kReach + gap) / out.step);
  for (std::int64_t i = 0; i <= last; ++i) {
    const double x = -kReach + static_cast<double>(i) * out.step;
    const double right = density(x - gap);
    out.points.push_back({right, base::normal_cdf(x - gap), (x - gap) * right, density(x), base::normal_cdf(x)});
  }
  return out;
}

std::vector<std::vector<double>> plurality_wins(std::int64_t n, std::int64_t rivals) {
  const auto size = static_cast<std::size_t>(n) + 1;
  std::vector<std::vector<double>> out(size, std::vector<double>(size, 0));
  if (rivals == 1) {
    for (std::size_t a = 0; a < size; ++a) {
      for (std::size_t b = 0; b < size; ++b) out[a][b] = a > b ? 1 : a == b ? 0.5 : 0;
    }
    return out;
  }
  // Sequences of b wrong votes in which t rivals have exactly a and the others less: b! / a!^t times a coefficient.
  std::vector<double> factorial_over{1};  // b! / rivals^b
  for (std::int64_t b = 1; b <= n; ++b)
    factorial_over.push_back(factorial_over.back() * static_cast<double>(b) / static_cast<double>(rivals));
  for (std::int64_t a = 1; a <= n; ++a) {
    const std::vector<double> fewer = exponential(a - 1);
    double of_a = 1;  // 1 / a!
    for (std::int64_t i = 2; i <= a; ++i) of_a /= static_cast<double>(i);
    double choose = 1;  // C(rivals, t) / a!^t
    for (std::int64_t t = 0; t <= rivals && t * a <= n; ++t) {
      const std::vector<double> rest = power(fewer, rivals - t, static_cast<std::size_t>(n - t * a));
      for (std::size_t r = 0; r < rest.size(); ++r) {
        const std::size_t b = r + static_cast<std::size_t>(t * a);
        out[static_cast<std::size_t>(a)][b] += choose * rest[r] * factorial_over[b] / static_cast<double>(t + 1);
      }
      choose = choose * static_cast<double>(rivals - t) / static_cast<double>(t + 1) * of_a;
    }
  }
  return out;
}

}  // namespace nines::simulate
