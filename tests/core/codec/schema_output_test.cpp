// The standard output of JSON Schema as JSON: its own schema, and the official cases of it.
#include <doctest/doctest.h>

#include <cstdio>

#include "core/validate/schema/suite.h"
#include "nines/codec.h"
#include "nines/validate.h"

namespace {

using namespace nines;
using namespace nines::test;

std::vector<SchemaResource> output_schema() {
  return {{"https://json-schema.org/draft/2020-12/output/schema",
           file_bytes(suite_folder() / "output-tests/draft2020-12/output-schema.json")}};
}

bool meets(const std::string& schema, const std::string& text) {
  Contract contract;
  contract.schema = schema;
  contract.resources = output_schema();
  contract.formats = FormatPolicy::assert_all;
  const auto compiled = compile_contract(contract);
  if (!compiled) FAIL(compiled.error().message);
  return validate_text(*compiled, text, {}).verdict == VerdictKind::pass;
}

std::string output_of(const std::string& schema, const std::string& text, SchemaOutputFormat format) {
  Contract contract;
  contract.schema = schema;
  const auto compiled = compile_contract(contract);
  if (!compiled) FAIL(compiled.error().message);
  const auto output = schema_output(*compiled, text, format);
  REQUIRE(output.has_value());
  return json_from_schema_output(*output);
}

int run_group(const base::JsonTree& tree, std::uint32_t group) {
  int cases = 0;
  const std::string schema(tree.source(tree.member(group, "schema")));
  for (const std::uint32_t test : children(tree, tree.member(group, "tests"))) {
    const std::string description = text_of(tree, test, "description");
    CAPTURE(description);
    const std::string data(tree.source(tree.member(test, "data")));
    for (const std::uint32_t wanted : children(tree, tree.member(test, "output"))) {
      REQUIRE(tree.key(wanted) == "basic");
      const std::string output = output_of(schema, data, SchemaOutputFormat::basic);
      CAPTURE(output);
      CHECK(meets(std::string(tree.source(wanted)), output));
      ++cases;
    }
    const std::string shape = R"({"$ref": "https://json-schema.org/draft/2020-12/output/schema"})";
    for (const auto format : {SchemaOutputFormat::flag, SchemaOutputFormat::detailed, SchemaOutputFormat::verbose}) {
      CHECK(meets(shape, output_of(schema, data, format)));
    }
  }
  return cases;
}

}  // namespace

TEST_CASE("schema output: units inside units") {
  const std::string schema = R"({"$id": "http://x.test/s", "properties": {"a": {"type": "null", "title": "A"}}})";
  CHECK(output_of(schema, "{}", SchemaOutputFormat::flag) == R"({"valid":true})");
  CHECK(output_of(schema, R"({"a":1})", SchemaOutputFormat::basic) ==
        R"({"valid":false,"keywordLocation":"","absoluteKeywordLocation":"http://x.test/s#","instanceLocation":"",)"
        R"("errors":[{"valid":false,"keywordLocation":"/properties/a/type",)"
        R"("absoluteKeywordLocation":"http://x.test/s#/properties/a/type","instanceLocation":"/a",)"
        R"("error":"expected null, found number 1"}]})");
  CHECK(output_of(R"({"title": "A", "items": true})", "[1]", SchemaOutputFormat::verbose) ==
        R"({"valid":true,"keywordLocation":"","instanceLocation":"","annotations":[)"
        R"({"valid":true,"keywordLocation":"/title","instanceLocation":"","annotation":"A"},)"
        R"({"valid":true,"keywordLocation":"/items","instanceLocation":"","annotation":true,"annotations":[)"
        R"({"valid":true,"keywordLocation":"/items","instanceLocation":"/0"}]}]})");
}

TEST_CASE("schema output: the official suite") {
  const std::filesystem::path folder = suite_folder() / "output-tests/draft2020-12/content";
  if (!std::filesystem::is_directory(folder)) {
    std::printf("skipped: 4 cases of output of JSON-Schema-Test-Suite, no folder %s\n", folder.string().c_str());
    return;
  }
  int cases = 0;
  for (const std::filesystem::path& path : json_files(folder)) {
    const std::string file = path.filename().string();
    CAPTURE(file);
    const std::string bytes = file_bytes(path);
    const base::JsonReadResult groups = base::read_json(bytes);
    REQUIRE(groups.ok);
    for (const std::uint32_t group : children(groups.tree, 0)) cases += run_group(groups.tree, group);
  }
  CHECK(cases == 4);
}
