// The left list of the Compare workspace: which records, what counts as the same answer, and what
// to watch out for.
#include <array>

#include "ui/compare/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

bool dataset_card(Frame& ui, const std::string& sha, const std::string& name, const std::string& line, bool chosen,
                  bool here) {
  const ImVec2 at = Frame::at();
  const ImRect rect{at, at + ImVec2{ui.width(), ui.px(58)}};
  ImGui::PushID(sha.c_str());
  const Hit hit = hit_area(ui, {name, Role::option, chosen ? "selected" : ""}, rect);
  ImGui::PopID();
  card_frame(ui, rect, chosen, hit.hovered);
  const ImRect inner{rect.Min + ImVec2{ui.px(12), ui.px(10)}, rect.Max - ImVec2{ui.px(12), 0}};
  draw_text_in(ui.draw(), ui.fonts.body, {inner.Min, {inner.Max.x, inner.Min.y + ui.px(20)}}, ui.theme.text, name);
  draw_text_in(ui.draw(), ui.fonts.small,
               {{inner.Min.x, inner.Min.y + ui.px(20)}, {inner.Max.x, inner.Min.y + ui.px(38)}},
               here ? ui.theme.muted : ui.theme.detected, line);
  focus_ring(ui, hit, metric::kRadius);
  ImGui::Dummy(rect.GetSize());
  ui.gap(8);
  return hit.pressed;
}

// "12 tasks × 1 model × 5 trials"; of several models only the answers a task are known.
std::string shape_text(const DisagreeReport& report) {
  const std::string answers = answers_a_task(report);
  const char* ending = report.trials_max == 1 ? "" : "s";
  if (report.models <= 1) return counted(report.items, "task") + " × 1 model × " + answers + " trial" + ending;
  return counted(report.items, "task") + ", " + answers + " answer" + ending + " each, " +
         counted(report.models, "model");
}

void draw_datasets(Frame& ui) {
  const CompareInput& compare = ui.view.document.compare;
  const auto& report = ui.view.results.disagree.value;
  const bool missing = !compare.dataset.empty() && !ui.view.datasets.contains(compare.dataset);
  if (missing)
    dataset_card(ui, compare.dataset, compare.dataset_name, "Not on this computer: drop the file here", true, false);
  for (const auto& [sha, dataset] : ui.view.datasets) {
    const bool chosen = sha == compare.dataset;
    const std::string line = chosen && report ? shape_text(*report) : size_text(dataset.bytes.size());
    if (!dataset_card(ui, sha, dataset.name, line, chosen, true) || chosen) continue;
    CompareInput next = compare;
    next.dataset = sha;
    next.dataset_name = dataset.name;
    ui.out.push(app::SetCompare{next});
    ui.out.ask(app::ShowItem{-1});
  }
}

constexpr std::array<const char*, 4> kByNames{"automatic", "label", "correctness", "output"};

void draw_options(Frame& ui) {
  static constexpr std::array<const char*, 4> kByHelp{"Label if every record has one, else correctness, else output",
                                                      "The field \"label\"", "Right or wrong, from score or expected",
                                                      "The canonical output"};
  CompareInput compare = ui.view.document.compare;
  const auto& report = ui.view.results.disagree.value;
  std::array<Option, 4> options;
  for (std::size_t i = 0; i < options.size(); ++i) options[i] = {kByNames[i], kByHelp[i]};
  if (compare.by == CompareBy::automatic && report)
    options[0].label = std::string("by ") + kByNames[static_cast<std::size_t>(report->compared_by)];
  if (const auto picked = choice_row(ui, "Compared", options, static_cast<std::size_t>(compare.by))) {
    compare.by = static_cast<CompareBy>(*picked);
    ui.out.push(app::SetCompare{compare});
  }
  ui.gap(16);
  const NumberSpec spec{"Right from score",
                        NumberKind::plain,
                        -1e9,
                        1e9,
                        {"A record with a score is right when the score is at least this."}};
  if (const auto edit = number_row(ui, spec, compare.pass_mark, {"Right from score"})) {
    compare.pass_mark = edit->value;
    ui.out.push(app::SetCompare{compare}, edit->gesture);
  }
}

void draw_issues(Frame& ui, const Issues& issues) {
  constexpr std::size_t kMost = 6;
  if (issues.empty()) return;
  ui.gap(20);
  heading(ui, "WATCH OUT");
  ui.gap(12);
  for (std::size_t i = 0; i < std::min(kMost, issues.size()); ++i) {
    const Run run{as_sentence(issues[i].message), &ui.fonts.small, ui.theme.muted};
    note_card(ui, std::span(&run, 1));
    ui.gap(8);
  }
  if (issues.size() > kMost)
    words(ui, ui.fonts.small, ui.theme.muted,
          "and " + grouped(static_cast<std::int64_t>(issues.size() - kMost)) + " more");
}

}  // namespace

void draw_compare_list(Frame& ui) {
  if (heading(ui, "RECORDS", "+ Open")) ui.out.ask(app::ActionId::open_file);
  ui.gap(12);
  draw_datasets(ui);
  if (ui.view.document.compare.dataset.empty()) {
    words(ui, ui.fonts.small, ui.theme.muted, "One JSON object a line: item, model, trial, output or score.");
    return;
  }
  ui.gap(20);
  heading(ui, "SAME ANSWER MEANS");
  ui.gap(12);
  draw_options(ui);
  if (const auto& report = ui.view.results.disagree.value) draw_issues(ui, report->issues);
}

}  // namespace nines::ui
