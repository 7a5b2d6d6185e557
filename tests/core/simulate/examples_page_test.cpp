// The page of examples, core/simulate/EXAMPLES.md: every block is a pipeline that runs, every line under it is what the
// engine answers, and no step kind is left out.
#include <doctest/doctest.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "core/test_files.h"
#include "nines/call.h"
#include "nines/catalog.h"

namespace {

using Json = nlohmann::ordered_json;

Json simulate(const Json& pipeline) {
  nines::RunContext run;
  const nines::Engine engine;
  const std::string request = Json{{"op", "simulate"}, {"v", 1}, {"args", {{"pipeline", pipeline}}}}.dump();
  return Json::parse(engine.call(request, run), nullptr, false);
}

std::string printed(const Json& report) {
  char line[256];
  std::snprintf(line, sizeof line, "ok %.10g, silent %.10g, detected %.10g, failure %.10g, calls %.10g",
                report["ok"].get<double>(), report["silent"].get<double>(), report["detected"].get<double>(),
                report["failure"].get<double>(), report["calls_mean"].get<double>());
  return line;
}

void add_kinds(const Json& steps, std::set<std::string>& kinds) {
  for (const Json& step : steps) {
    kinds.insert(step["kind"].get<std::string>());
    if (step.contains("body")) add_kinds(step["body"], kinds);
  }
}

}  // namespace

TEST_CASE("examples page: every block gives the line under it") {
  std::istringstream page(nines::test::file_text(nines::test::repository() / "core/simulate/EXAMPLES.md"));
  std::set<std::string> kinds;
  std::string title;
  int blocks = 0;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("## ")) title = line;
    if (line != "```json") continue;
    CAPTURE(title);
    std::string text;
    while (std::getline(page, line) && line != "```") text += line + "\n";
    const Json pipeline = Json::parse(text, nullptr, false);
    REQUIRE(pipeline.is_object());
    const Json report = simulate(pipeline);
    CAPTURE(report.dump());
    REQUIRE(!report.contains("error"));
    while (std::getline(page, line) && line.empty()) continue;
    CHECK(line == printed(report));
    add_kinds(pipeline["steps"], kinds);
    ++blocks;
  }
  CHECK(blocks >= 25);
  for (const nines::StepInfo& info : nines::step_table()) {
    CAPTURE(std::string(info.id));
    CHECK(kinds.contains(info.id));
  }
}
