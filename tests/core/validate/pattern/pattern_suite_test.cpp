// Every pattern, name of patternProperties and regular expression of the official suite: it compiles, and is decided on
// every string of its tests. Skipped with a message where the shared data is absent.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "core/test_files.h"
#include "validate/pattern/ecma_pattern.h"

namespace {

using namespace nines;
using namespace nines::validate;
using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

struct Tally {
  int groups = 0;
  int patterns = 0;
  int searches = 0;
  int not_compiled = 0;
  int not_decided = 0;
  int cases = 0;  // of schemas that hold nothing but a pattern
};

// Strings and keys anywhere below a node.
std::set<std::string> strings_below(const JsonTree& tree, std::uint32_t top) {
  std::set<std::string> out;
  for (std::uint32_t i = top; i < tree.nodes.size() && tree.node(i).begin < tree.node(top).end; ++i) {
    if (tree.node(i).kind == JsonKind::string) out.insert(tree.string_value(i));
    if (tree.node(i).has_key) out.insert(tree.key(i));
  }
  return out;
}

std::set<std::string> patterns_below(const JsonTree& tree, std::uint32_t top) {
  std::set<std::string> out;
  for (std::uint32_t i = top; i < tree.nodes.size() && tree.node(i).begin < tree.node(top).end; ++i) {
    if (!tree.node(i).has_key) continue;
    if (tree.key(i) == "pattern" && tree.node(i).kind == JsonKind::string) out.insert(tree.string_value(i));
    if (tree.key(i) != "patternProperties" || tree.node(i).kind != JsonKind::object) continue;
    for (std::uint32_t p = tree.node(i).first_child; p != kNoNode; p = tree.node(p).next_sibling) {
      out.insert(tree.key(p));
    }
  }
  return out;
}

// The pattern of a schema that says nothing else, nullptr otherwise.
std::shared_ptr<const EcmaPattern> only_pattern(const JsonTree& tree, std::uint32_t schema) {
  if (tree.node(schema).kind != JsonKind::object) return nullptr;
  std::string pattern;
  for (std::uint32_t i = tree.node(schema).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    if (tree.key(i) == "pattern") pattern = tree.string_value(i);
    if (tree.key(i) != "pattern" && tree.key(i) != "$schema" && tree.key(i) != "type") return nullptr;
  }
  return pattern.empty() ? nullptr : compile_ecma_pattern(pattern, "/pattern").value();
}

void check_answers(const JsonTree& tree, std::uint32_t group, Tally& tally) {
  const auto pattern = only_pattern(tree, tree.member(group, "schema"));
  if (pattern == nullptr) return;
  const std::uint32_t tests = tree.member(group, "tests");
  for (std::uint32_t i = tree.node(tests).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    const std::uint32_t data = tree.member(i, "data");
    if (tree.node(data).kind != JsonKind::string) continue;
    const std::string text = tree.string_value(data);
    CAPTURE(text);
    ++tally.cases;
    CHECK(search(*pattern, text) == (tree.bool_value(tree.member(i, "valid")) ? PatternMatch::yes : PatternMatch::no));
  }
}

void run_group(const JsonTree& tree, std::uint32_t group, Tally& tally) {
  ++tally.groups;
  const std::set<std::string> texts = strings_below(tree, tree.member(group, "tests"));
  for (const std::string& pattern : patterns_below(tree, tree.member(group, "schema"))) {
    CAPTURE(pattern);
    ++tally.patterns;
    const auto compiled = compile_ecma_pattern(pattern, "/pattern");
    CHECK(compiled.has_value());
    if (!compiled) ++tally.not_compiled;
    if (!compiled) continue;
    for (const std::string& text : texts) {
      ++tally.searches;
      if (search(**compiled, text) == PatternMatch::not_decidable) ++tally.not_decided;
    }
  }
  check_answers(tree, group, tally);
}

Tally run_folder(const std::filesystem::path& folder) {
  Tally tally;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    const std::string text = test::file_text(file);
    const base::JsonReadResult read = base::read_json(text);
    REQUIRE(read.ok);
    for (std::uint32_t i = read.tree.node(0).first_child; i != kNoNode; i = read.tree.node(i).next_sibling) {
      run_group(read.tree, i, tally);
    }
  }
  return tally;
}

}  // namespace

TEST_CASE("the official suite of patterns: all compile and none stays undecided") {
  const std::filesystem::path data = test::shared_data();
  if (data.empty()) {
    MESSAGE("skipped: patterns of JSON-Schema-Test-Suite; NINES_TEST_DATA names no folder");
    return;
  }
  for (const std::string& draft : {std::string("draft7"), std::string("draft2020-12")}) {
    const Tally tally = run_folder(data / "validation" / "JSON-Schema-Test-Suite" / "tests" / draft);
    MESSAGE(draft << ": " << tally.groups << " groups, " << tally.patterns << " patterns, " << tally.searches
                  << " searches, " << tally.cases << " cases of a pattern alone");
    CHECK(tally.patterns > 30);
    CHECK(tally.cases > 40);
    CHECK(tally.not_compiled == 0);
    CHECK(tally.not_decided == 0);
  }
}
