// The official suite's optional format tests of both drafts, every case of a schema {"format": X}, against the format
// functions alone. Skipped with a message where the shared data is absent.
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "base/json_reader.h"
#include "core/test_files.h"
#include "validate/format/format.h"

namespace {

using namespace nines;
using namespace nines::validate;
using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

struct Tally {
  int cases = 0;
  int other_schemas = 0;
};

// The format a schema asks for, "" where the schema says anything else besides its dialect.
std::string format_of(const JsonTree& tree, std::uint32_t schema) {
  std::string out;
  for (std::uint32_t i = tree.node(schema).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    if (tree.key(i) == "$schema") continue;
    if (tree.key(i) != "format" || !out.empty()) return "";
    out = tree.string_value(i);
  }
  return out;
}

bool passes(const JsonTree& tree, std::uint32_t data, const std::string& format, SchemaDraft draft) {
  const FormatInfo* info = find_format(format);
  if (info == nullptr || !has_format(*info, draft) || tree.node(data).kind != JsonKind::string) return true;
  return check_format(info->id, tree.string_value(data), draft);
}

void run_group(const JsonTree& tree, std::uint32_t group, SchemaDraft draft, Tally& tally) {
  const std::string format = format_of(tree, tree.member(group, "schema"));
  const std::uint32_t tests = tree.member(group, "tests");
  if (format.empty()) tally.other_schemas += static_cast<int>(tree.node(tests).child_count);
  if (format.empty()) return;
  for (std::uint32_t i = tree.node(tests).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    const std::string data(tree.source(tree.member(i, "data")));
    const std::string why = tree.string_value(tree.member(i, "description"));
    CAPTURE(format);
    CAPTURE(data);
    CAPTURE(why);
    CHECK(passes(tree, tree.member(i, "data"), format, draft) == tree.bool_value(tree.member(i, "valid")));
    ++tally.cases;
  }
}

Tally run_draft(const std::filesystem::path& folder, SchemaDraft draft) {
  Tally tally;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    const std::string text = test::file_text(file);
    const base::JsonReadResult read = base::read_json(text);
    REQUIRE(read.ok);
    const JsonTree& tree = read.tree;
    for (std::uint32_t group = tree.node(0).first_child; group != kNoNode; group = tree.node(group).next_sibling) {
      run_group(tree, group, draft, tally);
    }
  }
  return tally;
}

struct DraftRow {
  const char* folder;
  SchemaDraft draft;
};

}  // namespace

TEST_CASE("the official suite of formats, draft 7 and 2020-12") {
  const std::filesystem::path data = test::shared_data();
  if (data.empty()) {
    MESSAGE("skipped: format cases of JSON-Schema-Test-Suite; NINES_TEST_DATA names no folder");
    return;
  }
  for (const DraftRow& row : {DraftRow{"draft7", SchemaDraft::draft7}, {"draft2020-12", SchemaDraft::draft2020_12}}) {
    const auto folder = data / "validation" / "JSON-Schema-Test-Suite" / "tests" / row.folder / "optional" / "format";
    const Tally tally = run_draft(folder, row.draft);
    MESSAGE(row.folder << ": " << tally.cases << " cases, " << tally.other_schemas << " of other schemas not run here");
    CHECK(tally.cases > 600);
    CHECK(tally.other_schemas == 0);
  }
}
