// "All of k times right": pass^k in its three conventions, with what the fitted rate and
// correlation predict.
#include "ui/compare/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/plot.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

void add(Curve& curve, double k, double share) {
  curve.x.push_back(k);
  curve.y.push_back(share * 100);
}

Curve curve_of(const std::vector<PassEstimate>& values, bool with_intervals) {
  Curve curve;
  for (const PassEstimate& value : values) {
    if (!value.estimate.value) continue;
    add(curve, static_cast<double>(value.k), *value.estimate.value);
    if (!with_intervals || !value.estimate.ci) continue;
    curve.low.push_back(value.estimate.ci->low * 100);
    curve.high.push_back(value.estimate.ci->high * 100);
  }
  if (curve.low.size() != curve.x.size()) curve.low.clear(), curve.high.clear();
  return curve;
}

void name_context(Curve& curve, const std::string& label) {
  curve.context = true;
  if (!curve.y.empty()) curve.label = percent_bare(curve.y.back() / 100) + " " + label;
}

std::vector<Curve> curves_of(const Frame& ui, const DisagreeReport& report) {
  std::vector<Curve> curves{curve_of(report.pass_hat_k, true)};
  curves[0].colour = ui.theme.ok;
  curves[0].points = true;
  if (!curves[0].y.empty()) curves[0].label = percent_bare(curves[0].y.back() / 100) + " all right";
  for (std::size_t i = 1; i < report.pass_hat_k_conventions.size(); ++i) {  // the first is the default, drawn above
    curves.push_back(curve_of(report.pass_hat_k_conventions[i].values, false));
    name_context(curves.back(), report.pass_hat_k_conventions[i].id);
  }
  if (const auto& fit = ui.view.results.fit.value) {
    Curve predicted;
    for (std::size_t i = 0; i < fit->predicted.size() && i < curves[0].x.size(); ++i)
      add(predicted, static_cast<double>(i + 1), fit->predicted[i]);
    name_context(predicted, "from p and ρ");
    if (predicted.x.size() > 1) curves.push_back(predicted);
  }
  return curves;
}

}  // namespace

bool has_repeats(const DisagreeReport& report) { return curve_of(report.pass_hat_k, false).x.size() > 1; }

void draw_pass_plot(Frame& ui, const ImRect& rect, const DisagreeReport& report) {
  const ImRect inner = card(ui, rect, report.models > 1 ? "All of k answers right" : "All of k tries right",
                            ui.size == Size::sheets ? "" : "pass^k, mean of C(c,k)/C(n,k)");
  const std::vector<Curve> curves = curves_of(ui, report);
  PlotSpec spec{"##pass"};
  spec.x_min = 1;
  spec.x_max = curves[0].x.back();
  spec.x_ticks = nice_ticks(1, spec.x_max, 8);
  spec.x_caption = report.models > 1 ? "answers (k)" : "tries (k)";
  spec.unit = "k =";
  spec.opacity = freshness(ui, ui.view.results.disagree);
  line_plot(ui, inner, spec, curves);
}

}  // namespace nines::ui
