// Generic tests over every row of the step table: what holds for one kind holds for the next.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "nines/catalog.h"
#include "oracle/pipelines.h"

namespace {

using namespace nines;

std::string first_choice(const ParamInfo& info) {
  const std::string all = info.choices;
  return all.substr(0, all.find('|'));
}

}  // namespace

TEST_CASE("step rows are unique, complete and found") {
  std::set<std::string> ids;
  for (const StepInfo& row : step_table()) {
    CAPTURE(row.id);
    CHECK(ids.insert(row.id).second);
    CHECK(find_step_info(row.id) == &row);
    CHECK(&step_info(row.kind) == &row);
    for (const char* text : {row.label, row.help, row.formula, row.reference}) CHECK(*text != '\0');
    std::set<std::string> names;
    for (const ParamInfo& info : row.params) {
      CHECK(names.insert(info.name).second);
      CHECK(find_param_info(row, info.name) == &info);
      CHECK(find_param_info(row, info.id) == &info);
      CHECK(*info.label != '\0');
      CHECK(*info.help != '\0');
    }
  }
  CHECK(find_step_info("wrok") == nullptr);
  CHECK(find_param_info(step_info(StepKind::work), "count") == nullptr);
}

TEST_CASE("defaults lie in range and are in force when nothing is given") {
  for (const StepInfo& row : step_table()) {
    Step step;
    step.kind = row.kind;
    step.params = {number_value(Param::p, 0.9)};
    for (const ParamInfo& info : row.params) {
      CAPTURE(info.name);
      const ParamValue value = param_in_force(step, info.id);
      CHECK(value.id == info.id);
      if (info.type == ParamType::choice) {
        CHECK(value.form == ValueForm::choice);
        CHECK(value.choice == first_choice(info));
        CHECK(!value.choice.empty());
        continue;
      }
      CHECK(info.default_value >= info.min);
      CHECK(info.default_value <= info.max);
      if (info.id != Param::p && info.id != Param::e) CHECK(value.value == info.default_value);
    }
  }
}

TEST_CASE("given values are in force, and loudness on wrong input follows p and d") {
  Step step = oracle::work({{Param::p, 0.9}, {Param::d, 0.5}});
  CHECK(param_in_force(step, Param::p).value == 0.9);
  CHECK(given_param(step, Param::e) == nullptr);
  CHECK(param_in_force(step, Param::e).value == doctest::Approx(0.05));
  step.params.push_back(number_value(Param::e, 0.25));
  CHECK(param_in_force(step, Param::e).value == 0.25);
}

TEST_CASE("reasons stand in the order of their enum") {
  std::size_t i = 0;
  for (const DetectedReasonInfo& row : detected_reason_table()) CHECK(static_cast<std::size_t>(row.reason) == i++);
  CHECK(i == kDetectedReasons);
}
