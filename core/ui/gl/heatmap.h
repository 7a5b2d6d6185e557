// The p^n heatmap, drawn by the graphics card inside ImGui's draw list. One shader source for the
// browser and the desktop. The only place in core/ui that calls OpenGL; without a GL renderer the
// callback never runs and nothing is drawn.
#pragma once

#include "ui/widgets/im.h"

namespace nines::ui {

class Heatmap {
 public:
  // Puts a callback for this rectangle into the list. `low` and `high` are the ends of the colour
  // ramp (p^n = 0 and 1).
  void draw(ImDrawList* list, const ImRect& rect, ImU32 low, ImU32 high);

 private:
  static void render(const ImDrawList* list, const ImDrawCmd* command);
  bool build();

  ImRect rect_;
  ImVec4 low_, high_;
  unsigned program_ = 0;
  unsigned vertex_array_ = 0;
  bool failed_ = false;  // the shader did not compile: leave the place empty rather than try each frame
};

}  // namespace nines::ui
