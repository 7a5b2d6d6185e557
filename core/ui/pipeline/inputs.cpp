// "Takes its input from": the rows whose artifacts a row takes, where there is more than the row before to choose from.
#include <algorithm>

#include "nines/catalog.h"
#include "ui/pipeline/parts.h"

namespace nines::ui {
namespace {

using app::StepPath;

bool takes(const Step& step, const Step& row) {
  return step.needs && !row.id.empty() &&
         std::find(step.needs->begin(), step.needs->end(), row.id) != step.needs->end();
}

}  // namespace

void draw_inputs(Frame& ui, const StepPath& path, const Step& step) {
  const std::vector<Step>& list = app::siblings(ui.view.document.pipeline, path);
  const std::size_t at = path.back();
  const bool series = path.size() == 1 || [&] {
    const StepPath up(path.begin(), path.end() - 1);
    const StepInfo& info = step_info(app::find_step(ui.view.document.pipeline, up)->kind);
    return std::string_view(info.rows_are) == "series";
  }();
  if (!series || at == 0 || step.kind == StepKind::rollback) return;
  const Tip about{
      "A row usually takes what the row before made. Switched off, it takes what you choose: several "
      "earlier rows (one wrong input is enough to spoil it), or none but what entered the list."};
  const bool chosen = step.needs.has_value();
  if (toggle_row(ui, "Takes the row before", !chosen, about)) {
    if (chosen)
      ui.out.push(app::SetNeeds{path, std::nullopt});
    else
      ui.out.push(app::SetNeeds{path, std::vector<std::uint16_t>{static_cast<std::uint16_t>(at - 1)}});
  }
  if (!chosen) return;
  std::vector<std::uint16_t> rows;
  for (std::size_t i = 0; i < at; ++i) {
    if (takes(step, list[i])) rows.push_back(static_cast<std::uint16_t>(i));
  }
  for (std::size_t i = 0; i < at; ++i) {
    ImGui::PushID(static_cast<int>(i));
    const auto row = static_cast<std::uint16_t>(i);
    const auto found = std::find(rows.begin(), rows.end(), row);
    if (toggle_row(ui, "from " + app::step_title(list[i]), found != rows.end(), about)) {
      if (found != rows.end())
        rows.erase(found);
      else
        rows.insert(std::upper_bound(rows.begin(), rows.end(), row), row);
      ui.out.push(app::SetNeeds{path, rows});
    }
    ImGui::PopID();
  }
}

}  // namespace nines::ui
