// Changes told in words, and the changes that the step table suggests by itself (plan_changes.h, nines/questions.h).
#include <algorithm>
#include <array>

#include "nines/catalog.h"
#include "simulate/check_params.h"
#include "simulate/questions/plan_changes.h"

namespace nines::simulate {
namespace {

const Step* first_labelled(const Step& step) {
  if (!step.label.empty()) return &step;
  for (const Step& inner : step.body) {
    if (const Step* found = first_labelled(inner)) return found;
  }
  return nullptr;
}

std::string lower_first(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

// "attempts", of one "attempt".
std::string counted_unit(std::string unit, double count) {
  if (count == 1 && unit.ends_with('s')) unit.pop_back();
  return unit;
}

// "3 attempts", "succeeds .98"
std::string words_of_param(const ParamInfo& info, const ParamValue& value) {
  const std::string number = words_of_value(value);
  if (info.type == ParamType::whole && info.unit[0] != '\0') return number + " " + counted_unit(info.unit, value.value);
  return lower_first(info.label) + " " + number;
}

std::string words_of_params(const Step& of, const std::vector<ParamValue>& params, bool told_before) {
  const StepInfo& kind = step_info(of.kind);
  std::string out;
  for (const ParamValue& value : params) {
    const ParamInfo* info = find_param_info(kind, value.id);
    if (info == nullptr) continue;
    out += (out.empty() ? "" : ", ") + words_of_param(*info, value);
    if (told_before) out += " instead of " + words_of_value(param_in_force(of, value.id));
  }
  return out;
}

std::string words_of_wrap(const Step& block, const PlanOption& option) {
  std::string out = "put into " + lower_first(step_info(block.kind).label);
  if (!option.name.empty()) out += " " + option.name;
  const std::string numbers = words_of_params(block, option.params, false);
  if (!numbers.empty()) out += ", " + numbers;
  for (const Step& row : block.body) out += ", then " + lower_first(name_of_step(row));
  return out;
}

// What may be tried for each number that can be turned up or down. At most six values a row.
struct Suggestion {
  StepKind kind;
  Param param;
  std::array<double, 6> values;
  std::size_t count;
};
constexpr std::array kSuggestions{
    Suggestion{StepKind::retry, Param::max, {1, 2, 3, 4, 5}, 5},
    Suggestion{StepKind::loop, Param::max, {1, 2, 3, 4, 6}, 5},
    Suggestion{StepKind::vote, Param::n, {1, 3, 5, 7, 9}, 5},
    Suggestion{StepKind::best_of, Param::n, {1, 2, 4, 8, 16}, 5},
    Suggestion{StepKind::checkpoint, Param::every, {1, 2, 5, 10, 20, 50}, 6},
    Suggestion{StepKind::rollback, Param::max, {1, 2, 3, 4}, 4},
    Suggestion{StepKind::human, Param::share, {0, 0.25, 0.5, 0.75, 1}, 5},
};

bool is_possible(const Step& step, const Suggestion& row, double value) {
  if (row.param == Param::every) return value <= param_in_force(step, Param::count).value;
  if (row.kind != StepKind::vote) return true;
  if (param_in_force(step, Param::rule).choice != "quorum") return true;
  const double k = param_in_force(step, Param::k).value;
  return 2 * k > value && k <= value;
}

bool is_fixed(const Step& step, const Suggestion& row) {
  if (row.kind != StepKind::vote) return false;
  return given_param(step, Param::n) == nullptr || param_in_force(step, Param::rule).choice == "weighted";
}

void suggest(const std::vector<Step>& steps, const std::string& list, std::vector<PlanChange>& out) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string pointer = list + "/" + std::to_string(i);
    for (const Suggestion& row : kSuggestions) {
      if (row.kind != steps[i].kind || is_fixed(steps[i], row)) continue;
      PlanChange change;
      change.at = pointer;
      const ParamValue now = param_in_force(steps[i], row.param);
      for (std::size_t v = 0; v < row.count; ++v) {
        const bool is_now = now.form == ValueForm::number && now.value == row.values[v];
        if (is_now || !is_possible(steps[i], row, row.values[v])) continue;
        change.options.push_back({"", {number_value(row.param, row.values[v])}});
      }
      if (!change.options.empty()) out.push_back(std::move(change));
    }
    suggest(steps[i].body, pointer + "/body", out);
  }
}

}  // namespace

std::string name_of_step(const Step& step) {
  if (const Step* found = first_labelled(step)) return found->label;
  return step.id.empty() ? step_info(step.kind).label : step.id;
}

std::string words_of_value(const ParamValue& value) {
  switch (value.form) {
    case ValueForm::choice: return value.choice;
    case ValueForm::variable: return "variable " + value.choice;
    case ValueForm::counts: return std::to_string(value.k) + " of " + std::to_string(value.n);
    case ValueForm::complement: return "1 - " + short_number(value.complement);
    case ValueForm::number: break;
  }
  return short_number(value.value);
}

std::string words_of_change(const Pipeline& pipeline, const PlanChange& change, const PlacedChange& place,
                            std::size_t option) {
  const PlanOption& what = change.options[option - 1];
  if (!change.variable.empty()) {
    std::string before;
    for (const Variable& one : pipeline.vars) {
      if (one.name == change.variable) before = words_of_value(one.value);
    }
    return "Variable " + change.variable + ": " +
           (what.name.empty() ? words_of_value(what.params.front()) : what.name) + " instead of " + before;
  }
  const Step& step = step_at(pipeline, place.path);
  const std::string name = name_of_step(step) + ": ";
  if (change.wrap) return name + words_of_wrap(*change.wrap, what);
  const std::string numbers = words_of_params(step, what.params, true);
  if (what.name.empty()) return name + numbers;
  return name + what.name + (numbers.empty() ? "" : " (" + numbers + ")");
}

}  // namespace nines::simulate

namespace nines {

std::vector<PlanChange> default_changes(const Pipeline& pipeline) {
  std::vector<PlanChange> out;
  simulate::suggest(pipeline.steps, "/pipeline/steps", out);
  return out;
}

}  // namespace nines
