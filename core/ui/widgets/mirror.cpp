// Collects and writes the mirror. JSON by hand: the interface layer has no JSON library.
#include "ui/widgets/mirror.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace nines::ui {
namespace {

constexpr std::array<const char*, 12> kRoles = {"button", "link",    "tab",    "slider",  "spinbutton", "combobox",
                                                "option", "textbox", "switch", "heading", "text",       "img"};

void append_string(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (byte < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", byte);
      out += escape;
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

void append_item(std::string& out, const MirrorItem& item) {
  out += "{\"label\":";
  append_string(out, item.label);
  out += ",\"role\":\"";
  out += role_id(item.role);
  out += "\",\"value\":";
  append_string(out, item.value);
  char rect[96];
  std::snprintf(rect, sizeof rect, ",\"rect\":[%.1f,%.1f,%.1f,%.1f]", static_cast<double>(item.rect.Min.x),
                static_cast<double>(item.rect.Min.y), static_cast<double>(item.rect.GetWidth()),
                static_cast<double>(item.rect.GetHeight()));
  out += rect;
  out += item.enabled ? ",\"enabled\":true" : ",\"enabled\":false";
  out += item.visible ? ",\"visible\":true}" : ",\"visible\":false}";
}

}  // namespace

const char* role_id(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

void Mirror::note(MirrorItem item) {
  if (const ImGuiWindow* window = ImGui::GetCurrentWindowRead()) item.visible = window->ClipRect.Overlaps(item.rect);
  items_.push_back(std::move(item));
}

std::size_t Mirror::id_clashes() const {
  std::vector<ImGuiID> ids;
  for (const MirrorItem& item : items_) {
    if (item.id != 0) ids.push_back(item.id);
  }
  std::sort(ids.begin(), ids.end());
  std::size_t clashes = 0;
  for (std::size_t i = 1; i < ids.size(); ++i) clashes += ids[i] == ids[i - 1] ? 1U : 0U;
  return clashes;
}

std::string Mirror::json() const {
  std::string out = "{\"widgets\":[";
  for (const MirrorItem& item : items_) {
    if (&item != items_.data()) out.push_back(',');
    append_item(out, item);
  }
  return out + "],\"id_clashes\":" + std::to_string(id_clashes()) + "}";
}

}  // namespace nines::ui
