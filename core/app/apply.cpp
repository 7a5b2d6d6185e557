// apply(): the only function that makes a new Document. One overload per edit; each changes a copy or says why it
// cannot.
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "app/gates.h"
#include "app/steps.h"
#include "nines/catalog.h"

namespace nines::app {
namespace {

using Failure = std::optional<Error>;

Failure refuse(const StepPath& path, std::string message) {
  Error error{ErrorCode::bad_value, std::move(message), {}};
  error.where.pointer = pointer_of(path);
  return error;
}

Failure no_step(const StepPath& path) { return refuse(path, "there is no step at " + pointer_of(path)); }

Failure change(Document& document, const SetTitle& edit) {
  document.title = edit.title;
  return {};
}

Failure change(Document& document, const SetWorkspace& edit) {
  document.workspace = edit.workspace;
  return {};
}

// Keeps parameters in table order, so that the same pipeline is the same bytes however it was edited.
void put_param(Step& step, const ParamValue& value) {
  std::vector<ParamValue> params;
  for (const ParamInfo& info : step_info(step.kind).params) {
    const ParamValue* given = info.id == value.id ? &value : given_param(step, info.id);
    if (given != nullptr) params.push_back(*given);
  }
  step.params = std::move(params);
}

Failure change(Document& document, const SetParam& edit) {
  Step* step = find_step(document.pipeline, edit.path);
  if (step == nullptr) return no_step(edit.path);
  const ParamInfo* info = find_param_info(step_info(step->kind), edit.value.id);
  if (info == nullptr) return refuse(edit.path, step_title(*step) + " has no such parameter");
  const bool number = info->type != ParamType::choice;
  if (number && !(edit.value.value >= info->min && edit.value.value <= info->max)) {
    return refuse(edit.path, std::string(info->label) + " is out of range");
  }
  put_param(*step, edit.value);
  return {};
}

Failure change(Document& document, const ClearParam& edit) {
  Step* step = find_step(document.pipeline, edit.path);
  if (step == nullptr) return no_step(edit.path);
  const ParamInfo* info = find_param_info(step_info(step->kind), edit.id);
  if (info == nullptr || info->when_omitted == WhenOmitted::required)
    return refuse(edit.path, "this parameter cannot be left out");
  std::erase_if(step->params, [&](const ParamValue& value) { return value.id == edit.id; });
  return {};
}

Failure change(Document& document, const SetLabel& edit) {
  Step* step = find_step(document.pipeline, edit.path);
  if (step == nullptr) return no_step(edit.path);
  step->label = edit.label;
  return {};
}

Failure check_size(const Document& document, const StepPath& path) {
  if (step_count(document.pipeline.steps) > kMaxPipelineSteps)
    return refuse(path, "the pipeline is full: " + std::to_string(kMaxPipelineSteps) + " steps");
  if (step_depth(document.pipeline.steps) > kMaxPipelineDepth)
    return refuse(path, "blocks nest at most " + std::to_string(kMaxPipelineDepth) + " deep");
  return {};
}

Failure insert(Document& document, const StepPath& path, Step step) {
  std::vector<Step>* list = sibling_list(document.pipeline, path);
  if (list == nullptr || path.back() > list->size()) return no_step(path);
  list->insert(list->begin() + path.back(), std::move(step));
  aim_at_row_before(document.pipeline, *list, path.back());
  return check_size(document, path);
}

Failure change(Document& document, const AddStep& edit) {
  if (edit.path.size() > 1) {
    const Step* parent = find_step(std::as_const(document.pipeline), StepPath(edit.path.begin(), edit.path.end() - 1));
    if (parent == nullptr || !step_info(parent->kind).has_body)
      return refuse(edit.path, "only a block holds other steps");
  }
  return insert(document, edit.path, default_step(edit.kind));
}

Failure change(Document& document, const RemoveStep& edit) {
  if (find_step(document.pipeline, edit.path) == nullptr) return no_step(edit.path);
  std::vector<Step>* list = sibling_list(document.pipeline, edit.path);
  if (list->size() == 1)
    return refuse(edit.path, "a pipeline or block keeps at least one step; remove the block instead");
  list->erase(list->begin() + edit.path.back());
  return {};
}

Failure change(Document& document, const DuplicateStep& edit) {
  const Step* step = find_step(std::as_const(document.pipeline), edit.path);
  if (step == nullptr) return no_step(edit.path);
  Step copy = *step;
  copy.id.clear();  // ids are unique
  StepPath after = edit.path;
  ++after.back();
  return insert(document, after, std::move(copy));
}

Failure change(Document& document, const MoveStep& edit) {
  if (find_step(document.pipeline, edit.path) == nullptr) return no_step(edit.path);
  std::vector<Step>& list = *sibling_list(document.pipeline, edit.path);
  const int from = edit.path.back();
  const int to = from + edit.by;
  if (to < 0 || to >= static_cast<int>(list.size())) return refuse(edit.path, "it is already at the end of its list");
  Step moved = std::move(list[static_cast<std::size_t>(from)]);
  list.erase(list.begin() + from);
  list.insert(list.begin() + to, std::move(moved));
  return {};
}

Failure change(Document& document, const WrapStep& edit) {
  Step* step = find_step(document.pipeline, edit.path);
  if (step == nullptr) return no_step(edit.path);
  if (!step_info(edit.kind).has_body) return refuse(edit.path, "only a block can hold a step");
  Step block = default_step(edit.kind);
  block.body.front() = *step;
  *step = std::move(block);
  return check_size(document, edit.path);
}

Failure change(Document& document, const UnwrapStep& edit) {
  Step* step = find_step(document.pipeline, edit.path);
  if (step == nullptr) return no_step(edit.path);
  if (step->body.empty()) return refuse(edit.path, "this step has no body");
  std::vector<Step> body = std::move(step->body);
  std::vector<Step>& list = *sibling_list(document.pipeline, edit.path);
  list.erase(list.begin() + edit.path.back());
  list.insert(list.begin() + edit.path.back(), std::make_move_iterator(body.begin()),
              std::make_move_iterator(body.end()));
  return {};
}

Failure change(Document& document, const PutGate& edit) {
  if (find_step(document.pipeline, edit.path) == nullptr) return no_step(edit.path);
  put_gate(document.pipeline, edit.path, edit.gate);
  document.workspace = Workspace::pipeline;
  return check_size(document, edit.path);
}

// The earlier row of the same list that an edit names; nullptr when it is none.
Step* earlier_row(Document& document, const StepPath& path, std::uint16_t row) {
  if (find_step(document.pipeline, path) == nullptr || row >= path.back()) return nullptr;
  return &(*sibling_list(document.pipeline, path))[row];
}

Failure not_earlier(const StepPath& path) { return refuse(path, "only an earlier row of the same list can be named"); }

Failure change(Document& document, const SetStepRef& edit) {
  Step* row = earlier_row(document, edit.path, edit.row);
  if (row == nullptr) return not_earlier(edit.path);
  Step& step = *find_step(document.pipeline, edit.path);
  const ParamInfo* info = find_param_info(step_info(step.kind), edit.id);
  if (info == nullptr || info->type != ParamType::step)
    return refuse(edit.path, step_title(step) + " has no such parameter");
  ParamValue value;
  value.id = edit.id;
  value.form = ValueForm::choice;
  value.choice = id_given_to(document.pipeline, *row);
  put_param(step, value);
  return {};
}

Failure change(Document& document, const SetNeeds& edit) {
  Step* step = find_step(document.pipeline, edit.path);
  if (step == nullptr) return no_step(edit.path);
  std::optional<std::vector<std::string>> needs;
  if (edit.rows) needs.emplace();
  for (const std::uint16_t row : edit.rows.value_or(std::vector<std::uint16_t>{})) {
    Step* from = earlier_row(document, edit.path, row);
    if (from == nullptr) return not_earlier(edit.path);
    needs->push_back(id_given_to(document.pipeline, *from));
  }
  step->needs = std::move(needs);
  return {};
}

Failure change(Document& document, const SetSurroundings& edit) {
  std::vector<Step> steps = std::move(document.pipeline.steps);
  document.pipeline = edit.around;
  document.pipeline.steps = std::move(steps);
  return {};
}

Failure change(Document& document, const SetPipeline& edit) {
  document.pipeline = edit.pipeline;
  document.title = edit.title;
  document.workspace = Workspace::pipeline;
  return {};
}

Failure change(Document& document, const SetCheck& edit) {
  document.check = edit.check;
  return {};
}

Failure change(Document& document, const SetCompare& edit) {
  document.compare = edit.compare;
  return {};
}

Failure change(Document& document, const SetDocument& edit) {
  document = edit.document;
  return {};
}

}  // namespace

Result<Document> apply(const Document& document, const Edit& edit) {
  Document next = document;
  Failure failure = std::visit([&](const auto& one) { return change(next, one); }, edit);
  if (failure) return *failure;
  return next;
}

}  // namespace nines::app
