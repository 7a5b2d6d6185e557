// The JSON Schema of pipelines: the committed copy, what it lets through and refuses, against a second validator and
// against the reader.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "core/test_files.h"
#include "nines/call.h"
#include "nines/catalog.h"
#include "nines/codec.h"
#include "oracle/random_language.h"
#include "oracle/small_schema.h"

namespace {

using namespace nines;
using Json = nlohmann::ordered_json;

Json call(const std::string& op, Json args) {
  RunContext run;
  const Engine engine;
  return Json::parse(engine.call(Json{{"op", op}, {"v", 1}, {"args", std::move(args)}}.dump(), run), nullptr, false);
}

const Json& schema() {
  static const Json kSchema = call("schema", Json::object())["schema"];
  return kSchema;
}

std::string problem(const Json& value) { return oracle::SmallSchema(schema()).problem(value); }

bool reads(const Json& value) {
  const Json answer = call("link", {{"pipeline", {{"text", value.dump()}}}});
  return !answer.contains("error");
}

Json value_in_range(const ParamInfo& info) {
  if (info.type == ParamType::choice) return std::string(info.choices).substr(0, std::string(info.choices).find('|'));
  if (info.type == ParamType::step) return "a";
  if (info.type == ParamType::whole) return static_cast<std::int64_t>(info.min);
  return info.min;
}

Json step_of(const StepInfo& info) {
  Json out = {{"kind", info.id}};
  for (const ParamInfo& param : info.params) {
    if (param.when_omitted == WhenOmitted::required) out[param.name] = value_in_range(param);
  }
  if (info.has_body) out["body"] = {{{"kind", "work"}, {"p", 0.5}}};
  return out;
}

Json pipeline_of(Json step) { return {{"steps", Json::array({std::move(step)})}}; }

// Both readers must agree about one step.
void check_both(const Json& step, bool good) {
  const Json pipeline = pipeline_of(step);
  CAPTURE(pipeline.dump());
  CAPTURE(problem(pipeline));
  CHECK(problem(pipeline).empty() == good);
  CHECK(reads(pipeline) == good);
}

void check_param(const Json& step, const ParamInfo& param) {
  CAPTURE(std::string(param.name));
  Json with = step;
  with[param.name] = value_in_range(param);
  check_both(with, true);
  with[param.name] = Json::array();
  check_both(with, false);
  if (param.type == ParamType::choice) {
    with[param.name] = "no such word";
    return check_both(with, false);
  }
  if (param.type == ParamType::step) return;
  with[param.name] = param.max;
  if (param.type == ParamType::whole) with[param.name] = static_cast<std::int64_t>(param.max);
  check_both(with, true);
  with[param.name] = param.max + 1;
  check_both(with, false);
  with[param.name] = param.min - 1;
  check_both(with, false);
  with[param.name] = {{"var", "x"}};
  check_both(with, true);
  with[param.name] = {{"k", 1}, {"n", 2}};
  check_both(with, param.type == ParamType::probability);
}

}  // namespace

TEST_CASE("schema: the committed copy is the generated one") {
  CHECK(test::file_text(test::repository() / "assets/pipeline.schema.json") == schema().dump(2) + "\n");
}

TEST_CASE("schema: every kind and parameter, within range and beyond, as the reader has it") {
  for (const StepInfo& info : step_table()) {
    CAPTURE(std::string(info.id));
    const Json step = step_of(info);
    check_both(step, true);
    Json odd = step;
    odd["no_such_member"] = 1;
    check_both(odd, false);
    for (const ParamInfo& param : info.params) {
      check_param(step, param);
      if (param.when_omitted != WhenOmitted::required) continue;
      Json without = step;
      without.erase(param.name);
      check_both(without, false);
    }
    if (!info.has_body) continue;
    Json hollow = step;
    hollow.erase("body");
    check_both(hollow, false);
    hollow["body"] = {{{"kind", "no_such_kind"}}};
    check_both(hollow, false);
  }
}

TEST_CASE("schema: what stands around the steps") {
  const char* good[] = {
      R"({"latents": [{"scope": "item", "rho": 0.3}]})",
      R"({"latents": [{"scope": "batch", "family": "classes", "classes": [{"weight": 1, "p": 0.5}], "never": 0.1}]})",
      R"({"latents": [{"scope": "item", "family": "logit_normal", "sd": 1, "loadings": [{"step": "a",
        "value": -2}]}]})",
      R"({"vars": {"x": 3, "y": {"k": 19, "n": 20}, "z": {"q": 1e-9}}})",
      R"({"budget": {"calls": 5, "cost_usd": 0.5}, "deadline_ms": 100, "shift": 0.5})",
      R"({"volume": {"runs_per_day": 5, "days": 2}, "values": {"silent": -9},
        "baseline": {"error": 0.1, "minutes": 3}})",
  };
  const char* bad[] = {
      R"({"latents": [{"rho": 0.3}]})",
      R"({"latents": [{"scope": "visit", "rho": 0.3}]})",
      R"({"latents": [{"scope": "item", "rho": 2}]})",
      R"({"vars": {"x": -1}})",
      R"({"budget": {"calls": 1.5}})",
      R"({"volume": {"days": 2}})",
      R"({"baseline": {"error": 2}})",
      R"({"shift": -1})",
      R"({"no_such_member": 1})",
  };
  const auto check = [](const char* text, bool is_good) {
    Json pipeline = pipeline_of({{"kind", "work"}, {"id", "a"}, {"p", 0.5}});
    pipeline.update(Json::parse(text, nullptr, false));
    CAPTURE(std::string(text));
    CAPTURE(problem(pipeline));
    CHECK(problem(pipeline).empty() == is_good);
    CHECK(reads(pipeline) == is_good);
    const Json document = {{"nines", 1}, {"pipeline", pipeline}};
    CHECK(problem(document).empty() == is_good);
  };
  for (const char* text : good) check(text, true);
  for (const char* text : bad) check(text, false);
  CHECK(!problem({{"nines", 2}, {"pipeline", pipeline_of({{"kind", "work"}, {"p", 1}})}}).empty());
  CHECK(!problem({{"steps", 5}}).empty());
  CHECK(!problem(Json::array()).empty());
}

TEST_CASE("schema: every example, every golden pipeline and random pipelines are valid") {
  int seen = 0;
  for (const char* folder : {"assets", "tests/golden"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::repository() / folder)) {
      if (entry.path().extension() != ".json" || entry.path().filename() == "response.json") continue;
      if (entry.path().string().find("/error_") != std::string::npos) continue;
      Json file = Json::parse(test::file_text(entry.path()), nullptr, false);
      if (file.is_object() && file.contains("args")) file = file["args"];
      const bool inline_steps = file.is_object() && file.contains("pipeline") && file["pipeline"].contains("steps");
      if (!inline_steps || file["pipeline"]["steps"].empty()) continue;
      CAPTURE(entry.path().string());
      CHECK(problem(file["pipeline"]) == "");
      ++seen;
    }
  }
  CHECK(seen >= 10);
  oracle::RandomLanguage random(20'240'601);
  for (int i = 0; i < 300; ++i) {
    const std::string text = json_from_pipeline(random.next());
    CAPTURE(text);
    CHECK(problem(Json::parse(text, nullptr, false)) == "");
  }
}
