// The inspector's rows, derived from the step table: every parameter of every kind gets the control
// its type asks for.
#include <algorithm>

#include "nines/catalog.h"
#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

using app::StepPath;

Tip tip_of(const ParamInfo& info) { return {info.help}; }

NumberKind kind_of(const ParamInfo& info) {
  if (info.type == ParamType::whole) return NumberKind::whole;
  if (info.type == ParamType::real) return NumberKind::plain;
  return info.type == ParamType::correlation ? NumberKind::correlation : NumberKind::percent;
}

std::string shown_value(const ParamInfo& info, const ParamValue& value, bool given) {
  const std::string_view unit = info.unit;
  const std::string number = unit == "USD"  ? dollars(value.value)
                             : unit == "ms" ? duration(value.value)
                                            : number_text(kind_of(info), value.value);
  if (given && value.form == ValueForm::counts) return grouped(value.k) + "/" + grouped(value.n) + "  " + number;
  if (!given && info.when_omitted == WhenOmitted::assumed) return number + " assumed";
  return number;
}

// The value that would be in force if this parameter were not written; it may depend on the others.
double left_out(const Step& step, Param id) {
  Step bare;
  bare.kind = step.kind;
  for (const ParamValue& value : step.params) {
    if (value.id != id) bare.params.push_back(value);
  }
  return param_in_force(bare, id).value;
}

// A parameter that is written can be left out again; one that is assumed can be written.
void draw_written(Frame& ui, const StepPath& path, const Step& step, const ParamInfo& info, const ParamValue& value) {
  const bool given = given_param(step, info.id) != nullptr;
  const ImVec2 at = Frame::at();
  if (!given && info.when_omitted == WhenOmitted::assumed) {
    const std::string label = "Write " + number_text(kind_of(info), info.default_value) + " down";
    if (link_at(ui, {at.x, at.y - ui.px(8)}, ui.fonts.small, label, label + ": " + info.label))
      ui.out.push(app::SetParam{path, value});
    return ui.gap(16);
  }
  if (!given || info.when_omitted == WhenOmitted::required) return;
  const bool assumed = info.when_omitted == WhenOmitted::assumed;
  const double otherwise = left_out(step, info.id);
  const std::string label = assumed ? "Leave it open" : "Back to " + number_text(kind_of(info), otherwise);
  if (!assumed && value.value == otherwise) return;
  if (link_at(ui, {at.x, at.y - ui.px(8)}, ui.fonts.small, label, label + ": " + info.label))
    ui.out.push(app::ClearParam{path, info.id});
  ui.gap(16);
}

std::vector<std::string> words_of(const char* choices) {
  std::vector<std::string> out;
  std::string_view rest = choices;
  while (!rest.empty()) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    out.emplace_back(rest.substr(0, bar));
    rest.remove_prefix(std::min(rest.size(), bar + 1));
  }
  return out;
}

// "flagged_or_crash" -> "flagged or crash"
std::string spoken(std::string word) {
  std::replace(word.begin(), word.end(), '_', ' ');
  return word;
}

void draw_choice(Frame& ui, const StepPath& path, const ParamInfo& info, const ParamValue& value) {
  const std::vector<std::string> words = words_of(info.choices);
  if (words.size() < 2) return data_row(ui, info.label, spoken(value.choice), tip_of(info));
  std::vector<Option> options;
  for (const std::string& word : words) options.push_back({spoken(word)});
  const auto chosen = static_cast<std::size_t>(std::find(words.begin(), words.end(), value.choice) - words.begin());
  if (const auto picked = choice_row(ui, info.label, options, chosen)) {
    ParamValue next = value;
    next.form = ValueForm::choice;
    next.choice = words[*picked];
    ui.out.push(app::SetParam{path, next});
  }
  ui.gap(8);
}

// A row of the same list, chosen by what it is called.
void draw_step_choice(Frame& ui, const StepPath& path, const Step& step, const ParamInfo& info) {
  const ParamValue* given = given_param(step, info.id);
  const std::vector<Step>& list = app::siblings(ui.view.document.pipeline, path);
  std::vector<Option> options;
  std::size_t chosen = list.size();
  for (std::size_t i = 0; i < path.back(); ++i) {
    options.push_back({app::step_title(list[i])});
    if (given != nullptr && list[i].id == given->choice) chosen = i;
  }
  if (options.empty()) return data_row(ui, info.label, "no row before it", tip_of(info));
  const auto picked = choice_row(ui, info.label, options, chosen);
  if (picked) ui.out.push(app::SetStepRef{path, info.id, static_cast<std::uint16_t>(*picked)});
  ui.gap(8);
}

void draw_param(Frame& ui, const StepPath& path, const Step& step, const ParamInfo& info) {
  if (info.type == ParamType::step) return draw_step_choice(ui, path, step, info);
  const ParamValue value = param_in_force(step, info.id);
  if (info.type == ParamType::choice) return draw_choice(ui, path, info, value);
  const bool given = given_param(step, info.id) != nullptr;
  const NumberSpec spec{info.label, kind_of(info), info.min, info.max, tip_of(info)};
  const RowLook look{info.label, shown_value(info, value, given), !given && info.when_omitted == WhenOmitted::assumed};
  const bool stepped = info.type == ParamType::whole || info.type == ParamType::real;
  const auto edit = stepped ? stepper_row(ui, spec, value.value, look) : slider_row(ui, spec, value.value, look);
  if (edit) push_number(ui, path, info.id, *edit);
  draw_written(ui, path, step, info, value);
}

// What most pipelines use, and whatever this one says; the rest waits behind a link.
bool is_usual(const Step& step, const ParamInfo& info) {
  if (given_param(step, info.id) != nullptr || info.when_omitted == WhenOmitted::required) return true;
  if (info.when_omitted == WhenOmitted::assumed) return true;
  switch (info.id) {
    case Param::d:
    case Param::h:
    case Param::sees:
    case Param::on:
    case Param::rule:
    case Param::select:
    case Param::mode:
    case Param::detect:
    case Param::tries:
    case Param::repair: return true;
    default: return false;
  }
}

}  // namespace

void push_number(Frame& ui, const StepPath& path, Param id, const NumberEdit& edit) {
  ParamValue value = number_value(id, edit.value);
  if (edit.counts) {
    value.form = ValueForm::counts;
    value.k = edit.counts->first;
    value.n = edit.counts->second;
    value.complement = static_cast<double>(value.n - value.k) / static_cast<double>(value.n);
  }
  ui.out.push(app::SetParam{path, value}, edit.gesture);
}

void draw_step_params(Frame& ui, const StepPath& path, const Step& step) {
  bool hidden = false;
  const ImGuiID id = ImGui::GetID("more");
  const bool open = ImGui::GetStateStorage()->GetBool(id);
  for (const ParamInfo& info : step_info(step.kind).params) {
    hidden = hidden || !is_usual(step, info);
    if (!open && !is_usual(step, info)) continue;
    ImGui::PushID(info.name);
    draw_param(ui, path, step, info);
    ImGui::PopID();
  }
  if (!hidden) return;
  const std::string label = open ? "Fewer numbers" : "More numbers";
  if (link_at(ui, Frame::at(), ui.fonts.small, label, label)) ImGui::GetStateStorage()->SetBool(id, !open);
  ui.gap(24);
}

}  // namespace nines::ui
