// Engine::call on hostile and broken requests: always one JSON object, always an error with a code,
// a message and a place.
#include <doctest/doctest.h>

#include <string>

#include "base/json_reader.h"
#include "nines/call.h"
#include "nines/codec.h"

namespace nines {
namespace {

std::string call(const std::string& request) {
  RunContext run;
  return Engine{}.call(request, run);
}

struct Row {
  const char* name;
  std::string request;
  const char* code;
  const char* pointer;
};

void check(const Row& row) {
  CAPTURE(row.name);
  const std::string response = call(row.request);
  CAPTURE(response.substr(0, 400));
  const base::JsonReadResult read = base::read_json(response);
  CHECK(read.ok);
  const std::uint32_t error = read.ok ? read.tree.member(0, "error") : base::kNoNode;
  CHECK(error != base::kNoNode);
  if (error == base::kNoNode) return;  // checks do not throw here, and there is nothing more to look at
  CHECK(read.tree.string_value(read.tree.member(error, "code")) == row.code);
  CHECK_FALSE(read.tree.string_value(read.tree.member(error, "message")).empty());
  const std::uint32_t where = read.tree.member(error, "where");
  CHECK(read.tree.string_value(read.tree.member(where, "pointer")) == row.pointer);
}

std::string simulate(const std::string& steps) {
  return R"({"op":"simulate","args":{"pipeline":{"steps":)" + steps + "}}}";
}

}  // namespace

TEST_CASE("broken requests get an error with its place") {
  const Row rows[] = {
      {"empty", "", "empty_input", ""},
      {"white space", " \n\t ", "empty_input", ""},
      {"binary", std::string("\x00\xff\xfe\x01", 4), "bad_json", ""},
      {"not an object", "[1]", "wrong_type", ""},
      {"no op", "{}", "missing_field", ""},
      {"unknown op", R"({"op":"dance"})", "unknown_op", "/op"},
      {"op is a number", R"({"op":3})", "wrong_type", "/op"},
      {"cut", R"({"op":"simu)", "bad_json", "/op"},
      {"duplicate key", R"({"op":"version","op":"catalog"})", "bad_json", "/op"},
      {"unknown field beside op", R"({"op":"version","arg":{}})", "unknown_field", "/arg"},
      {"no args", R"({"op":"simulate"})", "missing_field", ""},
      {"args is a list", R"({"op":"simulate","args":[]})", "wrong_type", "/args"},
      {"unknown argument", R"({"op":"simulate","args":{"pipeline":{"steps":[{"kind":"work","p":1}]},"trails":5}})",
       "unknown_field", "/args/trails"},
      {"steps is text", simulate("\"x\""), "wrong_type", "/args/pipeline/steps"},
      {"no steps", simulate("[]"), "missing_field", "/args/pipeline/steps"},
      {"step is a number", simulate("[7]"), "wrong_type", "/args/pipeline/steps/0"},
      {"p missing", simulate(R"([{"kind":"work"}])"), "missing_field", "/args/pipeline/steps/0"},
      {"p is text", simulate(R"([{"kind":"work","p":"0.9"}])"), "wrong_type", "/args/pipeline/steps/0/p"},
      {"p above 1", simulate(R"([{"kind":"work","p":1.0000001}])"), "out_of_range", "/args/pipeline/steps/0/p"},
      {"p overflows", simulate(R"([{"kind":"work","p":1e999}])"), "out_of_range", "/args/pipeline/steps/0/p"},
      {"k above n", simulate(R"([{"kind":"work","p":{"k":3,"n":2}}])"), "out_of_range", "/args/pipeline/steps/0/p/k"},
      {"n is 0", simulate(R"([{"kind":"work","p":{"k":0,"n":0}}])"), "out_of_range", "/args/pipeline/steps/0/p/n"},
      {"max is half", simulate(R"([{"kind":"retry","max":1.5,"rho":0,"body":[{"kind":"work","p":1}]}])"), "wrong_type",
       "/args/pipeline/steps/0/max"},
      {"misspelt parameter", simulate(R"([{"kind":"work","p":0.9,"pp":1}])"), "unknown_field",
       "/args/pipeline/steps/0/pp"},
      {"blob not given", R"({"op":"disagree","args":{"input":{"blob":"00"}}})", "not_found", "/args/input/blob"},
      {"bad link", R"({"op":"open","args":{"link":"#1.????"}})", "bad_link", ""},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("depth 10,000 and a line of 1 MB are answered, not crashed on") {
  const std::string deep = std::string(10'000, '[') + std::string(10'000, ']');
  CHECK(call(deep).find("\"too_deep\"") != std::string::npos);
  CHECK(call(R"({"op":"simulate","args":{"pipeline":)" + deep + "}}").find("\"too_deep\"") != std::string::npos);
  const std::string wide = R"({"op":")" + std::string(std::size_t{1} << 20, 'x') + "\"}";
  const std::string response = call(wide);
  CHECK(response.find("\"unknown_op\"") != std::string::npos);
  CHECK(response.size() < 2'000);
}

TEST_CASE("records that are not records give a clear error") {
  for (const char* bytes : {"", "\x01\x02", "not json\nnor this\n", "[]", "{}"}) {
    CAPTURE(bytes);
    Engine engine;
    const std::string sha = engine.put_blob(bytes);
    RunContext run;
    const std::string response =
        engine.call(R"({"op":"disagree","args":{"input":{"blob":")" + sha + R"(","name":"bad.jsonl"}}})", run);
    CHECK(response.find("\"no_records\"") != std::string::npos);
  }
}

TEST_CASE("every op of the table answers, and says what is missing") {
  for (const OpInfo& row : op_table()) {
    CAPTURE(row.id);
    const std::string response = call(std::string(R"({"op":")") + row.id + R"(","args":{}})");
    CHECK(base::read_json(response).ok);
    const bool needs_args = *row.args != '\0';
    CHECK(response.starts_with("{\"error\"") == needs_args);
  }
}

}  // namespace nines
