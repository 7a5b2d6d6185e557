// The left list of the Check workspace: contract, input, and why the failing answers fail.
#include <algorithm>
#include <array>

#include "nines/catalog.h"
#include "ui/check/parts.h"
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

void draw_cause(Frame& ui, const CauseCount& cause, std::int64_t most) {
  const CauseInfo* info = find_cause(cause.code);
  const ImVec2 at = Frame::at();
  const ImRect row{at, at + ImVec2{ui.width(), ui.px(40)}};
  const std::string count = grouped(cause.count);
  const std::string code = info == nullptr ? "?" : cause.code;
  const std::string name = info == nullptr ? "no known cause" : info->name;
  const float right = text_width(ui.fonts.number, count);
  draw_text(ui.draw(), ui.fonts.number, at, ui.theme.text, code);
  const float x = at.x + std::max(ui.px(26), text_width(ui.fonts.number, code) + ui.px(8));
  draw_text_in(ui.draw(), ui.fonts.body, {{x, at.y}, {row.Max.x - right - ui.px(8), at.y + ui.px(20)}}, ui.theme.text,
               name);
  draw_text(ui.draw(), ui.fonts.number, {row.Max.x - right, at.y}, ui.theme.muted, count);
  const float y = at.y + ui.px(24);
  const float share = most > 0 ? static_cast<float>(cause.count) / static_cast<float>(most) : 0;
  const float half = ui.px(2);
  ui.draw()->AddRectFilled({at.x, y}, {row.Max.x, y + 2 * half}, ui.theme.raised, half);
  ui.draw()->AddRectFilled({at.x, y}, {at.x + std::max(ui.px(4), share * row.GetWidth()), y + 2 * half},
                           cause_colour(ui.theme, cause.code), half);
  ui.mirror.note({code + " " + name, Role::text, count, row, true, true, 0});
  tip_over(ui, row, {info == nullptr ? level_meaning("") : std::string(info->help) + " " + level_meaning(cause.code)});
  ImGui::Dummy(row.GetSize());
}

void draw_causes(Frame& ui, const ValidateReport& report) {
  if (report.causes.empty() || report.texts < 2) return;  // of one answer, the findings say it all
  ui.gap(28);
  const ImVec2 at = Frame::at();
  const std::string of = grouped(report.texts - report.passed) + " of " + grouped(report.texts);
  const float width = text_width(ui.fonts.small, of);
  draw_text(ui.draw(), ui.fonts.small, {at.x + ui.width() - width, at.y - ui.px(1)}, ui.theme.muted, of);
  heading(ui, "WHY THEY FAIL");
  ui.gap(12);
  for (const CauseCount& cause : report.causes) draw_cause(ui, cause, report.causes.front().count);
}

}  // namespace

void draw_check_list(Frame& ui) {
  heading(ui, "CONTRACT");
  ui.gap(12);
  draw_contract_fields(ui);
  ui.gap(28);
  draw_input(ui);
  if (const auto& report = ui.view.results.validate.value) draw_causes(ui, *report);
}

}  // namespace nines::ui
