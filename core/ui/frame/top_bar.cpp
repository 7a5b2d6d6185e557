// Wordmark, title, what happened to it, and the actions on the whole document.
#include <array>

#include "ui/frame/parts.h"

namespace nines::ui {
namespace {

using app::ActionId;

void draw_wordmark(Frame& ui, ImVec2 at) {
  // The second letter carries the accent of the house: the one thing in the bar that is not black
  // or white.
  const Type& type = ui.fonts.wordmark;
  ImVec2 pen = at;
  pen.x += draw_text(ui.draw(), type, pen, ui.theme.text, "n");
  pen.x += draw_text(ui.draw(), type, pen, ui.theme.ok, "i");
  pen.x += draw_text(ui.draw(), type, pen, ui.theme.text, "nes");
  ui.mirror.note({"nines", Role::heading, "", {at, {pen.x, at.y + type.line}}, true, true, 0});
}

// Right to left; each call returns where the next one ends.
float action_icon(Frame& ui, const ImRect& bar, float right, ActionId id, Icon icon, bool enabled) {
  const float side = ui.px(32);
  const ImRect rect{{right - side, bar.GetCenter().y - side / 2}, {right, bar.GetCenter().y + side / 2}};
  const app::ActionInfo& info = app::action_info(id);
  if (icon_button_at(ui, rect, icon, info.label, enabled, 18)) ui.out.ask(id);
  return rect.Min.x;
}

float action_button(Frame& ui, const ImRect& bar, float right, ActionId id, Look look) {
  const app::ActionInfo& info = app::action_info(id);
  const ButtonSpec spec{info.label, look};
  const float half = ui.px(16);
  const ImRect rect{{right - button_width(ui, spec), bar.GetCenter().y - half}, {right, bar.GetCenter().y + half}};
  if (button_at(ui, rect, spec)) ui.out.ask(id);
  const std::string keys = info.shortcut;
  tip(ui, {info.help, keys.empty() ? "" : keys});
  return rect.Min.x - ui.px(12);
}

float draw_more(Frame& ui, const ImRect& bar, float right) {
  constexpr std::array kActions{ActionId::open_file,    ActionId::save_file,   ActionId::copy_link,
                                ActionId::toggle_theme, ActionId::text_larger, ActionId::text_smaller};
  const float side = ui.px(36);
  const ImRect rect{{right - side, bar.GetCenter().y - side / 2}, {right, bar.GetCenter().y + side / 2}};
  std::vector<Option> options;
  for (const ActionId id : kActions) options.push_back({app::action_info(id).label});
  if (icon_button_at(ui, rect, Icon::more, "More actions")) open_menu("more actions");
  if (const auto picked = menu(ui, "more actions", rect, options)) ui.out.ask(kActions[*picked]);
  return rect.Min.x;
}

float draw_actions(Frame& ui, const ImRect& bar) {
  float right = bar.Max.x - ui.px(16);
  if (ui.size == Size::sheets) {
    right = draw_more(ui, bar, right + ui.px(8));
    right = action_icon(ui, bar, right, ActionId::redo, Icon::redo, ui.view.can_redo);
    return action_icon(ui, bar, right, ActionId::undo, Icon::undo, ui.view.can_undo);
  }
  right = action_button(ui, bar, right, ActionId::copy_link, Look::primary);
  right = action_button(ui, bar, right, ActionId::save_file, Look::normal);
  right = action_button(ui, bar, right, ActionId::open_file, Look::normal);
  right = action_icon(ui, bar, right - ui.px(4), ActionId::toggle_theme, ui.theme.dark ? Icon::sun : Icon::moon, true);
  if (ui.size == Size::drawer) {
    const float side = ui.px(32);
    const ImRect rect{{right - side, bar.GetCenter().y - side / 2}, {right, bar.GetCenter().y + side / 2}};
    if (icon_button_at(ui, rect, Icon::details, "Details", true, 18)) toggle_sheet(ui, "inspector");
    right = rect.Min.x;
  }
  right = action_icon(ui, bar, right - ui.px(8), ActionId::redo, Icon::redo, ui.view.can_redo);
  return action_icon(ui, bar, right, ActionId::undo, Icon::undo, ui.view.can_undo);
}

}  // namespace

void draw_top_bar(Frame& ui, const ImRect& rect) {
  ui.draw()->AddRectFilled(rect.Min, rect.Max, ui.theme.rail);
  ui.draw()->AddRectFilled({rect.Min.x, rect.Max.y - 1}, rect.Max, ui.theme.line);
  const float middle = rect.GetCenter().y;
  draw_wordmark(ui, {rect.Min.x + ui.px(16), middle - ui.fonts.wordmark.line / 2});
  const float right = draw_actions(ui, rect) - ui.px(16);
  const float left = rect.Min.x + ui.px(ui.size == Size::sheets ? 72 : 86);
  const std::string& title = ui.view.document.title;
  const std::string& edited = ui.view.state.edited;
  const float room = right - left;
  const float note = ui.size == Size::sheets || edited.empty() ? 0 : text_width(ui.fonts.body, edited) + ui.px(14);
  const float wanted = std::max(ui.px(64), text_width(ui.fonts.body, title.empty() ? "Untitled" : title) + ui.px(6));
  const float width = std::max(ui.px(40), std::min(wanted, room - note));
  const ImRect field{{left, middle - ui.px(14)}, {left + width, middle + ui.px(14)}};
  if (const auto edit = bare_field_at(ui, field, "Title", ui.fonts.body, title))
    ui.out.push(app::SetTitle{edit->text}, edit->gesture);
  if (note > 0 && field.Max.x + note <= right)
    draw_text(ui.draw(), ui.fonts.body, {field.Max.x + ui.px(8), middle - ui.fonts.body.line / 2}, ui.theme.muted,
              edited);
}

}  // namespace nines::ui
