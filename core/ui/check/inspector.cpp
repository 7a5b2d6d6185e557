// The right side of the Check workspace: the chosen finding in full, and what to do with the
// result.
#include "nines/catalog.h"
#include "ui/check/parts.h"
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
  const std::string title = info == nullptr ? "NO KNOWN CAUSE" : upper(std::string(info->code) + " " + info->name);
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
  const std::string meaning = level_meaning(finding.code);
  const std::size_t colon = meaning.find(':');
  const Run runs[2] = {{meaning.substr(0, colon) + ".", &ui.fonts.small_strong, t.text},
                       {" Level " + std::string(info == nullptr ? "unknown" : info->level) + meaning.substr(colon),
                        &ui.fonts.small, t.muted}};
  note_card(ui, runs);
}

}  // namespace

void draw_check_inspector(Frame& ui) {
  const auto& report = ui.view.results.validate.value;
  const Shown shown = report ? shown_answer(ui, *report) : Shown{};
  const Finding* finding = shown_finding(ui, shown);
  if (finding != nullptr) {
    draw_finding(ui, *finding);
  } else {
    heading(ui, "FINDING");
    ui.gap(12);
    words(ui, ui.fonts.body, ui.theme.muted,
          report && report->texts > 0 ? "Nothing is wrong with this answer."
                                      : "What is wrong, where, and how to repair it appears here.");
  }
  if (!report || report->texts == 0) return;
  ui.gap(28);
  heading(ui, "USE IT");
  ui.gap(12);
  const app::ActionInfo& use = app::action_info(app::ActionId::use_check_in_pipeline);
  if (button_row(ui, {use.label, Look::primary})) ui.out.ask(use.id);
  tip(ui, {use.help});
  if (shown.verdict == nullptr || !shown.verdict->has_repaired) return;
  ui.gap(8);
  if (button_row(ui, {"Copy the repaired answer"}))
    ui.out.ask(app::CopyText{shown.verdict->repaired, "Repaired answer"});
}

}  // namespace nines::ui
