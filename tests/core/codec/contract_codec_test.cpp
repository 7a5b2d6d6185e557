// Contracts of every kind as JSON: what is read is written and read back the same; what is wrong is told
// with its place.
#include <doctest/doctest.h>

#include <set>
#include <sstream>

#include "nines/catalog.h"
#include "nines/codec.h"

namespace nines {
namespace {

const char* const kContracts[] = {
    R"({"kind":"json_schema","schema":{"type":"object"}})",
    R"({"kind":"regex","pattern":"a+"})",
    R"({"kind":"labels","labels":["a","b"],"ignore_case":true,"min":0,"max":2,"wrapper":"forbid"})",
    R"({"kind":"number","target":3,"tolerance":{"abs":1,"rel":0.5},"unit":"kg"})",
    R"({"kind":"jsonl","lines":{"min":1,"max":5},"each":{"kind":"json_schema","schema":true}})",
    R"({"kind":"csv","columns":[{"name":"a","type":"integer","required":false,"nullable":true,"unique":true,
        "minimum":1,"maximum":9},
        {"name":"b","type":"label","labels":["x"]},{"name":"c","type":"text","pattern":"z"}],
        "delimiter":";","header":false,"extra_columns":true,"lines":{"min":2}})",
    R"({"kind":"fenced","language":"python","body":{"kind":"regex","pattern":"x"}})",
    R"({"kind":"tool_call","tools":[{"name":"f","parameters":{"type":"object"}},{"name":"g","parameters":true}]})",
    R"({"kind":"workflow","form":"api","registry":{"A":{"input":{}}}})",
    R"({"kind":"all_of","of":[{"kind":"number"},{"kind":"any_of","of":[{"kind":"regex","pattern":"1"}]}]})",
};

Result<Contract> read(const std::string& json) {
  return contract_from_json("{\"nines\": 1, \"contract\": " + json + '}');
}

struct BadRow {
  const char* json;
  ErrorCode code;
  const char* pointer;
};
const BadRow kBad[] = {
    {R"({"kind":"jsonl","each":{"kind":"nope"}})", ErrorCode::unknown_kind, "/contract/each/kind"},
    {R"({"kind":"csv"})", ErrorCode::missing_field, "/contract"},
    {R"({"kind":"csv","columns":[{"name":"a","type":"money"}]})", ErrorCode::bad_value, "/contract/columns/0/type"},
    {R"({"kind":"csv","columns":[{"name":"a","size":3}]})", ErrorCode::unknown_field, "/contract/columns/0/size"},
    {R"({"kind":"tool_call","tools":[{"parameters":{}}]})", ErrorCode::missing_field, "/contract/tools/0"},
    {R"({"kind":"any_of","of":[{"kind":"labels","labels":[1]}]})", ErrorCode::wrong_type, "/contract/of/0/labels/0"},
    {R"({"kind":"workflow","form":"both"})", ErrorCode::bad_value, "/contract/form"},
};

}  // namespace

TEST_CASE("contracts of every kind survive JSON") {
  for (const char* json : kContracts) {
    CAPTURE(std::string(json));
    const Result<Contract> contract = read(json);
    if (!contract) FAIL(contract.error().message);
    const std::string written = json_from_contract(contract.value());
    const Result<Contract> again = contract_from_json(written);
    REQUIRE(again.has_value());
    // White space inside a schema may change once, on the way into the file; from then on nothing does.
    CHECK(contract_from_json(json_from_contract(again.value())).value() == again.value());
    CHECK(json_from_contract(again.value()) == written);
    CHECK(compile_contract(contract.value()).has_value());
  }
}

TEST_CASE("tools are read as providers write them") {
  const Result<Contract> contract = read(
      R"({"kind":"tool_call","tools":[{"type":"function","function":{"name":"f","description":"d","strict":true,
          "parameters":{"type":"object"}}},
          {"name":"g","description":"d","input_schema":{"type":"array"}}]})");
  REQUIRE(contract.has_value());
  REQUIRE(contract.value().tools.size() == 2);
  CHECK(contract.value().tools[0] == ToolSpec{"f", R"({"type":"object"})"});
  CHECK(contract.value().tools[1] == ToolSpec{"g", R"({"type":"array"})"});
}

TEST_CASE("contracts that cannot be read say where") {
  for (const BadRow& row : kBad) {
    CAPTURE(std::string(row.json));
    const Result<Contract> contract = read(row.json);
    REQUIRE_FALSE(contract.has_value());
    CHECK(static_cast<int>(contract.error().code) == static_cast<int>(row.code));
    CHECK(contract.error().where.pointer == row.pointer);
  }
  std::string deep = R"({"kind":"number"})";
  for (std::size_t i = 0; i < kMaxContractDepth; ++i) deep = R"({"kind":"all_of","of":[)" + deep + "]}";
  CHECK(read(deep).has_value());
  CHECK(read(R"({"kind":"all_of","of":[)" + deep + "]}").error().code == ErrorCode::limit_exceeded);
}

TEST_CASE("a contract without its file around it is no JSON Schema") {
  for (const char* text : {R"({"kind":"labels","labels":["a","b"]})", R"({"contract":{"kind":"number"}})"}) {
    CAPTURE(text);
    const Result<Contract> contract = contract_from_json(text);
    REQUIRE_FALSE(contract.has_value());
    CHECK(contract.error().message.find("contract without its file") != std::string::npos);
  }
  CHECK(contract_from_json(R"({"type":"object","kind":"labels"})").has_value());
  CHECK(contract_from_json(R"({"kind":"something else"})").has_value());
  CHECK_FALSE(contract_from_json(R"({"nines":1,"contract":{"kind":"number","tolerance":{"abs":1}}})").has_value());
}

TEST_CASE("the catalog lists the members that the reader knows") {
  for (const char* json : kContracts) {
    CAPTURE(std::string(json));
    const ContractKind kind = read(json).value().kind;
    std::set<std::string> listed{"kind"};
    for (const ContractMemberInfo& row : contract_members(kind)) {
      const std::string name = row.name;
      if (name.find_first_of(".[") == std::string::npos) listed.insert(name);
    }
    std::string unknown = json;
    unknown.insert(1, "\"zzz\":1,");
    const Result<Contract> contract = read(unknown);
    REQUIRE_FALSE(contract.has_value());
    const std::string& message = contract.error().message;
    std::istringstream known(message.substr(message.find("known:") + 6));
    std::set<std::string> names;
    for (std::string name; known >> name;) names.insert(name);
    names.erase("registry_text");  // read where it stands
    names.erase("schema_text");
    listed.erase("registry_text");
    listed.erase("schema_text");
    CHECK(names == listed);
  }
}

}  // namespace nines
