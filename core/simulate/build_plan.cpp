// From a pipeline to a plan: every check that can refuse it, with the place, and the issues that do
// not stop it (plan.h).
#include <algorithm>
#include <optional>

#include "nines/catalog.h"
#include "simulate/check_params.h"
#include "simulate/latent.h"
#include "simulate/plan.h"

namespace nines::simulate {
namespace {

using Failure = std::optional<Error>;

bool is_work(const Node& node) { return node.kind == StepKind::work; }

void resolve_params(Node& node) {
  for (const ParamInfo& info : step_info(node.kind).params) {
    const ParamValue value = param_in_force(*node.step, info.id);
    if (info.type == ParamType::probability) *rate_of(node, info.id) = probability_of(value);
    if (info.type == ParamType::whole) node.times = static_cast<std::int64_t>(value.value);
  }
  if (node.kind == StepKind::work) node.e_given = given_param(*node.step, Param::e) != nullptr;
  if (node.kind == StepKind::retry) node.on_crash = param_in_force(*node.step, Param::on).choice == "flagged_or_crash";
}

Failure add_rows(Plan& plan, const std::vector<Step>& steps, std::size_t parent, std::size_t depth) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::size_t index = plan.nodes.size();
    Node node;
    node.step = &steps[i];
    node.kind = steps[i].kind;
    node.parent = parent;
    node.ordinal = i;
    plan.nodes.push_back(node);
    const std::string pointer = pointer_of(plan, index);
    if (depth > kMaxPipelineDepth) {
      return error_at(ErrorCode::limit_exceeded, pointer,
                      "blocks nest deeper than " + std::to_string(kMaxPipelineDepth));
    }
    if (plan.nodes.size() > kMaxPipelineSteps) {
      return error_at(ErrorCode::limit_exceeded, pointer, "more than " + std::to_string(kMaxPipelineSteps) + " steps");
    }
    const bool known = steps[i].kind == StepKind::work || steps[i].kind == StepKind::validate ||
                       steps[i].kind == StepKind::retry || steps[i].kind == StepKind::repeat;
    if (!known) return error_at(ErrorCode::not_supported, pointer, "not yet");
    if (Failure error = check_params(steps[i], pointer)) return error;
    resolve_params(plan.nodes[index]);
    if (Failure error = add_rows(plan, steps[i].body, index, depth + 1)) return error;
    plan.nodes[index].end = plan.nodes.size();
  }
  return std::nullopt;
}

// ---- the item latent

Failure mark_covered(Plan& plan, const Latent& latent) {
  for (Node& node : plan.nodes) {
    if (is_work(node) && latent.steps.empty()) node.covered = true;
  }
  for (std::size_t i = 0; i < latent.steps.size(); ++i) {
    bool found = false;
    for (Node& node : plan.nodes) {
      if (!is_work(node) || node.step->id != latent.steps[i] || latent.steps[i].empty()) continue;
      node.covered = true;
      found = true;
    }
    if (!found) {
      return error_at(ErrorCode::unknown_step, "/pipeline/latents/0/steps/" + std::to_string(i),
                      "no work step has the id \"" + latent.steps[i] + "\"");
    }
  }
  return std::nullopt;
}

Failure mixed_p(const Plan& plan, std::size_t first, std::size_t second) {
  return error_at(ErrorCode::mixed_p, pointer_of(plan, second) + "/p",
                  "p is " + short_number(plan.nodes[second].p.p) + " here and " + short_number(plan.nodes[first].p.p) +
                      " at " + pointer_of(plan, first) + "/p, under one theta");
}

// All work rows of [begin, end) that `counts` accepts have the same p.
template <class Counts>
Failure check_same_p(const Plan& plan, std::size_t begin, std::size_t end, const Counts& counts) {
  std::size_t first = kNone;
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_work(plan.nodes[i]) || !counts(plan.nodes[i])) continue;
    if (first == kNone) first = i;
    if (!is_same_rate(plan.nodes[first].p, plan.nodes[i].p)) return mixed_p(plan, first, i);
  }
  return std::nullopt;
}

Failure take_latents(Plan& plan, const std::vector<Latent>& latents) {
  if (latents.empty()) return std::nullopt;
  if (latents.size() > 1) {
    return error_at(ErrorCode::not_supported, "/pipeline/latents/1", "this version takes one latent");
  }
  const double rho = latents[0].rho;
  if (!(rho >= 0 && rho <= 1)) {
    return error_at(ErrorCode::out_of_range, "/pipeline/latents/0/rho",
                    "rho is " + short_number(rho) + "; expected 0 to 1");
  }
  plan.has_item = true;
  plan.item_rho = rho;
  if (Failure error = mark_covered(plan, latents[0])) return error;
  if (!(rho > 0)) return std::nullopt;  // drives nothing
  for (Node& node : plan.nodes) {
    if (node.covered) node.cause = Cause::item;
  }
  return check_same_p(plan, 0, plan.nodes.size(), [](const Node& node) { return node.covered; });
}

// ---- the latents of retries

bool any_work(const Plan& plan, std::size_t block) {
  return std::any_of(plan.nodes.begin() + static_cast<std::ptrdiff_t>(body_of(block)),
                     plan.nodes.begin() + static_cast<std::ptrdiff_t>(plan.nodes[block].end), is_work);
}

bool any_covered(const Plan& plan, std::size_t block) {
  return std::any_of(plan.nodes.begin() + static_cast<std::ptrdiff_t>(body_of(block)),
                     plan.nodes.begin() + static_cast<std::ptrdiff_t>(plan.nodes[block].end),
                     [](const Node& node) { return node.covered; });
}

void resolve_rho(Plan& plan, std::size_t block) {
  Node& node = plan.nodes[block];
  if (const ParamValue* given = given_param(*node.step, Param::rho)) {
    node.rho = given->value;
    return;
  }
  if (!any_work(plan, block)) return;
  if (any_covered(plan, block)) {
    node.rho_left_to_item = true;
    return;
  }
  node.rho = kAssumedRho;
  node.rho_assumed = true;
  Issue issue;
  issue.code = "assumed_rho";
  issue.message =
      "rho is not given; " + short_number(kAssumedRho) + " is assumed. Write \"rho\": 0 if attempts are independent";
  issue.where.pointer = pointer_of(plan, block);
  plan.issues.push_back(std::move(issue));
}

Failure nested_latent(const Plan& plan, std::size_t block, const std::string& other) {
  const std::string pointer = pointer_of(plan, block);
  return error_at(ErrorCode::nested_latent, plan.nodes[block].rho_assumed ? pointer : pointer + "/rho",
                  "rho is " + short_number(plan.nodes[block].rho) +
                      (plan.nodes[block].rho_assumed ? " (assumed)" : "") + " here, but " + other +
                      " drives the same work");
}

Failure take_retry(Plan& plan, std::size_t block) {
  resolve_rho(plan, block);
  const Node& node = plan.nodes[block];
  if (!(node.rho > 0) || !any_work(plan, block)) return std::nullopt;
  if (plan.item_rho > 0 && any_covered(plan, block)) return nested_latent(plan, block, "the item latent");
  for (std::size_t up = node.parent; up != kNone; up = plan.nodes[up].parent) {
    if (plan.nodes[up].kind == StepKind::retry && plan.nodes[up].rho > 0) {
      return nested_latent(plan, block, "the retry around it, " + pointer_of(plan, up) + ",");
    }
  }
  const auto all = [](const Node&) { return true; };
  if (Failure error = check_same_p(plan, body_of(block), node.end, all)) return error;
  for (std::size_t i = body_of(block); i < node.end; ++i) {
    if (is_work(plan.nodes[i])) plan.nodes[i].cause = Cause::visit;
  }
  return std::nullopt;
}

Error too_many_classes(const Plan& plan, std::size_t owner) {
  const bool at_item = owner == kNone;
  return error_at(ErrorCode::limit_exceeded, at_item ? "/pipeline/latents/0" : pointer_of(plan, owner) + "/max",
                  std::string("one theta meets too much work to stay exact: at most ") +
                      std::to_string(kMaxLatentClasses) + " latent classes (" +
                      std::to_string(2 * kMaxLatentClasses - 1) + " work visits) and " +
                      std::to_string(kMaxLatentDegree) + " visits" +
                      (at_item ? "; name fewer steps or shorten the run" : "; lower max, or write rho: 0"));
}

}  // namespace

Result<Plan> build_plan(const Pipeline& pipeline) {
  Plan plan;
  if (Failure error = add_rows(plan, pipeline.steps, kNone, 1)) return *error;
  if (Failure error = take_latents(plan, pipeline.latents)) return *error;
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    if (plan.nodes[i].kind != StepKind::retry) continue;
    if (Failure error = take_retry(plan, i)) return *error;
  }
  std::size_t owner = kNone;
  if (!size_laws(plan, &owner)) return too_many_classes(plan, owner);
  return plan;
}

}  // namespace nines::simulate

namespace nines {

Result<Issues> check_pipeline(const Pipeline& pipeline) {
  const Result<simulate::Plan> plan = simulate::build_plan(pipeline);
  if (!plan) return plan.error();
  return plan->issues;
}

}  // namespace nines
