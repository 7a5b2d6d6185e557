// "What moves it most": the tornado of derivatives.
#include <algorithm>
#include <cmath>

#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

// Change of OK for one percentage point more (or +1 of a whole number).
double effect(const Influence& row) { return row.per_unit_step ? row.ok : row.ok * 0.01; }

Tip tip_of(const Influence& row) {
  const double unit = row.per_unit_step ? 1 : 0.01;
  return {row.label + (row.per_unit_step ? ", one more: " : ", one percentage point more: ") + "OK " +
              signed_points(row.ok * unit) + ", SILENT " + signed_points(row.silent * unit) + ", DETECTED " +
              signed_points(row.detected * unit) + " points, calls " + (row.calls * unit < 0 ? "−" : "+") +
              significant(std::abs(row.calls * unit)) + ".",
          row.pointer, row.method};
}

void draw_row(Frame& ui, const ImRect& row, const Influence& influence, float label_width, float largest,
              float opacity) {
  const Theme& t = ui.theme;
  const double change = effect(influence);
  const float number_width = ui.px(48);
  draw_text_in(ui.draw(), ui.fonts.small, {row.Min, {row.Min.x + label_width, row.Max.y}}, t.text, influence.label);
  const float room = row.GetWidth() - label_width - number_width - ui.px(12);
  const float share = largest > 0 ? static_cast<float>(std::abs(change)) / largest : 0;
  const float length = std::max(ui.px(2), eased(ui, ImGui::GetID(influence.pointer.c_str()), share) * room);
  const ImVec2 from{row.Min.x + label_width + ui.px(12), row.GetCenter().y - ui.px(7)};
  ui.draw()->AddRectFilled(from, from + ImVec2{length, ui.px(14)},
                           faded(change < 0 ? t.accent_down : t.accent, opacity), ui.px(3));
  const std::string text = signed_points(change);
  draw_text_in(ui.draw(), ui.fonts.small_number,
               {{from.x + length + ui.px(6), row.Min.y}, {row.Max.x + ui.px(8), row.Max.y}}, t.muted, text);
  ui.mirror.note({influence.label, Role::text, text, row, true, true, 0});
  tip_over(ui, row, tip_of(influence));
}

}  // namespace

void draw_influence(Frame& ui, const ImRect& rect, const SimulateReport& report) {
  const ImRect inner = card(ui, rect, "What moves it most", "points of OK");
  std::vector<const Influence*> rows;
  for (const Influence& row : report.influence) {
    if (effect(row) != 0) rows.push_back(&row);
  }
  std::sort(rows.begin(), rows.end(),
            [](const Influence* a, const Influence* b) { return std::abs(effect(*a)) > std::abs(effect(*b)); });
  rows.resize(std::min<std::size_t>(rows.size(), 5));
  const float line = ui.px(26);
  const ImRect foot{{inner.Min.x, inner.Max.y - ui.px(18)}, inner.Max};
  draw_text_in(ui.draw(), ui.fonts.small, foot, ui.theme.muted, "for one percentage point more, or one more");
  if (rows.empty())
    return draw_text_in(ui.draw(), ui.fonts.body, inner, ui.theme.muted, "Nothing moves it.", Align::centre);
  float label_width = 0;
  for (const Influence* row : rows) label_width = std::max(label_width, text_width(ui.fonts.small, row->label));
  // A pixel more than the text, lest rounding cut it; the longest bar keeps enough room to be compared.
  const float number_and_bar = ui.px(48 + 12 + 60);
  label_width =
      std::min(std::ceil(label_width) + 1, std::max(inner.GetWidth() * 0.5F, inner.GetWidth() - number_and_bar));
  const auto largest = static_cast<float>(std::abs(effect(*rows[0])));
  float y = inner.Min.y;
  for (const Influence* row : rows) {
    if (y + line > foot.Min.y + ui.px(2)) break;
    draw_row(ui, {{inner.Min.x, y}, {inner.Max.x, y + line}}, *row, label_width, largest,
             freshness(ui, ui.view.results.simulate));
    y += line;
  }
}

}  // namespace nines::ui
