// See columns.h.
#include "ui/pipeline/columns.h"

#include <algorithm>

#include "ui/widgets/format.h"

namespace nines::ui {

void draw_columns(Frame& ui, const ImRect& rect, const std::vector<Column>& columns, float opacity) {
  if (columns.empty()) return;
  double highest = 0;
  for (const Column& column : columns) highest = std::max(highest, column.share);
  const float floor = rect.Max.y - ui.px(22);
  const auto count = static_cast<float>(columns.size());
  const float pitch = std::min(ui.px(40), rect.GetWidth() / count);
  const float left = rect.Min.x + (rect.GetWidth() - pitch * count) / 2;
  const float space = pitch > ui.px(6) ? ui.px(3) : 1;
  float last_tick = -1e6F;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float x = left + static_cast<float>(i) * pitch;
    const float share = highest > 0 ? static_cast<float>(columns[i].share / highest) : 0;
    const float height = std::max(ui.px(2), share * (floor - rect.Min.y - ui.px(4)));
    ui.draw()->AddRectFilled({x + space / 2, floor - height}, {x + pitch - space / 2, floor},
                             faded(ui.theme.accent, 0.85F * opacity), ui.px(2), ImDrawFlags_RoundCornersTop);
    tip_over(ui, {{x, rect.Min.y}, {x + pitch, rect.Max.y}}, {columns[i].name + ": " + percent(columns[i].share)});
    const float width = text_width(ui.fonts.small, columns[i].tick);
    const float tick = x + pitch / 2 - width / 2;
    if (tick < last_tick + ui.px(20) || tick + width > rect.Max.x + ui.px(4)) continue;
    draw_text(ui.draw(), ui.fonts.small, {tick, floor + ui.px(4)}, ui.theme.muted, columns[i].tick);
    last_tick = tick + width;
  }
}

}  // namespace nines::ui
