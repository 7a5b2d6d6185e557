// What the Check workspace has done for it: the self-test of the contract, chosen repairs judged at once, a schema from
// the answers, the failing answers as a file, bounds of columns.
#include <doctest/doctest.h>

#include <algorithm>

#include "desk.h"
#include "nines/catalog.h"

namespace nines::ui_test {
namespace {

constexpr const char* kContract =
    R"({"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}, "b": {"enum": ["x", "y"]}}})";

constexpr const char* kAnyJson = R"({"nines": 1, "contract": {"kind": "json_schema", "schema": true}})";

std::string record(int number, const std::string& output) {
  return R"({"item": "t)" + std::to_string(number) + R"(", "model": "m", "output": ")" + output + "\"}\n";
}

std::string records(int usable, int broken) {
  std::string rows;
  for (int i = 0; i < usable; ++i) rows += record(i, R"({\"a\": )" + std::to_string(i) + "}");
  for (int i = 0; i < broken; ++i) rows += record(usable + i, R"({\"a\": \"no\",})");
  return rows;
}

void open_records(SessionDesk& desk, const std::string& rows) {
  desk.screen.resize(1440, 1600);
  desk.settle(10);
  desk.drop("contract.json", kContract);
  desk.drop("rows.jsonl", rows);
  desk.settle(60);
}

std::string value_of(const SessionDesk& desk, std::string_view label) {
  const Widget* widget = desk.screen.find(label);
  return widget == nullptr ? "nothing" : widget->value;
}

bool says(const SessionDesk& desk, std::string_view part) {
  const auto& widgets = desk.screen.widgets();
  return std::any_of(widgets.begin(), widgets.end(), [&](const Widget& one) {
    return one.label.find(part) != std::string::npos || one.value.find(part) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("ui: the self-test says what the contract lets through, each as a change in place") {
  SessionDesk desk;
  open_records(desk, records(30, 10));
  CHECK(says(desk, "Break the 30 usable answers"));
  REQUIRE(desk.click("Test the contract"));
  desk.settle(60);
  REQUIRE(desk.session.results().selftest.answer.value.has_value());
  const SelftestReport& report = *desk.session.results().selftest.answer.value;
  CHECK(report.texts == 30);
  CHECK(report.not_passing == 10);
  CHECK(report.survived > 0);
  CHECK(says(desk, "broken answers through."));
  REQUIRE(desk.click("See what gets through"));
  desk.settle(6);
  CHECK(desk.screen.find("Survivor C2") != nullptr);  // nothing forbids a key too many
  CHECK(desk.screen.find("Survivor C1") == nullptr);  // the only key is required
  REQUIRE(desk.click("Kind C2"));
  desk.settle(6);
  const auto& widgets = desk.screen.widgets();
  const auto of_kind = [](const Widget& one) { return one.label.starts_with("Survivor "); };
  CHECK(std::count_if(widgets.begin(), widgets.end(), of_kind) > 1);
  CHECK(std::all_of(widgets.begin(), widgets.end(),
                    [&](const Widget& one) { return !of_kind(one) || one.label == "Survivor C2"; }));
  CHECK(desk.screen.id_clashes() == 0);
  REQUIRE(desk.click("◂ back to the answers"));
  desk.settle(6);
  CHECK(says(desk, "Of 40 answers"));
}

TEST_CASE("ui: a self-test ends with its contract") {
  SessionDesk desk;
  open_records(desk, records(30, 10));
  REQUIRE(desk.click("Test the contract"));
  desk.settle(60);
  REQUIRE(desk.session.results().selftest.answer.value.has_value());
  desk.drop("contract.json", kAnyJson);
  desk.settle(60);
  CHECK_FALSE(desk.session.results().selftest.answer.value.has_value());
  CHECK(desk.screen.find("Test the contract") != nullptr);
}

TEST_CASE("ui: while it runs, the self-test says how far it is and can be cancelled") {
  Desk desk;
  fill(desk);
  desk.screen.resize(1440, 2400);
  desk.document.workspace = Workspace::check;
  desk.results.validate.value = checked_report(100);
  desk.results.selftest.running = true;
  desk.results.selftest.progress = 0.42;
  desk.frames(3);
  REQUIRE(desk.screen.find("Breaking answers") != nullptr);
  CHECK(desk.screen.find("Breaking answers")->value.starts_with("42"));
  REQUIRE(desk.click("Cancel the test"));
  REQUIRE_FALSE(desk.requests.empty());
  CHECK(std::get<app::ActionId>(desk.requests.back()) == app::ActionId::cancel_selftest);
  CHECK(desk.screen.id_clashes() == 0);
}

TEST_CASE("ui: without an answer that passes, the self-test says what to do") {
  SessionDesk desk;
  open_records(desk, records(0, 10));
  CHECK(says(desk, "none passes yet"));
  CHECK(desk.screen.find("Test the contract") == nullptr);
}

TEST_CASE("ui: chosen repairs are judged before they are accepted") {
  SessionDesk desk;
  desk.screen.resize(1440, 1200);
  desk.settle(10);
  desk.drop("contract.json", kContract);
  desk.drop("answer.txt", "{\"a\": \"1\", \"b\": \"x\",}");
  desk.settle(40);
  CHECK(value_of(desk, "With these repairs") == "With these repairs the answer is usable.");
  const std::string comma = desk.screen.find("Repair 1: S1") != nullptr ? "Repair 1: S1" : "Repair 2: S1";
  REQUIRE(desk.click(comma));
  desk.settle(40);
  CHECK(value_of(desk, "With these repairs") == "With these repairs it still fails: S1 trailing comma.");
  CHECK(desk.session.document().check.text == "{\"a\": \"1\", \"b\": \"x\",}");
  REQUIRE(desk.click(comma));
  desk.settle(40);
  REQUIRE(desk.click("Accept repairs"));
  desk.settle(40);
  CHECK(desk.session.results().validate.value->passed == 1);
}

TEST_CASE("ui: without a contract a schema is made from what can be read, strays left out") {
  SessionDesk desk;
  desk.screen.resize(1440, 1600);
  desk.settle(10);
  desk.drop("contract.json", kAnyJson);
  desk.drop("rows.jsonl", records(30, 2) + record(99, R"(\"I cannot help\")"));
  desk.settle(60);
  REQUIRE(desk.click("Infer"));
  desk.settle(60);
  REQUIRE(desk.session.state().notice.has_value());
  CHECK(desk.session.state().notice->text ==
        "A schema made from 30 answers that can be read. Left out: 2 trailing comma, 1 of another type.");
  CHECK(desk.session.document().check.contract.schema.find("\"type\": \"object\"") != std::string::npos);
}

TEST_CASE("ui: the failing answers are saved as lines with number, causes and text") {
  SessionDesk desk;
  open_records(desk, records(3, 2));
  REQUIRE(desk.click("Save failing answers"));
  desk.settle(6);
  CHECK(desk.platform.saved_name == "rows-failing.jsonl");
  const std::string& lines = desk.platform.saved_bytes;
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 2);
  CHECK(lines.starts_with(R"({"index":3,"line":4,"pointer":"/output","level":"lost","causes":["S1","C4"],"text":)"));
  desk.drop("rows.jsonl", records(3, 0));
  desk.settle(60);
  CHECK(desk.screen.find("Save failing answers") == nullptr);
}

TEST_CASE("ui: a column of numbers has bounds, and an empty field is none") {
  Desk desk;
  fill(desk);
  desk.screen.resize(1440, 2400);
  desk.document.workspace = Workspace::check;
  Contract& contract = desk.document.check.contract;
  contract.kind = ContractKind::csv;
  contract.columns.emplace_back().name = "amount";
  contract.columns.back().type = ColumnType::number;
  desk.frames(3);
  REQUIRE(desk.click("At least"));
  desk.type("2.5");
  desk.frames(3);
  CHECK(desk.document.check.contract.columns[0].minimum == 2.5);
  CHECK_FALSE(desk.document.check.contract.columns[0].maximum.has_value());
  REQUIRE(desk.click("Holds"));
  desk.frames(2);
  REQUIRE(desk.click("text", "option"));
  desk.frames(3);
  CHECK(desk.screen.find("At least") == nullptr);
  CHECK(desk.screen.id_clashes() == 0);
}

TEST_CASE("ui: a schema that names another one has a place for it") {
  Desk desk;
  fill(desk);
  desk.screen.resize(1440, 2400);
  desk.document.workspace = Workspace::check;
  desk.document.check.contract.kind = ContractKind::json_schema;
  desk.document.check.contract.schema = R"({"$ref": "#/$defs/a"})";
  desk.frames(3);
  CHECK(desk.screen.find("Add a schema for $ref") == nullptr);
  desk.document.check.contract.schema = R"({"$ref": "other.json"})";
  desk.frames(3);
  REQUIRE(desk.click("Add a schema for $ref"));
  desk.frames(3);
  REQUIRE(desk.document.check.contract.resources.size() == 1);
  REQUIRE(desk.click("Remove"));
  desk.frames(3);
  CHECK(desk.document.check.contract.resources.empty());
}

}  // namespace nines::ui_test
