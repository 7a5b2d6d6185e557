// The three type sizes (25 / 13 / 12) in Inter and JetBrains Mono. Rasterised at size x pixel ratio
// x text scale, so that text is sharp on every screen. Built by Ui::prepare; panels name a Type.
#pragma once

#include "ui/widgets/im.h"

namespace nines::ui {

// One way to set text. `size` is what AddText takes; `line` the height of a line box; `tracking`
// extra space per letter.
struct Type {
  ImFont* font = nullptr;
  float size = 0;
  float line = 0;
  float ascent = 0;  // line box top to baseline
  float tracking = 0;
};

struct Fonts {
  Type title, title_number;                // 25
  Type body, strong, number;               // 13
  Type small, small_strong, small_number;  // 12
  Type heading;                            // 12, semibold, tracked: headings of lists and inspector
  Type wordmark;

  // Builds the atlas of the current ImGui context again. `ratio` = framebuffer pixels per logical
  // pixel.
  void build(float ratio, float text_scale);
};

}  // namespace nines::ui
