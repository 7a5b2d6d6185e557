// The JSON Schema keywords of this version: what each one accepts and how each miss is told; and
// the official suite as far as its schemas use these keywords only.
#include "core/validate/verdict_rows.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/json_reader.h"
#include "validate/schema_program.h"

namespace {

using namespace nines;
using namespace nines::test;

struct SchemaRow {
  const char* schema;
  const char* instance;
  const char* misses;  // "C4 /a /properties/a/type; …", "" = holds
};

const SchemaRow kRows[] = {
    {"true", "null", ""},
    {"{}", "[1]", ""},
    {"false", "1", "C2  "},
    {R"({"type": "integer"})", "1.0", ""},
    {R"({"type": "integer"})", "1e3", ""},
    {R"({"type": "integer"})", "10e-1", ""},
    {R"({"type": "integer"})", "1e-1", "C4  /type"},
    {R"({"type": "integer"})", "1e400", ""},
    {R"({"type": ["null", "boolean"]})", "false", ""},
    {R"({"type": ["null", "boolean"]})", "0", "C4  /type"},
    {R"({"type": "number"})", "\"1\"", "C4  /type"},
    {R"({"enum": [1, "a", {"x": [1, 2], "y": null}]})", R"({"y": null, "x": [1.0, 2e0]})", ""},
    {R"({"enum": [1, "a"]})", "\"A\"", "C5  /enum"},
    {R"({"enum": [[]]})", "{}", "C5  /enum"},
    {R"({"enum": []})", "1", "C5  /enum"},
    {R"({"const": "\u0061"})", "\"a\"", ""},
    {R"({"const": 9007199254740993})", "9007199254740992", "C5  /const"},
    {R"({"const": 0})", "-0.0", ""},
    {R"({"const": false})", "0", "C5  /const"},
    {R"({"const": {"a": 1, "b": 2}})", R"({"a": 1, "c": 2})", "C5  /const"},
    {R"({"minimum": 1.1})", "1.1", ""},
    {R"({"minimum": 1.1})", "1.0999999999999999999999", "C6  /minimum"},
    {R"({"maximum": 1e400})", "1e399", ""},
    {R"({"exclusiveMinimum": 0})", "0.0", "C6  /exclusiveMinimum"},
    {R"({"exclusiveMaximum": 0})", "-1e-999", ""},
    {R"({"minimum": 5})", "\"four\"", ""},
    {R"({"minLength": 2})", "\"é\"", "C6  /minLength"},
    {R"({"maxLength": 1})", R"("\ud83d\ude00")", ""},
    {R"({"maxLength": 2.0})", "\"abc\"", "C6  /maxLength"},
    {R"({"pattern": "b+"})", "\"abbc\"", ""},
    {R"({"pattern": "^b+$"})", "\"abbc\"", "C7  /pattern"},
    {R"({"minItems": 1})", "[]", "C6  /minItems"},
    {R"({"maxItems": 1})", "[1, 2]", "C6  /maxItems"},
    {R"({"items": {"type": "integer"}})", "[1, \"x\", 2.5]", "C4 /1 /items/type; C4 /2 /items/type"},
    {R"({"items": false})", "[]", ""},
    {R"({"required": ["a", "b"]})", R"({"b": 1})", "C1  /required"},
    {R"({"required": ["a"]})", "[]", ""},
    {R"({"required": ["a"], "additionalProperties": false})", R"({"a": 1})", "C2 /a /additionalProperties"},
    {R"({"properties": {"a": false}})", R"({"a": 1})", "C2 /a /properties/a"},
    {R"({"properties": {"a": {"type": "null"}}, "additionalProperties": {"type": "string"}})",
     R"({"a": null, "b": "x", "c": 3})", "C4 /c /additionalProperties/type"},
    {R"({"properties": {"a~/": {"items": {"const": 1}}}})", R"({"a~\u002f": [2]})",
     "C5 /a~0~1/0 /properties/a~0~1/items/const"},
    // One root cause: a wrong type needs no further remarks; independent bounds are all told.
    {R"({"type": "string", "enum": ["x"], "minimum": 9})", "3", "C4  /type"},
    {R"({"minimum": 9, "maximum": 1})", "5", "C6  /minimum; C6  /maximum"},
};

std::string told(const validate::FindingList& misses) {
  std::string out;
  for (const Finding& miss : misses.items) {
    out += (out.empty() ? "" : "; ") + miss.code + ' ' + miss.pointer + ' ' + miss.schema_pointer;
  }
  return out;
}

void check(const SchemaRow& row) {
  CAPTURE(row.schema);
  CAPTURE(row.instance);
  const auto program = validate::compile_schema(row.schema);
  REQUIRE(program.has_value());
  const base::JsonReadResult instance = base::read_json(row.instance);
  REQUIRE(instance.ok);
  CHECK(told(validate::check_schema(**program, instance.tree)) == row.misses);
}

std::filesystem::path suite_folder(const char* draft) {
  const char* root = std::getenv("NINES_TEST_DATA");
  return std::filesystem::path(root != nullptr ? root : "../shared/data") / "validation/JSON-Schema-Test-Suite/tests" /
         draft;
}

std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

struct SuiteCount {
  int right = 0;
  int outside = 0;  // the schema uses keywords or patterns this version refuses
};

void run_group(const base::JsonTree& tree, std::uint32_t group, SuiteCount& count) {
  const std::uint32_t tests = tree.member(group, "tests");
  const auto program = validate::compile_schema(tree.source(tree.member(group, "schema")));
  for (std::uint32_t i = tree.node(tests).first_child; i != base::kNoNode; i = tree.node(i).next_sibling) {
    if (!program.has_value()) {
      ++count.outside;
      continue;
    }
    const std::string description = tree.string_value(tree.member(i, "description"));
    const std::string data(tree.source(tree.member(i, "data")));
    CAPTURE(description);
    CAPTURE(data);
    const bool valid = tree.bool_value(tree.member(i, "valid"));
    const base::JsonReadResult instance = base::read_json(data);
    REQUIRE(instance.ok);
    const bool holds = validate::check_schema(**program, instance.tree).empty();
    CHECK(holds == valid);
    count.right += holds == valid ? 1 : 0;
    if (valid) {
      const Verdict verdict =
          validate_text(compiled(schema_contract(std::string(tree.source(tree.member(group, "schema"))))), data, {});
      CHECK(verdict_words(verdict) == "pass strict");
      CHECK(verdict.repaired == data);
    }
  }
}

}  // namespace

TEST_CASE("schema: every keyword accepts and refuses what it should") {
  for (const SchemaRow& row : kRows) check(row);
}

TEST_CASE("schema: more findings than the limit are counted, not listed") {
  std::string instance = "[0";
  for (std::size_t i = 1; i < kMaxFindings; ++i) instance += ",0";
  const CompiledContract contract = compiled(schema_contract(R"({"items": {"type": "string"}})"));
  const Verdict at_limit = validate_text(contract, instance + "]", {});
  CHECK(at_limit.findings.size() == kMaxFindings);
  CHECK(at_limit.findings_dropped == 0);
  CHECK(verdict_words(at_limit) == "fail repaired");
  const Verdict past = validate_text(contract, instance + ",0]", {});
  CHECK(past.findings.size() == kMaxFindings);
  CHECK(past.findings_dropped == 1);
  CHECK(verdict_words(past) == "fail lost");
}

void run_suite(const char* draft, int cases) {
  const std::filesystem::path folder = suite_folder(draft);
  if (!std::filesystem::is_directory(folder)) {
    std::printf("skipped: %d cases of JSON-Schema-Test-Suite, no folder %s\n", cases, folder.string().c_str());
    return;
  }
  SuiteCount count;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    const std::string file = entry.path().filename().string();
    CAPTURE(file);
    const std::string bytes = file_bytes(entry.path());
    const base::JsonReadResult groups = base::read_json(bytes);
    REQUIRE(groups.ok);
    const base::JsonTree& tree = groups.tree;
    for (std::uint32_t i = tree.node(0).first_child; i != base::kNoNode; i = tree.node(i).next_sibling) {
      run_group(tree, i, count);
    }
  }
  std::printf("JSON-Schema-Test-Suite %s: %d right, %d use what this version refuses by name\n", draft, count.right,
              count.outside);
  CHECK(count.right + count.outside == cases);
  CHECK(count.right > 300);
}

TEST_CASE("schema: the official suite, as far as this version's keywords go") {
  run_suite("draft2020-12", 1299);
  run_suite("draft7", 927);
}
