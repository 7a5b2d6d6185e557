// The Check workspace: is this raw output usable, and if not, how did it fail and can it be
// repaired? Called through the table of workspaces.
#pragma once

#include "ui/frame/workspaces.h"

namespace nines::ui {

void draw_check_list(Frame& ui);
void draw_check_main(Frame& ui);
void draw_check_inspector(Frame& ui);
std::vector<StatusItem> check_status(const Frame& ui);

}  // namespace nines::ui
