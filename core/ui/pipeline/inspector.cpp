// The right side of the Pipeline workspace: the selected step's parameters, evidence and formula,
// then the whole pipeline.
#include "nines/catalog.h"
#include "ui/pipeline/parts.h"
#include "ui/pipeline/pipeline.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

using app::StepPath;

void draw_kind(Frame& ui, const Step& step) {
  const StepInfo& info = step_info(step.kind);
  const ImVec2 at = Frame::at();
  const float width = text_width(ui.fonts.small, info.id);
  draw_text(ui.draw(), ui.fonts.small, {at.x + ui.width() - width, at.y - ui.px(1)}, ui.theme.muted, info.id);
  tip_over(ui, {{at.x + ui.width() - width, at.y}, {at.x + ui.width(), at.y + ui.px(18)}}, {info.help});
  heading(ui, upper(fitted(ui.fonts.heading, app::step_title(step), ui.width() - width - ui.px(40))));
}

const ParamValue* measured_param(const Step& step) {
  for (const ParamValue& value : step.params) {
    if (value.form == ValueForm::counts) return &value;
  }
  return nullptr;
}

// "33 of 500 in answers.jsonl broke the contract, and a repair made 20 of these 33 usable"
std::string measured_text(const Step& step, const ParamValue& measured) {
  const std::string of = grouped(measured.k) + " of " + grouped(measured.n);
  if (step.kind != StepKind::format_gate)
    return " " + of + " runs passed" + (step.source.empty() ? "" : " in " + step.source);
  const bool same = step.source.starts_with(std::to_string(measured.k) + " of " + std::to_string(measured.n) + " ");
  std::string text = " " + (same ? step.source : of + " answers") + " broke the contract";
  const ParamValue* repair = given_param(step, Param::repair);
  if (repair != nullptr && repair->form == ValueForm::counts)
    text += ", and a repair made " + grouped(repair->k) + " of these " + grouped(repair->n) + " usable";
  return same || step.source.empty() ? text : text + " (" + step.source + ")";
}

void draw_evidence(Frame& ui, const Step& step) {
  const bool gate = step.kind == StepKind::format_gate;
  if (!gate && step.kind != StepKind::work && step.kind != StepKind::validate) return;
  const Theme& t = ui.theme;
  const ParamValue* measured = measured_param(step);
  std::vector<Run> runs;
  if (measured != nullptr) {
    std::string text = measured_text(step, *measured) + ".";
    const auto& report = ui.view.results.simulate.value;
    if (report && report->ok_ci)
      text += " With that many, the whole pipeline succeeds between " + percent(report->ok_ci->low) + " and " +
              percent(report->ok_ci->high) + ".";
    runs = {{"Measured, not guessed.", &ui.fonts.small_strong, t.text}, {text, &ui.fonts.small, t.muted}};
  } else if (!step.source.empty()) {
    runs = {{"Where the numbers are from.", &ui.fonts.small_strong, t.text},
            {" " + step.source, &ui.fonts.small, t.muted}};
  } else {
    runs = {
        {"Set by hand.", &ui.fonts.small_strong, t.text},
        {" Counted it? Click a value and type 19/20: the interval follows from the counts.", &ui.fonts.small, t.muted}};
  }
  ui.gap(8);
  note_card(ui, runs);
}

void draw_formula(Frame& ui, const StepInfo& info) {
  ui.gap(28);
  heading(ui, "WHERE IT COMES FROM");
  ui.gap(12);
  words(ui, ui.fonts.small_number, ui.theme.muted, info.formula);
  ui.gap(8);
  words(ui, ui.fonts.small, ui.theme.muted, info.reference);
}

}  // namespace

void draw_pipeline_inspector(Frame& ui) {
  const StepPath& path = ui.view.state.selected;
  const Step* step = path.empty() ? nullptr : app::find_step(ui.view.document.pipeline, path);
  if (step == nullptr) {
    heading(ui, "NO STEP SELECTED");
    ui.gap(12);
    words(ui, ui.fonts.body, ui.theme.muted, "Choose a step on the left to see and change its numbers.");
    return draw_whole_pipeline(ui);
  }
  ImGui::PushID(app::pointer_of(path).c_str());
  draw_kind(ui, *step);
  ui.gap(14);
  draw_step_params(ui, path, *step);
  draw_inputs(ui, path, *step);
  draw_evidence(ui, *step);
  ui.gap(20);
  if (const auto edit = field_row(ui, {"Name", step_info(step->kind).label}, step->label))
    ui.out.push(app::SetLabel{path, edit->text}, edit->gesture);
  draw_formula(ui, step_info(step->kind));
  ImGui::PopID();
  draw_whole_pipeline(ui);
}

}  // namespace nines::ui
