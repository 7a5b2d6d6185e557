// Controls one by one: what a drag, a key or typed text changes, and that one gesture is one undo
// step.
#include <doctest/doctest.h>
#include <imgui.h>

#include <cmath>

#include "desk.h"
#include "nines/catalog.h"

namespace nines::ui_test {
namespace {

double p_of(const Desk& desk) {
  return param_in_force(*app::find_step(desk.document.pipeline, {0, 0, 0}), Param::p).value;
}

void drag_widget(Desk& desk, std::string_view label, float from, float dx) {
  const Widget* widget = desk.screen.find(label);
  REQUIRE(widget != nullptr);
  desk.drag(widget->x + from * widget->width, widget->y + widget->height / 2, dx, 12);
}

}  // namespace

TEST_CASE("ui: a drag of a slider is one gesture, the next drag another") {
  Desk desk;
  fill(desk);
  desk.frames(3);
  drag_widget(desk, "Succeeds", 0.95F, -60);
  REQUIRE(desk.edits.size() > 3);
  const std::uint32_t gesture = desk.edits.front().gesture;
  CHECK(gesture != 0);
  for (const app::PendingEdit& edit : desk.edits) CHECK(edit.gesture == gesture);
  CHECK(p_of(desk) < 0.9);
  CHECK(p_of(desk) > 0.5);
  const std::size_t before = desk.edits.size();
  desk.frames(80);  // more than a second later
  drag_widget(desk, "Succeeds", 0.7F, 20);
  REQUIRE(desk.edits.size() > before);
  CHECK(desk.edits.back().gesture != gesture);
}

TEST_CASE("ui: arrow keys move a focused slider by one point") {
  Desk desk;
  fill(desk);
  desk.frames(3);
  drag_widget(desk, "Succeeds", 0.5F, 0);
  const double before = p_of(desk);
  desk.press(ImGuiKey_RightArrow);
  CHECK(p_of(desk) == doctest::Approx(before + 0.01));
  desk.press(ImGuiKey_LeftArrow);
  desk.press(ImGuiKey_LeftArrow);
  CHECK(p_of(desk) == doctest::Approx(before - 0.01));
}

TEST_CASE("ui: typing into a number of the sentence") {
  struct Row {
    const char* typed;
    double p;
    bool counts;
  };
  const Row kRows[] = {{"99.5", 0.995, false},  {".99", 0.99, false}, {"99 %", 0.99, false}, {"18/20", 0.9, true},
                       {"18 of 20", 0.9, true}, {"140", 0.95, false}, {"x", 0.95, false}};
  for (const Row& row : kRows) {
    Desk desk;
    fill(desk);
    desk.frames(3);
    CAPTURE(row.typed);
    REQUIRE(desk.click("Succeeds, in the sentence"));
    desk.frames(2);
    desk.type(row.typed);
    desk.press(ImGuiKey_Enter);
    CHECK(p_of(desk) == doctest::Approx(row.p));
    const ParamValue p = param_in_force(*app::find_step(desk.document.pipeline, {0, 0, 0}), Param::p);
    const bool kept = row.p == 0.95;  // refused: the counts that were there stay
    CHECK((p.form == ValueForm::counts) == (row.counts || kept));
    CHECK(desk.refused.empty());
  }
}

TEST_CASE("ui: Escape leaves a number as it was") {
  Desk desk;
  fill(desk);
  desk.frames(3);
  REQUIRE(desk.click("Succeeds, in the sentence"));
  desk.frames(2);
  desk.type("50");
  desk.press(ImGuiKey_Escape);
  CHECK(desk.edits.empty());
}

TEST_CASE("ui: dragging the count in the sentence changes the repetitions") {
  Desk desk;
  fill(desk);
  desk.frames(3);
  drag_widget(desk, "Repetitions, in the sentence", 0.5F, 60);
  const ParamValue count = param_in_force(*app::find_step(desk.document.pipeline, {0}), Param::count);
  CHECK(count.value > 20);
  CHECK(count.value == doctest::Approx(std::round(count.value)));
}

TEST_CASE("ui: a step is added, wrapped, moved and removed from the list") {
  Desk desk;
  fill(desk);
  desk.frames(3);
  REQUIRE(desk.click("+ Add step"));
  REQUIRE(desk.click("Validate", "option"));
  CHECK(app::find_step(desk.document.pipeline, {0, 0, 1})->kind == StepKind::validate);
  CHECK(desk.state.selected == app::StepPath{0, 0, 1});
  desk.frames(2);
  REQUIRE(desk.click("Move up"));
  CHECK(app::find_step(desk.document.pipeline, {0, 0, 0})->kind == StepKind::validate);
  desk.frames(2);
  REQUIRE(desk.click("Put in a block"));
  REQUIRE(desk.click("Put in a retry"));
  CHECK(app::find_step(desk.document.pipeline, {0, 0, 0})->kind == StepKind::retry);
  desk.frames(2);
  REQUIRE(desk.click("Remove"));
  CHECK(app::find_step(desk.document.pipeline, {0, 0, 0})->label == "Call tool");
  CHECK(desk.refused.empty());
}

TEST_CASE("ui: an assumed value is shown as assumed and can be written down") {
  Desk desk;
  fill(desk);
  desk.state.selected = {0, 0};
  desk.frames(3);
  const std::string label =
      std::string("Write .50 down: ") + find_param_info(step_info(StepKind::retry), Param::rho)->label;
  REQUIRE(desk.click(label));
  CHECK(given_param(*app::find_step(desk.document.pipeline, {0, 0}), Param::rho) != nullptr);
  desk.frames(2);
  CHECK(desk.screen.find(label) == nullptr);
}

TEST_CASE("ui: buttons of the top bar ask for their actions") {
  struct Row {
    const char* label;
    app::ActionId id;
  };
  const Row kRows[] = {{"Undo", app::ActionId::undo},
                       {"Redo", app::ActionId::redo},
                       {"Open", app::ActionId::open_file},
                       {"Save", app::ActionId::save_file},
                       {"Share link", app::ActionId::copy_link},
                       {"Light or dark", app::ActionId::toggle_theme}};
  Desk desk;
  fill(desk);
  for (const Row& row : kRows) {
    CAPTURE(row.label);
    desk.frames(2);
    REQUIRE(desk.click(row.label));
    REQUIRE_FALSE(desk.requests.empty());
    CHECK(std::get<app::ActionId>(desk.requests.back()) == row.id);
  }
}

TEST_CASE("ui: shortcuts come from the action table") {
  Desk desk;
  fill(desk);
  desk.frames(3);
  desk.screen.key(ImGuiMod_Ctrl, true);
  desk.frame();
  desk.press(ImGuiKey_Z);
  desk.screen.key(ImGuiMod_Ctrl, false);
  desk.frames(2);
  REQUIRE(desk.requests.size() == 1);
  CHECK(std::get<app::ActionId>(desk.requests.back()) == app::ActionId::undo);
}

TEST_CASE("ui: on a narrow screen list and inspector open as sheets") {
  Desk desk;
  fill(desk);
  desk.screen.resize(390, 844);
  desk.frames(3);
  CHECK(desk.screen.find("+ Add step") == nullptr);
  REQUIRE(desk.click("Steps"));
  REQUIRE(desk.click("Retry", "option"));
  CHECK(desk.state.selected == app::StepPath{0, 0});
  desk.frames(2);
  CHECK(desk.screen.find("Attempts at most") != nullptr);
  desk.press(ImGuiKey_Escape);
  CHECK(desk.screen.find("Attempts at most") == nullptr);
  CHECK(desk.screen.id_clashes() == 0);
}

TEST_CASE("ui: a finger scrolls, and does not press what it started on") {
  Desk desk;
  fill(desk);
  desk.screen.resize(390, 844);
  desk.screen.touch();
  desk.frames(3);
  const float before = desk.screen.find("Still right after each step")->y;
  desk.screen.move(120, 600);
  desk.frame();
  desk.screen.button(true);
  desk.frame();
  for (int i = 1; i <= 20; ++i) {
    desk.screen.move(120, 600 - 10 * static_cast<float>(i));
    desk.frame();
  }
  desk.screen.button(false);
  desk.frames(3);
  CHECK(desk.screen.find("Still right after each step")->y < before - 100);
  CHECK(desk.edits.empty());
}

}  // namespace nines::ui_test
