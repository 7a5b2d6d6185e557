// Each variant is a change of the plan's rows, evaluated by the same engine (variants.h).
#include "simulate/variants.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>

#include "simulate/check_params.h"
#include "simulate/exact.h"

namespace nines::simulate {
namespace {

// Middle half of the correlations of repeated attempts in 83 public agent-benchmark rows (median
// .51).
constexpr double kLowRho = 0.36;
constexpr double kHighRho = 0.62;

bool is_retry(const Node& node) { return node.kind == StepKind::retry && !node.made; }
bool draws(const Node& node) { return is_retry(node) || node.kind == StepKind::vote || node.kind == StepKind::best_of; }

bool has_item_law(const Plan& plan) {
  return std::any_of(plan.item_laws.begin(), plan.item_laws.end(), [](std::size_t law) { return law != kNone; });
}
bool is_work(const Node& node) { return node.kind == StepKind::work; }

void release(Plan& plan, Cause from, Cause to) {
  for (Node& node : plan.nodes) {
    if (is_work(node) && node.cause == from) node.cause = to;
  }
}

void drop_visits(Plan& plan) {
  for (Node& node : plan.nodes) {
    if (draws(node)) node.rho = 0;
  }
}

std::optional<Plan> independent(Plan plan) {
  if (plan.laws.empty()) return std::nullopt;
  drop_visits(plan);
  plan.has_item = false;
  release(plan, Cause::visit, Cause::none);
  release(plan, Cause::item, Cause::none);
  return plan;
}

// The nodes keep pointing into the steps of the pipeline they were made from, so it lives on.
std::shared_ptr<const Pipeline> with_latents(const Plan& plan, std::vector<Latent> latents) {
  struct Both {
    std::shared_ptr<const Pipeline> steps;
    Pipeline changed;
  };
  auto both = std::make_shared<Both>();
  both->steps = plan.pipeline;
  both->changed = *plan.pipeline;
  both->changed.latents = std::move(latents);
  const Pipeline* changed = &both->changed;
  return {std::move(both), changed};
}

// One theta a run instead of one a visit: only where all retries agree on rho and on p.
std::optional<Plan> item_scope(Plan plan) {
  if (!plan.pipeline->latents.empty() || plan.laws.empty()) return std::nullopt;
  const Node* first = nullptr;
  for (const Node& node : plan.nodes) {
    if (!is_work(node) || node.cause != Cause::visit) continue;
    if (first == nullptr) first = &node;
    const bool same = is_same_rate(first->rate(Param::p), node.rate(Param::p));
    if (!same || node.rate(Param::transient).p > 0) return std::nullopt;
  }
  for (const Node& node : plan.nodes) {
    if (!draws(node) || node.law == kNone) continue;
    if (node.rho != plan.laws[0].rho) return std::nullopt;
  }
  Pipeline shared = *plan.pipeline;
  Latent latent;
  latent.rho = plan.laws[0].rho;
  shared.latents.push_back(std::move(latent));
  plan.has_item = true;
  drop_visits(plan);
  release(plan, Cause::visit, Cause::item);
  plan.pipeline = with_latents(plan, std::move(shared.latents));
  return plan;
}

// One theta a visit of each outermost retry instead of one a run.
std::optional<Plan> visit_scope(Plan plan) {
  if (!has_item_law(plan) || plan.pipeline->latents.size() != 1) return std::nullopt;
  if (plan.pipeline->latents[0].family != LatentFamily::beta || plan.pipeline->latents[0].never > 0)
    return std::nullopt;
  bool moved = false;
  std::size_t inside = 0;
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    Node& node = plan.nodes[i];
    if (is_retry(node) && i >= inside && !(node.rho > 0)) {
      const auto from = plan.nodes.begin() + static_cast<std::ptrdiff_t>(i);
      const auto to = plan.nodes.begin() + static_cast<std::ptrdiff_t>(node.end);
      const auto works = std::count_if(from, to, is_work);
      if (works == 0 || works != std::count_if(from, to, [](const Node& n) { return n.cause == Cause::item; }))
        continue;
      node.rho = plan.pipeline->latents[0].rho;
      inside = node.end;
      moved = true;
    } else if (i < inside && is_work(node)) {
      node.cause = Cause::visit;
    }
  }
  release(plan, Cause::item, Cause::none);
  plan.has_item = false;
  if (!moved) return std::nullopt;
  return plan;
}

// Checks that let everything pass, retries that try once.
std::optional<Plan> unchecked(Plan plan) {
  bool changed = false;
  drop_visits(plan);
  release(plan, Cause::visit, Cause::none);
  for (Node& node : plan.nodes) {
    const bool check = node.kind == StepKind::validate;
    const bool retry = node.kind == StepKind::retry;
    changed = changed || check || (retry && node.times > 1);
    if (check) node.find(Param::sensitivity)->rate = node.find(Param::sensitivity_unsolved)->rate = {0, 1};
    if (check) node.find(Param::specificity)->rate = {1, 0};
    if (!retry) continue;
    node.times = node.find(Param::max)->whole = 1;
    // A crash in the only try ends the run as a crash, as it would without the retry.
    node.find(Param::on)->word = 0;
  }
  if (!changed) return std::nullopt;
  return plan;
}

std::optional<Plan> with_assumed(Plan plan, double rho) {
  bool changed = false;
  for (Node& node : plan.nodes) {
    if (!node.rho_assumed) continue;
    node.rho = rho;
    changed = true;
  }
  if (!changed) return std::nullopt;
  return plan;
}

// Written rhos stay as they are.
std::optional<Plan> independent_where_assumed(Plan plan) {
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    if (!plan.nodes[i].rho_assumed) continue;
    plan.nodes[i].rho = 0;
    for (std::size_t j = body_of(i); j < plan.nodes[i].end; ++j) {
      if (is_work(plan.nodes[j]) && plan.nodes[j].cause == Cause::visit) plan.nodes[j].cause = Cause::none;
    }
  }
  return plan;
}

// Within the limits of the pipeline, where those are exact.
std::optional<Ends> limited_ends(const Plan& plan, const RunContext& run) {
  if (!plan.pipeline->budget && !plan.pipeline->deadline_ms) return ends_of(exact_row(plan, run));
  const Result<StoppedRow> stopped = stopped_row(plan, run);
  if (!stopped) return std::nullopt;
  Ends out = ends_of(stopped->row);
  out.detected += stopped->stopped;
  return out;
}

// Other assumptions, same numbers: nothing to show.
bool is_same(const Variant& a, const Variant& b) {
  constexpr double kRounding = 1e-12;
  const auto same = [](double x, double y) { return std::fabs(x - y) <= kRounding * std::max(1.0, std::fabs(y)); };
  return same(a.ends.ok, b.ends.ok) && same(a.ends.silent, b.ends.silent) && same(a.calls_mean, b.calls_mean);
}

void add_variant(std::vector<Variant>& out, const char* id, std::string label, std::optional<Plan> plan,
                 bool with_survival, const Variant& base, const RunContext& run) {
  if (!plan || run.cancelled() || !size_laws(*plan) || !has_few_run_classes(*plan)) return;
  prepare(*plan, run);
  const Row<double> row = exact_row(*plan, run);
  Variant variant;
  variant.id = id;
  variant.label = std::move(label);
  variant.ends = ends_of(row);
  variant.calls_mean = row[kCalls];
  if (is_same(variant, base)) return;
  if (with_survival) variant.survival = survival_points(*plan, run);
  out.push_back(std::move(variant));
}

}  // namespace

std::vector<Variant> variant_rows(const Plan& plan, bool with_survival, const RunContext& run) {
  std::vector<Variant> out;
  const Row<double> now = exact_row(plan, run);
  Variant base;
  base.ends = ends_of(now);
  base.calls_mean = now[kCalls];
  const auto add = [&](const char* id, std::string label, std::optional<Plan> changed) {
    add_variant(out, id, std::move(label), std::move(changed), with_survival, base, run);
  };
  add("independent", !has_item_law(plan) ? "If tries are independent" : "If nothing is shared", independent(plan));
  add("item_scope", "If one cause lasts the whole run", item_scope(plan));
  add("visit_scope", "If the cause is new at every visit", visit_scope(plan));
  add("assumed_low", "If rho is " + short_number(kLowRho), with_assumed(plan, kLowRho));
  add("assumed_high", "If rho is " + short_number(kHighRho), with_assumed(plan, kHighRho));
  add("unchecked", "Without checks and retries", unchecked(plan));
  return out;
}

std::optional<AssumedBand> assumed_band(const Plan& plan, const Ends& now, const RunContext& run) {
  if (std::none_of(plan.nodes.begin(), plan.nodes.end(), [](const Node& node) { return node.rho_assumed; }))
    return std::nullopt;
  AssumedBand out{now, now, "rho 0, " + short_number(kLowRho) + ", " + short_number(kHighRho)};
  const auto widen = [&](std::optional<Plan> other) {
    if (!other || run.cancelled() || !size_laws(*other) || !has_few_run_classes(*other)) return false;
    prepare(*other, run);
    const std::optional<Ends> ends = limited_ends(*other, run);
    if (!ends) return false;
    for (const auto end : {&Ends::ok, &Ends::silent, &Ends::detected}) {
      out.low.*end = std::min(out.low.*end, (*ends).*end);
      out.high.*end = std::max(out.high.*end, (*ends).*end);
    }
    return true;
  };
  if (!widen(independent_where_assumed(plan))) return std::nullopt;
  widen(with_assumed(plan, kLowRho));
  widen(with_assumed(plan, kHighRho));
  if (widen(item_scope(plan))) out.method += ", or one cause a run";
  return out;
}

}  // namespace nines::simulate
