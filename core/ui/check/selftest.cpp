// The card of the self-test: what it is for, how far it is, what it came to. See selftest.h.
#include "ui/check/selftest.h"

#include <algorithm>

#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

void draw_invitation(Frame& ui, const ValidateReport& report) {
  const app::ActionInfo& test = app::action_info(app::ActionId::run_selftest);
  const std::string answers =
      report.texts == 1 ? "this usable answer" : "the " + counted(report.passed, "usable answer");
  words(ui, ui.fonts.small, ui.theme.muted,
        "Is the contract itself good? Break " + answers + " in every known way and see what it lets through.");
  ui.gap(10);
  if (button_row(ui, {test.label})) ui.out.ask(test.id);
  tip(ui, {test.help});
}

void draw_running(Frame& ui, const app::Selftest& test) {
  const Theme& t = ui.theme;
  const ImVec2 at = Frame::at();
  const auto done = static_cast<float>(std::clamp(test.progress, 0.0, 1.0));
  const std::string shown = test.progress > 0 ? percent(std::round(test.progress * 100) / 100) : "";
  draw_text(ui.draw(), ui.fonts.body, at, t.text, "Breaking answers…");
  draw_text_in(ui.draw(), ui.fonts.number, {at, at + ImVec2{ui.width(), ui.fonts.body.line}}, t.muted, shown,
               Align::right);
  const float y = at.y + ui.fonts.body.line + ui.px(8);
  const float thick = ui.px(4);
  const ImRect track{{at.x, y}, {at.x + ui.width(), y + thick}};
  ui.draw()->AddRectFilled(track.Min, track.Max, t.raised, thick / 2);
  ui.draw()->AddRectFilled(track.Min, {at.x + std::max(thick, done * ui.width()), track.Max.y}, t.accent, thick / 2);
  ui.mirror.note({"Breaking answers", Role::picture, shown, {at, track.Max}, true, true, 0});
  ImGui::Dummy({ui.width(), track.Max.y - at.y + ui.px(10)});
  if (button_row(ui, {app::action_info(app::ActionId::cancel_selftest).label}))
    ui.out.ask(app::ActionId::cancel_selftest);
  ui.memory.wish(200);
}

void draw_outcome(Frame& ui, const SelftestReport& report) {
  const Theme& t = ui.theme;
  const std::int64_t judged = report.mutants - report.tolerated;
  const std::vector<Run> runs{{"The contract lets ", &ui.fonts.small, t.muted},
                              {report.survived == 0 ? "none" : grouped(report.survived), &ui.fonts.small_strong,
                               report.survived == 0 ? t.ok : t.silent},
                              {" of " + grouped(judged) + " broken answers through.", &ui.fonts.small, t.muted}};
  note_card(ui, runs);
  ui.gap(8);
  const bool open = ui.memory.show_selftest;
  if (button_row(ui, {open ? "Back to the answers" : "See what gets through"})) {
    ui.memory.show_selftest = !open;
    ui.memory.open_sheet.clear();
  }
}

}  // namespace

bool shows_selftest(const Frame& ui) {
  const app::Selftest& test = ui.view.results.selftest;
  return ui.memory.show_selftest && test.answer.value && !test.running;
}

void draw_selftest_card(Frame& ui, const ValidateReport& report) {
  const app::Selftest& test = ui.view.results.selftest;
  ui.gap(28);
  heading(ui, "SELF-TEST");
  ui.gap(10);
  if (test.running) return draw_running(ui, test);
  if (test.answer.value) return draw_outcome(ui, *test.answer.value);
  if (test.answer.error) {
    words(ui, ui.fonts.small, ui.theme.silent, as_sentence(test.answer.error->message));
    ui.gap(8);
  }
  if (report.passed > 0) return draw_invitation(ui, report);
  words(ui, ui.fonts.small, ui.theme.muted,
        "The self-test breaks answers that pass, and none passes yet. Loosen the contract, or add an answer that is "
        "right.");
}

}  // namespace nines::ui
