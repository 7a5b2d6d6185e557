// Named values put in the place of their names, before anything else looks at a pipeline.
#include "nines/catalog.h"
#include "nines/simulate.h"
#include "simulate/check_params.h"

namespace nines {
namespace {

const Variable* find_variable(const Pipeline& pipeline, const std::string& name) {
  for (const Variable& one : pipeline.vars) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

std::optional<Error> resolve(const Pipeline& pipeline, std::vector<Step>& steps, const std::string& pointer) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string at = pointer + "/" + std::to_string(i);
    for (ParamValue& value : steps[i].params) {
      if (value.form != ValueForm::variable) continue;
      const ParamInfo* info = find_param_info(step_info(steps[i].kind), value.id);
      const std::string place = at + "/" + (info != nullptr ? info->name : "");
      const Variable* found = find_variable(pipeline, value.choice);
      if (found == nullptr) {
        return simulate::error_at(ErrorCode::unknown_variable, place, "no variable is called \"" + value.choice + "\"");
      }
      const Param id = value.id;
      value = found->value;
      value.id = id;
      if (value.form == ValueForm::counts) value.choice = found->name;  // rows of one variable are measured together
    }
    if (std::optional<Error> error = resolve(pipeline, steps[i].body, at + "/body")) return error;
  }
  return std::nullopt;
}

}  // namespace

Result<Pipeline> resolve_variables(const Pipeline& pipeline) {
  if (pipeline.vars.size() > kMaxVariables) {
    return simulate::error_at(
        ErrorCode::limit_exceeded, "/pipeline/vars",
        std::to_string(pipeline.vars.size()) + " variables; at most " + std::to_string(kMaxVariables));
  }
  Pipeline out = pipeline;
  if (std::optional<Error> error = resolve(pipeline, out.steps, "/pipeline/steps")) return *error;
  return out;
}

}  // namespace nines
