// Real outputs, where that folder is present: valid tool-call arguments stay untouched to the byte,
// broken variants of them are named, and model texts of every kind get a sound verdict.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/json_reader.h"
#include "core/validate/verdict_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

std::filesystem::path folder() {
  const char* root = std::getenv("NINES_TEST_DATA");
  return std::filesystem::path(root != nullptr ? root : "../shared/data") / "disagreement";
}

// Values at a pointer, one per record and match: their JSON text, or their content when strings.
std::vector<std::string> values_at(const char* file, const char* pointer) {
  std::vector<std::string> out;
  std::ifstream in(folder() / file / "rows.jsonl", std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    const base::JsonReadResult row = base::read_json(line);
    REQUIRE(row.ok);
    for (const std::uint32_t i : base::select_nodes(row.tree, pointer)) {
      const bool string = row.tree.node(i).kind == base::JsonKind::string;
      out.push_back(string ? row.tree.string_value(i) : std::string(row.tree.source(i)));
    }
  }
  return out;
}

bool skipped(const char* what) {
  if (std::filesystem::is_directory(folder())) return false;
  std::printf("skipped: %s, no folder %s\n", what, folder().string().c_str());
  return true;
}

struct Broken {
  std::string text;
  const char* words;
  const char* causes;
};

// Ways in which a model would spoil an object that is whole.
std::vector<Broken> broken_variants(const std::string& whole) {
  const std::string cut_close = whole.substr(0, whole.size() - 1);
  return {{"```json\n" + whole + "\n```", "pass extracted", "W1"},
          {"```json\n" + whole, "pass extracted", "W2"},
          {"Sure, here it is: " + whole, "pass extracted", "W3"},
          {whole + "\n\nAnything else?", "pass extracted", "W4"},
          {cut_close + ",}", "fail repaired", "S1"},
          {"\xEF\xBB\xBF" + whole, "fail repaired", "T2"},
          {"```\n" + cut_close + ",}\n```", "fail repaired", "S1 W1"}};
}

}  // namespace

TEST_CASE("real: tool-call arguments are left alone, their broken variants named and repaired") {
  if (skipped("tool-call arguments of taubench_airline_gpt4o")) return;
  const CompiledContract contract = compiled(schema_contract(R"({"type": "object"})"));
  const std::vector<std::string> arguments = values_at("taubench_airline_gpt4o", "/output/actions/*/arguments");
  CHECK(arguments.size() > 1'000);
  std::size_t variants = 0;
  for (const std::string& text : arguments) {
    CAPTURE(text);
    const Verdict verdict = validate_text(contract, text, {});
    REQUIRE(verdict_words(verdict) == "pass strict");
    REQUIRE(verdict.findings.empty());
    REQUIRE(verdict.repaired == text);
    if (text == "{}") continue;
    for (const Broken& broken : broken_variants(text)) {
      CAPTURE(broken.text);
      const Verdict found = validate_text(contract, broken.text, {});
      REQUIRE(verdict_words(found) == broken.words);
      REQUIRE(cause_words(found) == broken.causes);
      REQUIRE(found.repaired == text);
      check_sound(broken.text, found);
      ++variants;
    }
  }
  std::printf("tool-call arguments: %zu untouched, %zu broken variants named and repaired\n", arguments.size(),
              variants);
}

TEST_CASE("real: tool-call arguments cut at any byte are never passed or repaired") {
  if (skipped("cut tool-call arguments of taubench_airline_gpt4o")) return;
  const CompiledContract contract = compiled(schema_contract(R"({"type": "object"})"));
  const std::vector<std::string> arguments = values_at("taubench_airline_gpt4o", "/output/actions/*/arguments");
  std::size_t cuts = 0;
  std::size_t closers = 0;
  for (std::size_t i = 0; i < arguments.size(); i += 20) {
    for (std::size_t size = 1; size < arguments[i].size(); ++size) {
      const std::string text = arguments[i].substr(0, size);
      CAPTURE(text);
      const Verdict verdict = validate_text(contract, text, {RepairLevel::a});
      REQUIRE(verdict.causes.size() == 1);
      REQUIRE_FALSE(verdict.has_repaired);
      ++cuts;
      // Behind a closed inner value nothing tells a cut from a forgotten closer: level B, the contract decides.
      const bool behind_closer = text.back() == ']' || text.back() == '}';
      if (behind_closer && verdict.causes[0] == "S5") {
        ++closers;
        continue;
      }
      REQUIRE(verdict.level == VerdictLevel::lost);
      REQUIRE(verdict.causes[0][0] == 'X');
    }
  }
  std::printf("cut tool-call arguments: %zu, none repaired at level A; %zu read as a missing closer\n", cuts, closers);
}

TEST_CASE("real: model texts of every kind get a sound verdict") {
  if (skipped("model texts")) return;
  const std::vector<CompiledContract> contracts = {
      compiled(schema_contract(R"({"type": "object"})")), compiled(schema_contract("true")),
      compiled(label_contract({"Yes", "No"})), compiled(number_contract(18)), compiled(regex_contract("(?s).{1,80}"))};
  std::size_t texts = 0;
  for (const char* file : {"gsm8k_4systems", "llmdrift_prime", "llmdrift_opinionqa", "oasst_samples"}) {
    for (const std::string& text : values_at(file, "/output")) {
      const CompiledContract& contract = contracts[texts++ % contracts.size()];
      const Verdict verdict = validate_text(contract, text, {});
      check_sound(text, verdict);
      check_repaired(contract, verdict);
    }
  }
  std::printf("model texts: %zu with a sound verdict\n", texts);
}
