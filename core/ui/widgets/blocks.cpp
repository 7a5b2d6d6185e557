// Blocks that are only read: headings, rows of figures, notes, cards.
#include "ui/widgets/widgets.h"

namespace nines::ui {

bool heading(Frame& ui, std::string_view label, std::string_view action) {
  const ImVec2 at = Frame::at();
  const ImVec2 size{ui.width(), ui.px(16)};
  const float right = action.empty() ? 0 : text_width(ui.fonts.small_strong, action);
  const std::string shown = fitted(ui.fonts.heading, label, size.x - right - ui.px(8));
  ui.mirror.note({std::string(label), Role::heading, "", {at, at + size}, true, true, 0});
  draw_text(ui.draw(), ui.fonts.heading, at, ui.theme.muted, shown);
  bool pressed = false;
  if (!action.empty()) {
    const ImVec2 place{at.x + size.x - right, at.y - ui.px(1)};
    const Hit hit = hit_area(ui, {action, Role::button},
                             {place - ImVec2{ui.px(6), ui.px(5)}, place + ImVec2{right + ui.px(6), ui.px(23)}});
    if (hit.hovered)
      ui.draw()->AddRectFilled(hit.rect.Min, hit.rect.Max, faded(ui.theme.text, 0.06F), ui.px(metric::kRadiusSmall));
    draw_text(ui.draw(), ui.fonts.small_strong, place, hit.hovered ? ui.theme.text : ui.theme.muted, action);
    focus_ring(ui, hit, metric::kRadiusSmall);
    pressed = hit.pressed;
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(size);
  return pressed;
}

namespace {

// A value too long for one line stands below its label, in as many lines as it takes.
void tall_row(Frame& ui, std::string_view label, std::string_view value, const Tip& about) {
  const ImVec2 at = Frame::at();
  const Run run{std::string(value), &ui.fonts.number, ui.theme.text};
  draw_text_in(ui.draw(), ui.fonts.body, {at, at + ImVec2{ui.width(), ui.px(24)}}, ui.theme.muted, label);
  const Paragraph set = paragraph(ui.draw(), at + ImVec2{0, ui.px(24)}, ui.width(), std::span(&run, 1));
  const ImRect rect{at, at + ImVec2{ui.width(), ui.px(24 + 6) + set.size.y}};
  ui.mirror.note({std::string(label), Role::text, std::string(value), rect, true, true, 0});
  tip_over(ui, rect, about);
  ImGui::Dummy(rect.GetSize());
}

}  // namespace

void data_row(Frame& ui, std::string_view label, std::string_view value, const Tip& about) {
  const ImVec2 at = Frame::at();
  const ImRect rect{at, at + ImVec2{ui.width(), ui.px(24)}};
  const float right = std::ceil(text_width(ui.fonts.number, value)) + 1;
  if (right + ui.px(8) + text_width(ui.fonts.body, label) > rect.GetWidth()) return tall_row(ui, label, value, about);
  draw_text_in(ui.draw(), ui.fonts.body, {rect.Min, {rect.Max.x - right - ui.px(8), rect.Max.y}}, ui.theme.muted,
               label);
  draw_text_in(ui.draw(), ui.fonts.number, {{rect.Max.x - right, rect.Min.y}, rect.Max}, ui.theme.text, value,
               Align::right);
  ui.mirror.note({std::string(label), Role::text, std::string(value), rect, true, true, 0});
  tip_over(ui, rect, about);
  ImGui::Dummy(rect.GetSize());
}

void note_card(Frame& ui, std::span<const Run> runs) {
  const ImVec2 at = Frame::at();
  const ImVec2 pad{ui.px(12), ui.px(10)};
  const float inner = ui.width() - 2 * pad.x;
  const Paragraph measured = paragraph(ui.draw(), at + pad, inner, runs, Ink::measure);
  const ImVec2 size{ui.width(), measured.size.y + 2 * pad.y};
  ui.draw()->AddRectFilled(at, at + size, ui.theme.raised, ui.px(metric::kRadius));
  paragraph(ui.draw(), at + pad, inner, runs);
  std::string all;
  for (const Run& run : runs) all += run.text;
  ui.mirror.note({all, Role::text, "", {at, at + size}, true, true, 0});
  ImGui::Dummy(size);
}

void card_frame(Frame& ui, const ImRect& rect, bool selected, bool hovered) {
  const Theme& t = ui.theme;
  const float radius = ui.px(metric::kRadius);
  ui.draw()->AddRectFilled(rect.Min, rect.Max, t.panel, radius);
  if (hovered && !selected) ui.draw()->AddRectFilled(rect.Min, rect.Max, faded(t.text, 0.025F), radius);
  ui.draw()->AddRect(rect.Min, rect.Max,
                     selected  ? t.accent
                     : hovered ? t.faint
                               : t.line,
                     radius, 0, selected ? 1.5F * ui.scale : 1);
}

ImRect card(Frame& ui, const ImRect& rect, std::string_view title, std::string_view caption) {
  card_frame(ui, rect, false, false);
  const float pad = ui.px(16);
  ImRect inner{rect.Min + ImVec2{pad, ui.px(14)}, rect.Max - ImVec2{pad, ui.px(14)}};
  if (title.empty()) return inner;
  ui.mirror.note({std::string(title),
                  Role::heading,
                  std::string(caption),
                  {inner.Min, {inner.Max.x, inner.Min.y + ui.px(20)}},
                  true,
                  true,
                  0});
  const float width = text_width(ui.fonts.body, title);
  draw_text(ui.draw(), ui.fonts.body, inner.Min, ui.theme.text, title);
  const ImRect rest{{inner.Min.x + width + ui.px(12), inner.Min.y}, {inner.Max.x, inner.Min.y + ui.px(20)}};
  if (!caption.empty()) draw_text_in(ui.draw(), ui.fonts.small, rest, ui.theme.muted, caption, Align::right);
  inner.Min.y += ui.px(28);
  return inner;
}

void begin_column(Frame& ui, ImVec2 at, float width) {
  ImGui::SetCursorScreenPos(at);
  ImGui::BeginGroup();
  ui.right = at.x + width;
}

float end_column(Frame& ui) {
  ImGui::EndGroup();
  ui.right = 0;
  return ImGui::GetItemRectMax().y;
}

// The frame is drawn behind its content, in a lower channel, once the height is known.
CardMark begin_card(Frame& ui, std::string_view title) {
  const CardMark mark{Frame::at(), ui.width(), ui.right};
  const float pad = ui.px(16);
  ui.draw()->ChannelsSplit(2);
  ui.draw()->ChannelsSetCurrent(1);
  ImGui::SetCursorScreenPos(mark.at + ImVec2{pad, ui.px(14)});
  ImGui::BeginGroup();
  ui.right = mark.at.x + mark.width - pad;
  if (!title.empty()) {
    words(ui, ui.fonts.body, ui.theme.text, title);
    ui.gap(8);
  }
  return mark;
}

void end_card(Frame& ui, const CardMark& mark) {
  ImGui::EndGroup();
  const float bottom = ImGui::GetItemRectMax().y + ui.px(12);
  ui.right = mark.right;
  ui.draw()->ChannelsSetCurrent(0);
  card_frame(ui, {mark.at, {mark.at.x + mark.width, bottom}}, false, false);
  ui.draw()->ChannelsMerge();
  ImGui::SetCursorScreenPos(mark.at);
  ImGui::Dummy({mark.width, bottom - mark.at.y});
}

}  // namespace nines::ui
