// Elementary and special functions against 19-digit values (computed with mpmath 1.3 at 300 bits),
// and a checksum of many results that must come out the same on every platform.
#include "base/special.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

namespace {

using namespace nines;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct OneRow {
  const char* name;
  double (*function)(double);
  double x;
  long double want;
  double ulps;  // allowed
};

constexpr OneRow kOne[] = {
    {"log", base::log, 5e-324, -744.4400719213812623L, 1},
    {"log", base::log, 1e-300, -690.7755278982137052L, 1},
    {"log", base::log, 0.1, -2.302585092994045629L, 1},
    {"log", base::log, 0.5, -0.6931471805599453094L, 1},
    {"log", base::log, 0.7071067811865475, -0.3465735902799727434L, 1},
    {"log", base::log, 0.9999999999, -1.000000082790371007e-10L, 1},
    {"log", base::log, 1.0000000001, 1.000000082690370991e-10L, 1},
    {"log", base::log, 1.4142135623730951, 0.3465735902799727231L, 1},
    {"log", base::log, 10.0, 2.302585092994045684L, 1},
    {"log", base::log, 1.7976931348623157e308, 709.7827128933839967L, 1},
    {"log1p", base::log1p, -0.9999999, -16.11809565148467564L, 1.5},
    {"log1p", base::log1p, -0.3, -0.3566749439387323631L, 1.5},
    {"log1p", base::log1p, -1e-10, -1.000000000050000036e-10L, 1.5},
    {"log1p", base::log1p, 1e-300, 1e-300L, 1.5},
    {"log1p", base::log1p, 0.5, 0.405465108108164382L, 1.5},
    {"log1p", base::log1p, 1e15, 34.53877639491068626L, 1.5},
    {"log10", base::log10, 0.001, -3.0L, 0.51},
    {"log10", base::log10, 0.05, -1.301029995663981171L, 0.51},
    {"log10", base::log10, 2.0, 0.3010299956639811952L, 0.51},
    {"log10", base::log10, 1e22, 22.0L, 0},
    {"exp", base::exp, -700.0, 9.859676543759770857e-305L, 1},
    {"exp", base::exp, -1.0, 0.3678794411714423216L, 1},
    {"exp", base::exp, 1e-20, 1.0L, 0},
    {"exp", base::exp, 0.5, 1.648721270700128147L, 1},
    {"exp", base::exp, 1.0, 2.718281828459045235L, 1},
    {"exp", base::exp, 700.0, 1.014232054735004509e304L, 1},
    {"exp", base::exp, 709.78, 1.792822794394515621e308L, 1},
    {"expm1", base::expm1, -40.0, -0.9999999999999999958L, 2},
    {"expm1", base::expm1, -0.7, -0.5034146962085904632L, 2},
    {"expm1", base::expm1, -1e-10, -9.999999999500000364e-11L, 2},
    {"expm1", base::expm1, 1e-5, 0.0000100000500001666679L, 2},
    {"expm1", base::expm1, 0.71, 1.03399125864675054L, 2},
    {"lgamma", base::lgamma, 1e-10, 23.02585092988273524L, 4},
    {"lgamma", base::lgamma, 0.5, 0.5723649429247000871L, 4},
    {"lgamma", base::lgamma, 1.0000001, -5.772155829918507097e-8L, 8},
    {"lgamma", base::lgamma, 1.9999999, -4.227843030986129819e-8L, 8},
    {"lgamma", base::lgamma, 2.5, 0.2846828704729191596L, 4},
    {"lgamma", base::lgamma, 10.0, 12.80182748008146961L, 4},
    {"lgamma", base::lgamma, 15.999, 27.89653040276015035L, 4},
    {"lgamma", base::lgamma, 16.0, 27.89927138384089157L, 4},
    {"lgamma", base::lgamma, 1e10, 220258509288.8105815L, 4},
    {"normal_cdf", base::normal_cdf, -37.0, 5.725571222524576823e-300L, 45},
    {"normal_cdf", base::normal_cdf, -5.0, 2.866515718791939117e-7L, 20},
    {"normal_cdf", base::normal_cdf, -2.0, 0.0227501319481792072L, 20},
    {"normal_cdf", base::normal_cdf, -1.0, 0.1586552539314570514L, 8},
    {"normal_cdf", base::normal_cdf, 0.0, 0.5L, 0},
    {"normal_cdf", base::normal_cdf, 1.0, 0.8413447460685429486L, 2},
    {"normal_cdf", base::normal_cdf, 6.0, 0.999999999013412355L, 1},
    {"normal_quantile", base::normal_quantile, 1e-300, -37.04709629936119924L, 8},
    {"normal_quantile", base::normal_quantile, 1e-10, -6.361340902404056199L, 8},
    {"normal_quantile", base::normal_quantile, 0.025, -1.959963984540054212L, 4},
    {"normal_quantile", base::normal_quantile, 0.1, -1.281551565544600435L, 8},
    {"normal_quantile", base::normal_quantile, 0.4999999999, -2.506628482030353902e-10L, 8},
    {"normal_quantile", base::normal_quantile, 0.5, 0.0L, 0},
    {"normal_quantile", base::normal_quantile, 0.975, 1.959963984540053856L, 4},
};

// Distance in units of the last place of the wanted value.
double ulps_off(double got, long double want) {
  if (static_cast<long double>(got) == want) return 0;
  int exponent = 0;
  std::frexp(static_cast<double>(want), &exponent);
  return std::fabs(static_cast<double>(static_cast<long double>(got) - want)) / std::ldexp(1.0, exponent - 53);
}

void check(const OneRow& row) {
  CAPTURE(row.name);
  CAPTURE(row.x);
  const double got = row.function(row.x);
  CAPTURE(got);
  CHECK(ulps_off(got, row.want) <= row.ulps);
}

struct ManyRow {
  const char* name;
  double got;
  double want;
  double tolerance;  // relative
};

void check(const ManyRow& row) {
  CAPTURE(row.name);
  CAPTURE(row.got);
  CHECK(std::fabs(row.got - row.want) <= row.tolerance * std::fabs(row.want));
}

// FNV-1a over the bits of a result.
void mix(std::uint64_t& hash, double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  for (int byte = 0; byte < 8; ++byte) hash = (hash ^ ((bits >> (8 * byte)) & 0xFFU)) * 0x100000001B3U;
}

}  // namespace

TEST_CASE("special: functions of one argument") {
  for (const OneRow& row : kOne) check(row);
}

TEST_CASE("special: powers, beta, binomial") {
  const ManyRow rows[] = {
      {"pow .95^20", base::pow(0.95, 20), 0.3584859224085418992, 2.3e-16},
      {"pow .99^50", base::pow(0.99, 50), 0.6050060671375363791, 2.3e-16},
      {"pow .95^1000", base::pow(0.95, 1000), 5.291822747744800266e-23, 2.3e-16},
      {"pow near 1", base::pow(0.9999999, 1e9), 3.720057571493636829e-44, 2.3e-16},
      {"pow sqrt", base::pow(2, 0.5), 1.414213562373095049, 2.3e-16},
      {"pow negative", base::pow(3.7, -200.25), 1.650459058306786622e-114, 2.3e-16},
      {"beta .5 .5", base::beta_cdf(0.5, 0.5, 0.25), 0.3333333333333333333, 1e-14},
      {"beta 2 3", base::beta_cdf(2, 3, 0.4), 0.5248000000000000384, 1e-14},
      {"beta 10 91", base::beta_cdf(10, 91, 0.05), 0.02818829416341611675, 1e-13},
      {"beta small", base::beta_cdf(0.1, 0.2, 0.9), 0.7804880320024466949, 1e-14},
      {"beta above", base::beta_cdf(200, 3, 0.95), 0.002146975807740761067, 1e-13},
      {"beta large", base::beta_cdf(1000, 2000, 0.31), 0.003066591993426545993, 1e-13},
      {"beta tiny b", base::beta_cdf(5, 0.01, 0.99), 0.02535531911764200501, 1e-13},
      {"quantile 10 91", base::beta_quantile(10, 91, 0.025), 0.04900468922148595885, 1e-13},
      {"quantile 11 90", base::beta_quantile(11, 90, 0.975), 0.1762225977400226652, 1e-13},
      {"quantile near 0", base::beta_quantile(0.5, 10.5, 0.025), 0.00004789043315758189523, 1e-13},
      {"quantile 2 2", base::beta_quantile(2, 2, 0.1), 0.1958001056590917234, 1e-13},
      {"binomial 3 of 10", base::binomial_pmf(3, 10, 0.3), 0.266827932, 1e-14},
      {"binomial half", base::binomial_pmf(500, 1000, 0.5), 0.02522501817836080191, 1e-13},
      {"binomial large", base::binomial_pmf(333333, 1000000, 0.3333), 0.0008442132009076032801, 1e-12},
      {"binomial none", base::binomial_pmf(0, 50, 0.01), 0.6050060671375366441, 1e-14},
      {"binomial all", base::binomial_pmf(50, 50, 0.9), 0.005153775207320119668, 1e-14},
  };
  for (const ManyRow& row : rows) check(row);
}

TEST_CASE("special: ends of the domains") {
  CHECK(base::log(0) == -kInfinity);
  CHECK(base::log(kInfinity) == kInfinity);
  CHECK_FALSE(base::log(-1) == base::log(-1));
  CHECK(base::log1p(-1) == -kInfinity);
  CHECK(base::exp(710) == kInfinity);
  CHECK(base::exp(-746) == 0);
  CHECK(base::exp(-745.1) > 0);
  CHECK(base::pow(0, 0) == 1);
  CHECK(base::pow(0, 3) == 0);
  CHECK(base::pow(0, -3) == kInfinity);
  CHECK(base::pow(1, kInfinity) == 1);
  CHECK(base::pow(2, 1e300) == kInfinity);
  CHECK(base::pow(0.5, 1e300) == 0);
  CHECK(base::lgamma(1) == 0);
  CHECK(base::lgamma(2) == 0);
  CHECK(base::lgamma(0) == kInfinity);
  CHECK(base::beta_cdf(2, 3, 0) == 0);
  CHECK(base::beta_cdf(2, 3, 1) == 1);
  CHECK(base::beta_quantile(2, 3, 0) == 0);
  CHECK(base::beta_quantile(2, 3, 1) == 1);
  CHECK(base::normal_quantile(0) == -kInfinity);
  CHECK(base::normal_quantile(1) == kInfinity);
  CHECK(base::normal_cdf(-40) == 0);
  CHECK(base::normal_cdf(40) == 1);
  CHECK(base::binomial_pmf(11, 10, 0.5) == 0);
}

TEST_CASE("special: log10 of powers of ten is whole") {
  double power = 1;
  for (int k = 0; k <= 22; ++k, power *= 10) {
    CAPTURE(k);
    CHECK(base::log10(power) == k);
    CHECK(base::log10(1 / power) == -k);
  }
}

TEST_CASE("special: beta quantile undoes the distribution") {
  for (const double a : {0.3, 1.0, 7.5, 400.0}) {
    for (const double b : {0.4, 1.0, 30.0, 9000.0}) {
      for (const double u : {1e-8, 0.025, 0.3, 0.5, 0.8, 0.975}) {
        CAPTURE(a);
        CAPTURE(b);
        CAPTURE(u);
        const double x = base::beta_quantile(a, b, u);
        // the double next to x moves the distribution by its slope; allow one spacing beside the
        // error of the function
        const double spacing = std::fabs(base::beta_cdf(a, b, x + 3e-16 * (x > 0.5 ? 1 : x)) - base::beta_cdf(a, b, x));
        CHECK(std::fabs(base::beta_cdf(a, b, x) - u) <= 1e-12 * u + 2 * spacing);
      }
    }
  }
}

TEST_CASE("special: the same bits on every platform") {
  std::uint64_t hash = 0xCBF29CE484222325U;
  std::uint64_t state = 12345;
  for (int i = 0; i < 20'000; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const double u = (static_cast<double>(state >> 12) + 0.5) * 0x1p-52;
    mix(hash, base::log(u * 100));
    mix(hash, base::log10(u));
    mix(hash, base::log1p(u - 0.5));
    mix(hash, base::exp(200 * u - 100));
    mix(hash, base::expm1(u));
    mix(hash, base::pow(u, 30 * u));
    mix(hash, base::lgamma(20 * u));
    mix(hash, base::normal_cdf(12 * u - 6));
    if (i % 20 == 0) {
      mix(hash, base::normal_quantile(u));
      mix(hash, base::beta_quantile(1 + 50 * u, 3, 0.025));
      mix(hash, base::binomial_pmf(std::floor(1000 * u), 1000, 0.4));
    }
  }
  CHECK(hash == 17802422751922846009U);
}
