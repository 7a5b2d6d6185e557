// Recognises: equal work rows; [repeat of] [retry of] work [, validate].
#include "ui/pipeline/shape.h"

#include "nines/catalog.h"

namespace nines::ui {
namespace {

using app::StepPath;

StepPath below(const StepPath& path, std::uint16_t index) {
  StepPath out = path;
  out.push_back(index);
  return out;
}

// work, or work then validate.
bool take_work(const std::vector<Step>& steps, const StepPath& at, Shape& shape) {
  if (steps.empty() || steps[0].kind != StepKind::work) return false;
  if (steps.size() == 2 && steps[1].kind == StepKind::validate)
    shape.checked = true;
  else if (steps.size() != 1)
    return false;
  shape.works.push_back(below(at, 0));
  return true;
}

bool take_block(const std::vector<Step>& steps, const StepPath& at, Shape& shape) {
  if (steps.size() == 1 && steps[0].kind == StepKind::retry) {
    shape.retry = below(at, 0);
    return take_work(steps[0].body, *shape.retry, shape);
  }
  return take_work(steps, at, shape);
}

bool take_equal_rows(const std::vector<Step>& steps, Shape& shape) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].kind != StepKind::work || steps[i].params != steps[0].params) return false;
    shape.works.push_back({static_cast<std::uint16_t>(i)});
  }
  shape.count = static_cast<std::int64_t>(steps.size());
  return steps.size() > 1;
}

}  // namespace

double number_in_force(const Step& step, Param id) { return param_in_force(step, id).value; }

std::optional<Shape> shape_of(const Pipeline& pipeline) {
  Shape shape;
  if (take_equal_rows(pipeline.steps, shape)) return shape;
  shape = {};
  if (pipeline.steps.size() == 1 && pipeline.steps[0].kind == StepKind::repeat) {
    shape.repeat = StepPath{0};
    shape.count = static_cast<std::int64_t>(number_in_force(pipeline.steps[0], Param::count));
    if (take_block(pipeline.steps[0].body, {0}, shape)) return shape;
    return std::nullopt;
  }
  if (take_block(pipeline.steps, {}, shape)) return shape;
  return std::nullopt;
}

std::int64_t work_visits(const std::vector<Step>& steps) {
  constexpr std::int64_t kEnough = 1'000'000'000'000;
  std::int64_t sum = 0;
  for (const Step& step : steps) {
    std::int64_t here = step.kind == StepKind::work ? 1 : work_visits(step.body);
    if (step.kind == StepKind::repeat)
      here = std::min(kEnough, here * static_cast<std::int64_t>(number_in_force(step, Param::count)));
    sum = std::min(kEnough, sum + here);
  }
  return sum;
}

}  // namespace nines::ui
