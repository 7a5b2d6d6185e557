// An editor for text with structure: mono, line numbers that follow the scroll, one line that can be marked as wrong.
#include "ui/widgets/widgets.h"

#include <imgui_stdlib.h>

#include <algorithm>

namespace nines::ui {
namespace {

// ImGui scrolls a multi-line field in a child window of its own.
float scroll_of(ImGuiID id) {
  for (const ImGuiWindow* window : GImGui->Windows) {
    if (window->ChildId == id) return window->Scroll.y;
  }
  return 0;
}

void draw_gutter(Frame& ui, const ImRect& box, const CodeSpec& spec, std::size_t lines, float line, float scroll) {
  const Type& type = ui.fonts.small_number;
  const float top = box.Min.y + ui.px(10) - scroll;
  const auto first = static_cast<std::size_t>(std::max(0.0F, (box.Min.y - top) / line));
  ui.draw()->PushClipRect(box.Min + ImVec2{0, ui.px(8)}, box.Max - ImVec2{0, ui.px(8)}, true);
  for (std::size_t i = first; i < lines; ++i) {
    const float y = top + static_cast<float>(i) * line;
    if (y > box.Max.y) break;
    const bool marked = i + 1 == spec.marked_line;
    if (marked) ui.draw()->AddRectFilled({box.Min.x, y}, {box.Max.x, y + line}, faded(ui.theme.silent, 0.14F));
    const std::string number = std::to_string(i + 1);
    draw_text(ui.draw(), type, {box.Min.x + ui.px(36) - text_width(type, number), y + (line - type.line) / 2},
              marked ? ui.theme.silent : ui.theme.faint, number);
  }
  ui.draw()->PopClipRect();
}

}  // namespace

std::optional<TextEdit> code_row(Frame& ui, const CodeSpec& spec, const std::string& text) {
  const Theme& t = ui.theme;
  const Type& type = ui.fonts.number;
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  const float line = type.font->FontSize;
  const float shown = std::clamp(static_cast<float>(lines) + 1, spec.least_lines, spec.most_lines);
  const ImVec2 at = Frame::at();
  const ImRect box{at, at + ImVec2{ui.width(), std::round(shown * line) + ui.px(20)}};
  ui.draw()->AddRectFilled(box.Min, box.Max, t.dark ? t.rail : t.panel, ui.px(metric::kRadiusSmall));
  ImGui::PushID(spec.label.data(), spec.label.data() + spec.label.size());
  const ImGuiID id = ImGui::GetID("##code");
  draw_gutter(ui, box, spec, lines, line, scroll_of(id));
  ImGui::SetCursorScreenPos(box.Min + ImVec2{ui.px(48), ui.px(10)});
  std::string copy = text;
  ImGui::PushFont(type.font);
  const bool changed = ImGui::InputTextMultiline("##code", &copy, box.GetSize() - ImVec2{ui.px(54), ui.px(20)});
  const bool active = ImGui::IsItemActive();
  ImGui::PopFont();
  ImGui::PopID();
  ui.mirror.note({std::string(spec.label), Role::field, text, box, true, true, id});
  ui.draw()->AddRect(box.Min, box.Max, active ? t.accent : t.line, ui.px(metric::kRadiusSmall), 0,
                     active ? ui.px(1.5F) : 1);
  if (active) ui.memory.wish(100);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(box.GetSize());
  if (!changed) return std::nullopt;
  return TextEdit{copy, ui.memory.gestures.touch(id, ui.now_s)};
}

}  // namespace nines::ui
