// Text fields, on ImGui's editor but in our frame. The document is the text's home: ImGui's copy
// lives only while it is active.
#include "ui/widgets/widgets.h"

#include <imgui_stdlib.h>

namespace nines::ui {
namespace {

struct Editor {
  bool changed = false;
  bool active = false;
};

Editor edit_text(const ImRect& rect, const char* id, const Type& type, const char* hint, float lines,
                 std::string& text) {
  ImGui::SetCursorScreenPos(rect.Min);
  ImGui::PushFont(type.font);
  Editor state;
  if (lines > 1) {
    state.changed = ImGui::InputTextMultiline(id, &text, rect.GetSize());
  } else {
    ImGui::PushItemWidth(rect.GetWidth());
    state.changed = ImGui::InputTextWithHint(id, hint, &text);
    ImGui::PopItemWidth();
  }
  state.active = ImGui::IsItemActive();
  ImGui::PopFont();
  return state;
}

}  // namespace

std::optional<TextEdit> field_row(Frame& ui, const FieldSpec& spec, const std::string& text) {
  const Theme& t = ui.theme;
  const ImVec2 at = Frame::at();
  const Type& type = spec.mono ? ui.fonts.number : ui.fonts.body;
  const float top = spec.label.starts_with("##") ? 0 : ui.px(22);
  const float height = spec.lines > 1 ? spec.lines * type.size + ui.px(16) : ui.px(32);
  const ImRect box{{at.x, at.y + top}, {at.x + ui.width(), at.y + top + height}};
  if (top > 0) draw_text(ui.draw(), ui.fonts.small, at, t.muted, spec.label);
  ui.draw()->AddRectFilled(box.Min, box.Max, t.dark ? t.rail : t.panel, ui.px(metric::kRadiusSmall));
  ImGui::PushID(spec.label.data(), spec.label.data() + spec.label.size());
  const ImVec2 pad{ui.px(10), spec.lines > 1 ? ui.px(8) : (height - type.size) / 2};
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, spec.lines > 1 ? ImVec2{0, 0} : ImVec2{0, 0});
  std::string copy = text;
  const Editor state =
      edit_text({box.Min + pad, box.Max - pad}, "##field", type, std::string(spec.hint).c_str(), spec.lines, copy);
  const ImGuiID id = ImGui::GetItemID();
  ImGui::PopStyleVar();
  ImGui::PopID();
  const std::string label(spec.label.starts_with("##") ? spec.label.substr(2) : spec.label);
  ui.mirror.note({label, Role::field, text, box, true, true, id});
  ui.draw()->AddRect(box.Min, box.Max, state.active ? t.accent : t.line, ui.px(metric::kRadiusSmall), 0,
                     state.active ? ui.px(1.5F) : 1);
  if (state.active) ui.memory.wish(100);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({box.GetWidth(), box.Max.y - at.y});
  if (!state.changed) return std::nullopt;
  return TextEdit{copy, ui.memory.gestures.touch(id, ui.now_s)};
}

std::optional<TextEdit> bare_field_at(Frame& ui, const ImRect& rect, std::string_view label, const Type& type,
                                      const std::string& text) {
  const bool hovered = ImGui::IsMouseHoveringRect(rect.Min, rect.Max);
  std::string copy = text;
  ImGui::PushID(label.data(), label.data() + label.size());
  const ImRect inner{{rect.Min.x, rect.Min.y + (rect.GetHeight() - type.size) / 2}, rect.Max};
  // ImGui cuts what is too long at the edge; while nobody types, "…" says that there is more.
  const bool cut = text_width(type, text) > inner.GetWidth() && ImGui::GetActiveID() != ImGui::GetID("##field");
  if (cut) ImGui::PushStyleColor(ImGuiCol_Text, ImVec4{0, 0, 0, 0});
  const Editor state = edit_text(inner, "##field", type, "Untitled", 1, copy);
  const ImGuiID id = ImGui::GetItemID();
  if (cut) ImGui::PopStyleColor();
  ImGui::PopID();
  if (cut) {
    const std::string shown = fitted(type, text, inner.GetWidth());
    ui.draw()->AddText(type.font, type.size, inner.Min, ui.theme.text, shown.c_str());
  }
  ui.mirror.note({std::string(label), Role::field, text, rect, true, true, id});
  if (hovered || state.active) {
    const float y = rect.Max.y - ui.px(1);
    ui.draw()->AddLine({rect.Min.x, y}, {rect.Max.x, y}, state.active ? ui.theme.accent : ui.theme.line,
                       ui.px(state.active ? 2 : 1));
  }
  if (state.active) ui.memory.wish(100);
  if (!state.changed) return std::nullopt;
  return TextEdit{copy, ui.memory.gestures.touch(id, ui.now_s)};
}

}  // namespace nines::ui
