// "What p to the power n leaves": the heatmap of p^n with iso lines, a marker where the pipeline
// stands, and a hand that moves it.
#include <algorithm>
#include <array>
#include <cmath>

#include "nines/catalog.h"
#include "ui/gl/heatmap.h"
#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

constexpr double kLowP = 0.80;
constexpr double kMostSteps = 100;

struct Map {
  ImRect rect;
  [[nodiscard]] ImVec2 place(double p, double n) const {
    const double x = std::log(std::clamp(n, 1.0, kMostSteps)) / std::log(kMostSteps);
    const double y = (std::clamp(p, kLowP, 1.0) - kLowP) / (1 - kLowP);
    return {rect.Min.x + static_cast<float>(x) * rect.GetWidth(),
            rect.Max.y - static_cast<float>(y) * rect.GetHeight()};
  }
  [[nodiscard]] double p_at(float y) const {
    return kLowP + (1 - kLowP) * static_cast<double>((rect.Max.y - y) / rect.GetHeight());
  }
  [[nodiscard]] double n_at(float x) const {
    return std::round(std::pow(kMostSteps, static_cast<double>((x - rect.Min.x) / rect.GetWidth())));
  }
};

void draw_axes(Frame& ui, const Map& map) {
  const Type& type = ui.fonts.small;
  for (const double p : {0.80, 0.85, 0.90, 0.95, 1.0}) {
    const std::string text = grouped(std::llround(p * 100));
    const float y = map.place(p, 1).y;
    draw_text_in(ui.draw(), type,
                 {{map.rect.Min.x - ui.px(40), y - ui.px(9)}, {map.rect.Min.x - ui.px(8), y + ui.px(9)}},
                 ui.theme.muted, text, Align::right);
  }
  for (const double n : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0}) {
    const float x = map.place(1, n).x;
    draw_text_in(ui.draw(), type,
                 {{x - ui.px(20), map.rect.Max.y + ui.px(4)}, {x + ui.px(20), map.rect.Max.y + ui.px(22)}},
                 ui.theme.muted, grouped(std::llround(n)), Align::centre);
  }
}

void draw_iso_labels(Frame& ui, const Map& map) {
  constexpr std::array<std::pair<double, double>, 4> kLabels{
      {{0.90, 0.965}, {0.50, 0.875}, {0.10, 0.855}, {0.01, 0.865}}};  // level, p where it stands
  std::vector<ImRect> drawn;
  for (const auto& [level, p] : kLabels) {
    const ImVec2 at = map.place(p, std::log(level) / std::log(p));
    const std::string text = percent(level);
    const float half = text_width(ui.fonts.small, text) / 2 + ui.px(5);
    const ImRect pill{{at.x - half, at.y - ui.px(9)}, {at.x + half, at.y + ui.px(9)}};
    const ImRect apart{pill.Min - ImVec2{ui.px(4), ui.px(2)}, pill.Max + ImVec2{ui.px(4), ui.px(2)}};
    const auto touches = [&](const ImRect& other) { return other.Overlaps(apart); };
    if (std::any_of(drawn.begin(), drawn.end(), touches)) continue;  // a narrow map keeps the rounder levels
    drawn.push_back(pill);
    ui.draw()->AddRectFilled(pill.Min, pill.Max, faded(ui.theme.panel, 0.82F), ui.px(9));
    draw_text_in(ui.draw(), ui.fonts.small, pill, ui.theme.text, text, Align::centre);
  }
}

void draw_marker(Frame& ui, const Map& map, double p, double n) {
  const ImVec2 at = map.place(p, n);
  ui.draw()->AddCircleFilled(at, ui.px(7), ui.theme.background, 28);
  ui.draw()->AddCircle(at, ui.px(6), ui.theme.text, 28, ui.px(2));
  ui.draw()->AddCircleFilled(at, ui.px(2.5F), ui.theme.text, 16);
  const std::string text = percent(std::exp(n * std::log(p)));
  const float width = text_width(ui.fonts.small_strong, text) + ui.px(14);
  const bool left = at.x + ui.px(14) + width > map.rect.Max.x;
  const float x = left ? at.x - ui.px(14) - width : at.x + ui.px(14);
  const float y = std::clamp(at.y, map.rect.Min.y + ui.px(11), map.rect.Max.y - ui.px(11));
  ui.draw()->AddRectFilled({x, y - ui.px(10)}, {x + width, y + ui.px(10)}, ui.theme.background, ui.px(10));
  draw_text_in(ui.draw(), ui.fonts.small_strong, {{x, y - ui.px(10)}, {x + width, y + ui.px(10)}}, ui.theme.text, text,
               Align::centre);
}

void say_here(Frame& ui, const Map& map, bool movable) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const double p = std::round(map.p_at(mouse.y) * 1000) / 1000;
  const double n = map.n_at(mouse.x);
  tip(ui, {counted(static_cast<std::int64_t>(n), "step") + " at " + percent(p) + (n == 1 ? " leaves " : " leave ") +
               percent(std::pow(p, n)) + "." + (movable ? " Click or drag to go there." : ""),
           "p^n, steps independent, nothing checked"});
}

// Moves the pipeline to the point under the hand, as one gesture.
void move_to(Frame& ui, const Map& map, const Hit& hit, const Shape& shape) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const std::uint32_t gesture = ui.memory.gestures.touch(hit.id, ui.now_s);
  const double p = std::clamp(std::round(map.p_at(mouse.y) * 1000) / 1000, kLowP, 1.0);
  const double n = std::clamp(map.n_at(mouse.x), 1.0, kMostSteps);
  const Step& work = *app::find_step(ui.view.document.pipeline, shape.works[0]);
  if (p != number_in_force(work, Param::p)) push_number(ui, shape.works[0], Param::p, {p, std::nullopt, gesture});
  if (static_cast<std::int64_t>(n) != shape.count)
    push_number(ui, *shape.repeat, Param::count, {n, std::nullopt, gesture});
}

}  // namespace

void draw_powers(Frame& ui, const ImRect& rect, const std::optional<Shape>& shape) {
  const ImRect inner = card(ui, rect, "What p to the power n leaves",
                            ui.size == Size::sheets ? "" : "steps in a row, unchecked and independent");
  const Map map{{inner.Min + ImVec2{ui.px(44), ui.px(4)}, inner.Max - ImVec2{ui.px(6), ui.px(24)}}};
  draw_text(ui.draw(), ui.fonts.small, {inner.Min.x, inner.Max.y - ui.px(20)}, ui.theme.muted, "steps");
  draw_text(ui.draw(), ui.fonts.small, {inner.Min.x, map.rect.GetCenter().y - ui.px(22)}, ui.theme.muted, "p %");
  if (ui.heatmap != nullptr) ui.heatmap->draw(ui.draw(), map.rect, ui.theme.panel, ui.theme.ok);
  draw_axes(ui, map);
  draw_iso_labels(ui, map);
  const bool movable = shape && shape->repeat;
  const Hit hit = hit_area(ui, {"p to the power n", movable ? Role::slider : Role::picture}, map.rect);
  if (movable && hit.held && ImGui::GetIO().MouseDown[0])
    move_to(ui, map, hit, *shape);
  else
    say_here(ui, map, movable);
  focus_ring(ui, hit, 2);
  if (!shape) return;
  const Step& work = *app::find_step(ui.view.document.pipeline, shape->works[0]);
  draw_marker(ui, map, number_in_force(work, Param::p), static_cast<double>(shape->count));
}

}  // namespace nines::ui
