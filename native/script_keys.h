// Key names in scripts ("Ctrl+Shift+Z", "Escape") as Dear ImGui's keys.
#pragma once

#include <imgui.h>

#include <string>
#include <vector>

namespace nines::native {

// Modifiers first, the key last; empty when a name is unknown.
std::vector<ImGuiKey> keys_of(const std::string& chord);

}  // namespace nines::native
