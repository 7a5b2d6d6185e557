// "Still right after each step": the survival curves, with the same pipeline under other
// assumptions as grey context.
#include "nines/simulate.h"
#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/plot.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

using Part = double Ends::*;

Curve curve_of(const std::vector<SurvivalPoint>& points, Part part, std::string label, ImU32 colour) {
  Curve curve;
  for (const SurvivalPoint& point : points) {
    curve.x.push_back(static_cast<double>(point.after));
    curve.y.push_back(point.ends.*part * 100);
  }
  curve.label = std::move(label);
  curve.colour = colour;
  return curve;
}

std::string lower_first(std::string text) {
  const bool word = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
  if (word && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::vector<Curve> curves_of(const Frame& ui, const SimulateReport& report, std::size_t* band) {
  std::vector<Curve> curves;
  curves.push_back(curve_of(report.survival, &Ends::ok, percent_bare(report.ok) + " OK", ui.theme.ok));
  for (const Variant& variant : report.variants) {
    if (variant.survival.empty()) continue;
    curves.push_back(curve_of(variant.survival, &Ends::ok,
                              percent_bare(variant.ends.ok) + " " + lower_first(variant.label), ui.theme.faint));
    curves.back().context = true;
  }
  *band = curves.size();
  if (report.silent > 0)
    curves.push_back(
        curve_of(report.survival, &Ends::silent, percent_bare(report.silent) + " silent", ui.theme.silent));
  return curves;
}

}  // namespace

void draw_survival(Frame& ui, const ImRect& rect, const SimulateReport& report) {
  // One step said many times: what the engine calls a repetition is a step in the sentence above.
  const bool steps = report.unit_label.empty() || report.unit_label == "step" || shape_of(ui.view.document.pipeline);
  const ImRect inner =
      card(ui, rect, steps ? "Still right after each step" : "Still right after each " + report.unit_label);
  if (report.survival.size() < 2) {
    draw_text_in(ui.draw(), ui.fonts.body, inner, ui.theme.muted, "One step: nothing to follow.", Align::centre);
    return;
  }
  PlotSpec spec{"##survival"};
  spec.x_max = static_cast<double>(report.survival.back().after);
  spec.x_ticks = nice_ticks(0, spec.x_max, 6);
  spec.x_caption = steps ? "steps" : report.unit_label + "s";
  spec.unit = "after " + (steps ? std::string("step") : report.unit_label);
  spec.opacity = freshness(ui, ui.view.results.simulate);
  const std::vector<Curve> curves = curves_of(ui, report, &spec.band_curves);
  line_plot(ui, inner, spec, curves);
}

}  // namespace nines::ui
