// A number that can be changed where it stands: drag sideways, click or Enter to type, Escape to
// leave it as it was.
#include <algorithm>

#include "ui/widgets/format.h"
#include "ui/widgets/widgets.h"

#include <imgui_stdlib.h>

namespace nines::ui {
namespace {

// Per pixel of drag, and what a dragged value is rounded to.
struct Grain {
  double per_pixel, round_to;
};

Grain grain_of(NumberKind kind, double value, bool fine) {
  if (kind == NumberKind::whole) return {std::max(1.0, std::abs(value) / 12) / 8, 1};
  if (kind == NumberKind::plain) return {std::max(1e-3, std::abs(value)) / 100, 0};
  if (kind == NumberKind::correlation) return fine ? Grain{5e-4, 1e-3} : Grain{5e-3, 1e-2};
  return fine ? Grain{1e-4, 1e-4} : Grain{1e-3, 1e-3};
}

double rounded(double value, double to) { return to > 0 ? std::round(value / to) * to : value; }

// ".95" and "0.95 of 1" both mean 95 %; "0.5" in a percent field means half a percent, as it would
// be shown.
std::optional<NumberEdit> read_typed(const NumberSpec& spec, const std::string& text) {
  if (spec.kind == NumberKind::percent) {
    if (const auto counts = read_counts(text)) {
      return NumberEdit{static_cast<double>(counts->k) / static_cast<double>(counts->n),
                        std::pair{counts->k, counts->n}, 0};
    }
  }
  const auto number = read_number(text);
  if (!number) return std::nullopt;
  double value = *number;
  if (spec.kind == NumberKind::percent && !text.starts_with('.')) value /= 100;
  if (spec.kind == NumberKind::whole && value != std::floor(value)) return std::nullopt;
  if (value < spec.min || value > spec.max) return std::nullopt;
  return NumberEdit{value, std::nullopt, 0};
}

std::string text_to_type(const NumberSpec& spec, double value) {
  return typed(spec.kind == NumberKind::percent ? value * 100 : value);
}

void start_typing(Frame& ui, ImGuiID id, const NumberSpec& spec, double value) {
  ui.memory.typing = {id, text_to_type(spec, value), 0, false};
}

void draw_underline(Frame& ui, const ImRect& rect, const NumberLook& look, bool strong) {
  const float y = rect.Min.y + look.type->ascent + ui.px(6);
  const float dot = ui.px(2);
  if (strong) return ui.draw()->AddRectFilled({rect.Min.x, y}, {rect.Max.x, y + dot}, ui.theme.accent);
  for (float x = rect.Min.x; x < rect.Max.x; x += 2 * dot)
    ui.draw()->AddRectFilled({x, y}, {std::min(x + dot, rect.Max.x), y + dot}, ui.theme.accent);
}

std::optional<NumberEdit> type_in_place(Frame& ui, const ImRect& rect, const NumberSpec& spec, const NumberLook& look) {
  Typing& typing = ui.memory.typing;
  ui.mirror.note({spec.label, Role::field, typing.text, rect, true, true, 0});
  const float want = text_width(*look.type, typing.text) + ui.px(12);
  ImRect box = rect;
  if (look.align == Align::right) box.Min.x = std::min(box.Min.x, box.Max.x - want);
  if (look.align != Align::right) box.Max.x = std::max(box.Max.x, box.Min.x + want);
  const ImU32 colour = typing.bad ? ui.theme.silent : ui.theme.accent;
  ui.draw()->AddRectFilled(box.Min - ImVec2{4, 0}, box.Max + ImVec2{4, 0}, ui.theme.raised, ui.px(4));
  ImGui::SetCursorScreenPos({box.Min.x, box.Min.y + (box.GetHeight() - look.type->size) / 2});
  if (typing.frames == 0) ImGui::SetKeyboardFocusHere();
  ImGui::PushFont(look.type->font);
  ImGui::PushItemWidth(box.GetWidth());
  const bool enter = ImGui::InputText("##typing", &typing.text,
                                      ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  const bool left = ImGui::IsItemDeactivated() || (typing.frames > 2 && !ImGui::IsItemActive());
  ImGui::PopItemWidth();
  ImGui::PopFont();
  ui.draw()->AddRectFilled({box.Min.x - 4, box.Max.y - ui.px(2)}, {box.Max.x + 4, box.Max.y}, colour);
  ++typing.frames;
  ui.memory.wish(100);
  const auto edit = read_typed(spec, typing.text);
  typing.bad = !edit;
  if (!enter && !left) return std::nullopt;
  typing.id = 0;
  if (ImGui::IsKeyPressed(ImGuiKey_Escape)) return std::nullopt;
  return edit;
}

std::optional<NumberEdit> drag(Frame& ui, const Hit& hit, const NumberSpec& spec, double value) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!hit.held || std::abs(io.MouseDelta.x) < 0.01F) return std::nullopt;
  if (io.MouseDragMaxDistanceSqr[0] < 9 * ui.scale * ui.scale) return std::nullopt;
  const Grain grain = grain_of(spec.kind, value, io.KeyShift);
  double& exact = ui.memory.dragged.try_emplace(hit.id, value).first->second;
  exact = std::clamp(exact + static_cast<double>(io.MouseDelta.x / ui.scale) * grain.per_pixel, spec.min, spec.max);
  const double next = std::clamp(rounded(exact, grain.round_to), spec.min, spec.max);
  if (next == value) return std::nullopt;
  return NumberEdit{next, std::nullopt, 0};
}

}  // namespace

std::string number_text(NumberKind kind, double value) {
  switch (kind) {
    case NumberKind::percent: return percent(value);
    case NumberKind::correlation: return correlation(value);
    case NumberKind::whole: return grouped(static_cast<std::int64_t>(value));
    case NumberKind::plain: break;
  }
  return typed(value);
}

std::optional<NumberEdit> number_at(Frame& ui, const ImRect& rect, const NumberSpec& spec, double value,
                                    const NumberLook& look) {
  ImGui::PushID(spec.label.c_str());
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID("number");
  std::optional<NumberEdit> edit;
  if (ui.memory.typing.id == id) {
    edit = type_in_place(ui, rect, spec, look);
    if (edit) edit->gesture = ui.memory.gestures.touch(id, ui.now_s);
    ImGui::PopID();
    return edit;
  }
  ImGui::PopID();
  const Hit hit = hit_area(ui, {spec.label, Role::number, number_text(spec.kind, value)}, rect);
  if (hit.hovered || hit.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (!hit.held) ui.memory.dragged.erase(hit.id);
  if (hit.held) ui.memory.gestures.touch(hit.id, ui.now_s);
  edit = drag(ui, hit, spec, value);
  const bool dragged =
      ui.memory.dragged.contains(hit.id) || ImGui::GetIO().MouseDragMaxDistanceSqr[0] >= 9 * ui.scale * ui.scale;
  const bool by_keyboard = hit.pressed && GImGui->NavActivateId == hit.id;
  if (hit.pressed && (!dragged || by_keyboard)) start_typing(ui, id, spec, value);
  draw_text_in(ui.draw(), *look.type, rect, look.colour, look.shown, look.align);
  if (look.underline) draw_underline(ui, rect, look, hit.hovered || hit.held);
  focus_ring(ui, hit, 4);
  if (!hit.held) tip(ui, spec.tip);
  if (edit) edit->gesture = ui.memory.gestures.touch(hit.id, ui.now_s);
  return edit;
}

}  // namespace nines::ui
