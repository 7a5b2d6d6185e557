// "Where it first goes wrong": for each top-level row, how many runs it is the first to spoil or to stop.
#include <algorithm>

#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

double total(const FirstFailing& row) { return row.wrong + row.stopped; }

void draw_row(Frame& ui, const ImRect& row, const FirstFailing& one, float label_width, double largest, float opacity) {
  const Theme& t = ui.theme;
  draw_text_in(ui.draw(), ui.fonts.small, {row.Min, {row.Min.x + label_width, row.Max.y}}, t.text, one.label);
  const float number_width = ui.px(56);
  const float room = row.GetWidth() - label_width - number_width - ui.px(12);
  const auto length = [&](double share) { return largest > 0 ? static_cast<float>(share / largest) * room : 0; };
  const float left = row.Min.x + label_width + ui.px(12);
  const float y = row.GetCenter().y - ui.px(7);
  const float wrong = left + length(one.wrong);
  const float end = std::max(wrong + length(one.stopped), left + ui.px(2));
  ui.draw()->AddRectFilled({left, y}, {wrong, y + ui.px(14)}, faded(t.silent, opacity), ui.px(3),
                           ImDrawFlags_RoundCornersLeft);
  ui.draw()->AddRectFilled({wrong, y}, {end, y + ui.px(14)}, faded(t.detected, opacity), ui.px(3),
                           ImDrawFlags_RoundCornersRight);
  draw_text_in(ui.draw(), ui.fonts.small_number, {{end + ui.px(6), row.Min.y}, {row.Max.x + ui.px(8), row.Max.y}},
               t.muted, percent(total(one)));
  ui.mirror.note({one.label, Role::text, percent(total(one)), row, true, true, 0});
  tip_over(ui, row,
           {one.label + ": of all runs, " + percent(one.wrong) + " first go wrong here and " + percent(one.stopped) +
                " stop here, never wrong before.",
            one.pointer});
}

}  // namespace

void draw_first_failing(Frame& ui, const ImRect& rect, const SimulateReport& report) {
  const std::string recovered = report.recovered ? percent(*report.recovered) + " recover" : "";
  const ImRect inner = card(ui, rect, "Where it first goes wrong", recovered);
  std::vector<const FirstFailing*> rows;
  for (const FirstFailing& row : report.first_failing) {
    if (total(row) > 0) rows.push_back(&row);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return total(*a) > total(*b); });
  const float line = ui.px(26);
  const ImRect foot{{inner.Min.x, inner.Max.y - ui.px(18)}, inner.Max};
  draw_text_in(ui.draw(), ui.fonts.small, foot, ui.theme.muted, "spoiled here, then stopped here; of all runs");
  if (rows.empty())
    return draw_text_in(ui.draw(), ui.fonts.body, inner, ui.theme.muted, "Nothing goes wrong.", Align::centre);
  float label_width = 0;
  for (const FirstFailing* row : rows) label_width = std::max(label_width, text_width(ui.fonts.small, row->label));
  label_width = std::min(std::ceil(label_width) + 1, inner.GetWidth() * 0.45F);
  float y = inner.Min.y;
  for (const FirstFailing* row : rows) {
    if (y + line > foot.Min.y + ui.px(2)) break;
    draw_row(ui, {{inner.Min.x, y}, {inner.Max.x, y + line}}, *row, label_width, total(*rows[0]),
             freshness(ui, ui.view.results.simulate));
    y += line;
  }
}

}  // namespace nines::ui
