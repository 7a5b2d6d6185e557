// Entropy and divergence: reference values, values by hand, and what has no value.
#include "nines/entropy.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/disagree/family_golden.h"

namespace {

using namespace nines;

const Estimate& of(const EntropyReport& report, const std::string& id) {
  static const Estimate none;
  for (const auto& [name, estimate] : report.estimates) {
    if (name == id) return estimate;
  }
  return none;
}

struct Row {
  const char* name;
  std::vector<std::int64_t> counts;
  double plug_in;  // by hand: logs of small numbers
  double coverage;
  EstimateStatus status;
};
const double kLog2 = 0.69314718055994531;
const Row kRows[] = {
    {"no answers", {}, 0, 0, EstimateStatus::no_data},
    {"only zeros", {0, 0}, 0, 0, EstimateStatus::no_data},
    {"one answer", {1}, 0, 0, EstimateStatus::too_few_items},
    {"all the same", {7}, 0, 1, EstimateStatus::ok},
    {"halves", {2, 2}, kLog2, 1, EstimateStatus::ok},
    {"zeros beside", {0, 2, 0, 2}, kLog2, 1, EstimateStatus::ok},
    {"all singletons", {1, 1, 1, 1}, 2 * kLog2, 0, EstimateStatus::too_few_items},
    {"one singleton of four", {2, 1, 1}, 1.5 * kLog2, 0.5, EstimateStatus::ok},
};

void check(const Row& row) {
  CAPTURE(row.name);
  const Result<EntropyReport> report = entropy_of_counts(row.counts);
  REQUIRE(report);
  const Estimate& plug_in = of(*report, "plug_in");
  const Estimate& coverage = of(*report, "coverage");
  CHECK(plug_in.status == row.status);
  CHECK(plug_in.reason.empty() == (row.status == EstimateStatus::ok));
  CHECK(plug_in.value.has_value() == (row.status != EstimateStatus::no_data));
  if (!plug_in.value) return;
  CHECK(std::fabs(*plug_in.value - row.plug_in) <= 1e-15);
  CHECK(*coverage.value == row.coverage);
  CHECK_FALSE(plug_in.ci);
  CHECK_FALSE(std::signbit(*plug_in.value));
}

}  // namespace

TEST_CASE("entropy of counts: by hand") {
  for (const Row& row : kRows) check(row);
}

TEST_CASE("entropy of counts: a negative count is refused") {
  const std::vector<std::int64_t> counts = {3, -1};
  const Result<EntropyReport> report = entropy_of_counts(counts);
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::bad_value);
}

TEST_CASE("entropy of counts: the order of categories changes nothing") {
  const std::vector<std::int64_t> a = {7, 2, 1, 3, 1, 11};
  std::vector<std::int64_t> b = a;
  std::reverse(b.begin(), b.end());
  const Result<EntropyReport> one = entropy_of_counts(a);
  const Result<EntropyReport> other = entropy_of_counts(b);
  for (std::size_t i = 0; i < one->estimates.size(); ++i)
    CHECK(*one->estimates[i].second.value == *other->estimates[i].second.value);
}

TEST_CASE("golden: entropy by four estimators, divergence in bits") {
  const test::Golden golden;
  if (!golden) {
    MESSAGE("skipped: 2 groups of disagreement/golden.json (no test data)");
    return;
  }
  for (const std::uint32_t entry : golden.children(golden.member(0, "entropy"))) {
    std::vector<std::int64_t> counts;
    for (const double x : golden.numbers(golden.member(entry, "counts")))
      counts.push_back(static_cast<std::int64_t>(x));
    const Result<EntropyReport> report = entropy_of_counts(counts);
    REQUIRE(report);
    CHECK(std::fabs(*of(*report, "plug_in").value - golden.number(entry, "ml")) <= 1e-12);
    for (const char* id : {"miller_madow", "chao_shen", "jackknife"})
      CHECK(std::fabs(*of(*report, id).value - golden.number(entry, id)) <= 1e-12);
  }
  for (const std::uint32_t entry : golden.children(golden.member(0, "jsd_bits"))) {
    const Result<Estimate> jsd =
        jensen_shannon_bits(golden.numbers(golden.member(entry, "p")), golden.numbers(golden.member(entry, "q")));
    REQUIRE(jsd);
    CHECK(std::fabs(*jsd->value - golden.number(entry, "jsd")) <= 1e-12);
  }
}

TEST_CASE("divergence: counts, same, nothing in common, nothing at all, bad weights") {
  const std::vector<double> p = {1, 3};
  const std::vector<double> twice = {2, 6};
  CHECK(*jensen_shannon_bits(p, twice)->value == 0);
  CHECK(*jensen_shannon_bits(std::vector<double>{1, 0}, std::vector<double>{0, 5})->value == 1);
  const Result<Estimate> none = jensen_shannon_bits(std::vector<double>{0, 0}, p);
  CHECK(none->status == EstimateStatus::no_data);
  CHECK_FALSE(none->value);
  CHECK_FALSE(jensen_shannon_bits(p, std::vector<double>{1}));
  CHECK_FALSE(jensen_shannon_bits(p, std::vector<double>{1, -1}));
}

TEST_CASE("mean entropy: over items, by item bootstrap") {
  RunContext run;
  std::vector<std::vector<std::int64_t>> items(6, {4});
  items.resize(12, {2, 2});
  items.push_back({1});
  Result<EntropyReport> report = mean_entropy(items, {}, run);
  REQUIRE(report);
  const Estimate& mean = of(*report, "plug_in");
  CHECK(mean.status == EstimateStatus::ok);
  CHECK(std::fabs(*mean.value - 0.5 * kLog2) <= 1e-15);
  CHECK(mean.n_items == 12);
  CHECK(mean.dropped == 1);
  REQUIRE(mean.ci);
  CHECK(mean.ci->low < *mean.value);
  CHECK(mean.ci->high > *mean.value);
  std::reverse(items.begin(), items.end());
  CHECK(of(*mean_entropy(items, {}, run), "plug_in").ci->low == mean.ci->low);
  const std::vector<std::vector<std::int64_t>> singles(12, {1, 1, 1});
  CHECK(of(*mean_entropy(singles, {}, run), "plug_in").status == EstimateStatus::too_few_items);
  const std::vector<std::vector<std::int64_t>> lone(12, {1});
  CHECK(of(*mean_entropy(lone, {}, run), "plug_in").status == EstimateStatus::no_pairable);
  CHECK(of(*mean_entropy({}, {}, run), "plug_in").status == EstimateStatus::no_data);
}
