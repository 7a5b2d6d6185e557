// The official suite of JSON Schema, 2020-12 and draft 7: required, optional, formats. Every case through both
// evaluators and through the contract; every valid instance is left alone.
#include "core/validate/schema/suite.h"

#include <cstdio>

#include "core/validate/verdict_rows.h"
#include "validate/schema/evaluate.h"

namespace {

using namespace nines;
using namespace nines::test;

struct SuiteRow {
  const char* folder;  // below tests/
  validate::Draft draft;
  FormatPolicy formats;
  int cases;
};

const SuiteRow kSuites[] = {
    {"draft2020-12", validate::Draft::draft2020_12, FormatPolicy::annotate, 1299},
    {"draft2020-12/optional", validate::Draft::draft2020_12, FormatPolicy::annotate, 162},
    {"draft2020-12/optional/format", validate::Draft::draft2020_12, FormatPolicy::assert_all, 764},
    {"draft7", validate::Draft::draft7, FormatPolicy::annotate, 927},
    {"draft7/optional", validate::Draft::draft7, FormatPolicy::assert_all, 118},
    {"draft7/optional/format", validate::Draft::draft7, FormatPolicy::assert_all, 676},
};

struct SuiteCount {
  int right = 0;
  int wrong = 0;
  int undecided = 0;
};

// A contract says its draft by $schema, which these schemas leave to the folder.
void check_untouched(const std::string& schema, const SuiteRow& row, const std::vector<SchemaResource>& remotes,
                     const std::string& data) {
  if (row.draft != validate::Draft::draft2020_12) return;
  Contract contract = schema_contract(schema);
  contract.formats = row.formats;
  contract.resources = remotes;
  const Verdict verdict = validate_text(compiled(contract), data, {});
  CHECK(verdict_words(verdict) == "pass strict");
  CHECK(verdict.repaired == data);
}

void run_case(const validate::SchemaProgram& program, const std::string& data, bool valid, SuiteCount& count) {
  CAPTURE(data);
  const base::JsonReadResult instance = base::read_json(data);
  REQUIRE(instance.ok);
  const validate::Truth quick = validate::holds(program, instance.tree);
  const validate::SchemaCheck full = validate::check_schema(program, instance.tree);
  CHECK(quick == full.verdict);
  CHECK((full.verdict == validate::Truth::yes) == full.misses.empty());
  for (const Finding& miss : full.misses.items) CHECK(find_cause(miss.code) != nullptr);
  if (quick == validate::Truth::unknown) {
    ++count.undecided;
    return;
  }
  CHECK((quick == validate::Truth::yes) == valid);
  ++((quick == validate::Truth::yes) == valid ? count.right : count.wrong);
}

void run_group(const base::JsonTree& tree, std::uint32_t group, const SuiteRow& row, validate::SchemaOptions& options,
               SuiteCount& count) {
  const std::string description = text_of(tree, group, "description");
  CAPTURE(description);
  const std::string schema(tree.source(tree.member(group, "schema")));
  const auto program = validate::compile_schema(schema, options);
  if (!program) FAIL_CHECK("schema: " << program.error().message);
  bool first_valid = true;
  for (const std::uint32_t i : children(tree, tree.member(group, "tests"))) {
    if (!program) {
      ++count.wrong;
      continue;
    }
    const std::string data(tree.source(tree.member(i, "data")));
    const bool valid = tree.bool_value(tree.member(i, "valid"));
    run_case(**program, data, valid, count);
    if (valid && first_valid) check_untouched(schema, row, options.resources, data);
    first_valid = first_valid && !valid;
  }
}

void run_suite(const SuiteRow& row) {
  const std::filesystem::path folder = suite_folder() / "tests" / row.folder;
  if (!std::filesystem::is_directory(folder)) {
    std::printf("skipped: %d cases of JSON-Schema-Test-Suite, no folder %s\n", row.cases, folder.string().c_str());
    return;
  }
  validate::SchemaOptions options;
  options.default_draft = row.draft;
  options.formats = row.formats;
  options.resources = suite_remotes();
  SuiteCount count;
  for (const std::filesystem::path& path : json_files(folder)) {
    const std::string file = path.filename().string();
    CAPTURE(file);
    const std::string bytes = file_bytes(path);
    const base::JsonReadResult groups = base::read_json(bytes);
    REQUIRE(groups.ok);
    for (const std::uint32_t group : children(groups.tree, 0)) run_group(groups.tree, group, row, options, count);
  }
  std::printf("JSON-Schema-Test-Suite %s: %d right, %d wrong, %d undecided\n", row.folder, count.right, count.wrong,
              count.undecided);
  CHECK(count.right == row.cases);
}

}  // namespace

TEST_CASE("schema: the official suite") {
  for (const SuiteRow& row : kSuites) run_suite(row);
}
