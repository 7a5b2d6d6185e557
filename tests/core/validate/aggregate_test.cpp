// Many texts: counts by level, ranked causes, the usable share with its interval, cancelling.
#include "core/validate/verdict_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

const std::vector<std::string_view> kTexts = {"1", "2", "```\n3\n```", "\"4\"", "x", "[1,"};

CompiledContract integers() { return compiled(schema_contract(R"({"type": "integer"})")); }

struct Progress {
  int asked = 0;
  int cancel_at = 1'000;
  double last = 0;
};

bool cancelled(void* user) {
  auto* progress = static_cast<Progress*>(user);
  return ++progress->asked >= progress->cancel_at;
}

void progressed(void* user, double fraction) {
  auto* progress = static_cast<Progress*>(user);
  CHECK(fraction >= progress->last);
  progress->last = fraction;
}

}  // namespace

TEST_CASE("aggregate: counts, causes and the usable share") {
  RunContext run;
  const Result<ValidateReport> report = validate_texts(integers(), kTexts, {}, run);
  REQUIRE(report.has_value());
  CHECK(report->texts == 6);
  CHECK(report->passed == 3);
  CHECK(report->failed == 3);
  CHECK(report->not_decidable == 0);
  CHECK(report->by_level[0] == 2);
  CHECK(report->by_level[1] == 1);
  CHECK(report->by_level[2] == 1);
  CHECK(report->by_level[3] == 2);
  REQUIRE(report->causes.size() == 4);
  CHECK(report->causes[0].code == "C4");
  CHECK(report->causes[1].code == "W1");
  CHECK(report->verdicts[5].index == 5);
  CHECK(report->usable.status == EstimateStatus::ok);
  CHECK(*report->usable.value == 0.5);
  // Wilson 1927 for 3 of 6 at 95 %.
  CHECK(report->usable.ci->low == doctest::Approx(0.1876).epsilon(0.001));
  CHECK(report->usable.ci->high == doctest::Approx(0.8124).epsilon(0.001));
}

TEST_CASE("aggregate: causes are ranked by texts, then by code") {
  RunContext run;
  const std::vector<std::string_view> texts = {"x", "y", "\"1\"", "```\n3\n```", "```\n4\n```"};
  const Result<ValidateReport> report = validate_texts(integers(), texts, {}, run);
  std::string told;
  for (const CauseCount& row : report->causes) told += row.code + std::to_string(row.count) + ' ';
  CHECK(told == "W12 X92 C41 ");
}

TEST_CASE("aggregate: no texts, no share") {
  RunContext run;
  const Result<ValidateReport> report = validate_texts(integers(), {}, {}, run);
  REQUIRE(report.has_value());
  CHECK(report->usable.status == EstimateStatus::no_data);
  CHECK_FALSE(report->usable.value.has_value());
  CHECK_FALSE(report->usable.reason.empty());
}

TEST_CASE("aggregate: progress rises to 1, cancelling ends with an error") {
  Progress progress;
  RunContext run{cancelled, progressed, &progress};
  REQUIRE(validate_texts(integers(), kTexts, {}, run).has_value());
  CHECK(progress.last == 1.0);
  progress = {0, 3, 0};
  const Result<ValidateReport> stopped = validate_texts(integers(), kTexts, {}, run);
  REQUIRE_FALSE(stopped.has_value());
  CHECK(stopped.error().code == ErrorCode::cancelled);
}
