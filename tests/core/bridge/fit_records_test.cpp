// Records to a fitted pipeline: source, issues and dropped items carry over.
#include "bridge/fit_records.h"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("fit_records: the step names where its numbers come from") {
  using namespace nines;
  std::string text;
  for (int item = 0; item < 12; ++item) {
    for (int trial = 0; trial < 3; ++trial) {
      text += "{\"item\":" + std::to_string(item) + ",\"trial\":" + std::to_string(trial) +
              ",\"score\":" + (item % 4 > trial ? "1" : "0") + "}\n";
    }
  }
  text += "{\"item\":\"mean\",\"score\":0.5,\"n\":10}\n{\"item\":\"open\",\"output\":\"x\"}\n";
  RunContext run;
  const Result<FitReport> fit = bridge::fit_records(read_records(text, "logs/airline.jsonl"), 1, {}, run);
  REQUIRE(fit);
  CHECK(fit->pipeline.steps[0].source == "fit: airline.jsonl, 12 items");
  CHECK(*fit->p.value == doctest::Approx(0.5));
  CHECK(fit->p.dropped == 2);
  CHECK(fit->rho.dropped == 2);
  REQUIRE(fit->issues.size() == 2);
  CHECK(fit->issues[0].code == "mean_rows");
  CHECK(fit->issues[1].code == "missing_values");

  const Result<FitReport> none = bridge::fit_records(read_records("{\"item\":\"a\",\"output\":1}", "f"), 1, {}, run);
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::no_records);
}
