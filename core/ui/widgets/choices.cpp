// Menus, choices and switches.
#include <algorithm>

#include "ui/widgets/widgets.h"

namespace nines::ui {
namespace {

bool menu_item(Frame& ui, const Option& option, float width, bool chosen) {
  const ImVec2 at = Frame::at();
  const float height = ui.px(option.help.empty() ? 32 : 48);
  const ImRect rect{at, at + ImVec2{width, height}};
  const Hit hit = hit_area(ui, {option.label, Role::option, chosen ? "selected" : ""}, rect);
  const Theme& t = ui.theme;
  if (hit.hovered || hit.focused)
    ui.draw()->AddRectFilled(rect.Min, rect.Max, faded(t.text, 0.08F), ui.px(metric::kRadiusSmall));
  const ImVec2 in{rect.Min.x + ui.px(10), rect.Min.y + ui.px(6)};
  const ImRect line{in, {rect.Max.x - ui.px(10), in.y + ui.px(20)}};
  draw_text_in(ui.draw(), ui.fonts.body, line, chosen ? t.accent : t.text, option.label);
  if (!option.help.empty())
    draw_text_in(ui.draw(), ui.fonts.small, {{in.x, in.y + ui.px(18)}, {line.Max.x, in.y + ui.px(36)}}, t.muted,
                 option.help);
  ImGui::Dummy(rect.GetSize());
  return hit.pressed;
}

float menu_width(const Frame& ui, std::span<const Option> options) {
  float width = ui.px(160);
  for (const Option& option : options) {
    width = std::max({width, text_width(ui.fonts.body, option.label) + ui.px(24),
                      text_width(ui.fonts.small, option.help) + ui.px(24)});
  }
  return std::min(width, ImGui::GetIO().DisplaySize.x - ui.px(32));
}

std::optional<std::size_t> menu_with(Frame& ui, std::string_view id, const ImRect& anchor,
                                     std::span<const Option> options, std::optional<std::size_t> chosen) {
  const std::string name(id);
  std::optional<std::size_t> picked;
  const float width = menu_width(ui, options);
  const float pad = ui.px(6);
  const float x = std::min(anchor.Min.x, ImGui::GetIO().DisplaySize.x - width - 2 * pad - ui.px(8));
  ImGui::SetNextWindowPos({x, anchor.Max.y + ui.px(4)}, ImGuiCond_Appearing);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pad, pad});
  if (ImGui::BeginPopup(name.c_str())) {
    for (std::size_t i = 0; i < options.size(); ++i) {
      ImGui::PushID(static_cast<int>(i));
      if (menu_item(ui, options[i], width, chosen == i)) picked = i;
      ImGui::PopID();
    }
    if (picked) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
  return picked;
}

}  // namespace

void open_menu(std::string_view id) { ImGui::OpenPopup(std::string(id).c_str()); }

std::optional<std::size_t> menu(Frame& ui, std::string_view id, const ImRect& anchor, std::span<const Option> options) {
  return menu_with(ui, id, anchor, options, std::nullopt);
}

std::optional<std::size_t> choice_row(Frame& ui, std::string_view label, std::span<const Option> options,
                                      std::size_t chosen) {
  const Theme& t = ui.theme;
  const ImVec2 at = Frame::at();
  const ImRect rect{at, at + ImVec2{ui.width(), ui.px(40)}};
  const std::string value = chosen < options.size() ? options[chosen].label : "";
  const Hit hit = hit_area(ui, {label, Role::choice, value}, rect);
  card_frame(ui, rect, false, hit.hovered);
  const ImRect inner{rect.Min + ImVec2{ui.px(12), 0}, rect.Max - ImVec2{ui.px(30), 0}};
  const float words = text_width(ui.fonts.body, label) + ui.px(12);
  draw_text_in(ui.draw(), ui.fonts.body, inner, t.text, label);
  draw_text_in(ui.draw(), ui.fonts.number, {{inner.Min.x + words, inner.Min.y}, inner.Max}, t.muted, value,
               Align::right);
  draw_icon(ui.draw(), Icon::chevron_down, {rect.Max.x - ui.px(17), rect.GetCenter().y}, t.muted, ui.scale, 16);
  focus_ring(ui, hit, metric::kRadius);
  const std::string id = "menu " + std::string(label);
  if (hit.pressed) open_menu(id);
  const auto picked = menu_with(ui, id, rect, options, chosen);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(rect.GetSize());
  return picked == chosen ? std::nullopt : picked;
}

bool toggle_row(Frame& ui, std::string_view label, bool on, const Tip& about) {
  const Theme& t = ui.theme;
  const ImVec2 at = Frame::at();
  const ImRect rect{at, at + ImVec2{ui.width(), ui.px(28)}};
  const Hit hit = hit_area(ui, {label, Role::toggle, on ? "on" : "off"}, rect);
  const float share = eased(ui, hit.id, on ? 1.0F : 0.0F);
  const ImRect track{{rect.Max.x - ui.px(32), rect.GetCenter().y - ui.px(9)},
                     {rect.Max.x, rect.GetCenter().y + ui.px(9)}};
  draw_text_in(ui.draw(), ui.fonts.body, {rect.Min, {track.Min.x - ui.px(8), rect.Max.y}}, t.text, label);
  ui.draw()->AddRectFilled(track.Min, track.Max, mixed(t.dark ? t.line : t.faint, t.accent, share), ui.px(9));
  ui.draw()->AddCircleFilled({track.Min.x + ui.px(9) + share * ui.px(14), track.GetCenter().y}, ui.px(6),
                             on       ? t.on_accent
                             : t.dark ? t.text
                                      : t.panel,
                             20);
  Hit ring = hit;
  ring.rect = track;
  focus_ring(ui, ring, 9);
  tip(ui, about);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(rect.GetSize());
  return hit.pressed;
}

}  // namespace nines::ui
