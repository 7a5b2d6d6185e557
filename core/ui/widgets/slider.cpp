// Slider and stepper: the rows of the inspector.
#include <algorithm>

#include "ui/widgets/format.h"
#include "ui/widgets/widgets.h"

namespace nines::ui {
namespace {

// Left and right belong to the focused slider instead of moving the focus. Returns -1, 0 or 1.
int arrow_of(const Hit& hit) {
  if (ImGui::GetFocusID() != hit.id || hit.id == 0) return 0;
  ImGui::SetKeyOwner(ImGuiKey_LeftArrow, hit.id);
  ImGui::SetKeyOwner(ImGuiKey_RightArrow, hit.id);
  if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow, hit.id, ImGuiInputFlags_Repeat)) return -1;
  return ImGui::IsKeyPressed(ImGuiKey_RightArrow, hit.id, ImGuiInputFlags_Repeat) ? 1 : 0;
}

double step_of(const NumberSpec& spec) {
  return spec.kind == NumberKind::whole ? 1 : ImGui::GetIO().KeyShift ? 0.001 : 0.01;
}

std::optional<double> moved(Frame& ui, const Hit& hit, const NumberSpec& spec, double value, const ImRect& track) {
  const double grain = spec.kind == NumberKind::correlation ? 0.01 : 0.005;
  double next = value;
  if (hit.held && ImGui::GetIO().MouseDown[0]) {
    const float share = (ImGui::GetIO().MousePos.x - track.Min.x) / track.GetWidth();
    next = spec.min + std::clamp(static_cast<double>(share), 0.0, 1.0) * (spec.max - spec.min);
    next = std::round(next / grain) * grain;
  }
  if (const int arrow = arrow_of(hit); arrow != 0) {
    const double step = step_of(spec);
    next = std::round((value + arrow * step) / (step / 10)) * (step / 10);
  }
  next = std::clamp(next, spec.min, spec.max);
  if (hit.held) ui.memory.gestures.touch(hit.id, ui.now_s);
  return next == value ? std::nullopt : std::optional(next);
}

void draw_track(Frame& ui, const ImRect& track, float share, const Hit& hit, bool muted) {
  const Theme& t = ui.theme;
  const float x = track.Min.x + share * track.GetWidth();
  const float half = ui.px(2);
  const float y = track.GetCenter().y;
  ui.draw()->AddRectFilled({track.Min.x, y - half}, {track.Max.x, y + half}, t.dark ? t.raised : t.line, half);
  ui.draw()->AddRectFilled({track.Min.x, y - half}, {x, y + half}, muted ? faded(t.accent, 0.5F) : t.accent, half);
  const float radius = hit.held || hit.hovered ? ui.px(6) : ui.px(5);
  const float knob = std::clamp(x, track.Min.x + ui.px(4), track.Max.x - ui.px(4));
  ui.draw()->AddCircleFilled({knob, y}, radius + ui.px(2), t.background, 24);
  ui.draw()->AddCircleFilled({knob, y}, radius, t.text, 24);
  if (hit.focused) ui.draw()->AddCircle({knob, y}, radius + ui.px(4), t.accent, 24, ui.px(2));
}

void draw_label(Frame& ui, const ImRect& row, const RowLook& look, const NumberSpec& spec, float right) {
  const ImRect words{row.Min, {row.Max.x - right, row.Min.y + ui.px(20)}};
  draw_text_in(ui.draw(), ui.fonts.body, words, ui.theme.text, look.label);
  tip_over(ui, words, spec.tip);
}

}  // namespace

std::optional<NumberEdit> slider_row(Frame& ui, const NumberSpec& spec, double value, const RowLook& look) {
  const ImVec2 at = Frame::at();
  const ImRect row{at, at + ImVec2{ui.width(), ui.px(48)}};
  const std::string shown = look.shown.empty() ? number_text(spec.kind, value) : look.shown;
  const float width = text_width(ui.fonts.number, shown) + 1;
  draw_label(ui, row, look, spec, width + ui.px(8));
  const ImRect number{{row.Max.x - width, at.y}, {row.Max.x, at.y + ui.px(20)}};
  NumberSpec typed_spec = spec;
  typed_spec.label += ", exact value";
  typed_spec.tip = {"Click to type."};
  auto edit =
      number_at(ui, number, typed_spec, value, {&ui.fonts.number, look.muted ? ui.theme.muted : ui.theme.text, shown});
  const ImRect track{{at.x, at.y + ui.px(20)}, {row.Max.x, at.y + ui.px(36)}};
  const Hit hit = hit_area(ui, {spec.label, Role::slider, number_text(spec.kind, value)}, track);
  const auto next = moved(ui, hit, spec, value, track);
  const double drawn = next.value_or(value);
  const double share = spec.max > spec.min ? (drawn - spec.min) / (spec.max - spec.min) : 0;
  draw_track(ui, track, static_cast<float>(std::clamp(share, 0.0, 1.0)), hit, look.muted);
  if (next) edit = NumberEdit{*next, std::nullopt, ui.memory.gestures.touch(hit.id, ui.now_s)};
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(row.GetSize());
  return edit;
}

std::optional<NumberEdit> number_row(Frame& ui, const NumberSpec& spec, double value, const RowLook& look) {
  const ImVec2 at = Frame::at();
  const ImRect row{at, at + ImVec2{ui.width(), ui.px(32)}};
  const std::string shown = look.shown.empty() ? number_text(spec.kind, value) : look.shown;
  const float width = std::max(ui.px(24), text_width(ui.fonts.number, shown) + 1);
  draw_label(ui, row, look, spec, width + ui.px(8));
  const ImRect number{{row.Max.x - width, at.y}, {row.Max.x, at.y + ui.px(20)}};
  const auto edit = number_at(ui, number, spec, value, {&ui.fonts.number, ui.theme.text, shown, true});
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(row.GetSize());
  return edit;
}

std::optional<NumberEdit> stepper_row(Frame& ui, const NumberSpec& spec, double value, const RowLook& look) {
  const ImVec2 at = Frame::at();
  const float side = ui.px(24);
  const ImRect row{at, at + ImVec2{ui.width(), ui.px(40)}};
  const std::string shown = look.shown.empty() ? number_text(spec.kind, value) : look.shown;
  const float width = std::max(ui.px(40), text_width(ui.fonts.number, shown) + ui.px(8));
  const float top = at.y;
  const ImRect more{{row.Max.x - side, top}, {row.Max.x, top + side}};
  const ImRect number{{more.Min.x - width, top}, {more.Min.x, top + side}};
  const ImRect less{{number.Min.x - side, top}, {number.Min.x, top + side}};
  draw_label(ui, row, look, spec, row.Max.x - less.Min.x + ui.px(8));
  std::optional<NumberEdit> edit;
  const double up = value + 1;
  const double down = value - 1;
  ui.draw()->AddRect(less.Min, more.Max, ui.theme.line, ui.px(metric::kRadiusSmall));
  if (icon_button_at(ui, less, Icon::minus, "Less: " + spec.label, down >= spec.min, 14))
    edit = NumberEdit{down, std::nullopt, 0};
  if (icon_button_at(ui, more, Icon::plus, "More: " + spec.label, up <= spec.max, 14))
    edit = NumberEdit{up, std::nullopt, 0};
  if (edit) edit->gesture = ui.memory.gestures.touch(ImGui::GetID(spec.label.c_str()), ui.now_s);
  if (!edit)
    edit = number_at(ui, number, spec, value,
                     {&ui.fonts.number, look.muted ? ui.theme.muted : ui.theme.text, shown, false, Align::centre});
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(row.GetSize());
  return edit;
}

}  // namespace nines::ui
