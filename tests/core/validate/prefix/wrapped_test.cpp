// Prefixes of values in wrappers: what is passed over, what fails the text, and that no prefix of a text that passes is
// ever called lost.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "nines/prefix.h"
#include "nines/validate.h"

using namespace nines;

namespace {

constexpr const char* kSchema = R"({"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}})";

Contract contract_of(const char* schema) {
  Contract contract;
  contract.schema = schema;
  contract.wrapper = WrapperPolicy::allow;
  return contract;
}

PrefixValidator fed(const char* schema, std::string_view text) {
  PrefixValidator run(compile_prefix(contract_of(schema)).value());
  run.feed(text);
  return run;
}

struct Row {
  const char* text;
  PrefixState state;
  std::size_t byte;  // of a failure
};

constexpr PrefixState kComplete = PrefixState::complete;
constexpr PrefixState kValid = PrefixState::valid_prefix;
constexpr PrefixState kFails = PrefixState::must_fail;

const Row kRows[] = {
    {"", kValid, 0},
    {"Sure! Here", kValid, 0},
    {"Sure! Here it is:\n{\"a\": 1}", kComplete, 0},
    {"{\"a\": 1} Hope this helps, {name}!", kComplete, 0},
    {"{\"a\": 1} Hope this helps", kComplete, 0},
    {"{\"a\": 1}\n", kComplete, 0},
    {"{\"a\": \"x", kFails, 6},
    {"  [1", kValid, 0},  // "[1] says" may follow
    {"```json\n{\"a\": 1}\n```", kComplete, 0},
    {"```json\n{\"a\": 1}\n```\nDone.", kComplete, 0},
    {"```json\n{\"a\": tr", kFails, 14},
    {"~~~~\n{\"a\"", kValid, 0},
    {"```python\nx = 1\n```\n```json\n{\"a\": 1}\n```", kComplete, 0},
    {"As [1] says, {\"a\": 2}", kComplete, 0},
    {"The form is {\"a\": \"text\"}, so: {\"a\": 2}", kComplete, 0},
    {"null and void. {\"a\": 2}", kComplete, 0},
    {"3 things: {\"a\": 2}", kComplete, 0},
    {"**Answer:** {\"a\": 2}", kComplete, 0},
};

}  // namespace

TEST_CASE("prefix: wrappers are passed over") {
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const PrefixValidator run = fed(kSchema, row.text);
    CHECK(run.state() == row.state);
    CHECK(run.bytes() == std::string_view(row.text).size());
    if (run.state() == kFails) CHECK(run.failure().byte == row.byte);
    for (std::size_t cut = 0; cut <= std::string_view(row.text).size(); ++cut) {
      PrefixValidator first = fed(kSchema, std::string_view(row.text).substr(0, cut));
      first.feed(std::string_view(row.text).substr(cut));
      CHECK(first.state() == row.state);
    }
  }
}

TEST_CASE("prefix: a fenced value that fails is no certain end, the first value is") {
  const PrefixValidator fenced = fed(kSchema, "```\n{\"a\": \"x");
  REQUIRE(fenced.state() == kFails);
  CHECK_FALSE(fenced.failure().earliest);
  const PrefixValidator first = fed(kSchema, "{\"a\": \"x");
  REQUIRE(first.state() == kFails);
  CHECK(first.failure().earliest);
}

TEST_CASE("prefix: what is missing after prose and in a fence") {
  CHECK(fed(kSchema, "Here: ").missing() == "{\"a\":0}");
  CHECK(fed(kSchema, "```json\n{").missing() == "\"a\":0}");
}

TEST_CASE("prefix: no prefix of a wrapped text that passes is called lost") {
  const std::vector<std::string> before = {"",
                                           "Sure:\n",
                                           "```json\n",
                                           "<think>{maybe} [2]</think>\n",
                                           "Note [1], {x}: ",
                                           "1. First, ",
                                           "\"Of course\", I said. "};
  const std::vector<std::string> values = {"{\"a\": 1}", "{\"a\":-3,\"b\":[{\"a\":\"x\"}]}",
                                           "{ \"b\" : \"}\", \"a\" : 10 }"};
  const std::vector<std::string> after = {"", "\n```", "\nAnything else?", " (see [2])"};
  const CompiledContract whole = compile_contract(contract_of(kSchema)).value();
  int passed = 0;
  for (const std::string& lead : before) {
    for (const std::string& value : values) {
      for (const std::string& tail : after) {
        const std::string text = lead + value + tail;
        CAPTURE(text);
        if (validate_text(whole, text, {RepairLevel::none}).verdict != VerdictKind::pass) continue;
        ++passed;
        PrefixValidator run(compile_prefix(contract_of(kSchema)).value());
        for (const char c : text) {
          run.feed(std::string_view(&c, 1));
          REQUIRE(run.state() != PrefixState::must_fail);
        }
        CHECK(run.state() == PrefixState::complete);
      }
    }
  }
  CHECK(passed > 40);
}
