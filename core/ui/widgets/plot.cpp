// Line plots. See plot.h.
#include "ui/widgets/plot.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

constexpr double kPercent[] = {0, 25, 50, 75, 100};

struct Label {
  float wanted;  // where its curve ends
  float height;
  float top;  // where it stands
  const Curve* curve;
};

void dashed(ImDrawList* list, const std::vector<ImVec2>& points, ImU32 colour, float on, float off, float thickness) {
  float phase = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const ImVec2 step = points[i] - points[i - 1];
    const float length = std::sqrt(step.x * step.x + step.y * step.y);
    for (float at = 0; at < length;) {
      const bool ink = phase < on;
      const float to = std::min(length, at + (ink ? on : on + off) - phase);
      if (ink)
        list->AddLine(points[i - 1] + step * (at / length), points[i - 1] + step * (to / length), colour, thickness);
      phase += to - at;
      if (phase >= on + off - 1e-3F) phase = 0;
      at = std::max(to, at + 1e-3F);
    }
  }
}

std::vector<ImVec2> pixels(const Curve& curve) {
  std::vector<ImVec2> out;
  for (std::size_t i = 0; i < curve.x.size(); ++i) out.push_back(ImPlot::PlotToPixels(curve.x[i], curve.y[i]));
  return out;
}

double value_at(const Curve& curve, double x) {
  const auto next = std::lower_bound(curve.x.begin(), curve.x.end(), x);
  if (next == curve.x.end()) return curve.y.back();
  const auto i = static_cast<std::size_t>(next - curve.x.begin());
  if (i == 0 || *next == x) return curve.y[i];
  const double share = (x - curve.x[i - 1]) / (curve.x[i] - curve.x[i - 1]);
  return curve.y[i - 1] + share * (curve.y[i] - curve.y[i - 1]);
}

// Between the lowest and the highest of the first curves: what the open assumption leaves possible.
void draw_band(const Frame& ui, const PlotSpec& spec, const std::vector<Curve>& curves) {
  if (spec.band_curves < 2) return;
  const auto edge = [&](double x, bool high) {
    double best = value_at(curves[0], x);
    for (std::size_t c = 1; c < spec.band_curves; ++c)
      best = high ? std::max(best, value_at(curves[c], x)) : std::min(best, value_at(curves[c], x));
    return ImPlot::PlotToPixels(x, best);
  };
  const std::vector<double>& xs = curves[0].x;
  const ImU32 fill = faded(curves[0].colour, 0.11F * spec.opacity);
  ImDrawList* list = ImPlot::GetPlotDrawList();
  const ImDrawListFlags flags = list->Flags;
  list->Flags &= ~ImDrawListFlags_AntiAliasedFill;  // neighbours share an edge; soft edges would show as seams
  for (std::size_t i = 1; i < xs.size(); ++i) {
    const ImVec2 quad[4] = {edge(xs[i - 1], true), edge(xs[i], true), edge(xs[i], false), edge(xs[i - 1], false)};
    list->AddConvexPolyFilled(quad, 4, fill);
  }
  list->Flags = flags;
  (void)ui;
}

void draw_curve(const Frame& ui, const Curve& curve, float opacity) {
  ImDrawList* list = ImPlot::GetPlotDrawList();
  const std::vector<ImVec2> points = pixels(curve);
  if (curve.context) return dashed(list, points, faded(ui.theme.faint, opacity), ui.px(4), ui.px(3), 1.2F * ui.scale);
  const ImU32 colour = faded(curve.colour, opacity);
  for (std::size_t i = 0; i < curve.low.size() && i < points.size(); ++i) {
    const float x = points[i].x;
    list->AddLine({x, ImPlot::PlotToPixels(0, curve.low[i]).y}, {x, ImPlot::PlotToPixels(0, curve.high[i]).y},
                  faded(colour, 0.5F), ui.px(2));
  }
  list->AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, 2.2F * ui.scale);
  for (const ImVec2& point : points) {
    if (curve.points) list->AddCircleFilled(point, ui.px(4), colour, 20);
  }
}

// Labels keep their order and do not touch; pushed down where they meet, then up from the floor.
void spread(std::vector<Label>& labels, float top, float bottom, float space) {
  std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.wanted < b.wanted; });
  float free = top;
  for (Label& label : labels) {
    label.top = std::max(free, label.wanted - label.height / 2);
    free = label.top + label.height + space;
  }
  for (std::size_t i = labels.size(); i-- > 0;) {
    labels[i].top = std::min(labels[i].top, bottom - labels[i].height);
    bottom = labels[i].top - space;
  }
}

Run label_run(const Frame& ui, const Curve& curve, float opacity) {
  if (curve.context) return {curve.label, &ui.fonts.small, faded(ui.theme.muted, opacity)};
  return {curve.label, &ui.fonts.small_strong, faded(curve.colour, opacity)};
}

void draw_labels(Frame& ui, const std::vector<Curve>& curves, const ImRect& plot, float right, float opacity) {
  const float x = plot.Max.x + ui.px(8);
  std::vector<Label> labels;
  for (const Curve& curve : curves) {
    if (curve.label.empty() || curve.y.empty()) continue;
    const Run run = label_run(ui, curve, opacity);
    const float height = paragraph(ui.draw(), {}, right - x, std::span(&run, 1), Ink::measure).size.y;
    labels.push_back({ImPlot::PlotToPixels(curve.x.back(), curve.y.back()).y, height, 0, &curve});
  }
  spread(labels, plot.Min.y - ui.px(10), plot.Max.y + ui.px(9), ui.px(3));
  for (const Label& label : labels) {
    const Run run = label_run(ui, *label.curve, opacity);
    const Paragraph set = paragraph(ui.draw(), {x, std::round(label.top)}, right - x, std::span(&run, 1));
    ui.mirror.note(
        {label.curve->label, Role::text, "", {{x, label.top}, ImVec2{x, label.top} + set.size}, true, true, 0});
  }
}

void draw_hover(Frame& ui, const PlotSpec& spec, const std::vector<Curve>& curves, const ImRect& plot) {
  if (!ImGui::IsWindowHovered() || !plot.Contains(ImGui::GetIO().MousePos) || curves.empty()) return;
  const double x = std::clamp(std::round(ImPlot::GetPlotMousePos().x), spec.x_min, spec.x_max);
  const float line = std::round(ImPlot::PlotToPixels(x, 0).x);
  ui.draw()->AddRectFilled({line, plot.Min.y}, {line + 1, plot.Max.y}, ui.theme.faint);
  std::string text;
  for (const Curve& curve : curves) {
    if (curve.label.empty()) continue;
    const double y = value_at(curve, x);
    if (!curve.context) ui.draw()->AddCircleFilled(ImPlot::PlotToPixels(x, y), ui.px(4), curve.colour, 20);
    const std::size_t space = curve.label.find(' ');
    text += "\n" + percent_bare(y / 100) + (space == std::string::npos ? "" : curve.label.substr(space));
  }
  if (!begin_tip(ui)) return;
  const Run runs[2] = {{spec.unit + " " + grouped(static_cast<std::int64_t>(x)), &ui.fonts.small_strong, ui.theme.text},
                       {text, &ui.fonts.small_number, ui.theme.muted}};
  ImGui::Dummy(paragraph(ui.draw(), Frame::at(), ui.px(280), runs).size);
  end_tip();
}

std::vector<std::string> tick_texts(const std::vector<double>& ticks) {
  std::vector<std::string> out;
  for (const double tick : ticks) out.push_back(grouped(static_cast<std::int64_t>(tick)));
  return out;
}

void setup_axes(const PlotSpec& spec) {
  constexpr const char* kPercentText[] = {"0", "25", "50", "75", "100"};
  const ImPlotAxisFlags plain =
      ImPlotAxisFlags_NoHighlight | ImPlotAxisFlags_NoMenus | ImPlotAxisFlags_NoSideSwitch | ImPlotAxisFlags_Lock;
  ImPlot::SetupAxis(ImAxis_X1, nullptr, plain | ImPlotAxisFlags_NoGridLines | ImPlotAxisFlags_NoTickMarks);
  ImPlot::SetupAxis(ImAxis_Y1, nullptr, plain | ImPlotAxisFlags_NoGridLines | ImPlotAxisFlags_NoTickMarks);
  ImPlot::SetupAxisLimits(ImAxis_X1, spec.x_min, spec.x_max, ImPlotCond_Always);
  ImPlot::SetupAxisLimits(ImAxis_Y1, 0, 102, ImPlotCond_Always);
  ImPlot::SetupAxisTicks(ImAxis_Y1, kPercent, 5, kPercentText);
  const std::vector<std::string> texts = tick_texts(spec.x_ticks);
  std::vector<const char*> names;
  for (const std::string& text : texts) names.push_back(text.c_str());
  ImPlot::SetupAxisTicks(ImAxis_X1, spec.x_ticks.data(), static_cast<int>(spec.x_ticks.size()), names.data());
}

// Long labels wrap into two lines rather than take the picture's width.
float label_room(const Frame& ui, const std::vector<Curve>& curves, float width) {
  float room = 0;
  for (const Curve& curve : curves)
    room = std::max(room, text_width(curve.context ? ui.fonts.small : ui.fonts.small_strong, curve.label));
  return std::min({room + ui.px(12), ui.px(128), width * 0.36F});
}

}  // namespace

std::vector<double> nice_ticks(double from, double to, int wanted) {
  double step = 1;
  for (const double decade : {1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8}) {
    for (const double digit : {1.0, 2.0, 5.0}) {
      step = digit * decade;
      if ((to - from) / step <= wanted) {
        std::vector<double> ticks;
        for (double at = std::ceil(from / step) * step; at <= to; at += step) ticks.push_back(at);
        return ticks;
      }
    }
  }
  return {from, to};
}

void line_plot(Frame& ui, const ImRect& rect, const PlotSpec& spec, const std::vector<Curve>& curves) {
  const float room = label_room(ui, curves, rect.GetWidth());
  const float caption = spec.x_caption.empty() ? 0 : ui.px(18);
  ImGui::SetCursorScreenPos(rect.Min);
  ImGui::PushFont(ui.fonts.small.font);
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  constexpr ImPlotFlags kPlain = ImPlotFlags_CanvasOnly | ImPlotFlags_NoFrame | ImPlotFlags_NoInputs;
  if (ImPlot::BeginPlot(spec.id, {rect.GetWidth() - room, rect.GetHeight() - caption}, kPlain)) {
    setup_axes(spec);
    ImPlot::SetupFinish();
    const ImVec2 from = ImPlot::GetPlotPos();
    const ImRect plot{from, from + ImPlot::GetPlotSize()};
    ImPlot::PushPlotClipRect(ui.px(6));
    for (const double y : kPercent) {
      const float at = std::round(ImPlot::PlotToPixels(0, y).y);
      ImPlot::GetPlotDrawList()->AddRectFilled({plot.Min.x, at}, {plot.Max.x, at + 1}, ui.theme.line);
    }
    draw_band(ui, spec, curves);
    for (std::size_t i = curves.size(); i-- > 0;) draw_curve(ui, curves[i], spec.opacity);
    draw_hover(ui, spec, curves, plot);
    ImPlot::PopPlotClipRect();
    draw_labels(ui, curves, plot, rect.Max.x, spec.opacity);
    const ImRect below{{plot.Min.x, rect.Max.y - ui.px(18)}, {plot.Max.x, rect.Max.y}};
    draw_text_in(ui.draw(), ui.fonts.small, below, ui.theme.muted, spec.x_caption, Align::right);
    ImPlot::EndPlot();
  }
  ImGui::PopItemFlag();
  ImGui::PopFont();
}

}  // namespace nines::ui
