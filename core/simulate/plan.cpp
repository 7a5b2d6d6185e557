// What can be asked of a plan once it stands: settings, pointers, laws and their sizes (plan.h).
#include "simulate/plan.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "simulate/latent.h"
#include "simulate/plan_rows.h"

namespace nines::simulate {
namespace {

// What one theta meets: how often, and how often in a way that is not polynomial (an explicit e beside some d).
struct Exposure {
  std::int64_t degree = 0;
  std::int64_t rational = 0;
  double loudest = 0;
  const Node* first = nullptr;  // a work step whose mean of theta is the law's
  bool endless = false;         // below a vote without cap
};

bool is_rational(const Node& work) {
  return work.given(Param::e) && work.rate(Param::d).p > 0 && work.rate(Param::d).q > 0;
}

template <class Driven>
Exposure exposure_of(const Plan& plan, std::size_t begin, std::size_t end, const Driven& driven) {
  Exposure out;
  for (std::size_t i = begin; i < end; ++i) {
    const Node& node = plan.nodes[i];
    if (node.kind == StepKind::vote && node.times == kManyVisits) out.endless = true;
    if (!driven(node)) continue;
    if (out.first == nullptr) out.first = &node;
    if (is_rational(node)) out.loudest = std::max(out.loudest, node.rate(Param::d).p);
  }
  out.degree = most_visits(plan, begin, end, driven);
  out.rational = most_visits(plan, begin, end, [&](const Node& node) { return driven(node) && is_rational(node); });
  return out;
}

// Classes for a vote without cap: its winner is a rational function of theta with poles near 1/2.
constexpr std::int64_t kEndlessDegree = 400;

Law law_for(const Exposure& met, std::int64_t times, double rho) {
  const auto saturated = [times](std::int64_t visits) {
    return visits > kManyVisits / times ? kManyVisits : visits * times;
  };
  Law law;
  law.mean = latent_mean(met.first->rate(Param::p), met.first->rate(Param::transient));
  law.rho = rho;
  const bool endless = met.endless || times == kManyVisits;
  law.degree = endless ? kEndlessDegree : saturated(met.degree);
  law.extra = rational_classes(endless ? 1 : saturated(met.rational), met.loudest);
  return law;
}

using LawKey = std::tuple<double, double, double, std::int64_t, std::size_t, double, double>;

// Equal laws share one entry: a chain of a thousand equal retries computes its classes once.
std::size_t add_law(Plan& plan, std::map<LawKey, std::size_t>& known, Law law) {
  const RateTable& table = law.tables.front();
  const LawKey key{law.mean.p, law.mean.q, law.rho, law.degree, law.extra, table.p.p, table.transient.p};
  const auto [at, is_new] = known.emplace(key, plan.laws.size());
  if (is_new) plan.laws.push_back(std::move(law));
  return at->second;
}

// The table for a work of this law, added when new. Blocks have one, because their works share one p; two works of one
// block may differ in what is transient.
std::size_t table_for(Law& law, const Node& work, double loading) {
  const Probability p = work.rate(Param::p);
  const Probability transient = work.rate(Param::transient);
  for (std::size_t t = 0; t < law.tables.size(); ++t) {
    const RateTable& table = law.tables[t];
    if (table.p.p == p.p && table.p.q == p.q && table.transient.p == transient.p && table.loading == loading) return t;
  }
  law.tables.push_back({p, transient, loading, {}});
  return law.tables.size() - 1;
}

double loading_of(const Latent& latent, const Node& work) {
  for (const Loading& one : latent.loadings) {
    if (one.step == work.step->id) return one.value;
  }
  return 1;
}

template <class Driven>
void add_tables(Plan& plan, Law& law, std::size_t begin, std::size_t end, const Driven& driven, const Latent* latent) {
  for (std::size_t i = begin; i < end; ++i) {
    Node& node = plan.nodes[i];
    if (driven(node)) node.table = table_for(law, node, latent != nullptr ? loading_of(*latent, node) : 1);
  }
}

bool is_driven_by_visit(const Node& node) { return node.kind == StepKind::work && node.cause == Cause::visit; }

Law law_of_latent(const Plan& plan, const Latent& latent, const Exposure& met) {
  Law law = law_for(met, 1, latent.rho);
  law.family = latent.family;
  law.sd = latent.sd;
  for (const WeightedRate& one : latent.classes)
    law.given.push_back({one.weight, shifted({one.p, 1 - one.p}, plan.pipeline->shift).p});
  law.never = latent.never;
  if (latent.never > 0 && latent.family == LatentFamily::beta) {
    const double rest = 1 - latent.never;
    law.mean = {law.mean.p / rest, std::max(0.0, law.mean.q - latent.never) / rest};
  }
  return law;
}

bool size_item_laws(Plan& plan) {
  plan.item_laws.assign(plan.pipeline->latents.size(), kNone);
  bool allowed = true;
  for (std::size_t l = 0; l < plan.item_laws.size() && plan.has_item; ++l) {
    const Latent& latent = plan.pipeline->latents[l];
    const auto driven = [l](const Node& node) { return node.cause == Cause::item && node.latent == l; };
    const Exposure met = exposure_of(plan, 0, plan.nodes.size(), driven);
    if (met.first == nullptr) continue;
    Law law = law_of_latent(plan, latent, met);
    add_tables(plan, law, 0, plan.nodes.size(), driven, &latent);
    allowed = allowed && is_allowed(law);
    plan.item_laws[l] = plan.laws.size();
    for (Node& node : plan.nodes) {
      if (driven(node)) node.law = plan.laws.size();
    }
    plan.laws.push_back(std::move(law));
  }
  return allowed;
}

}  // namespace

const Setting& Node::get(Param id) const {
  for (const Setting& one : settings) {
    if (one.id == id) return one;
  }
  assert_failed("the kind has this parameter", __FILE__, __LINE__);
  return settings.front();
}

Setting* Node::find(Param id) {
  for (Setting& one : settings) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

bool Node::has(Param id) const {
  return std::any_of(settings.begin(), settings.end(), [id](const Setting& one) { return one.id == id; });
}

Probability latent_mean(Probability p, Probability transient) {
  if (!(transient.p > 0)) return p;
  const double rest = 1 - transient.p * p.q;
  if (!(rest > 0)) return {0, 1};
  return {p.p / rest, p.q * transient.q / rest};
}

Probability rate_under(const RateTable& table, Probability theta) {
  if (!(table.transient.p > 0)) return theta;
  const double chance = table.transient.p * table.p.q;
  return {(1 - chance) * theta.p, theta.q + chance * theta.p};
}

// A mean of 0 or 1 counts as any other, so that what is refused does not hang on the last digit of p.
bool is_allowed(const Law& law) {
  if (law.family != LatentFamily::beta) return true;
  const bool inside = law.mean.p > 0 && law.mean.q > 0;
  const Probability mean = inside ? law.mean : Probability{0.5, 0.5};
  return law.degree <= kMaxLatentDegree &&
         latent_class_count(mean, law.rho, law.degree, law.extra) <= kMaxLatentClasses;
}

std::optional<Law> driven_law(const Plan& plan, std::size_t block, double rho) {
  const Exposure met = exposure_of(plan, body_of(block), plan.nodes[block].end, is_driven_by_visit);
  if (met.first == nullptr) return std::nullopt;
  Law law = law_for(met, plan.nodes[block].times, rho);
  law.tables.push_back({met.first->rate(Param::p), met.first->rate(Param::transient), 1, {}});
  return law;
}

bool size_laws(Plan& plan, std::size_t* where) {
  std::map<LawKey, std::size_t> known;
  bool allowed = true;
  plan.laws.clear();
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    Node& node = plan.nodes[i];
    if (node.cause == Cause::none || node.kind != StepKind::work) node.law = kNone;
    if (!(node.rho > 0)) continue;
    std::optional<Law> law = driven_law(plan, i, node.rho);
    if (!law) continue;
    add_tables(plan, *law, body_of(i), node.end, is_driven_by_visit, nullptr);
    if (!is_allowed(*law)) {
      if (allowed && where != nullptr) *where = i;
      allowed = false;
    }
    const std::size_t at = law->tables.size() == 1 ? add_law(plan, known, std::move(*law)) : plan.laws.size();
    if (at == plan.laws.size()) plan.laws.push_back(std::move(*law));
    plan.nodes[i].law = at;
    for (std::size_t j = body_of(i); j < plan.nodes[i].end; ++j) {
      if (is_driven_by_visit(plan.nodes[j])) plan.nodes[j].law = at;
    }
  }
  if (!size_item_laws(plan)) {
    if (allowed && where != nullptr) *where = kNone;
    allowed = false;
  }
  return allowed;
}

std::string pointer_of(const Plan& plan, std::size_t node) {
  const Node& row = plan.nodes[node];
  std::size_t up = row.parent;
  while (up != kNone && plan.nodes[up].made) up = plan.nodes[up].parent;  // a rollback holds rows of its own list
  const std::string above = up == kNone ? "/pipeline/steps/" : pointer_of(plan, up) + "/body/";
  return above + std::to_string(row.ordinal);
}

}  // namespace nines::simulate
