// Which retries could take a little rho, and the laws they would have (shadow.h).
#include "simulate/shadow.h"

#include "nines/catalog.h"
#include "simulate/latent.h"

namespace nines::simulate {
namespace {

// Work rows of one body that could share a theta: free of other causes and of one p.
bool could_share(const Plan& plan, std::size_t begin, std::size_t end) {
  const Node* first = nullptr;
  for (std::size_t i = begin; i < end; ++i) {
    const Node& node = plan.nodes[i];
    if (node.kind != StepKind::work) continue;
    if (node.cause != Cause::none) return false;
    if (first == nullptr) first = &node;
    if (!is_same_rate(first->p, node.p)) return false;
  }
  return first != nullptr;
}

// The law such work would have, at rho = 0; nothing when even a little rho takes too many classes.
std::optional<Law> law_at_zero(std::optional<Law> law) {
  if (!law) return law;
  law->rho = 0;
  if (latent_class_count(law->mean, 3 * rho_near_zero(*law), law->degree, law->extra) > kMaxLatentClasses) {
    return std::nullopt;
  }
  return law;
}

}  // namespace

std::size_t first_driven(const Plan& plan, std::size_t block, Cause cause) {
  const std::size_t end = block == kNone ? plan.nodes.size() : plan.nodes[block].end;
  for (std::size_t i = block == kNone ? 0 : body_of(block); i < end; ++i) {
    if (plan.nodes[i].kind == StepKind::work && plan.nodes[i].cause == cause) return i;
  }
  return kNone;
}

Shadow make_shadow(const Plan& plan) {
  Shadow out;
  out.plan = plan;
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    const Node& node = plan.nodes[i];
    if (node.kind != StepKind::retry || node.rho > 0 || given_param(*node.step, Param::rho) == nullptr) continue;
    if (!could_share(plan, body_of(i), node.end)) continue;
    for (std::size_t j = body_of(i); j < node.end; ++j) {
      if (plan.nodes[j].kind == StepKind::work) out.plan.nodes[j].cause = Cause::visit;
    }
    if (const std::optional<Law> law = law_at_zero(driven_law(out.plan, i, 0))) out.laws.emplace(i, *law);
  }
  if (plan.has_item && !(plan.item_rho > 0)) {
    out.item_plan = plan;
    const Node* first = nullptr;
    for (Node& node : out.item_plan.nodes) {
      if (!node.covered) continue;
      if (first == nullptr) first = &node;
      if (node.cause != Cause::none || !is_same_rate(first->p, node.p)) return out;
      node.cause = Cause::item;
    }
    out.item_law = law_at_zero(driven_law(out.item_plan, kNone, 0));
  }
  return out;
}

}  // namespace nines::simulate
