// What can be asked of a plan once it stands: pointers, laws and their sizes (plan.h).
#include "simulate/plan.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "simulate/latent.h"

namespace nines::simulate {
namespace {

// What one theta meets: how often, and how often in a way that is not polynomial (an explicit e
// beside some d).
struct Exposure {
  std::int64_t degree = 0;
  std::int64_t rational = 0;
  double loudest = 0;
  const Node* first = nullptr;  // the work step whose p is the mean
};

bool is_rational(const Node& work) { return work.e_given && work.d.p > 0 && work.d.q > 0; }

Exposure exposure_of(const Plan& plan, std::size_t begin, std::size_t end, Cause cause) {
  Exposure out;
  const auto driven = [cause](const Node& node) { return node.kind == StepKind::work && node.cause == cause; };
  for (std::size_t i = begin; i < end; ++i) {
    const Node& node = plan.nodes[i];
    if (!driven(node)) continue;
    if (out.first == nullptr) out.first = &node;
    if (is_rational(node)) out.loudest = std::max(out.loudest, node.d.p);
  }
  out.degree = most_visits(plan, begin, end, driven);
  out.rational = most_visits(plan, begin, end, [&](const Node& node) { return driven(node) && is_rational(node); });
  return out;
}

using LawKey = std::tuple<double, double, double, std::int64_t, std::size_t>;

// Equal laws share one entry: a chain of a thousand equal retries computes its classes once.
std::size_t add_law(Plan& plan, std::map<LawKey, std::size_t>& known, Law law) {
  const LawKey key{law.mean.p, law.mean.q, law.rho, law.degree, law.extra};
  const auto [at, is_new] = known.emplace(key, plan.laws.size());
  if (is_new) plan.laws.push_back(std::move(law));
  return at->second;
}

}  // namespace

// A mean of 0 or 1 counts as any other, so that what is refused does not hang on the last digit of
// p.
bool is_allowed(const Law& law) {
  const bool inside = law.mean.p > 0 && law.mean.q > 0;
  const Probability mean = inside ? law.mean : Probability{0.5, 0.5};
  return law.degree <= kMaxLatentDegree &&
         latent_class_count(mean, law.rho, law.degree, law.extra) <= kMaxLatentClasses;
}

std::optional<Law> driven_law(const Plan& plan, std::size_t retry, double rho) {
  const bool is_item = retry == kNone;
  const std::size_t end = is_item ? plan.nodes.size() : plan.nodes[retry].end;
  const Exposure met = exposure_of(plan, is_item ? 0 : body_of(retry), end, is_item ? Cause::item : Cause::visit);
  if (met.first == nullptr) return std::nullopt;
  const std::int64_t attempts = is_item ? 1 : plan.nodes[retry].times;
  const auto times = [attempts](std::int64_t visits) {
    return visits > kManyVisits / attempts ? kManyVisits : visits * attempts;
  };
  Law law;
  law.mean = met.first->p;
  law.rho = rho;
  law.degree = times(met.degree);
  law.extra = rational_classes(times(met.rational), met.loudest);
  return law;
}

bool size_laws(Plan& plan, std::size_t* where) {
  std::map<LawKey, std::size_t> known;
  bool allowed = true;
  plan.laws.clear();
  plan.item_law = kNone;
  const auto take = [&](std::size_t owner, Law law) {
    if (!is_allowed(law)) {
      if (allowed && where != nullptr) *where = owner;
      allowed = false;
    }
    return add_law(plan, known, std::move(law));
  };
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    Node& node = plan.nodes[i];
    node.law = kNone;
    if (node.kind != StepKind::retry || !(node.rho > 0)) continue;
    if (std::optional<Law> law = driven_law(plan, i, node.rho)) node.law = take(i, std::move(*law));
  }
  if (plan.has_item && plan.item_rho > 0) {
    if (std::optional<Law> law = driven_law(plan, kNone, plan.item_rho)) plan.item_law = take(kNone, std::move(*law));
  }
  return allowed;
}

void fill_law(Law& law) {
  law.classes = latent_classes(law.mean, law.rho, latent_class_count(law.mean, law.rho, law.degree, law.extra));
}

void fill_laws(Plan& plan, const RunContext& run) {
  for (Law& law : plan.laws) {
    if (run.cancelled()) return;
    fill_law(law);
  }
}

const std::vector<LatentClass>& item_classes(const Plan& plan) {
  static const std::vector<LatentClass> kOne{LatentClass{}};
  return plan.item_law == kNone ? kOne : plan.laws[plan.item_law].classes;
}

std::string pointer_of(const Plan& plan, std::size_t node) {
  const Node& row = plan.nodes[node];
  const std::string above = row.parent == kNone ? "/pipeline/steps/" : pointer_of(plan, row.parent) + "/body/";
  return above + std::to_string(row.ordinal);
}

Probability* rate_of(Node& node, Param id) {
  switch (id) {
    case Param::p: return &node.p;
    case Param::d: return &node.d;
    case Param::h: return &node.h;
    case Param::e: return &node.e;
    case Param::sensitivity: return &node.sensitivity;
    case Param::specificity: return &node.specificity;
    default: break;
  }
  return nullptr;
}

}  // namespace nines::simulate
