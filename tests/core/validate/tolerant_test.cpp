// The tolerant reader on anything: valid input gives no defect, work grows with the text, edit lists replay and reverse
// on random bytes, official suites are kept to the byte.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/json_reader.h"
#include "base/rng.h"
#include "core/validate/mutant_texts.h"
#include "core/validate/verdict_rows.h"
#include "validate/tolerant/reader.h"

namespace {

using namespace nines;
using namespace nines::test;

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

std::filesystem::path data(const char* path) {
  const char* root = std::getenv("NINES_TEST_DATA");
  return std::filesystem::path(root != nullptr ? root : "../shared/data") / path;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

const char* const kFamilies[] = {"{\"a\": \"x \"b ",
                                 "[\"a \"b\", ",
                                 "{'a': 'it's ",
                                 "\"a\" ",
                                 "{\"a\":\"x \"b}",
                                 "[1,,",
                                 "{a: b, ",
                                 "[1}",
                                 "{\"a\" 1 ",
                                 "['",
                                 "\"x\", \"y\" ",
                                 "[\"a\" + \"b\"",
                                 "/* ",
                                 "// x\n",
                                 "...,",
                                 "{\"a: 1, \"b\": ",
                                 "f(",
                                 "`{",
                                 "\"a, ",
                                 "x, ",
                                 "[\"\\x4",
                                 "{\"a\": \"{\"x\": ",
                                 "'a' # ",
                                 "'a' /* ",
                                 "{'a, 'b': ",
                                 "['a' 'b' ",
                                 "`x' ",
                                 "[`x', y ",
                                 "{`a' ",
                                 "r'\\'",
                                 "f'{' "};

}  // namespace

TEST_CASE("tolerant: a valid value has no defect and its exact span") {
  for (const char* text : kMutantTexts) {
    const validate::Reading reading = validate::read_tolerant(text, 0, {});
    CAPTURE(std::string(text));
    CHECK(reading.found);
    CHECK(reading.defects.empty());
    CHECK(reading.value == Span{0, std::string_view(text).size()});
  }
}

TEST_CASE("tolerant: work grows with the text, not with its square") {
  for (const char* family : kFamilies) {
    for (const char* opener : {"", "[", "{\"k\": "}) {
      const std::string small = opener + repeated(family, 100'000);
      const std::string large = opener + repeated(family, 200'000);
      const std::size_t few = validate::read_tolerant(small, 0, {}).steps;
      const std::size_t many = validate::read_tolerant(large, 0, {}).steps;
      CAPTURE(std::string(opener) + family);
      CHECK(few <= 40 * small.size());
      CHECK(many <= 40 * large.size());
    }
  }
}

TEST_CASE("tolerant: depth 100,000, a line of 10 MB, NUL") {
  for (const char* bracket : {"[", "{\"a\":", "[{'a':"}) {
    const validate::Reading deep = validate::read_tolerant(repeated(bracket, 600'000), 0, {});
    REQUIRE_FALSE(deep.defects.empty());
    CHECK(deep.defects.back().code == std::string("S9"));
  }
  const CompiledContract contract = compiled(schema_contract(R"({"type": "object"})"));
  const std::string line = "{\"a\": 'x " + std::string(10'000'000, 'y') + "'}";
  const Verdict verdict = validate_text(contract, line, {});
  CHECK(cause_words(verdict) == "L1");
  CHECK(verdict.repaired.size() == line.size());
  check_sound(std::string(1'000, '\0'), validate_text(contract, std::string(1'000, '\0'), {}));
}

TEST_CASE("tolerant: on random bytes and random changes edit lists replay and reverse") {
  const CompiledContract any = compiled(schema_contract("true"));
  const CompiledContract object = compiled(schema_contract(R"({"type": "object"})"));
  base::PhiloxReader draws(11, 0);
  for (int round = 0; round < 6'000; ++round) {
    std::string text = kMutantTexts[draws.next() % std::size(kMutantTexts)];
    constexpr std::string_view kBytes = "{}[],:\"'\\`/*# \n\t0123456789eE+-._=;()<>abuntf\xE2\x80\x9C\xFF\xC3\xA9";
    const std::uint64_t changes = draws.next() % 6;
    for (std::uint64_t k = 0; k < changes; ++k) {
      const std::size_t at = draws.next() % text.size();
      const std::size_t gone = draws.next() % 3;
      text.replace(at, gone, draws.next() % 2, kBytes[draws.next() % kBytes.size()]);
      if (text.empty()) text = "x";
    }
    if (round % 7 == 0) {
      for (char& c : text) c = static_cast<char>(draws.next() & 0xFFU);
    }
    CAPTURE(text);
    const CompiledContract& contract = round % 2 == 0 ? any : object;
    const Verdict verdict = validate_text(contract, text, {round % 3 == 0 ? RepairLevel::c : RepairLevel::b});
    check_sound(text, verdict);
    check_repaired(contract, verdict);
  }
}

TEST_CASE("tolerant: JSONTestSuite, accepted as they are or refused at the exact byte") {
  const std::filesystem::path folder = data("validation/JSONTestSuite");
  if (!std::filesystem::is_directory(folder)) {
    std::printf("skipped: JSONTestSuite, no folder %s\n", folder.string().c_str());
    return;
  }
  const CompiledContract contract = compiled(schema_contract("true"));
  std::size_t accepted = 0;
  std::size_t refused = 0;
  std::size_t either = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || !name.ends_with(".json") || name.size() < 3 || name[1] != '_') continue;
    const std::string text = read_file(entry.path());
    CAPTURE(name);
    const Verdict verdict = validate_text(contract, text, {});
    check_sound(text, verdict);
    const bool strict = verdict.level == VerdictLevel::strict;
    if (name[0] == 'y') {
      CHECK(strict);
      CHECK(verdict.repaired == text);
      ++accepted;
    } else if (name[0] == 'n') {
      CHECK_FALSE(strict);
      const base::JsonReadResult read = base::read_json(text);
      CHECK_FALSE(read.ok);
      // The byte named is the first that no JSON could have there: all before it is but cut, one more is refused there.
      const std::size_t at = read.error.byte;
      const base::JsonReadResult before = base::read_json(std::string_view(text).substr(0, at));
      CHECK((before.ok || before.error.byte == at));
      if (at < text.size()) CHECK(base::read_json(std::string_view(text).substr(0, at + 1)).error.byte == at);
      ++refused;
    } else if (name[0] == 'i') {
      ++either;
    }
  }
  std::printf("JSONTestSuite: %zu accepted, %zu refused, %zu either way\n", accepted, refused, either);
  CHECK(accepted == 95);
  CHECK(refused == 188);
}

TEST_CASE("tolerant: no instance of the schema suite that reads is changed") {
  std::size_t instances = 0;
  const CompiledContract any = compiled(schema_contract("true"));
  for (const char* draft : {"draft2020-12", "draft7"}) {
    const std::filesystem::path folder = data("validation/JSON-Schema-Test-Suite/tests") / draft;
    if (!std::filesystem::is_directory(folder)) {
      std::printf("skipped: instances of %s, no folder %s\n", draft, folder.string().c_str());
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file() || entry.path().extension() != ".json") continue;
      const std::string text = read_file(entry.path());
      const base::JsonReadResult read = base::read_json(text);
      REQUIRE(read.ok);
      for (const std::uint32_t i : base::select_nodes(read.tree, "/*/tests/*/data")) {
        const std::string value(read.tree.source(i));
        const Verdict verdict = validate_text(any, value, {RepairLevel::c});
        REQUIRE(verdict.repaired == value);
        REQUIRE(verdict.level == VerdictLevel::strict);
        ++instances;
      }
    }
  }
  std::printf("instances of the schema suite left alone: %zu\n", instances);
}
