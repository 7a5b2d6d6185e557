// The left list of the Pipeline workspace: nested cards, with the controls of the selected one.
#include <array>

#include "nines/catalog.h"
#include "ui/pipeline/parts.h"
#include "ui/pipeline/pipeline.h"
#include "ui/widgets/format.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

using app::StepPath;

constexpr float kIndent = 26;

std::size_t sibling_count(const Pipeline& pipeline, const StepPath& path) {
  if (path.size() == 1) return pipeline.steps.size();
  const Step* parent = app::find_step(pipeline, StepPath(path.begin(), path.end() - 1));
  return parent == nullptr ? 0 : parent->body.size();
}

void select(Frame& ui, const StepPath& path) {
  ui.out.ask(app::SelectStep{path});
  if (ui.size != Size::wide) ui.memory.open_sheet = "inspector";
}

std::vector<Option> step_options() {
  std::vector<Option> options;
  for (const StepInfo& info : step_table()) options.push_back({info.label, info.help});
  return options;
}

void add_at(Frame& ui, const StepPath& path, std::size_t kind) {
  ui.out.push(app::AddStep{path, step_table()[kind].kind});
  ui.out.ask(app::SelectStep{path});
}

StepPath after(StepPath path) {
  ++path.back();
  return path;
}

// What can be put around a step, and the way back.
void wrap_menu(Frame& ui, const ImRect& anchor, const StepPath& path, const Step& step) {
  std::vector<Option> options;
  std::vector<StepKind> kinds;
  for (const StepInfo& info : step_table()) {
    if (!info.has_body) continue;
    options.push_back({std::string("Put in a ") + info.id, info.help});
    kinds.push_back(info.kind);
  }
  if (!step.body.empty()) options.push_back({"Take out of its block", "The block goes, its steps stay"});
  if (const auto picked = menu(ui, "wrap menu", anchor, options)) {
    if (*picked < kinds.size())
      ui.out.push(app::WrapStep{path, kinds[*picked]});
    else
      ui.out.push(app::UnwrapStep{path});
  }
}

// Quiet controls of the selected card, left to right.
void draw_controls(Frame& ui, const ImRect& row, const StepPath& path, const Step& step) {
  const std::size_t siblings = sibling_count(ui.view.document.pipeline, path);
  const std::size_t index = path.back();
  const bool block = step_info(step.kind).has_body;
  float x = row.Min.x - ui.px(5);
  const auto icon = [&](Icon what, const char* label, bool enabled) {
    const ImRect rect{{x, row.Min.y}, {x + ui.px(26), row.Min.y + ui.px(26)}};
    x += ui.px(27);
    return std::pair{icon_button_at(ui, rect, what, label, enabled, 16), rect};
  };
  const auto [add, add_rect] = icon(Icon::plus, block ? "Add a step inside" : "Add a step after", true);
  if (add) open_menu("add inside");
  const StepPath place = [&] {
    if (!block) return after(path);
    StepPath inside = path;
    inside.push_back(static_cast<std::uint16_t>(step.body.size()));
    return inside;
  }();
  if (const auto kind = menu(ui, "add inside", add_rect, step_options())) add_at(ui, place, *kind);
  if (icon(Icon::copy, "Duplicate", true).first) ui.out.push(app::DuplicateStep{path});
  const auto [wrap, wrap_rect] = icon(Icon::wrap, "Put in a block", true);
  if (wrap) open_menu("wrap menu");
  wrap_menu(ui, wrap_rect, path, step);
  if (icon(Icon::up, "Move up", index > 0).first) {
    ui.out.push(app::MoveStep{path, -1});
    StepPath moved = path;
    --moved.back();
    ui.out.ask(app::SelectStep{moved});
  }
  if (icon(Icon::down, "Move down", index + 1 < siblings).first) {
    ui.out.push(app::MoveStep{path, 1});
    ui.out.ask(app::SelectStep{after(path)});
  }
  x = std::max(x, row.Max.x - ui.px(22));
  if (icon(Icon::trash, "Remove", siblings > 1).first) ui.out.push(app::RemoveStep{path});
}

void draw_share(Frame& ui, const ImRect& bar, double p) {
  const float x = bar.Min.x + static_cast<float>(p) * bar.GetWidth();
  const float round = ui.px(2);
  ui.draw()->AddRectFilled(bar.Min, bar.Max, ui.theme.silent, round);
  ui.draw()->AddRectFilled(bar.Min, {std::round(x), bar.Max.y}, ui.theme.ok, round);
}

void draw_card_text(Frame& ui, const ImRect& inner, const Step& step, const CardText& text) {
  const float right = text_width(ui.fonts.number, text.value);
  draw_text_in(ui.draw(), ui.fonts.body, {inner.Min, {inner.Max.x - right - ui.px(8), inner.Min.y + ui.px(20)}},
               ui.theme.text, app::step_title(step));
  draw_text(ui.draw(), ui.fonts.number, {inner.Max.x - right, inner.Min.y}, ui.theme.muted, text.value);
  if (!text.line.empty())
    draw_text_in(ui.draw(), ui.fonts.small,
                 {{inner.Min.x, inner.Min.y + ui.px(20)}, {inner.Max.x, inner.Min.y + ui.px(38)}}, ui.theme.muted,
                 text.line);
}

// One card with what it shows; returns its bottom.
float draw_card(Frame& ui, const StepPath& path, const Step& step, const ImRect& column) {
  const bool selected = ui.view.state.selected == path;
  const CardText text = card_text(step);
  float height = ui.px(text.line.empty() ? 40 : 58);
  const float share_top = height - ui.px(4);
  if (step.kind == StepKind::work) height += ui.px(12);
  const float controls_top = height - ui.px(4);
  if (selected) height += ui.px(30);
  const ImRect rect{column.Min, {column.Max.x, column.Min.y + height}};
  ImGui::SetNextItemAllowOverlap();
  const Hit hit =
      hit_area(ui, {app::step_title(step), Role::option, text.value + (selected ? ", selected" : "")}, rect);
  card_frame(ui, rect, selected, hit.hovered);
  const ImRect inner{rect.Min + ImVec2{ui.px(12), ui.px(10)}, rect.Max - ImVec2{ui.px(12), ui.px(10)}};
  draw_card_text(ui, inner, step, text);
  if (step.kind == StepKind::work) {
    const float y = rect.Min.y + share_top;
    draw_share(ui, {{inner.Min.x, y}, {inner.Max.x, y + ui.px(4)}}, number_in_force(step, Param::p));
  }
  if (selected) draw_controls(ui, {{inner.Min.x, rect.Min.y + controls_top}, {inner.Max.x, rect.Max.y}}, path, step);
  focus_ring(ui, hit, metric::kRadius);
  if (hit.pressed) select(ui, path);
  return rect.Max.y;
}

// Cards of a list below each other, bodies indented beside a guide. Returns the bottom of the last
// one.
float draw_steps(Frame& ui, const std::vector<Step>& steps, StepPath& path, ImRect column) {
  float bottom = column.Min.y;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    path.push_back(static_cast<std::uint16_t>(i));
    ImGui::PushID(static_cast<int>(i));
    bottom = draw_card(ui, path, steps[i], column);
    if (!steps[i].body.empty()) {
      const float top = bottom + ui.px(8);
      const float indent = column.GetWidth() > ui.px(150) ? ui.px(kIndent) : 0;  // deep nests keep readable cards
      bottom = draw_steps(ui, steps[i].body, path, {{column.Min.x + indent, top}, column.Max});
      const float x = column.Min.x + std::round(indent / 2);
      if (indent > 0) ui.draw()->AddRectFilled({x - ui.px(1), top}, {x + ui.px(1), bottom}, ui.theme.line, ui.px(1));
    }
    ImGui::PopID();
    path.pop_back();
    column.Min.y = bottom + ui.px(8);
  }
  return bottom;
}

}  // namespace

void draw_pipeline_list(Frame& ui) {
  const Pipeline& pipeline = ui.view.document.pipeline;
  const ImVec2 top = Frame::at();
  if (heading(ui, "PIPELINE", "+ Add step")) open_menu("add step");
  const ImRect anchor{{top.x + ui.width() - ui.px(80), top.y}, {top.x + ui.width(), top.y + ui.px(18)}};
  if (const auto kind = menu(ui, "add step", anchor, step_options())) {
    const StepPath& selected = ui.view.state.selected;
    add_at(ui, selected.empty() ? StepPath{static_cast<std::uint16_t>(pipeline.steps.size())} : after(selected), *kind);
  }
  ui.gap(12);
  const ImVec2 at = Frame::at();
  StepPath path;
  const float bottom = draw_steps(ui, pipeline.steps, path, {at, {at.x + ui.width(), at.y}});
  ImGui::Dummy({ui.width(), std::max(0.0F, bottom - at.y)});
  if (pipeline.steps.empty()) words(ui, ui.fonts.small, ui.theme.muted, "No steps yet. Add one, or open an example.");
  if (!pipeline.steps.empty()) {
    ui.gap(28);
    draw_reach(ui);
  }
  ui.gap(28);
  heading(ui, "EXAMPLES");
  ui.gap(12);
  example_rows(ui);
}

}  // namespace nines::ui
