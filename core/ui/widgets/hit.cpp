// The one place where widgets become clickable, focusable and visible to the mirror; focus ring,
// tooltips and easing.
#include <algorithm>

#include "ui/widgets/widgets.h"

namespace nines::ui {

std::uint32_t Gestures::touch(ImGuiID widget, double now_s) {
  constexpr double kPause = 1.0;
  if (widget != id || now_s - last_s > kPause) ++number;
  id = widget;
  last_s = now_s;
  return number;
}

Hit hit_area(Frame& ui, const Noted& noted, const ImRect& rect) {
  Hit hit;
  hit.rect = rect;
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  hit.id = noted.enabled ? window->GetID(noted.label.data(), noted.label.data() + noted.label.size()) : 0;
  ui.mirror.note({std::string(noted.label), noted.role, noted.value, rect, noted.enabled, true, hit.id});
  if (!noted.enabled || window->SkipItems) return hit;
  if (!ImGui::ItemAdd(rect, hit.id)) return hit;
  hit.pressed = ImGui::ButtonBehavior(rect, hit.id, &hit.hovered, &hit.held);
  if (ui.memory.touch_scrolling) hit.pressed = false;
  hit.focused = ImGui::GetFocusID() == hit.id && !GImGui->NavDisableHighlight;
  return hit;
}

void focus_ring(Frame& ui, const Hit& hit, float rounding) {
  if (!hit.focused) return;
  const float grow = ui.px(2);
  ui.draw()->AddRect(hit.rect.Min - ImVec2{grow, grow}, hit.rect.Max + ImVec2{grow, grow}, ui.theme.accent,
                     ui.px(rounding) + grow, 0, ui.px(2));
}

bool begin_tip(Frame& ui) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(10)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(metric::kRadius));
  ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, ui.px(metric::kRadius));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  const bool open = ImGui::BeginTooltip();
  if (!open) ImGui::PopStyleVar(4);
  return open;
}

void end_tip() {
  ImGui::EndTooltip();
  ImGui::PopStyleVar(4);
}

namespace {

void draw_tip(Frame& ui, const Tip& about) {
  const float width = std::min(ui.px(300), ImGui::GetIO().DisplaySize.x - ui.px(48));
  if (!begin_tip(ui)) return;
  const auto part = [&](const std::string& text, const Type& type, ImU32 colour, float before) {
    if (text.empty()) return;
    ui.gap(before);
    const Run run{text, &type, colour, -1};
    const ImVec2 at = Frame::at();
    ImGui::Dummy(paragraph(ui.draw(), at, width, std::span(&run, 1)).size);
  };
  part(about.text, ui.fonts.small, ui.theme.text, 0);
  part(about.formula, ui.fonts.small_number, ui.theme.muted, about.text.empty() ? 0 : 6);
  part(about.source, ui.fonts.small, ui.theme.muted, 6);
  if (ImGui::IsWindowAppearing()) ui.memory.wish(0);  // hidden until its size is known
  end_tip();
}

}  // namespace

void tip(Frame& ui, const Tip& about) {
  if (about.text.empty() && about.formula.empty()) return;
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_DelayNormal)) {
    draw_tip(ui, about);
  } else if (ImGui::IsItemHovered(ImGuiHoveredFlags_None)) {
    ui.memory.wish(80);  // the delay runs only while frames are drawn
  }
}

void tip_over(Frame& ui, const ImRect& rect, const Tip& about) {
  if (ImGui::ItemAdd(rect, 0)) tip(ui, about);
}

float eased(Frame& ui, ImGuiID id, float target) {
  const auto [at, fresh] = ui.memory.eased.try_emplace(id, target);
  float& value = at->second;
  if (fresh || ui.view.state.reduced_motion || std::abs(value - target) < 1e-4F) return value = target;
  const float share = 1 - std::exp(-ImGui::GetIO().DeltaTime / 0.05F);
  value += (target - value) * std::min(1.0F, share);
  ui.memory.wish(0);
  return value;
}

}  // namespace nines::ui
