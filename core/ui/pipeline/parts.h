// The pieces of the Pipeline workspace. Pictures draw into the rectangle they are given.
#pragma once

#include "ui/frame/workspaces.h"
#include "ui/pipeline/shape.h"
#include "ui/widgets/widgets.h"

namespace nines::ui {

// What the card of a row says beside its name: the number that matters, and a line about it.
struct CardText {
  std::string value;
  std::string line;
};
CardText card_text(const Step& step);

void draw_pipeline_sentence(Frame& ui);
void draw_ends_bar(Frame& ui, const SimulateReport& report);
void draw_survival(Frame& ui, const ImRect& rect, const SimulateReport& report);
void draw_influence(Frame& ui, const ImRect& rect, const SimulateReport& report);
void draw_calls(Frame& ui, const ImRect& rect, const SimulateReport& report);
void draw_time(Frame& ui, const ImRect& rect, const SimulateReport& report);  // needs latency_ms
void draw_cost(Frame& ui, const ImRect& rect, const SimulateReport& report);  // needs cost
void draw_first_failing(Frame& ui, const ImRect& rect, const SimulateReport& report);
void draw_worth(Frame& ui, const ImRect& rect, const SimulateReport& report);
bool has_worth(const SimulateReport& report);
void draw_one_run(Frame& ui, const ImRect& rect);
float one_run_height(const Frame& ui);           // as tall as its lanes need, before text scale
void draw_front(Frame& ui, const ImRect& rect);  // plans by cost and OK
void draw_reach(Frame& ui);                      // the cheapest plan for the target, in words
void draw_powers(Frame& ui, const ImRect& rect, const std::optional<Shape>& shape);
void draw_step_params(Frame& ui, const app::StepPath& path, const Step& step);
// Whose artifacts the row takes, where it has earlier rows to choose from.
void draw_inputs(Frame& ui, const app::StepPath& path, const Step& step);
// What surrounds the steps: shared difficulty, limits, what the ends are worth, volume, the same by hand, shift.
void draw_whole_pipeline(Frame& ui);

void add_sampling(std::vector<StatusItem>& items, const app::Sampling& sampling);
void add_assumptions(std::vector<StatusItem>& items, const Frame& ui, const SimulateReport& report);

// One edit for a number that was dragged or typed; counts ("19/20") are kept as counts.
void push_number(Frame& ui, const app::StepPath& path, Param id, const NumberEdit& edit);

}  // namespace nines::ui
