// The rail: one item per workspace. At the bottom of a narrow screen it also opens the two sheets.
#include "ui/frame/parts.h"
#include "ui/frame/workspaces.h"

namespace nines::ui {
namespace {

bool workspace_tab(Frame& ui, const ImRect& rect, const WorkspaceInfo& info) {
  const bool here = ui.view.document.workspace == info.workspace;
  if (!tab_at(ui, rect, info.icon, info.label, here && !(ui.size == Size::sheets && !ui.memory.open_sheet.empty())))
    return false;
  ui.memory.open_sheet.clear();
  if (!here) ui.out.push(app::SetWorkspace{info.workspace});
  return true;
}

void draw_bottom(Frame& ui, const ImRect& rect) {
  const auto count = static_cast<float>(workspace_table().size() + 2);
  const float width = rect.GetWidth() / count;
  const auto cell = [&](float index) {
    return ImRect{{std::round(rect.Min.x + index * width) + ui.px(3), rect.Min.y + ui.px(3)},
                  {std::round(rect.Min.x + (index + 1) * width) - ui.px(3), rect.Max.y - ui.px(3)}};
  };
  float index = 0;
  for (const WorkspaceInfo& info : workspace_table()) workspace_tab(ui, cell(index++), info);
  const WorkspaceInfo& here = workspace_info(ui.view.document.workspace);
  const float x = std::round(rect.Min.x + index * width);
  ui.draw()->AddRectFilled({x, rect.Min.y + ui.px(12)}, {x + 1, rect.Max.y - ui.px(12)}, ui.theme.line);
  if (tab_at(ui, cell(index++), Icon::list, here.list_label, sheet_open(ui, "list"))) toggle_sheet(ui, "list");
  if (tab_at(ui, cell(index++), Icon::details, here.inspector_label, sheet_open(ui, "inspector")))
    toggle_sheet(ui, "inspector");
}

}  // namespace

void draw_rail(Frame& ui, const ImRect& rect) {
  ui.draw()->AddRectFilled(rect.Min, rect.Max, ui.theme.rail);
  if (ui.size == Size::sheets) {
    ui.draw()->AddRectFilled(rect.Min, {rect.Max.x, rect.Min.y + 1}, ui.theme.line);
    return draw_bottom(ui, rect);
  }
  ui.draw()->AddRectFilled({rect.Max.x - 1, rect.Min.y}, rect.Max, ui.theme.line);
  float y = rect.Min.y + ui.px(10);
  for (const WorkspaceInfo& info : workspace_table()) {
    workspace_tab(ui, {{rect.Min.x + ui.px(6), y}, {rect.Max.x - ui.px(7), y + ui.px(56)}}, info);
    y += ui.px(60);
  }
}

}  // namespace nines::ui
