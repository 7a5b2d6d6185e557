// The right side of the Compare workspace: one task in detail.
#include "ui/compare/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

std::string joined(const std::vector<std::string>& names, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i) out += (i > 0 ? ", " : "") + names[i];
  if (names.size() > most) out += " and " + std::to_string(names.size() - most) + " more";
  return out;
}

void draw_cluster(Frame& ui, const DisagreeReport& report, const AnswerCluster& cluster, std::size_t rank) {
  const ImVec2 at = Frame::at();
  const std::string count = grouped(cluster.count);
  const float width = ui.width();
  const float right = text_width(ui.fonts.number, count) + ui.px(8);
  const Run answer{fitted(ui.fonts.number, cluster.answer, (width - ui.px(38) - right) * 2.6F), &ui.fonts.number,
                   ui.theme.text};
  const Run models{joined(cluster.models, 8), &ui.fonts.small, ui.theme.muted};
  const ImVec2 inner = at + ImVec2{ui.px(20), ui.px(10)};
  const float answer_height =
      paragraph(ui.draw(), inner, width - ui.px(34) - right, std::span(&answer, 1), Ink::measure).size.y;
  const float models_height =
      paragraph(ui.draw(), inner, width - ui.px(34), std::span(&models, 1), Ink::measure).size.y;
  const ImVec2 size{width, answer_height + models_height + ui.px(20)};
  card_frame(ui, {at, at + size}, false, false);
  ui.draw()->AddRectFilled(at + ImVec2{ui.px(8), ui.px(12)}, {at.x + ui.px(12), at.y + size.y - ui.px(12)},
                           cluster_colour(ui.theme, report, cluster, rank), ui.px(2));
  paragraph(ui.draw(), inner, width - ui.px(34) - right, std::span(&answer, 1));
  paragraph(ui.draw(), inner + ImVec2{0, answer_height}, width - ui.px(34), std::span(&models, 1));
  draw_text(ui.draw(), ui.fonts.number, {at.x + width - ui.px(12) - right + ui.px(8), inner.y}, ui.theme.muted, count);
  ui.mirror.note({cluster.answer, Role::text, count, {at, at + size}, true, true, 0});
  ImGui::Dummy(size);
  ui.gap(8);
}

std::string verdict_of(const ItemReport& item) {
  std::string text;
  if (!item.consensus.empty())
    text = " The commonest answer is " + item.consensus + ".";
  else if (item.ties.size() > 1)
    text = " " + grouped(static_cast<std::int64_t>(item.ties.size())) + " answers are tied: there is no consensus.";
  if (!item.outliers.empty()) text += " Against the majority: " + joined(item.outliers, 6) + ".";
  return text;
}

void draw_item(Frame& ui, const DisagreeReport& report, const ItemReport& item) {
  const ImVec2 at = Frame::at();
  const std::string summary = counted(static_cast<std::int64_t>(item.clusters.size()), "answer");
  const float width = text_width(ui.fonts.small, summary);
  draw_text(ui.draw(), ui.fonts.small, {at.x + ui.width() - width, at.y - ui.px(1)}, ui.theme.muted, summary);
  heading(ui, fitted(ui.fonts.heading, upper(item.item), ui.width() - width - ui.px(12)));
  ui.gap(12);
  constexpr std::size_t kMost = 30;
  for (std::size_t rank = 0; rank < std::min(kMost, item.clusters.size()); ++rank) {
    ImGui::PushID(static_cast<int>(rank));
    draw_cluster(ui, report, item.clusters[rank], rank);
    ImGui::PopID();
  }
  std::string lead = as_sentence(item_class_text(item.item_class));
  if (item.trials > 0) lead = grouped(item.correct) + " of " + grouped(item.trials) + " right.";
  const Run runs[2] = {{lead, &ui.fonts.small_strong, ui.theme.text},
                       {verdict_of(item), &ui.fonts.small, ui.theme.muted}};
  note_card(ui, runs);
  ui.gap(12);
  data_row(ui, "Entropy", entropy_text(item.entropy),
           {"How scattered the answers are, in nats.", "-sum p ln p, plug-in"});
}

}  // namespace

void draw_compare_inspector(Frame& ui) {
  const auto& report = ui.view.results.disagree.value;
  const std::int64_t shown = ui.view.state.shown_item;
  if (report && shown >= 0 && shown < static_cast<std::int64_t>(report->item_reports.size())) {
    return draw_item(ui, *report, report->item_reports[static_cast<std::size_t>(shown)]);
  }
  heading(ui, "TASK");
  ui.gap(12);
  words(ui, ui.fonts.body, ui.theme.muted,
        report ? "Choose a task to see who answered what." : "Who answered what appears here.");
}

}  // namespace nines::ui
