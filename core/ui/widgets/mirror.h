// What is on screen, as data: every interactive widget and readable value with label, role, value
// and rectangle. Filled while a frame is drawn; tests click by it and an accessibility layer can
// read it. Writes its own JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/widgets/im.h"

namespace nines::ui {

enum class Role : std::uint8_t {
  button,
  link,
  tab,
  slider,
  number,
  choice,
  option,
  field,
  toggle,
  heading,
  text,
  picture
};
const char* role_id(Role role);

struct MirrorItem {
  std::string label;
  Role role = Role::text;
  std::string value;
  ImRect rect;
  bool enabled = true;
  bool visible = true;  // false: scrolled or clipped away
  ImGuiID id = 0;       // 0 = not interactive
};

class Mirror {
 public:
  void clear() { items_.clear(); }
  void note(MirrorItem item);
  [[nodiscard]] const std::vector<MirrorItem>& items() const { return items_; }
  // Interactive items of one frame that share an id: always a bug.
  [[nodiscard]] std::size_t id_clashes() const;
  // {"widgets": [{"label", "role", "value", "rect": [x, y, w, h], "enabled", "visible"}…],
  // "id_clashes": 0}
  [[nodiscard]] std::string json() const;

 private:
  std::vector<MirrorItem> items_;
};

}  // namespace nines::ui
