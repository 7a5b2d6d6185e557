// From a pipeline to a plan: variables, rows, and which hidden cause drives which work; every check that can refuse
// it, with the place, and the issues that do not stop it (plan.h).
#include <algorithm>
#include <cmath>
#include <optional>

#include "nines/catalog.h"
#include "simulate/check_params.h"
#include "simulate/graph.h"
#include "simulate/latent.h"
#include "simulate/plan.h"
#include "simulate/plan_rows.h"

namespace nines::simulate {
namespace {

using Failure = std::optional<Error>;

bool is_work(const Node& node) { return node.kind == StepKind::work; }

std::string place_of_latent(std::size_t latent) { return "/pipeline/latents/" + std::to_string(latent); }

// ---- the latents of the pipeline

Failure cover(Plan& plan, std::size_t node, std::size_t latent) {
  if (plan.nodes[node].covered && plan.nodes[node].latent != latent) {
    return error_at(ErrorCode::nested_latent, place_of_latent(latent),
                    "drives the work at " + pointer_of(plan, node) + ", and so does latent " +
                        std::to_string(plan.nodes[node].latent));
  }
  plan.nodes[node].covered = true;
  plan.nodes[node].latent = latent;
  return std::nullopt;
}

Failure mark_covered(Plan& plan, const Latent& latent, std::size_t at) {
  for (std::size_t i = 0; i < plan.nodes.size() && latent.steps.empty(); ++i) {
    if (!is_work(plan.nodes[i])) continue;
    if (Failure error = cover(plan, i, at)) return error;
  }
  for (std::size_t s = 0; s < latent.steps.size(); ++s) {
    bool found = false;
    for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
      const Node& node = plan.nodes[i];
      if (!is_work(node) || node.step->id != latent.steps[s] || latent.steps[s].empty()) continue;
      if (Failure error = cover(plan, i, at)) return error;
      found = true;
    }
    if (!found) {
      return error_at(ErrorCode::unknown_step, place_of_latent(at) + "/steps/" + std::to_string(s),
                      "no work step has the id \"" + latent.steps[s] + "\"");
    }
  }
  return std::nullopt;
}

Failure mixed_p(const Plan& plan, std::size_t first, std::size_t second) {
  return error_at(ErrorCode::mixed_p, pointer_of(plan, second) + "/p",
                  "p is " + short_number(plan.nodes[second].rate(Param::p).p) + " here and " +
                      short_number(plan.nodes[first].rate(Param::p).p) + " at " + pointer_of(plan, first) +
                      "/p, under one theta");
}

Probability mean_of(const Node& work) { return latent_mean(work.rate(Param::p), work.rate(Param::transient)); }

// All work rows of [begin, end) that `counts` accepts share one mean of theta.
template <class Counts>
Failure check_same_p(const Plan& plan, std::size_t begin, std::size_t end, const Counts& counts) {
  std::size_t first = kNone;
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_work(plan.nodes[i]) || !counts(plan.nodes[i])) continue;
    if (first == kNone) first = i;
    if (!is_same_rate(mean_of(plan.nodes[first]), mean_of(plan.nodes[i]))) return mixed_p(plan, first, i);
  }
  return std::nullopt;
}

Failure check_number(double value, double low, double high, const std::string& at, const char* name) {
  if (value >= low && value <= high) return std::nullopt;
  return error_at(ErrorCode::out_of_range, at + "/" + name,
                  std::string(name) + " is " + short_number(value) + "; expected " + short_number(low) + " to " +
                      short_number(high));
}

Failure check_classes(const Latent& latent, const std::string& at) {
  if (latent.classes.empty() || latent.classes.size() > kMaxLatentClassesGiven) {
    return error_at(
        ErrorCode::out_of_range, at + "/classes",
        std::to_string(latent.classes.size()) + " classes; expected 1 to " + std::to_string(kMaxLatentClassesGiven));
  }
  double sum = 0;
  for (std::size_t k = 0; k < latent.classes.size(); ++k) {
    const std::string here = at + "/classes/" + std::to_string(k);
    if (Failure error = check_number(latent.classes[k].weight, 0, 1, here, "weight")) return error;
    if (Failure error = check_number(latent.classes[k].p, 0, 1, here, "p")) return error;
    sum += latent.classes[k].weight;
  }
  if (std::fabs(sum - 1) <= 1e-9) return std::nullopt;
  return error_at(ErrorCode::out_of_range, at + "/classes", "the weights sum to " + short_number(sum) + "; expected 1");
}

Failure check_loadings(const Plan& plan, const Latent& latent, const std::string& at) {
  for (std::size_t i = 0; i < latent.loadings.size(); ++i) {
    const Loading& one = latent.loadings[i];
    const bool known = std::any_of(plan.nodes.begin(), plan.nodes.end(), [&](const Node& node) {
      return is_work(node) && !one.step.empty() && node.step->id == one.step;
    });
    const std::string here = at + "/loadings/" + std::to_string(i);
    if (!known)
      return error_at(ErrorCode::unknown_step, here + "/step", "no work step has the id \"" + one.step + "\"");
    if (Failure error = check_number(one.value, -100, 100, here, "value")) return error;
  }
  return std::nullopt;
}

bool drives(const Latent& latent) {
  if (latent.never > 0) return true;
  switch (latent.family) {
    case LatentFamily::beta: return latent.rho > 0;
    case LatentFamily::logit_normal: return latent.sd > 0;
    case LatentFamily::classes: break;
  }
  return true;
}

// The solvable items keep the mean only while never <= 1 - p.
Failure check_never(const Plan& plan, const Latent& latent, std::size_t at) {
  for (std::size_t i = 0; i < plan.nodes.size() && latent.never > 0; ++i) {
    const Node& node = plan.nodes[i];
    if (!node.covered || node.latent != at || latent.family == LatentFamily::classes) continue;
    if (latent.never <= mean_of(node).q) continue;
    return error_at(ErrorCode::out_of_range, place_of_latent(at) + "/never",
                    "never is " + short_number(latent.never) + ", more than all failures of " + pointer_of(plan, i));
  }
  return std::nullopt;
}

Failure take_latent(Plan& plan, std::size_t at) {
  const Latent& latent = plan.pipeline->latents[at];
  const std::string place = place_of_latent(at);
  if (Failure error = check_number(latent.rho, 0, 1, place, "rho")) return error;
  if (Failure error = check_number(latent.never, 0, 1, place, "never")) return error;
  if (Failure error = check_number(latent.sd, 0, 100, place, "sd")) return error;
  if (Failure error = check_loadings(plan, latent, place)) return error;
  if (latent.family == LatentFamily::classes) {
    if (Failure error = check_classes(latent, place)) return error;
  }
  if (Failure error = mark_covered(plan, latent, at)) return error;
  if (Failure error = check_never(plan, latent, at)) return error;
  if (!drives(latent)) return std::nullopt;
  for (Node& node : plan.nodes) {
    if (node.covered && node.latent == at) node.cause = Cause::item;
  }
  if (latent.family != LatentFamily::beta) return std::nullopt;
  return check_same_p(plan, 0, plan.nodes.size(), [at](const Node& node) { return node.covered && node.latent == at; });
}

Failure take_latents(Plan& plan) {
  const std::vector<Latent>& latents = plan.pipeline->latents;
  if (latents.size() > kMaxLatentsOfPipeline) {
    return error_at(ErrorCode::limit_exceeded, place_of_latent(kMaxLatentsOfPipeline),
                    std::to_string(latents.size()) + " latents; at most " + std::to_string(kMaxLatentsOfPipeline));
  }
  plan.has_item = !latents.empty();
  for (std::size_t i = 0; i < latents.size(); ++i) {
    if (Failure error = take_latent(plan, i)) return error;
  }
  return std::nullopt;
}

// ---- the latents of blocks

bool draws(const Node& node) {
  return !node.made && (node.kind == StepKind::retry || node.kind == StepKind::vote || node.kind == StepKind::best_of);
}

template <class Test>
bool any_inside(const Plan& plan, std::size_t block, const Test& test) {
  return std::any_of(plan.nodes.begin() + static_cast<std::ptrdiff_t>(body_of(block)),
                     plan.nodes.begin() + static_cast<std::ptrdiff_t>(plan.nodes[block].end), test);
}

bool any_work(const Plan& plan, std::size_t block) { return any_inside(plan, block, is_work); }
bool any_covered(const Plan& plan, std::size_t block) {
  return any_inside(plan, block, [](const Node& node) { return node.covered; });
}

void resolve_rho(Plan& plan, std::size_t block) {
  Node& node = plan.nodes[block];
  if (node.given(Param::rho)) {
    node.rho = node.real(Param::rho);
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

Failure take_block(Plan& plan, std::size_t block) {
  resolve_rho(plan, block);
  const Node& node = plan.nodes[block];
  if (!(node.rho > 0) || !any_work(plan, block)) return std::nullopt;
  if (any_inside(plan, block, [](const Node& inner) { return inner.cause == Cause::item; }))
    return nested_latent(plan, block, "a latent of the pipeline");
  for (std::size_t up = node.parent; up != kNone; up = plan.nodes[up].parent) {
    if (draws(plan.nodes[up]) && plan.nodes[up].rho > 0)
      return nested_latent(plan, block, "the block around it, " + pointer_of(plan, up) + ",");
  }
  const auto all = [](const Node&) { return true; };
  if (Failure error = check_same_p(plan, body_of(block), node.end, all)) return error;
  for (std::size_t i = body_of(block); i < node.end; ++i) {
    if (is_work(plan.nodes[i])) plan.nodes[i].cause = Cause::visit;
  }
  return std::nullopt;
}

// ---- checks that draw once a visit, and what depends on the position

bool is_unsure(const Node& check) { return check.rate(Param::blind).p > 0 || check.rate(Param::solves).q > 0; }

Failure take_judges(Plan& plan) {
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    Node& node = plan.nodes[i];
    if (node.kind != StepKind::validate || !is_unsure(node)) continue;
    std::size_t up = node.parent;
    while (up != kNone && plan.nodes[up].kind != StepKind::retry && plan.nodes[up].kind != StepKind::fallback)
      up = plan.nodes[up].parent;
    if (up == kNone) continue;
    node.judge = plan.nodes[up].judges.size();
    plan.nodes[up].judges.push_back(i);
    if (plan.nodes[up].judges.size() > kMaxJudges) {
      return error_at(ErrorCode::limit_exceeded, pointer_of(plan, up),
                      "more than " + std::to_string(kMaxJudges) + " checks that may be blind share one retry");
    }
  }
  return std::nullopt;
}

bool depends_on_position(const Node& node) {
  if (is_work(node)) return node.rate(Param::decay).p > 0;
  return node.kind == StepKind::human && node.rate(Param::fatigue).p > 0;
}

Failure take_positions(Plan& plan) {
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    if (!depends_on_position(plan.nodes[i])) continue;
    std::size_t up = plan.nodes[i].parent;
    while (up != kNone && plan.nodes[up].kind != StepKind::repeat) up = plan.nodes[up].parent;
    if (up == kNone) continue;
    plan.nodes[up].varies = true;
    if (plan.nodes[up].times <= kMaxVaryingRepeats) continue;
    return error_at(ErrorCode::limit_exceeded, pointer_of(plan, up) + "/count",
                    "count is " + std::to_string(plan.nodes[up].times) + "; where success decays at most " +
                        std::to_string(kMaxVaryingRepeats));
  }
  return std::nullopt;
}

Failure check_width(const Plan& plan, std::size_t begin, std::size_t end, const std::string& list) {
  const std::size_t widest = graph_order(plan, begin, end).widest;
  if (widest <= kMaxLive) return std::nullopt;
  return error_at(ErrorCode::limit_exceeded, list,
                  std::to_string(widest) + " artifacts are needed at once; the exact engine holds at most " +
                      std::to_string(kMaxLive));
}

Failure widest_graph(const Plan& plan) {
  if (plan.graph) {
    if (Failure error = check_width(plan, 0, plan.nodes.size(), "/pipeline/steps")) return error;
  }
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    if (!plan.nodes[i].graph) continue;
    if (Failure error = check_width(plan, body_of(i), plan.nodes[i].end, pointer_of(plan, i) + "/body")) return error;
  }
  return std::nullopt;
}

// Weights of votes and what reviewers overlook are defined by exact rates of the run so far.
bool needs_exact_rates(const Node& node) {
  if (node.kind == StepKind::vote) return node.word(Param::rule) == word::weighted;
  return node.kind == StepKind::human && node.rate(Param::prevalence).p > 0;
}

Failure take_graphs(Plan& plan) {
  plan.beyond_exact = widest_graph(plan);
  const bool is_needed = std::any_of(plan.nodes.begin(), plan.nodes.end(), needs_exact_rates);
  return is_needed ? plan.beyond_exact : std::nullopt;
}

Failure check_limits(const Pipeline& pipeline) {
  if (!pipeline.budget || pipeline.budget->calls || pipeline.budget->cost_usd) return std::nullopt;
  return error_at(ErrorCode::missing_field, "/pipeline/budget", "the budget names neither calls nor cost_usd");
}

Error too_many_classes(const Plan& plan, std::size_t owner) {
  const bool at_item = owner == kNone;
  std::string place = "/pipeline/latents/0";
  if (!at_item) place = pointer_of(plan, owner) + (plan.nodes[owner].kind == StepKind::retry ? "/max" : "/n");
  return error_at(ErrorCode::limit_exceeded, place,
                  std::string("one theta meets too much work to stay exact: at most ") +
                      std::to_string(kMaxLatentClasses) + " latent classes (" +
                      std::to_string(2 * kMaxLatentClasses - 1) + " work visits) and " +
                      std::to_string(kMaxLatentDegree) + " visits" +
                      (at_item ? "; name fewer steps or shorten the run" : "; lower it, or write rho: 0"));
}

// A voter that may say nothing is asked again for as long as theta is near 0.
void warn_of_endless_votes(Plan& plan) {
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    const Node& node = plan.nodes[i];
    if (node.kind != StepKind::vote || node.word(Param::rule) != word::ahead || node.given(Param::n)) continue;
    const auto begin = plan.nodes.begin() + static_cast<std::ptrdiff_t>(body_of(i));
    const auto end = plan.nodes.begin() + static_cast<std::ptrdiff_t>(node.end);
    const bool is_driven = std::any_of(begin, end, [](const Node& one) { return one.cause != Cause::none; });
    const bool may_pass = std::any_of(begin, end, [](const Node& one) {
      return !is_work(one) || one.rate(Param::d).p > 0 || one.rate(Param::e).p > 0;
    });
    if (!is_driven || !may_pass) continue;
    Issue issue;
    issue.severity = Severity::warning;
    issue.code = "endless_votes";
    issue.message =
        "without n, voters that say nothing are asked again, for long where theta is near 0: the means are by "
        "quadrature over latent classes and may have no finite value; give n";
    issue.where.pointer = pointer_of(plan, i);
    plan.issues.push_back(std::move(issue));
  }
}

Failure build(Plan& plan) {
  if (Failure error = check_limits(*plan.pipeline)) return error;
  if (Failure error = add_rows(plan, plan.pipeline->steps, kNone, 1)) return error;
  for (const Node& node : plan.nodes)
    plan.tainting = plan.tainting || (is_work(node) && node.given(Param::p_after_error));
  if (Failure error = take_latents(plan)) return error;
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    if (!draws(plan.nodes[i])) continue;
    if (Failure error = take_block(plan, i)) return error;
  }
  warn_of_endless_votes(plan);
  if (Failure error = take_judges(plan)) return error;
  if (Failure error = take_positions(plan)) return error;
  if (Failure error = take_graphs(plan)) return error;
  std::size_t owner = kNone;
  if (!size_laws(plan, &owner)) return too_many_classes(plan, owner);
  if (!has_few_run_classes(plan)) {
    return error_at(ErrorCode::limit_exceeded, "/pipeline/latents",
                    "the latents have more than " + std::to_string(kMaxRunClasses) + " combinations of classes");
  }
  return std::nullopt;
}

}  // namespace

Result<Plan> build_plan(const Pipeline& pipeline) {
  Result<Pipeline> resolved = resolve_variables(pipeline);
  if (!resolved) return resolved.error();
  Plan plan;
  plan.pipeline = std::make_shared<const Pipeline>(std::move(resolved).value());
  if (Failure error = build(plan)) return *error;
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
