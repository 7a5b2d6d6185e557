// The interface on the real session and engines: what a click on screen does to the document and
// the figures.
#include <doctest/doctest.h>

#include "desk.h"

namespace nines::ui_test {

TEST_CASE("ui: the first example is computed and said in one sentence") {
  SessionDesk desk;
  desk.settle();
  const Widget* sentence = desk.screen.find("Sentence");
  REQUIRE(sentence != nullptr);
  CHECK(sentence->value.find("20 steps at ") == 0);
  CHECK(sentence->value.find("succeed") != std::string::npos);
  CHECK(sentence->value.find("…") == std::string::npos);
  CHECK(desk.screen.id_clashes() == 0);
}

TEST_CASE("ui: under limits the screen says what was left out, and draws no empty pictures") {
  constexpr const char* kOneLimit = R"({"nines": 1, "pipeline": {"budget": {"calls": 12}, "steps": [
    {"kind": "repeat", "count": 10, "body": [{"kind": "work", "p": 0.95}]}]}})";
  constexpr const char* kTwoLimits = R"({"nines": 1, "pipeline": {"budget": {"calls": 12}, "deadline_ms": 1000,
    "steps": [{"kind": "repeat", "count": 10, "body": [{"kind": "work", "p": 0.95, "latency_ms": 90}]}]}})";
  for (const char* text : {kOneLimit, kTwoLimits}) {
    SessionDesk desk;
    desk.settle();
    CHECK(desk.screen.find("What moves it most", "heading") != nullptr);
    desk.drop("limited.json", text);
    desk.settle();
    const bool sampled = text == kTwoLimits;
    CHECK(desk.screen.find("What moves it most", "heading") == nullptr);
    CHECK((desk.screen.find("sampled", "text") != nullptr) == sampled);
    CHECK((desk.screen.find("exact", "text") != nullptr) == !sampled);
    CHECK((desk.screen.find("What better costs", "heading") != nullptr) == !sampled);
    CHECK(desk.screen.find("One run, step by step", "heading") != nullptr);
  }
}

TEST_CASE("ui: each example opens from the list and shows an answer") {
  for (const app::ExampleInfo& info : app::example_table()) {
    SessionDesk desk;
    desk.settle(20);
    CAPTURE(info.name);
    const Widget* row = desk.screen.find(info.title, "button");
    REQUIRE(row != nullptr);
    if (!row->visible) continue;
    REQUIRE(desk.click(info.title, "button"));
    desk.settle(40);
    const Widget* sentence = desk.screen.find("Sentence");
    REQUIRE(sentence != nullptr);
    CHECK(sentence->value.find("…") == std::string::npos);
    CHECK(desk.screen.id_clashes() == 0);
  }
}

TEST_CASE("ui: dropped records are compared, and one click brings their rate into the pipeline") {
  std::string rows;
  for (int item = 0; item < 12; ++item) {
    for (int trial = 0; trial < 4; ++trial) {
      rows += R"({"item": "t)" + std::to_string(item) + R"(", "model": "m", "trial": )" + std::to_string(trial) +
              R"(, "score": )" + (item % 3 == 0 || trial == 0 ? "1" : "0") + "}\n";
    }
  }
  SessionDesk desk;
  desk.settle(20);
  desk.drop("rows.jsonl", rows);
  desk.settle(60);
  CHECK(desk.session.document().workspace == Workspace::compare);
  REQUIRE(desk.screen.find("Sentence")->value.find("One model answered 12 tasks 4 times.") == 0);
  REQUIRE(desk.click("Use this rate in the pipeline"));
  desk.settle(60);
  CHECK(desk.session.document().workspace == Workspace::pipeline);
  CHECK(desk.screen.find("Sentence")->value.find("One step at ") == 0);
}

TEST_CASE("ui: accepting repairs puts the repaired text in place of the pasted one") {
  SessionDesk desk;
  desk.settle(10);
  desk.platform.next.link = "#example=fenced-answer";
  desk.settle(40);
  CHECK(desk.session.document().workspace == Workspace::check);
  CHECK(desk.screen.find("Sentence")->value == "This answer is usable after mechanical repair.");
  REQUIRE(desk.click("Accept repairs"));
  desk.settle(40);
  CHECK(desk.screen.find("Sentence")->value == "This answer is usable as it is.");
}

TEST_CASE("ui: answers of several models are answers to a task, not repeats") {
  std::string rows;
  for (int item = 0; item < 12; ++item) {
    for (const char* model : {"a", "b", "c", "d"}) {
      rows += R"({"item": "t)" + std::to_string(item) + R"(", "model": ")" + model + R"(", "trial": 0, "score": )" +
              (item % 3 == 0 ? "1" : "0") + "}\n";
    }
  }
  SessionDesk desk;
  desk.settle(20);
  desk.drop("rows.jsonl", rows);
  desk.settle(60);
  const std::string said = desk.screen.find("Sentence")->value;
  CHECK(said.find("4 models gave 4 answers to each of 12 tasks.") == 0);
  CHECK(said.find("times") == std::string::npos);
}

TEST_CASE("ui: a long answer counts source lines and can be paged; long values stay inside the inspector") {
  const std::string word(300, 'w');
  std::string text = "{\"" + word + "\": 1,\n";
  for (int i = 0; i < 60; ++i) text += "\"k" + std::to_string(i) + "\": 1,\n";
  text += "\"z\": \"" + word + "\", }\n";
  SessionDesk desk;
  desk.screen.resize(1440, 1600);  // the table of findings stands below the answer
  desk.settle(10);
  desk.drop("contract.json", R"({"type": "object", "properties": {"z": {"type": "integer"}}})");
  desk.drop("answer.txt", text);
  desk.settle(40);
  REQUIRE(desk.screen.find("Earlier lines") != nullptr);
  while (desk.screen.find("Earlier lines")->enabled) REQUIRE(desk.click("Earlier lines"));
  int pages = 1;
  for (; desk.screen.find("Later lines")->enabled; ++pages) REQUIRE(desk.click("Later lines"));
  CHECK(pages > 2);
  REQUIRE(desk.click("Finding 2: C4"));
  desk.settle(10);
  const Widget* found = desk.screen.find("Found");
  REQUIRE(found != nullptr);
  CHECK(found->height > 60);  // several lines below its label
  CHECK(desk.screen.id_clashes() == 0);
}

}  // namespace nines::ui_test
