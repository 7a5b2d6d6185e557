// "REACH 99.9 %": the cheapest set of changes that reaches a target, in words, ready to be made.
#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

// The target, to be dragged or typed where it stands.
void draw_target(Frame& ui) {
  const ImVec2 at = Frame::at();
  heading(ui, "REACH");
  const double target = ui.view.state.plan_target;
  const std::string shown = percent(target);
  const float left = at.x + text_width(ui.fonts.heading, "REACH") + ui.px(8);
  const ImRect rect{{left, at.y - ui.px(3)}, {left + text_width(ui.fonts.number, shown), at.y + ui.px(17)}};
  const NumberSpec spec{"Target",
                        NumberKind::percent,
                        0,
                        1,
                        {"Share of runs that shall be delivered and right. Drag, or click to type."}};
  if (const auto edit =
          number_at(ui, rect, spec, target, {&ui.fonts.number, ui.theme.accent, shown, true, Align::left}))
    ui.out.ask(app::SetPlanTarget{edit->value});
}

void draw_plan(Frame& ui, const PlanReport& report, const PlanPoint& plan, bool reaches) {
  std::string text;
  for (const PlannedChange& change : plan.changes) text += (text.empty() ? " " : "; ") + change.text;
  if (plan.changes.empty()) text = reaches ? " it is there already." : " as it is.";
  const bool usd = report.cost == PlanCost::usd;
  const auto price = [&](const PlanPoint& point) {
    return usd ? dollars(point.cost_usd_mean) : significant(point.calls_mean) + " calls";
  };
  const std::string sums =
      "\nOK " + percent(plan.ends.ok) + ", " + price(plan) + " a run instead of " + price(report.now) + ".";
  const std::string lead = reaches ? "Cheapest plan:" : "Out of reach. The best:";
  const std::vector<Run> runs{{lead, &ui.fonts.small_strong, ui.theme.text},
                              {text, &ui.fonts.small, ui.theme.muted},
                              {sums, &ui.fonts.small, ui.theme.muted}};
  note_card(ui, runs);
  if (plan.changes.empty()) return;
  ui.gap(6);
  if (link_at(ui, Frame::at(), ui.fonts.small, "Apply", "Apply the plan")) ui.out.ask(app::UsePlan{plan.choice});
  ui.gap(18);
}

}  // namespace

void draw_reach(Frame& ui) {
  const auto& answer = ui.view.results.plan;
  draw_target(ui);
  ui.gap(10);
  if (!answer.value) {
    const std::string why = answer.error ? as_sentence(answer.error->message) : "Weighing the changes…";
    return words(ui, ui.fonts.small, ui.theme.muted, why);
  }
  const PlanReport& report = *answer.value;
  if (report.chosen) return draw_plan(ui, report, *report.chosen, true);
  const PlanPoint* best = &report.now;
  for (const PlanPoint& point : report.front) {
    if (point.failure < best->failure) best = &point;
  }
  draw_plan(ui, report, *best, false);
}

}  // namespace nines::ui
