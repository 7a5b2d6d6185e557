// Our own icons: 1.6-px strokes in a 22-px box, one row of icons.cpp each.
#pragma once

#include <cstdint>

#include "ui/widgets/im.h"

namespace nines::ui {

enum class Icon : std::uint8_t {
  pipeline,
  check,
  compare,
  undo,
  redo,
  sun,
  moon,
  open,
  save,
  share,
  plus,
  minus,
  trash,
  copy,
  up,
  down,
  wrap,
  close,
  chevron_down,
  chevron_left,
  chevron_right,
  details,
  list,
  reset,
  info,
  more,
};

// Centred on `centre`. `scale` = text scale.
void draw_icon(ImDrawList* list, Icon icon, ImVec2 centre, ImU32 colour, float scale, float size = 22);

}  // namespace nines::ui
