// The Check workspace: repairs taken or left, other readings, causes that narrow the answers down, the schema's editor,
// and rates that become a gate of the pipeline.
#include <doctest/doctest.h>

#include <algorithm>

#include "desk.h"
#include "nines/catalog.h"
#include "ui/check/json_text.h"
#include "ui/check/repairs.h"

namespace nines::ui_test {
namespace {

constexpr const char* kContract =
    R"({"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}, "b": {"enum": ["x", "y"]}}})";

std::string records() {
  std::string rows;
  for (int i = 0; i < 60; ++i) {
    const char* output = i % 3 == 0 ? R"({\"a\": 1,})" : i % 3 == 1 ? R"({\"a\": \"no\"})" : R"({\"a\": 2})";
    rows += R"({"item": "t)" + std::to_string(i) + R"(", "model": "m", "output": ")" + output + "\"}\n";
  }
  return rows;
}

void open_records(SessionDesk& desk) {
  desk.screen.resize(1440, 1600);
  desk.settle(10);
  desk.drop("contract.json", kContract);
  desk.drop("rows.jsonl", records());
  desk.settle(60);
}

std::string value_of(const SessionDesk& desk, std::string_view label, std::string_view role = "") {
  const Widget* widget = desk.screen.find(label, role);
  return widget == nullptr ? "nothing" : widget->value;
}

Verdict verdict_of(std::vector<Finding> findings) {
  Verdict out;
  out.verdict = VerdictKind::fail;
  out.level = VerdictLevel::repaired;
  out.findings = std::move(findings);
  return out;
}

Finding finding_of(std::string code, Span span, std::string text) {
  Finding out;
  out.code = std::move(code);
  out.span = span;
  out.edits = {{span, std::move(text)}};
  return out;
}

}  // namespace

TEST_CASE("ui: what is taken unasked follows the level, and edits that meet never both apply") {
  const Verdict verdict =
      verdict_of({finding_of("S1", {5, 6}, ""), finding_of("C4", {1, 3}, "9"), finding_of("C5", {2, 4}, "z")});
  CHECK(ui::default_picks(verdict, RepairLevel::none) == std::vector<int>{-1, -1, -1});
  CHECK(ui::default_picks(verdict, RepairLevel::a) == std::vector<int>{0, -1, -1});
  CHECK(ui::default_picks(verdict, RepairLevel::b) == std::vector<int>{0, 0, -1});
  CHECK(ui::default_picks(verdict, RepairLevel::c) == std::vector<int>{0, 0, 0});
  const ui::Chosen chosen = ui::chosen_edits(verdict, {0, 0, 0}, 8);
  CHECK(chosen.taken == 2);
  CHECK(chosen.left_out == std::vector<bool>{false, false, true});
  CHECK(apply_edits("abcdefgh", chosen.edits) == "a9degh");
  CHECK(ui::chosen_edits(verdict, {0, 0, 0}, 4).taken == 1);  // what lies behind the text is not applied
  const ui::Diff diff = ui::diff_of("abcdefgh", chosen.edits);
  CHECK(diff.text == "abc9defgh");
  CHECK(diff.pieces.size() == 6);
}

TEST_CASE("ui: JSON is set out over lines without changing a token, and a pointer finds its line") {
  struct Row {
    const char* text;
    const char* tidy;
  };
  const Row kRows[] = {
      {"{}", "{}\n"},
      {"true", "true\n"},
      {R"({"a":[1, 2,{"b":"x, y"}]})", "{\n  \"a\": [\n    1,\n    2,\n    {\"b\": \"x, y\"}\n  ]\n}\n"},
      {"[ [],[ ] ]", "[\n  [],\n  []\n]\n"}};
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CHECK(ui::tidy_json(row.text) == row.tidy);
    CHECK(ui::tidy_json(row.tidy) == row.tidy);
  }
  const std::string text = "{\n \"a\": {\"x/y\": [10,\n 20]},\n \"b\": 3}";
  CHECK(text.substr(ui::byte_of_pointer(text, "/a/x~1y/1"), 2) == "20");
  CHECK(ui::line_of_byte(text, ui::byte_of_pointer(text, "/a/x~1y/1")) == 3);
  CHECK(ui::line_of_byte(text, ui::byte_of_pointer(text, "/b")) == 4);
  CHECK(ui::byte_of_pointer(text, "/missing") == 0);
  CHECK(ui::byte_of_pointer("{\"a\": [", "/a/7") == 6);
}

TEST_CASE("ui: a repair that is not taken stays out of the accepted text") {
  SessionDesk desk;
  desk.screen.resize(1440, 1200);
  desk.settle(10);
  desk.drop("contract.json", kContract);
  desk.drop("answer.txt", "{\"a\": \"1\", \"b\": \"x\",}");
  desk.settle(40);
  REQUIRE(value_of(desk, "Repair 1: S1") != "nothing");
  const std::string first = desk.screen.find("Finding 1: S1") != nullptr ? "Repair 1: S1" : "Repair 2: S1";
  CHECK(value_of(desk, first) == "on");
  REQUIRE(desk.click("With repairs"));
  desk.settle(4);
  CHECK(value_of(desk, "Answer with its repairs").find("\"1\"1") != std::string::npos);  // old, then new
  REQUIRE(desk.click(first));
  CHECK(value_of(desk, first) == "off");
  REQUIRE(desk.click("Accept repairs"));
  desk.settle(40);
  CHECK(desk.session.document().check.text == "{\"a\": 1, \"b\": \"x\",}");
  CHECK(desk.screen.id_clashes() == 0);
}

TEST_CASE("ui: every reading of a defect can be chosen, or none") {
  Desk desk;
  fill(desk);
  desk.document.workspace = Workspace::check;
  desk.document.check.text = "{\"a\": 007}";
  Finding octal = finding_of("C5", {6, 9}, "7");
  octal.alternatives = {{"\"007\"", {{{6, 9}, "\"007\""}}}};
  ValidateReport report;
  report.texts = report.failed = 1;
  report.by_level[3] = 1;
  report.verdicts = {verdict_of({octal})};
  desk.results.validate.value = report;
  desk.frames(3);
  CHECK(desk.screen.find("Repair 1: C5")->value == "off");  // a proposal
  CHECK(desk.screen.find("Accept repairs") == nullptr);
  REQUIRE(desk.click("Reading 2"));
  desk.frames(2);
  CHECK(desk.screen.find("Repair 1: C5")->value == "on");
  REQUIRE(desk.click("Copy repaired"));
  CHECK(std::get<app::CopyText>(desk.requests.back()).text == "{\"a\": \"007\"}");
  REQUIRE(desk.click("Leave it as it is"));
  desk.frames(2);
  CHECK(desk.screen.find("Repair 1: C5")->value == "off");
  REQUIRE(desk.click("Reading 1"));
  desk.frames(2);
  REQUIRE(desk.click("Accept repairs"));
  CHECK(desk.document.check.text == "{\"a\": 7}");
}

TEST_CASE("ui: a cause narrows the failing answers down, and gives them back") {
  SessionDesk desk;
  open_records(desk);
  REQUIRE(desk.screen.find("C4 wrong type", "option") != nullptr);
  CHECK(value_of(desk, "C4 wrong type", "option") == "20");
  CHECK(desk.session.state().shown_text == 0);
  REQUIRE(desk.click("C4 wrong type", "option"));
  desk.settle(4);
  CHECK(value_of(desk, "C4 wrong type", "option") == "20, selected");
  CHECK(desk.screen.find("Finding 1: C4") != nullptr);
  int steps = 0;
  for (; desk.screen.find("next ▸")->enabled; ++steps) {
    REQUIRE(desk.click("next ▸"));
    CHECK(desk.screen.find("Finding 1: C4") != nullptr);
  }
  CHECK(steps == 19);
  REQUIRE(desk.click("C4 wrong type", "option"));
  REQUIRE(desk.click("previous", "link") == false);
  CHECK(value_of(desk, "C4 wrong type", "option") == "20");
  CHECK(desk.screen.id_clashes() == 0);
}

TEST_CASE("ui: many answers are summed up below the one on screen") {
  SessionDesk desk;
  open_records(desk);
  REQUIRE(desk.session.results().validate.value->summary.has_value());
  CHECK(desk.screen.find("ALL ANSWERS", "heading") != nullptr);
  CHECK(desk.screen.find("the value alone") != nullptr);
  CHECK(value_of(desk, "/a") == "20");
  CHECK(desk.screen.id_clashes() == 0);
}

TEST_CASE("ui: the schema is edited in place, and its fault is said at its line") {
  SessionDesk desk;
  desk.settle(10);
  desk.platform.next.link = "#example=fenced-answer";
  desk.settle(40);
  REQUIRE(desk.click("Schema, in short"));
  desk.settle(4);
  REQUIRE(desk.screen.find("Schema", "textbox") != nullptr);
  REQUIRE(desk.click("Tidy the schema"));
  desk.settle(40);
  const std::string tidy = desk.session.document().check.contract.schema;
  CHECK(tidy.find("\n  \"properties\": {") != std::string::npos);
  CHECK(desk.screen.find("Tidy the schema") == nullptr);
  CHECK(desk.screen.find("Sentence")->value == "This answer is usable after mechanical repair.");
  CHECK(desk.screen.id_clashes() == 0);
  REQUIRE(desk.click("Close the schema"));
  desk.settle(4);
  CHECK(desk.screen.find("Schema", "textbox") == nullptr);
  desk.drop("bad.json",
            "{\n \"nines\": 1,\n \"contract\": {\"kind\": \"json_schema\", \"schema\": {\n\"type\": \"object\",\n"
            "\"required\": 3}}}");
  desk.settle(40);
  REQUIRE(desk.click("Schema, in short"));
  desk.settle(4);
  const auto& widgets = desk.screen.widgets();
  CHECK(
      std::any_of(widgets.begin(), widgets.end(), [](const Widget& one) { return one.label.starts_with("Line 3. "); }));
}

TEST_CASE("ui: measured rates become a gate behind the work, in one step that can be undone") {
  SessionDesk desk;
  open_records(desk);
  const std::string before = desk.session.document_json();
  REQUIRE(desk.click("Use these rates in the pipeline"));
  desk.settle(60);
  CHECK(desk.session.document().workspace == Workspace::pipeline);
  const Step* gate = app::find_step(desk.session.document().pipeline, desk.session.state().selected);
  REQUIRE(gate != nullptr);
  CHECK(gate->kind == StepKind::format_gate);
  CHECK(gate->source == "40 of 60 in rows.jsonl");
  const auto& widgets = desk.screen.widgets();
  CHECK(std::any_of(widgets.begin(), widgets.end(), [](const Widget& one) {
    return one.label.find("40 of 60 in rows.jsonl broke the contract") != std::string::npos;
  }));
  REQUIRE(desk.click("Undo"));
  desk.settle(20);
  CHECK(desk.session.document_json() == before);
}

TEST_CASE("ui: a schema is inferred from the answers, and undo takes it back") {
  SessionDesk desk;
  open_records(desk);
  const std::string before = desk.session.document_json();
  REQUIRE(desk.click("Infer"));
  desk.settle(60);
  const std::string schema = desk.session.document().check.contract.schema;
  CHECK(schema.find("\"a\"") != std::string::npos);
  CHECK(schema.find("\"enum\"") == std::string::npos);
  CHECK(desk.session.results().validate.value->passed == 20);  // what was usable; the others may not widen the schema
  REQUIRE(desk.session.state().notice.has_value());
  CHECK(desk.session.state().notice->text ==
        "A schema made from 20 usable answers. Left out: 20 wrong type, 20 trailing comma.");
  REQUIRE(desk.click("Undo"));
  desk.settle(20);
  CHECK(desk.session.document_json() == before);
}

TEST_CASE("ui: below the text stands where it was certain to fail, unless a wrapper that is allowed hides it") {
  SessionDesk desk;
  desk.screen.resize(1440, 1200);
  desk.settle(10);
  desk.drop("contract.json", kContract);
  desk.drop("answer.txt", R"({"a": true, "b": "x"})");
  desk.settle(40);
  CHECK(value_of(desk, "While streaming") == "certain to fail at byte 6 of 21");
  CHECK(desk.screen.find("WHILE STREAMING", "heading") != nullptr);
  desk.drop("answer.txt", "```json\n{\"a\": 1}\n```");
  desk.settle(40);
  CHECK(desk.screen.find("While streaming") == nullptr);
  desk.drop("answer.txt", R"({"a": 1})");
  desk.settle(40);
  CHECK(value_of(desk, "While streaming") == "whole");
}

TEST_CASE("ui: every kind of contract has a form whose fields change it, and switching kinds is never a dead end") {
  for (const ContractInfo& info : contract_table()) {
    CAPTURE(info.id);
    Desk desk;
    fill(desk);
    desk.screen.resize(1440, 2400);
    desk.document.workspace = Workspace::check;
    desk.document.check.contract.kind = info.kind == ContractKind::regex ? ContractKind::labels : ContractKind::regex;
    desk.frames(3);
    REQUIRE(desk.click("The answer is"));
    desk.frames(2);
    REQUIRE(desk.click(info.label, "option"));
    desk.frames(3);
    const Contract& contract = desk.document.check.contract;
    CHECK(contract.kind == info.kind);
    CHECK(desk.screen.id_clashes() == 0);
    const bool combines = info.kind == ContractKind::all_of || info.kind == ContractKind::any_of;
    CHECK(contract.parts.size() == (combines ? 1U : 0U));
    for (const char* add :
         {"Add a part", "Add a column", "Add a tool", "Each line has a contract", "The body has a contract"}) {
      if (desk.screen.find(add) == nullptr) continue;
      const Contract before = contract;
      REQUIRE(desk.click(add));
      desk.frames(3);
      CHECK_FALSE(contract == before);
      CHECK(desk.screen.id_clashes() == 0);
    }
    CHECK(desk.refused.empty());
  }
}

}  // namespace nines::ui_test
