// The workspaces: one row each. The rail, the frame and the tests are derived from this table.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ui/widgets/widgets.h"

namespace nines::ui {

// One thing in the status line, left to right; what does not fit is left out from the end.
enum class StatusKind : std::uint8_t { state, text, action, chip };
struct StatusItem {
  StatusKind kind = StatusKind::text;
  std::string text;
  ImU32 colour = 0;  // state: the dot
  app::ActionId action = app::ActionId::dismiss_notice;
  std::vector<Run> explanation = {};  // chip: what a click opens
};

struct WorkspaceInfo {
  Workspace workspace;
  const char* label;
  Icon icon;
  const char* list_label;  // what the left list holds, for the narrow frame
  const char* inspector_label;
  void (*list)(Frame& ui);
  void (*main)(Frame& ui);
  void (*inspector)(Frame& ui);
  std::vector<StatusItem> (*status)(const Frame& ui);
};
std::span<const WorkspaceInfo> workspace_table();
const WorkspaceInfo& workspace_info(Workspace workspace);

}  // namespace nines::ui
