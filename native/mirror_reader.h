// Reads back the JSON that Ui::mirror_json writes, just enough to find a widget by its label. Used by the script player
// only; unknown members are skipped.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nines::native {

struct MirrorWidget {
  std::string label;
  std::string role;
  std::string value;
  float x = 0, y = 0, width = 0, height = 0;
  bool enabled = true;
  bool visible = true;
};

std::vector<MirrorWidget> read_mirror(std::string_view json);

// The widget that a person would mean by `label`: visible before hidden, enabled before disabled, interactive before
// mere text. "label@role" asks for a role.
const MirrorWidget* find_widget(const std::vector<MirrorWidget>& widgets, std::string_view label);

}  // namespace nines::native
