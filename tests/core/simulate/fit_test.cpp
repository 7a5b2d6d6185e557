// Fit of p and rho: the airline tasks, exact beta-binomial counts, edges, limits.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/special.h"
#include "base/stats.h"
#include "nines/catalog.h"
#include "nines/disagree.h"
#include "nines/simulate.h"

namespace {

using namespace nines;

FitReport fit(const std::vector<ItemCount>& items, const FitOptions& options = {}) {
  RunContext run;
  Result<FitReport> result = fit_item_counts(items, options, run);
  REQUIRE(result);
  return result.value();
}

std::vector<ItemCount> airline_counts() {
  std::vector<ItemCount> items;
  const int tasks[] = {14, 12, 10, 4, 10};
  for (int c = 0; c <= 4; ++c) items.insert(items.end(), static_cast<std::size_t>(tasks[c]), ItemCount{c, 4});
  return items;
}

bool has_issue(const FitReport& report, const char* code) {
  return std::any_of(report.issues.begin(), report.issues.end(),
                     [code](const Issue& issue) { return issue.code == code; });
}

struct EdgeRow {
  const char* name;
  std::vector<ItemCount> items;
  double p;
  EstimateStatus p_status;
  EstimateStatus rho_status;
  double rho;  // that the pipeline runs with
  const char* issue;
};

const EdgeRow kEdges[] = {
    {"all right", std::vector<ItemCount>(20, ItemCount{4, 4}), 1, EstimateStatus::ok, EstimateStatus::no_variation, 0,
     "rho_unknown"},
    {"all wrong", std::vector<ItemCount>(20, ItemCount{0, 4}), 0, EstimateStatus::ok, EstimateStatus::no_variation, 0,
     "rho_unknown"},
    {"one trial each",
     {{1, 1}, {0, 1}},
     0.5,
     EstimateStatus::too_few_items,
     EstimateStatus::no_pairable,
     0,
     "rho_unknown"},
    {"one item", {{1, 4}}, 0.25, EstimateStatus::too_few_items, EstimateStatus::too_few_items, 0, "rho_clipped"},
    {"always or never", {{4, 4}, {0, 4}}, 0.5, EstimateStatus::too_few_items, EstimateStatus::too_few_items, 1, ""},
    {"opposite trials", std::vector<ItemCount>(20, ItemCount{1, 2}), 0.5, EstimateStatus::degenerate_ci,
     EstimateStatus::degenerate_ci, 0, "rho_clipped"},
};

void check(const EdgeRow& row) {
  CAPTURE(row.name);
  const FitReport report = fit(row.items);
  CHECK(*report.p.value == row.p);
  CHECK(report.p.status == row.p_status);
  CHECK(report.rho.status == row.rho_status);
  CHECK(report.pipeline.latents[0].rho == row.rho);
  CHECK(report.issues.size() == (*row.issue == '\0' ? 0U : 1U));
  if (*row.issue != '\0') CHECK(has_issue(report, row.issue));
  for (const double value : report.predicted) CHECK((value >= 0 && value <= 1));
}

}  // namespace

TEST_CASE("fit: the airline tasks") {
  const FitReport report = fit(airline_counts());
  CHECK(*report.p.value == 0.42);
  CHECK(std::fabs(*report.rho.value - (0.41 / 1.5 - 0.1764) / 0.2436) <= 1e-12);
  CHECK(*report.rho.value == doctest::Approx(0.398).epsilon(0.001));
  REQUIRE(report.p.ci);
  REQUIRE(report.rho.ci);
  // To the bit: the same on every platform. (A Wald interval over items for p would be [.318,
  // .522].)
  CHECK(report.p.ci->low == 0.32000000000000001);
  CHECK(report.p.ci->high == 0.52500000000000002);
  CHECK(report.rho.ci->low == 0.23875733011194394);
  CHECK(report.rho.ci->high == 0.56821889812281146);
  const double observed[] = {0.42, 0.2733333333333333, 0.22, 0.2};
  const double predicted[] = {0.42, 0.2733333333333333, 0.20505351083268075, 0.16518025880243073};
  REQUIRE(report.observed.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(std::fabs(*report.observed[i].value - observed[i]) <= 1e-12);
    CHECK(std::fabs(report.predicted[i] - predicted[i]) <= 1e-12);
    CHECK(std::fabs(report.independent[i] - base::pow(0.42, static_cast<double>(i + 1))) <= 1e-15);
  }
  CHECK(std::fabs(report.predicted[1] - 0.41 / 1.5) <= 1e-12);  // p and rho were chosen so
  REQUIRE(report.pipeline.steps.size() == 1);
  const Step& work = report.pipeline.steps[0];
  CHECK(work.kind == StepKind::work);
  CHECK(work.source == "fit: 50 items");
  CHECK(given_param(work, Param::p)->value == 0.42);
  REQUIRE(report.pipeline.latents.size() == 1);
  CHECK(report.pipeline.latents[0].scope == LatentScope::item);
  CHECK(report.pipeline.latents[0].rho == *report.rho.value);
  CHECK(report.issues.empty());
}

TEST_CASE("fit: gives back p and rho of exact beta-binomial counts") {
  // 100,000 items of 6 trials in beta-binomial proportions, alpha = 3, beta = 1.5: p = 2/3, rho =
  // 1/5.5.
  std::vector<ItemCount> items;
  for (int c = 0; c <= 6; ++c) {
    const double log_share = base::lgamma(7) - base::lgamma(c + 1) - base::lgamma(7 - c) + base::lgamma(3 + c) +
                             base::lgamma(7.5 - c) - base::lgamma(10.5) + base::lgamma(4.5) - base::lgamma(3) -
                             base::lgamma(1.5);
    items.insert(items.end(), static_cast<std::size_t>(std::floor(100'000 * base::exp(log_share) + 0.5)),
                 ItemCount{c, 6});
  }
  const FitReport report = fit(items);
  CHECK(std::fabs(*report.p.value - 2.0 / 3) <= 1e-5);
  CHECK(std::fabs(*report.rho.value - 1 / 5.5) <= 5e-5);
  for (std::size_t i = 0; i < 6; ++i) CHECK(std::fabs(report.predicted[i] - *report.observed[i].value) <= 5e-5);
  CHECK(report.rho.ci->high - report.rho.ci->low < 0.01);
}

TEST_CASE("fit: edges") {
  for (const EdgeRow& row : kEdges) check(row);
}

TEST_CASE("fit: a rho below 0 is reported as it is, and the pipeline takes 0") {
  const FitReport report = fit(std::vector<ItemCount>(20, ItemCount{1, 2}));
  CHECK(*report.rho.value == -1);
  CHECK(report.pipeline.latents[0].rho == 0);
}

TEST_CASE("fit: rho rests on items with two trials only") {
  std::vector<ItemCount> items = airline_counts();
  items.insert(items.end(), 100, ItemCount{1, 1});
  const FitReport report = fit(items);
  CHECK(std::fabs(*report.rho.value - 0.39792008757526) <= 1e-12);
  CHECK(report.rho.dropped == 100);
  CHECK(*report.p.value == doctest::Approx(121.0 / 150));
}

TEST_CASE("fit: nothing to fit, cancel, order") {
  RunContext run;
  const Result<FitReport> none = fit_item_counts({}, {}, run);
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::no_records);
  CHECK_FALSE(fit_item_counts({{0, 0}}, {}, run));
  run.cancelled_hook = [](void*) { return true; };
  const Result<FitReport> stopped = fit_item_counts(airline_counts(), {}, run);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::cancelled);

  std::vector<ItemCount> reversed = airline_counts();
  std::reverse(reversed.begin(), reversed.end());
  CHECK(fit(reversed).rho.ci->low == fit(airline_counts()).rho.ci->low);
}
