// Regions are child windows that share one keyboard order. Their scroll bar lies in the padding, so
// that content keeps its width when it becomes scrollable.
#include "ui/frame/region.h"

#include <algorithm>

namespace nines::ui {
namespace {

void draw_thumb(Frame& ui, ImGuiWindow& window) {
  const float most = window.ScrollMax.y;
  if (most < 1) return;
  const ImRect outer = window.Rect();
  const float room = outer.GetHeight() - ui.px(8);
  const float length = std::max(ui.px(32), room * outer.GetHeight() / (outer.GetHeight() + most));
  const float top = outer.Min.y + ui.px(4) + (room - length) * window.Scroll.y / most;
  const ImRect thumb{{outer.Max.x - ui.px(8), top}, {outer.Max.x - ui.px(2), top + length}};
  const ImGuiID id = window.GetID("scroll bar");
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  bool hovered = false;
  bool held = false;
  if (ImGui::ItemAdd(thumb, id)) ImGui::ButtonBehavior(thumb, id, &hovered, &held);
  ImGui::PopItemFlag();
  if (held)
    ImGui::SetScrollY(
        std::clamp(window.Scroll.y + ImGui::GetIO().MouseDelta.y * most / std::max(1.0F, room - length), 0.0F, most));
  const ImRect drawn{{thumb.Max.x - ui.px(hovered || held ? 6 : 4), thumb.Min.y}, thumb.Max};
  window.DrawList->AddRectFilled(drawn.Min, drawn.Max, hovered || held ? ui.theme.faint : ui.theme.line, ui.px(3));
}

// A finger that moves mostly up or down scrolls the region under it, whatever it touched first, but
// for sliders and text.
void scroll_by_touch(Frame& ui, ImGuiWindow& window) {
  const ImGuiIO& io = ImGui::GetIO();
  Memory& memory = ui.memory;
  if (!io.MouseDown[0]) {
    memory.touch_scrolling = false;
    memory.touch_window = 0;
    return;
  }
  if (io.MouseSource != ImGuiMouseSource_TouchScreen || !window.Rect().Contains(io.MouseClickedPos[0])) return;
  if (GImGui->HoveredWindow != nullptr && GImGui->HoveredWindow->RootWindowForNav != window.RootWindowForNav) return;
  const ImVec2 moved = io.MousePos - io.MouseClickedPos[0];
  const bool starts =
      memory.touch_window == 0 && std::abs(moved.y) > ui.px(8) && std::abs(moved.y) > 1.5F * std::abs(moved.x);
  if (starts) {
    memory.touch_window = window.ID;
    memory.touch_scrolling = true;
    ImGui::ClearActiveID();
  }
  if (memory.touch_window == window.ID && memory.touch_scrolling) {
    ImGui::SetScrollY(std::clamp(window.Scroll.y - io.MouseDelta.y, 0.0F, window.ScrollMax.y));
  }
}

}  // namespace

void begin_region(Frame& ui, const RegionSpec& spec) {
  ImGui::SetCursorScreenPos(spec.rect.Min);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, spec.pad);
  ImGui::BeginChild(spec.id, spec.rect.GetSize(), ImGuiChildFlags_AlwaysUseWindowPadding,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NavFlattened);
  ImGui::PopStyleVar();
  using Edge = RegionSpec::Edge;
  const ImRect& r = spec.rect;
  ImRect line = r;
  if (spec.edge == Edge::left) line.Max.x = r.Min.x + 1;
  if (spec.edge == Edge::right) line.Min.x = r.Max.x - 1;
  if (spec.edge == Edge::top) line.Max.y = r.Min.y + 1;
  ui.draw()->PushClipRect(r.Min, r.Max);
  ui.draw()->AddRectFilled(r.Min, r.Max, spec.fill);
  if (spec.edge != Edge::none) ui.draw()->AddRectFilled(line.Min, line.Max, ui.theme.line);
  ui.draw()->PopClipRect();
}

void end_region(Frame& ui) {
  ImGuiWindow& window = *ImGui::GetCurrentWindow();
  scroll_by_touch(ui, window);
  draw_thumb(ui, window);
  ImGui::EndChild();
}

}  // namespace nines::ui
