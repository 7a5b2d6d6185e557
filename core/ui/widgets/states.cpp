// Error, updating and example blocks.
#include "ui/widgets/states.h"

#include <algorithm>

#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

// "/pipeline/steps/0/body/1/p" -> {0, 1}; empty when the pointer names no step.
app::StepPath step_path_of(std::string_view pointer) {
  constexpr std::string_view kSteps = "/pipeline/steps/";
  app::StepPath path;
  if (!pointer.starts_with(kSteps)) return path;
  pointer.remove_prefix(kSteps.size());
  while (!pointer.empty() && pointer[0] >= '0' && pointer[0] <= '9') {
    unsigned index = 0;
    while (!pointer.empty() && pointer[0] >= '0' && pointer[0] <= '9') {
      index = std::min(65'535U, index * 10 + static_cast<unsigned>(pointer[0] - '0'));
      pointer.remove_prefix(1);
    }
    path.push_back(static_cast<std::uint16_t>(index));
    constexpr std::string_view kBody = "/body/";
    if (!pointer.starts_with(kBody)) break;
    pointer.remove_prefix(kBody.size());
  }
  return path;
}

bool example_row(Frame& ui, const app::ExampleInfo& info) {
  const ImVec2 at = Frame::at();
  const float width = ui.width();
  const Run line{info.line, &ui.fonts.small, ui.theme.muted};
  const float inner = width - ui.px(24);
  const float height = ui.px(34) + paragraph(ui.draw(), at, inner, std::span(&line, 1), Ink::measure).size.y;
  const ImRect rect{at, at + ImVec2{width, height}};
  const Hit hit = hit_area(ui, {info.title, Role::button}, rect);
  card_frame(ui, rect, false, hit.hovered);
  draw_text_in(ui.draw(), ui.fonts.body, {at + ImVec2{ui.px(12), ui.px(8)}, {rect.Max.x - ui.px(12), at.y + ui.px(28)}},
               ui.theme.text, info.title);
  paragraph(ui.draw(), at + ImVec2{ui.px(12), ui.px(27)}, inner, std::span(&line, 1));
  focus_ring(ui, hit, metric::kRadius);
  ImGui::Dummy(rect.GetSize());
  return hit.pressed;
}

}  // namespace

std::string place_text(const Where& where) {
  std::string text = where.source;
  if (where.line > 0)
    text += (text.empty() ? "" : ":") + std::to_string(where.line) + ":" + std::to_string(where.column);
  if (!where.pointer.empty()) text += (text.empty() ? "" : "  ") + where.pointer;
  return text;
}

void updating_mark(Frame& ui, float freshness) {
  if (freshness >= 1) return;
  const float width = text_width(ui.fonts.small, "updating");
  const ImVec2 at = Frame::at() + ImVec2{ui.width() - width, -ui.px(20)};
  draw_text(ui.draw(), ui.fonts.small, at, ui.theme.muted, "updating");
  ui.mirror.note({"updating", Role::text, "", {at, at + ImVec2{width, ui.px(18)}}, true, true, 0});
  ui.memory.wish(100);
}

void error_card(Frame& ui, const Error& error) {
  const ErrorInfo& info = error_info(error.code);
  const Theme& t = ui.theme;
  std::vector<Run> runs{{std::string(info.title) + ". ", &ui.fonts.strong, t.text},
                        {error.message + (error.message.ends_with('.') ? "" : "."), &ui.fonts.body, t.muted}};
  if (info.hint[0] != 0) runs.push_back({" " + as_sentence(info.hint), &ui.fonts.body, t.muted});
  const std::string place = place_text(error.where);
  const app::StepPath path = step_path_of(error.where.pointer);
  const ImVec2 at = Frame::at();
  const ImVec2 pad{ui.px(20), ui.px(14)};
  const float inner = ui.width() - 2 * pad.x;
  const Paragraph measured = paragraph(ui.draw(), at, inner, runs, Ink::measure);
  const float more = place.empty() ? 0 : ui.px(24);
  const ImVec2 size{ui.width(), measured.size.y + more + 2 * pad.y};
  card_frame(ui, {at, at + size}, false, false);
  ui.draw()->AddRectFilled(at, {at.x + ui.px(4), at.y + size.y}, t.silent, ui.px(metric::kRadius),
                           ImDrawFlags_RoundCornersLeft);
  paragraph(ui.draw(), at + pad, inner, runs);
  ui.mirror.note({info.title, Role::text, error.message, {at, at + size}, true, true, 0});
  const ImVec2 line{at.x + pad.x, at.y + pad.y + measured.size.y + ui.px(6)};
  if (!place.empty()) draw_text(ui.draw(), ui.fonts.small_number, line, t.muted, place);
  if (!path.empty()) {
    const ImVec2 link{at.x + size.x - pad.x - link_width(ui.fonts.small, "Show the step"), line.y};
    if (link_at(ui, link, ui.fonts.small, "Show the step")) ui.out.ask(app::SelectStep{path});
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(size);
}

void example_rows(Frame& ui) {
  for (const app::ExampleInfo& info : app::example_table()) {
    if (example_row(ui, info)) ui.out.ask(app::OpenExample{info.name});
    ui.gap(8);
  }
}

}  // namespace nines::ui
