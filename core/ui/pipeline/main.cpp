// The middle of the Pipeline workspace, top to bottom: sentence, ends, survival, small pictures, powers.
#include "ui/pipeline/parts.h"
#include "ui/pipeline/pipeline.h"
#include "ui/widgets/format.h"
#include "ui/widgets/sentence.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

// Gives `picture` a rectangle of this height at the cursor, then moves the cursor below it.
template <class Picture>
void place(Frame& ui, float height, Picture picture) {
  const ImVec2 at = Frame::at();
  const ImVec2 size{ui.width(), ui.px(height)};
  picture(ImRect{at, at + size});
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(size);
}

using Picture = void (*)(Frame& ui, const ImRect& rect, const SimulateReport& report);

// Why survival, influence and distributions were not computed.
const Issue* left_out(const SimulateReport& report) {
  for (const Issue& issue : report.issues) {
    if (issue.code == "limit_partial" || issue.code == "sampled_only") return &issue;
  }
  return nullptr;
}

// The small pictures this report can fill.
std::vector<Picture> pictures_of(const SimulateReport& report) {
  std::vector<Picture> out;
  if (left_out(report) == nullptr) out = {draw_influence, draw_calls};
  if (report.latency_ms) out.push_back(draw_time);
  if (report.cost && report.cost_usd_mean > 0) out.push_back(draw_cost);
  if (report.first_failing.size() > 1) out.push_back(draw_first_failing);
  if (has_worth(report)) out.push_back(draw_worth);
  return out;
}

// Two in a row where there is room; an odd one out takes the whole row.
void draw_pictures(Frame& ui, const SimulateReport& report) {
  constexpr float kHeight = 222;
  const std::vector<Picture> pictures = pictures_of(report);
  for (std::size_t i = 0; i < pictures.size();) {
    const bool pair = ui.size != Size::sheets && i + 1 < pictures.size();
    place(ui, kHeight, [&](const ImRect& row) {
      const float half = std::round((row.GetWidth() - ui.px(14)) / 2);
      pictures[i](ui, {row.Min, {pair ? row.Min.x + half : row.Max.x, row.Max.y}}, report);
      if (pair) pictures[i + 1](ui, {{row.Max.x - half, row.Min.y}, row.Max}, report);
    });
    ui.gap(14);
    i += pair ? 2 : 1;
  }
}

void draw_waiting(Frame& ui) {
  place(ui, 120, [&](const ImRect& rect) {
    card_frame(ui, rect, false, false);
    const bool empty = ui.view.document.pipeline.steps.empty();
    draw_text_in(ui.draw(), ui.fonts.body, rect, ui.theme.muted,
                 empty ? "Add a step on the left, or open an example." : "Computing…", Align::centre);
  });
}

}  // namespace

void draw_pipeline_main(Frame& ui) {
  const auto& answer = ui.view.results.simulate;
  const float fresh = freshness(ui, answer);
  if (ui.view.document.pipeline.steps.empty()) {
    sentence_placeholder(ui, "Nothing to run yet.");
  } else {
    draw_pipeline_sentence(ui);
  }
  ui.gap(20);
  updating_mark(ui, fresh);
  if (answer.error) {
    error_card(ui, *answer.error);
    ui.gap(14);
  }
  if (!answer.value) {
    if (!answer.error) draw_waiting(ui);
    ui.gap(14);
  } else {
    const SimulateReport& report = *answer.value;
    draw_ends_bar(ui, report);
    ui.gap(14);
    if (const Issue* issue = left_out(report)) {
      const std::vector<Run> runs{{as_sentence(issue->message), &ui.fonts.small, ui.theme.muted}};
      note_card(ui, runs);
    } else {
      place(ui, ui.size == Size::sheets ? 300 : 324, [&](const ImRect& rect) { draw_survival(ui, rect, report); });
    }
    ui.gap(14);
    draw_pictures(ui, report);
    if (!report.sampled_only) {  // plans are weighed exactly
      place(ui, 250, [&](const ImRect& rect) { draw_front(ui, rect); });
      ui.gap(14);
    }
    place(ui, one_run_height(ui), [&](const ImRect& rect) { draw_one_run(ui, rect); });
    ui.gap(14);
  }
  place(ui, 300, [&](const ImRect& rect) { draw_powers(ui, rect, shape_of(ui.view.document.pipeline)); });
}

std::vector<StatusItem> pipeline_status(const Frame& ui) {
  const Theme& t = ui.theme;
  const auto& answer = ui.view.results.simulate;
  const app::Sampling& sampling = ui.view.results.sampling;
  std::vector<StatusItem> items;
  if (answer.error)
    items.push_back({StatusKind::state, "cannot be computed", t.silent});
  else
    items.push_back({StatusKind::state,
                     answer.updating                              ? "updating"
                     : answer.value && answer.value->sampled_only ? "sampled"
                     : answer.value                               ? "exact"
                                                                  : "waiting",
                     answer.value && !answer.updating ? t.ok : t.muted});
  if (!answer.value) return items;
  items.push_back({StatusKind::text, duration(answer.ms)});
  add_sampling(items, sampling);
  items.push_back(
      {StatusKind::action, app::action_info(app::ActionId::copy_command).label, 0, app::ActionId::copy_command});
  add_assumptions(items, ui, *answer.value);
  return items;
}

}  // namespace nines::ui
