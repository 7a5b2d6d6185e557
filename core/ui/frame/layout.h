// Where the parts of the frame are, from the window's size alone. Called by Ui::draw and tests.
#pragma once

#include "ui/widgets/frame.h"

namespace nines::ui {

struct Layout {
  Size size = Size::wide;
  ImRect top, rail, list, main, inspector, status;
  float main_pad = 0;
};

// Docked parts have their rectangle; a part that lives in a drawer or sheet has the rectangle it
// opens to.
Layout layout_for(ImVec2 display, float scale);

}  // namespace nines::ui
