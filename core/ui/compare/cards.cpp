// Cards of figures beside the pictures: agreement, repeats, and the rate that a pipeline can use.
#include "nines/catalog.h"
#include "ui/compare/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

Tip about(const char* id, const Estimate& estimate) {
  Tip tip;
  for (const MetricInfo& info : metric_table()) {
    if (std::string_view(id) == info.id) tip = {info.label, info.formula, info.reference};
  }
  if (!estimate.reason.empty()) tip.text += (tip.text.empty() ? "" : ". ") + estimate.reason;
  if (estimate.ci) tip.source += (tip.source.empty() ? "" : "\n") + percent(estimate.ci->level) + " interval: " + estimate.ci->method;
  return tip;
}

std::string with_interval(const Estimate& estimate) {
  std::string text = estimate_short(estimate);
  if (estimate.value && estimate.ci) text += " " + interval_short(*estimate.ci);
  return text;
}

void row(Frame& ui, const char* id, const char* label, const Estimate& estimate) { data_row(ui, label, with_interval(estimate), about(id, estimate)); }

// A card around rows that flow: the frame is drawn behind once its height is known.
template <class Rows>
void flowing_card(Frame& ui, const char* title, Rows rows) {
  ImDrawList* list = ui.draw();
  const ImVec2 at = Frame::at();
  const float width = ui.memory.column > 0 ? ui.memory.column : Frame::width();
  const float pad = ui.px(16);
  list->ChannelsSplit(2);
  list->ChannelsSetCurrent(1);
  ImGui::BeginChild(title, {width, 0}, ImGuiChildFlags_AutoResizeY, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::Dummy({0, ui.px(14)});
  ImGui::Indent(pad);
  ImGui::PopStyleVar(0);
  rows();
  ImGui::Unindent(pad);
  ImGui::Dummy({0, ui.px(12)});
  ImGui::EndChild();
  list->ChannelsSetCurrent(0);
  card_frame(ui, {at, {at.x + width, ImGui::GetItemRectMax().y}}, false, false);
  list->ChannelsMerge();
}

}  // namespace
