// Broken texts and what a check makes of them.
#include <doctest/doctest.h>

#include <set>

#include "base/json_reader.h"
#include "nines/selftest.h"

namespace {

using nines::Contract;
using nines::Mutant;
using nines::MutantFamily;
using nines::SelftestOptions;
using nines::SelftestReport;

const std::vector<std::string_view> kOrders{R"({"order": "A-1041", "amount": 36, "currency": "EUR", "lines": [1, 2]})",
                                            R"({"order": "B-7", "amount": 12.5, "currency": "USD", "lines": []})"};
const char* const kStrict = R"({"type": "object", "additionalProperties": false,
  "required": ["order", "amount", "currency", "lines"],
  "properties": {"order": {"type": "string", "pattern": "^[AB]-[0-9]+$"}, "amount": {"type": "number", "minimum": 0,
  "maximum": 100}, "currency": {"enum": ["EUR", "USD"]}, "lines": {"type": "array"}}})";

nines::CompiledContract contract(const char* schema) {
  Contract out;
  out.schema = schema;
  return *nines::compile_contract(out);
}

SelftestReport run(const char* schema, const std::vector<std::string_view>& texts,
                   const SelftestOptions& options = {}) {
  nines::RunContext context;
  return *nines::selftest(contract(schema), texts, options, context);
}

const nines::SelftestRow& row(const SelftestReport& report, std::string_view code) {
  for (const nines::SelftestRow& one : report.rows) {
    if (one.code == code) return one;
  }
  FAIL("no row");
  return report.rows.front();
}

TEST_CASE("a mutant is its least change applied, and differs from its original") {
  for (const MutantFamily family : {MutantFamily::causes, MutantFamily::answers}) {
    SelftestOptions options;
    options.family = family;
    options.schema = kStrict;
    std::set<std::pair<std::size_t, std::string>> seen;
    for (const Mutant& mutant : nines::make_mutants(kOrders, options)) {
      CAPTURE(mutant.code);
      CAPTURE(mutant.text);
      CHECK(nines::apply_edits(kOrders[mutant.source], {mutant.change}) == mutant.text);
      CHECK(mutant.text != kOrders[mutant.source]);
      CHECK(seen.emplace(mutant.source, mutant.code + mutant.text).second);
    }
    CHECK(seen.size() > 15);
  }
}

TEST_CASE("the same seed gives the same mutants, another seed others") {
  SelftestOptions options;
  const auto first = nines::make_mutants(kOrders, options);
  const auto again = nines::make_mutants(kOrders, options);
  options.seed = 2;
  const auto other = nines::make_mutants(kOrders, options);
  REQUIRE(first.size() == again.size());
  bool differs = first.size() != other.size();
  for (std::size_t i = 0; i < first.size(); ++i) {
    CHECK(first[i].text == again[i].text);
    differs = differs || first[i].text != other[i].text;
  }
  CHECK(differs);
}

TEST_CASE("mutants of the contract causes still read as JSON") {
  for (const Mutant& mutant : nines::make_mutants(kOrders, {})) {
    if (mutant.code[0] != 'C') continue;
    CAPTURE(mutant.text);
    CHECK(nines::base::read_json(mutant.text).ok);
  }
}

TEST_CASE("a strict contract catches what a loose one lets through") {
  const SelftestReport loose = run(R"({"type": "object"})", kOrders);
  const SelftestReport strict = run(kStrict, kOrders);
  CHECK(*strict.score.value > *loose.score.value);
  for (const char* code : {"C1", "C2", "C3", "C5", "C7", "C8"}) {
    CAPTURE(code);
    CHECK(row(strict, code).mutants > 0);
  }
  CHECK(row(strict, "C1").caught == row(strict, "C1").mutants);
  CHECK(row(strict, "C2").caught == row(strict, "C2").mutants);
  CHECK(row(strict, "C3").caught == row(strict, "C3").mutants);
  CHECK(row(loose, "C1").caught == 0);
  for (const SelftestReport& report : {loose, strict}) {
    CHECK(report.caught + report.tolerated + report.survived == report.mutants);
    CHECK(report.survivors.size() + report.survivors_dropped == static_cast<std::size_t>(report.survived));
    for (const nines::Survivor& survivor : report.survivors) {
      const nines::Verdict verdict = nines::validate_text(contract(R"({"type": "object"})"), survivor.mutant.text, {});
      CHECK(verdict.verdict == nines::VerdictKind::pass);
    }
  }
}

TEST_CASE("texts that do not pass are left out, and told") {
  const SelftestReport report = run(kStrict, {kOrders[0], R"({"order": 1})", kOrders[1]});
  CHECK(report.texts == 2);
  CHECK(report.not_passing == 1);
  for (const nines::Survivor& survivor : report.survivors) CHECK(survivor.mutant.source != 1);
  nines::RunContext context;
  const auto none = nines::selftest(contract(kStrict), {"{}"}, {}, context);
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().code == nines::ErrorCode::empty_input);
}

TEST_CASE("wrong answers keep their form and change what they say") {
  SelftestOptions options;
  options.family = MutantFamily::answers;
  const std::vector<std::string_view> texts{"The total is 1204 EUR and it is approved.",
                                            R"({"total": 36, "paid": true})"};
  std::set<std::string> codes;
  for (const Mutant& mutant : nines::make_mutants(texts, options)) {
    codes.insert(mutant.code);
    CAPTURE(mutant.text);
    if (mutant.source == 1) CHECK(nines::base::read_json(mutant.text).ok);
  }
  for (const char* code :
       {"off_by_one", "digits_swapped", "ten_times", "sign_flipped", "turned_round", "half_left_out"}) {
    CAPTURE(code);
    CHECK(codes.count(code) == 1);
  }
}

TEST_CASE("graphs are broken in every way that their form and registry allow, and the contract refuses each") {
  const std::vector<std::string_view> graphs{
      R"({"1": {"class_type": "Load", "inputs": {"file": "cat", "size": 64}},
          "2": {"class_type": "Blend", "inputs": {"image": ["1", 0]}},
          "3": {"class_type": "Save", "inputs": {"image": ["2", 0]}}})",
      R"({"nodes": [{"id": 1, "type": "Load",
                     "outputs": [{"name": "i", "type": "IMAGE"}, {"name": "m", "type": "MASK"}],
                     "widgets_values": ["cat", 64]},
                    {"id": 2, "type": "Blend", "inputs": [{"name": "image", "type": "IMAGE", "link": 7}],
                     "outputs": [{"name": "i", "type": "IMAGE"}]},
                    {"id": 3, "type": "Save", "inputs": [{"name": "image", "type": "IMAGE", "link": 8}]}],
          "links": [[7, 1, 0, 2, 0, "IMAGE"], [8, 2, 0, 3, 0, "IMAGE"]]})"};
  const char* registry = R"({
    "Load": {"input": {"required": {"file": [["cat", "dog"]], "size": ["INT", {"min": 1, "max": 512}]}},
             "output": ["IMAGE", "MASK"]},
    "Blend": {"input": {"required": {"image": ["IMAGE"]}}, "output": ["IMAGE"]},
    "Save": {"input": {"required": {"image": ["IMAGE"]}}, "output": [], "output_node": true}})";
  std::set<std::string> made;
  for (const std::size_t ui : {0U, 1U}) {
    Contract of_graphs;
    of_graphs.kind = nines::ContractKind::workflow;
    of_graphs.registry = registry;
    of_graphs.form = ui == 1 ? nines::WorkflowForm::ui : nines::WorkflowForm::api;
    const auto compiled = *nines::compile_contract(of_graphs);
    SelftestOptions options;
    options.registry = registry;
    options.form = of_graphs.form;
    options.per_cause = 12;
    for (const Mutant& mutant : nines::make_mutants({graphs[ui]}, options)) {
      if (mutant.code[0] != 'G') continue;
      CAPTURE(mutant.text);
      const nines::Verdict verdict = nines::validate_text(compiled, mutant.text, {});
      REQUIRE_FALSE(verdict.causes.empty());
      CHECK(verdict.causes.front() == mutant.code);
      made.insert(mutant.code + (ui == 1 ? " ui" : " api"));
    }
  }
  CHECK(made.size() == 21);  // G11 is of the ui form alone
  for (const Mutant& mutant : nines::make_mutants({graphs[0]}, {}))
    CHECK((mutant.code[0] != 'G' || mutant.code == "G3" || mutant.code == "G9"));  // all others need the registry
}

TEST_CASE("another checker's fates are tallied alike") {
  const auto mutants = nines::make_mutants(kOrders, {});
  std::vector<nines::MutantFate> fates(mutants.size(), nines::MutantFate::caught);
  fates[0] = nines::MutantFate::survived;
  fates[1] = nines::MutantFate::tolerated;
  const SelftestReport report = nines::tally_mutants(kOrders, mutants, fates, {});
  CHECK(report.survived == 1);
  CHECK(report.tolerated == 1);
  CHECK(*report.score.value == doctest::Approx(1 - 1 / static_cast<double>(mutants.size() - 1)));
  REQUIRE(report.survivors.size() == 1);
  CHECK(report.survivors[0].mutant.text == mutants[0].text);
}

}  // namespace
