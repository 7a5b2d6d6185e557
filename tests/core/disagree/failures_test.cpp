// Predictability of failure: by hand, statuses, order of rows.
#include "nines/failures.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

namespace {

using namespace nines;

FailureReport run_on(const std::vector<Failure>& failures) {
  RunContext run;
  Result<FailureReport> report = failure_predictability(failures, {}, run);
  REQUIRE(report);
  return std::move(report).value();
}

// 12 items: two failures each; eight steady in "timeout", two mixed, two unknown.
std::vector<Failure> mixed() {
  std::vector<Failure> out;
  for (int i = 0; i < 12; ++i) {
    const std::string item = std::to_string(i);
    out.push_back({item, i < 10 ? "timeout" : ""});
    out.push_back({item, i < 8 ? "timeout" : i < 10 ? "format" : ""});
  }
  return out;
}

}  // namespace

TEST_CASE("failures: by hand") {
  std::vector<Failure> failures = mixed();
  const FailureReport report = run_on(failures);
  CHECK(report.failures == 24);
  CHECK(report.items == 12);
  CHECK(report.top == std::vector<std::string>{"timeout"});
  CHECK(*report.top_share.value == 0.75);
  CHECK(std::fabs(*report.unknown_share.value - 4.0 / 24) <= 1e-15);
  CHECK(*report.stability.value == 0.8);  // eight of ten items
  CHECK(report.stability.dropped == 2);
  CHECK(std::fabs(*report.chance.value - (18.0 * 17 + 2) / (20 * 19)) <= 1e-15);
  const double h = -(0.9 * std::log(0.9) + 0.1 * std::log(0.1));
  CHECK(std::fabs(*report.effective_causes.value - std::exp(h)) <= 1e-14);
  CHECK(std::fabs(*report.entropy.estimates[0].second.value - h) <= 1e-14);
  CHECK(report.causes[0].items == 10);
  CHECK(report.unknown_share.ci);
  std::reverse(failures.begin(), failures.end());
  const FailureReport other = run_on(failures);
  CHECK(other.top_share.ci->low == report.top_share.ci->low);
  CHECK(other.stability.ci->high == report.stability.ci->high);
}

TEST_CASE("failures: the names of causes change nothing") {
  std::vector<Failure> renamed = mixed();
  for (Failure& failure : renamed) failure.cause = failure.cause == "timeout" ? "a" : failure.cause.empty() ? "" : "z";
  CHECK(run_on(renamed).top_share.ci->low == run_on(mixed()).top_share.ci->low);
  CHECK(*run_on(renamed).effective_causes.value == *run_on(mixed()).effective_causes.value);
}

TEST_CASE("failures: ties and what has no value") {
  CHECK(run_on({{"a", "x"}, {"b", "y"}}).top == std::vector<std::string>{"x", "y"});
  const FailureReport none = run_on({});
  CHECK(none.unknown_share.status == EstimateStatus::no_data);
  CHECK_FALSE(none.unknown_share.value);
  const FailureReport unknown = run_on({{"a", ""}, {"a", ""}});
  CHECK(*unknown.unknown_share.value == 1);
  CHECK(unknown.unknown_share.status == EstimateStatus::too_few_items);
  CHECK(unknown.top_share.status == EstimateStatus::no_data);
  CHECK(unknown.stability.status == EstimateStatus::no_data);
  const FailureReport once = run_on({{"a", "x"}});
  CHECK(once.stability.status == EstimateStatus::no_pairable);
  CHECK(once.chance.status == EstimateStatus::no_pairable);
  std::vector<Failure> same;
  for (int i = 0; i < 12; ++i) same.push_back({std::to_string(i), "x"});
  const FailureReport steady = run_on(same);
  CHECK(*steady.top_share.value == 1);
  CHECK(steady.top_share.ci->high == 1);
  CHECK(*steady.effective_causes.value == 1);
  CHECK(steady.effective_causes.status == EstimateStatus::ok);
}
