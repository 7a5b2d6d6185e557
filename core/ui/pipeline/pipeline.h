// The Pipeline workspace: what happens when steps are chained. Called through the table of
// workspaces.
#pragma once

#include "ui/frame/workspaces.h"

namespace nines::ui {

void draw_pipeline_list(Frame& ui);
void draw_pipeline_main(Frame& ui);
void draw_pipeline_inspector(Frame& ui);
std::vector<StatusItem> pipeline_status(const Frame& ui);

}  // namespace nines::ui
