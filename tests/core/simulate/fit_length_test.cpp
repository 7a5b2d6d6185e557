// Success against length: what the maximum must satisfy, order of points, where there is no maximum, bad points.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "base/rng.h"
#include "nines/fit.h"

namespace {

using namespace nines;

Result<LengthFit> try_fit(std::vector<LengthPoint> points, LengthFitOptions options = {}) {
  RunContext run;
  return fit_length(std::move(points), options, run);
}

LengthFit fit(std::vector<LengthPoint> points, std::int64_t bootstrap = 0) {
  LengthFitOptions options;
  options.bootstrap = bootstrap;
  options.at = {15};
  Result<LengthFit> out = try_fit(std::move(points), options);
  REQUIRE(out);
  return out.value();
}

// Lengths 1, 2, 4, … 2^11, three runs each; the longer the fewer right.
std::vector<LengthPoint> doubling() {
  const double right[] = {3, 3, 2, 3, 2, 2, 1, 2, 1, 0, 1, 0};
  std::vector<LengthPoint> out;
  for (int i = 0; i < 12; ++i) out.push_back({"item " + std::to_string(i), std::ldexp(1.0, i), right[i], 3});
  return out;
}

double parameter(const LengthFit& of, LengthFamily family, std::size_t index) {
  for (const LengthFamilyFit& one : of.families) {
    if (one.family == family) return *one.parameters[index].second.value;
  }
  return 0;
}

// The log likelihood by the definition, with libm, from the parameters people see.
double likelihood(const std::vector<LengthPoint>& points, LengthFamily family, double first, double second) {
  double out = 0;
  for (const LengthPoint& point : points) {
    const double t = point.length;
    double s = std::exp2(-t / first);
    if (family == LengthFamily::weibull) s = std::exp(-std::pow(t / first, second));
    if (family == LengthFamily::logistic) s = 1 / (1 + std::exp(-second * std::log2(t / first)));
    const double share = point.successes / point.trials;
    out += share * std::log(s) + (1 - share) * std::log1p(-s);
  }
  return out;
}

struct NoMaximum {
  const char* name;
  std::vector<LengthPoint> points;
  EstimateStatus exponential;
  EstimateStatus weibull;
};

const NoMaximum kNoMaximum[] = {
    {"all right", {{"a", 1, 1, 1}, {"b", 5, 1, 1}}, EstimateStatus::no_variation, EstimateStatus::no_variation},
    {"all wrong", {{"a", 1, 0, 1}, {"b", 5, 0, 1}}, EstimateStatus::no_variation, EstimateStatus::no_variation},
    {"one length", {{"a", 5, 1, 1}, {"b", 5, 0, 1}}, EstimateStatus::too_few_items, EstimateStatus::no_variation},
    {"apart",
     {{"a", 1, 1, 1}, {"b", 2, 1, 1}, {"c", 3, 0, 1}},
     EstimateStatus::too_few_items,
     EstimateStatus::no_variation},
    {"touching",
     {{"a", 1, 1, 1}, {"b", 2, 1, 2}, {"c", 3, 0, 1}},
     EstimateStatus::too_few_items,
     EstimateStatus::no_variation},
};

}  // namespace

TEST_CASE("fit_length: each family stands at the top of its likelihood") {
  const std::vector<LengthPoint> points = doubling();
  const LengthFit out = fit(points);
  for (const LengthFamilyFit& family : out.families) {
    const LengthFamilyInfo& info = length_family_info(family.family);
    CAPTURE(std::string(info.id));
    const double first = *family.parameters[0].second.value;
    const bool has_second = family.parameters.size() > 1;
    const double second = has_second ? *family.parameters[1].second.value : 0;
    const double top = likelihood(points, family.family, first, second);
    CHECK(*family.log_likelihood == doctest::Approx(top).epsilon(1e-12));
    CHECK(*family.aic == doctest::Approx(2.0 * static_cast<double>(family.parameters.size()) - 2 * top).epsilon(1e-12));
    for (const double step : {1 - 1e-3, 1 + 1e-3}) {
      CHECK(likelihood(points, family.family, first * step, second) < top);
      if (has_second) CHECK(likelihood(points, family.family, first, second * step) < top);
    }
    for (const Horizon& row : family.horizons) {  // success at a horizon is its level
      LengthFitOptions options;
      options.bootstrap = 0;
      options.at = {*row.length.value};
      const Result<LengthFit> there = try_fit(points, options);
      REQUIRE(there);
      for (const LengthFamilyFit& again : there->families) {
        if (again.family == family.family)
          CHECK(*again.predictions[0].success.value == doctest::Approx(row.level).epsilon(1e-12));
      }
    }
  }
  CHECK(parameter(out, LengthFamily::weibull, 1) > 0);
  CHECK(parameter(out, LengthFamily::logistic, 1) < 0);
}

TEST_CASE("fit_length: the order of points changes no bit, the unit of length scales") {
  std::vector<LengthPoint> points = doubling();
  const LengthFit one = fit(points, 300);
  std::reverse(points.begin(), points.end());
  const LengthFit other = fit(points, 300);
  for (LengthPoint& point : points) point.length *= 60;
  const LengthFit seconds = fit(points, 0);
  for (std::size_t i = 0; i < one.families.size(); ++i) {
    const Estimate& a = one.families[i].horizons[0].length;
    const Estimate& b = other.families[i].horizons[0].length;
    CHECK(*a.value == *b.value);
    REQUIRE(a.ci);
    REQUIRE(b.ci);
    CHECK(a.ci->low == b.ci->low);
    CHECK(a.ci->high == b.ci->high);
    CHECK(a.ci->low < *a.value);
    CHECK(*a.value < a.ci->high);
    CHECK(*seconds.families[i].horizons[0].length.value == doctest::Approx(60 * *a.value).epsilon(1e-11));
    CHECK(*seconds.families[i].log_likelihood == doctest::Approx(*one.families[i].log_likelihood).epsilon(1e-12));
  }
}

TEST_CASE("fit_length: items weigh 1, runs weigh 1") {
  std::vector<LengthPoint> points = doubling();
  points[11].successes = 300;  // one task, asked a thousand times
  points[11].trials = 1000;
  LengthFitOptions options;
  options.bootstrap = 0;
  const Result<LengthFit> items = try_fit(points, options);
  options.weights = LengthWeights::runs;
  const Result<LengthFit> runs = try_fit(points, options);
  REQUIRE(items);
  REQUIRE(runs);
  CHECK(*runs->mean.value == doctest::Approx((300 + 20.0) / (1000 + 33)).epsilon(1e-12));
  CHECK(*items->mean.value == doctest::Approx((0.3 + 20.0 / 3) / 12).epsilon(1e-12));
  CHECK(runs->runs == 1033);
}

TEST_CASE("fit_length: records made by a Weibull law give it back, and its interval holds it") {
  constexpr double kScale = 40;
  constexpr double kShape = 0.5;
  base::PhiloxReader words(7, 1);
  const auto uniform = [&] { return static_cast<double>(words.next() >> 11) * 0x1p-53; };
  std::vector<LengthPoint> points;
  for (int i = 0; i < 2000; ++i) {
    const double length = std::exp(8 * uniform());
    const double right = uniform() < std::exp(-std::pow(length / kScale, kShape)) ? 1 : 0;
    points.push_back({std::to_string(i), length, right, 1});
  }
  const LengthFit out = fit(points, 300);
  CHECK(*out.best == LengthFamily::weibull);
  for (const LengthFamilyFit& family : out.families) {
    if (family.family != LengthFamily::weibull) continue;
    const double truth[] = {kScale, kShape};
    for (std::size_t i = 0; i < 2; ++i) {
      const Estimate& value = family.parameters[i].second;
      REQUIRE(value.ci);
      CHECK(value.ci->low < truth[i]);
      CHECK(truth[i] < value.ci->high);
    }
  }
}

TEST_CASE("fit_length: where no maximum exists the estimates say so") {
  for (const NoMaximum& row : kNoMaximum) {
    CAPTURE(std::string(row.name));
    const LengthFit out = fit(row.points);
    for (const LengthFamilyFit& family : out.families) {
      const bool one = family.family == LengthFamily::exponential;
      CHECK(family.parameters[0].second.status == (one ? row.exponential : row.weibull));
      CHECK(family.aic.has_value() == family.parameters[0].second.value.has_value());
    }
  }
  const LengthFit rising = fit({{"a", 1, 0, 1}, {"b", 2, 1, 1}, {"c", 3, 0, 1}, {"d", 4, 1, 1}});
  CHECK(rising.issues.size() == 1);
  CHECK(rising.issues[0].code == "rises_with_length");
  CHECK(!rising.families[0].horizons[0].length.value);
}

TEST_CASE("fit_length: bad points and limits") {
  const double kInf = std::numeric_limits<double>::infinity();
  const double kNan = std::numeric_limits<double>::quiet_NaN();
  for (const LengthPoint& bad : {LengthPoint{"a", 0, 1, 1}, LengthPoint{"a", -1, 1, 1}, LengthPoint{"a", kInf, 1, 1},
                                 LengthPoint{"a", kNan, 1, 1}, LengthPoint{"a", 1, 2, 1}, LengthPoint{"a", 1, -1, 1},
                                 LengthPoint{"a", 1, 0, 0}}) {
    const Result<LengthFit> out = try_fit({bad});
    REQUIRE(!out);
    CHECK(out.error().code == ErrorCode::out_of_range);
  }
  CHECK(try_fit({}).error().code == ErrorCode::no_records);
  LengthFitOptions options;
  options.bootstrap = 0;
  std::vector<LengthPoint> many(kMaxLengthPoints, LengthPoint{"a", 2, 1, 1});
  many.front().successes = 0;
  CHECK(try_fit(many, options).has_value());
  many.push_back(many.back());
  CHECK(try_fit(many, options).error().code == ErrorCode::limit_exceeded);
  // Lengths from the smallest to the largest double stay finite.
  const LengthFit wide = fit({{"a", 5e-324, 1, 1}, {"b", 1, 0, 1}, {"c", 2, 1, 1}, {"d", 1e308, 0, 1}});
  for (const LengthFamilyFit& family : wide.families) {
    if (family.log_likelihood) CHECK(std::isfinite(*family.log_likelihood));
  }
}
