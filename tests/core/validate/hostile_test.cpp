// Any bytes get a verdict: pieces of broken texts glued at random, long lines, deep nesting, and
// families of text that would be quadratic for a careless reader.
#include <cstdio>
#include <ctime>

#include "core/validate/verdict_rows.h"
#include "validate/candidates.h"
#include "validate/choose.h"

namespace {

using namespace nines;
using namespace nines::test;

std::vector<CompiledContract> all_contracts() {
  return {compiled(schema_contract(
              R"({"type": "object", "required": ["a"], "additionalProperties": false,
                                       "properties": {"a": {"type": "integer"}}})")),
          compiled(schema_contract("true")),
          compiled(regex_contract("[a-z]+")),
          compiled(label_contract({"yes", "no", "not sure"})),
          compiled(number_contract(42)),
          compiled(number_contract(std::nullopt, "kg"))};
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

constexpr std::string_view kPieces[] = {"{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ":",
                                        "\"",
                                        "\\",
                                        "```",
                                        "```json\n",
                                        "~~~",
                                        "\n",
                                        " ",
                                        "\"a\"",
                                        "\"a\":",
                                        "1",
                                        "-",
                                        ".5",
                                        "42",
                                        "kg",
                                        "%",
                                        "e9",
                                        "true",
                                        "nul",
                                        "yes",
                                        "No",
                                        "not ",
                                        "\xFF",
                                        "\xEF\xBB\xBF",
                                        "\xE2\x82",
                                        "é",
                                        "{\"a\": 1}",
                                        "{\"a\": 1,}",
                                        "{\"a\": \"36\"}",
                                        "[1, 2,]",
                                        "text ",
                                        "`",
                                        "\\u00",
                                        "\\ud83d",
                                        "'",
                                        std::string_view("\0", 1),
                                        "\r\n"};

const char* const kFamilies[] = {
    "{",        "[",    "{\"",   "{\"a\":", "[1,",        "[ ",  "```", "```\n",      "```{\n", "`{",       "\"",
    "\\",       "\xFF", "\xFF ", "[1]",     "{\"a\":1,}", "1,]", "5 ",  "1-",         "1.",     "yes",      "yes ",
    "not yes ", "not ", "x",     " ",       "\n",         "}",   "]",   "{\"a\":1},", "-",      "\xE2\x82", "~~~ `"};

double seconds_of(const CompiledContract& contract, const std::string& text) {
  const std::clock_t start = std::clock();  // of this process: other load does not count
  const Verdict verdict = validate_text(contract, text, {});
  const std::clock_t end = std::clock();
  check_sound(text, verdict);
  return static_cast<double>(end - start) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("hostile: 30,000 random gluings of broken pieces, under every contract") {
  const std::vector<CompiledContract> contracts = all_contracts();
  std::uint64_t state = 20'240'607;
  for (int round = 0; round < 30'000; ++round) {
    std::string text;
    const auto draw = [&state] { return (state = state * 6364136223846793005U + 1442695040888963407U) >> 33U; };
    const std::uint64_t count = draw() % 12;
    for (std::uint64_t i = 0; i < count; ++i) text += kPieces[draw() % std::size(kPieces)];
    CAPTURE(text);
    const CompiledContract& contract = contracts[draw() % contracts.size()];
    const RepairLevel repair = draw() % 2 == 0 ? RepairLevel::b : RepairLevel::c;
    const Verdict verdict = validate_text(contract, text, {repair});
    check_sound(text, verdict);
    check_repaired(contract, verdict);
    REQUIRE((verdict.verdict == VerdictKind::pass || !verdict.causes.empty()));
  }
}

TEST_CASE("hostile: time grows with the text, not with its square") {
  // A generous bound for a busy machine: 1 MB within 5 s; a quadratic step would take minutes.
  for (const CompiledContract& contract : all_contracts()) {
    for (const char* family : kFamilies) {
      CAPTURE(family);
      CHECK(seconds_of(contract, repeated(family, 1'000'000)) < 5.0);
    }
  }
}

TEST_CASE("hostile: depth") {
  const CompiledContract contract = compiled(schema_contract("true"));
  const auto deep = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(verdict_words(validate_text(contract, deep(kMaxJsonDepth), {})) == "pass strict");
  CHECK(cause_words(validate_text(contract, deep(kMaxJsonDepth + 1), {})) == "S9");
  CHECK(cause_words(validate_text(contract, deep(100'000), {})) == "S9");
  CHECK(cause_words(validate_text(contract, std::string(100'000, '['), {})) == "S9");
}

TEST_CASE("hostile: nothing is chosen beyond the limit of candidates") {
  const CompiledContract contract = compiled(schema_contract(R"({"type": "object"})"));
  const std::string numbers = repeated("[1]", 3 * (validate::kMaxCandidates - 1));
  CHECK(verdict_words(validate_text(contract, numbers + "{}", {})) == "pass extracted");
  const Verdict past = validate_text(contract, numbers + "{}[1]", {});
  CHECK(verdict_words(past) == "fail lost");
  CHECK(past.causes.front() == "W8");
  CHECK(past.findings.front().message.find("more than 1000") != std::string::npos);
}

TEST_CASE("hostile: a 1 MB line, NUL bytes, every single byte") {
  const CompiledContract contract = compiled(schema_contract("true"));
  const std::string line = "{\"a\": \"" + std::string(1'000'000, 'x') + "\"}";
  CHECK(validate_text(contract, line, {}).repaired == line);
  CHECK(cause_words(validate_text(contract, std::string(1'000, '\0'), {})) == "X9");
  for (const CompiledContract& each : all_contracts()) {
    for (int byte = 0; byte < 256; ++byte) {
      const std::string text(1, static_cast<char>(byte));
      check_sound(text, validate_text(each, text, {}));
    }
  }
}
