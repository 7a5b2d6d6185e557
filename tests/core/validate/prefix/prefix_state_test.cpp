// Single texts with the state and byte that must come out, chunking, copies, missing suffixes, savings.
#include "nines/prefix.h"

#include <doctest/doctest.h>

using namespace nines;

namespace {

CompiledPrefix compiled(const char* schema) {
  Contract contract;
  contract.schema = schema;
  contract.wrapper = WrapperPolicy::forbid;
  Result<CompiledPrefix> out = compile_prefix(contract);
  if (!out) FAIL(schema << ": " << out.error().message);
  return std::move(out).value();
}

std::string words(const PrefixValidator& run) {
  if (run.state() == PrefixState::complete) return "complete";
  if (run.state() == PrefixState::valid_prefix) return "valid " + run.missing().value_or("?");
  const PrefixFailure& why = run.failure();
  return "fail " + std::to_string(why.byte) + " " + why.code + " " + why.pointer + " " + why.schema_pointer;
}

struct Row {
  const char* schema;
  const char* text;
  const char* expected;
};

// Any split of the text gives the same end.
void check(const Row& row) {
  CAPTURE(std::string(row.schema));
  CAPTURE(std::string(row.text));
  const CompiledPrefix contract = compiled(row.schema);
  const std::string_view text = row.text;
  PrefixValidator whole(contract);
  whole.feed(text);
  REQUIRE(words(whole) == std::string(row.expected));
  CHECK(whole.bytes() == text.size());
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    PrefixValidator first(contract);
    first.feed(text.substr(0, cut));
    PrefixValidator second = first;
    first.feed("x");  // the copy goes on by itself
    second.feed(text.substr(cut));
    REQUIRE(words(second) == std::string(row.expected));
  }
}

}  // namespace

TEST_CASE("prefix: where a text stands") {
  constexpr const char* kClosed =
      R"({"type":"object","properties":{"level":{"enum":["low","high"]},"n":{"type":"integer","maximum":9}},)"
      R"("required":["level"],"additionalProperties":false})";
  for (
      const Row& row : {
          Row{"true", "", "valid 0"},
          Row{"true", "[1, {\"a\": \"b", "valid \"}]"},
          Row{"true", "{\"a\"", "valid :0}"},
          Row{"true", "tr", "valid ue"},
          Row{"true", "[1,]", "fail 3 S1 /0 "},
          Row{"true", "[1}", "fail 2 unknown /0 "},
          Row{"true", "{} x", "fail 3 W4  "},
          Row{"true", "Sure: {}", "fail 0 W3  "},
          Row{"true", "-", "valid 0"},
          Row{"true", "1.", "valid 0"},
          Row{"true", "01", "fail 1 unknown  "},
          Row{"true", "\"\\u00", "valid 00\""},
          Row{"true", "\"\xC3", "valid \x80\""},
          Row{"true", "\"\xFF", "fail 1 T1  "},
          Row{"false", "", "fail 0 C2  "},
          Row{kClosed, "{", "valid \"level\":\"low\"}"},
          Row{kClosed, "{\"level\": \"h", "valid igh\"}"},
          Row{kClosed, "{\"level\": \"\\u0068\\u00", "valid 69gh\"}"},
          Row{kClosed, "{\"level\": \"m", "fail 11 C5 /level /properties/level/enum"},
          Row{kClosed, "{\"name", "fail 3 C2  /additionalProperties"},
          Row{kClosed, "{\"n\": 9, \"level\": \"low\"}", "complete"},
          Row{kClosed, "{\"n\": 9}", "fail 7 C1 /n /required"},
          Row{kClosed, "{\"n\": 9.5", "fail 8 C6 /n /properties/n/maximum"},
          Row{kClosed, "[", "fail 0 C4  /type"},
          Row{R"({"type":"integer","minimum":1,"maximum":50})", "51", "fail 1 C6  /minimum"},
          Row{R"({"type":"number","minimum":1,"maximum":50})", "51", "valid e-1"},
          Row{R"({"type":"integer","maximum":500})", "5.5", "valid e1"},
          Row{R"({"type":"integer","minimum":10,"maximum":50})", "60", "fail 0 C6  /minimum"},
          Row{R"({"maxLength":2})", "\"abc", "fail 3 C6  /maxLength"},
          Row{R"({"maxLength":1})", "\"\\ud83d\\ud", "valid c00\""},
          Row{R"({"maxLength":1})", "\"\\ud83d\\u0", "fail 9 C6  /maxLength"},
          Row{R"({"pattern":"^a+$"})", "\"ab\"", "fail 3 C7  /pattern"},
          Row{R"({"prefixItems":[{"type":"null"},false]})", "[null", "valid ]"},
          Row{R"({"prefixItems":[{"type":"null"},false]})", "[null,", "fail 5 C6 /0 /prefixItems"},
          Row{R"({"required":["a"],"properties":{"a":false}})", "{", "fail 0 C4  "},
          Row{R"({"minItems":3,"maxItems":2})", "[", "fail 0 C4  "},
          Row{R"({"const":{"a":[1,2]}})", "{\"a\":[1,", "valid 2]}"},
          Row{R"({"const":{"a":[1,2]}})", "{\"a\":[1,2,", "fail 9 C6 /a/1 /const/a"},
          Row{R"({"$ref":"#/$defs/t",)"
               R"("$defs":{"t":{"type":"object","required":["t"],"properties":{"t":{"$ref":"#/$defs/t"}}}}})",
              "", "fail 0 C2  "},
          Row{R"({"properties":{"n":{"anyOf":[{"type":"integer"},{"type":"null"}]}}})", "{\"n\":1} ", "complete"},
          Row{R"({"properties":{"n":{"anyOf":[{"type":"integer"},{"type":"null"}]}}})", "{\"n\":\"x\"", "valid ?"},
          Row{R"({"properties":{"n":{"anyOf":[{"type":"integer"},{"type":"null"}]}}})", "{\"n\":\"x\"}",
              "fail 8 C9 /n /properties/n/anyOf"},
          Row{R"({"multipleOf":5})", "12", "valid ?"},
          Row{R"({"multipleOf":5})", "12 ", "fail 2 C6  /multipleOf"},
          Row{R"({"maxProperties":1,"required":["ab"]})", "{\"b", "fail 2 C2  "},
      }) {
    check(row);
  }
}

TEST_CASE("prefix: a stream that is stopped saves what was not written") {
  const CompiledPrefix contract = compiled(R"({"type":"object"})");
  RunContext run;
  PrefixOptions options;
  options.bytes_per_token = 2;
  options.tokens_per_second = 10;
  options.usd_per_million_tokens = 1e6;
  options.timeline = true;
  const auto report = check_prefixes(contract, {"[1, 2, 3, 4]", "{\"a\"", "{} "}, options, run);
  REQUIRE(report);
  CHECK(report->by_state[0] == 1);
  CHECK(report->by_state[1] == 1);
  CHECK(report->by_state[2] == 1);
  CHECK(report->bytes_saved == 11);
  CHECK(report->saved.tokens == 5.5);
  CHECK(report->saved.seconds == 0.55);
  CHECK(report->saved.usd == 5.5);
  const PrefixTimeline& timeline = report->results[2].timeline;
  REQUIRE(timeline.changes.size() == 2);
  CHECK(timeline.changes[0].byte == 0);
  CHECK(timeline.changes[1].byte == 2);
  CHECK(timeline.changes[1].state == PrefixState::complete);
}
