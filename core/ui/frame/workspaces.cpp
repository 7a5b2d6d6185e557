// The table of workspaces.
#include "ui/frame/workspaces.h"

#include <array>

#include "ui/check/check.h"
#include "ui/compare/compare.h"
#include "ui/pipeline/pipeline.h"

namespace nines::ui {
namespace {

constexpr std::array kWorkspaces{
    WorkspaceInfo{Workspace::pipeline, "Pipeline", Icon::pipeline, "Steps", "Details", draw_pipeline_list,
                  draw_pipeline_main, draw_pipeline_inspector, pipeline_status},
    WorkspaceInfo{Workspace::check, "Check", Icon::check, "Contract", "Finding", draw_check_list, draw_check_main,
                  draw_check_inspector, check_status},
    WorkspaceInfo{Workspace::compare, "Compare", Icon::compare, "Records", "Task", draw_compare_list, draw_compare_main,
                  draw_compare_inspector, compare_status},
};

}  // namespace

std::span<const WorkspaceInfo> workspace_table() { return kWorkspaces; }

const WorkspaceInfo& workspace_info(Workspace workspace) {
  for (const WorkspaceInfo& row : kWorkspaces) {
    if (row.workspace == workspace) return row;
  }
  return kWorkspaces.front();
}

}  // namespace nines::ui
