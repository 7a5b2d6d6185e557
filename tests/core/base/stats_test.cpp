// Sums, quantiles, intervals for k of n, pass@k and pass^k.
#include "base/stats.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

namespace {

using namespace nines;

struct IntervalRow {
  const char* name;
  Interval (*make)(std::int64_t, std::int64_t, double);
  std::int64_t k;
  std::int64_t n;
  double low;
  double high;
};

// mpmath, from the definitions; Clopper-Pearson 10 of 100 also as printed by R's binom.test:
// 0.04900469, 0.17622260.
constexpr IntervalRow kIntervals[] = {
    {"Wilson", base::wilson_interval, 10, 100, 0.05522913706067508512, 0.1743656615049134626},
    {"Wilson", base::wilson_interval, 0, 10, 0, 0.2775327998628892527},
    {"Wilson", base::wilson_interval, 10, 10, 0.7224672001371107473, 1},
    {"Wilson", base::wilson_interval, 1, 3, 0.06149194472039623122, 0.7923403991979522774},
    {"Clopper-Pearson", base::clopper_pearson, 10, 100, 0.04900468922148595839, 0.1762225977400226806},
    {"Clopper-Pearson", base::clopper_pearson, 0, 10, 0, 0.3084971078187608239},
    {"Clopper-Pearson", base::clopper_pearson, 10, 10, 0.6915028921812391761, 1},
    {"Clopper-Pearson", base::clopper_pearson, 1, 3, 0.008403758659612636558, 0.9057006759497539234},
    {"Jeffreys", base::jeffreys_interval, 10, 100, 0.05258467529066884104, 0.170123929652186911},
    {"Jeffreys", base::jeffreys_interval, 0, 10, 0, 0.2171962675092105742},
    {"Jeffreys", base::jeffreys_interval, 10, 10, 0.7828037324907894258, 1},
    {"Jeffreys", base::jeffreys_interval, 1, 3, 0.03874761778516516078, 0.8232639028687426826},
    {"Wilson", base::wilson_interval, 0, 0, 0, 1},
    {"Clopper-Pearson", base::clopper_pearson, 0, 0, 0, 1},
    {"Jeffreys", base::jeffreys_interval, 0, 0, 0, 1},
};

void check(const IntervalRow& row) {
  CAPTURE(row.name);
  CAPTURE(row.k);
  CAPTURE(row.n);
  const Interval got = row.make(row.k, row.n, 0.95);
  CHECK(std::fabs(got.low - row.low) <= 1e-13);
  CHECK(std::fabs(got.high - row.high) <= 1e-13);
  CHECK(got.level == 0.95);
  CHECK(got.method == row.name);
}

struct PassRow {
  std::int64_t n, c, k;
  double at;
  double hat;
};

// Exact rationals, from the formulas of Chen et al. 2021 and Yao et al. 2024.
constexpr PassRow kPass[] = {
    {5, 2, 1, 2.0 / 5, 2.0 / 5},
    {5, 2, 2, 7.0 / 10, 1.0 / 10},
    {5, 2, 5, 1, 0},
    {10, 3, 5, 11.0 / 12, 0},
    {200, 20, 1, 0.1, 0.1},
    {200, 1, 100, 0.5, 0},
    {4, 4, 4, 1, 1},
    {4, 3, 4, 1, 0},
    {4, 0, 1, 0, 0},
    {100, 99, 2, 1, 0.98},
    {200, 20, 10, 67376037836495.0 / 102050019586424.0, 323.0 / 39250007533240.0},
    {100000, 17, 1000, 0.15706838764257774, 0},
};

void check(const PassRow& row) {
  CAPTURE(row.n);
  CAPTURE(row.c);
  CAPTURE(row.k);
  CHECK(std::fabs(base::pass_at_k(row.n, row.c, row.k) - row.at) <= 1e-12);
  CHECK(std::fabs(base::pass_hat_k(row.n, row.c, row.k) - row.hat) <= 1e-12 * row.hat);
}

}  // namespace

TEST_CASE("stats: intervals for k of n") {
  for (const IntervalRow& row : kIntervals) check(row);
}

TEST_CASE("stats: swapping right and wrong mirrors an interval") {
  for (const auto make : {base::wilson_interval, base::clopper_pearson, base::jeffreys_interval}) {
    for (std::int64_t k = 0; k <= 12; ++k) {
      const Interval a = make(k, 12, 0.9);
      const Interval b = make(12 - k, 12, 0.9);
      CHECK(std::fabs(a.low - (1 - b.high)) <= 1e-15);
      CHECK(a.low <= static_cast<double>(k) / 12);
      CHECK(a.high >= static_cast<double>(k) / 12);
    }
  }
}

TEST_CASE("stats: pass@k and pass^k") {
  for (const PassRow& row : kPass) check(row);
  CHECK(base::pass_at_k(4, 1, 1) == base::pass_hat_k(4, 1, 1));
}

TEST_CASE("stats: type 7 quantiles") {
  const std::vector<double> values{1, 2, 4, 8, 16};
  CHECK(base::sorted_quantile(values, 0) == 1);
  CHECK(base::sorted_quantile(values, 1) == 16);
  CHECK(base::sorted_quantile(values, 0.5) == 4);
  CHECK(base::sorted_quantile(values, 0.1) == doctest::Approx(1.4));
  CHECK(base::sorted_quantile(values, 0.9) == doctest::Approx(12.8));
  CHECK(base::sorted_quantile({}, 0.5) == 0);
}

TEST_CASE("stats: compensated sum keeps what plain addition loses") {
  const std::vector<double> terms{1, 1e100, 1, -1e100};
  CHECK(base::compensated_sum(terms) == 2);
  const std::vector<double> tenths(1'000'000, 0.1);
  CHECK(std::fabs(base::compensated_sum(tenths) - 100'000) <= 1e-10);
}
