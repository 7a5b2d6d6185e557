// Annotations: the official suite of them through the basic output, and the shapes of the four output formats.
#include "core/validate/schema/suite.h"

#include <cstdio>
#include <map>

#include "core/validate/verdict_rows.h"
#include "nines/schema_output.h"
#include "validate/json_equal.h"
#include "validate/schema/uri.h"

namespace {

using namespace nines;
using namespace nines::test;

constexpr int kAssertions = 84;

// "3", "2019", "<=2019", "=2020", "6,<=2019", against the number of the draft.
bool is_compatible(const std::string& rule, int draft) {
  std::size_t from = 0;
  while (from < rule.size()) {
    const std::size_t end = std::min(rule.find(',', from), rule.size());
    std::string part = rule.substr(from, end - from);
    from = end + 1;
    const bool most = part.starts_with("<=");
    const bool same = part.starts_with("=");
    part.erase(0, most ? 2 : same ? 1 : 0);
    const int number = std::atoi(part.c_str());
    if (most ? draft > number : same ? draft != number : draft < number) return false;
  }
  return true;
}

// Schemas under $defs with a URI of their own, by the pointer that the suite names them with.
using Names = std::vector<std::pair<std::string, std::string>>;

Names names_of(const base::JsonTree& tree, std::uint32_t schema, const std::string& base_uri) {
  Names out;
  for (const std::uint32_t row : children(tree, tree.member(schema, "$defs"))) {
    const std::string id = text_of(tree, row, "$id");
    if (id.empty()) continue;
    out.emplace_back(validate::resolve_uri(base_uri, id) + '#', base_uri + "#/$defs/" + tree.key(row));
  }
  return out;
}

std::string renamed(std::string place, const Names& names) {
  for (const auto& [own, named] : names) {
    if (place.starts_with(own)) place.replace(0, own.size(), named);
  }
  return place;
}

// The annotations of a keyword at a place, by the place of the schema that gave them.
std::map<std::string, std::string> annotations_at(const SchemaOutput& output, const std::string& place,
                                                  const std::string& keyword) {
  std::map<std::string, std::string> out;
  for (const SchemaOutputUnit& unit : output.units) {
    const std::size_t slash = unit.absolute_keyword_location.rfind('/');
    const bool named = slash != std::string::npos && unit.absolute_keyword_location.substr(slash + 1) == keyword;
    if (!named || unit.instance_location != place || unit.annotation.empty()) continue;
    out[unit.absolute_keyword_location.substr(0, slash)] = unit.annotation;
  }
  return out;
}

bool same_json(const std::string& a, std::string_view b) {
  const base::JsonReadResult left = base::read_json(a);
  const base::JsonReadResult right = base::read_json(b);
  return left.ok && right.ok && validate::json_equal(left.tree, 0, right.tree, 0);
}

void check_assertion(const base::JsonTree& tree, std::uint32_t assertion, const SchemaOutput& output,
                     const std::string& base_uri) {
  const std::string keyword = text_of(tree, assertion, "keyword");
  CAPTURE(keyword);
  const auto found = annotations_at(output, text_of(tree, assertion, "location"), keyword);
  const std::vector<std::uint32_t> expected = children(tree, tree.member(assertion, "expected"));
  CHECK(found.size() == expected.size());
  for (const std::uint32_t row : expected) {
    const std::string place = base_uri + tree.key(row);
    CAPTURE(place);
    REQUIRE(found.count(place) == 1);
    CHECK(same_json(found.at(place), tree.source(row)));
  }
}

// Schemas are given a URI, so that places of keywords are told; those that have one keep it.
Contract contract_of(const base::JsonTree& tree, std::uint32_t group, const char* dialect, std::string& base_uri) {
  const std::uint32_t schema = tree.member(group, "schema");
  std::string text(tree.source(schema));
  base_uri = text_of(tree, schema, "$id");
  std::string head;
  if (tree.member(schema, "$schema") == base::kNoNode) head += "\"$schema\": \"" + std::string(dialect) + "\", ";
  if (base_uri.empty()) {
    base_uri = "http://x.test/schema";
    head += "\"$id\": \"" + base_uri + "\", ";
  }
  text.insert(1, head);
  return schema_contract(text);
}

int run_group(const base::JsonTree& tree, std::uint32_t group, const char* dialect) {
  const std::string description = text_of(tree, group, "description");
  CAPTURE(description);
  std::string base_uri;
  const CompiledContract contract = compiled(contract_of(tree, group, dialect, base_uri));
  const Names names = names_of(tree, tree.member(group, "schema"), base_uri);
  int assertions = 0;
  for (const std::uint32_t test : children(tree, tree.member(group, "tests"))) {
    const std::string instance(tree.source(tree.member(test, "instance")));
    CAPTURE(instance);
    auto output = schema_output(contract, instance, SchemaOutputFormat::basic);
    REQUIRE(output.has_value());
    for (SchemaOutputUnit& unit : output.value().units) {
      unit.absolute_keyword_location = renamed(unit.absolute_keyword_location, names);
    }
    for (const std::uint32_t assertion : children(tree, tree.member(test, "assertions"))) {
      check_assertion(tree, assertion, *output, base_uri);
      ++assertions;
    }
  }
  return assertions;
}

int run_annotations(int draft, const char* dialect) {
  const std::filesystem::path folder = suite_folder() / "annotations/tests";
  if (!std::filesystem::is_directory(folder)) {
    std::printf("skipped: annotations of JSON-Schema-Test-Suite, no folder %s\n", folder.string().c_str());
    return -1;
  }
  int assertions = 0;
  for (const std::filesystem::path& path : json_files(folder)) {
    const std::string file = path.filename().string();
    CAPTURE(file);
    const std::string bytes = file_bytes(path);
    const base::JsonReadResult suite = base::read_json(bytes);
    REQUIRE(suite.ok);
    for (const std::uint32_t group : children(suite.tree, suite.tree.member(0, "suite"))) {
      if (!is_compatible(text_of(suite.tree, group, "compatibility"), draft)) continue;
      assertions += run_group(suite.tree, group, dialect);
    }
  }
  std::printf("JSON-Schema-Test-Suite annotations, %s: %d right\n", dialect, assertions);
  return assertions;
}

std::string told(const char* schema, const char* text, SchemaOutputFormat format) {
  const auto output = schema_output(compiled(schema_contract(schema)), text, format);
  REQUIRE(output.has_value());
  std::string out;
  for (const SchemaOutputUnit& unit : output->units) {
    out += (out.empty() ? "" : "; ") + std::string(unit.depth, '>') + (unit.valid ? "+" : "-") + unit.keyword_location +
           '@' + unit.instance_location;
    if (!unit.annotation.empty()) out += '=' + unit.annotation;
    if (!unit.error.empty()) out += '!';
  }
  return out;
}

}  // namespace

TEST_CASE("schema: the official suite of annotations") {
  const int assertions = run_annotations(2020, "https://json-schema.org/draft/2020-12/schema");
  if (assertions < 0) return;
  CHECK(assertions == kAssertions);
  CHECK(run_annotations(7, "http://json-schema.org/draft-07/schema#") > 20);
}

TEST_CASE("schema: the four output formats") {
  const char* schema =
      R"({"$ref": "#/$defs/a", "$defs": {"a": {"properties": {"x": {"type": "null"}, "y": {"title": "Y"}},
                           "required": ["z"]}}})";
  CHECK(told(schema, R"({"x": 1, "z": 0})", SchemaOutputFormat::flag).empty());
  CHECK(told(schema, R"({"x": 1, "z": 0})", SchemaOutputFormat::basic) == "-@; >-/$ref/properties/x/type@/x!");
  CHECK(told(schema, R"({"x": 1})", SchemaOutputFormat::basic) ==
        "-@; >-/$ref/properties/x/type@/x!; >-/$ref/required@!");
  CHECK(told(schema, R"({"x": 1})", SchemaOutputFormat::detailed) ==
        "-/$ref@; >-/$ref/properties/x/type@/x!; >-/$ref/required@!");
  CHECK(told(schema, R"({"x": 1, "z": 0})", SchemaOutputFormat::detailed) == "-/$ref/properties/x/type@/x!");
  CHECK(told(schema, R"({"y": 1, "z": 0})", SchemaOutputFormat::basic) ==
        "+@; >+/$ref/properties@=[\"y\"]; >+/$ref/properties/y/title@/y=\"Y\"");
  CHECK(told(R"({"not": {"type": "string"}, "if": {"title": "a", "minimum": 5}})", "4", SchemaOutputFormat::verbose) ==
        "+@; >+/not@; >>-/not@; >>>-/not/type@!; >+/if@; >>-/if@; >>>+/if/title@=\"a\"; >>>-/if/minimum@!");
  CHECK(told("false", "4", SchemaOutputFormat::basic) == "-@!");
  CHECK(told("true", "4", SchemaOutputFormat::basic) == "+@");
}

TEST_CASE("schema: output is of one JSON text against one schema") {
  const CompiledContract contract = compiled(schema_contract("true"));
  CHECK(schema_output(contract, "{", SchemaOutputFormat::flag).error().code == ErrorCode::bad_json);
  const CompiledContract regex = compiled(regex_contract("a"));
  CHECK(schema_output(regex, "1", SchemaOutputFormat::flag).error().code == ErrorCode::not_supported);
}
