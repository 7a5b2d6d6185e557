// Time known at every moment (run_law.h): the distribution function itself, evaluated wherever it is asked, so that
// exponential times need no grid. What a leaf is done with by t is its kernel times the distribution function of its
// time; of lanes, at_once.cpp tells; classes of hidden causes average.
#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "simulate/integral.h"
#include "simulate/run_law.h"

namespace nines::simulate {
namespace {

using Here = Evaluator<double>::Here;
constexpr double kMaxMoments = 20'000;  // evaluations of the row that takes time, for one moment
constexpr double kTail = 80;  // means after which nothing is left of an exponential time, of any number of lanes

bool takes_time(const Amounts& times, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (times.mean[i] > 0) return true;
  }
  return false;
}

bool is_known(const Plan& plan, const Amounts& times, std::size_t i);

// At most one row of the list takes time.
bool is_known_list(const Plan& plan, const Amounts& times, std::size_t begin, std::size_t end, bool graph) {
  int taking = 0;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) {
    if (!takes_time(times, i, plan.nodes[i].end)) continue;
    if (++taking > 1 || graph || !is_known(plan, times, i)) return false;
  }
  return true;
}

bool is_known(const Plan& plan, const Amounts& times, std::size_t i) {
  const Node& node = plan.nodes[i];
  if (node.end == i + 1 || !takes_time(times, body_of(i), node.end)) return true;
  const bool by_row = node.kind == StepKind::branch || (plays_at_once(node) && has_row_lanes(node));
  if (!by_row && node.kind != StepKind::group && !plays_at_once(node)) return false;
  if (!node.judges.empty()) return false;
  if (!by_row) return is_known_list(plan, times, body_of(i), node.end, node.graph);
  for (std::size_t r = body_of(i); r < node.end; r = plan.nodes[r].end) {
    if (!is_known(plan, times, r)) return false;
  }
  return true;
}

// What rows are done with by a moment.
class Moments {
 public:
  Moments(const Plan& plan, const Amounts& times, const RunContext& run)
      : plan_(plan), times_(times), run_(run), evaluator_(plan, run) {}

  [[nodiscard]] Kernel<double> row_by(std::size_t i, double t, const Here& here) const {
    const Node& node = plan_.nodes[i];
    if (!takes_time(times_, i, node.end)) return evaluator_.step(i, here);
    if (node.end == i + 1) return leaf_by(i, t, here);
    if (node.kind == StepKind::group) return leave_visit(list_by(body_of(i), node.end, t, here));
    if (node.kind == StepKind::branch) return branch_by(i, t, here);
    return leave_visit(crowd_by(i, t, here));
  }

 private:
  [[nodiscard]] double chance_by(std::size_t i, double t) const {
    if (!(times_.mean[i] > 0)) return t >= 0 ? 1 : 0;
    if (times_.is_exponential[i]) return t > 0 ? 0 - base::expm1(-t / times_.mean[i]) : 0;
    return t >= times_.mean[i] ? 1 : 0;
  }

  // Costs fall due when it begins.
  [[nodiscard]] Kernel<double> leaf_by(std::size_t i, double t, const Here& here) const {
    const LeafKernel<double> leaf = evaluator_.leaf_for(i, here);
    const double chance = chance_by(i, t);
    const double cost = plan_.nodes[i].real(Param::cost_usd);
    Kernel<double> out = leaf.executed;
    for (Row<double>& row : out) {
      row[kCost] = cost * mass_of_row(row);
      for (std::size_t c = 0; c < kMasses; ++c) row[c] *= chance;
    }
    if (leaf.may_pass) add_weighted(out, 1.0, leaf.passed);
    return out;
  }

  [[nodiscard]] Kernel<double> list_by(std::size_t begin, std::size_t end, double t, const Here& here) const {
    Kernel<double> out = identity_kernel<double>();
    for (std::size_t i = begin; i < end; i = plan_.nodes[i].end) {
      const Kernel<double> row = row_by(i, t, here);
      for (Row<double>& from : out) from = follow(from, row);
    }
    return out;
  }

  [[nodiscard]] Kernel<double> branch_by(std::size_t i, double t, const Here& here) const {
    const Probability first = plan_.nodes[i].rate(Param::p);
    Kernel<double> out{};
    double left = 1;
    double share = first.p;
    for (std::size_t r = body_of(i); r < plan_.nodes[i].end; r = plan_.nodes[r].end) {
      add_weighted(out, share, row_by(r, t, here));
      left = share == first.p && r == body_of(i) ? first.q : 0;
      share = first.q;
    }
    add_weighted(out, left, identity_kernel<double>());
    return leave_visit(out);
  }

  [[nodiscard]] Kernel<double> crowd_by(std::size_t i, double t, Here here) const {
    const Node& node = plan_.nodes[i];
    if (node.law == kNone) return lanes_by(i, t, here);
    const Law& law = plan_.laws[node.law];
    Kernel<double> out{};
    for (std::size_t k = 0; k < law.classes.size() && !run_.cancelled(); ++k) {
      here.visit = k;
      add_weighted(out, law.classes[k].weight, lanes_by(i, t, here));
    }
    return out;
  }

  [[nodiscard]] Kernel<double> lanes_by(std::size_t i, double t, const Here& here) const {
    const Node& node = plan_.nodes[i];
    const ScoreGrid grid = grid_of_scores(node);
    std::vector<Kernel<double>> lanes;
    if (has_row_lanes(node)) {
      for (std::size_t r = body_of(i); r < node.end; r = plan_.nodes[r].end) lanes.push_back(row_by(r, t, here));
    } else {
      lanes.push_back(list_by(body_of(i), node.end, t, here));
    }
    const auto copies = static_cast<double>(copies_at_once(node));
    Kernel<double> out{};
    for (std::size_t s = 0; s < kStates; ++s) {
      out[s] = done_at_once(plan_, i, s, lanes, grid);
      for (const Kernel<double>& lane : lanes) {
        add_costs(out[s], copies, lane[s]);
        if (node.kind != StepKind::best_of || node.word(Param::select) == word::oracle) continue;
        const Answer<double> one = answer_of(lane[s]);
        out[s][kChecks] += copies * (one.right + one.wrong);
      }
    }
    return out;
  }

  const Plan& plan_;
  const Amounts& times_;
  const RunContext& run_;
  Evaluator<double> evaluator_;
};

// The top-level row that takes times of any kind: the only one that is not a constant leaf; else the first that takes
// any.
std::size_t moving_row(const Plan& plan, const Amounts& times) {
  std::size_t first = kNone;
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) {
    if (!takes_time(times, i, plan.nodes[i].end)) continue;
    if (first == kNone) first = i;
    if (plan.nodes[i].end > i + 1 || times.is_exponential[i]) return i;
  }
  return first;
}

// Step of the constant leaves around the row, 0 without any.
std::optional<double> step_around(const Plan& plan, const Amounts& times, std::size_t moving) {
  std::vector<double> values;
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) {
    if (i == moving || !takes_time(times, i, plan.nodes[i].end)) continue;
    if (plan.nodes[i].end > i + 1 || times.is_exponential[i]) return std::nullopt;
    values.push_back(times.mean[i]);
  }
  return values.empty() ? std::optional<double>(0) : common_step(values);
}

double bins_around(const Plan& plan, const Amounts& times, std::size_t moving, double step) {
  double sum = 1;
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) {
    if (i != moving && step > 0) sum += times.mean[i] / step;
  }
  return sum;
}

Price price_around(const Plan& plan, const Amounts& times, std::size_t moving, double step) {
  Price out;
  out.is_time = true;
  out.keeps_costs = false;
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    const bool inside = i >= moving && i < plan.nodes[moving].end;
    out.law.emplace_back(1.0, inside || !(times.mean[i] > 0) ? 0 : steps_of(times.mean[i], step));
  }
  return out;
}

// The law under one class of the run: weights of the moments at which the moving row may begin and the rest be done.
struct ClassLaw {
  double weight = 1;
  Here here;
  Poly ended;                                          // runs that end before it
  std::array<Poly, kStates> before;                    // begin it
  std::array<std::array<Poly, kStates>, kStates> all;  // begin it in s, leave it in s', and are done later
};

class MomentLaw {
 public:
  MomentLaw(const Plan& plan, const Amounts& times, const RunContext& run)
      : plan_(plan), times_(times), run_(run), moments_(plan, times, run), moving_(moving_row(plan, times)) {
    step_ = *step_around(plan, times, moving_);
    const Price price = price_around(plan, times, moving_, step_);
    const Evaluator<Poly> around(plan, run, {}, &price);
    for (const RunClass& one : plan.run_classes) add_class(around, one);
  }

  // P(a run is done by t).
  [[nodiscard]] double below(double t) const {
    double sum = 0;
    for (const ClassLaw& one : classes_) {
      double here = 0;
      add_atoms(here, one.ended, t);
      std::size_t last = one.ended.end();
      for (std::size_t s = 0; s < kStates; ++s) {
        last = std::max(last, one.before[s].end());
        for (const Poly& x : one.all[s]) last = std::max(last, x.end());
      }
      for (std::size_t j = 0; j < last && !run_.cancelled(); ++j) {
        const double left = t - static_cast<double>(j) * step_;
        if (left < 0) break;
        here += part_after(one, j, left);
      }
      sum += one.weight * here;
    }
    return std::fmin(1, sum);
  }

  // Sum over starts of P(start) times the mean time of the moving row from there.
  [[nodiscard]] double moving_mean() const {
    std::vector<double> ends = breaks();
    double sum = 0;
    for (const ClassLaw& one : classes_) {
      for (std::size_t s = 0; s < kStates; ++s) {
        const double reached = one.before[s].sum();
        if (!(reached > 0)) continue;
        double mean = 0;
        for (std::size_t b = 1; b < ends.size() && !run_.cancelled(); ++b) {
          mean += integral(
              [&](double t) { return std::max(0.0, 1 - mass_of_row(moments_.row_by(moving_, t, one.here)[s])); },
              ends[b - 1], ends[b]);
        }
        sum += one.weight * reached * mean;
      }
    }
    return sum;
  }

  [[nodiscard]] double quantile(double q) const {
    double high = 1;
    while (below(high) < q && high < 1e18) high *= 2;
    double low = 0;
    for (int i = 0; i < 200 && !run_.cancelled(); ++i) {
      const double mid = low + (high - low) / 2;
      if (!(mid > low && mid < high)) break;
      (below(mid) < q ? low : high) = mid;
    }
    return high;
  }
  [[nodiscard]] std::size_t moving() const { return moving_; }
  [[nodiscard]] bool is_alone() const { return !(step_ > 0); }
  [[nodiscard]] const Moments& moments() const { return moments_; }

 private:
  void add_atoms(double& sum, const Poly& law, double t) const {
    for (std::size_t j = 0; j < law.coefficient.size(); ++j) {
      if (static_cast<double>(law.first + j) * step_ <= t) sum += law.coefficient[j];
    }
  }
  static double at(const Poly& law, std::size_t j) {
    return j >= law.first && j < law.end() ? law.coefficient[j - law.first] : 0;
  }

  [[nodiscard]] double part_after(const ClassLaw& one, std::size_t j, double left) const {
    bool any = false;
    for (std::size_t s = 0; s < kStates; ++s) {
      any = any || at(one.before[s], j) > 0;
      for (const Poly& x : one.all[s]) any = any || at(x, j) > 0;
    }
    if (!any) return 0;
    const Kernel<double> done = moments_.row_by(moving_, left, one.here);
    double sum = 0;
    for (std::size_t s = 0; s < kStates; ++s) {
      double ended = 0;
      for (std::size_t c = kStates; c < kMasses; ++c) ended += done[s][c];
      sum += at(one.before[s], j) * ended;
      for (std::size_t to = 0; to < kStates; ++to) sum += at(one.all[s][to], j) * done[s][to];
    }
    return sum;
  }

  void add_class(const Evaluator<Poly>& around, const RunClass& item) {
    ClassLaw out;
    out.weight = item.weight;
    out.here.item = &item;
    Evaluator<Poly>::Here here;
    here.item = &item;
    Row<Poly> row{};
    row[kRight] = Poly(1);
    for (std::size_t i = 0; i < moving_; i = plan_.nodes[i].end) row = follow(row, around.step(i, here));
    for (std::size_t c = kStates; c < kMasses; ++c) out.ended += row[c];
    Kernel<Poly> after = identity_kernel<Poly>();
    for (std::size_t i = plan_.nodes[moving_].end; i < plan_.nodes.size(); i = plan_.nodes[i].end)
      after = compose(after, around.step(i, here));
    for (std::size_t s = 0; s < kStates; ++s) {
      out.before[s] = row[s];
      for (std::size_t to = 0; to < kStates; ++to) out.all[s][to] = row[s] * mass_of_row(after[to]);
    }
    classes_.push_back(std::move(out));
  }

  // Where the law of the moving row may jump, and where it falls.
  [[nodiscard]] std::vector<double> breaks() const {
    std::vector<double> out{0};
    double last = 0;
    for (std::size_t i = moving_; i < plan_.nodes[moving_].end; ++i) {
      const double mean = times_.mean[i];
      if (!(mean > 0)) continue;
      if (!times_.is_exponential[i]) out.push_back(mean);
      for (double x = mean; times_.is_exponential[i] && x <= kTail * mean; x *= x < kTail * mean / 4 ? 4 : 100)
        out.push_back(x);
      last = std::max(last, times_.is_exponential[i] ? kTail * mean : mean);
    }
    out.push_back(last);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  const Plan& plan_;
  const Amounts& times_;
  const RunContext& run_;
  Moments moments_;
  std::size_t moving_;
  double step_ = 0;
  std::vector<ClassLaw> classes_;
};

}  // namespace

bool has_moments(const Plan& plan, const Amounts& times) {
  const std::size_t moving = plan.graph ? kNone : moving_row(plan, times);
  if (moving == kNone || !is_known(plan, times, moving)) return false;
  const std::optional<double> step = step_around(plan, times, moving);
  if (!step || !too_large_for_laws(plan, true, true).empty()) return false;
  const auto classes = static_cast<double>(plan.run_classes.size());
  return bins_around(plan, times, moving, *step) * classes <= kMaxMoments;
}

RunLaw moment_law(const Plan& plan, const Amounts& times, const RunContext& run) {
  const MomentLaw law(plan, times, run);
  Amounts others = times;
  for (std::size_t i = law.moving(); i < plan.nodes[law.moving()].end; ++i) others.mean[i] = 0;
  RunLaw out;
  out.mean = law.moving_mean() + summed_mean(plan, others, run).value_or(0);
  out.p50 = law.quantile(0.5);
  out.p90 = law.quantile(0.9);
  out.p99 = law.quantile(0.99);
  const double last = law.quantile(0.9999);
  for (std::size_t i = 0; i < kMaxLawPoints && !run.cancelled(); ++i) {
    out.at.push_back(last * static_cast<double>(i) / static_cast<double>(kMaxLawPoints - 1));
    out.below.push_back(law.below(out.at.back()));
  }
  out.method = "exact at every moment";
  return out;
}

std::optional<LimitedRow> moment_row(const Plan& plan, const Amounts& times, double most, const RunContext& run) {
  if (!has_moments(plan, times)) return std::nullopt;
  const MomentLaw law(plan, times, run);
  if (!law.is_alone()) return std::nullopt;
  LimitedRow out;
  for (const RunClass& one : plan.run_classes) {
    Here here;
    here.item = &one;
    Row<double> row{};
    row[kRight] = 1;
    for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end)
      row = follow(row, law.moments().row_by(i, most, here));
    add_weighted(out.row, one.weight, row);
  }
  out.stopped = std::max(0.0, 1 - mass_of_row(out.row));
  return out;
}

}  // namespace nines::simulate
