// Shortcuts, read from the action table so that a key stands in one place only.
#include <string_view>

#include "ui/frame/parts.h"

namespace nines::ui {
namespace {

ImGuiKey key_named(std::string_view name) {
  if (name == "Escape") return ImGuiKey_Escape;
  if (name == "Plus") return ImGuiKey_Equal;
  if (name == "Minus") return ImGuiKey_Minus;
  if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (name[0] - 'A'));
  return ImGuiKey_None;
}

bool pressed(std::string_view shortcut) {
  const ImGuiIO& io = ImGui::GetIO();
  bool ctrl = false;
  bool shift = false;
  for (std::size_t plus = shortcut.find('+'); plus != std::string_view::npos; plus = shortcut.find('+')) {
    const std::string_view modifier = shortcut.substr(0, plus);
    ctrl = ctrl || modifier == "Ctrl";
    shift = shift || modifier == "Shift";
    shortcut.remove_prefix(plus + 1);
  }
  const ImGuiKey key = key_named(shortcut);
  const bool shift_matches = key == ImGuiKey_Equal || io.KeyShift == shift;  // "+" needs shift on some keyboards
  if (key == ImGuiKey_None || (io.KeyCtrl || io.KeySuper) != ctrl || !shift_matches) return false;
  return ImGui::IsKeyPressed(key, false) || (key == ImGuiKey_Equal && ImGui::IsKeyPressed(ImGuiKey_KeypadAdd, false)) ||
         (key == ImGuiKey_Minus && ImGui::IsKeyPressed(ImGuiKey_KeypadSubtract, false));
}

}  // namespace

void take_shortcuts(Frame& ui) {
  const bool typing = ImGui::GetIO().WantTextInput;
  for (const app::ActionInfo& info : app::action_table()) {
    const std::string_view shortcut = info.shortcut;
    const bool edits_text =
        info.id == app::ActionId::undo || info.id == app::ActionId::redo || info.id == app::ActionId::dismiss_notice;
    if (shortcut.empty() || (typing && edits_text) || !pressed(shortcut)) continue;
    if (info.id == app::ActionId::undo && !ui.view.can_undo) continue;
    if (info.id == app::ActionId::redo && !ui.view.can_redo) continue;
    if (info.id == app::ActionId::dismiss_notice && !ui.view.state.notice) continue;
    ui.out.ask(info.id);
  }
}

void toggle_sheet(Frame& ui, const char* name) {
  Memory& memory = ui.memory;
  memory.open_sheet = memory.open_sheet == name ? "" : name;
  memory.sheet_since_s = ui.now_s;
}

bool sheet_open(const Frame& ui, const char* name) { return ui.size != Size::wide && ui.memory.open_sheet == name; }

}  // namespace nines::ui
