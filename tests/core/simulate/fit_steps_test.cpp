// Rates per step from traces: what counts, what is told, that the pipeline runs; published pass^k that cannot be.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "nines/call.h"

namespace {

using Json = nlohmann::ordered_json;

Json call(const std::string& op, Json args) {
  nines::RunContext run;
  const nines::Engine engine;
  return Json::parse(engine.call(Json{{"op", op}, {"v", 1}, {"args", std::move(args)}}.dump(), run), nullptr, false);
}

Json fit(const std::string& text, Json more = Json::object()) {
  more["input"] = {{"text", text}, {"name", "traces.jsonl"}};
  more["bootstrap"] = 300;
  return call("fit", std::move(more));
}

std::string row(int item, int run, const char* step, bool right) {
  return Json{{"item", "i" + std::to_string(item)}, {"run", run}, {"step", step}, {"success", right}}.dump() + "\n";
}

bool has_issue(const Json& answer, const std::string& code) {
  const Json& issues = answer["issues"];
  return std::any_of(issues.begin(), issues.end(), [&](const Json& one) { return one["code"] == code; });
}

// 12 items, 4 runs: "read" fails on run 3 of every third item; "write" fails on runs of odd items 0 and 1; rows after
// an error are there too.
std::string traces() {
  std::string out;
  for (int item = 0; item < 12; ++item) {
    for (int run = 0; run < 4; ++run) {
      const bool read = !(item % 3 == 0 && run == 3);
      out += row(item, run, "read", read);
      out += row(item, run, "write", !(item % 2 == 1 && run < 2) && read);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("fit steps: k of n where the run was right so far") {
  const Json out = fit(traces());
  CHECK(out["of"] == "steps");
  CHECK(out["items"] == 12);
  CHECK(out["runs"] == 48);
  REQUIRE(out["steps"].size() == 2);
  CHECK(out["steps"][0]["step"] == "read");
  CHECK(out["steps"][0]["k"] == 44);
  CHECK(out["steps"][0]["n"] == 48);
  CHECK(out["steps"][1]["k"] == 32);
  CHECK(out["steps"][1]["n"] == 44);
  CHECK(out["steps"][1]["after_error"]["n"] == 4);
  CHECK(out["steps"][1]["after_error"]["k"] == 0);
  CHECK(out["steps"][0]["ci"]["low"].get<double>() < 44.0 / 48);
  CHECK(out["steps"][0]["ci"]["method"] == "Jeffreys, runs taken as independent");
  CHECK(out["steps"][1]["rho"]["value"].is_number());
  CHECK(out["rho"]["ci"].is_object());
  const Json report = call("simulate", {{"pipeline", out["pipeline"]}});
  REQUIRE(!report.contains("error"));
  CHECK(report["ok"].get<double>() == doctest::Approx(44.0 / 48 * 32 / 44).epsilon(1e-12));
  CHECK(report["ok_ci"].is_object());
}

TEST_CASE("fit steps: pooled rho is that of one step when there is one, 1 when items are always or never right") {
  std::string one;
  std::string certain;
  for (int item = 0; item < 12; ++item) {
    for (int run = 0; run < 4; ++run) {
      one += row(item, run, "only", (item * 7 + run * 3) % 5 < 3);
      certain += row(item, run, "only", item % 2 == 0);
    }
  }
  const Json single = fit(one);
  CHECK(single["rho"]["value"].get<double>() ==
        doctest::Approx(single["steps"][0]["rho"]["value"].get<double>()).epsilon(1e-12));
  CHECK(fit(certain)["rho"]["value"].get<double>() == doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("fit steps: attempts at a step, missing steps, another order, rows without a run") {
  std::string text = row(1, 1, "a", false) + row(1, 1, "a", true) + row(1, 1, "b", true) + row(1, 1, "c", true);
  const Json attempts = fit(text);
  CHECK(attempts["steps"][0]["k"] == 1);
  CHECK(attempts["steps"][0]["n"] == 2);
  CHECK(attempts["steps"][1]["n"] == 1);
  const Json odd =
      fit(text + row(2, 1, "a", true) + row(2, 1, "c", true) + row(3, 1, "b", true) + row(3, 1, "a", true));
  CHECK(has_issue(odd, "step_missing"));
  CHECK(has_issue(odd, "step_order"));
  CHECK(!has_issue(attempts, "step_missing"));
  CHECK(!has_issue(attempts, "step_order"));
  CHECK(has_issue(fit(R"({"item": 1, "step": "a", "success": true})"), "no_runs"));
  const Json none = fit(R"({"item": 1, "step": "a", "run": 1})", {{"of", "steps"}});
  CHECK(none["error"]["code"] == "no_records");
  CHECK(has_issue(fit(text + R"({"item": 1, "run": 2, "success": true})", {{"of", "steps"}}), "rows_left_out"));
}

TEST_CASE("fit steps: shared or separate counts, order of rows of one run kept") {
  const Json shared = fit(traces());
  const Json separate = fit(traces(), {{"shared", false}});
  CHECK(!shared["pipeline"]["steps"][0]["p"].contains("shared"));
  CHECK(separate["pipeline"]["steps"][0]["p"]["shared"] == false);
}

TEST_CASE("fit pass_hat: columns, lists, rows that cannot be") {
  const Json out =
      fit("{\"agent\": \"A\", \"pass_hat_1\": 0.5, \"pass_hat_2\": 0.375, \"pass_hat_3\": 0.3125}\n"
          "{\"agent\": \"B\", \"pass_hat\": [0.8, 0.64, 0.512]}\n"
          "{\"agent\": \"C\", \"pass_hat\": [0.5, 0.6]}\n"
          "{\"agent\": \"D\", \"pass_hat\": [1.5, 0.6]}\n"
          "{\"agent\": \"E\", \"pass_hat\": [0.5]}\n"
          "{\"agent\": \"F\", \"pass_hat\": [0.5, 0.1]}\n"
          "{\"agent\": \"G\"}\n");
  CHECK(out["of"] == "pass_hat");
  REQUIRE(out["rows"].size() == 3);
  CHECK(out["dropped"] == 4);
  CHECK(out["rows"][0]["rho"].get<double>() == doctest::Approx(0.5).epsilon(1e-12));
  CHECK(out["rows"][0]["predicted"][2].get<double>() == doctest::Approx(0.3125).epsilon(1e-12));
  CHECK(out["rows"][1]["rho"].get<double>() == doctest::Approx(0).epsilon(1e-12));
  CHECK(out["rows"][2]["rho"] == 0);
  CHECK(has_issue(out, "rho_clipped"));
  CHECK(has_issue(out, "bad_pass_hat"));
  CHECK(out["issues"][0]["where"]["line"] == 7);
  const Json simulated = call("simulate", {{"pipeline", out["rows"][0]["pipeline"]}});
  CHECK(simulated["ok"].get<double>() == doctest::Approx(0.5).epsilon(1e-12));
}

TEST_CASE("fit: arguments that do not fit are told at their place") {
  const std::string record = R"({"item": 1, "minutes": 5, "success": true})";
  CHECK(fit(record, {{"of", "length"}})["error"]["code"] == "missing_field");
  CHECK(fit(record, {{"length", "hours"}})["error"]["code"] == "no_records");
  CHECK(fit(record, {{"length", "minutes"}, {"horizons", {1.0}}})["error"]["where"]["pointer"] == "/args/horizons/0");
  CHECK(fit(record, {{"of", "pass_hat"}})["error"]["code"] == "no_records");
  CHECK(fit(record, {{"weights", "tasks"}})["error"]["code"] == "bad_value");
  Json many = Json::array();
  for (int i = 1; i <= 32; ++i) many.push_back(i);
  CHECK(!fit(record, {{"length", "minutes"}, {"at", many}}).contains("error"));
  many.push_back(33);
  CHECK(fit(record, {{"length", "minutes"}, {"at", many}})["error"]["code"] == "limit_exceeded");
  const Json zero = fit(R"({"item": 1, "minutes": 0, "success": true})"
                        "\n" +
                            record,
                        {{"length", "minutes"}});
  CHECK(zero["dropped"] == 1);
  CHECK(has_issue(zero, "row_left_out"));
}
