// Line plots with our rules: labels at the curves, no legend box, thin grey context. ImPlot draws
// axes and grid and maps values to pixels; curves, dashes and labels are ours.
#pragma once

#include <string>
#include <vector>

#include "ui/widgets/widgets.h"

namespace nines::ui {

struct Curve {
  std::vector<double> x, y;  // y in percent
  std::string label;         // at the right end
  ImU32 colour = 0;
  bool context = false;           // thin, dashed, grey
  bool points = false;            // a dot at each value
  std::vector<double> low, high;  // interval bars, when given
};
struct PlotSpec {
  const char* id;
  double x_min = 0;
  double x_max = 1;
  std::vector<double> x_ticks = {};
  std::string x_caption = {};   // under the axis, right
  std::string unit = {};        // hover: "after step"
  std::size_t band_curves = 0;  // how many of the first curves the band spans
  float opacity = 1;
};
void line_plot(Frame& ui, const ImRect& rect, const PlotSpec& spec, const std::vector<Curve>& curves);

// Whole-number ticks for [from, to], about `wanted` of them.
std::vector<double> nice_ticks(double from, double to, int wanted);

}  // namespace nines::ui
