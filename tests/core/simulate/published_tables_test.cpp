// Published tables beside the golden cases, through Engine::call: bounded retransmission (PRISM benchmark suite), the
// million-step voting table, limits of resampling, pass^k of tau-bench, task lengths of METR.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "core/test_files.h"
#include "nines/call.h"

namespace {

using Json = nlohmann::ordered_json;
using nines::test::file_text;

Json call(const std::string& op, Json args) {
  nines::RunContext run;
  const nines::Engine engine;
  Json answer =
      Json::parse(engine.call(Json{{"op", op}, {"v", 1}, {"args", std::move(args)}}.dump(), run), nullptr, false);
  CAPTURE(answer.value("error", Json()).dump());
  REQUIRE(!answer.contains("error"));
  return answer;
}

Json simulate(const std::string& steps) {
  return call("simulate", {{"pipeline", {{"steps", Json::parse(steps, nullptr, false)}}}});
}

std::string format(const char* text, auto... values) {
  char buffer[1024];
  std::snprintf(buffer, sizeof buffer, text, values...);
  return buffer;
}

std::vector<Json> rows_of(const char* name) {
  std::istringstream in(file_text(nines::test::shared_data() / "simulation" / name));
  std::vector<Json> out;
  for (std::string line; std::getline(in, line);) out.push_back(Json::parse(line, nullptr, false));
  return out;
}

bool skipped(const char* what) {
  if (!nines::test::shared_data().empty()) return false;
  MESSAGE("skipped: " << what << "; NINES_TEST_DATA names no folder");
  return true;
}

// A chunk is sent until data and acknowledgement both get through.
std::string send(int tries, const char* exhausted) {
  return format(
      R"({"kind": "retry", "max": %d, "rho": 0, "exhausted": "%s", "body": [{"kind": "work", "p": {"q": 0.02}},
    {"kind": "work", "p": {"q": 0.01}}, {"kind": "validate", "sensitivity": 1, "specificity": 1}]})",
      tries, exhausted);
}

double retransmission(const std::string& property, int chunks, int most) {
  const std::string every = send(most + 1, "stop");
  if (property == "p1.pctl")
    return simulate(format(R"([{"kind": "repeat", "count": %d, "body": [%s]}])", chunks, every.c_str()))["failure"];
  if (property == "p2.pctl") {
    const std::string last = send(most + 1, "escalate");
    return simulate(format(R"([{"kind": "repeat", "count": %d, "body": [%s]}, %s])", chunks - 1, every.c_str(),
                           last.c_str()))["detected_by"]["escalated"];
  }
  return simulate(format(R"([{"kind": "retry", "max": %d, "rho": 0, "body": [{"kind": "work", "p": {"q": 0.02}},
    {"kind": "validate", "sensitivity": 1, "specificity": 1}]}])",
                         most + 1))["failure"];
}

double ahead_by(double step_error, int k, std::int64_t steps) {
  return simulate(format(R"([{"kind": "repeat", "count": %lld, "body": [{"kind": "vote", "rule": "ahead", "k": %d,
    "rho": 0, "body": [{"kind": "work", "p": {"q": %.17g}}]}]}])",
                         static_cast<long long>(steps), k, step_error))["ok"];
}

}  // namespace

TEST_CASE("published: bounded retransmission, every stored row") {
  if (skipped("bounded retransmission")) return;
  int rows = 0;
  for (const Json& row : rows_of("prism_dtmc_results.jsonl")) {
    if (row["model"] != "brp") continue;
    int chunks = 0;
    int most = 0;
    const std::string params = row["params"];
    REQUIRE(std::sscanf(params.c_str(), "N=%d,MAX=%d", &chunks, &most) == 2);
    const std::string file = row["file"];
    CAPTURE(file + " " + params);
    const double want = std::strtod(row["result"].get<std::string>().c_str(), nullptr);
    const double got = retransmission(file.substr(file.rfind('/') + 1), chunks, most);
    CHECK(std::fabs(got - want) <= 1e-7 * want);  // the model checker iterates to a relative 1e-6
    ++rows;
  }
  CHECK(rows == 24);
}

TEST_CASE("published: smallest lead that carries a million steps") {
  if (skipped("the voting table")) return;
  int rows = 0;
  for (const Json& row : rows_of("maker_table.jsonl")) {
    CAPTURE(row["model"].get<std::string>());
    const int k = row["k_min_published"];
    const std::int64_t steps = row["steps"];
    const double target = row["target"];
    const double at = ahead_by(row["step_error"], k, steps);
    CHECK(at >= target);
    CHECK(ahead_by(row["step_error"], k - 1, steps) < target);
    CHECK(at == doctest::Approx(row["p_full_at_k"].get<double>()).epsilon(1e-6));
    ++rows;
  }
  CHECK(rows == 6);
  CHECK(ahead_by(0.0022, 3, 1'048'575) == doctest::Approx(0.98882).epsilon(1e-5));
}

// Tests accept every right program; how often they accept a wrong one follows from the published pair. Resampling
// without end then cannot do better than the published conditional accuracy.
TEST_CASE("published: limits of resampling") {
  if (skipped("limits of resampling")) return;
  int rows = 0;
  for (const Json& row : rows_of("flaws_resampling_limits.jsonl")) {
    const double p = row["single_sample_acc"];
    const double given = row["acc_given_base_tests_pass"];
    const double fpr = p * (1 - given) / (given * (1 - p));
    const auto best_of = [&](int n) {
      return simulate(
          format(R"([{"kind": "best_of", "n": %d, "select": "first_accepted", "tpr": 1, "fpr": %.17g, "rho": 0,
        "body": [{"kind": "work", "p": %.17g}]}])",
                 n, fpr, p));
    };
    CHECK(best_of(1)["ok"].get<double>() == doctest::Approx(p).epsilon(1e-12));
    CHECK(best_of(1'000'000)["ok"].get<double>() == doctest::Approx(given).epsilon(1e-12));
    ++rows;
  }
  CHECK(rows == 12);
}

TEST_CASE("published: pass^1 and pass^2 foretell pass^4") {
  if (skipped("pass^k rows")) return;
  const std::string name = "tau_pass_hat_k.jsonl";
  const Json answer =
      call("fit", {{"input", {{"text", file_text(nines::test::shared_data() / "simulation" / name)}, {"name", name}}}});
  CHECK(answer["of"] == "pass_hat");
  CHECK(answer["rows"].size() == 55);
  CHECK(answer["dropped"] == 0);
  const Json& at_four = answer["errors"][1];
  CHECK(at_four["k"] == 4);
  CHECK(at_four["predicted"].get<double>() == doctest::Approx(0.014431063027161965).epsilon(1e-12));
  CHECK(at_four["independent"].get<double>() == doctest::Approx(0.15245569112867577).epsilon(1e-12));
  CHECK(at_four["bias"].get<double>() == doctest::Approx(0.009503501872847448).epsilon(1e-12));
  CHECK(answer["rho_median"].get<double>() == doctest::Approx(0.5105567838517494).epsilon(1e-12));
}

namespace {

const Json& family_of(const Json& group, const std::string& id) {
  for (const Json& family : group["families"]) {
    if (family["family"] == id) return family;
  }
  FAIL("no such family");
  return group;
}

// Printed digits: half a unit of the last one.
void check_printed(double got, const Json& want, double unit) {
  CHECK(std::fabs(got - want.get<double>()) <= 0.501 * unit);
}

}  // namespace

TEST_CASE("published: task lengths, as printed by an independent fit") {
  if (skipped("task lengths")) return;
  const std::string name = "metr_task_success.jsonl";
  const Json answer =
      call("fit", {{"input", {{"text", file_text(nines::test::shared_data() / "simulation" / name)}, {"name", name}}},
                   {"length", "human_minutes"},
                   {"bootstrap", 0},
                   {"horizons", {0.5, 0.8}}});
  std::map<std::string, Json> groups;
  for (const Json& group : answer["groups"]) groups[group["model"]] = group;
  CHECK(groups.size() == 7);
  int checked = 0;
  const Json derived =
      Json::parse(file_text(nines::test::shared_data() / "simulation" / "metr_fits_derived.json"), nullptr, false);
  for (const Json& want : derived) {
    const Json& group = groups.at(want["model"]);
    CAPTURE(want["model"].get<std::string>());
    CHECK(group["items"] == want["tasks"]);
    CHECK(group["runs"] == want["runs"]);
    check_printed(group["mean"]["value"], want["mean"], 1e-4);
    const Json& weibull = family_of(group, "weibull");
    const Json& exponential = family_of(group, "exponential");
    const Json& logistic = family_of(group, "logistic");
    check_printed(-weibull["log_likelihood"].get<double>(), want["nll_weibull"], 1e-3);
    check_printed(-exponential["log_likelihood"].get<double>(), want["nll_exponential"], 1e-3);
    check_printed(-logistic["log_likelihood"].get<double>(), want["nll_logistic"], 1e-3);
    check_printed(weibull["parameters"]["shape"]["value"], want["weibull_kappa"], 1e-3);
    check_printed(exponential["parameters"]["half_life"]["value"], want["half_life_exp_min"], 1e-2);
    check_printed(logistic["parameters"]["slope"]["value"], want["logistic_slope"], 1e-3);
    check_printed(logistic["horizons"][0]["length"]["value"], want["t50_min"], 1e-2);
    check_printed(logistic["horizons"][1]["length"]["value"], want["t80_min"], 1e-2);
    CHECK(group["best"] != "exponential");  // the constant hazard is rejected everywhere
    ++checked;
  }
  CHECK(checked == 5);
}
