// The public golden cases of the shared data folder, each through Engine::call: tests/golden/public_cases.json says
// which request a case is and where in the answer each expected value stands. No formula is written here. A value that
// no answer tells yet stands in the case's `awaits`, one that no answer will tell in `left_out`; either way with the
// reason, and a case may leave nothing unsaid.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "core/test_files.h"
#include "nines/call.h"

namespace {

using Json = nlohmann::ordered_json;
using nines::test::file_text;

constexpr double kRelative = 1e-12;
constexpr double kPublished = 1e-8;  // a model checker's own stopping rule

struct Seen {
  int cases = 0;
  int values = 0;
  int awaited = 0;
  int left_out = 0;
};

Json answer_of(Json args, const std::string& op, const std::filesystem::path& folder) {
  if (args.contains("input") && args["input"].contains("file")) {
    const std::string name = args["input"]["file"];
    args["input"] = {{"text", file_text(folder / name)}, {"name", name}};
  }
  nines::RunContext run;
  const nines::Engine engine;
  const std::string request = Json{{"op", op}, {"v", 1}, {"args", std::move(args)}}.dump();
  return Json::parse(engine.call(request, run), nullptr, false);
}

double number_of(const Json& value) {
  return value.is_string() ? std::strtod(value.get<std::string>().c_str(), nullptr) : value.get<double>();
}

void check_values(const Json& map, const Json& expect, const Json& answer, double tolerance,
                  std::set<std::string>& told) {
  for (const auto& entry : map.items()) {
    const std::string from = entry.key();
    CAPTURE(from);
    const Json::json_pointer wanted(from);
    const Json::json_pointer place(entry.value().get<std::string>());
    REQUIRE(expect.contains(wanted));
    REQUIRE(answer.contains(place));
    const double want = number_of(expect[wanted]);
    const double got = answer[place].get<double>();
    CHECK(std::fabs(got - want) <= tolerance * std::fabs(want));
    told.insert(from);
  }
}

// Every leaf of `expect` must be told of: itself, or the list it stands in.
void check_complete(const Json& expect, const std::set<std::string>& told) {
  const Json leaves = expect.flatten();
  for (const auto& entry : leaves.items()) {
    const std::string pointer = entry.key();
    CAPTURE(pointer);
    const bool known = told.contains(pointer) || told.contains(pointer.substr(0, pointer.rfind('/')));
    CHECK(known);
  }
}

void check_case(const Json& how, const Json& golden, const std::filesystem::path& folder, Seen& seen) {
  CAPTURE(how["name"].get<std::string>());
  const Json& expect = golden["expect"];
  std::set<std::string> told;
  for (const Json& call : how["calls"]) {
    const Json answer = answer_of(call["args"], call["op"], folder);
    CAPTURE(answer.value("error", Json()).dump());
    REQUIRE(!answer.contains("error"));
    check_values(call["expect"], expect, answer, kRelative, told);
    if (call.contains("published")) check_values(call["published"], expect, answer, kPublished, told);
  }
  seen.values += static_cast<int>(told.size());
  for (const char* list : {"awaits", "left_out"}) {
    if (!how.contains(list)) continue;
    for (const auto& [pointer, reason] : how[list].items()) {
      CHECK(!reason.get<std::string>().empty());
      CHECK(told.insert(pointer).second);
      ++(std::string(list) == "awaits" ? seen.awaited : seen.left_out);
    }
  }
  check_complete(expect, told);
  ++seen.cases;
}

}  // namespace

TEST_CASE("golden: every public case through a public op") {
  const std::filesystem::path data = nines::test::shared_data();
  if (data.empty()) {
    MESSAGE("skipped: 74 public golden cases; NINES_TEST_DATA names no folder");
    return;
  }
  const std::filesystem::path folder = data / "simulation";
  const Json golden = Json::parse(file_text(folder / "golden_public.json"), nullptr, false);
  const Json how = Json::parse(file_text(nines::test::repository() / "tests/golden/public_cases.json"), nullptr, false);
  REQUIRE(golden.is_array());
  REQUIRE(how.is_object());
  REQUIRE(golden.size() == how["cases"].size());
  Seen seen;
  for (std::size_t i = 0; i < golden.size(); ++i) {
    REQUIRE(golden[i]["name"] == how["cases"][i]["name"]);
    check_case(how["cases"][i], golden[i], folder, seen);
  }
  MESSAGE(seen.cases << " cases, " << seen.values << " values to 1e-12, " << seen.awaited << " awaited, "
                     << seen.left_out << " left out with a reason");
  CHECK(seen.values >= 190);
}
