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

}  // namespace nines::ui_test
