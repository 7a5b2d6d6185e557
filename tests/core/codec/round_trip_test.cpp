// What codec writes, codec reads back: documents, links, contracts, and the answers that the app decodes.
#include <doctest/doctest.h>

#include "base/json_reader.h"
#include "nines/call.h"
#include "nines/codec.h"
#include "nines_assets.h"

namespace nines {
namespace {

std::string call(const std::string& request) {
  RunContext run;
  return Engine{}.call(request, run);
}

Document example() {
  const Result<ReadDocument> read = document_from_json(assets::find("refund-agent.json")->text());
  REQUIRE(read.has_value());
  return read->document;
}

}  // namespace

TEST_CASE("every example document survives JSON and links, byte for byte") {
  int documents = 0;
  for (const assets::Asset& asset : assets::all()) {
    if (classify_input(asset.text()) != InputKind::document) continue;
    ++documents;
    CAPTURE(asset.name);
    const Result<ReadDocument> read = document_from_json(asset.text());
    REQUIRE(read.has_value());
    CHECK(read->issues.empty());
    const std::string bytes = json_from_document(read->document);
    const Result<ReadDocument> again = document_from_json(bytes);
    REQUIRE(again.has_value());
    CHECK(json_from_document(again->document) == bytes);
    const std::string link = link_from_document(read->document);
    for (const std::string& form : {link, link.substr(1), "https://example.org/nines/" + link, link + "\n"}) {
      const Result<ReadDocument> opened = document_from_link(form);
      REQUIRE(opened.has_value());
      CHECK(json_from_document(opened->document) == bytes);
    }
  }
  CHECK(documents >= 3);
}

TEST_CASE("links of the first released form open for ever") {
  // Made by version 0.1.0 from assets/refund-agent.json. Never change this string.
  const char* link =
      "#1.ZY7LCsIwEEV_Jcw6SFsRNFt3LhQU3IiL2E51aExCMz5K6b-b1geKzOoezoFpwZLFACqVwMQGQcEay4sthD6iZSmyRARGH0CCJ"
      "48m6qBaeDK1a6EiW8SqRo-ao5W7i2VQWSLh4Irm1-G6icpZ30GNJdQnByoZTdJ_9ebqKppGH9DEOdfGCHbO9G_0zWzSyY981YYKz"
      "fgVbF9ILDarZeQBbSCmK3Ez5JF4zKmk_E2m3X647gE";
  const Result<ReadDocument> read = document_from_link(link);
  CHECK(read.has_value());
  if (read) CHECK(json_from_document(read->document) == json_from_document(example()));
}

TEST_CASE("damaged links are refused, never crash") {
  const std::string link = link_from_document(example());
  for (std::size_t cut = 0; cut < link.size(); ++cut) {
    const Result<ReadDocument> read = document_from_link(link.substr(0, cut));
    CHECK_FALSE(read.has_value());
    std::string flipped = link;
    flipped[cut] = flipped[cut] == 'A' ? 'B' : 'A';
    (void)document_from_link(flipped);
  }
  CHECK(document_from_link("#1." + std::string(kMaxLinkBytes, 'A')).error().code == ErrorCode::bad_link);
}

TEST_CASE("a probability keeps the form it was written in") {
  const char* text = R"({"nines": 1, "pipeline": {"steps": [{"kind": "work", "p": {"q": 1e-12}},
    {"kind": "work", "p": {"k": 19, "n": 20}}, {"kind": "work", "p": 0.1}]}})";
  const Result<ReadDocument> read = document_from_json(text);
  REQUIRE(read.has_value());
  const std::vector<Step>& steps = read->document.pipeline.steps;
  CHECK(steps[0].params[0].complement == 1e-12);
  CHECK(steps[1].params[0].k == 19);
  CHECK(steps[1].params[0].value == 0.95);
  const std::string bytes = json_from_document(read->document);
  CHECK(document_from_json(bytes)->document.pipeline == read->document.pipeline);
}

TEST_CASE("a schema that is not JSON yet is kept as text") {
  Document document = example();
  document.check.contract.schema = "{\"type\": ";
  document.check.text = "x";
  const Result<ReadDocument> read = document_from_json(json_from_document(document));
  REQUIRE(read.has_value());
  CHECK(read->document.check.contract.schema == document.check.contract.schema);
}

TEST_CASE("formats and resources of a schema contract are written and read back") {
  Contract contract;
  contract.schema = R"({"$ref":"http://x.test/a"})";
  contract.formats = FormatPolicy::assert_all;
  contract.resources = {{"http://x.test/a", R"({"format":"ipv4"})"}, {"http://x.test/b", "{\"type\": "}};
  const auto read = contract_from_json(json_from_contract(contract));
  REQUIRE(read.has_value());
  CHECK(json_from_contract(*read) == json_from_contract(contract));
  CHECK(read->formats == FormatPolicy::assert_all);
  REQUIRE(read->resources.size() == 2);
  CHECK(read->resources[0].uri == "http://x.test/a");
  CHECK(read->resources[1] == contract.resources[1]);
  CHECK(contract_from_json(R"({"nines": 1, "contract": {"kind": "json_schema", "schema": {}, "formats": "annotate"}})")
            ->formats == FormatPolicy::annotate);
  CHECK_FALSE(contract_from_json(R"({"nines": 1, "contract": {"kind": "json_schema", "schema": {}, "formats": "all"}})")
                  .has_value());
  CHECK_FALSE(contract_from_json(
                  R"({"nines": 1, "contract": {"kind": "json_schema", "schema": {}, "resources": [{"uri": "a"}]}})")
                  .has_value());
}

TEST_CASE("a bare JSON Schema and a contract file are both contracts") {
  CHECK(contract_from_json("true").has_value());
  CHECK(contract_from_json(R"({"type": "object"})")->schema == R"({"type": "object"})");
  CHECK(contract_from_json(R"({"nines": 1, "contract": {"kind": "regex", "pattern": "a"}})")->pattern == "a");
  CHECK_FALSE(contract_from_json("7").has_value());
  CHECK_FALSE(contract_from_json(R"({"nines": 1})").has_value());
}

TEST_CASE("input is told by its content") {
  CHECK(classify_input(R"({"nines":1,"pipeline":{"steps":[]}})") == InputKind::document);
  CHECK(classify_input(R"({"nines":1,"contract":{"kind":"regex","pattern":"a"}})") == InputKind::contract);
  CHECK(classify_input(R"({"$schema":"x","type":"object"})") == InputKind::contract);
  CHECK(classify_input("{\"item\":1,\"output\":2}\n{\"item\":1,\"output\":3}\n") == InputKind::records);
  CHECK(classify_input("\xEF\xBB\xBF{\"item\":1}\n{\"item\":2}\n") == InputKind::records);
  CHECK(classify_input("Here is the answer: 42") == InputKind::text);
  CHECK(classify_input("") == InputKind::text);
}

TEST_CASE("simulation answers are read back whole") {
  SimulateOptions options;
  options.trials = 1'000;
  options.survival = options.influence = options.variants = options.calls = true;
  const std::string response = call(simulate_request(example().pipeline, options));
  const Result<SimulateReport> report = simulate_report_from_response(response);
  REQUIRE(report.has_value());
  CHECK(report->survival.size() == 21);
  CHECK(report->survival.back().ends.ok == report->ok);
  CHECK_FALSE(report->influence.empty());
  CHECK_FALSE(report->variants.empty());
  REQUIRE(report->calls.has_value());
  REQUIRE(report->sampled.has_value());
  CHECK(report->sampled->tally.trials == 1'000);
  CHECK_FALSE(report->assumptions.empty());
}

TEST_CASE("an error response comes back as that error") {
  const Result<SimulateReport> report = simulate_report_from_response(call(R"({"op":"simulate","args":{}})"));
  REQUIRE_FALSE(report.has_value());
  CHECK(report.error().code == ErrorCode::missing_field);
}

}  // namespace nines
