// Key names of scripts. See script_keys.h.
#include "script_keys.h"

#include <array>
#include <string_view>

namespace nines::native {
namespace {

struct NamedKey {
  std::string_view name;
  ImGuiKey key;
};
constexpr std::array kNames{
    NamedKey{"Ctrl", ImGuiMod_Ctrl},
    NamedKey{"Shift", ImGuiMod_Shift},
    NamedKey{"Alt", ImGuiMod_Alt},
    NamedKey{"Enter", ImGuiKey_Enter},
    NamedKey{"Escape", ImGuiKey_Escape},
    NamedKey{"Tab", ImGuiKey_Tab},
    NamedKey{"Backspace", ImGuiKey_Backspace},
    NamedKey{"Delete", ImGuiKey_Delete},
    NamedKey{"Space", ImGuiKey_Space},
    NamedKey{"Left", ImGuiKey_LeftArrow},
    NamedKey{"Right", ImGuiKey_RightArrow},
    NamedKey{"Up", ImGuiKey_UpArrow},
    NamedKey{"Down", ImGuiKey_DownArrow},
    NamedKey{"Home", ImGuiKey_Home},
    NamedKey{"End", ImGuiKey_End},
    NamedKey{"PageUp", ImGuiKey_PageUp},
    NamedKey{"PageDown", ImGuiKey_PageDown},
    NamedKey{"Plus", ImGuiKey_Equal},
    NamedKey{"Minus", ImGuiKey_Minus},
};

ImGuiKey key_of(std::string_view name) {
  for (const NamedKey& row : kNames) {
    if (row.name == name) return row.key;
  }
  if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (name[0] - 'A'));
  if (name.size() == 1 && name[0] >= '0' && name[0] <= '9') return static_cast<ImGuiKey>(ImGuiKey_0 + (name[0] - '0'));
  return ImGuiKey_None;
}

}  // namespace

std::vector<ImGuiKey> keys_of(const std::string& chord) {
  std::vector<ImGuiKey> out;
  std::string_view rest = chord;
  while (!rest.empty()) {
    const std::size_t end = rest.find('+');
    const ImGuiKey key = key_of(rest.substr(0, end));
    if (key == ImGuiKey_None) return {};
    out.push_back(key);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return out;
}

}  // namespace nines::native
