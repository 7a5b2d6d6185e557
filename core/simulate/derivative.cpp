// Derivatives by Dual evaluation of the row around a parameter; those of a hidden cause go through how its classes move
// (latent.h), or by differences where its family gives no such law (exact.h).
#include <algorithm>

#include "nines/catalog.h"
#include "simulate/cut_run.h"
#include "simulate/evaluate.h"
#include "simulate/exact.h"

namespace nines::simulate {
namespace {

// Kernel products that all derivatives of one answer may cost together.
constexpr double kMaxWork = 3e7;

bool is_driven(const Node& node) { return node.kind == StepKind::work && node.cause != Cause::none; }

// A law that moves by its classes: Beta, all of it driven by theta itself.
bool moves_by_classes(const Law& law) {
  return law.family == LatentFamily::beta && !(law.never > 0) &&
         std::all_of(law.tables.begin(), law.tables.end(), [](const RateTable& t) { return !(t.transient.p > 0); });
}

class Derivatives {
 public:
  Derivatives(const Plan& plan, CutRun& cut, const RunContext& run) : plan_(plan), cut_(cut), run_(run) {}

  std::vector<Derivative> all() {
    for (std::size_t i = 0; i < plan_.nodes.size() && !run_.cancelled(); ++i) add_node(i);
    for (std::size_t l = 0; l < plan_.item_laws.size() && !run_.cancelled(); ++l) add_latent(l);
    return std::move(out_);
  }

 private:
  void add_node(std::size_t i) {
    const Node& node = plan_.nodes[i];
    if (node.made) return;
    for (const ParamInfo& info : step_info(node.kind).params) {
      if (run_.cancelled()) return;
      if (info.type == ParamType::correlation) add_rho(i);
      if (info.type != ParamType::probability || !node.given(info.id)) continue;
      if (info.id == Param::p && is_driven(node)) {
        add_mean(i);
      } else {
        Direction along;
        along.node = i;
        along.param = info.id;
        push(i, info.id, 1, slope(plan_, i, along));
      }
    }
  }

  void push(std::size_t node, Param param, std::size_t together, const Row<double>& slope) {
    Derivative one;
    one.node = node;
    one.param = param;
    one.together = together;
    one.slope = slope;
    out_.push_back(one);
  }

  Row<double> slope(const Plan& plan, std::size_t inside, const Direction& along) {
    return cut_.slope_of({along.node, along.param, along.of_law}, [&] {
      const Evaluator<Dual> evaluator(plan, run_, along);
      const std::size_t top = top_of(plan, inside);
      CutRun::Kernels out;
      for (std::size_t k = 0; k < plan_.run_classes.size() && !run_.cancelled(); ++k) {
        Evaluator<Dual>::Here here;
        here.item = &plan_.run_classes[k];
        const Kernel<Dual> step = evaluator.step(top, here);
        out.emplace_back();
        for (std::size_t in = 0; in < kStates; ++in) {
          for (std::size_t c = 0; c < kColumns; ++c) out.back()[in][c] = step[in][c].slope;
        }
      }
      return out;
    });
  }

  // ---- laws of blocks

  std::size_t owner_of(std::size_t work) const {
    std::size_t up = plan_.nodes[work].parent;
    while (up != kNone && !(plan_.nodes[up].rho > 0 && plan_.nodes[up].law != kNone)) up = plan_.nodes[up].parent;
    return up;
  }

  std::size_t count_driven(std::size_t begin, std::size_t end, Cause cause, std::size_t latent) const {
    std::size_t count = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const Node& node = plan_.nodes[i];
      if (is_driven(node) && node.cause == cause && (cause == Cause::visit || node.latent == latent)) ++count;
    }
    return count;
  }

  bool is_first_driven(std::size_t work, std::size_t begin) const {
    for (std::size_t i = begin; i < work; ++i) {
      const Node& node = plan_.nodes[i];
      if (is_driven(node) && node.cause == plan_.nodes[work].cause && node.latent == plan_.nodes[work].latent)
        return false;
    }
    return true;
  }

  // All works of one theta move together; the first of them stands for all.
  void add_mean(std::size_t work) {
    const Node& node = plan_.nodes[work];
    const bool item = node.cause == Cause::item;
    const std::size_t owner = item ? kNone : owner_of(work);
    const std::size_t begin = item ? 0 : body_of(owner);
    const std::size_t end = item ? plan_.nodes.size() : plan_.nodes[owner].end;
    const Law& law = plan_.laws[node.law];
    if (law.family == LatentFamily::classes) return;  // its rates are not the steps'
    if (law.family == LatentFamily::logit_normal) return push(work, Param::p, 1, difference_in_p(work, work + 1, work));
    if (!is_first_driven(work, begin)) return;
    const std::size_t together = count_driven(begin, end, node.cause, node.latent);
    if (!moves_by_classes(law)) return push(work, Param::p, together, difference_in_p(begin, end, work));
    Direction along;
    along.of_law = true;
    along.param = Param::p;
    along.node = owner;
    along.latent = item ? node.latent : kNone;
    push(work, Param::p, together, item ? item_slope(along) : slope(plan_, work, along));
  }

  void add_rho(std::size_t block) {
    const Node& node = plan_.nodes[block];
    if (!node.given(Param::rho) && !node.rho_assumed) return;
    Direction along;
    along.of_law = true;
    along.param = Param::rho;
    along.node = block;
    if (node.rho > 0 && node.law != kNone) {
      push(block, Param::rho, 1, slope_in_rho(block, along));
    } else if (!(node.rho > 0) && could_share(block)) {
      if (const std::optional<Row<double>> slope = slope_at_zero(block, along)) push(block, Param::rho, 1, *slope);
    }
  }

  Row<double> slope_in_rho(std::size_t block, const Direction& along) {
    if (moves_by_classes(plan_.laws[plan_.nodes[block].law])) return slope(plan_, block, along);
    const double rho = plan_.nodes[block].rho;
    const double h = std::min(1e-5, std::min(rho, 1 - rho) / 2);
    if (!(h > 0)) return {};
    return difference([&](Plan& plan, double step) { plan.nodes[block].rho += step; }, h);
  }

  // Independent works of one rate could as well share a theta.
  bool could_share(std::size_t block) const {
    const Node* first = nullptr;
    for (std::size_t i = body_of(block); i < plan_.nodes[block].end; ++i) {
      const Node& node = plan_.nodes[i];
      if (node.kind != StepKind::work) continue;
      if (node.cause != Cause::none || node.covered || node.rate(Param::transient).p > 0) return false;
      if (first == nullptr) first = &node;
      if (!is_same_rate(first->rate(Param::p), node.rate(Param::p))) return false;
    }
    return first != nullptr;
  }

  // One-sided, with a law of rho = 0 laid under the block for as long as it takes.
  std::optional<Row<double>> slope_at_zero(std::size_t block, const Direction& along) {
    constexpr std::int64_t kMostDegree = 2 * static_cast<std::int64_t>(kMaxLatentClasses) - 1;
    if (!scratch_) scratch_.emplace(plan_);
    Plan& plan = *scratch_;
    set_cause(plan, block, Cause::visit, plan.laws.size());
    std::optional<Law> law = driven_law(plan, block, 0);
    if (!law || law->degree > kMostDegree) {
      set_cause(plan, block, Cause::none, kNone);
      return std::nullopt;
    }
    fill_law(*law);
    plan.laws.push_back(std::move(*law));
    plan.nodes[block].law = plan.laws.size() - 1;
    const Row<double> out = slope(plan, block, along);
    plan.laws.pop_back();
    plan.nodes[block].law = kNone;
    set_cause(plan, block, Cause::none, kNone);
    return out;
  }
  static void set_cause(Plan& plan, std::size_t block, Cause cause, std::size_t law) {
    for (std::size_t i = body_of(block); i < plan.nodes[block].end; ++i) {
      Node& node = plan.nodes[i];
      if (node.kind != StepKind::work) continue;
      node.cause = cause;
      node.law = law;
      node.table = 0;
    }
  }

  // ---- latents of the pipeline

  void add_latent(std::size_t latent) {
    const Latent& from = plan_.pipeline->latents[latent];
    if (from.family != LatentFamily::beta || !plan_.has_item) return;
    Direction along;
    along.of_law = true;
    along.param = Param::rho;
    along.latent = latent;
    Derivative one;
    one.latent = latent;
    one.param = Param::rho;
    if (plan_.item_laws[latent] != kNone && from.rho > 0) {
      if (!moves_by_classes(plan_.laws[plan_.item_laws[latent]])) return;
      one.slope = item_slope(along);
    } else if (!item_slope_at_zero(latent, along, one.slope)) {
      return;
    }
    out_.push_back(one);
  }

  Row<double> item_slope(const Direction& along) const { return item_slope(plan_, along); }

  Row<double> item_slope(const Plan& plan, const Direction& along) const {
    const Law& law = plan.laws[plan.item_laws[along.latent]];
    const Evaluator<Dual> evaluator(plan, run_, along);
    const TopList top = top_list(plan);
    const Row<double> mean = exact_row(plan, run_);  // only what differs from it counts, as in over_classes()
    Row<double> out{};
    for (const MovingClass& one : moving_classes(law)) {
      const double value = along.param == Param::p ? one.p_value : one.rho_value;
      const double slope = along.param == Param::p ? one.p_slope : one.rho_slope;
      if (value == 0 && slope == 0) continue;
      const Rate<Dual> theta = moving_rate(one.theta);
      for (const RunClass& others : plan.run_classes) {
        if (run_.cancelled()) return out;
        if (others.at[along.latent] != 0) continue;
        Evaluator<Dual>::Here here;
        here.item = &others;
        here.item_theta = &theta;
        const double weight = others.weight / law.classes[0].weight;
        const Row<Dual> row = evaluator.run_row(top, here);
        for (std::size_t c = 0; c < kColumns; ++c)
          out[c] += weight * (value * (row[c].value - mean[c]) + slope * row[c].slope);
      }
    }
    return out;
  }

  bool item_slope_at_zero(std::size_t latent, const Direction& along, Row<double>& out) {
    Plan shadow = plan_;
    const Node* first = nullptr;
    for (Node& node : shadow.nodes) {
      if (!node.covered || node.latent != latent) continue;
      if (node.cause != Cause::none || node.rate(Param::transient).p > 0) return false;
      if (first == nullptr) first = &node;
      if (!is_same_rate(first->rate(Param::p), node.rate(Param::p))) return false;
      node.cause = Cause::item;
    }
    if (first == nullptr || !size_laws(shadow) || shadow.item_laws[latent] == kNone) return false;
    fill_laws(shadow, run_);
    out = item_slope(shadow, along);
    return true;
  }

  // ---- differences

  template <class Change>
  Row<double> difference(const Change& change, double h) const {
    Row<double> out{};
    for (const double sign : {1.0, -1.0}) {
      Plan moved = plan_;
      change(moved, sign * h);
      if (!size_laws(moved)) return {};
      prepare(moved, run_);
      add_weighted(out, sign / (2 * h), exact_row(moved, run_));
    }
    return out;
  }

  Row<double> difference_in_p(std::size_t begin, std::size_t end, std::size_t like) const {
    const Probability p = plan_.nodes[like].rate(Param::p);
    const double h = std::min(1e-5, std::min(p.p, p.q) / 2);
    if (!(h > 0)) return {};
    return difference(
        [&](Plan& plan, double step) {
          for (std::size_t i = begin; i < end; ++i) {
            Node& node = plan.nodes[i];
            if (!is_driven(node) || node.law != plan_.nodes[like].law) continue;
            Setting* setting = node.find(Param::p);
            setting->rate = {setting->rate.p + step, setting->rate.q - step};
          }
        },
        h);
  }

  const Plan& plan_;
  CutRun& cut_;
  std::optional<Plan> scratch_;
  const RunContext& run_;
  std::vector<Derivative> out_;
};

double work_of_derivatives(const Plan& plan) {
  const auto classes = static_cast<double>(plan.run_classes.size());
  double sum = 0;
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) {
    double params = 0;
    for (std::size_t j = i; j < plan.nodes[i].end; ++j) {
      for (const Setting& one : plan.nodes[j].settings) params += one.given ? 1 : 0;
    }
    sum += params * work_of(plan, i, plan.nodes[i].end) * classes;
  }
  return 2 * sum;
}

}  // namespace

bool has_few_derivatives(const Plan& plan) { return work_of_derivatives(plan) <= kMaxWork; }

std::vector<Derivative> run_derivatives(const Plan& plan, CutRun& cut, const RunContext& run) {
  return Derivatives(plan, cut, run).all();
}

}  // namespace nines::simulate
