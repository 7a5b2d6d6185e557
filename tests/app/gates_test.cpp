// Measured rates become a gate behind the step they were measured on: where it stands, what it carries, who needs it.
#include "app/gates.h"
#include "nines/format_gate.h"

#include <doctest/doctest.h>

#include "nines/catalog.h"

namespace nines::app {
namespace {

ValidateReport report_of(std::int64_t passed, std::int64_t failed, std::int64_t lost) {
  ValidateReport report;
  report.texts = passed + failed + 3;
  report.passed = passed;
  report.failed = failed;
  report.not_decidable = 3;
  report.by_level[static_cast<std::size_t>(VerdictLevel::lost)] = lost;
  return report;
}

Pipeline two_rows(StepKind block) {
  Pipeline out;
  out.steps = {default_step(block)};
  out.steps[0].body = {default_step(StepKind::work), default_step(StepKind::work)};
  return out;
}

}  // namespace

TEST_CASE("a gate carries counts of decided answers, and of the failing ones those that a repair saves") {
  const Step gate = format_gate_of(report_of(467, 33, 13), "refunds.jsonl");
  CHECK(gate.kind == StepKind::format_gate);
  CHECK(gate.source == "33 of 500 in refunds.jsonl");
  const ParamValue* fail = given_param(gate, Param::fail);
  const ParamValue* repair = given_param(gate, Param::repair);
  REQUIRE(fail != nullptr);
  REQUIRE(repair != nullptr);
  CHECK(fail->form == ValueForm::counts);
  CHECK(fail->k == 33);
  CHECK(fail->n == 500);
  CHECK(repair->k == 20);
  CHECK(repair->n == 33);
  CHECK(given_param(format_gate_of(report_of(500, 0, 0), "f"), Param::repair) == nullptr);
}

TEST_CASE("a gate stands behind its step in every block, and never becomes a lane, a case or an alternative") {
  const Step gate = format_gate_of(report_of(9, 1, 0), "f");
  for (const StepInfo& info : step_table()) {
    if (!info.has_body) continue;
    CAPTURE(info.id);
    Pipeline pipeline = two_rows(info.kind);
    const StepPath path = gate_path(pipeline, {0, 0});
    put_gate(pipeline, {0, 0}, gate);
    const Step* found = find_step(std::as_const(pipeline), path);
    REQUIRE(found != nullptr);
    CHECK(found->kind == StepKind::format_gate);
    const bool series = std::string_view(info.rows_are) == "series";
    CHECK(pipeline.steps[0].body.size() == (series ? 3U : 2U));
    CHECK(path.size() == (series ? 2U : 3U));
  }
}

TEST_CASE("a gate that is there already gets the new rates") {
  Pipeline pipeline = two_rows(StepKind::group);
  put_gate(pipeline, {0, 0}, format_gate_of(report_of(9, 1, 0), "old"));
  put_gate(pipeline, {0, 0}, format_gate_of(report_of(90, 10, 4), "new"));
  REQUIRE(pipeline.steps[0].body.size() == 3);
  CHECK(pipeline.steps[0].body[1].source == "10 of 100 in new");
  CHECK(given_param(pipeline.steps[0].body[1], Param::repair)->k == 6);
}

TEST_CASE("rows that name the work as their input are given what comes out of its gate") {
  Pipeline pipeline = two_rows(StepKind::group);
  pipeline.steps[0].body[0].id = "draft";
  pipeline.steps[0].body[1].needs = std::vector<std::string>{"draft"};
  put_gate(pipeline, {0, 0}, format_gate_of(report_of(9, 1, 0), "f"));
  const std::vector<Step>& rows = pipeline.steps[0].body;
  REQUIRE(rows[2].needs.has_value());
  CHECK(rows[2].needs->front() == rows[1].id);
  CHECK_FALSE(rows[1].id.empty());
}

}  // namespace nines::app
