// The JSON Schema Test Suite: no prefix of a valid instance ever fails, an invalid instance of exact keywords always
// does. Whole texts are judged by the prefix rules alone, without the complete check behind them.
#include "../../test_files.h"
#include "prefix_rig.h"

using namespace nines;
using namespace nines::test;

namespace {

struct SuiteTally {
  std::size_t groups = 0;
  std::size_t valid = 0;
  std::size_t caught = 0;  // invalid, must fail
  std::size_t left = 0;    // invalid, only the complete check can tell
};

std::string with_draft(const std::string& schema, const char* draft) {
  if (schema[0] != '{' || schema.find("\"$schema\"") != std::string::npos) return schema;
  const std::string head = std::string("{\"$schema\":\"") + draft + '"';
  const bool empty = schema.find_first_not_of(" \t\r\n", 1) == schema.find('}');
  return head + (empty ? "" : ",") + schema.substr(1);
}

void check_case(const std::shared_ptr<const validate::PrefixProgram>& rules, std::string_view text, bool valid,
                SuiteTally& tally) {
  CAPTURE(std::string(text));
  const std::string end = prefix_end(rules, std::string(text) + "\n");  // or a number could go on
  if (valid) {
    ++tally.valid;
    REQUIRE(end == "c");
    return;
  }
  if (!rules->late) REQUIRE(end[0] == 'f');
  ++(end[0] == 'f' ? tally.caught : tally.left);
}

void check_file(const std::filesystem::path& path, const char* draft, SuiteTally& tally) {
  CAPTURE(path.string());
  const std::string text = file_text(path);
  const base::JsonReadResult read = base::read_json(text);
  REQUIRE(read.ok);
  const base::JsonTree& tree = read.tree;
  for (std::uint32_t g = tree.node(0).first_child; g != base::kNoNode; g = tree.node(g).next_sibling) {
    ++tally.groups;
    const std::string schema = with_draft(std::string(tree.source(tree.member(g, "schema"))), draft);
    CAPTURE(schema);
    const auto rules = prefix_rules(schema);
    const std::uint32_t cases = tree.member(g, "tests");
    for (std::uint32_t t = tree.node(cases).first_child; t != base::kNoNode; t = tree.node(t).next_sibling) {
      check_case(rules, tree.source(tree.member(t, "data")), tree.bool_value(tree.member(t, "valid")), tally);
    }
  }
}

}  // namespace

TEST_CASE("prefix: the test suite, both drafts") {
  const std::filesystem::path data = shared_data();
  if (data.empty()) {
    MESSAGE("skipped: no shared data; set NINES_TEST_DATA");
    return;
  }
  constexpr const char* kDrafts[][2] = {{"draft2020-12", "https://json-schema.org/draft/2020-12/schema"},
                                        {"draft7", "http://json-schema.org/draft-07/schema#"}};
  for (const auto& draft : kDrafts) {
    SuiteTally tally;
    std::vector<std::filesystem::path> files;
    const auto folder = data / "validation" / "JSON-Schema-Test-Suite" / "tests" / draft[0];
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) check_file(file, draft[1], tally);
    MESSAGE(std::string(draft[0]) << ": " << tally.groups << " schemas, " << tally.valid << " valid instances without an alarm, "
                     << tally.caught << " invalid ones caught, " << tally.left << " left to the complete check");
    CHECK(tally.groups > 200);
    CHECK(tally.valid > 400);
    CHECK(tally.caught > 200);
  }
}
