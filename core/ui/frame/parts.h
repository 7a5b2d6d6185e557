// The fixed parts of the frame: top bar, rail, status line, notice, shortcuts. Each draws itself
// into its rectangle.
#pragma once

#include "ui/frame/layout.h"
#include "ui/widgets/widgets.h"

namespace nines::ui {

void draw_top_bar(Frame& ui, const ImRect& rect);
void draw_rail(Frame& ui, const ImRect& rect);
void draw_status_line(Frame& ui, const ImRect& rect);
void draw_notice(Frame& ui, const ImRect& main);
// Keys of the action table, while no text is being typed.
void take_shortcuts(Frame& ui);

// Sheets and the drawer: which of "list" and "inspector" is open.
void toggle_sheet(Frame& ui, const char* name);
bool sheet_open(const Frame& ui, const char* name);

}  // namespace nines::ui
