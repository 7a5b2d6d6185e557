// The status line: engine, time, agreement of the engines, assumptions as chips; and the notice
// above it.
#include <algorithm>

#include "ui/frame/parts.h"
#include "ui/frame/workspaces.h"

namespace nines::ui {
namespace {

constexpr const char* kPromise = "nothing leaves this computer";

float width_of(const Frame& ui, const StatusItem& item) {
  if (item.kind == StatusKind::chip) return chip_width(ui, item.text);
  return text_width(ui.fonts.small, item.text) + (item.kind == StatusKind::state ? ui.px(14) : 0);
}

void explain(Frame& ui, const StatusItem& item, const ImRect& chip) {
  ImGui::SetNextWindowPos({chip.Min.x, chip.Min.y - ui.px(8)}, ImGuiCond_Appearing, {0, 1});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(14), ui.px(12)});
  if (ImGui::BeginPopup(item.text.c_str())) {
    const float width = std::min(ui.px(320), ImGui::GetIO().DisplaySize.x - ui.px(48));
    const ImVec2 at = Frame::at();
    ImGui::Dummy({width, paragraph(ui.draw(), at, width, item.explanation).size.y});
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

void draw_item(Frame& ui, const StatusItem& item, ImVec2 at, const ImRect& bar) {
  const Type& type = ui.fonts.small;
  const float middle = bar.GetCenter().y;
  const ImVec2 words{at.x, middle - type.line / 2};
  switch (item.kind) {
    case StatusKind::state:
      ui.draw()->AddCircleFilled({at.x + ui.px(4), middle}, ui.px(4), item.colour, 20);
      draw_text(ui.draw(), type, {words.x + ui.px(14), words.y}, item.colour, item.text);
      break;
    case StatusKind::text: draw_text(ui.draw(), type, words, ui.theme.muted, item.text); break;
    case StatusKind::action:
      if (link_at(ui, words, type, item.text)) ui.out.ask(item.action);
      tip(ui, {app::action_info(item.action).help});
      return;
    case StatusKind::chip: {
      float width = 0;
      const ImVec2 place{at.x, middle - ui.px(10)};
      if (chip_at(ui, place, item.text, &width)) ImGui::OpenPopup(item.text.c_str());
      return explain(ui, item, {place, place + ImVec2{width, ui.px(20)}});
    }
  }
  ui.mirror.note({item.text, Role::text, "", {at, {at.x + width_of(ui, item), bar.Max.y}}, true, true, 0});
}

// Chips that found no room, behind one that says how many.
StatusItem rest_of(const Frame& ui, const std::vector<StatusItem>& items, std::size_t from) {
  StatusItem rest{StatusKind::chip, "+" + std::to_string(items.size() - from)};
  for (std::size_t i = from; i < items.size(); ++i)
    rest.explanation.push_back({(i > from ? "\n" : "") + items[i].text, &ui.fonts.small, ui.theme.text});
  return rest;
}

void draw_items(Frame& ui, const std::vector<StatusItem>& items, const ImRect& rect, float limit) {
  float x = rect.Min.x + ui.px(16);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool chip = items[i].kind == StatusKind::chip;
    const float width = width_of(ui, items[i]);
    const float after = chip && i + 1 < items.size() ? ui.px(46) : 0;
    if (x + width + after > limit) {
      if (chip && x + ui.px(38) <= limit) draw_item(ui, rest_of(ui, items, i), {x, rect.Min.y}, rect);
      return;
    }
    draw_item(ui, items[i], {x, rect.Min.y}, rect);
    x += width + ui.px(chip ? 8 : 20);
  }
}

}  // namespace

void draw_status_line(Frame& ui, const ImRect& rect) {
  ui.draw()->AddRectFilled(rect.Min, rect.Max, ui.theme.rail);
  ui.draw()->AddRectFilled(rect.Min, {rect.Max.x, rect.Min.y + 1}, ui.theme.line);
  const std::vector<StatusItem> items = workspace_info(ui.view.document.workspace).status(ui);
  const float promise = text_width(ui.fonts.small, kPromise);
  const float right = rect.Max.x - ui.px(16);
  const bool roomy = ui.size != Size::sheets;
  const float limit = roomy ? right - promise - ui.px(24) : right;
  draw_items(ui, items, rect, limit);
  if (!roomy) return;
  const ImRect words{{right - promise - 1, rect.Min.y}, {right, rect.Max.y}};
  draw_text_in(ui.draw(), ui.fonts.small, words, ui.theme.muted, kPromise);
  tip_over(
      ui, words,
      {"Everything is computed here (" + ui.view.state.engine_name + "). No file, text or number is sent anywhere."});
}

void draw_notice(Frame& ui, const ImRect& main) {
  const auto& notice = ui.view.state.notice;
  if (!notice) return;
  // What merely says that something was done goes by itself once it can have been read; a warning stays.
  constexpr double kLeastMs = 5'000;
  constexpr double kMsPerByte = 60;
  const double reading = kLeastMs + kMsPerByte * static_cast<double>(notice->text.size());
  const double left = notice->since_ms + reading - ui.view.state.now_ms;
  if (notice->severity == Severity::note && left <= 0) ui.out.ask(app::ActionId::dismiss_notice);
  if (notice->severity == Severity::note) ui.memory.wish(std::max(1.0, left));
  const Theme& t = ui.theme;
  const float pad = ui.px(12);
  const float room = std::min(ui.px(560), main.GetWidth() - ui.px(32));
  const Run run{notice->text, &ui.fonts.body, t.text};
  const Paragraph set = paragraph(ui.draw(), {}, room - ui.px(76), std::span(&run, 1), Ink::measure);
  const ImVec2 size{set.size.x + ui.px(76), set.size.y + 2 * ui.px(9)};
  const ImVec2 at{std::round(main.GetCenter().x - size.x / 2), main.Max.y - size.y - ui.px(16)};
  ImGui::SetCursorScreenPos(at);
  ImGui::BeginChild("notice", size, 0,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NavFlattened);
  ui.draw()->AddRectFilled(at, at + size, mixed(t.raised, t.text, 0.04F), ui.px(metric::kRadius));
  ui.draw()->AddRect(at, at + size, t.dark ? t.faint : t.line, ui.px(metric::kRadius));
  const ImU32 dot = notice->severity == Severity::error     ? t.silent
                    : notice->severity == Severity::warning ? t.detected
                                                            : t.ok;
  ui.draw()->AddCircleFilled({at.x + pad + ui.px(6), at.y + size.y / 2}, ui.px(4), dot, 20);
  paragraph(ui.draw(), {at.x + ui.px(32), at.y + ui.px(9)}, room - ui.px(76), std::span(&run, 1));
  ui.mirror.note({notice->text, Role::text, "notice", {at, at + size}, true, true, 0});
  const float side = ui.px(28);
  const ImVec2 corner{at.x + size.x - side - ui.px(6), at.y + (size.y - side) / 2};
  if (icon_button_at(ui, {corner, corner + ImVec2{side, side}}, Icon::close, "Dismiss", true, 16))
    ui.out.ask(app::ActionId::dismiss_notice);
  ImGui::EndChild();
}

}  // namespace nines::ui
