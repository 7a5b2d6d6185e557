// The plans that are worth their cost: each mark is a plan that nothing beats, cheapest left. Up counts nines, so that
// 99 % to 99.9 % is as far as 90 % to 99 %.
#include <algorithm>
#include <cmath>

#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

constexpr double kMostNines = 12;

double nines_of(double failure) { return failure > 0 ? std::min(kMostNines, -std::log10(failure)) : kMostNines; }

std::string cost_text(const PlanReport& report, double cost) {
  switch (report.cost) {
    case PlanCost::usd: return dollars(cost);
    case PlanCost::calls: return significant(cost) + " calls";
    case PlanCost::automatic:
    case PlanCost::executions: break;
  }
  return significant(cost) + " executions";
}

struct Scale {
  ImRect rect;
  double cost_least = 0;
  double cost_most = 1;
  double low = 0;
  double high = 1;
  [[nodiscard]] ImVec2 place(double cost, double nines) const {
    const auto x = static_cast<float>((cost - cost_least) / (cost_most - cost_least));
    const auto y = static_cast<float>((nines - low) / (high - low));
    return {rect.Min.x + x * rect.GetWidth(), rect.Max.y - y * rect.GetHeight()};
  }
};

Scale scale_of(const ImRect& rect, const PlanReport& report, double target) {
  Scale out{rect};
  out.cost_least = out.cost_most = report.now.cost;
  out.low = out.high = nines_of(report.now.failure);
  for (const PlanPoint& point : report.front) {
    out.cost_least = std::min(out.cost_least, point.cost);
    out.cost_most = std::max(out.cost_most, point.cost);
    out.low = std::min(out.low, nines_of(point.failure));
    out.high = std::max(out.high, nines_of(point.failure));
  }
  out.high = std::max(out.high, nines_of(1 - target)) + 0.15;
  out.low = std::max(0.0, out.low - 0.15);
  const double span = std::max(out.cost_most - out.cost_least, 1e-9 + 0.1 * out.cost_most);
  out.cost_least = std::max(0.0, out.cost_least - 0.08 * span);
  out.cost_most += 0.08 * span;
  return out;
}

// 0 %, 50 %, 90 %, 99 %, …
void draw_grid(Frame& ui, const Scale& scale) {
  for (const double ok : {0.0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999}) {
    const double nines = nines_of(1 - ok);
    if (nines < scale.low || nines > scale.high) continue;
    const float y = std::round(scale.place(0, nines).y);
    ui.draw()->AddRectFilled({scale.rect.Min.x, y}, {scale.rect.Max.x, y + 1}, ui.theme.line);
    draw_text_in(ui.draw(), ui.fonts.small,
                 {{scale.rect.Min.x - ui.px(64), y - ui.px(9)}, {scale.rect.Min.x - ui.px(8), y + ui.px(9)}},
                 ui.theme.muted, percent(ok), Align::right);
  }
}

void draw_costs(Frame& ui, const Scale& scale, const PlanReport& report) {
  for (const double share : {0.0, 0.5, 1.0}) {
    const double cost = scale.cost_least + (scale.cost_most - scale.cost_least) * share;
    const std::string text = cost_text(report, cost);
    const float x = scale.place(cost, scale.low).x;
    const float half = text_width(ui.fonts.small, text) / 2;
    const float left = std::clamp(x - half, scale.rect.Min.x, scale.rect.Max.x - 2 * half);
    draw_text(ui.draw(), ui.fonts.small, {left, scale.rect.Max.y + ui.px(6)}, ui.theme.muted, text);
  }
}

std::string changes_text(const PlanPoint& point) {
  std::string out;
  for (const PlannedChange& change : point.changes) out += "\n" + change.text;
  return out.empty() ? "\nas it is now" : out;
}

void draw_points(Frame& ui, const Scale& scale, const PlanReport& report) {
  std::vector<ImVec2> path;
  for (const PlanPoint& point : report.front) path.push_back(scale.place(point.cost, nines_of(point.failure)));
  for (std::size_t i = 1; i < path.size(); ++i)  // until the next plan is paid for, the last one is the best
    ui.draw()->AddPolyline(std::array{path[i - 1], ImVec2{path[i].x, path[i - 1].y}, path[i]}.data(), 3,
                           faded(ui.theme.accent, 0.4F), 0, ui.px(1.5F));
  for (std::size_t i = 0; i < path.size(); ++i) {
    const PlanPoint& point = report.front[i];
    ImGui::PushID(static_cast<int>(i));
    const ImRect around{path[i] - ImVec2{ui.px(7), ui.px(7)}, path[i] + ImVec2{ui.px(7), ui.px(7)}};
    const bool chosen = report.chosen && report.chosen->choice == point.choice;
    const Hit hit = hit_area(
        ui,
        {"Plan " + std::to_string(i + 1), Role::button, percent(point.ends.ok) + ", " + cost_text(report, point.cost)},
        around);
    ui.draw()->AddCircleFilled(path[i], ui.px(hit.hovered ? 5.5F : 4), ui.theme.accent, 20);
    if (chosen) ui.draw()->AddCircle(path[i], ui.px(8), ui.theme.accent, 24, ui.px(1.6F));
    tip(ui, {"OK " + percent(point.ends.ok) + " for " + cost_text(report, point.cost) + " a run:" + changes_text(point),
             "", "Click to make it so."});
    focus_ring(ui, hit, 7);
    if (hit.pressed) ui.out.ask(app::UsePlan{point.choice});
    ImGui::PopID();
  }
  const ImVec2 now = scale.place(report.now.cost, nines_of(report.now.failure));
  ui.draw()->AddCircle(now, ui.px(5), ui.theme.text, 24, ui.px(2));
  draw_text(ui.draw(), ui.fonts.small_strong, now + ImVec2{ui.px(-10), ui.px(8)}, ui.theme.text, "now");
}

}  // namespace

void draw_front(Frame& ui, const ImRect& rect) {
  const auto& answer = ui.view.results.plan;
  const ImRect inner = card(ui, rect, "What better costs", "each mark: a plan nothing beats");
  if (!answer.value) {
    const std::string why = answer.error ? as_sentence(answer.error->message) : "Weighing the changes…";
    return draw_text_in(ui.draw(), ui.fonts.body, inner, ui.theme.muted, why, Align::centre);
  }
  const PlanReport& report = *answer.value;
  if (report.front.empty())
    return draw_text_in(ui.draw(), ui.fonts.body, inner, ui.theme.muted, "Nothing here can be changed by steps.",
                        Align::centre);
  const double target = ui.view.state.plan_target;
  const Scale scale =
      scale_of({inner.Min + ImVec2{ui.px(64), ui.px(6)}, inner.Max - ImVec2{ui.px(8), ui.px(24)}}, report, target);
  draw_grid(ui, scale);
  draw_costs(ui, scale, report);
  const float y = scale.place(0, nines_of(1 - target)).y;
  for (float x = scale.rect.Min.x; x < scale.rect.Max.x; x += ui.px(7))
    ui.draw()->AddLine({x, y}, {std::min(x + ui.px(4), scale.rect.Max.x), y}, ui.theme.ok, ui.px(1.2F));
  const std::string text = "target " + percent(target);
  draw_text(ui.draw(), ui.fonts.small_strong,
            {scale.rect.Max.x - text_width(ui.fonts.small_strong, text), y - ui.px(18)}, ui.theme.ok, text);
  draw_points(ui, scale, report);
}

}  // namespace nines::ui
