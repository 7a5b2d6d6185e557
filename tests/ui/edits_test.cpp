// Whatever a panel asks for must be possible: each visible control of each workspace is pressed,
// and apply() takes every edit.
#include <doctest/doctest.h>
#include <imgui.h>

#include "desk.h"
#include "nines/catalog.h"

namespace nines::ui_test {
namespace {

// Presses the `index`-th enabled control of a fresh desk, and what a menu then offers. False when
// there is no such control.
bool press_one(Desk& desk, std::size_t index, std::string& label) {
  desk.frames(3);
  std::vector<Widget> controls;
  for (const Widget& widget : desk.screen.widgets()) {
    if (widget.interactive() && widget.enabled && widget.visible) controls.push_back(widget);
  }
  if (index >= controls.size()) return false;
  const Widget& control = controls[index];
  label = control.label;
  desk.click_at(control.x + control.width / 2, control.y + control.height / 2);
  desk.frames(2);
  const bool menu = control.role == "combobox" || control.role == "button";
  if (!menu) return true;
  for (const Widget& widget : desk.screen.widgets()) {
    if (widget.role != "option" || controls.size() == desk.screen.widgets().size()) continue;
    desk.click_at(widget.x + 12, widget.y + widget.height / 2);
    break;
  }
  return true;
}

}  // namespace

TEST_CASE("ui: every edit a control emits is accepted by apply") {
  const app::StepPath kSelections[] = {{0}, {0, 0}, {0, 0, 0}, {0, 0, 1}, {}};
  for (const Workspace workspace : {Workspace::pipeline, Workspace::check, Workspace::compare}) {
    for (const app::StepPath& selected : kSelections) {
      if (workspace != Workspace::pipeline && !selected.empty()) continue;
      for (std::size_t index = 0;; ++index) {
        Desk desk;
        fill(desk);
        desk.document.workspace = workspace;
        desk.state.selected = selected;
        std::string label;
        if (!press_one(desk, index, label)) break;
        CAPTURE(label);
        CAPTURE(static_cast<int>(workspace));
        CHECK(desk.refused.empty());
        CHECK(desk.screen.id_clashes() == 0);
      }
    }
  }
}

TEST_CASE("ui: every contract kind shows its own fields and can be edited") {
  for (const ContractInfo& info : contract_table()) {
    Desk desk;
    fill(desk);
    desk.document.workspace = Workspace::check;
    desk.document.check.contract.kind = info.kind;
    desk.document.check.contract.has_target = true;
    desk.frames(3);
    CAPTURE(info.id);
    CHECK(desk.screen.find("The answer is")->value == info.label);
    CHECK(desk.screen.id_clashes() == 0);
    for (const Widget& widget : std::vector<Widget>(desk.screen.widgets())) {
      if (widget.role != "textbox" || !widget.visible || widget.label == "Title") continue;
      desk.click_at(widget.x + 20, widget.y + 12);
      desk.type("x");
      CHECK(desk.last_edit<app::SetCheck>() != nullptr);
    }
    CHECK(desk.refused.empty());
  }
}

TEST_CASE("ui: every parameter of every step kind has a control of its type") {
  Desk desk;
  fill(desk);
  const app::StepPath kPaths[] = {{0}, {0, 0}, {0, 0, 0}, {0, 0, 1}};
  for (const app::StepPath& path : kPaths) {
    desk.state.selected = path;
    desk.frames(3);
    const Step& step = *app::find_step(desk.document.pipeline, path);
    if (desk.screen.find("More numbers") != nullptr) desk.click("More numbers");
    for (const ParamInfo& info : step_info(step.kind).params) {
      CAPTURE(info.name);
      const Widget* widget = desk.screen.find(info.label);
      REQUIRE(widget != nullptr);
      const bool stepped = info.type == ParamType::whole || info.type == ParamType::real;
      const std::string role = stepped ? "spinbutton" : info.type == ParamType::choice ? "combobox" : "slider";
      const bool only_choice =
          info.type == ParamType::choice && std::string_view(info.choices).find('|') == std::string_view::npos;
      CHECK(widget->role == (only_choice ? "text" : role));
    }
  }
}

}  // namespace nines::ui_test
