// Every workspace in every state and size: no id clash, nothing asked for unasked, the document
// untouched.
#include <doctest/doctest.h>

#include <functional>

#include "desk.h"
#include "nines/codec.h"

namespace nines::ui_test {
namespace {

struct State {
  const char* name;
  std::function<void(Desk&)> make;
};

Error some_error() {
  Error error{ErrorCode::out_of_range, "p is 1.4", {}};
  error.where.pointer = "/pipeline/steps/0/body/0/body/0/p";
  return error;
}

const State kStates[] = {
    {"full", [](Desk&) {}},
    {"nothing at all",
     [](Desk& desk) {
       desk.document = Document{};
       desk.results = {};
       desk.datasets.clear();
       desk.state.selected.clear();
     }},
    {"waiting",
     [](Desk& desk) {
       desk.results = {};
       desk.results.simulate.updating = desk.results.validate.updating = desk.results.disagree.updating = true;
     }},
    {"updating",
     [](Desk& desk) {
       desk.results.simulate.updating = desk.results.validate.updating = desk.results.disagree.updating = true;
     }},
    {"error",
     [](Desk& desk) {
       desk.results = {};
       desk.results.simulate.error = desk.results.validate.error = desk.results.disagree.error = some_error();
     }},
    {"error over an older answer",
     [](Desk& desk) {
       desk.results.simulate.error = desk.results.validate.error = desk.results.disagree.error = some_error();
     }},
    {"many answers, many models",
     [](Desk& desk) {
       desk.results.validate.value = checked_report(40);
       desk.results.disagree.value = compared_report(3);
       desk.document.check.dataset = "d1";
     }},
    {"data missing",
     [](Desk& desk) {
       desk.document.check.dataset = desk.document.compare.dataset = "gone";
       desk.results.validate = {};
       desk.results.disagree = {};
     }},
    {"stale selection",
     [](Desk& desk) {
       desk.state.selected = {7, 7};
       desk.state.shown_item = 4000;
       desk.state.shown_text = 4000;
     }},
    {"notice",
     [](Desk& desk) {
       desk.state.notice = app::Notice{Severity::error, "This link could not be opened.", 0};
     }},
    {"perfect and hopeless",
     [](Desk& desk) {
       SimulateReport& r = *desk.results.simulate.value;
       r = SimulateReport{};
       r.ok = 1;
       desk.results.validate.value = ValidateReport{};
       desk.results.disagree.value = DisagreeReport{};
     }},
    {"big text", [](Desk& desk) { desk.state.text_scale = 2; }},
};

struct Extent {
  float width, height;
};
constexpr Extent kExtents[] = {{1440, 900}, {1024, 768}, {390, 844}, {200, 160}};

}  // namespace

TEST_CASE("ui: every workspace draws in every state and size without asking for anything") {
  for (const Workspace workspace : {Workspace::pipeline, Workspace::check, Workspace::compare}) {
    for (const State& state : kStates) {
      Desk desk;
      fill(desk);
      state.make(desk);
      desk.document.workspace = workspace;
      const std::string before = json_from_document(desk.document);
      for (const Extent& extent : kExtents) {
        CAPTURE(static_cast<int>(workspace));
        CAPTURE(state.name);
        CAPTURE(extent.width);
        desk.screen.resize(extent.width, extent.height);
        desk.state.dark = !desk.state.dark;
        desk.frames(3);
        CHECK(desk.screen.id_clashes() == 0);
        CHECK(desk.edits.empty());
        CHECK(desk.requests.empty());
        CHECK(desk.screen.find("Sentence") != nullptr);
      }
      CHECK(json_from_document(desk.document) == before);
    }
  }
}

TEST_CASE("ui: every interactive widget has a label, and what is visible lies on the screen") {
  Desk desk;
  fill(desk);
  for (const Workspace workspace : {Workspace::pipeline, Workspace::check, Workspace::compare}) {
    desk.document.workspace = workspace;
    desk.frames(3);
    for (const Widget& widget : desk.screen.widgets()) {
      if (!widget.interactive()) continue;
      CAPTURE(widget.label);
      CHECK_FALSE(widget.label.empty());
      if (!widget.visible) continue;
      CHECK(widget.width > 0);
      CHECK(widget.height > 0);
      CHECK(widget.x < 1440);
      CHECK(widget.x + widget.width > 0);
      CHECK(widget.y < 900);
    }
  }
}

TEST_CASE("ui: at rest no further frame is wanted") {
  Desk desk;
  fill(desk);
  desk.frames(30);
  CHECK(desk.screen.wants_frame_in_ms() < 0);
}

}  // namespace nines::ui_test
