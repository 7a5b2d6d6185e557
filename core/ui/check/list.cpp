// The left list of the Check workspace: contract, input, and why the failing answers fail.
#include <algorithm>
#include <array>

#include "nines/catalog.h"
#include "ui/check/parts.h"
#include "ui/check/selftest.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

void draw_dataset(Frame& ui, CheckInput check) {
  const auto found = ui.view.datasets.find(check.dataset);
  const bool here = found != ui.view.datasets.end();
  const ImVec2 at = Frame::at();
  const ImRect rect{at, at + ImVec2{ui.width(), ui.px(58)}};
  card_frame(ui, rect, false, false);
  const ImRect inner{rect.Min + ImVec2{ui.px(12), ui.px(10)}, rect.Max - ImVec2{ui.px(12), 0}};
  draw_text_in(ui.draw(), ui.fonts.body, {inner.Min, {inner.Max.x, inner.Min.y + ui.px(20)}}, ui.theme.text,
               check.dataset_name.empty() ? "data" : check.dataset_name);
  const std::string line = here ? size_text(found->second.bytes.size()) : "Not on this computer: drop the file here";
  draw_text_in(ui.draw(), ui.fonts.small,
               {{inner.Min.x, inner.Min.y + ui.px(20)}, {inner.Max.x, inner.Min.y + ui.px(38)}},
               here ? ui.theme.muted : ui.theme.detected, line);
  ui.mirror.note({check.dataset_name, Role::text, line, rect, true, true, 0});
  ImGui::Dummy(rect.GetSize());
  ui.gap(8);
  const std::array<Option, 3> splits{Option{"the whole file"}, Option{"its lines"}, Option{"in its records"}};
  if (const auto picked = choice_row(ui, "Answers are", splits, static_cast<std::size_t>(check.split))) {
    check.split = static_cast<TextSplit>(*picked);
    ui.out.push(app::SetCheck{check});
  }
  ui.gap(8);
  if (check.split == TextSplit::records) {
    if (const auto edit = field_row(ui, {"Where in each record", "/output", true}, check.select)) {
      check.select = edit->text;
      ui.out.push(app::SetCheck{check}, edit->gesture);
    }
    ui.gap(8);
  }
  if (button_row(ui, {"Check a pasted text instead"})) {
    check.dataset.clear();
    check.dataset_name.clear();
    check.split = TextSplit::text;
    check.select.clear();
    ui.out.push(app::SetCheck{check});
  }
}

void draw_input(Frame& ui) {
  heading(ui, "INPUT");
  ui.gap(12);
  CheckInput check = ui.view.document.check;
  if (!check.dataset.empty()) return draw_dataset(ui, check);
  if (const auto edit = field_row(ui, {"Paste an answer", "", true, 8}, check.text)) {
    check.text = edit->text;
    ui.out.push(app::SetCheck{check}, edit->gesture);
  }
  ui.gap(8);
  if (button_row(ui, {"Open a file of answers"})) ui.out.ask(app::ActionId::open_file);
}

Tip cause_tip(const ValidateReport& report, const CauseCount& cause, std::int64_t failing) {
  const CauseInfo* info = find_cause(cause.code);
  Tip about{info == nullptr ? level_meaning("") : std::string(info->help) + " " + level_meaning(cause.code),
            grouped(cause.count) + " of " + grouped(failing) + " failing answers"};
  if (!report.summary) return about;
  for (const ShareRow& row : report.summary->causes) {
    if (row.id != cause.code) continue;
    about.formula += "\n" + grouped(row.count) + " of all " + grouped(row.of);
    if (row.share.ci) {
      about.formula += ", " + interval_percent(*row.share.ci);
      about.source = percent(row.share.ci->level) + " interval: " + row.share.ci->method;
    }
  }
  return about;
}

void draw_cause(Frame& ui, const ValidateReport& report, const CauseCount& cause, std::int64_t most) {
  const CauseInfo* info = find_cause(cause.code);
  const bool chosen = ui.memory.cause == cause.code;
  const std::string code = cause_sign(cause.code);
  const std::string name = info == nullptr ? "no known cause" : info->name;
  const BarRow row{code + " " + name,
                   code,
                   name,
                   grouped(cause.count),
                   static_cast<double>(cause.count) / static_cast<double>(std::max<std::int64_t>(1, most)),
                   cause_colour(ui.theme, cause.code),
                   chosen};
  if (!bar_row(ui, row, cause_tip(report, cause, report.texts - report.passed))) return;
  ui.memory.cause = chosen ? "" : cause.code;
  ui.memory.finding = kFirstFinding;
  ui.out.ask(app::ShowText{0});
}

void draw_causes(Frame& ui, const ValidateReport& report) {
  const std::vector<CauseCount> causes = failing_causes(ui, report);
  if (causes.empty() || report.texts < 2) return;  // of one answer, the findings say it all
  ui.gap(28);
  const ImVec2 at = Frame::at();
  const std::string of = grouped(report.texts - report.passed) + " of " + grouped(report.texts);
  const float width = text_width(ui.fonts.small, of);
  draw_text(ui.draw(), ui.fonts.small, {at.x + ui.width() - width, at.y - ui.px(1)}, ui.theme.muted, of);
  heading(ui, "WHY THEY FAIL");
  ui.gap(12);
  for (const CauseCount& cause : causes) draw_cause(ui, report, cause, causes.front().count);
}

}  // namespace

void draw_check_list(Frame& ui) {
  // One answer shows too little to infer from.
  const bool many = !ui.view.document.check.dataset.empty() && ui.view.results.validate.value &&
                    ui.view.results.validate.value->texts > 1;
  const app::ActionInfo& infer = app::action_info(app::ActionId::infer_contract);
  if (heading(ui, "CONTRACT", many ? infer.label : "")) ui.out.ask(infer.id);
  if (many) tip(ui, {infer.help});
  ui.gap(12);
  draw_contract_fields(ui);
  ui.gap(28);
  draw_input(ui);
  const auto& report = ui.view.results.validate.value;
  if (!report || report->texts == 0 || ui.view.results.validate.error) return;
  draw_causes(ui, *report);
  draw_selftest_card(ui, *report);
}

}  // namespace nines::ui
