// Upright bars of a distribution, as many as have room, with names under those that fit.
#pragma once

#include <string>
#include <vector>

#include "ui/widgets/widgets.h"

namespace nines::ui {

struct Column {
  double share = 0;
  std::string tick;  // under the bar
  std::string name;  // in the tooltip: "12-13 calls"
};
void draw_columns(Frame& ui, const ImRect& rect, const std::vector<Column>& columns, float opacity);

}  // namespace nines::ui
