// The right side of the Check workspace: the chosen finding in full, and what to do with the
// result.
#include <algorithm>

#include "nines/catalog.h"
#include "ui/check/parts.h"
#include "ui/check/selftest.h"
#include "ui/check/streaming.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

void draw_finding(Frame& ui, const Finding& finding) {
  const CauseInfo* info = find_cause(finding.code);
  const Theme& t = ui.theme;
  const ImVec2 at = Frame::at();
  const std::string pointer = fitted(ui.fonts.small_number, finding.pointer, ui.width() * 0.5F);
  const float width = text_width(ui.fonts.small_number, pointer);
  draw_text(ui.draw(), ui.fonts.small_number, {at.x + ui.width() - width, at.y - ui.px(1)}, t.muted, pointer);
  const bool known = cause_sign(finding.code) != "?";
  const std::string title = !known ? "NO KNOWN CAUSE" : upper(std::string(info->code) + " " + info->name);
  heading(ui, fitted(ui.fonts.heading, title, ui.width() - width - ui.px(12)));
  ui.gap(12);
  words(ui, ui.fonts.body, t.text, as_sentence(finding.message));
  if (info != nullptr) {
    ui.gap(6);
    words(ui, ui.fonts.body, t.muted, info->help);
  }
  ui.gap(12);
  if (!finding.expected.empty()) data_row(ui, "Expected", finding.expected);
  if (!finding.found.empty()) data_row(ui, "Found", finding.found);
  if (finding.line > 0) data_row(ui, "Line and column", finding_place(finding));
  data_row(ui, "Byte", grouped(static_cast<std::int64_t>(finding.span.from)), {"Byte offset in the original text."});
  if (!finding.schema_pointer.empty())
    data_row(ui, "Keyword", finding.schema_pointer, {"Where in the contract the unmet keyword stands."});
  ui.gap(12);
  const std::string level = info == nullptr ? "unknown" : info->level;
  const bool offers = readings_of(finding) > 0;
  // What a cause allows is not always possible: these bytes may leave no reading.
  const std::string meaning =
      offers || level[0] == 'D' || !known
          ? level_meaning(finding.code)
          : "No repair here: nothing that these bytes could say meets the contract for certain.";
  const std::size_t colon = meaning.find(':');
  const Run runs[2] = {{meaning.substr(0, colon) + ".", &ui.fonts.small_strong, t.text},
                       {" Level " + level + meaning.substr(colon), &ui.fonts.small, t.muted}};
  note_card(ui, runs);
}

// What one reading makes of the bytes, in a few words.
std::string reading_text(const Finding& finding, int reading) {
  if (reading > 0) return finding.alternatives[static_cast<std::size_t>(reading - 1)].reading;
  const std::vector<nines::Edit>& edits = finding.edits;
  if (edits.size() == 1 && !edits.front().text.empty()) return edits.front().text;
  return std::all_of(edits.begin(), edits.end(), [](const nines::Edit& edit) { return edit.text.empty(); })
             ? "Remove it"
             : "Rewrite it in " + counted(static_cast<std::int64_t>(edits.size()), "place");
}

bool reading_row(Frame& ui, const std::string& label, const std::string& text, const Type& type, bool chosen) {
  const ImVec2 at = Frame::at();
  const ImRect row{at, at + ImVec2{ui.width(), ui.px(30)}};
  const Hit hit = hit_area(ui, {label, Role::option, chosen ? "selected" : ""}, row);
  const Theme& t = ui.theme;
  const ImVec2 dot{row.Min.x + ui.px(8), row.GetCenter().y};
  ui.draw()->AddCircle(dot, ui.px(7), chosen ? t.accent : hit.hovered ? t.text : t.faint, 24, ui.px(1.5F));
  if (chosen) ui.draw()->AddCircleFilled(dot, ui.px(3.5F), t.accent, 16);
  draw_text_in(ui.draw(), type, {{row.Min.x + ui.px(24), row.Min.y}, row.Max}, t.text, text);
  focus_ring(ui, hit, 4);
  tip(ui, {text});
  ImGui::Dummy(row.GetSize());
  return hit.pressed;
}

// Every defensible reading, and leaving it alone; what is chosen here is what the table takes.
void draw_readings(Frame& ui, const Shown& shown, const Finding& finding) {
  const int readings = readings_of(finding);
  if (readings == 0) return;
  int& pick = picks_of(ui, shown)[finding_index(ui, shown)];
  ui.gap(28);
  heading(ui, "REPAIR");
  ui.gap(8);
  if (reading_row(ui, "Leave it as it is", "Leave it as it is", ui.fonts.body, pick == kLeftAlone)) pick = kLeftAlone;
  const int first = finding.edits.empty() ? 1 : 0;
  for (int i = 0; i < readings; ++i) {
    const int reading = first + i;
    const bool says = reading > 0 || (finding.edits.size() == 1 && !finding.edits.front().text.empty());
    const Type& type = says ? ui.fonts.number : ui.fonts.body;
    if (reading_row(ui, "Reading " + std::to_string(i + 1), reading_text(finding, reading), type, pick == reading))
      pick = reading;
  }
}

}  // namespace

void draw_check_inspector(Frame& ui) {
  const auto& report = ui.view.results.validate.value;
  const Shown shown = report ? shown_answer(ui, *report) : Shown{};
  const Finding* finding = shown_finding(ui, shown);
  if (shows_selftest(ui)) {
    draw_selftest_notes(ui);
  } else if (finding != nullptr) {
    draw_finding(ui, *finding);
    draw_readings(ui, shown, *finding);
    draw_while_streaming(ui, shown);
  } else {
    heading(ui, "FINDING");
    ui.gap(12);
    words(ui, ui.fonts.body, ui.theme.muted,
          report && report->texts > 0 ? "Nothing is wrong with this answer."
                                      : "What is wrong, where, and how to repair it appears here.");
  }
  if (!report || report->texts < 2) return;  // one answer is no rate
  ui.gap(28);
  heading(ui, "USE IT");
  ui.gap(12);
  const app::ActionInfo& use = app::action_info(app::ActionId::use_check_in_pipeline);
  if (button_row(ui, {use.label, Look::primary})) ui.out.ask(use.id);
  tip(ui, {use.help});
  if (report->passed == report->texts) return;
  ui.gap(8);
  const app::ActionInfo& save = app::action_info(app::ActionId::save_failing);
  if (button_row(ui, {save.label})) ui.out.ask(save.id);
  tip(ui, {save.help});
}

}  // namespace nines::ui
