// See plan_question.h.
#include "app/plan_question.h"

#include "app/edit.h"
#include "nines/catalog.h"

namespace nines::app {
namespace {

// A retry whose check catches 9 of 10 errors: what default_step() makes of one, with as many tries as an option says.
// Where a latent of the pipeline may drive the step, the retry leaves its own correlation to it.
PlanChange check_and_retry(const StepPath& path, bool has_latents) {
  PlanChange out;
  out.at = pointer_of(path);
  Step block = default_step(StepKind::retry);
  if (has_latents) std::erase_if(block.params, [](const ParamValue& value) { return value.id == Param::rho; });
  block.body.erase(block.body.begin());  // the step itself comes in the place of the block's own work
  out.wrap = std::move(block);
  for (const std::int64_t tries : {2, 3, 4, 6}) {
    PlanOption option;
    option.params.push_back(number_value(Param::max, static_cast<double>(tries)));
    out.options.push_back(std::move(option));
  }
  return out;
}

bool tries_again(StepKind kind) {
  return kind == StepKind::retry || kind == StepKind::fallback || kind == StepKind::vote || kind == StepKind::best_of ||
         kind == StepKind::loop;
}

void add_wraps(const std::vector<Step>& steps, bool has_latents, StepPath& path, std::vector<PlanChange>& out) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    path.push_back(static_cast<std::uint16_t>(i));
    if (steps[i].kind == StepKind::work && out.size() < kMostWrapsWeighed)
      out.push_back(check_and_retry(path, has_latents));
    if (!tries_again(steps[i].kind)) add_wraps(steps[i].body, has_latents, path, out);
    path.pop_back();
  }
}

}  // namespace

PlanQuestion plan_question(const Pipeline& pipeline, double target) {
  PlanQuestion out;
  out.target.ok = target;
  StepPath path;
  add_wraps(pipeline.steps, !pipeline.latents.empty(), path, out.changes);
  for (PlanChange& change : default_changes(pipeline)) out.changes.push_back(std::move(change));
  return out;
}

}  // namespace nines::app
