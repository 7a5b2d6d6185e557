// See steps.h and edit.h.
#include "app/steps.h"

#include <algorithm>

#include "nines/catalog.h"

namespace nines::app {

std::vector<Step>* sibling_list(Pipeline& pipeline, const StepPath& path) {
  if (path.empty()) return nullptr;
  std::vector<Step>* list = &pipeline.steps;
  for (std::size_t level = 0; level + 1 < path.size(); ++level) {
    if (path[level] >= list->size()) return nullptr;
    list = &(*list)[path[level]].body;
  }
  return list;
}

Step* find_step(Pipeline& pipeline, const StepPath& path) {
  std::vector<Step>* list = sibling_list(pipeline, path);
  if (list == nullptr || path.back() >= list->size()) return nullptr;
  return &(*list)[path.back()];
}

const Step* find_step(const Pipeline& pipeline, const StepPath& path) {
  const std::vector<Step>* list = &pipeline.steps;
  const Step* found = nullptr;
  for (const std::uint16_t index : path) {
    if (index >= list->size()) return nullptr;
    found = &(*list)[index];
    list = &found->body;
  }
  return found;
}

const std::vector<Step>& siblings(const Pipeline& pipeline, const StepPath& path) {
  if (path.size() < 2) return pipeline.steps;
  return find_step(pipeline, StepPath(path.begin(), path.end() - 1))->body;
}

std::size_t step_count(const std::vector<Step>& steps) {
  std::size_t out = steps.size();
  for (const Step& step : steps) out += step_count(step.body);
  return out;
}

std::size_t step_depth(const std::vector<Step>& steps) {
  std::size_t out = 0;
  for (const Step& step : steps) out = std::max(out, step_depth(step.body));
  return steps.empty() ? 0 : out + 1;
}

std::string pointer_of(const StepPath& path) {
  std::string out = "/pipeline/steps";
  for (std::size_t level = 0; level < path.size(); ++level) {
    out += (level == 0 ? "/" : "/body/") + std::to_string(path[level]);
  }
  return out;
}

Step default_step(StepKind kind) {
  const StepInfo& info = step_info(kind);
  Step out;
  out.kind = kind;
  for (const ParamInfo& param : info.params) {
    // What the format requires, and what would otherwise be assumed: a new step should not raise an issue by itself.
    const bool needed = param.when_omitted == WhenOmitted::required || param.when_omitted == WhenOmitted::assumed;
    const bool voters = kind == StepKind::vote && param.id == Param::n;
    if (param.type != ParamType::step && (needed || voters))
      out.params.push_back(number_value(param.id, param.default_value));
  }
  if (!info.has_body) return out;
  out.body.push_back(default_step(StepKind::work));
  if (kind == StepKind::retry) out.body.push_back(default_step(StepKind::validate));
  return out;
}

namespace {

bool is_taken(const std::vector<Step>& steps, const std::string& id) {
  return std::any_of(steps.begin(), steps.end(),
                     [&](const Step& step) { return step.id == id || is_taken(step.body, id); });
}

}  // namespace

const std::string& id_given_to(Pipeline& pipeline, Step& step) {
  for (int i = 1; step.id.empty(); ++i) {
    std::string id = "step" + std::to_string(i);
    if (!is_taken(pipeline.steps, id)) step.id = std::move(id);
  }
  return step.id;
}

void aim_at_row_before(Pipeline& pipeline, std::vector<Step>& list, std::size_t at) {
  Step& step = list[at];
  if (step.kind != StepKind::rollback || at == 0 || given_param(step, Param::to) != nullptr) return;
  ParamValue to;
  to.id = Param::to;
  to.form = ValueForm::choice;
  to.choice = id_given_to(pipeline, list[at - 1]);
  step.params.insert(step.params.begin(), std::move(to));
}

std::string step_title(const Step& step) { return step.label.empty() ? step_info(step.kind).label : step.label; }

}  // namespace nines::app
