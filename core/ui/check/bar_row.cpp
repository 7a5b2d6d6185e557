// A row of a ranking: what, how often, and a bar to scale below.
#include <algorithm>

#include "ui/check/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

// True when it was pressed.
bool bar_hit(Frame& ui, const BarRow& spec, const ImRect& row, const Tip& about) {
  const std::string words = spec.code + (spec.code.empty() ? "" : " ") + spec.name;
  if (spec.id.empty()) {
    ui.mirror.note({words, Role::text, spec.count, row, true, true, 0});
    tip_over(ui, row, about);
    return false;
  }
  const float grow = ui.px(6);
  const ImRect area{row.Min - ImVec2{grow, grow}, row.Max + ImVec2{grow, 0}};
  const Hit hit = hit_area(ui, {spec.id, Role::option, spec.count + (spec.chosen ? ", selected" : "")}, area);
  if (spec.chosen || hit.hovered)
    ui.draw()->AddRectFilled(area.Min, area.Max, faded(ui.theme.text, spec.chosen ? 0.07F : 0.04F),
                             ui.px(metric::kRadiusSmall));
  focus_ring(ui, hit, metric::kRadiusSmall);
  tip(ui, about);
  return hit.pressed;
}

}  // namespace

bool bar_row(Frame& ui, const BarRow& spec, const Tip& about) {
  const ImVec2 at = Frame::at();
  const ImRect row{at, at + ImVec2{ui.width(), ui.px(32)}};
  const bool pressed = bar_hit(ui, spec, row, about);
  const float right = text_width(ui.fonts.number, spec.count);
  float x = at.x;
  if (!spec.code.empty()) {
    draw_text(ui.draw(), ui.fonts.number, at, ui.theme.text, spec.code);
    x += std::max(ui.px(34), text_width(ui.fonts.number, spec.code) + ui.px(8));
  }
  const Type& type = spec.code.empty() ? ui.fonts.number : ui.fonts.body;
  draw_text_in(ui.draw(), type, {{x, at.y}, {row.Max.x - right - ui.px(8), at.y + ui.px(20)}}, ui.theme.text,
               spec.name);
  draw_text(ui.draw(), ui.fonts.number, {row.Max.x - right, at.y}, ui.theme.muted, spec.count);
  const float y = at.y + ui.px(24);
  const float half = ui.px(2);
  ui.draw()->AddRectFilled({at.x, y}, {row.Max.x, y + 2 * half}, ui.theme.raised, half);
  const float length = static_cast<float>(spec.share) * row.GetWidth();
  ui.draw()->AddRectFilled({at.x, y}, {at.x + std::max(ui.px(4), length), y + 2 * half}, spec.colour, half);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({row.GetWidth(), ui.px(40)});
  return pressed;
}

Tip share_tip(std::string text, std::int64_t count, std::int64_t of, const Estimate& share) {
  Tip about{std::move(text), grouped(count) + " of " + grouped(of)};
  if (share.ci) {
    about.formula += ", " + interval_percent(*share.ci);
    about.source = percent(share.ci->level) + " interval: " + share.ci->method;
  } else if (!share.reason.empty()) {
    about.source = as_sentence(share.reason);
  }
  return about;
}

}  // namespace nines::ui
