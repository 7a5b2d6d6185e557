// Finding, checking and applying changes (plan_changes.h).
#include "simulate/questions/plan_changes.h"

#include <algorithm>

#include "nines/catalog.h"
#include "simulate/check_params.h"

namespace nines::simulate {
namespace {

std::optional<std::size_t> index_in(std::string_view digits) {
  constexpr std::size_t kMostDigits = 9;
  if (digits.empty() || digits.size() > kMostDigits) return std::nullopt;
  std::size_t out = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    out = 10 * out + static_cast<std::size_t>(c - '0');
  }
  return out;
}

// /pipeline/steps/0/body/1 -> {0, 1}; nothing when it names no step.
std::optional<StepPath> path_of_pointer(const Pipeline& pipeline, std::string_view pointer) {
  if (pointer.starts_with("/pipeline/")) pointer.remove_prefix(std::string_view("/pipeline").size());
  StepPath out;
  const std::vector<Step>* list = &pipeline.steps;
  std::string_view name = "/steps/";
  while (!pointer.empty()) {
    if (!pointer.starts_with(name)) return std::nullopt;
    pointer.remove_prefix(name.size());
    const std::string_view digits = pointer.substr(0, pointer.find('/'));
    const std::optional<std::size_t> at = index_in(digits);
    if (!at || *at >= list->size()) return std::nullopt;
    out.push_back(*at);
    list = &(*list)[*at].body;
    pointer.remove_prefix(digits.size());
    name = "/body/";
  }
  return out.empty() ? std::nullopt : std::optional(out);
}

template <class Fits>
void find_all(const std::vector<Step>& steps, StepPath& here, const Fits& fits, std::vector<StepPath>& out) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    here.push_back(i);
    if (fits(steps[i])) out.push_back(here);
    find_all(steps[i].body, here, fits, out);
    here.pop_back();
  }
}

template <class Fits>
std::vector<StepPath> all_steps(const Pipeline& pipeline, const Fits& fits) {
  std::vector<StepPath> out;
  StepPath here;
  find_all(pipeline.steps, here, fits, out);
  return out;
}

bool names(const Step& row, const std::string& id) {
  if (row.needs && std::find(row.needs->begin(), row.needs->end(), id) != row.needs->end()) return true;
  const ParamValue* to = row.kind == StepKind::rollback ? given_param(row, Param::to) : nullptr;
  return to != nullptr && to->choice == id;
}

void wrap(std::vector<Step>& list, std::size_t at, Step block) {
  Step inner = list[at];
  const bool is_named =
      !inner.id.empty() && std::any_of(list.begin(), list.end(), [&](const Step& row) { return names(row, inner.id); });
  if (is_named) block.id = inner.id;  // rows that take its artifact, or go back to it, now mean the block
  block.needs = inner.needs;
  inner.needs.reset();
  block.body.insert(block.body.begin(), std::move(inner));
  list[at] = std::move(block);
}

std::vector<Step>& list_of(Pipeline& pipeline, const StepPath& path) {
  std::vector<Step>* list = &pipeline.steps;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) list = &(*list)[path[i]].body;
  return *list;
}

std::string pointer_of_option(std::size_t change, std::size_t option) {
  return "/plan/changes/" + std::to_string(change) + "/options/" + std::to_string(option);
}

std::optional<Error> check_option(const PlanChange& change, const Step& of, std::size_t c, std::size_t o) {
  for (const ParamValue& value : change.options[o].params) {
    if (find_param_info(step_info(of.kind), value.id) != nullptr) continue;
    return error_at(ErrorCode::bad_value, pointer_of_option(c, o),
                    std::string("a parameter that \"") + step_info(of.kind).id + "\" does not have");
  }
  return std::nullopt;
}

std::optional<Error> check_sizes(const PlanChange& change, std::size_t c) {
  const std::string at = "/plan/changes/" + std::to_string(c);
  if (change.options.size() > kMaxPlanOptions) {
    return error_at(ErrorCode::limit_exceeded, at,
                    std::to_string(change.options.size()) + " options; at most " + std::to_string(kMaxPlanOptions));
  }
  if (change.options.empty() && !change.keep)
    return error_at(ErrorCode::bad_value, at, "no option, and as it is may not stay");
  return std::nullopt;
}

Result<PlacedChange> place_variable(const Pipeline& pipeline, const PlanChange& change, std::size_t c) {
  const std::string at = "/plan/changes/" + std::to_string(c);
  const bool known = std::any_of(pipeline.vars.begin(), pipeline.vars.end(),
                                 [&](const Variable& one) { return one.name == change.variable; });
  if (!known)
    return error_at(ErrorCode::unknown_variable, at + "/var", "no variable is called \"" + change.variable + "\"");
  for (std::size_t o = 0; o < change.options.size(); ++o) {
    if (change.options[o].params.size() != 1)
      return error_at(ErrorCode::bad_value, pointer_of_option(c, o), "a variable takes one value");
  }
  return PlacedChange{{}, "/pipeline/vars/" + change.variable};
}

Result<PlacedChange> place_change(const Pipeline& pipeline, const PlanChange& change, std::size_t c) {
  if (std::optional<Error> error = check_sizes(change, c)) return *error;
  if (!change.variable.empty()) return place_variable(pipeline, change, c);
  const Result<StepPath> path = find_step(pipeline, change.at, "/plan/changes/" + std::to_string(c) + "/at");
  if (!path) return path.error();
  const Step& of = change.wrap ? *change.wrap : step_at(pipeline, *path);
  for (std::size_t o = 0; o < change.options.size(); ++o) {
    if (std::optional<Error> error = check_option(change, of, c, o)) return *error;
  }
  return PlacedChange{*path, pointer_of_path(*path)};
}

}  // namespace

Result<StepPath> find_step(const Pipeline& pipeline, const std::string& at, const std::string& pointer) {
  if (at.starts_with('/')) {
    if (std::optional<StepPath> path = path_of_pointer(pipeline, at)) return *std::move(path);
    return error_at(ErrorCode::unknown_step, pointer, "no step stands at \"" + at + "\"");
  }
  for (const bool by_id : {true, false}) {
    const auto found =
        all_steps(pipeline, [&](const Step& step) { return !at.empty() && (by_id ? step.id : step.label) == at; });
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
      return error_at(ErrorCode::bad_value, pointer,
                      std::to_string(found.size()) + " steps are called \"" + at + "\": " + pointer_of_path(found[0]) +
                          ", " + pointer_of_path(found[1]) + "; name one by its pointer");
    }
  }
  return error_at(ErrorCode::unknown_step, pointer, "no step has the id or the label \"" + at + "\"");
}

const Step& step_at(const Pipeline& pipeline, const StepPath& path) {
  const Step* out = &pipeline.steps[path[0]];
  for (std::size_t i = 1; i < path.size(); ++i) out = &out->body[path[i]];
  return *out;
}

Step& step_at(Pipeline& pipeline, const StepPath& path) { return list_of(pipeline, path)[path.back()]; }

std::string pointer_of_path(const StepPath& path) {
  std::string out = "/pipeline/steps/" + std::to_string(path[0]);
  for (std::size_t i = 1; i < path.size(); ++i) out += "/body/" + std::to_string(path[i]);
  return out;
}

void set_param(Step& step, const ParamValue& value) {
  for (ParamValue& one : step.params) {
    if (one.id == value.id) {
      one = value;
      return;
    }
  }
  step.params.push_back(value);
  const auto row = [&](const ParamValue& one) { return find_param_info(step_info(step.kind), one.id); };
  std::stable_sort(step.params.begin(), step.params.end(),
                   [&](const ParamValue& a, const ParamValue& b) { return row(a) < row(b); });
}

Result<std::vector<PlacedChange>> place_changes(const Pipeline& pipeline, const std::vector<PlanChange>& changes) {
  if (changes.size() > kMaxPlanChanges) {
    return error_at(ErrorCode::limit_exceeded, "/plan/changes",
                    std::to_string(changes.size()) + " changes; at most " + std::to_string(kMaxPlanChanges));
  }
  std::vector<PlacedChange> out;
  for (std::size_t c = 0; c < changes.size(); ++c) {
    Result<PlacedChange> place = place_change(pipeline, changes[c], c);
    if (!place) return place.error();
    out.push_back(std::move(place).value());
  }
  return out;
}

Pipeline apply_choice(const Pipeline& pipeline, const std::vector<PlanChange>& changes,
                      const std::vector<PlacedChange>& places, const std::vector<std::size_t>& choice) {
  Pipeline out = pipeline;
  std::vector<std::size_t> wraps;
  for (std::size_t c = 0; c < changes.size(); ++c) {
    if (choice[c] == 0) continue;
    if (changes[c].wrap) {
      wraps.push_back(c);
      continue;
    }
    const PlanOption& option = changes[c].options[choice[c] - 1];
    for (Variable& one : out.vars) {
      if (one.name == changes[c].variable) one.value = option.params.front();
    }
    if (!changes[c].variable.empty()) continue;
    for (const ParamValue& value : option.params) set_param(step_at(out, places[c].path), value);
  }
  // Deepest first, so that the places of the others still hold; several around one step in the order given.
  std::stable_sort(wraps.begin(), wraps.end(),
                   [&](std::size_t a, std::size_t b) { return places[a].path.size() > places[b].path.size(); });
  for (const std::size_t c : wraps) {
    Step block = *changes[c].wrap;
    for (const ParamValue& value : changes[c].options[choice[c] - 1].params) set_param(block, value);
    wrap(list_of(out, places[c].path), places[c].path.back(), std::move(block));
  }
  return out;
}

}  // namespace nines::simulate

namespace nines {

Result<const Step*> step_named(const Pipeline& pipeline, const std::string& at) {
  const Result<simulate::StepPath> path = simulate::find_step(pipeline, at, "");
  if (!path) return path.error();
  return &simulate::step_at(pipeline, *path);
}

Result<Pipeline> planned_pipeline(const Pipeline& pipeline, const std::vector<PlanChange>& changes,
                                  const std::vector<std::size_t>& choice) {
  const auto places = simulate::place_changes(pipeline, changes);
  if (!places) return places.error();
  if (choice.size() != changes.size()) {
    return simulate::error_at(
        ErrorCode::bad_value, "/choice",
        std::to_string(choice.size()) + " choices for " + std::to_string(changes.size()) + " changes");
  }
  for (std::size_t c = 0; c < choice.size(); ++c) {
    if (choice[c] <= changes[c].options.size()) continue;
    return simulate::error_at(
        ErrorCode::bad_value, "/choice/" + std::to_string(c),
        "option " + std::to_string(choice[c]) + " of " + std::to_string(changes[c].options.size()) + "; 0 is as it is");
  }
  return simulate::apply_choice(pipeline, changes, *places, choice);
}

}  // namespace nines
