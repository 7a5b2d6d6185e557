// Buttons, links, tabs of the rail and chips.
#include "ui/widgets/widgets.h"

namespace nines::ui {
namespace {

struct Paint {
  ImU32 fill, border, text;
};

Paint paint_of(const Theme& t, const ButtonSpec& spec, const Hit& hit) {
  const float lift = hit.held ? 0.16F : hit.hovered ? 0.08F : 0.0F;
  if (!spec.enabled) return {spec.look == Look::quiet ? 0 : t.panel, spec.look == Look::quiet ? 0 : t.line, t.faint};
  if (spec.look == Look::primary) return {mixed(t.accent, t.dark ? t.text : t.background, lift), 0, t.on_accent};
  if (spec.look == Look::normal) return {mixed(t.raised, t.text, lift), t.line, t.text};
  return {lift > 0 ? mixed(t.background, t.text, lift) : 0, 0, t.text};
}

}  // namespace

float button_width(const Frame& ui, const ButtonSpec& spec) {
  const float words = text_width(ui.fonts.body, spec.label);
  return std::round(words) + ui.px(spec.icon ? 48 : 28);
}

bool button_at(Frame& ui, const ImRect& rect, const ButtonSpec& spec) {
  const Hit hit = hit_area(ui, {spec.label, Role::button, "", spec.enabled}, rect);
  const Paint paint = paint_of(ui.theme, spec, hit);
  const float radius = ui.px(metric::kRadiusSmall);
  ImDrawList* list = ui.draw();
  if (paint.fill != 0) list->AddRectFilled(rect.Min, rect.Max, paint.fill, radius);
  if (paint.border != 0) list->AddRect(rect.Min, rect.Max, paint.border, radius);
  ImRect inner = rect;
  if (spec.icon) {
    const float whole = text_width(ui.fonts.body, spec.label) + ui.px(24);
    inner.Min.x = rect.GetCenter().x - whole / 2 + ui.px(24);
    draw_icon(list, *spec.icon, {inner.Min.x - ui.px(15), rect.GetCenter().y}, paint.text, ui.scale, 18);
    draw_text_in(list, ui.fonts.body, inner, paint.text, spec.label);
  } else {
    draw_text_in(list, ui.fonts.body, inner, paint.text, spec.label, Align::centre);
  }
  focus_ring(ui, hit, metric::kRadiusSmall);
  return hit.pressed;
}

bool button_row(Frame& ui, const ButtonSpec& spec) {
  const ImVec2 at = Frame::at();
  const ImVec2 size{ui.width(), ui.px(32)};
  const bool pressed = button_at(ui, {at, at + size}, spec);
  ImGui::Dummy(size);
  return pressed;
}

bool button_here(Frame& ui, const ButtonSpec& spec) {
  const ImVec2 at = Frame::at();
  const ImVec2 size{button_width(ui, spec), ui.px(32)};
  const bool pressed = button_at(ui, {at, at + size}, spec);
  ImGui::Dummy(size);
  return pressed;
}

bool icon_button_at(Frame& ui, const ImRect& rect, Icon icon, std::string_view label, bool enabled, float size) {
  const Hit hit = hit_area(ui, {label, Role::button, "", enabled}, rect);
  const Theme& t = ui.theme;
  if (hit.hovered)
    ui.draw()->AddRectFilled(rect.Min, rect.Max, faded(t.text, hit.held ? 0.14F : 0.08F), ui.px(metric::kRadiusSmall));
  draw_icon(ui.draw(), icon, rect.GetCenter(),
            !enabled      ? faded(t.faint, 0.6F)
            : hit.hovered ? t.text
                          : t.muted,
            ui.scale, size);
  focus_ring(ui, hit, metric::kRadiusSmall);
  if (enabled) tip(ui, {std::string(label)});
  return hit.pressed;
}

float link_width(const Type& type, std::string_view label) { return text_width(type, label); }

bool link_at(Frame& ui, ImVec2 at, const Type& type, std::string_view label, std::string_view spoken) {
  const float width = text_width(type, label);
  const Hit hit = hit_area(ui, {spoken.empty() ? label : spoken, Role::link}, {at, {at.x + width, at.y + type.line}});
  draw_text(ui.draw(), type, at, ui.theme.accent, label);
  if (hit.hovered) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    const float y = std::round(at.y + type.ascent + ui.px(2));
    ui.draw()->AddLine({at.x, y}, {at.x + width, y}, ui.theme.accent);
  }
  focus_ring(ui, hit, 3);
  return hit.pressed;
}

bool tab_at(Frame& ui, const ImRect& rect, Icon icon, std::string_view label, bool selected) {
  const Hit hit = hit_area(ui, {label, Role::tab, selected ? "selected" : ""}, rect);
  const Theme& t = ui.theme;
  if (selected || hit.hovered) {
    ui.draw()->AddRectFilled(rect.Min, rect.Max, selected ? (t.dark ? t.raised : t.background) : faded(t.text, 0.05F),
                             ui.px(metric::kRadius));
  }
  const ImU32 colour = selected || hit.hovered ? t.text : t.muted;
  draw_icon(ui.draw(), icon, {rect.GetCenter().x, rect.Min.y + ui.px(19)}, colour, ui.scale);
  const ImRect words{{rect.Min.x, rect.Max.y - ui.px(24)}, {rect.Max.x, rect.Max.y - ui.px(4)}};
  draw_text_in(ui.draw(), ui.fonts.small, words, colour, label, Align::centre);
  focus_ring(ui, hit, metric::kRadius);
  return hit.pressed;
}

float chip_width(const Frame& ui, std::string_view label) {
  return std::round(text_width(ui.fonts.small, label)) + ui.px(20);
}

bool chip_at(Frame& ui, ImVec2 at, std::string_view label, float* width) {
  *width = chip_width(ui, label);
  const ImRect rect{at, at + ImVec2{*width, ui.px(20)}};
  const Hit hit = hit_area(ui, {label, Role::button}, rect);
  if (hit.hovered) ui.draw()->AddRectFilled(rect.Min, rect.Max, faded(ui.theme.text, 0.06F), ui.px(10));
  ui.draw()->AddRect(rect.Min, rect.Max, ui.theme.line, ui.px(10));
  draw_text_in(ui.draw(), ui.fonts.small, {{rect.Min.x + ui.px(10), rect.Min.y}, {rect.Max.x, rect.Max.y}},
               hit.hovered ? ui.theme.text : ui.theme.muted, label);
  focus_ring(ui, hit, 10);
  return hit.pressed;
}

}  // namespace nines::ui
