// The Compare workspace: several answers to one question, how much they disagree and what the
// repeats are worth. Called through the table of workspaces.
#pragma once

#include "ui/frame/workspaces.h"

namespace nines::ui {

void draw_compare_list(Frame& ui);
void draw_compare_main(Frame& ui);
void draw_compare_inspector(Frame& ui);
std::vector<StatusItem> compare_status(const Frame& ui);

}  // namespace nines::ui
