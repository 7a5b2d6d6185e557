// One scrolling part of the frame: background, padding, thin own scroll bar, scrolling by touch.
#pragma once

#include "ui/widgets/widgets.h"

namespace nines::ui {

struct RegionSpec {
  const char* id;
  ImRect rect;
  ImU32 fill;
  ImVec2 pad;
  enum class Edge : std::uint8_t { none, left, right, top } edge = Edge::none;  // hairline on this side
};
// Between the two, ImGui's cursor flows down inside the padding.
void begin_region(Frame& ui, const RegionSpec& spec);
void end_region(Frame& ui);

}  // namespace nines::ui
